"""Proving the numbers people see: every counter compared with the votes it stands for, and mended if asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from storage import recount
from storage.database import Database, Transaction
from storage.recount import Stretch, Tally

AT_ONCE = 200  # proposals a look: a hundredth of a second in an ordinary campaign, so nothing else waits long


@dataclass(frozen=True, slots=True)
class Compared:
    """How far it is: so many of ``total`` proposals with so many votes, and those whose numbers were not true."""

    proposals: int
    total: int
    votes: int
    differing: tuple[Tally, ...]


async def compare(db: Database, *, mend: bool) -> AsyncIterator[Compared]:
    """Go through all proposals, telling after each look what it brought; with ``mend`` differences are set right.

    Each look is one snapshot, so votes that are being cast meanwhile are no differences. Memory stays flat. Raises
    DatabaseUnavailable.
    """
    total = await db.read(recount.count_proposals)
    proposals = votes = after = 0
    while (stretch := await _look(db, after)) is not None:
        after = stretch.last
        proposals += len(stretch.tallies)
        votes += stretch.votes
        differing = [tally for tally in stretch.tallies if not tally.is_true]
        if mend:
            differing = [found for tally in differing if (found := await _mend(db, tally.proposal_id)) is not None]
        yield Compared(proposals, max(total, proposals), votes, tuple(differing))


async def _look(db: Database, after: int) -> Stretch | None:
    async def work(tx: Transaction) -> Stretch | None:
        return await recount.next_stretch(tx, after, AT_ONCE)

    return await db.read(work)


async def _mend(db: Database, proposal_id: int) -> Tally | None:
    async def unit(tx: Transaction) -> Tally | None:
        return await recount.mend(tx, proposal_id)

    return await db.write(unit)
