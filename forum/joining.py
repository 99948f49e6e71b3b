"""Joining a proposal to another one that asks for the same. Votes never move by themselves: forum.carrying asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import notices, search, similar
from forum.errors import (
    JoinCampaign,
    JoinCircle,
    JoinOwn,
    JoinSelf,
    JoinTarget,
    JoinTargetJoined,
    NotPending,
    ProposalNotFound,
)
from forum.meanings import Meanings
from forum.policies import PUBLIC, demand_moderator
from forum.workable import find_workable
from storage import campaigns, decisions, history, joins, proposals, reports, stems
from storage.database import Database, Transaction
from storage.records import Decision, Person, Proposal

BIGGEST_NUMBER = 10**9


@dataclass(frozen=True, slots=True)
class Joined:
    """A join: the proposal as it is now, the one it was joined to and the decision.

    ``decided_in`` is the state it was in before; ``is_again``: the same had been done before this.
    """

    proposal: Proposal
    target: Proposal
    decision: Decision
    decided_in: str
    is_again: bool = False


async def suggestions(db: Database, proposal: Proposal, meanings: Meanings | None = None) -> tuple[Proposal, ...]:
    """Public proposals of the same campaign that are like it, at most three."""
    found = await similar.find(db, proposal, meanings)
    return tuple(one.proposal for one in found if one.proposal.state in PUBLIC)


async def searched(db: Database, proposal: Proposal, words: str) -> tuple[Proposal, ...]:
    """Public proposals of the same campaign with all these words, the newest five.

    Raises SearchShort, SearchLong, SearchEmpty.
    """
    query = search.check_query(words)

    campaign = await db.read(lambda tx: campaigns.find(tx, proposal.campaign_id))
    if campaign is None:
        return ()
    found = await search.find(db, campaign, query)
    return tuple(one for one in found.items if one.id != proposal.id)


async def by_number(db: Database, proposal: Proposal, digits: str) -> Proposal:
    """The proposal of the same campaign with a number. Raises ProposalNotFound."""
    number = int(digits[:10])
    if len(digits) > 9 or not 0 < number < BIGGEST_NUMBER:
        raise ProposalNotFound

    async def work(tx: Transaction) -> Proposal:
        found = await stems.find_by_number(tx, proposal.campaign_id, number)
        if found is None:
            raise ProposalNotFound
        return found

    return await db.read(work)


async def preview(
    db: Database, moderator: Person, proposal_id: int, round_: int, target_id: int, now: datetime
) -> tuple[Proposal, Proposal]:
    """The proposal and its target, when they may be joined. Raises as :func:`join`, but joins nothing."""

    async def unit(tx: Transaction) -> tuple[Proposal, Proposal]:
        return await _demand_joinable(tx, moderator, proposal_id, round_, target_id, now)

    return await db.write(unit)


async def join(db: Database, moderator: Person, proposal_id: int, round_: int, target_id: int, now: datetime) -> Joined:
    """Join a waiting or published proposal to a public one; the same twice is the same result.

    Raises JoinSelf, JoinCampaign, JoinOwn, JoinCircle, JoinTargetJoined (number), JoinTarget, NotPending and as
    :func:`forum.workable.find_workable`.
    """
    demand_moderator(moderator)

    async def unit(tx: Transaction) -> Joined:
        earlier = await _same(tx, moderator, proposal_id, round_, target_id)
        if earlier is not None:
            return earlier
        before, target = await _demand_joinable(tx, moderator, proposal_id, round_, target_id, now)
        after = await joins.mark_joined(tx, proposal_id, round_, target_id, moderator.id, now)
        if after is None:
            raise NotPending
        decision = await decisions.insert(
            tx,
            proposal_id=proposal_id,
            round_=round_,
            kind="join",
            moderator_id=moderator.id,
            reason=None,
            remark=None,
            now=now,
            target_id=target_id,
        )
        if decision is None:
            raise NotPending
        await _note(tx, before, after, decision, moderator, now)
        return Joined(after, target, decision, before.state)

    return await db.write(unit)


async def _lock_both(tx: Transaction, *proposal_ids: int) -> None:
    for proposal_id in sorted(set(proposal_ids)):  # in one order everywhere: two joins crosswise do not wait forever
        await proposals.find_locked(tx, proposal_id)


async def _same(tx: Transaction, moderator: Person, proposal_id: int, round_: int, target_id: int) -> Joined | None:
    """What this moderator has just done with the same button."""
    await _lock_both(tx, proposal_id, target_id)
    decision = await decisions.find_of_round(tx, proposal_id, round_)
    if decision is None or decision.undone_at is not None:
        return None
    if (decision.moderator_id, decision.kind, decision.target_id) != (moderator.id, "join", target_id):
        return None
    proposal, target = await proposals.find(tx, proposal_id), await proposals.find(tx, target_id)
    assert proposal is not None
    assert target is not None
    decided_in = await history.state_decided_in(tx, proposal_id, decision.id)
    return Joined(proposal, target, decision, decided_in or "pending", is_again=True)


async def _demand_joinable(
    tx: Transaction, moderator: Person, proposal_id: int, round_: int, target_id: int, now: datetime
) -> tuple[Proposal, Proposal]:
    await _lock_both(tx, proposal_id, target_id)
    proposal = await find_workable(tx, moderator, proposal_id, round_, now)
    if target_id == proposal_id:
        raise JoinSelf
    target = await proposals.find(tx, target_id)
    if target is None:
        raise ProposalNotFound
    if target.campaign_id != proposal.campaign_id:
        raise JoinCampaign
    if target.author_id == moderator.id:
        raise JoinOwn
    if target.state == "joined":
        final = await joins.final_of(tx, target_id)
        if final is None or final.id == proposal_id:
            raise JoinCircle
        raise JoinTargetJoined(number=str(final.number))
    if target.state not in PUBLIC:
        raise JoinTarget
    return proposal, target


async def _note(
    tx: Transaction, before: Proposal, after: Proposal, decision: Decision, moderator: Person, now: datetime
) -> None:
    if before.state == "hidden":
        await reports.settle(tx, after.id, now)
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=moderator.id,
        actor_role="moderator",
        now=now,
        decision_id=decision.id,
    )
    facts: dict[str, object] = {"proposal": after.id, "decision": decision.id}
    await notices.owe_to_author(tx, after, "decision", facts, f"decision:{decision.id}", now)


async def final_of(db: Database, proposal_id: int) -> Proposal:
    """The proposal where readers of a joined one are led on to. Raises ProposalNotFound."""

    async def work(tx: Transaction) -> Proposal:
        found = await joins.final_of(tx, proposal_id)
        if found is None:
            raise ProposalNotFound
        return found

    return await db.read(work)
