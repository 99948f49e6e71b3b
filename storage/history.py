"""What became of a proposal: one row per change of its state."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, from_ms, to_ms
from storage.records import HistoryEntry, Proposal


async def add(
    tx: Transaction,
    proposal: Proposal,
    *,
    from_state: str | None,
    actor_id: int | None,
    actor_role: str,
    now: datetime,
    decision_id: int | None = None,
) -> None:
    """One row per change of state; ``proposal`` is as it is after the change."""
    await tx.run(
        """
        INSERT INTO history (proposal_id, at, actor_id, actor_role, from_state, to_state, decision_id, fingerprint)
        VALUES (:proposal_id, :now, :actor_id, :actor_role, :from_state, :to_state, :decision_id, :fingerprint)
        """,
        proposal_id=proposal.id,
        now=to_ms(now),
        actor_id=actor_id,
        actor_role=actor_role,
        from_state=from_state,
        to_state=proposal.state,
        decision_id=decision_id,
        fingerprint=proposal.fingerprint,
    )


async def list_of(tx: Transaction, proposal_id: int) -> tuple[HistoryEntry, ...]:
    """Every change of state, oldest first."""
    rows = await tx.all(
        """
        SELECT h.at, h.actor_role, h.from_state, h.to_state, d.kind, d.reason, d.remark
          FROM history h LEFT JOIN decisions d ON d.id = h.decision_id
         WHERE h.proposal_id = :id
         ORDER BY h.id
        """,
        id=proposal_id,
    )
    return tuple(
        HistoryEntry(
            from_ms(row["at"]),
            row["actor_role"],
            row["from_state"],
            row["to_state"],
            row["kind"],
            row["reason"],
            row["remark"],
        )
        for row in rows
    )


async def state_decided_in(tx: Transaction, proposal_id: int, decision_id: int) -> str | None:
    """The state a proposal was in when a moderator decided; None for a decision that changed nothing."""
    row = await tx.one(
        "SELECT from_state FROM history WHERE proposal_id = :proposal_id AND decision_id = :decision_id",
        proposal_id=proposal_id,
        decision_id=decision_id,
    )
    return None if row is None else row["from_state"]
