"""Decisions of moderators: published, returned or rejected, once a round.

What waits for them and one item of it stand in forum.queue and forum.items, and are named here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import notices, texts, voting
from forum.decidable import desk_of, find_decidable
from forum.errors import NotPending, ProposalNotFound, StaleButton
from forum.items import Item, next_item, open_item, release
from forum.organizer_errors import NoAuthorInBot
from forum.policies import RETURNABLE, Rules, demand_team
from forum.queue import QUEUE_MOST, Queue, QueueItem, queue, queue_item
from forum.reasons import demand_offered
from storage import appeals, decisions, history, proposals, reasons, reports
from storage.database import Database, Transaction
from storage.records import Decision, Person, Proposal, Reason

__all__ = [
    "QUEUE_MOST",
    "DecisionNotice",
    "Item",
    "Queue",
    "QueueItem",
    "decision_notice",
    "next_item",
    "open_item",
    "own_decision",
    "publish",
    "queue",
    "queue_item",
    "reject",
    "release",
    "send_back",
]

STATE_AFTER = {"publish": "published", "return": "returned", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """What an author is told about: the decision, the proposal as it is now, and in which state it was decided on.

    ``reason`` is that of a rejection. ``may_appeal``: it is one, and the proposal has not had its one appeal.
    """

    proposal: Proposal
    decision: Decision
    reason: Reason | None
    decided_in: str
    may_appeal: bool


async def publish(db: Database, moderator: Person, proposal_id: int, round_: int, now: datetime) -> Decision:
    """Publish. Raises as :func:`open_item`."""
    return await _decide(db, moderator, proposal_id, round_, "publish", None, None, now)


async def send_back(
    db: Database,
    moderator: Person,
    proposal_id: int,
    round_: int,
    remark: str,
    now: datetime,
    rules: Rules,
) -> Decision:
    """Return to the author with a remark.

    Raises RemarkEmpty, RemarkLong, StaleButton (reported or appealed: published or rejected only), NoAuthorInBot (an
    imported one) and as :func:`open_item`.
    """
    demand_team(moderator)
    remark = texts.check_remark(remark, rules)
    return await _decide(db, moderator, proposal_id, round_, "return", None, remark, now)


async def reject(
    db: Database,
    moderator: Person,
    proposal_id: int,
    round_: int,
    reason: str,
    remark: str | None,
    now: datetime,
    rules: Rules,
) -> Decision:
    """Reject with a reason code and perhaps a sentence.

    Raises RemarkEmpty, RemarkLong, StaleButton (no such reason), ReasonWithdrawn (no longer offered) and as
    :func:`open_item`.
    """
    demand_team(moderator)
    if remark is not None:
        remark = texts.check_remark(remark, rules)
    return await _decide(db, moderator, proposal_id, round_, "reject", reason, remark, now)


async def own_decision(db: Database, moderator: Person, proposal_id: int, round_: int) -> Decision | None:
    """What this moderator has decided in a round and not taken back, or None."""

    async def work(tx: Transaction) -> Decision | None:
        decision = await decisions.find_of_round(tx, proposal_id, round_)
        if decision is None or decision.moderator_id != moderator.id or decision.undone_at is not None:
            return None
        return decision

    return await db.read(work)


async def _decide(
    db: Database,
    moderator: Person,
    proposal_id: int,
    round_: int,
    kind: str,
    reason: str | None,
    remark: str | None,
    now: datetime,
) -> Decision:
    demand_team(moderator)

    async def unit(tx: Transaction) -> Decision:
        await proposals.find_locked(tx, proposal_id)  # of the same decision twice at once, the second sees the first
        earlier = await decisions.find_of_round(tx, proposal_id, round_)
        is_same = earlier is not None and (earlier.moderator_id, earlier.kind, earlier.reason, earlier.undone_at) == (
            moderator.id,
            kind,
            reason,
            None,
        )
        if earlier is not None and is_same:
            return earlier  # the same button twice: the same result
        before = await find_decidable(tx, moderator, proposal_id, round_, now)
        if kind == "return" and before.state not in RETURNABLE:
            raise StaleButton
        if kind == "return" and before.author_id is None:
            raise NoAuthorInBot
        if reason is not None:
            await demand_offered(tx, reason)
        decision = await decisions.insert(
            tx,
            proposal_id=proposal_id,
            round_=round_,
            kind=kind,
            moderator_id=moderator.id,
            reason=reason,
            remark=remark,
            now=now,
        )
        if decision is None:
            raise NotPending
        await _apply(tx, before, decision, moderator, now)
        return decision

    return await db.write(unit)


async def _apply(tx: Transaction, before: Proposal, decision: Decision, moderator: Person, now: datetime) -> None:
    state, desk = STATE_AFTER[decision.kind], desk_of(moderator)
    after = await decisions.mark_decided(tx, decision.proposal_id, decision.round, state, desk, now)
    if after is None:
        raise NotPending
    if before.state == "hidden":
        await reports.settle(tx, after.id, now)
    if after.state == "returned":
        await voting.clear(tx, after, now)  # of the minutes a publication lasted that was undone
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=moderator.id,
        actor_role="moderator" if moderator.is_moderator else "organizer",
        now=now,
        decision_id=decision.id,
    )
    facts: dict[str, object] = {"proposal": after.id, "decision": decision.id}
    await notices.owe_to_author(tx, after, "decision", facts, f"decision:{decision.id}", now)


async def decision_notice(db: Database, decision_id: int) -> DecisionNotice:
    """For the message to the author. Raises ProposalNotFound."""

    async def work(tx: Transaction) -> DecisionNotice:
        decision = await decisions.find(tx, decision_id)
        if decision is None:
            raise ProposalNotFound
        proposal = await proposals.find(tx, decision.proposal_id)
        assert proposal is not None
        decided_in = await history.state_decided_in(tx, proposal.id, decision_id)
        may_appeal = decision.kind == "reject" and await appeals.find(tx, proposal.id) is None
        reason = None if decision.reason is None else await reasons.find(tx, decision.reason)
        return DecisionNotice(proposal, decision, reason, decided_in or "pending", may_appeal)

    return await db.read(work)
