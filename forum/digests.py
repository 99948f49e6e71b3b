"""Digests: what is due is data, one per recipient and period, and periods tile time without gap or overlap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from forum import days, digest_content, national_digest
from forum.digest_content import DigestContent, Moment, Period
from forum.digest_plans import EVERYWHERE, ordinary, planned
from forum.digest_round import Content, desk_of, owe, read
from forum.digest_round import due as due
from forum.errors import NotAllowed, ProposalNotFound, StaleButton
from forum.national_digest import NationalContent
from forum.policies import Rules, demand_moderator, demand_organizer
from storage import digests, people, staff_groups
from storage.database import Database, Transaction
from storage.decisions import Desk
from storage.records import Digest, DigestPlan, Person, Recipient
from storage.vocabulary import DIGEST_CADENCES, LANGUAGES

HOUR = timedelta(hours=1)
INSTANT = timedelta(milliseconds=1)
PAUSE_MOST = timedelta(days=100)


async def plans(db: Database, person: Person) -> tuple[DigestPlan, ...]:
    """The person's own plans: one a moderated region, and the organizer's last."""

    async def work(tx: Transaction) -> tuple[DigestPlan, ...]:
        return await digests.plans_of(tx, person.id, is_admin=person.is_admin)

    return await db.read(work)


async def _recipient(tx: Transaction, person: Person, region: str, group_id: int | None) -> Recipient:
    """Whose plan of ``region`` this person may see and set.

    Raises NotAllowed, NotYourRegion, StaleButton for a group that works on another region by now.
    """
    if group_id is None and region == EVERYWHERE:
        demand_organizer(person)
    else:
        demand_moderator(person, region)
    if group_id is None:
        return Recipient(person_id=person.id)
    group = await staff_groups.find(tx, group_id)
    if group is None or group.region != region:
        raise StaleButton
    return Recipient(group_id=group_id)


async def plan_of(
    db: Database, person: Person, region: str, now: datetime, rules: Rules, *, group_id: int | None = None
) -> DigestPlan:
    """A plan as it is, the ordinary one where there is none: of the person, or of the staff group of a region.

    ``region`` is empty for the organizers' of all regions. Raises NotAllowed, NotYourRegion, StaleButton.
    """

    async def work(tx: Transaction) -> DigestPlan:
        recipient = await _recipient(tx, person, region, group_id)
        plan = await digests.find_plan(tx, recipient, region)
        return plan or planned(ordinary(recipient, region, now), now, await days.calendar(tx, rules))

    return await db.read(work)


async def open_plan(
    db: Database, person: Person, region: str, now: datetime, rules: Rules, *, group_id: int | None = None
) -> DigestPlan:
    """As :func:`plan_of`; where there is none, the ordinary plan begins: an admin of the settings has no other way."""
    plan = await plan_of(db, person, region, now, rules, group_id=group_id)
    return plan if plan.id else await set_plan(db, person, region, now, rules, group_id=group_id)


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
    group_id: int | None = None,
) -> DigestPlan:
    """Change when a digest comes; what is not named stays, and one that is due now is owed first.

    Raises NotAllowed, NotYourRegion, StaleButton.
    """
    if cadence is not None and cadence not in DIGEST_CADENCES:
        raise StaleButton
    if minute is not None and not 0 <= minute <= 1439:
        raise StaleButton
    if weekday is not None and not 1 <= weekday <= 7:
        raise StaleButton

    def change(plan: DigestPlan) -> DigestPlan:
        return replace(
            plan,
            cadence=plan.cadence if cadence is None else cadence,
            minute=plan.minute if minute is None else minute,
            weekday=plan.weekday if weekday is None else weekday,
        )

    return await _change(db, person, region, group_id, now, rules, change)


async def pause(
    db: Database,
    person: Person,
    region: str,
    until: date | None,
    now: datetime,
    rules: Rules,
    *,
    group_id: int | None = None,
) -> DigestPlan:
    """Send nothing before the day ``until``: the first digest then covers the whole time. None: go on at once.

    Raises as :func:`set_plan`; StaleButton also for a day that has begun, or over a hundred days away.
    """
    today = now.astimezone(rules.zone).date()
    if until is not None and not today < until <= today + PAUSE_MOST:
        raise StaleButton
    ends = None if until is None else datetime.combine(until, time(), rules.zone)
    return await _change(db, person, region, group_id, now, rules, lambda plan: replace(plan, paused_until=ends))


async def set_language(
    db: Database,
    person: Person,
    region: str,
    language: str | None,
    now: datetime,
    rules: Rules,
    *,
    group_id: int | None = None,
) -> DigestPlan:
    """Have a digest in this language; None: the recipient's own. Raises as :func:`set_plan`."""
    if language is not None and language not in LANGUAGES:
        raise StaleButton
    return await _change(db, person, region, group_id, now, rules, lambda plan: replace(plan, language=language))


async def _change(
    db: Database,
    person: Person,
    region: str,
    group_id: int | None,
    now: datetime,
    rules: Rules,
    change: Callable[[DigestPlan], DigestPlan],
) -> DigestPlan:
    before = await plan_of(db, person, region, now, rules, group_id=group_id)
    if before.id and before.due_at is not None and before.due_at <= now:
        await owe(db, before, now, rules)

    async def unit(tx: Transaction) -> DigestPlan:
        plan = await digests.find_plan_locked(tx, before.recipient, region) or before
        changed = change(plan)
        if changed != plan:
            changed = planned(changed, now, await days.calendar(tx, rules))
        await digests.save_plan(tx, changed)
        return changed

    return await db.write(unit)


async def content_of(
    db: Database, digest_id: int, now: datetime, rules: Rules, admins: frozenset[int] = frozenset()
) -> Content:
    """What an owed digest says: its period, with the queue as it is when it is sent.

    Raises ProposalNotFound; NotAllowed or NotYourRegion when the recipient's role was taken back since, or the group
    disconnected.
    """

    async def work(tx: Transaction) -> Content:
        digest = await digests.find(tx, digest_id)
        if digest is None:
            raise ProposalNotFound
        desk = await desk_in_force(tx, digest, admins)
        return await read(tx, digest, desk, Moment(now, rules, await days.calendar(tx, rules)))

    return await db.read(work)


async def desk_in_force(tx: Transaction, digest: Digest, admins: frozenset[int]) -> Desk:
    """Whose desk an owed digest is of, as the roles are now. Raises as :func:`content_of`."""
    if digest.recipient.group_id is not None:
        group = await staff_groups.find(tx, digest.recipient.group_id)
        if group is None or group.region != digest.region:
            raise NotAllowed
        return desk_of(digest.recipient, digest.region)
    person = await people.find(tx, digest.recipient.person_id or 0)
    if person is None:
        raise ProposalNotFound
    person = replace(person, is_admin=person.telegram_id in admins)
    if digest.region == EVERYWHERE:
        demand_organizer(person)
    else:
        demand_moderator(person, digest.region)
    return desk_of(digest.recipient, digest.region, is_admin=person.is_admin)


async def current(
    db: Database, person: Person, region: str, now: datetime, rules: Rules, *, group_id: int | None = None
) -> DigestContent:
    """The digest of a region at this moment: all since the last one of the moderator, or of the region's group.

    An organizer reads that of any region, all since the organizers' last one. Raises NotAllowed, NotYourRegion,
    StaleButton.
    """

    async def work(tx: Transaction) -> DigestContent:
        own = region
        if group_id is None and person.is_organizer and region not in person.moderated_regions:
            own = EVERYWHERE
        recipient = await _recipient(tx, person, own, group_id)
        desk = Desk(0, (region,)) if own == EVERYWHERE else desk_of(recipient, region)
        period = await _until_now(tx, recipient, own, now)
        content = await digest_content.read(tx, desk, period, Moment(now, rules, await days.calendar(tx, rules)))
        return replace(content, until=now)

    return await db.read(work)


async def national(db: Database, organizer: Person, now: datetime, rules: Rules) -> NationalContent:
    """The organizers' digest at this moment: all since the last one. Raises NotAllowed."""

    async def work(tx: Transaction) -> NationalContent:
        recipient = await _recipient(tx, organizer, EVERYWHERE, None)
        period = await _until_now(tx, recipient, EVERYWHERE, now)
        desk = desk_of(recipient, EVERYWHERE, is_admin=organizer.is_admin)
        content = await national_digest.read(tx, desk, period, Moment(now, rules, await days.calendar(tx, rules)))
        return replace(content, until=now)

    return await db.read(work)


async def _until_now(tx: Transaction, recipient: Recipient, region: str, now: datetime) -> Period:
    plan = await digests.find_plan(tx, recipient, region)
    since = now - timedelta(days=1) if plan is None else plan.covered_until
    # Counters are by the hour: the hour that runs belongs to what is shown now, as does this very moment.
    return Period(since, now + INSTANT, now + HOUR, "workdays" if plan is None else plan.cadence)
