"""The moderator of the day: a rota by weekday in each region, set by any of its moderators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import days
from forum.calendar import Calendar
from forum.errors import DutyDeputySame, DutyNotModerator, StaleButton
from forum.policies import Rules, demand_moderator
from storage import duties, team
from storage.database import Database, Transaction
from storage.duties import Colleague, DutyRow
from storage.records import Person

WEEKDAYS = range(1, 8)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty now and who stands in; a deputy whose principal's role was taken back is on duty."""

    name: str
    deputy_name: str | None
    person_id: int
    deputy_id: int | None


@dataclass(frozen=True, slots=True)
class Rota:
    """A region's week; ``days`` holds the weekdays that were set, ``today`` is None on a free day too."""

    region: str
    days: dict[int, DutyRow]
    colleagues: tuple[Colleague, ...]
    today: Duty | None


async def of_today(tx: Transaction, region: str, calendar: Calendar, now: datetime) -> Duty | None:
    """Who is on duty in a region today; None on a holiday and when nobody in force was put on it."""
    today = calendar.today(now)
    if calendar.is_holiday(today):
        return None
    return in_force(await duties.find(tx, region, today.isoweekday()))


def in_force(row: DutyRow | None) -> Duty | None:
    """What a day of the rota comes to once revoked people have fallen out of it."""
    if row is None:
        return None
    if row.person_id is not None and row.name is not None:
        return Duty(row.name, row.deputy_name, row.person_id, row.deputy_id)
    if row.deputy_id is not None and row.deputy_name is not None:
        return Duty(row.deputy_name, None, row.deputy_id, None)
    return None


async def rota(db: Database, moderator: Person, region: str, now: datetime, rules: Rules) -> Rota:
    """The week of a region. Raises NotAllowed, NotYourRegion."""
    demand_moderator(moderator, region)

    async def work(tx: Transaction) -> Rota:
        calendar = await days.calendar(tx, rules)
        return Rota(
            region,
            {row.weekday: row for row in await duties.rota(tx, region)},
            await duties.colleagues(tx, region),
            await of_today(tx, region, calendar, now),
        )

    return await db.read(work)


async def set_day(
    db: Database,
    moderator: Person,
    region: str,
    weekday: int,
    person_id: int | None,
    deputy_id: int | None,
    now: datetime,
) -> None:
    """Put somebody on duty for a weekday, or nobody (``person_id`` None); again is the same, the last one wins.

    Raises NotAllowed, NotYourRegion, StaleButton (no such weekday), DutyDeputySame, DutyNotModerator (one of them,
    or who asks, does not moderate the region any more).
    """
    demand_moderator(moderator, region)
    if weekday not in WEEKDAYS:
        raise StaleButton
    if person_id is not None and person_id == deputy_id:
        raise DutyDeputySame

    async def unit(tx: Transaction) -> None:
        if person_id is None:
            if moderator.id not in await team.moderators_of(tx, region):
                raise DutyNotModerator
            await duties.clear(tx, region, weekday, moderator.id)
        elif not await duties.save(
            tx, region, weekday, person_id=person_id, deputy_id=deputy_id, by=moderator.id, now=now
        ):
            raise DutyNotModerator

    await db.write(unit)
