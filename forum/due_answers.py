"""By when an answer, or what it promised, is due: the suggested day, and the clock that readers see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from forum import days
from forum.calendar import Calendar
from forum.policies import Rules
from storage import outcome_lists
from storage.database import Database, Transaction
from storage.outcome_lists import Standing
from storage.outcomes import Outcome

# The law's term for a state body's answer to an appeal: what is suggested, never what is demanded.
ANSWER_WORKDAYS: Final = 15
SOON_WORKDAYS: Final = 3
OLDEST: Final = 3


@dataclass(frozen=True, slots=True)
class DueClock:
    """``day`` of ``limit`` working days are over; ``late``: so many working days beyond the day it was due."""

    due_on: date
    day: int
    limit: int
    is_overdue: bool
    late: int


@dataclass(frozen=True, slots=True)
class DueAnswers:
    """What waits for an answer: due within three working days, overdue, and the oldest of both together."""

    soon: int = 0
    overdue: int = 0
    oldest: tuple[tuple[Standing, DueClock], ...] = ()


NOTHING_DUE: Final = DueAnswers()


def suggested(sent_on: date, calendar: Calendar) -> date:
    """The day an answer is due by the law's term."""
    return calendar.working_day_after(sent_on, ANSWER_WORKDAYS)


def clock_of(since: date, due_on: date, calendar: Calendar, today: date) -> DueClock:
    """How much of the term from ``since`` to ``due_on`` is over today."""
    return DueClock(
        due_on,
        day=calendar.working_days_between(since, min(today, due_on)),
        limit=calendar.working_days_between(since, due_on),
        is_overdue=today > due_on,
        late=calendar.working_days_between(due_on, today),
    )


def clock_of_step(outcome: Outcome, calendar: Calendar, now: datetime) -> DueClock | None:
    """The clock of the step a proposal stands at; None when nothing is awaited."""
    if outcome.due_on is None:
        return None
    since = outcome.sent_on or calendar.today(outcome.recorded_at)
    return clock_of(min(since, outcome.due_on), outcome.due_on, calendar, calendar.today(now))


async def suggestion(db: Database, sent_on: date, rules: Rules) -> date:
    """The same as :func:`suggested`, by the calendar in force."""

    async def work(tx: Transaction) -> date:
        return suggested(sent_on, await days.calendar(tx, rules))

    return await db.read(work)


async def count(
    tx: Transaction, calendar: Calendar, now: datetime, *, campaign_id: int | None = None, region: str | None = None
) -> tuple[int, int]:
    """How many answers are due within three working days, and how many are overdue."""
    today = calendar.today(now)
    soon = calendar.working_day_after(today, SOON_WORKDAYS)
    return await outcome_lists.count_due(tx, today, soon, campaign_id=campaign_id, region=region)


async def read(tx: Transaction, calendar: Calendar, now: datetime) -> DueAnswers:
    """What organizers are reminded of, of every campaign."""
    soon, overdue = await count(tx, calendar, now)
    if not soon and not overdue:
        return DueAnswers()
    today = calendar.today(now)
    upto = calendar.working_day_after(today, SOON_WORKDAYS)
    oldest = await outcome_lists.longest_overdue(tx, upto, OLDEST)
    clocks = [(one, clock_of(min(today, one.due_on), one.due_on, calendar, today)) for one in oldest if one.due_on]
    return DueAnswers(soon, overdue, tuple(clocks))
