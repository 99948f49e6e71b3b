"""One look at what is due: plans are claimed, digests written and owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import days, digest_content, national_digest
from forum.digest_content import DigestContent, Moment, Period
from forum.digest_plans import EVERYWHERE, planned
from forum.national_digest import NationalContent
from forum.policies import Rules
from storage import deliveries, digests
from storage.database import Database, Transaction
from storage.decisions import Desk
from storage.records import Digest, DigestPlan, Recipient

DUE_MOST = 500
AHEAD = timedelta(hours=25)  # further than any honest clock has told: a jump back of an hour or a day is lived through
BEYOND = timedelta(days=22)  # no plan reaches further: seven days, and a week of holidays
Content = DigestContent | NationalContent


async def due(db: Database, now: datetime, rules: Rules, admins: frozenset[int] = frozenset()) -> int:
    """Owe every digest whose time has come; how many were owed. ``admins``: Telegram's ids, from the settings.

    Each is claimed by moving its own due time in the unit that writes the digest, so a second replica, a restart or
    a clock that jumps back finds nothing left to claim. One over twelve hours late only moves on, as does one whose
    day was made free since or that would come on a holiday by now, and the next one covers its time too. A plan that a
    wrong clock has sent far into the future comes back to the present.
    """

    async def list_due(tx: Transaction) -> tuple[DigestPlan, ...]:
        return await digests.due_plans(tx, now, now + AHEAD, now + BEYOND, admins, DUE_MOST)

    owed = 0
    for plan in await db.read(list_due):
        if plan.covered_until <= now + AHEAD and plan.due_at is not None and plan.due_at <= now:
            owed += await owe(db, plan, now, rules)
        else:
            await _bring_back(db, plan, now, rules)
    return owed


async def _bring_back(db: Database, plan: DigestPlan, now: datetime, rules: Rules) -> None:
    covered = now if plan.covered_until > now + AHEAD else plan.covered_until
    next_due = planned(plan, now, await db.read(lambda tx: days.calendar(tx, rules))).due_at
    if (next_due, covered) == (plan.due_at, plan.covered_until):
        return  # so many days are free

    async def unit(tx: Transaction) -> None:
        await digests.mark_claimed(tx, plan, next_due, covered)

    await db.write(unit)


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a claim moves a plan, and what it owes; None: nothing to say, or no digest of this time."""

    next_due: datetime | None
    covered: datetime
    digest: Digest | None


async def owe(db: Database, plan: DigestPlan, now: datetime, rules: Rules) -> bool:
    """Claim a plan and owe its digest; False when another was first or there is nothing to say.

    Whether there is something to say is read before: so much reading inside the unit would keep votes waiting.
    """
    step = await db.read(lambda tx: _look(tx, plan, now, rules))

    async def unit(tx: Transaction) -> bool:
        if not await digests.mark_claimed(tx, plan, step.next_due, step.covered) or step.digest is None:
            return False
        digest_id = await digests.insert(tx, step.digest, now)
        return digest_id is not None and await _deliver(tx, plan, digest_id, now)

    return await db.write(unit)


async def _look(tx: Transaction, plan: DigestPlan, now: datetime, rules: Rules) -> _Step:
    assert plan.due_at is not None
    at = Moment(now, rules, await days.calendar(tx, rules))
    covered = plan.covered_until
    # After days of silence one digest covers all that were missed; a day made free since then has none.
    until = at.calendar.latest_time(plan.due_at, now, plan.cadence, plan.minute, plan.weekday)
    is_today_free = at.calendar.is_holiday(at.calendar.today(now))  # it was due yesterday evening
    if until is not None and now - until <= rules.digest_late_after and not is_today_free:
        covered = max(until, covered)
    next_due = planned(plan, max(now, until or now), at.calendar).due_at
    if covered == plan.covered_until:
        return _Step(next_due, covered, None)
    digest = Digest(plan.recipient, plan.region, plan.cadence, plan.covered_until, covered)
    found = await read(tx, digest, desk_of(plan.recipient, plan.region), at)
    return _Step(next_due, covered, None if found.is_empty else digest)


async def _deliver(tx: Transaction, plan: DigestPlan, digest_id: int, now: datetime) -> bool:
    facts: dict[str, object] = {"digest": digest_id}
    if plan.language is not None:
        facts["language"] = plan.language
    # Each is a message of its own, so that a picture that fails takes nothing with it; one recipient's come in order.
    kinds = ("digest_picture", "digest") if plan.cadence == "weekly" else ("digest",)
    for kind in kinds:
        owed = await _owe(tx, plan.recipient, kind, facts, f"{kind}:{digest_id}", now)
    return owed


async def _owe(
    tx: Transaction, recipient: Recipient, kind: str, facts: dict[str, object], cause: str, now: datetime
) -> bool:
    if recipient.group_id is not None:
        return await deliveries.owe_group(tx, recipient.group_id, kind, facts, cause, now)
    assert recipient.person_id is not None
    return await deliveries.owe(tx, recipient.person_id, kind, facts, cause, now)


def desk_of(recipient: Recipient, region: str, *, is_admin: bool = False) -> Desk:
    """What is counted as theirs: an organizer's desk holds appeals only, a group's none."""
    return Desk(recipient.person_id or 0, () if region == EVERYWHERE else (region,), is_admin)


async def read(tx: Transaction, digest: Digest, desk: Desk, at: Moment) -> Content:
    """What a digest says to whoever has the desk."""
    period = Period(digest.since, digest.until, digest.until, digest.cadence)
    of_form = national_digest.read if digest.region == EVERYWHERE else digest_content.read
    return await of_form(tx, desk, period, at)
