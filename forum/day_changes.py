"""Organizers make a day free or a working day, and take that back; what is due later follows in the same unit."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from forum import days, resident_digests
from forum.calendar import Calendar
from forum.digest_plans import planned
from forum.errors import DatePast, DayFar, DayFree, DayWorking, NotAllowed
from forum.policies import Rules, demand_organizer
from storage import days as changes
from storage import digests, team
from storage import resident_digests as plans
from storage.database import Database, Transaction
from storage.records import Person

FURTHEST = timedelta(days=731)


async def change(db: Database, organizer: Person, day: date, now: datetime, rules: Rules, *, is_working: bool) -> None:
    """Make a day a working day, or free; one that is so without a change loses the change that made it otherwise.

    Raises NotAllowed, DatePast, DayFar (over two years ahead), DayFree or DayWorking (it is so already).
    """
    demand_organizer(organizer)
    _demand_ahead(day, now, rules)

    async def unit(tx: Transaction) -> None:
        await _demand_still(tx, organizer)
        calendar = await days.calendar(tx, rules)
        if calendar.is_working_day(day) == is_working:
            raise DayWorking if is_working else DayFree
        if Calendar(rules.zone).is_working_day(day) == is_working:
            await changes.remove(tx, day)
        else:
            await changes.save(tx, day, is_working=is_working, by=organizer.id, now=now)
        await _follow(tx, now, rules)

    await db.write(unit)


async def take_back(db: Database, organizer: Person, day: date, now: datetime, rules: Rules) -> None:
    """Let a day be again what the calendar of Kazakhstan makes of it; again is the same.

    Raises NotAllowed, DatePast (the clocks of what waited then would jump), DayFar.
    """
    demand_organizer(organizer)
    _demand_ahead(day, now, rules)

    async def unit(tx: Transaction) -> None:
        await _demand_still(tx, organizer)
        if await changes.remove(tx, day):
            await _follow(tx, now, rules)

    await db.write(unit)


async def _demand_still(tx: Transaction, organizer: Person) -> None:
    if not organizer.is_admin and not await team.lock_organizer(tx, organizer.id):
        raise NotAllowed  # the role was taken back a moment ago


def _demand_ahead(day: date, now: datetime, rules: Rules) -> None:
    today = now.astimezone(rules.zone).date()
    if day < today:
        raise DatePast
    if day > today + FURTHEST:
        raise DayFar


async def _follow(tx: Transaction, now: datetime, rules: Rules) -> None:
    """Plan anew what is due later. What is due now stays: whoever claims it looks at the days again."""
    calendar = await days.calendar(tx, rules)
    for plan in await digests.plans_ahead(tx, now):
        due_at = planned(plan, now, calendar).due_at
        if due_at != plan.due_at:
            await digests.mark_claimed(tx, plan, due_at, plan.covered_until)
    await plans.move_ahead(tx, now, resident_digests.next_due(now, calendar))
