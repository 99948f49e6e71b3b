"""Votes and their counters, changed together: the numbers people see are the votes, at every moment."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal

HOUR_MS = 3_600_000


def hour_of(instant: datetime) -> int:
    """Whole hours since 1970 UTC."""
    return to_ms(instant) // HOUR_MS


async def find_value(tx: Transaction, proposal_id: int, person_id: int) -> int:
    """1, -1, or 0 for no vote."""
    row = await tx.one(
        "SELECT value FROM votes WHERE proposal_id = :proposal_id AND person_id = :person_id",
        proposal_id=proposal_id,
        person_id=person_id,
    )
    return 0 if row is None else int(row["value"])


async def replace(tx: Transaction, proposal_id: int, person_id: int, value: int, now: datetime) -> int | None:
    """Set the vote; the value before, or None when it was this one already.

    First an insert that may meet a row, then an update that keeps the old value beside the new one: two taps at
    once (or two replicas) meet on the row's lock, and each learns truly what it replaced.
    """
    inserted = await tx.run(
        """
        INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at)
        VALUES (:proposal_id, :person_id, :value, :now, :now)
            ON CONFLICT (proposal_id, person_id) DO NOTHING
        """,
        proposal_id=proposal_id,
        person_id=person_id,
        value=value,
        now=to_ms(now),
    )
    if inserted:
        return 0 if value else None
    row = await tx.one(
        """
        UPDATE votes SET previous = value, value = :value, changed_at = :now
         WHERE proposal_id = :proposal_id AND person_id = :person_id AND value <> :value
        RETURNING previous
        """,
        proposal_id=proposal_id,
        person_id=person_id,
        value=value,
        now=to_ms(now),
    )
    return None if row is None else int(row["previous"])


async def count(
    tx: Transaction, proposal_id: int, *, support: int, objection: int, states: frozenset[str]
) -> Proposal | None:
    """Move the proposal's counters; None (nothing done) unless it is in one of ``states``."""
    row = await tx.one(
        f"""
        UPDATE proposals
           SET support_count = support_count + :support, object_count = object_count + :objection
         WHERE id = :id AND state IN (:states)
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        support=support,
        objection=objection,
        states=tuple(sorted(states)),
    )
    return None if row is None else proposal_of(row)


async def count_hour(
    tx: Transaction, proposal_id: int, region: str, *, support: int, objection: int, now: datetime
) -> None:
    """Move the counters of the proposal's hour, from which digests are made."""
    await tx.run(
        """
        INSERT INTO vote_hours (proposal_id, hour, region, support, objection)
        VALUES (:proposal_id, :hour, :region, :support, :objection)
            ON CONFLICT (proposal_id, hour) DO UPDATE
           SET support = vote_hours.support + excluded.support,
               objection = vote_hours.objection + excluded.objection
        """,
        proposal_id=proposal_id,
        hour=hour_of(now),
        region=region,
        support=support,
        objection=objection,
    )


async def list_of_person(
    tx: Transaction, person_id: int, states: frozenset[str], most: int
) -> tuple[tuple[Proposal, int], ...]:
    """What the person voted for or against and is still in one of ``states``, the latest first."""
    columns = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))
    rows = await tx.all(
        f"""
        SELECT {columns}, v.value
          FROM votes v JOIN proposals p ON p.id = v.proposal_id
         WHERE v.person_id = :person_id AND v.value <> 0 AND p.state IN (:states)
         ORDER BY v.changed_at DESC, v.proposal_id DESC
         LIMIT :most
        """,
        person_id=person_id,
        states=tuple(sorted(states)),
        most=most,
    )
    return tuple((proposal_of(row), int(row["value"])) for row in rows)
