"""The queue of a moderator and its decisions: published, returned or rejected, once a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import notices, texts
from forum.calendar import day_of_waiting
from forum.decidable import desk_of, find_decidable
from forum.errors import NotPending, ProposalNotFound, StaleButton
from forum.policies import REJECTION_REASONS, RETURNABLE, Rules, demand_moderator, demand_team
from storage import appeals, attachments, decisions, history, proposals, reports
from storage.appeals import Appeal
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
    """All that waits for the moderator, of it ``reported`` (hidden) and ``appealed``; ``items`` are the oldest ten."""

    total: int
    reported: int
    appealed: int
    items: tuple[QueueItem, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal opened by a moderator, who has it for the rules' ten minutes.

    ``reports`` are the reasons with their numbers, of a hidden one; ``appeal`` is that of an appealed one, whose
    ``history`` is kept from its judge.
    """

    proposal: Proposal
    attachments: tuple[Attachment, ...]
    history: tuple[HistoryEntry, ...]
    day: int
    others_waiting: int
    reports: tuple[tuple[str, int], ...] = ()
    appeal: Appeal | None = None


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """What an author is told about: the decision, the proposal as it is now, and in which state it was decided on.

    ``may_appeal``: it is a rejection, and the proposal has not had its one appeal.
    """

    proposal: Proposal
    decision: Decision
    decided_in: str
    may_appeal: bool


def queue_item(waiting: decisions.Waiting, now: datetime, rules: Rules) -> QueueItem:
    """A row of the queue with its day."""
    since = waiting.proposal.queued_at or waiting.proposal.created_at
    return QueueItem(waiting.proposal, waiting.taken_by_name, day_of_waiting(since, now, rules.zone))


async def queue(db: Database, moderator: Person, now: datetime, rules: Rules) -> Queue:
    """What waits for the moderator, oldest first: of the own regions, and appeals of others. Raises NotAllowed."""
    demand_team(moderator)
    desk = desk_of(moderator)

    async def work(tx: Transaction) -> Queue:
        waiting = await decisions.waiting(tx, desk, now, QUEUE_MOST)
        counts = await decisions.count_waiting(tx, desk)
        return Queue(
            sum(counts.values()),
            counts.get("hidden", 0),
            counts.get("appealed", 0),
            tuple(queue_item(one, now, rules) for one in waiting),
        )

    return await db.read(work)


async def open_item(db: Database, moderator: Person, proposal_id: int, now: datetime, rules: Rules) -> Item:
    """Open an item and take it for ten minutes. Raises as :func:`forum.decidable.find_decidable`."""
    demand_team(moderator)
    desk = desk_of(moderator)

    async def unit(tx: Transaction) -> Item:
        await find_decidable(tx, moderator, proposal_id, None, now)
        taken = await decisions.mark_taken(tx, proposal_id, desk, now + rules.taken_for, now)
        if taken is None:
            raise StaleButton
        is_appealed = taken.state == "appealed"
        return Item(
            taken,
            await attachments.list_of(tx, proposal_id),
            () if is_appealed else await history.list_of(tx, proposal_id),
            day_of_waiting(taken.queued_at or taken.created_at, now, rules.zone),
            max(0, sum((await decisions.count_waiting(tx, desk)).values()) - 1),
            await reports.reasons(tx, proposal_id) if taken.state == "hidden" else (),
            await appeals.find(tx, proposal_id) if is_appealed else None,
        )

    return await db.write(unit)


async def next_item(
    db: Database, moderator: Person, now: datetime, rules: Rules, after: int | None = None
) -> Item | None:
    """Open the oldest free item beyond ``after`` (an id), going round; None when nothing is free.

    Raises NotAllowed.
    """
    demand_team(moderator)

    async def work(tx: Transaction) -> int | None:
        return await decisions.next_waiting(tx, desk_of(moderator), after or 0, now)

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
    """Return to the author with a remark.

    Raises RemarkEmpty, RemarkLong, StaleButton (reported or appealed: published or rejected only) and as
    :func:`open_item`.
    """
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
    demand_team(moderator)
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
    demand_team(moderator)

    async def unit(tx: Transaction) -> Decision:
        await proposals.find_locked(tx, proposal_id)  # of the same decision twice at once, the second sees the first
        earlier = await decisions.find_of_round(tx, proposal_id, round_)
        if earlier is not None and (earlier.moderator_id, earlier.kind, earlier.reason) == (
            moderator.id,
            kind,
            reason,
        ):
            return earlier  # the same button twice: the same result
        before = await find_decidable(tx, moderator, proposal_id, round_, now)
        if kind == "return" and before.state not in RETURNABLE:
            raise StaleButton
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
        return DecisionNotice(proposal, decision, decided_in or "pending", may_appeal)

    return await db.read(work)
