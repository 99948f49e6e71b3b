"""What a digest of one region says: what waits now, and what changed in its period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from forum import due_answers, duty
from forum.calendar import Calendar, lateness
from forum.duty import Duty
from forum.policies import Rules
from forum.queue import QueueItem, queue_item
from storage import campaigns, digest_facts, resident_digests
from storage.database import Transaction
from storage.decisions import Desk
from storage.digest_facts import Arrived, Decided, Reported
from storage.records import Proposal

OLDEST = 3
TOP = 3
WEEK = timedelta(days=7)
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Moment:
    """When a digest is read, with the rules and the days in force then."""

    now: datetime
    rules: Rules
    calendar: Calendar

    @property
    def offset(self) -> timedelta:
        """The zone's distance from UTC."""
        return self.now.astimezone(self.calendar.zone).utcoffset() or timedelta()


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until), and until when votes are counted: their counters are by the whole hour."""

    since: datetime
    until: datetime
    votes_until: datetime
    cadence: str = "workdays"

    @property
    def weeks(self) -> int:
        """How many weeks lie between this period and the one it is compared with: as few as they do not overlap."""
        return max(1, -(-(self.until - self.since) // WEEK))

    @property
    def before(self) -> tuple[datetime, datetime]:
        """The same weekdays and hours so many weeks earlier."""
        return self.since - self.weeks * WEEK, self.until - self.weeks * WEEK


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon what waited was decided: so many decisions, ``late`` of them beyond the term.

    Joining a published proposal decides about nothing that waits, so it is none of them.
    ``median`` is the time from being queued to the decision, nights and days off included; None without decisions.
    """

    decided: int = 0
    late: int = 0
    median: timedelta | None = None

    @property
    def late_percent(self) -> int:
        """Of a hundred decisions so many were late."""
        return round(100 * self.late / self.decided) if self.decided else 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, by how it stands to the term: ``near`` is on its last day."""

    fresh: int = 0
    near: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All that waits."""
        return self.fresh + self.near + self.late


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What a digest of one region says about [since, until).

    ``waiting`` = ``fresh`` + ``near`` (the last day of the term) + ``late``, as of now: of the region, ``reported``
    (hidden) ones among them, and ``appealed`` ones of other regions that the recipient may decide. ``published`` to
    ``joined`` are decisions of the period that were not taken back within it (published again after reports counts
    too), ``undone`` those that were taken back in it. ``top`` pairs proposals with the support they gained in the
    period; ``rising`` are others that win it fastest now. ``reports`` were made and appeals filed in the period;
    ``appeals_waiting`` wait now for other regions' moderators. ``pace_before`` is that of ``weeks`` weeks earlier.
    ``on_duty`` is who answers for today. ``answers_soon`` and ``answers_overdue``: answers of addressees about the
    region's proposals that are due within three working days, or overdue; nobody here decides on them.
    """

    region: str
    cadence: str
    since: datetime
    until: datetime
    waiting: int
    fresh: int
    near: int
    late: int
    reported: int
    appealed: int
    oldest: tuple[QueueItem, ...]
    published: int
    returned: int
    rejected: int
    joined: int
    undone: int
    support_gained: int
    top: tuple[tuple[Proposal, int], ...]
    rising: tuple[Proposal, ...]
    reports: Reported
    appeals_filed: int
    appeals_waiting: int
    pace: Pace
    pace_before: Pace
    weeks: int
    on_duty: Duty | None
    answers_soon: int = 0
    answers_overdue: int = 0

    @property
    def has_changes(self) -> bool:
        """Whether anything happened in the period."""
        decided = (self.published, self.returned, self.rejected, self.joined)
        acts = (*decided, self.undone, self.reports.reports, self.appeals_filed)
        return any(acts) or bool(self.support_gained or self.top)

    @property
    def is_empty(self) -> bool:
        """Nothing to say: then nothing is sent."""
        return not (self.waiting or self.has_changes)


async def read(tx: Transaction, desk: Desk, period: Period, at: Moment) -> DigestContent:
    """The digest of a desk of one region; a desk of nobody (person 0) decides on no appeals."""
    (region,) = desk.regions
    arrived = await digest_facts.waiting_of_desk(tx, desk, at.offset)
    waiting, states = stand(arrived, at), counted((one.state, one.many) for one in arrived)
    edges = period.since, period.until
    decisions = await digest_facts.decided(tx, region, *edges, at.offset)
    before = await digest_facts.decided(tx, region, *period.before, at.offset)
    kinds = counted((one.kind, one.many) for one in decisions.made)
    gained, top = await digest_facts.support_gained(tx, region, period.since, period.votes_until, TOP)
    soon, overdue = await due_answers.count(tx, at.calendar, at.now, region=region)
    return DigestContent(
        region=region,
        cadence=period.cadence,
        since=period.since,
        until=period.until,
        waiting=waiting.total,
        fresh=waiting.fresh,
        near=waiting.near,
        late=waiting.late,
        reported=states["hidden"],
        appealed=states["appealed"],
        oldest=await _oldest(tx, desk, at),
        published=kinds["publish"],
        returned=kinds["return"],
        rejected=kinds["reject"],
        joined=kinds["join"],
        undone=decisions.undone,
        support_gained=gained,
        top=top,
        rising=await _rising(tx, region, {proposal.id for proposal, _ in top}),
        reports=(await digest_facts.reported(tx, region, *edges)).get(region, Reported(0, 0)),
        appeals_filed=(await digest_facts.appealed(tx, region, *edges)).get(region, 0),
        appeals_waiting=await digest_facts.count_appealed(tx, region),
        pace=pace_of(decisions.made, decisions.median, at),
        pace_before=pace_of(before.made, before.median, at),
        weeks=period.weeks,
        on_duty=await duty.of_today(tx, region, at.calendar, at.now),
        answers_soon=soon,
        answers_overdue=overdue,
    )


def stand(arrived: Iterable[Arrived], at: Moment) -> Waiting:
    """How what waits stands to the term. Thousands may wait, of a few dozen days: each day is counted once."""
    counts = Counter[str]()
    today = at.calendar.today(at.now)
    for day, count in counted((one.day, one.many) for one in arrived).items():
        counts[lateness(1 + at.calendar.working_days_between(day, today), at.rules)] += count
    return Waiting(counts["fresh"], counts["near"], counts["late"])


def pace_of(made: Iterable[Decided], median: timedelta | None, at: Moment) -> Pace:
    """How soon those of these decisions were made that something waited for."""
    waited = [one for one in made if one.has_waited]
    return Pace(sum(one.many for one in waited), _late_among(waited, at), median)


def _late_among(made: Iterable[Decided], at: Moment) -> int:
    """How many of these decisions were made beyond the term."""
    pairs = Counter[tuple[date, date]]()
    for one in made:
        pairs[one.queued_on, one.decided_on] += one.many
    day = at.calendar.working_days_between
    return sum(n for (came, done), n in pairs.items() if lateness(1 + day(came, done), at.rules) == "late")


def counted(pairs: Iterable[tuple[K, int]]) -> Counter[K]:
    counts = Counter[K]()
    for key, count in pairs:
        counts[key] += count
    return counts


async def _oldest(tx: Transaction, desk: Desk, at: Moment) -> tuple[QueueItem, ...]:
    found = await digest_facts.oldest_of_desk(tx, desk, OLDEST)
    return tuple(queue_item(one, at.now, at.calendar) for one in found)


async def _rising(tx: Transaction, region: str, shown: set[int]) -> tuple[Proposal, ...]:
    campaign = await campaigns.find_open(tx)
    if campaign is None:
        return ()
    rising = await resident_digests.list_rising(tx, campaign.id, region, 2 * TOP)
    return tuple(proposal for proposal in rising if proposal.id not in shown)[:TOP]
