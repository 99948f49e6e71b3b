"""What an author is told of the wait: which working day of the term it is, as the moderators see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from forum import days
from forum.calendar import Calendar, lateness
from forum.policies import WAITING, Rules
from storage.database import Database, Transaction
from storage.records import Proposal


@dataclass(frozen=True, slots=True)
class Clock:
    """``day`` of waiting counts working days from 1; ``limit`` is the term, its last day is ``until``."""

    day: int
    limit: int
    is_late: bool
    until: date


def clock_of(proposal: Proposal, calendar: Calendar, now: datetime, rules: Rules) -> Clock | None:
    """The clock of a proposal that waits for a moderator, or None."""
    if proposal.state not in WAITING:
        return None
    since = proposal.queued_at or proposal.created_at
    day, limit = calendar.day_of_waiting(since, now), rules.decision_workdays
    until = calendar.working_day_after(calendar.today(since), limit - 1)
    return Clock(day, limit, lateness(day, rules) == "late", until)


async def clocks(db: Database, proposals: Sequence[Proposal], now: datetime, rules: Rules) -> dict[int, Clock]:
    """The clocks of those that wait, by their ids; nothing is read when none does."""
    waiting = [proposal for proposal in proposals if proposal.state in WAITING]
    if not waiting:
        return {}

    async def work(tx: Transaction) -> dict[int, Clock]:
        calendar = await days.calendar(tx, rules)
        found = {proposal.id: clock_of(proposal, calendar, now, rules) for proposal in waiting}
        return {id_: clock for id_, clock in found.items() if clock is not None}

    return await db.read(work)
