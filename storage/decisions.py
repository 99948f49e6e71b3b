"""The moderators' queue and their decisions: one a round, held by a constraint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Decision, Proposal

_DECISION = "id, proposal_id, round, kind, moderator_id, reason, remark, decided_at"
_QUALIFIED = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pending proposal and, while somebody has it open, that moderator's name."""

    proposal: Proposal
    taken_by_name: str | None


def _decision(row: Row) -> Decision:
    return Decision(
        id=row["id"],
        proposal_id=row["proposal_id"],
        round=row["round"],
        kind=row["kind"],
        moderator_id=row["moderator_id"],
        reason=row["reason"],
        remark=row["remark"],
        decided_at=from_ms(row["decided_at"]),
    )


async def find(tx: Transaction, decision_id: int) -> Decision | None:
    """One decision, or None."""
    row = await tx.one(f"SELECT {_DECISION} FROM decisions WHERE id = :id", id=decision_id)
    return None if row is None else _decision(row)


async def find_of_round(tx: Transaction, proposal_id: int, round_: int) -> Decision | None:
    """The decision of one round, or None while there is none."""
    row = await tx.one(
        f"SELECT {_DECISION} FROM decisions WHERE proposal_id = :proposal_id AND round = :round",
        proposal_id=proposal_id,
        round=round_,
    )
    return None if row is None else _decision(row)


async def insert(
    tx: Transaction,
    *,
    proposal_id: int,
    round_: int,
    kind: str,
    moderator_id: int,
    reason: str | None,
    remark: str | None,
    now: datetime,
) -> Decision | None:
    """Record the round's decision; None when another moderator was first."""
    row = await tx.one(
        f"""
        INSERT INTO decisions (proposal_id, round, kind, moderator_id, reason, remark, decided_at)
        VALUES (:proposal_id, :round, :kind, :moderator_id, :reason, :remark, :now)
            ON CONFLICT (proposal_id, round) DO NOTHING
        RETURNING {_DECISION}
        """,
        proposal_id=proposal_id,
        round=round_,
        kind=kind,
        moderator_id=moderator_id,
        reason=reason,
        remark=remark,
        now=to_ms(now),
    )
    return None if row is None else _decision(row)


async def mark_decided(tx: Transaction, proposal_id: int, round_: int, state: str, now: datetime) -> Proposal | None:
    """pending → ``state`` in the round that was read; None when it has moved on."""
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = :state, changed_at = :now, taken_by = NULL, taken_until = NULL,
               published_at = CASE WHEN :state = 'published' THEN COALESCE(published_at, :now)
                                   ELSE published_at END
         WHERE id = :id AND state = 'pending' AND round = :round
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        round=round_,
        state=state,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def mark_taken(
    tx: Transaction, proposal_id: int, moderator_id: int, until: datetime, now: datetime
) -> Proposal | None:
    """Take a pending item, or keep it longer; None when somebody else has it or it is not pending."""
    row = await tx.one(
        f"""
        UPDATE proposals
           SET taken_by = :moderator_id, taken_until = :until
         WHERE id = :id AND state = 'pending'
           AND (taken_by IS NULL OR taken_by = :moderator_id OR taken_until <= :now)
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        moderator_id=moderator_id,
        until=to_ms(until),
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def release(tx: Transaction, proposal_id: int, moderator_id: int) -> None:
    """Give an item back, if this moderator has it."""
    await tx.run(
        """
        UPDATE proposals SET taken_by = NULL, taken_until = NULL
         WHERE id = :id AND taken_by = :moderator_id
        """,
        id=proposal_id,
        moderator_id=moderator_id,
    )


async def name_of(tx: Transaction, person_id: int) -> str:
    """The name a member of the team is known by (also after the role was revoked); '' if never one."""
    row = await tx.one("SELECT display_name FROM team WHERE person_id = :id ORDER BY id DESC LIMIT 1", id=person_id)
    return "" if row is None else str(row["display_name"])


async def waiting(tx: Transaction, regions: tuple[str, ...], now: datetime, most: int) -> tuple[Waiting, ...]:
    """Pending proposals of the regions, oldest first."""
    rows = await tx.all(
        f"""
        SELECT {_QUALIFIED},
               CASE WHEN p.taken_until > :now
                    THEN (SELECT t.display_name FROM team t WHERE t.person_id = p.taken_by
                           ORDER BY t.id DESC LIMIT 1) END AS taken_by_name
          FROM proposals p
         WHERE p.state = 'pending' AND p.region IN (:regions)
         ORDER BY p.queued_at, p.id
         LIMIT :most
        """,
        regions=regions,
        now=to_ms(now),
        most=most,
    )
    return tuple(Waiting(proposal_of(row), row["taken_by_name"]) for row in rows)


async def next_waiting(
    tx: Transaction, regions: tuple[str, ...], moderator_id: int, after: int, now: datetime
) -> int | None:
    """The id of the oldest free pending item beyond ``after`` in the queue's order, else the oldest of all."""
    row = await tx.one(
        """
        SELECT p.id
          FROM proposals p
          LEFT JOIN proposals seen ON seen.id = :after
         WHERE p.state = 'pending' AND p.region IN (:regions) AND p.id <> :after
           AND (p.taken_by IS NULL OR p.taken_by = :moderator_id OR p.taken_until <= :now)
         ORDER BY CASE WHEN seen.queued_at IS NULL OR p.queued_at > seen.queued_at
                         OR (p.queued_at = seen.queued_at AND p.id > seen.id) THEN 0 ELSE 1 END,
                  p.queued_at, p.id
         LIMIT 1
        """,
        regions=regions,
        moderator_id=moderator_id,
        after=after,
        now=to_ms(now),
    )
    return None if row is None else int(row["id"])


async def queued_instants(tx: Transaction, regions: tuple[str, ...]) -> tuple[datetime, ...]:
    """Since when each pending proposal of the regions waits."""
    rows = await tx.all(
        """
        SELECT queued_at FROM proposals
         WHERE state = 'pending' AND region IN (:regions)
         ORDER BY queued_at
        """,
        regions=regions,
    )
    return tuple(from_ms(row["queued_at"]) for row in rows)
