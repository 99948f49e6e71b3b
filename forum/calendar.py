"""Working days of Kazakhstan: the moderator's clock and the days digests go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from forum.policies import Rules

Lateness = Literal["fresh", "near", "late"]
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    import holidays  # imported where it is first needed: commands that never ask for a working day start sooner

    return frozenset(holidays.country_holidays("KZ", years=year))


def is_public_holiday(day: date) -> bool:
    """A public holiday of Kazakhstan, whatever organizers say (source: the ``holidays`` package, KZ)."""
    return day in _holidays(day.year)


def lateness(day: int, rules: Rules) -> Lateness:
    """How the ``day`` of waiting (from 1) stands to the term: ``near`` is its last day, ``late`` is beyond it."""
    if day < rules.decision_workdays:
        return "fresh"
    return "near" if day == rules.decision_workdays else "late"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the forum: Kazakhstan's, with what organizers changed. ``forum.days.calendar`` reads it.

    ``off`` are days made free, ``worked`` are weekends and holidays made working days; both win over the holidays.
    """

    zone: ZoneInfo
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_holiday(self, day: date) -> bool:
        """A public holiday or a day made free: no digest goes out."""
        return day in self.off or (day not in self.worked and is_public_holiday(day))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and no holiday, or made a working day."""
        if day in self.worked:
            return True
        return day.weekday() < 5 and not self.is_holiday(day)

    def today(self, now: datetime) -> date:
        """The day it is in the forum's zone."""
        return now.astimezone(self.zone).date()

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie in (start, end]."""
        days = (end - start).days
        return sum(self.is_working_day(start + timedelta(days=offset)) for offset in range(1, days + 1))

    def working_day_after(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``; ``start`` itself for none."""
        day = start
        while count > 0:
            day += DAY
            count -= self.is_working_day(day)
        return day

    def day_of_waiting(self, since: datetime, now: datetime) -> int:
        """1 on the day it came, and one more with each working day that begins."""
        return 1 + self.working_days_between(self.today(since), self.today(now))

    def next_time(self, after: datetime, cadence: str, minute: int, weekday: int) -> datetime | None:
        """The first instant later than ``after`` that a plan names; None for ``off``.

        ``minute`` counts from midnight in the zone, ``weekday`` is ISO (1 Monday). Holidays are left out: workdays
        leaves free weekends out as well, and a weekly date that is a holiday moves to the first day after it.
        """
        if cadence == "off":
            return None
        day = self.today(after)
        while True:
            instant = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
            if instant > after and self._suits(day, cadence, weekday):
                return instant
            day += DAY

    def latest_time(self, due_at: datetime, now: datetime, cadence: str, minute: int, weekday: int) -> datetime | None:
        """The last instant within [``due_at``, ``now``] that a plan names, as the days are now.

        None when none has come: the day that ``due_at`` was set for has been made free since.
        """
        latest = None
        following = self.next_time(due_at - INSTANT, cadence, minute, weekday)
        while following is not None and following <= now:
            latest, following = following, self.next_time(following, cadence, minute, weekday)
        return latest

    def _suits(self, day: date, cadence: str, weekday: int) -> bool:
        if cadence == "workdays":
            return self.is_working_day(day)
        return not self.is_holiday(day) and (cadence == "daily" or self._stands_for(day, weekday))

    def _stands_for(self, day: date, weekday: int) -> bool:
        """Whether a weekly date of ``weekday`` falls on ``day``: itself, or the first day after its holidays."""
        while day.isoweekday() != weekday:
            day -= DAY
            if not self.is_holiday(day):
                return False
        return True
