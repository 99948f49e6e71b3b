"""Plans of digests: whom they are for, and when each is due next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from forum import days
from forum.calendar import INSTANT, Calendar
from forum.policies import Rules
from storage import digests
from storage.database import Database, Transaction
from storage.records import DigestPlan, Recipient

EVERYWHERE: Final = ""  # the region of an organizer's plan
NINE: Final = 9 * 60


def ordinary(recipient: Recipient, region: str, now: datetime) -> DigestPlan:
    """Working days at 09:00, and nothing told before ``now``; not due yet."""
    return DigestPlan(recipient, region, "workdays", NINE, 1, None, covered_until=now)


def planned(plan: DigestPlan, now: datetime, calendar: Calendar) -> DigestPlan:
    """The plan, due at its next time after ``now`` and not before its pause is over."""
    after = now if plan.paused_until is None else max(now, plan.paused_until - INSTANT)
    return replace(plan, due_at=calendar.next_time(after, plan.cadence, plan.minute, plan.weekday))


async def plan_region(tx: Transaction, person_id: int, region: str, now: datetime, rules: Rules) -> None:
    """Give a new moderator the ordinary plan.

    Somebody who comes back keeps the plan of before, and the first digest covers the time between.
    """
    await _plan(tx, Recipient(person_id=person_id), region, now, rules)


async def plan_organizer(tx: Transaction, person_id: int, now: datetime, rules: Rules) -> None:
    """Give a new organizer the ordinary plan; as :func:`plan_region`."""
    await _plan(tx, Recipient(person_id=person_id), EVERYWHERE, now, rules)


async def plan_group(tx: Transaction, group_id: int, region: str, now: datetime, rules: Rules) -> None:
    """Give a group that was connected to a region the ordinary plan; connected again it keeps the plan of before."""
    await _plan(tx, Recipient(group_id=group_id), region, now, rules)


async def unplan_group(tx: Transaction, group_id: int) -> None:
    """The group was disconnected: connected again, it begins anew."""
    await digests.delete_plans(tx, group_id)


async def plan_organizers(db: Database, now: datetime, rules: Rules) -> int:
    """Give the ordinary plan to organizers from before there were such plans; how many there were."""
    found = await db.read(digests.unplanned_organizers)

    async def unit(tx: Transaction) -> None:
        for person_id in found:
            await plan_organizer(tx, person_id, now, rules)

    if found:
        await db.write(unit)
    return len(found)


async def _plan(tx: Transaction, recipient: Recipient, region: str, now: datetime, rules: Rules) -> None:
    plan = await digests.find_plan_locked(tx, recipient, region) or ordinary(recipient, region, now)
    await digests.save_plan(tx, planned(plan, now, await days.calendar(tx, rules)))
