"""When digests are due and which were owed; a due one is claimed by moving its own due time."""

from __future__ import annotations

from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import Digest, DigestPlan, Recipient

_PLAN = (
    "d.id, d.person_id, d.group_id, d.region, d.cadence, d.minute, d.weekday, d.due_at, d.covered_until,"
    " d.paused_until, d.language"
)
# Of a region's moderator, an organizer (the region is empty) or a connected group: as the roles are now. Somebody who
# has blocked the bot is waited for: the first digest after the return covers the time between.
_IN_FORCE = """
    CASE WHEN d.group_id IS NULL
         THEN EXISTS (SELECT 1 FROM people p
                       WHERE p.id = d.person_id AND p.unreachable_at IS NULL
                         AND (EXISTS (SELECT 1 FROM team t
                                       WHERE t.person_id = p.id AND t.region = d.region AND t.revoked_at IS NULL)
                              OR (d.region = '' AND p.telegram_id IN (:admins))))
         ELSE EXISTS (SELECT 1 FROM staff_groups g
                       WHERE g.id = d.group_id AND g.region = d.region AND g.unreachable_at IS NULL) END
"""


def _plan(row: Row) -> DigestPlan:
    return DigestPlan(
        id=row["id"],
        recipient=Recipient(row["person_id"], row["group_id"]),
        region=row["region"],
        cadence=row["cadence"],
        minute=row["minute"],
        weekday=row["weekday"],
        due_at=None if row["due_at"] is None else from_ms(row["due_at"]),
        covered_until=from_ms(row["covered_until"]),
        paused_until=None if row["paused_until"] is None else from_ms(row["paused_until"]),
        language=row["language"],
    )


def _owner(recipient: Recipient) -> str:
    return "person_id" if recipient.group_id is None else "group_id"


def _owner_id(recipient: Recipient) -> int | None:
    return recipient.person_id if recipient.group_id is None else recipient.group_id


async def plans_of(tx: Transaction, person_id: int, *, is_admin: bool = False) -> tuple[DigestPlan, ...]:
    """The plans of the roles the person has now: of the regions as they were granted, then the organizer's."""
    rows = await tx.all(
        f"""
        SELECT {_PLAN}
          FROM digest_plans d
          LEFT JOIN team t ON t.person_id = d.person_id AND t.region = d.region AND t.revoked_at IS NULL
         WHERE d.person_id = :person_id AND (t.id IS NOT NULL OR (:is_admin = 1 AND d.region = ''))
         ORDER BY CASE WHEN d.region = '' THEN 1 ELSE 0 END, t.id
        """,
        person_id=person_id,
        is_admin=int(is_admin),
    )
    return tuple(_plan(row) for row in rows)


async def find_plan(tx: Transaction, recipient: Recipient, region: str) -> DigestPlan | None:
    """One plan, or None."""
    return await _find_plan(tx, recipient, region, "")


async def find_plan_locked(tx: Transaction, recipient: Recipient, region: str) -> DigestPlan | None:
    """As :func:`find_plan`, and nobody else changes it until this unit ends."""
    return await _find_plan(tx, recipient, region, "/*pg FOR NO KEY UPDATE */")


async def _find_plan(tx: Transaction, recipient: Recipient, region: str, lock: str) -> DigestPlan | None:
    row = await tx.one(
        f"SELECT {_PLAN} FROM digest_plans d WHERE d.{_owner(recipient)} = :owner AND d.region = :region {lock}",
        owner=_owner_id(recipient),
        region=region,
    )
    return None if row is None else _plan(row)


async def save_plan(tx: Transaction, plan: DigestPlan) -> None:
    """Insert or replace; ``covered_until`` of an existing plan stays (nothing may be skipped or told twice)."""
    owner = _owner(plan.recipient)
    await tx.run(
        f"""
        INSERT INTO digest_plans ({owner}, region, cadence, minute, weekday, due_at, covered_until, paused_until,
                                  language)
        VALUES (:owner, :region, :cadence, :minute, :weekday, CAST(:due_at AS BIGINT), :covered_until,
                CAST(:paused_until AS BIGINT), CAST(:language AS TEXT))
            ON CONFLICT ({owner}, region) DO UPDATE
           SET cadence = excluded.cadence, minute = excluded.minute, weekday = excluded.weekday,
               due_at = excluded.due_at, paused_until = excluded.paused_until, language = excluded.language
        """,
        owner=_owner_id(plan.recipient),
        region=plan.region,
        cadence=plan.cadence,
        minute=plan.minute,
        weekday=plan.weekday,
        due_at=None if plan.due_at is None else to_ms(plan.due_at),
        covered_until=to_ms(plan.covered_until),
        paused_until=None if plan.paused_until is None else to_ms(plan.paused_until),
        language=plan.language,
    )


async def delete_plans(tx: Transaction, group_id: int) -> None:
    """A group gets no digests any more."""
    await tx.run("DELETE FROM digest_plans WHERE group_id = :group_id", group_id=group_id)


async def due_plans(
    tx: Transaction, now: datetime, ahead: datetime, beyond: datetime, admins: frozenset[int], most: int
) -> tuple[DigestPlan, ...]:
    """Plans of recipients in force whose time has come, oldest first, and those that a wrong clock has spoilt.

    Such claim to have told beyond ``ahead``, or are due beyond ``beyond`` (counted from the end of a pause).
    ``admins``: Telegram's ids of those who are organizers by the settings.
    """
    rows = await tx.all(
        f"""
        SELECT {_PLAN}
          FROM digest_plans d
         WHERE d.due_at IS NOT NULL
           AND (d.due_at <= :now OR d.covered_until > :ahead
                OR d.due_at - CASE WHEN d.paused_until > :now THEN d.paused_until - :now ELSE 0 END > :beyond)
           AND {_IN_FORCE}
         ORDER BY d.due_at, d.id
         LIMIT :most
        """,
        now=to_ms(now),
        ahead=to_ms(ahead),
        beyond=to_ms(beyond),
        admins=tuple(sorted(admins)),
        most=most,
    )
    return tuple(_plan(row) for row in rows)


async def plans_ahead(tx: Transaction, now: datetime) -> tuple[DigestPlan, ...]:
    """Plans that are due later, for the days have changed; those that a wrong clock has spoilt are no part of it."""
    rows = await tx.all(
        f"SELECT {_PLAN} FROM digest_plans d WHERE d.due_at > :now AND d.covered_until <= :now ORDER BY d.id",
        now=to_ms(now),
    )
    return tuple(_plan(row) for row in rows)


async def mark_claimed(tx: Transaction, plan: DigestPlan, next_due: datetime | None, covered_until: datetime) -> bool:
    """Move the plan on, if nobody else has; whether this call did."""
    changed = await tx.run(
        """
        UPDATE digest_plans
           SET due_at = CAST(:next_due AS BIGINT), covered_until = :covered_until
         WHERE id = :id AND due_at = :due_at AND covered_until = :covered_before
        """,
        next_due=None if next_due is None else to_ms(next_due),
        covered_until=to_ms(covered_until),
        id=plan.id,
        due_at=None if plan.due_at is None else to_ms(plan.due_at),
        covered_before=to_ms(plan.covered_until),
    )
    return changed == 1


async def unplanned_organizers(tx: Transaction) -> tuple[int, ...]:
    """People who are organizers and have no plan of their own."""
    rows = await tx.all(
        """
        SELECT t.person_id
          FROM team t
         WHERE t.role = 'organizer' AND t.revoked_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM digest_plans d WHERE d.person_id = t.person_id AND d.region = '')
         ORDER BY t.person_id
        """
    )
    return tuple(row["person_id"] for row in rows)


async def insert(tx: Transaction, digest: Digest, now: datetime) -> int | None:
    """Record the digest of a period; its id, or None when it exists."""
    row = await tx.one(
        f"""
        INSERT INTO digests ({_owner(digest.recipient)}, region, cadence, period_from, period_until, created_at)
        VALUES (:owner, :region, :cadence, :since, :until, :now)
            ON CONFLICT ({_owner(digest.recipient)}, region, period_until) DO NOTHING
        RETURNING id
        """,
        owner=_owner_id(digest.recipient),
        region=digest.region,
        cadence=digest.cadence,
        since=to_ms(digest.since),
        until=to_ms(digest.until),
        now=to_ms(now),
    )
    return None if row is None else int(row["id"])


async def find(tx: Transaction, digest_id: int) -> Digest | None:
    """One digest, or None."""
    row = await tx.one(
        "SELECT person_id, group_id, region, cadence, period_from, period_until FROM digests WHERE id = :id",
        id=digest_id,
    )
    if row is None:
        return None
    return Digest(
        Recipient(row["person_id"], row["group_id"]),
        row["region"],
        row["cadence"],
        from_ms(row["period_from"]),
        from_ms(row["period_until"]),
    )
