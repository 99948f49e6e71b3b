"""Whether the author hears that a proposal is on the shortlist, or on it no more: organizers are told what is so.

There may be no author, or one who left, was forgotten, or wants no such notices.
"""

from __future__ import annotations

from forum.notices import OWN
from forum.shortlist import LISTED, UNLISTED, cause_of
from storage import deliveries, people, selections, switches
from storage.database import Database, Transaction
from storage.selections import Selected


async def hears_of_listing(db: Database, selected: Selected) -> bool:
    """Whether the author of what stands on the shortlist hears of it, or has heard."""
    return await db.read(lambda tx: deliveries.is_reaching(tx, cause_of(LISTED, selected.selection)))


async def hears_of_drop(db: Database, proposal_id: int) -> bool:
    """The same of what was taken off the shortlist last."""

    async def work(tx: Transaction) -> bool:
        last = await selections.find_last(tx, proposal_id)
        return last is not None and await deliveries.is_reaching(tx, cause_of(UNLISTED, last))

    return await db.read(work)


async def would_hear_of_drop(db: Database, selected: Selected) -> bool:
    """Whether the author would hear of it now: who was not told yet is told neither of this nor of that."""
    author_id = selected.proposal.author_id

    async def work(tx: Transaction) -> bool:
        if author_id is None or not await deliveries.is_left(tx, cause_of(LISTED, selected.selection)):
            return False
        author = await people.find(tx, author_id)
        is_there = author is not None and author.telegram_id is not None and author.unreachable_at is None
        return is_there and not await switches.is_off(tx, author_id, OWN)

    return await db.read(work)
