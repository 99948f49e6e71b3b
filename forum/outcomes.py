"""Organizers record what becomes of a proposal after the vote, step by step, and take a mistake back.

Each step is one conditional statement that says who won, a row of its own and a row of the history, in one unit. It is
told to the author, supporters and followers when it can be taken back no more (forum.outcome_telling).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from forum.errors import NotAllowed, ProposalNotFound, StaleButton
from forum.organizer_errors import OutcomeGoneOn, OutcomeLate, OutcomeNotNext, OutcomeRecorded, OutcomeUndone
from forum.outcome_checks import checked
from forum.policies import Rules, demand_organizer
from storage import addressees, decisions, history, outcomes, proposals
from storage.database import Database, Transaction
from storage.outcomes import NewOutcome, Outcome
from storage.records import Person, Proposal

# Where a proposal may go from each state. From sent an answer comes at once to what it means.
NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "shortlisted": ("recommended",),
    "recommended": ("sent",),
    "sent": ("answered", "in_progress", "done", "declined"),
    "answered": ("in_progress", "done", "declined"),
    "in_progress": ("in_progress", "done", "declined"),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A proposal after a step, or after one was taken back."""

    proposal: Proposal
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Followed:
    """A proposal for organizers: the steps in force, the oldest first, and who recorded each."""

    proposal: Proposal
    steps: tuple[Outcome, ...]
    names: Mapping[int, str]

    @property
    def seen(self) -> int:
        """The step the next one follows; 0: none."""
        return self.steps[-1].id if self.steps else 0

    @property
    def next_states(self) -> tuple[str, ...]:
        """Where it may go now."""
        return NEXT.get(self.proposal.state, ())


async def followed(db: Database, organizer: Person, proposal_id: int) -> Followed:
    """One proposal that came through the vote. Raises NotAllowed, ProposalNotFound."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Followed:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None or proposal.number is None:
            raise ProposalNotFound
        steps = await outcomes.list_of(tx, proposal_id)
        names = {who: await decisions.name_of(tx, who) for who in {step.recorded_by for step in steps}}
        return Followed(proposal, steps, names)

    return await db.read(work)


async def record(
    db: Database, organizer: Person, proposal_id: int, seen: int, new: NewOutcome, now: datetime, rules: Rules
) -> Recorded:
    """Record the step that follows the one that was ``seen`` (0: none); the same again is the same result.

    Raises NotAllowed, ProposalNotFound, OutcomeRecorded (by, state: somebody else was first), OutcomeNotNext (state),
    AnswerOneLanguage, AnswerSame, AnswerLength, SentAhead, SentLongAgo, DueBeforeSent, DatePast, DayFar,
    AttachmentsFull, AttachmentTooLarge, StaleButton (no such addressee, or fields that are not of this step).
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> Recorded:
        before = await proposals.find_locked(tx, proposal_id)
        if before is None:
            raise ProposalNotFound
        steps = await outcomes.list_of(tx, proposal_id)
        if _is_again(steps, seen, new, organizer):
            return Recorded(before, steps[-1])
        await _demand_next(tx, before, steps, seen, new.state)
        wanted = checked(new, now, rules)
        if wanted.addressee_id is not None and await addressees.find(tx, wanted.addressee_id) is None:
            raise StaleButton
        return await _record(tx, organizer, before, seen, wanted, now)

    return await db.write(unit)


def _is_again(steps: tuple[Outcome, ...], seen: int, new: NewOutcome, organizer: Person) -> bool:
    """Whether this very step is the last one: the press was handled before."""
    if not steps or steps[-1].recorded_by != organizer.id:
        return False
    last, before = steps[-1], steps[-2].id if len(steps) > 1 else 0
    fields = ("state", "addressee_id", "sent_on", "due_on", "answer_kk", "answer_ru")
    return before == seen and all(getattr(last, field) == getattr(new, field) for field in fields)


async def _demand_next(tx: Transaction, before: Proposal, steps: tuple[Outcome, ...], seen: int, state: str) -> None:
    if seen and all(step.id != seen for step in steps):
        raise OutcomeGoneOn  # taken back since
    if steps and steps[-1].id != seen:
        latest = steps[-1]
        raise OutcomeRecorded(by=await decisions.name_of(tx, latest.recorded_by) or "–", state=latest.state)
    if state not in NEXT.get(before.state, ()):
        raise OutcomeNotNext


async def _record(
    tx: Transaction, organizer: Person, before: Proposal, seen: int, new: NewOutcome, now: datetime
) -> Recorded:
    by = organizer.id, organizer.is_admin
    after = await outcomes.mark_stepped(tx, before.id, new.state, seen=seen, before=before.state, organizer=by, now=now)
    if after is None:
        raise NotAllowed  # the role was taken back a moment ago
    outcome = await outcomes.insert(tx, after.id, new, organizer.id, now)
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=organizer.id,
        actor_role="organizer",
        now=now,
        details={"outcome": outcome.id},
    )
    return Recorded(after, outcome)


async def undo(db: Database, organizer: Person, outcome_id: int, now: datetime, rules: Rules) -> Recorded:
    """Take a step back within ten minutes; nobody was told of it yet. Again by the same organizer is the same.

    Raises NotAllowed, StaleButton (no such step), OutcomeUndone (by), OutcomeLate (minutes), OutcomeGoneOn.
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> Recorded:
        seen = await outcomes.find(tx, outcome_id)
        before = None if seen is None else await proposals.find_locked(tx, seen.proposal_id)
        # Read again: another organizer may have been first while this one waited for the lock.
        outcome = await outcomes.find(tx, outcome_id)
        if before is None or outcome is None:
            raise StaleButton
        if outcome.undone_at is not None:
            if outcome.undone_by == organizer.id:
                return Recorded(before, outcome)
            raise OutcomeUndone(by=await decisions.name_of(tx, outcome.undone_by or 0) or "–")
        if not may_undo(outcome, now, rules):
            raise OutcomeLate(minutes=rules.undo_for // timedelta(minutes=1))
        steps = await outcomes.list_of(tx, before.id)
        if steps[-1].id != outcome.id or before.state != outcome.state:
            raise OutcomeGoneOn
        return await _take_back(tx, organizer, before, steps, now)

    return await db.write(unit)


def may_undo(outcome: Outcome, now: datetime, rules: Rules) -> bool:
    """Whether a step can still be taken back."""
    return now < outcome.recorded_at + rules.undo_for


async def _take_back(
    tx: Transaction, organizer: Person, before: Proposal, steps: tuple[Outcome, ...], now: datetime
) -> Recorded:
    outcome, back_to = steps[-1], steps[-2].state if len(steps) > 1 else "shortlisted"
    if not await outcomes.mark_undone(tx, outcome.id, (organizer.id, organizer.is_admin), now):
        raise NotAllowed  # the role was taken back a moment ago
    after = await outcomes.mark_back(tx, before.id, outcome.state, back_to, now)
    if after is None:
        raise OutcomeGoneOn
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=organizer.id,
        actor_role="organizer",
        now=now,
        act="undo",
        details={"outcome": outcome.id},
    )
    return Recorded(after, replace(outcome, undone_by=organizer.id, undone_at=now))


async def proposal_of(db: Database, organizer: Person, outcome_id: int) -> int:
    """The id of the proposal that a step is of, also one that was taken back. Raises NotAllowed, StaleButton."""
    demand_organizer(organizer)
    outcome = await db.read(lambda tx: outcomes.find(tx, outcome_id))
    if outcome is None:
        raise StaleButton
    return outcome.proposal_id


async def demand_open(db: Database, organizer: Person, proposal_id: int, seen: int, state: str) -> Followed:
    """A proposal whose next step may be ``state``, for the form that asks for it.

    Raises NotAllowed, ProposalNotFound, OutcomeRecorded (by, state), OutcomeGoneOn, OutcomeNotNext.
    """
    demand_organizer(organizer)
    found = await followed(db, organizer, proposal_id)
    await db.read(lambda tx: _demand_next(tx, found.proposal, found.steps, seen, state))
    return found
