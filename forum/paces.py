"""How soon moderators decided in a campaign: medians, decisions beyond the term, what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from forum import days
from forum.calendar import Calendar, lateness
from forum.policies import Rules
from storage import paces as paces_of
from storage.database import Database, Transaction
from storage.records import Campaign


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon what waited was decided: so often, ``late`` of it beyond the term; ``median`` None without any.

    ``waiting`` is what waits now. ``region`` is empty for all.
    """

    region: str
    decided: int
    late: int
    median: timedelta | None
    waiting: int

    @property
    def late_percent(self) -> int:
        """Of a hundred decisions so many were late."""
        return percent(self.late, self.decided)


def percent(part: int, whole: int) -> int:
    """A share as a whole number of a hundred; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


async def paces(db: Database, campaign: Campaign, now: datetime, rules: Rules) -> tuple[Pace, ...]:
    """How soon moderators decided: the whole country first, then the regions, the slowest first."""
    offset = offset_of(now, rules)

    async def work(tx: Transaction) -> tuple[Pace, ...]:
        calendar = await days.calendar(tx, rules)
        decided = await paces_of.decided(tx, campaign.id, offset)
        medians = await paces_of.medians(tx, campaign.id)
        waiting = await paces_of.waiting_by_region(tx, campaign.id)
        many, late = Counter[str](), Counter[str]()
        lately = {
            pair: _is_late(*pair, calendar, rules) for pair in {(one.queued_on, one.decided_on) for one in decided}
        }
        for one in decided:
            many[one.region] += one.many
            late[one.region] += one.many if lately[one.queued_on, one.decided_on] else 0
        country = Pace("", many.total(), late.total(), medians.whole, sum(waiting.values()))
        regions = [
            Pace(region, many[region], late[region], medians.by_region.get(region), waiting.get(region, 0))
            for region in sorted(many.keys() | waiting.keys())
        ]
        regions.sort(key=lambda pace: (-(pace.median or timedelta()), pace.region))
        return country, *regions

    return await db.read(work)


def _is_late(came: date, done: date, calendar: Calendar, rules: Rules) -> bool:
    return lateness(1 + calendar.working_days_between(came, done), rules) == "late"


def offset_of(now: datetime, rules: Rules) -> timedelta:
    """The zone's distance from UTC."""
    return now.astimezone(rules.zone).utcoffset() or timedelta()
