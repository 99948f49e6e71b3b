"""Corrections of a proposal's topic, place or language by a moderator of its region."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, to_ms
from storage.joins import MODERATES
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal


async def mark_corrected(
    tx: Transaction, proposal: Proposal, fields: dict[str, str], moderator_id: int, now: datetime
) -> Proposal | None:
    """Set columns of ``fields`` (topic, place, region, language) where the proposal still stands as it was read.

    None when it has moved on, or the role was taken back. A new region lets go of it: nobody there has it open.
    """
    assigned = ", ".join(f"{column} = :{column}" for column in sorted(fields))
    released = (
        ", taken_by = NULL, taken_until = NULL" if fields.get("region", proposal.region) != proposal.region else ""
    )
    row = await tx.one(
        f"""
        UPDATE proposals AS p SET {assigned}, changed_at = :now {released}
         WHERE p.id = :id AND p.state = :state AND p.round = :round AND {MODERATES}
        RETURNING {COLUMNS}
        """,
        id=proposal.id,
        state=proposal.state,
        round=proposal.round,
        who=moderator_id,
        now=to_ms(now),
        **fields,
    )
    return None if row is None else proposal_of(row)
