"""How its readers rated an answer: one rating a person, and the counters on the answer's row, in one unit."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, to_ms
from storage.outcomes import COLUMNS, Outcome, outcome_of

# Who asked for the answer: the author, and those who support the proposal.
_ASKED = """(p.author_id = :who OR EXISTS (SELECT 1 FROM votes v
                                WHERE v.proposal_id = p.id AND v.person_id = :who AND v.value = 1))"""


async def find_locked(tx: Transaction, outcome_id: int) -> Outcome | None:
    """The answer, rated by nobody else until this unit ends; None when there is none."""
    row = await tx.one(f"SELECT {COLUMNS} FROM outcomes WHERE id = :id /*pg FOR NO KEY UPDATE */", id=outcome_id)
    return None if row is None else outcome_of(row)


async def may_rate(tx: Transaction, proposal_id: int, person_id: int) -> bool:
    """Whether the person wrote the proposal, or supports it."""
    row = await tx.one(f"SELECT p.id FROM proposals p WHERE p.id = :id AND {_ASKED}", id=proposal_id, who=person_id)
    return row is not None


async def find(tx: Transaction, outcome_id: int, person_id: int) -> str | None:
    """How the person rated the answer, or None."""
    row = await tx.one(
        "SELECT rating FROM ratings WHERE outcome_id = :outcome_id AND person_id = :who",
        outcome_id=outcome_id,
        who=person_id,
    )
    return None if row is None else str(row["rating"])


async def save(
    tx: Transaction, outcome_id: int, person_id: int, rating: str, before: str | None, now: datetime
) -> bool:
    """Rate the locked answer, instead of ``before``; False when it was taken back, or is not this person's to rate."""
    saved = await tx.run(
        f"""
        INSERT INTO ratings (outcome_id, person_id, rating, rated_at)
        SELECT o.id, CAST(:who AS BIGINT), CAST(:rating AS TEXT), CAST(:now AS BIGINT)
          FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
         WHERE o.id = :outcome_id AND o.undone_at IS NULL AND {_ASKED}
            ON CONFLICT (outcome_id, person_id) DO UPDATE
           SET rating = excluded.rating, rated_at = excluded.rated_at
        """,
        outcome_id=outcome_id,
        who=person_id,
        rating=rating,
        now=to_ms(now),
    )
    if not saved:
        return False
    await tx.run(
        """
        UPDATE outcomes
           SET answered_count = answered_count + :answered, partly_count = partly_count + :partly,
               formal_count = formal_count + :formal
         WHERE id = :id
        """,
        id=outcome_id,
        **{kind: (kind == rating) - (kind == before) for kind in ("answered", "partly", "formal")},
    )
    return True
