"""The queue of a region and its decisions: published, returned or rejected, once a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import texts
from forum.calendar import day_of_waiting
from forum.errors import (
    AlreadyDecided,
    NotPending,
    ProposalNotFound,
    StaleButton,
    TakenBy,
)
from forum.policies import REJECTION_REASONS, Rules, demand_moderator
from storage import attachments, decisions, deliveries, history, proposals
from storage.database import Database, Transaction
from storage.records import Attachment, Decision, HistoryEntry, Person, Proposal

QUEUE_MOST = 10
STATE_AFTER = {"publish": "published", "return": "returned", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A waiting proposal: ``day`` counts working days from 1, ``taken_by_name`` is set while somebody has it."""

    proposal: Proposal
    taken_by_name: str | None
    day: int


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits in the moderator's regions; ``items`` are the oldest ten."""

    total: int
    items: tuple[QueueItem, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal opened by a moderator, who has it for the rules' ten minutes."""

    proposal: Proposal
    attachments: tuple[Attachment, ...]
    history: tuple[HistoryEntry, ...]
    day: int
    others_waiting: int


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """What an author is told about: the decision and the proposal as it is now."""

    proposal: Proposal
    decision: Decision


def queue_item(waiting: decisions.Waiting, now: datetime, rules: Rules) -> QueueItem:
    """A row of the queue with its day."""
    since = waiting.proposal.queued_at or waiting.proposal.created_at
    return QueueItem(waiting.proposal, waiting.taken_by_name, day_of_waiting(since, now, rules.zone))


async def queue(db: Database, moderator: Person, now: datetime, rules: Rules) -> Queue:
    """What waits in the moderator's regions, oldest first. Raises NotAllowed."""
    demand_moderator(moderator)
    regions = moderator.moderated_regions

    async def work(tx: Transaction) -> Queue:
        waiting = await decisions.waiting(tx, regions, now, QUEUE_MOST)
        total = len(await decisions.queued_instants(tx, regions))
        return Queue(total, tuple(queue_item(one, now, rules) for one in waiting))

    return await db.read(work)


async def _classify(
    tx: Transaction, moderator: Person, proposal_id: int, round_: int | None, now: datetime
) -> Proposal:
    """The pending proposal this moderator may decide on, locked, or the fact that stops it."""
    proposal = await proposals.find_locked(tx, proposal_id)
    if proposal is None or proposal.number is None:
        raise ProposalNotFound
    demand_moderator(moderator, proposal.region)
    seen_round = proposal.round if round_ is None else round_
    if proposal.state != "pending" or proposal.round != seen_round:
        decision = await decisions.find_of_round(tx, proposal_id, seen_round)
        if decision is None:
            raise NotPending
        raise AlreadyDecided(by=await decisions.name_of(tx, decision.moderator_id))
    is_taken = proposal.taken_by not in (None, moderator.id)
    if is_taken and proposal.taken_until is not None and proposal.taken_until > now:
        assert proposal.taken_by is not None
        raise TakenBy(by=await decisions.name_of(tx, proposal.taken_by), until=proposal.taken_until)
    return proposal


async def open_item(db: Database, moderator: Person, proposal_id: int, now: datetime, rules: Rules) -> Item:
    """Open an item and take it for ten minutes.

    Raises NotAllowed, NotYourRegion, ProposalNotFound, NotPending, AlreadyDecided, TakenBy.
    """
    demand_moderator(moderator)

    async def unit(tx: Transaction) -> Item:
        await _classify(tx, moderator, proposal_id, None, now)
        taken = await decisions.mark_taken(tx, proposal_id, moderator.id, now + rules.taken_for, now)
        if taken is None:
            await _classify(tx, moderator, proposal_id, None, now)
            raise StaleButton
        waiting = await decisions.queued_instants(tx, moderator.moderated_regions)
        return Item(
            taken,
            await attachments.list_of(tx, proposal_id),
            await history.list_of(tx, proposal_id),
            day_of_waiting(taken.queued_at or taken.created_at, now, rules.zone),
            max(0, len(waiting) - 1),
        )

    return await db.write(unit)


async def next_item(
    db: Database, moderator: Person, now: datetime, rules: Rules, after: int | None = None
) -> Item | None:
    """Open the oldest free item beyond ``after`` (an id), going round; None when nothing is free.

    Raises NotAllowed.
    """
    demand_moderator(moderator)

    async def work(tx: Transaction) -> int | None:
        return await decisions.next_waiting(tx, moderator.moderated_regions, moderator.id, after or 0, now)

    proposal_id = await db.read(work)
    return None if proposal_id is None else await open_item(db, moderator, proposal_id, now, rules)


async def release(db: Database, moderator: Person, proposal_id: int) -> None:
    """Give an item back to the queue."""

    async def unit(tx: Transaction) -> None:
        await decisions.release(tx, proposal_id, moderator.id)

    await db.write(unit)


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
    """Return to the author with a remark. Raises RemarkEmpty, RemarkLong and as :func:`open_item`."""
    demand_moderator(moderator)
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
    """Reject with a reason code and perhaps a sentence. Raises RemarkEmpty, RemarkLong, StaleButton (unknown
    reason) and as :func:`open_item`.
    """
    demand_moderator(moderator)
    if reason not in REJECTION_REASONS:
        raise StaleButton
    if remark is not None:
        remark = texts.check_remark(remark, rules)
    return await _decide(db, moderator, proposal_id, round_, "reject", reason, remark, now)


async def own_decision(db: Database, moderator: Person, proposal_id: int, round_: int) -> Decision | None:
    """What this moderator has decided in a round, or None."""

    async def work(tx: Transaction) -> Decision | None:
        decision = await decisions.find_of_round(tx, proposal_id, round_)
        return decision if decision is not None and decision.moderator_id == moderator.id else None

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
    demand_moderator(moderator)

    async def unit(tx: Transaction) -> Decision:
        await proposals.find_locked(tx, proposal_id)  # of the same decision twice at once, the second sees the first
        earlier = await decisions.find_of_round(tx, proposal_id, round_)
        if earlier is not None and (earlier.moderator_id, earlier.kind, earlier.reason) == (
            moderator.id,
            kind,
            reason,
        ):
            return earlier  # the same button twice: the same result
        before = await _classify(tx, moderator, proposal_id, round_, now)
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
            await _classify(tx, moderator, proposal_id, round_, now)
            raise NotPending
        await _apply(tx, before, decision, moderator, now)
        return decision

    return await db.write(unit)


async def _apply(tx: Transaction, before: Proposal, decision: Decision, moderator: Person, now: datetime) -> None:
    after = await decisions.mark_decided(tx, decision.proposal_id, decision.round, STATE_AFTER[decision.kind], now)
    if after is None:
        raise NotPending
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=moderator.id,
        actor_role="moderator",
        now=now,
        decision_id=decision.id,
    )
    if after.author_id is not None:
        facts: dict[str, object] = {"proposal": after.id, "decision": decision.id}
        await deliveries.owe(tx, after.author_id, "decision", facts, f"decision:{decision.id}", now)


async def decision_notice(db: Database, decision_id: int) -> DecisionNotice:
    """For the message to the author. Raises ProposalNotFound."""

    async def work(tx: Transaction) -> DecisionNotice:
        decision = await decisions.find(tx, decision_id)
        if decision is None:
            raise ProposalNotFound
        proposal = await proposals.find(tx, decision.proposal_id)
        assert proposal is not None
        return DecisionNotice(proposal, decision)

    return await db.read(work)
