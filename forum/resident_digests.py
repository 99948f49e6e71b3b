"""The resident's weekly digest of the own region, for those who asked for it: one a person and week.

Due-ness is data, as with the moderators' (forum.digests): each plan is claimed by moving its own due time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import days
from forum.calendar import Calendar
from forum.errors import RegionNeeded
from forum.policies import OUTCOMES, PUBLIC, Rules
from forum.wordings import in_language
from storage import campaigns, digest_facts
from storage import resident_digests as plans
from storage.database import Database, Transaction
from storage.records import Campaign, Person, Proposal, ResidentDigest

MINUTE, WEEKDAY = 10 * 60, 1  # Mondays at 10:00; on a public holiday the first day after it
WEEK = timedelta(days=7)
AT_ONCE = 500  # people a unit
TOP, LOOKED_AT = 3, 30  # of those that gained most some are about the whole country, or public no more
AHEAD = timedelta(days=22)  # no plan reaches further: seven days, and a week of holidays


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in a region within [since, until); ``top`` pairs proposals with the support they gained."""

    region: str
    since: datetime
    until: datetime
    published: int
    top: tuple[tuple[Proposal, int], ...]
    rising: tuple[Proposal, ...]
    outcomes: tuple[Proposal, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing to say: then nothing is sent."""
        return not (self.published or self.top or self.outcomes)


def next_due(after: datetime, calendar: Calendar) -> datetime:
    """The first time later than ``after`` at which digests go out."""
    due = calendar.next_time(after, "weekly", MINUTE, WEEKDAY)
    assert due is not None
    return due


def last_due(now: datetime, calendar: Calendar) -> datetime:
    """The last time that has come."""
    back = 3
    while (due := next_due(now - back * WEEK, calendar)) > now:
        back *= 2  # organizers have made weeks free
    while (following := next_due(due, calendar)) <= now:
        due = following
    return due


async def choose(db: Database, person: Person, now: datetime, rules: Rules, *, is_on: bool) -> None:
    """Get the digest, or no longer; again is the same. Raises RegionNeeded.

    The first one tells of the whole week before it.
    """
    if is_on and person.region is None:
        raise RegionNeeded

    async def unit(tx: Transaction) -> None:
        if is_on:
            calendar = await days.calendar(tx, rules)
            await plans.add(tx, person.id, next_due(now, calendar), last_due(now, calendar))
        else:
            await plans.remove(tx, person.id)

    await db.write(unit)


async def due(db: Database, now: datetime, rules: Rules) -> int:
    """Owe every digest whose time has come; how many were owed.

    One over the rules' twelve hours late only moves on, and the next one covers its time too. What happened in a
    region is read once for all who live there.
    """
    calendar = await db.read(lambda tx: days.calendar(tx, rules))
    coming, last = next_due(now, calendar), last_due(now, calendar)
    is_too_late = now - last > rules.digest_late_after
    if await db.read(lambda tx: plans.has_beyond(tx, coming + AHEAD)):
        await db.write(lambda tx: plans.bring_back(tx, coming + AHEAD, coming, last))
    weeks: dict[tuple[str, datetime], Week] = {}
    owed = 0
    while found := await db.read(lambda tx: plans.list_due(tx, now, AT_ONCE)):
        if not is_too_late:
            await _read_weeks(db, found, last, rules, weeks)
        owed += await _owe(db, found, coming, None if is_too_late else last, weeks, now)
    return owed


async def _read_weeks(
    db: Database,
    found: Sequence[ResidentDigest],
    until: datetime,
    rules: Rules,
    weeks: dict[tuple[str, datetime], Week],
) -> None:
    for plan in found:
        if plan.region is not None and (plan.region, plan.covered_until) not in weeks:
            weeks[plan.region, plan.covered_until] = await week_of(db, plan.region, plan.covered_until, until, rules)


async def _owe(
    db: Database,
    found: Sequence[ResidentDigest],
    coming: datetime,
    until: datetime | None,
    weeks: dict[tuple[str, datetime], Week],
    now: datetime,
) -> int:
    async def unit(tx: Transaction) -> int:
        claimed = await plans.mark_claimed(tx, found, coming, until)
        if until is None:
            return 0
        told = [
            (plan.person_id, plan.region, plan.covered_until, until)
            for plan in found
            if plan.person_id in claimed
            and plan.region is not None
            and plan.covered_until < until
            and not weeks[plan.region, plan.covered_until].is_empty
        ]
        return await plans.owe(tx, told, now) if told else 0

    return await db.write(unit)


async def week_of(
    db: Database, region: str, since: datetime, until: datetime, rules: Rules, language: str | None = None
) -> Week:
    """What happened in a region within [since, until), as far as it can be read by everybody now.

    A step after the vote happens when it can be taken back no more: of the periods of one recipient one tells it.
    ``language`` is what titles are read in where there are translations.
    """

    async def work(tx: Transaction) -> Week:
        campaign = await campaigns.find_open(tx)
        week = await _week(tx, campaign, region, since, until, rules.undo_for)
        return await _worded(tx, week, language) if language else week

    return await db.read(work)


async def _worded(tx: Transaction, week: Week, language: str) -> Week:
    named = [*(one for one, _ in week.top), *week.rising, *week.outcomes]
    read = {one.id: one for one in await in_language(tx, named, language)}
    return replace(
        week,
        top=tuple((read[one.id], gained) for one, gained in week.top),
        rising=tuple(read[one.id] for one in week.rising),
        outcomes=tuple(read[one.id] for one in week.outcomes),
    )


async def _week(
    tx: Transaction, campaign: Campaign | None, region: str, since: datetime, until: datetime, undo_for: timedelta
) -> Week:
    outcomes = await plans.list_outcomes(tx, region, OUTCOMES, since - undo_for, until - undo_for, TOP)
    if campaign is None:
        return Week(region, since, until, 0, (), (), outcomes)
    _, gained = await digest_facts.support_gained(tx, region, since, until, LOOKED_AT)
    top = tuple((one, count) for one, count in gained if one.state in PUBLIC and one.place == region)[:TOP]
    shown = {proposal.id for proposal, _ in top}
    rising = await plans.list_rising(tx, campaign.id, region, 2 * TOP)
    return Week(
        region,
        since,
        until,
        await plans.count_published(tx, campaign.id, region, since, until),
        top,
        tuple(proposal for proposal in rising if proposal.id not in shown)[:TOP],
        outcomes,
    )
