"""An author's one appeal against a rejection; who decides it stands in forum.decidable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import texts
from forum.errors import (
    AppealEmpty,
    AppealLate,
    AppealLong,
    AppealShort,
    AppealUsed,
    NotAppealable,
    ProposalNotFound,
)
from forum.policies import Rules, demand_resident
from storage import appeals, decisions, history, proposals
from storage.database import Database, Transaction
from storage.records import Decision, HistoryEntry, Person, Proposal


@dataclass(frozen=True, slots=True)
class Rejection:
    """What an author may still appeal, and until when."""

    proposal: Proposal
    decision: Decision
    until: datetime


def may_appeal(proposal: Proposal, last: HistoryEntry | None, now: datetime, rules: Rules) -> bool:
    """Whether the appeal is still open to the author, by the last decision in the proposal's history."""
    is_rejection = last is not None and last.decision_kind == "reject" and last.from_state != "appealed"
    return proposal.state == "rejected" and last is not None and is_rejection and now <= last.at + rules.appeal_for


def check_words(raw: str, rules: Rules) -> str:
    """The sentence as it is kept. Raises AppealEmpty, AppealShort, AppealLong (lengths in characters)."""
    words = texts.clean_text(raw)
    if not texts.has_words(words):
        raise AppealEmpty
    if len(words) < rules.appeal_min:
        raise AppealShort(length=len(words), minimum=rules.appeal_min)
    if len(words) > rules.appeal_max:
        raise AppealLong(length=len(words), maximum=rules.appeal_max)
    return words


async def rejection(db: Database, author: Person, proposal_id: int, now: datetime, rules: Rules) -> Rejection:
    """What the author may appeal. Raises consent errors, ProposalNotFound, NotAppealable, AppealUsed, AppealLate."""
    demand_resident(author)  # also somebody muted or banned: to object is one's right

    async def work(tx: Transaction) -> Rejection:
        return await _rejection(tx, await proposals.find(tx, proposal_id), author, now, rules)

    return await db.read(work)


async def file(db: Database, author: Person, proposal_id: int, raw: str, now: datetime, rules: Rules) -> Proposal:
    """File the appeal; the same words again are the same result.

    Raises as :func:`check_words` and :func:`rejection`.
    """
    demand_resident(author)
    words = check_words(raw, rules)

    async def unit(tx: Transaction) -> Proposal:
        # Locked: of the same filing twice at once, the second must see what the first has made of it.
        before = await proposals.find_locked(tx, proposal_id)
        if before is not None and before.author_id == author.id and before.state == "appealed":
            filed = await appeals.find(tx, proposal_id)
            if filed is not None and filed.text == words:
                return before
        rejected = await _rejection(tx, before, author, now, rules)
        if not await appeals.insert(tx, proposal_id, rejected.decision.id, words, now):
            raise AppealUsed
        appealed = await appeals.mark_appealed(tx, proposal_id, author.id, rejected.decision.round, now)
        if appealed is None:
            raise NotAppealable
        await history.add(tx, appealed, from_state="rejected", actor_id=author.id, actor_role="author", now=now)
        return appealed

    return await db.write(unit)


async def _rejection(
    tx: Transaction, proposal: Proposal | None, author: Person, now: datetime, rules: Rules
) -> Rejection:
    if proposal is None or proposal.author_id != author.id:
        raise ProposalNotFound
    if await appeals.find(tx, proposal.id) is not None:
        raise AppealUsed
    decision = await decisions.find_of_round(tx, proposal.id, proposal.round)
    if proposal.state != "rejected" or decision is None:
        raise NotAppealable
    until = decision.decided_at + rules.appeal_for
    if now > until:
        raise AppealLate(until=until)
    return Rejection(proposal, decision, until)
