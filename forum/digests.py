"""Digests: what is due is data, one per recipient and period, and periods tile time without gap or overlap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum.calendar import next_time, working_days_between
from forum.errors import ProposalNotFound, StaleButton
from forum.moderation import QueueItem, queue_item
from forum.policies import Rules, demand_moderator
from storage import decisions, deliveries, digests, people
from storage.database import Database, Transaction
from storage.decisions import Desk
from storage.records import DigestPlan, Person, Proposal
from storage.vocabulary import DIGEST_CADENCES

OLDEST = 3
TOP = 3
DUE_MOST = 500
HOUR = timedelta(hours=1)
AHEAD = timedelta(hours=25)  # further than any honest clock has told: a jump back of an hour or a day is lived through


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What a digest of one region says about [since, until).

    ``waiting`` = ``fresh`` + ``near`` (the last day of the term) + ``late``, as of now: of the region, ``reported``
    (hidden) ones among them, and ``appealed`` ones of other regions that the recipient may decide. ``top`` pairs
    proposals with the support they gained in the period.
    """

    region: str
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
    support_gained: int
    top: tuple[tuple[Proposal, int], ...]

    @property
    def is_empty(self) -> bool:
        """Nothing to say: then nothing is sent."""
        return not (self.waiting or self.published or self.top or self.support_gained)


async def plans(db: Database, person: Person) -> tuple[DigestPlan, ...]:
    """The person's plans, one a moderated region."""

    async def work(tx: Transaction) -> tuple[DigestPlan, ...]:
        return await digests.plans_of(tx, person.id)

    return await db.read(work)


async def plan_region(tx: Transaction, person_id: int, region: str, now: datetime, rules: Rules) -> None:
    """Give a new moderator the ordinary plan: working days at 09:00.

    Somebody who comes back keeps the plan of before, and the first digest covers the time between.
    """
    plan = await digests.find_plan_locked(tx, person_id, region)
    if plan is None:
        plan = DigestPlan(person_id, region, "workdays", 9 * 60, 1, None, covered_until=now)
    await digests.save_plan(tx, _planned(plan, now, rules))


def _planned(plan: DigestPlan, now: datetime, rules: Rules) -> DigestPlan:
    return replace(plan, due_at=next_time(now, plan.cadence, plan.minute, plan.weekday, rules.zone))


async def plan_of(db: Database, person: Person, region: str, now: datetime, rules: Rules) -> DigestPlan:
    """The plan of one region as it is; the ordinary one where there is none. Raises NotAllowed, NotYourRegion."""
    demand_moderator(person, region)

    async def work(tx: Transaction) -> DigestPlan | None:
        return await digests.find_plan(tx, person.id, region)

    plan = await db.read(work)
    return plan or _planned(DigestPlan(person.id, region, "workdays", 9 * 60, 1, None, now), now, rules)


async def set_plan(
    db: Database,
    person: Person,
    region: str,
    now: datetime,
    rules: Rules,
    *,
    cadence: str | None = None,
    minute: int | None = None,
    weekday: int | None = None,
) -> DigestPlan:
    """Change when the digest of a region comes; what is not named stays, and one that is due now is owed first.

    Raises NotAllowed, NotYourRegion, StaleButton.
    """
    demand_moderator(person, region)
    if cadence is not None and cadence not in DIGEST_CADENCES:
        raise StaleButton
    if minute is not None and not 0 <= minute <= 1439:
        raise StaleButton
    if weekday is not None and not 1 <= weekday <= 7:
        raise StaleButton
    before = await plan_of(db, person, region, now, rules)
    if before.due_at is not None and before.due_at <= now:
        await _owe(db, before, now, rules)

    async def unit(tx: Transaction) -> DigestPlan:
        plan = await digests.find_plan_locked(tx, person.id, region) or before
        changed = replace(
            plan,
            cadence=plan.cadence if cadence is None else cadence,
            minute=plan.minute if minute is None else minute,
            weekday=plan.weekday if weekday is None else weekday,
        )
        if changed != plan:
            changed = _planned(changed, now, rules)
        await digests.save_plan(tx, changed)
        return changed

    return await db.write(unit)


async def due(db: Database, now: datetime, rules: Rules) -> int:
    """Owe every digest whose time has come; how many were owed.

    Each is claimed by moving its own due time in the unit that writes the digest, so a second replica, a restart or
    a clock that jumps back finds nothing left to claim. One over twelve hours late only moves on, and the next one
    covers its time too. A plan that a wrong clock has sent far into the future comes back to the present.
    """

    async def list_due(tx: Transaction) -> tuple[DigestPlan, ...]:
        return await digests.due_plans(tx, now, now + AHEAD, DUE_MOST)

    owed = 0
    for plan in await db.read(list_due):
        if plan.covered_until > now + AHEAD:
            await _bring_back(db, plan, now, rules)
            continue
        owed += await _owe(db, plan, now, rules)
    return owed


async def _bring_back(db: Database, plan: DigestPlan, now: datetime, rules: Rules) -> None:
    next_due = _planned(plan, now, rules).due_at

    async def unit(tx: Transaction) -> None:
        await digests.mark_claimed(tx, plan, next_due, now)

    await db.write(unit)


def _latest_time(plan: DigestPlan, now: datetime, rules: Rules) -> datetime:
    """The last time of the plan that has come: after days of silence one digest covers all that were missed."""
    assert plan.due_at is not None
    until = plan.due_at
    while (following := next_time(until, plan.cadence, plan.minute, plan.weekday, rules.zone)) is not None:
        if following > now:
            break
        until = following
    return until


async def _owe(db: Database, plan: DigestPlan, now: datetime, rules: Rules) -> bool:
    until = _latest_time(plan, now, rules)
    is_too_late = now - until > rules.digest_late_after
    next_due = next_time(max(now, until), plan.cadence, plan.minute, plan.weekday, rules.zone)

    async def unit(tx: Transaction) -> bool:
        covered = plan.covered_until if is_too_late else max(until, plan.covered_until)
        if not await digests.mark_claimed(tx, plan, next_due, covered) or covered == plan.covered_until:
            return False
        found = await _content(tx, Desk(plan.person_id, (plan.region,)), plan.covered_until, until, now, rules)
        if found.is_empty:
            return False
        digest_id = await digests.insert(tx, plan.person_id, plan.region, plan.covered_until, until, now)
        if digest_id is None:
            return False
        return await deliveries.owe(tx, plan.person_id, "digest", {"digest": digest_id}, f"digest:{digest_id}", now)

    return await db.write(unit)


async def _content(
    tx: Transaction, desk: Desk, since: datetime, until: datetime, now: datetime, rules: Rules
) -> DigestContent:
    (region,) = desk.regions
    # Thousands may wait, of a few dozen days: each day is counted once.
    arrived = Counter(queued.astimezone(rules.zone).date() for queued in await decisions.queued_instants(tx, desk))
    today = now.astimezone(rules.zone).date()
    days = Counter[int]()
    for day, count in arrived.items():
        days[1 + working_days_between(day, today)] += count
    term = rules.decision_workdays
    oldest = await decisions.waiting(tx, desk, now, OLDEST)
    counts = await decisions.count_waiting(tx, desk)
    support_gained, top = await digests.support_gained(tx, region, since, until, TOP)
    return DigestContent(
        region=region,
        since=since,
        until=until,
        waiting=days.total(),
        fresh=sum(count for day, count in days.items() if day < term),
        near=days[term],
        late=sum(count for day, count in days.items() if day > term),
        reported=counts.get("hidden", 0),
        appealed=counts.get("appealed", 0),
        oldest=tuple(queue_item(one, now, rules) for one in oldest),
        published=await digests.count_published(tx, region, since, until),
        support_gained=support_gained,
        top=top,
    )


async def content_of(db: Database, digest_id: int, now: datetime, rules: Rules) -> DigestContent:
    """What an owed digest says: its period, with the queue as it is when it is sent.

    Raises ProposalNotFound; NotAllowed or NotYourRegion when the recipient's role was taken back since.
    """

    async def work(tx: Transaction) -> DigestContent:
        period = await digests.find_period(tx, digest_id)
        if period is None:
            raise ProposalNotFound
        person_id, region, since, until = period
        recipient = await people.find(tx, person_id)
        if recipient is None:
            raise ProposalNotFound
        demand_moderator(recipient, region)
        return await _content(tx, Desk(person_id, (region,)), since, until, now, rules)

    return await db.read(work)


async def current(db: Database, moderator: Person, region: str, now: datetime, rules: Rules) -> DigestContent:
    """The digest of a region at this moment: all since the last one. Raises NotAllowed, NotYourRegion, StaleButton."""
    demand_moderator(moderator, region)

    async def work(tx: Transaction) -> DigestContent:
        plan = await digests.find_plan(tx, moderator.id, region)
        since = plan.covered_until if plan is not None else now - timedelta(days=1)
        # Counters are by the hour: the hour that runs belongs to what is shown now.
        content = await _content(tx, Desk(moderator.id, (region,)), since, now + HOUR, now, rules)
        return replace(content, until=now)

    return await db.read(work)
