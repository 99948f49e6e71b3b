"""Appeals against rejections: one a proposal, held by a constraint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import reasons
from storage.database import Transaction, from_ms, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal, Reason


@dataclass(frozen=True, slots=True)
class Appeal:
    """An author's sentence against a rejection (``reason``, by ``rejected_by``), decided in ``round``."""

    proposal_id: int
    text: str
    filed_at: datetime
    round: int
    reason: Reason
    rejected_by: int


async def find(tx: Transaction, proposal_id: int) -> Appeal | None:
    """The proposal's one appeal, or None."""
    row = await tx.one(
        f"""
        SELECT a.proposal_id, a.text, a.filed_at, d.moderator_id, {reasons.JOINED},
               -- Filing begins the round after the rejection's, and each verdict taken back the next one.
               (SELECT COALESCE(min(v.round) - 1, max(u.round), d.round) + 1
                  FROM decisions u LEFT JOIN decisions v ON v.id = u.id AND v.undone_at IS NULL
                 WHERE u.proposal_id = d.proposal_id AND u.round > d.round) AS round
          FROM appeals a JOIN decisions d ON d.id = a.decision_id
          JOIN rejection_reasons r ON r.code = d.reason
         WHERE a.proposal_id = :id
        """,
        id=proposal_id,
    )
    if row is None:
        return None
    at, round_ = from_ms(row["filed_at"]), row["round"]
    reason = reasons.joined(row)
    assert reason is not None  # only rejections are appealed
    return Appeal(row["proposal_id"], row["text"], at, round_, reason, row["moderator_id"])


async def insert(tx: Transaction, proposal_id: int, decision_id: int, text: str, now: datetime) -> bool:
    """File it; False when the proposal has had its appeal."""
    inserted = await tx.run(
        """
        INSERT INTO appeals (proposal_id, decision_id, text, filed_at)
        VALUES (:proposal_id, :decision_id, :text, :now)
            ON CONFLICT (proposal_id) DO NOTHING
        """,
        proposal_id=proposal_id,
        decision_id=decision_id,
        text=text,
        now=to_ms(now),
    )
    return inserted == 1


async def mark_appealed(
    tx: Transaction, proposal_id: int, author_id: int, round_: int, now: datetime
) -> Proposal | None:
    """rejected → appealed by the author, in the round that was rejected; None when it has moved on."""
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = 'appealed', round = round + 1, queued_at = :now, changed_at = :now,
               taken_by = NULL, taken_until = NULL
         WHERE id = :id AND author_id = :author_id AND state = 'rejected' AND round = :round
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        author_id=author_id,
        round=round_,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)
