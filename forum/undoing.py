"""Taking a decision back within ten minutes: the proposal stands where it stood, in a round of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import notices
from forum.decidable import desk_of
from forum.errors import AlreadyUndone, NotAllowed, OwnDecision, StaleButton, UndoChanged, UndoLate, UndoNotYours
from forum.policies import Rules, demand_moderator, demand_team, may_moderate
from storage import decisions, deliveries, history, joins, proposals, reports
from storage import undoing as undone_rows
from storage.database import Database, Transaction
from storage.records import Decision, Person, Proposal
from storage.undoing import Reach

LEFT_IN = {"publish": "published", "return": "returned", "reject": "rejected", "join": "joined"}
TAKEN_BACK = "taken back"  # the problem of a notice that was closed before it was sent


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision that was taken back and its proposal as it is now."""

    proposal: Proposal
    decision: Decision


async def undo(db: Database, person: Person, decision_id: int, now: datetime, rules: Rules) -> Undone:
    """Take a decision back; again by the same moderator is the same result.

    A verdict on an appeal, and what an organizer decided for a region whose only moderator wrote the proposal, is taken
    back by who decided it only, anything else by any moderator of the region it was decided in. Raises NotAllowed,
    NotYourRegion, OwnDecision, UndoNotYours, AlreadyUndone (by), UndoLate (minutes), UndoChanged (withdrawn, sent anew,
    reported, appealed, or another was joined to it), StaleButton (no such decision).
    """
    demand_team(person)

    async def unit(tx: Transaction) -> Undone:
        before, decision = await _locked(tx, decision_id)
        decided_in = await history.state_decided_in(tx, before.id, decision_id)
        if decided_in is None:
            raise StaleButton
        reach = _reach(person, before, decision, decided_in)
        if decision.undone_at is not None:
            if decision.undone_by == person.id:
                return Undone(before, decision)
            raise AlreadyUndone(by=await decisions.name_of(tx, decision.undone_by or 0))
        if now > decision.decided_at + rules.undo_for:
            raise UndoLate(minutes=rules.undo_for // timedelta(minutes=1))
        if not await _is_as_left(tx, before, decision):
            raise UndoChanged
        return await _take_back(tx, person, before, decision, decided_in, reach, now)

    return await db.write(unit)


async def _locked(tx: Transaction, decision_id: int) -> tuple[Proposal, Decision]:
    seen = await decisions.find(tx, decision_id)
    proposal = None if seen is None else await proposals.find_locked(tx, seen.proposal_id)
    # Read again: another moderator may have been first while this one waited for the lock.
    decision = await decisions.find(tx, decision_id)
    if proposal is None or decision is None:
        raise StaleButton
    return proposal, decision


def may_undo(person: Person, decision: Decision, decided_in: str) -> bool:
    """Whether this decision is one that the person may take back, in time and as long as nothing followed it."""
    is_own = decision.moderator_id == person.id
    if decided_in == "appealed":
        return is_own
    return may_moderate(person, decision.region) or (is_own and person.is_organizer)


def _reach(person: Person, proposal: Proposal, decision: Decision, decided_in: str) -> Reach:
    """By which right the person may take it back. Raises OwnDecision, UndoNotYours, NotYourRegion, NotAllowed."""
    if proposal.author_id == person.id:
        raise OwnDecision
    if not may_undo(person, decision, decided_in):
        if decided_in == "appealed":
            raise UndoNotYours
        demand_moderator(person, decision.region)
    if decided_in == "appealed":
        return "own"
    return "region" if may_moderate(person, decision.region) else "own as organizer"


async def _is_as_left(tx: Transaction, proposal: Proposal, decision: Decision) -> bool:
    """Whether the proposal still stands where the decision put it. Votes do not matter."""
    if (proposal.state, proposal.round) != (LEFT_IN[decision.kind], decision.round):
        return False
    if decision.kind == "return":
        return proposal.changed_at == decision.decided_at  # its author has not begun to mend it
    return not await joins.has_joined(tx, proposal.id)


async def _take_back(
    tx: Transaction,
    person: Person,
    before: Proposal,
    decision: Decision,
    decided_in: str,
    reach: Reach,
    now: datetime,
) -> Undone:
    if not await undone_rows.mark_undone(tx, decision.id, desk_of(person), now, reach):
        raise NotAllowed  # the role was taken back a moment ago
    is_unpublished = (
        decision.kind == "publish" and decided_in != "hidden" and before.published_at == decision.decided_at
    )
    after = await undone_rows.mark_back(tx, decision, before.state, decided_in, now, is_unpublished=is_unpublished)
    if after is None:
        raise UndoChanged
    if decided_in == "hidden":
        await reports.unsettle(tx, after.id, decision.decided_at)
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=person.id,
        actor_role="moderator" if person.is_moderator and reach != "own as organizer" else "organizer",
        now=now,
        decision_id=decision.id,
        act="undo",
        details={"kind": decision.kind},
    )
    await _tell(tx, after, decision, now)
    undone = await decisions.find(tx, decision.id)
    assert undone is not None
    return Undone(after, undone)


async def _tell(tx: Transaction, proposal: Proposal, decision: Decision, now: datetime) -> None:
    """The author who was told of the decision hears that it was taken back; who was not hears of neither."""
    cause = f"decision:{decision.id}"
    if await deliveries.cancel(tx, cause, TAKEN_BACK) or not await deliveries.is_known(tx, cause):
        return
    facts: dict[str, object] = {"proposal": proposal.id, "decision": decision.id, "state": proposal.state}
    await notices.owe_to_author(tx, proposal, "undone", facts, f"undone:{decision.id}", now)
