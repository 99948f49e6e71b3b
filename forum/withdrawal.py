"""Taking one's own proposal back."""

from __future__ import annotations

from datetime import datetime

from forum.errors import NotWithdrawable, ProposalNotFound
from forum.policies import WITHDRAWABLE
from storage import history, meanings, proposals, stems
from storage.database import Database, Transaction
from storage.records import Person, Proposal


async def withdraw(db: Database, author: Person, proposal_id: int, now: datetime) -> Proposal:
    """Withdraw; a second time is the same result. Raises ProposalNotFound, NotWithdrawable."""

    async def unit(tx: Transaction) -> Proposal:
        # Locked: the history must name the state it really left, also beside a moderator's decision.
        before = await proposals.find_locked(tx, proposal_id)
        if before is None or before.author_id != author.id:
            raise ProposalNotFound
        if before.state == "withdrawn":
            return before
        withdrawn = await proposals.mark_withdrawn(tx, proposal_id, author.id, WITHDRAWABLE - {"draft"}, now)
        if withdrawn is None:
            raise NotWithdrawable
        await history.add(tx, withdrawn, from_state=before.state, actor_id=author.id, actor_role="author", now=now)
        await stems.delete(tx, proposal_id)
        await meanings.delete(tx, proposal_id)
        return withdrawn

    return await db.write(unit)
