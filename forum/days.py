"""The calendar in force: public holidays and weekends, with what organizers changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from forum.calendar import Calendar, is_public_holiday
from forum.policies import Rules, demand_organizer
from storage import days
from storage.database import Database, Transaction
from storage.records import Person

AHEAD_DAYS = 60


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says: a public ``holiday``, or made ``off`` or ``worked`` by organizers."""

    day: date
    kind: Literal["holiday", "off", "worked"]


async def calendar(tx: Transaction, rules: Rules) -> Calendar:
    """The calendar in force; a unit reads it once."""
    changes = await days.list_all(tx)
    return Calendar(
        rules.zone,
        off=frozenset(one.day for one in changes if not one.is_working),
        worked=frozenset(one.day for one in changes if one.is_working),
    )


async def coming(db: Database, organizer: Person, now: datetime, rules: Rules) -> tuple[SpecialDay, ...]:
    """The holidays of the coming sixty days and all changes from today on, in order. Raises NotAllowed."""
    demand_organizer(organizer)
    known = await db.read(lambda tx: calendar(tx, rules))
    today = known.today(now)
    found = {day: SpecialDay(day, "holiday") for day in _next_days(today) if is_public_holiday(day)}
    found |= {day: SpecialDay(day, "off") for day in known.off if day >= today}
    found |= {day: SpecialDay(day, "worked") for day in known.worked if day >= today}
    return tuple(found[day] for day in sorted(found))


def _next_days(today: date) -> list[date]:
    return [today + timedelta(days=offset) for offset in range(AHEAD_DAYS)]
