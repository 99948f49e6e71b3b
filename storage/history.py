"""What became of a proposal: a row for each act, be it a change of its state, a correction or a translation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage import reasons
from storage.database import Row, Transaction, facts_json, from_ms, to_ms
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
    act: str = "state",
    details: Mapping[str, Any] | None = None,
) -> None:
    """One row an act; ``proposal`` is as it is after it. ``details`` are codes and ids, never texts."""
    await tx.run(
        """
        INSERT INTO history (proposal_id, at, actor_id, actor_role, from_state, to_state, decision_id, fingerprint,
                             act, details)
        VALUES (:proposal_id, :now, :actor_id, :actor_role, :from_state, :to_state, :decision_id, :fingerprint,
                :act, :details)
        """,
        proposal_id=proposal.id,
        now=to_ms(now),
        actor_id=actor_id,
        actor_role=actor_role,
        from_state=from_state,
        to_state=proposal.state,
        decision_id=decision_id,
        fingerprint=proposal.fingerprint,
        act=act,
        details=facts_json(dict(details or {})),
    )


# What an undo points to is told by the states it lies between: reason and remark belong to the decision alone.
ENTRY = f"""
    h.at, h.actor_role, h.from_state, h.to_state, h.act, h.details, d.kind, d.remark,
    (SELECT j.number FROM proposals j WHERE j.id = d.target_id) AS target_number, {reasons.JOINED}
"""
FROM = """
    history h LEFT JOIN decisions d ON d.id = h.decision_id AND h.act = 'state'
              LEFT JOIN rejection_reasons r ON r.code = d.reason
"""


def entry_of(row: Row) -> HistoryEntry:
    """The record of a row selected with ENTRY."""
    return HistoryEntry(
        from_ms(row["at"]),
        row["actor_role"],
        row["from_state"],
        row["to_state"],
        row["kind"],
        reasons.joined(row),
        row["remark"],
        row["act"],
        json.loads(row["details"]),
        row["target_number"],
    )


async def list_of(tx: Transaction, proposal_id: int) -> tuple[HistoryEntry, ...]:
    """Every act, oldest first; nobody's name."""
    rows = await tx.all(f"SELECT {ENTRY} FROM {FROM} WHERE h.proposal_id = :id ORDER BY h.id", id=proposal_id)
    return tuple(entry_of(row) for row in rows)


async def state_decided_in(tx: Transaction, proposal_id: int, decision_id: int) -> str | None:
    """The state a proposal was in when a moderator decided; None for a decision that changed nothing."""
    row = await tx.one(
        """
        SELECT from_state FROM history
         WHERE proposal_id = :proposal_id AND decision_id = :decision_id AND act = 'state'
        """,
        proposal_id=proposal_id,
        decision_id=decision_id,
    )
    return None if row is None else row["from_state"]
