"""Next: one published proposal after the other that a reader has not seen, those few have seen first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from forum.fair import point_of
from forum.policies import VOTABLE
from storage import proposals, sightings
from storage.database import Database, Transaction, to_ms
from storage.records import Campaign, Person
from storage.sightings import Seen


class Looked(NamedTuple):
    """What one reader has seen now."""

    seen: tuple[Seen, ...]


class _Next(NamedTuple):
    """What comes next, and what is to be recorded for it."""

    proposal_id: int
    seen: tuple[Seen, ...] = ()


async def find_next(db: Database, campaign: Campaign, reader: Person, after: int, now: datetime) -> int | None:
    """The proposal to show after the one with the id ``after`` (0: none), recorded as seen; None: none is left.

    The same question again gives the same answer and counts nothing twice: what followed ``after`` a moment ago
    follows it still, and opened anew (0) it is the last one shown, until the reader votes on it or goes on.
    Needs no consent. Raises DatabaseUnavailable.
    """

    async def look(tx: Transaction) -> _Next | None:
        return await _look(tx, campaign.id, reader.id, after, now)

    following = await db.read(look)
    if following is None:
        return None
    if following.seen:
        # A reader's own updates come one by one; those of many readers are written down together.
        await db.write_together(see_all, Looked(following.seen), reader.id)
    return following.proposal_id


async def _look(tx: Transaction, campaign_id: int, reader_id: int, after: int, now: datetime) -> _Next | None:
    before = await sightings.latest(tx, reader_id, 2)
    if before and after == 0 and await sightings.is_undecided(tx, before[0].proposal_id, reader_id):
        return _Next(before[0].proposal_id)
    if len(before) == 2 and after == before[1].proposal_id and await _is_votable(tx, before[0].proposal_id):
        return _Next(before[0].proposal_id)
    found = await sightings.find_unseen(tx, campaign_id, reader_id, point_of(reader_id, campaign_id), after)
    if found is None:
        return None
    # Strictly one after the other, also within a millisecond: the order says what followed what.
    at = max(to_ms(now), before[0].at + 1 if before else 0)
    seen = (Seen(reader_id, after, at), Seen(reader_id, found, at + 1)) if after else (Seen(reader_id, found, at),)
    return _Next(found, seen)


async def _is_votable(tx: Transaction, proposal_id: int) -> bool:
    proposal = await proposals.find(tx, proposal_id)
    return proposal is not None and proposal.state in VOTABLE


async def see_all(tx: Transaction, looks: Sequence[Looked]) -> list[None]:
    """Record what readers have seen, each at most once here."""
    await sightings.add(tx, [one for look in looks for one in look.seen])
    return [None] * len(looks)
