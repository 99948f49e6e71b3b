"""Who gets the weekly digest of the own region and when, and what happened there in a week.

A due one is claimed by moving its own due time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.database import Row, Transaction, facts_json, from_ms, to_ms
from storage.proposals import COLUMNS, QUALIFIED, proposal_of
from storage.records import Proposal, ResidentDigest
from storage.vocabulary import PUBLIC_STATES, listed

_PUBLIC = f"state IN ({listed(PUBLIC_STATES)})"  # word for word the condition of the lists' indexes


def _plan(row: Row) -> ResidentDigest:
    return ResidentDigest(row["person_id"], row["region"], from_ms(row["due_at"]), from_ms(row["covered_until"]))


_PLAN = """
    SELECT d.person_id, p.region, d.due_at, d.covered_until
      FROM resident_digests d JOIN people p ON p.id = d.person_id
"""


async def find(tx: Transaction, person_id: int) -> ResidentDigest | None:
    """The person's plan, or None for somebody who does not get the digest."""
    row = await tx.one(f"{_PLAN} WHERE d.person_id = :person_id", person_id=person_id)
    return None if row is None else _plan(row)


async def add(tx: Transaction, person_id: int, due_at: datetime, covered_until: datetime) -> None:
    """Begin to send; somebody who gets it already keeps the plan as it is."""
    await tx.run(
        """
        INSERT INTO resident_digests (person_id, due_at, covered_until)
        VALUES (:person_id, :due_at, :covered_until)
            ON CONFLICT (person_id) DO NOTHING
        """,
        person_id=person_id,
        due_at=to_ms(due_at),
        covered_until=to_ms(covered_until),
    )


async def remove(tx: Transaction, person_id: int) -> None:
    """Send it no more."""
    await tx.run("DELETE FROM resident_digests WHERE person_id = :person_id", person_id=person_id)


async def list_due(tx: Transaction, now: datetime, most: int) -> tuple[ResidentDigest, ...]:
    """Those whose time has come, those that wait longest first."""
    rows = await tx.all(
        f"{_PLAN} WHERE d.due_at <= :now ORDER BY d.due_at, d.person_id LIMIT :most", now=to_ms(now), most=most
    )
    return tuple(_plan(row) for row in rows)


async def has_beyond(tx: Transaction, beyond: datetime) -> bool:
    """Whether a wrong clock has sent a plan beyond an instant."""
    row = await tx.one("SELECT 1 AS found FROM resident_digests WHERE due_at > :beyond LIMIT 1", beyond=to_ms(beyond))
    return row is not None


async def bring_back(tx: Transaction, beyond: datetime, due_at: datetime, covered_until: datetime) -> int:
    """Plans that a wrong clock has sent beyond an instant come back to the present; how many."""
    return await tx.run(
        "UPDATE resident_digests SET due_at = :due_at, covered_until = :covered_until WHERE due_at > :beyond",
        beyond=to_ms(beyond),
        due_at=to_ms(due_at),
        covered_until=to_ms(covered_until),
    )


async def move_ahead(tx: Transaction, now: datetime, due_at: datetime) -> int:
    """What is due later is due at another time, because the days have changed; how many were moved."""
    return await tx.run(
        """
        UPDATE resident_digests SET due_at = :due_at
         WHERE due_at > :now AND covered_until <= :now AND due_at <> :due_at
        """,
        now=to_ms(now),
        due_at=to_ms(due_at),
    )


async def mark_claimed(
    tx: Transaction, due: Sequence[ResidentDigest], next_due: datetime, covered_until: datetime | None
) -> frozenset[int]:
    """Move plans on, those that nobody has moved meanwhile: their people. ``covered_until`` None: it stays."""
    rows = await tx.each(
        """
        UPDATE resident_digests
           SET due_at = claimed.next_due, covered_until = claimed.covered
          FROM ROWS(claimed whose, due, next_due, covered)
         WHERE person_id = claimed.whose AND due_at = claimed.due
        RETURNING person_id
        """,
        [
            (plan.person_id, to_ms(plan.due_at), to_ms(next_due), to_ms(covered_until or plan.covered_until))
            for plan in due
        ],
    )
    return frozenset(row["person_id"] for row in rows)


async def owe(tx: Transaction, owed: Sequence[tuple[int, str, datetime, datetime]], now: datetime) -> int:
    """Owe the digest to (person, region, since, until) each; how many were not owed it before."""
    at = to_ms(now)
    rows = []
    for person_id, region, since, until in owed:
        facts = facts_json({"region": region, "since": to_ms(since), "until": to_ms(until)})
        rows.append((person_id, facts, f"weekly:{person_id}:{to_ms(until)}", at))
    inserted = await tx.each(
        """
        INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)
        SELECT digests.person_id, 'weekly', digests.facts, digests.cause, digests.at, digests.at
          FROM ROWS(digests person_id, facts text, cause text, at)
         WHERE TRUE
            ON CONFLICT (cause) DO NOTHING
        RETURNING id
        """,
        rows,
    )
    return len(inserted)


async def count_published(tx: Transaction, campaign_id: int, place: str, since: datetime, until: datetime) -> int:
    """How many public proposals about the place were published within [since, until)."""
    row = await tx.one(
        f"""
        SELECT count(*) AS n FROM proposals
         WHERE campaign_id = :campaign_id AND {_PUBLIC} AND place = :place
           AND published_at >= :since AND published_at < :until
        """,
        campaign_id=campaign_id,
        place=place,
        since=to_ms(since),
        until=to_ms(until),
    )
    return 0 if row is None else int(row["n"])


async def list_rising(tx: Transaction, campaign_id: int, place: str, most: int) -> tuple[Proposal, ...]:
    """Those about the place that win support fastest now."""
    rows = await tx.all(
        f"""
        SELECT {COLUMNS} FROM proposals
         WHERE campaign_id = :campaign_id AND {_PUBLIC} AND place = :place AND rising > 0
         ORDER BY rising DESC, id DESC
         LIMIT :most
        """,
        campaign_id=campaign_id,
        place=place,
        most=most,
    )
    return tuple(proposal_of(row) for row in rows)


async def list_outcomes(
    tx: Transaction, place: str, states: frozenset[str], since: datetime, until: datetime, most: int
) -> tuple[Proposal, ...]:
    """Those about the place with a step recorded within [since, until) that stands, the latest first.

    Each is in the state of the last such step, whatever was recorded later; one that is in none of ``states`` now is
    left out.
    """
    rows = await tx.all(
        f"""
        SELECT {QUALIFIED}, o.state AS step
          FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
         WHERE o.recorded_at >= :since AND o.recorded_at < :until AND o.undone_at IS NULL
           AND p.state IN (:states) AND p.region = :place AND p.place = :place
           AND NOT EXISTS (SELECT 1 FROM outcomes later
                            WHERE later.proposal_id = o.proposal_id AND later.id > o.id
                              AND later.recorded_at < :until AND later.undone_at IS NULL)
         ORDER BY o.recorded_at DESC, o.id DESC
         LIMIT :most
        """,
        place=place,
        states=tuple(sorted(states)),
        since=to_ms(since),
        until=to_ms(until),
        most=most,
    )
    return tuple(proposal_of(row)._replace(state=row["step"]) for row in rows)
