"""One item of the queue: taken for ten minutes by whoever opens it, given back, and what follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum import days
from forum.calendar import Lateness, lateness
from forum.decidable import desk_of, find_decidable
from forum.errors import AlreadyDecided, NotPending, StaleButton, TakenBy
from forum.policies import Rules, demand_team
from forum.queue import QueueChoice, as_wanted, bounds_of, count_waiting
from storage import appeals, attachments, decisions, history, imports, queue, reports
from storage.appeals import Appeal
from storage.database import Database, Transaction
from storage.imports import Meeting
from storage.records import Attachment, HistoryEntry, Person, Proposal

ATTEMPTS: Final = 5  # to open the next item where others open theirs at the same time


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal opened by a moderator, who has it for the rules' ten minutes.

    ``reports`` are the reasons with their numbers, of a hidden one; ``appeal`` is that of an appealed one, whose
    ``history`` is kept from its judge. ``meeting``: where an imported one was made.
    """

    proposal: Proposal
    attachments: tuple[Attachment, ...]
    history: tuple[HistoryEntry, ...]
    day: int
    lateness: Lateness
    others_waiting: int
    reports: tuple[tuple[str, int], ...] = ()
    appeal: Appeal | None = None
    meeting: Meeting | None = None


async def open_item(db: Database, moderator: Person, proposal_id: int, now: datetime, rules: Rules) -> Item:
    """Open an item and take it for ten minutes. Raises as :func:`forum.decidable.find_decidable`."""
    demand_team(moderator)
    desk = desk_of(moderator)

    async def unit(tx: Transaction) -> Item:
        await find_decidable(tx, moderator, proposal_id, None, now)
        taken = await decisions.mark_taken(tx, proposal_id, desk, now + rules.taken_for, now)
        if taken is None:
            raise StaleButton
        is_appealed = taken.state == "appealed"
        day = (await days.calendar(tx, rules)).day_of_waiting(taken.queued_at or taken.created_at, now)
        return Item(
            taken,
            await attachments.list_of(tx, proposal_id),
            () if is_appealed else await history.list_of(tx, proposal_id),
            day,
            lateness(day, rules),
            max(0, await count_waiting(tx, moderator) - 1),
            await reports.reasons(tx, proposal_id) if taken.state == "hidden" else (),
            await appeals.find(tx, proposal_id) if is_appealed else None,
            await imports.meeting_of(tx, proposal_id) if taken.author_id is None else None,
        )

    return await db.write(unit)


async def next_item(
    db: Database,
    moderator: Person,
    now: datetime,
    rules: Rules,
    after: int | None = None,
    choice: QueueChoice | None = None,
) -> Item | None:
    """Open the oldest free item of the choice beyond ``after`` (an id), going round; None when nothing is free.

    Raises NotAllowed.
    """
    demand_team(moderator)

    async def work(tx: Transaction) -> int | None:
        bounds = bounds_of(await days.calendar(tx, rules), now, rules)
        wanted = as_wanted(choice or QueueChoice(), bounds)
        return await queue.following(tx, desk_of(moderator), wanted, after or 0, now)

    for _ in range(ATTEMPTS):
        proposal_id = await db.read(work)
        if proposal_id is None:
            break
        try:
            return await open_item(db, moderator, proposal_id, now, rules)
        except (TakenBy, AlreadyDecided, NotPending, StaleButton):
            continue  # somebody was faster: there is another one
    return None


async def has_open_item(db: Database, moderator: Person, now: datetime) -> bool:
    """Whether the moderator has an item open now."""

    async def work(tx: Transaction) -> bool:
        return await queue.has_taken(tx, moderator.id, now)

    return await db.read(work)


async def release(db: Database, moderator: Person, proposal_id: int) -> None:
    """Give an item back to the queue."""

    async def unit(tx: Transaction) -> None:
        await decisions.release(tx, proposal_id, moderator.id)

    await db.write(unit)
