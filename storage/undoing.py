"""Taking decisions back: the decision's row and its proposal, each where it still is as it was left."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from storage.database import Transaction, to_ms
from storage.decisions import IN_FORCE, Desk
from storage.proposals import COLUMNS, proposal_of
from storage.records import Decision, Proposal

# By which right a decision is taken back: as any moderator of its region; as who made it, in whatever role they are in
# now, or as an organizer.
Reach = Literal["region", "own", "own as organizer"]
_OWN = "d.moderator_id = :who AND (:is_admin = 1 OR EXISTS ({role}))"
_RIGHTS: dict[Reach, str] = {
    "region": f"EXISTS ({IN_FORCE} AND t.role = 'moderator' AND t.region = d.region)",
    "own": _OWN.format(role=IN_FORCE),
    "own as organizer": _OWN.format(role=f"{IN_FORCE} AND t.role = 'organizer'"),
}


async def mark_undone(tx: Transaction, decision_id: int, desk: Desk, now: datetime, reach: Reach) -> bool:
    """Take a decision back; False when it is taken back already, or the role does not reach so far (any more)."""
    values = {"who": desk.person_id} | ({} if reach == "region" else {"is_admin": int(desk.is_admin)})
    changed = await tx.run(
        f"""
        UPDATE decisions AS d SET undone_at = :now, undone_by = :who
         WHERE d.id = :id AND d.undone_at IS NULL AND {_RIGHTS[reach]}
        """,
        id=decision_id,
        now=to_ms(now),
        **values,
    )
    return changed == 1


async def mark_back(
    tx: Transaction, decision: Decision, state: str, back_to: str, now: datetime, *, is_unpublished: bool
) -> Proposal | None:
    """``state``, where the decision left the proposal → ``back_to`` in a new round; None when it has moved on.

    Since when it waits stays. ``is_unpublished``: the decision published it first, so it was never published.
    """
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = :back_to, round = round + 1, changed_at = :now, taken_by = NULL, taken_until = NULL,
               joined_to = NULL,
               published_at = CASE WHEN :is_unpublished = 1 THEN NULL ELSE published_at END
         WHERE id = :id AND round = :round AND state = :state
        RETURNING {COLUMNS}
        """,
        id=decision.proposal_id,
        round=decision.round,
        state=state,
        back_to=back_to,
        is_unpublished=int(is_unpublished),
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)
