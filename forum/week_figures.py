"""The figures of a week's picture: votes by day and topic, and for organizers what waits in the regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from forum import days
from forum.digest_content import Moment, Waiting, stand
from forum.digest_plans import EVERYWHERE
from forum.digests import desk_in_force
from forum.errors import ProposalNotFound
from forum.policies import Rules, demand_moderator, demand_organizer
from storage import digest_facts, digests, rising, week_figures
from storage.database import Database, Transaction
from storage.records import Person

DAYS = 7


@dataclass(frozen=True, slots=True)
class DayVotes:
    """Votes given less votes taken back on a day, and on the same weekday a week earlier."""

    day: date
    votes: int
    before: int


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Seven whole days that end before the day of a digest.

    ``region`` is empty for the whole country. ``topics`` are those with votes in these days, the most first.
    ``regions`` is how what waits now stands to the term, for the whole country alone: late work first.
    """

    region: str
    days: tuple[DayVotes, ...]
    topics: tuple[tuple[str, int], ...]
    regions: tuple[tuple[str, Waiting], ...] = ()

    @property
    def votes(self) -> int:
        """All votes of the seven days."""
        return sum(day.votes for day in self.days)

    @property
    def before(self) -> int:
        """All votes of the seven days before them."""
        return sum(day.before for day in self.days)

    @property
    def is_empty(self) -> bool:
        """Nothing to draw."""
        return not (self.regions or self.topics or any(day.votes or day.before for day in self.days))


async def of_digest(
    db: Database, digest_id: int, now: datetime, rules: Rules, admins: frozenset[int] = frozenset()
) -> WeekFigures:
    """The week before an owed digest. Raises as :func:`forum.digests.content_of`."""

    async def work(tx: Transaction) -> WeekFigures:
        digest = await digests.find(tx, digest_id)
        if digest is None:
            raise ProposalNotFound
        await desk_in_force(tx, digest, admins)
        return await read(tx, digest.region, digest.until, Moment(now, rules, await days.calendar(tx, rules)))

    return await db.read(work)


async def current(db: Database, person: Person, region: str, now: datetime, rules: Rules) -> WeekFigures:
    """The week before today, to those who may read the region's digest. Raises NotAllowed, NotYourRegion."""
    if region == EVERYWHERE:
        demand_organizer(person)
    elif not person.is_organizer:
        demand_moderator(person, region)

    async def work(tx: Transaction) -> WeekFigures:
        return await read(tx, region, now, Moment(now, rules, await days.calendar(tx, rules)))

    return await db.read(work)


async def read(tx: Transaction, region: str, at: datetime, moment: Moment) -> WeekFigures:
    """The seven whole days before the day of ``at``, in one region or (empty) in all."""
    ends = at.astimezone(moment.calendar.zone).date()
    begins = ends - timedelta(days=DAYS)
    votes, topics = Counter[int](), Counter[str]()
    async for each in _regions(tx, region):
        earliest = begins - timedelta(days=DAYS)
        votes.update(await week_figures.votes_by_day(tx, each, *_midnights(earliest, ends, moment)))
        topics.update(await week_figures.votes_by_topic(tx, each, *_midnights(begins, ends, moment)))
    return WeekFigures(
        region,
        tuple(DayVotes(begins + timedelta(days=n), votes[DAYS + n], votes[n]) for n in range(DAYS)),
        tuple(sorted(((slug, n) for slug, n in topics.items() if n > 0), key=lambda topic: (-topic[1], topic[0]))),
        await _waiting(tx, moment) if region == EVERYWHERE else (),
    )


async def _regions(tx: Transaction, region: str) -> AsyncIterator[str]:
    """The region, or one after the other those with votes: the hours are indexed by region."""
    each = region if region != EVERYWHERE else await rising.next_region(tx, "")
    while each is not None:
        yield each
        each = None if region != EVERYWHERE else await rising.next_region(tx, each)


def _midnights(first: date, end: date, moment: Moment) -> tuple[datetime, datetime]:
    zone = moment.calendar.zone
    return datetime.combine(first, time(), zone), datetime.combine(end, time(), zone)


async def _waiting(tx: Transaction, moment: Moment) -> tuple[tuple[str, Waiting], ...]:
    arrived = [one for one in await digest_facts.waiting_in(tx, moment.offset) if one.state != "appealed"]
    regions = [
        (region, stand((one for one in arrived if one.region == region), moment))
        for region in sorted({one.region for one in arrived})
    ]
    return tuple(sorted(regions, key=lambda pair: (-pair[1].late, -pair[1].total)))
