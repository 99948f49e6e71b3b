"""The outbox: what is owed to somebody is a row here before it is a request to Telegram."""

from __future__ import annotations

import json
from datetime import datetime

from storage.database import Row, Transaction, facts_json, from_ms, to_ms
from storage.records import Delivery


async def owe(tx: Transaction, person_id: int, kind: str, facts: dict[str, object], cause: str, now: datetime) -> bool:
    """Owe one message; False when the same cause was owed before. ``facts`` are ids and codes only."""
    inserted = await tx.run(
        """
        INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)
        VALUES (:person_id, :kind, :facts, :cause, :now, :now)
            ON CONFLICT (cause) DO NOTHING
        """,
        person_id=person_id,
        kind=kind,
        facts=facts_json(facts),
        cause=cause,
        now=to_ms(now),
    )
    return inserted == 1


async def claim(tx: Transaction, now: datetime, until: datetime, most: int) -> tuple[Delivery, ...]:
    """Claim what is due until ``until`` (a worker that dies gives its claims back by that time)."""
    rows = await tx.all(
        """
        UPDATE deliveries
           SET state = 'claimed', claimed_until = :until, attempts = attempts + 1
         WHERE id IN (SELECT id FROM deliveries
                       WHERE (state = 'owed' AND not_before <= :now)
                          OR (state = 'claimed' AND claimed_until <= :now)
                       ORDER BY id
                       LIMIT :most
                       /*pg FOR UPDATE SKIP LOCKED */)
        RETURNING id
        """,
        now=to_ms(now),
        until=to_ms(until),
        most=most,
    )
    found = await tx.all(
        """
        SELECT d.id, d.person_id, d.kind, d.facts, d.attempts, d.created_at, p.language,
               CASE WHEN p.unreachable_at IS NULL THEN p.telegram_id END AS telegram_id
          FROM deliveries d JOIN people p ON p.id = d.person_id
         WHERE d.id IN (:ids)
         ORDER BY d.id
        """,
        ids=tuple(row["id"] for row in rows),
    )
    return tuple(_delivery(row) for row in found)


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        person_id=row["person_id"],
        telegram_id=row["telegram_id"],
        language=row["language"],
        kind=row["kind"],
        facts=json.loads(row["facts"]),
        attempts=row["attempts"],
        created_at=from_ms(row["created_at"]),
    )


async def close(
    tx: Transaction,
    delivery: Delivery,
    state: str,
    *,
    now: datetime | None = None,
    message_id: int | None = None,
    problem: str | None = None,
) -> None:
    """Record the fate of this attempt: sent (with the message's id), unreachable or failed."""
    await tx.run(
        """
        UPDATE deliveries
           SET state = :state, sent_at = :now, message_id = :message_id, problem = :problem, claimed_until = NULL
         WHERE id = :id AND state = 'claimed' AND attempts = :attempts
        """,
        id=delivery.id,
        attempts=delivery.attempts,
        state=state,
        now=None if now is None else to_ms(now),
        message_id=message_id,
        problem=problem,
    )


async def postpone(tx: Transaction, delivery: Delivery, not_before: datetime, problem: str) -> None:
    """Owe it again, no sooner than ``not_before``."""
    await tx.run(
        """
        UPDATE deliveries
           SET state = 'owed', not_before = :not_before, problem = :problem, claimed_until = NULL
         WHERE id = :id AND state = 'claimed' AND attempts = :attempts
        """,
        id=delivery.id,
        attempts=delivery.attempts,
        not_before=to_ms(not_before),
        problem=problem,
    )
