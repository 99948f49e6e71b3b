"""When digests are due and what happened in a period; a due one is claimed by moving its own due time."""

from __future__ import annotations

from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import DigestPlan, Proposal
from storage.votes import hour_of

_PLAN = "person_id, region, cadence, minute, weekday, due_at, covered_until"
_QUALIFIED = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))


def _plan(row: Row) -> DigestPlan:
    return DigestPlan(
        person_id=row["person_id"],
        region=row["region"],
        cadence=row["cadence"],
        minute=row["minute"],
        weekday=row["weekday"],
        due_at=None if row["due_at"] is None else from_ms(row["due_at"]),
        covered_until=from_ms(row["covered_until"]),
    )


async def plans_of(tx: Transaction, person_id: int) -> tuple[DigestPlan, ...]:
    """The plans of the regions the person moderates now."""
    columns = ", ".join(f"d.{name.strip()}" for name in _PLAN.split(","))
    rows = await tx.all(
        f"""
        SELECT {columns}
          FROM digest_plans d
          JOIN team t ON t.person_id = d.person_id AND t.region = d.region AND t.role = 'moderator'
                     AND t.revoked_at IS NULL
         WHERE d.person_id = :person_id
         ORDER BY t.id
        """,
        person_id=person_id,
    )
    return tuple(_plan(row) for row in rows)


async def find_plan(tx: Transaction, person_id: int, region: str) -> DigestPlan | None:
    """One plan, or None."""
    row = await tx.one(
        f"SELECT {_PLAN} FROM digest_plans WHERE person_id = :person_id AND region = :region",
        person_id=person_id,
        region=region,
    )
    return None if row is None else _plan(row)


async def find_plan_locked(tx: Transaction, person_id: int, region: str) -> DigestPlan | None:
    """As :func:`find_plan`, and nobody else changes it until this unit ends."""
    row = await tx.one(
        f"""
        SELECT {_PLAN} FROM digest_plans WHERE person_id = :person_id AND region = :region
               /*pg FOR NO KEY UPDATE */
        """,
        person_id=person_id,
        region=region,
    )
    return None if row is None else _plan(row)


async def save_plan(tx: Transaction, plan: DigestPlan) -> None:
    """Insert or replace; ``covered_until`` of an existing plan stays (nothing may be skipped or told twice)."""
    await tx.run(
        """
        INSERT INTO digest_plans (person_id, region, cadence, minute, weekday, due_at, covered_until)
        VALUES (:person_id, :region, :cadence, :minute, :weekday, CAST(:due_at AS BIGINT), :covered_until)
            ON CONFLICT (person_id, region) DO UPDATE
           SET cadence = excluded.cadence, minute = excluded.minute, weekday = excluded.weekday,
               due_at = excluded.due_at
        """,
        person_id=plan.person_id,
        region=plan.region,
        cadence=plan.cadence,
        minute=plan.minute,
        weekday=plan.weekday,
        due_at=None if plan.due_at is None else to_ms(plan.due_at),
        covered_until=to_ms(plan.covered_until),
    )


async def due_plans(tx: Transaction, now: datetime, ahead: datetime, most: int) -> tuple[DigestPlan, ...]:
    """Plans whose time has come, or that claim to have told beyond ``ahead``; of moderators in force, oldest first."""
    columns = ", ".join(f"d.{name.strip()}" for name in _PLAN.split(","))
    rows = await tx.all(
        f"""
        SELECT {columns}
          FROM digest_plans d
          JOIN team t ON t.person_id = d.person_id AND t.region = d.region AND t.role = 'moderator'
                     AND t.revoked_at IS NULL
         WHERE d.due_at <= :now OR (d.due_at IS NOT NULL AND d.covered_until > :ahead)
         ORDER BY d.due_at, d.person_id
         LIMIT :most
        """,
        now=to_ms(now),
        ahead=to_ms(ahead),
        most=most,
    )
    return tuple(_plan(row) for row in rows)


async def mark_claimed(tx: Transaction, plan: DigestPlan, next_due: datetime | None, covered_until: datetime) -> bool:
    """Move the plan on, if nobody else has; whether this call did."""
    changed = await tx.run(
        """
        UPDATE digest_plans
           SET due_at = CAST(:next_due AS BIGINT), covered_until = :covered_until
         WHERE person_id = :person_id AND region = :region AND due_at = :due_at
           AND covered_until = :covered_before
        """,
        next_due=None if next_due is None else to_ms(next_due),
        covered_until=to_ms(covered_until),
        person_id=plan.person_id,
        region=plan.region,
        due_at=None if plan.due_at is None else to_ms(plan.due_at),
        covered_before=to_ms(plan.covered_until),
    )
    return changed == 1


async def insert(
    tx: Transaction, person_id: int, region: str, since: datetime, until: datetime, now: datetime
) -> int | None:
    """Record the digest of a period; its id, or None when it exists."""
    row = await tx.one(
        """
        INSERT INTO digests (person_id, region, period_from, period_until, created_at)
        VALUES (:person_id, :region, :since, :until, :now)
            ON CONFLICT (person_id, region, period_until) DO NOTHING
        RETURNING id
        """,
        person_id=person_id,
        region=region,
        since=to_ms(since),
        until=to_ms(until),
        now=to_ms(now),
    )
    return None if row is None else int(row["id"])


async def find_period(tx: Transaction, digest_id: int) -> tuple[int, str, datetime, datetime] | None:
    """(person id, region, since, until) of a digest."""
    row = await tx.one("SELECT person_id, region, period_from, period_until FROM digests WHERE id = :id", id=digest_id)
    if row is None:
        return None
    return row["person_id"], row["region"], from_ms(row["period_from"]), from_ms(row["period_until"])


async def count_published(tx: Transaction, region: str, since: datetime, until: datetime) -> int:
    """How many proposals of the region's moderators were published within [since, until)."""
    row = await tx.one(
        """
        SELECT count(*) AS n
          FROM proposals
         WHERE region = :region AND published_at >= :since AND published_at < :until
        """,
        region=region,
        since=to_ms(since),
        until=to_ms(until),
    )
    return 0 if row is None else int(row["n"])


async def support_gained(
    tx: Transaction, region: str, since: datetime, until: datetime, most: int
) -> tuple[int, tuple[tuple[Proposal, int], ...]]:
    """Net support gained within the whole hours of [since, until): of the region and of its best proposals.

    The hours of a busy week are hundreds of thousands of rows: both are answered by one walk over them.
    """
    rows = await tx.all(
        f"""
        SELECT {_QUALIFIED}, g.gained, g.total
          FROM (SELECT proposal_id, CAST(sum(support) AS BIGINT) AS gained,
                       CAST(sum(sum(support)) OVER () AS BIGINT) AS total
                  FROM vote_hours
                 WHERE region = :region AND hour >= :since AND hour < :until
                 GROUP BY proposal_id
                 ORDER BY gained DESC, proposal_id
                 LIMIT :most) AS g
          JOIN proposals p ON p.id = g.proposal_id
         ORDER BY g.gained DESC, p.id
        """,
        region=region,
        since=hour_of(since),
        until=hour_of(until),
        most=most,
    )
    top = tuple((proposal_of(row), int(row["gained"])) for row in rows if row["gained"] > 0)
    return (int(rows[0]["total"]) if rows else 0), top
