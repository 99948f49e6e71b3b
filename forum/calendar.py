"""Working days of Kazakhstan: the moderator's clock and the days digests go out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    import holidays  # imported where it is first needed: commands that never ask for a working day start sooner

    return frozenset(holidays.country_holidays("KZ", years=year))


def is_holiday(day: date) -> bool:
    """A public holiday of Kazakhstan (source: the ``holidays`` package, KZ)."""
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def _stands_for(day: date, weekday: int) -> bool:
    """Whether a weekly date of ``weekday`` falls on ``day``: itself, or the first day after its holidays."""
    while day.isoweekday() != weekday:
        day -= timedelta(days=1)
        if not is_holiday(day):
            return False
    return True


def working_days_between(start: date, end: date) -> int:
    """How many working days lie in (start, end]."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=offset)) for offset in range(1, days + 1))


def day_of_waiting(since: datetime, now: datetime, zone: ZoneInfo) -> int:
    """1 on the day it came, and one more with each working day that begins."""
    return 1 + working_days_between(since.astimezone(zone).date(), now.astimezone(zone).date())


def next_time(after: datetime, cadence: str, minute: int, weekday: int, zone: ZoneInfo) -> datetime | None:
    """The first instant later than ``after`` that a plan names; None for ``off``.

    ``minute`` counts from midnight in the zone, ``weekday`` is ISO (1 Monday). Public holidays are left out: workdays
    leaves weekends out as well, and a weekly date that is a holiday moves to the first day after it.
    """
    if cadence == "off":
        return None
    day = after.astimezone(zone).date()
    while True:
        instant = datetime.combine(day, time(minute // 60, minute % 60), zone)
        if cadence == "workdays":
            suits = is_working_day(day)
        else:
            suits = not is_holiday(day) and (cadence == "daily" or _stands_for(day, weekday))
        if suits and instant > after:
            return instant
        day += timedelta(days=1)
