"""Who may decide on a waiting proposal, and what stops them.

A pending or hidden proposal is for the moderators of its region, but not for its author: where the only moderator wrote
it, it is for organizers. An appealed one is for somebody with no hand in the matter: a moderator of other regions only,
or an organizer, who neither rejected it nor wrote it. Nothing an appeal's judge is told names who rejected.
"""

from __future__ import annotations

from datetime import datetime

from forum.errors import (
    AlreadyDecided,
    NotAllowed,
    NotPending,
    NotYourAppeal,
    OwnDecision,
    ProposalNotFound,
    StaleButton,
    TakenBy,
)
from forum.policies import WAITING, demand_moderator, demand_team, may_moderate
from storage import appeals, decisions, proposals
from storage.appeals import Appeal
from storage.database import Transaction
from storage.decisions import Desk
from storage.records import Person, Proposal


def desk_of(person: Person) -> Desk:
    """The queue of somebody of the team."""
    return Desk(person.id, person.moderated_regions, person.is_admin)


async def find_decidable(
    tx: Transaction, person: Person, proposal_id: int, round_: int | None, now: datetime
) -> Proposal:
    """The waiting proposal this person may decide on, locked; ``round_`` is the one seen, None: whichever it is.

    Raises ProposalNotFound, NotAllowed, NotYourRegion, OwnDecision, NotYourAppeal, NotPending, AlreadyDecided, TakenBy,
    StaleButton (decided in that round, which was undone or is appealed against).
    """
    proposal = await proposals.find_locked(tx, proposal_id)
    if proposal is None or proposal.number is None:
        raise ProposalNotFound
    seen_round = proposal.round if round_ is None else round_
    await _demand_right(tx, person, proposal, await _appeal_in(tx, proposal_id, seen_round))
    if proposal.state not in WAITING or proposal.round != seen_round:
        if proposal.state == "appealed" and not may_moderate(person, proposal.region):
            raise StaleButton  # an old button of whoever may judge now: who decided then is not told
        decision = await decisions.find_of_round(tx, proposal_id, seen_round)
        if decision is None:
            raise NotPending
        if decision.undone_at is not None:
            raise StaleButton  # it waits anew, in another round
        raise AlreadyDecided(by=await decisions.name_of(tx, decision.moderator_id))
    if not await decisions.may_decide(tx, proposal_id, desk_of(person)):
        raise NotAllowed  # the role was taken back a moment ago
    is_taken = proposal.taken_by not in (None, person.id)
    if is_taken and proposal.taken_until is not None and proposal.taken_until > now:
        assert proposal.taken_by is not None
        raise TakenBy(by=await decisions.name_of(tx, proposal.taken_by), until=proposal.taken_until)
    return proposal


async def _appeal_in(tx: Transaction, proposal_id: int, round_: int) -> Appeal | None:
    """The appeal that is decided in the round, if it is an appeal's: its rights hold after the decision too."""
    appeal = await appeals.find(tx, proposal_id)
    return appeal if appeal is not None and appeal.round == round_ else None


async def _demand_right(tx: Transaction, person: Person, proposal: Proposal, appeal: Appeal | None) -> None:
    demand_team(person)
    if appeal is None:
        if proposal.author_id == person.id:
            raise OwnDecision
        if person.is_organizer and await decisions.is_only_moderators(tx, proposal.id):
            return
        demand_moderator(person, proposal.region)
        return
    has_a_hand = person.id in (appeal.rejected_by, proposal.author_id)
    if has_a_hand or may_moderate(person, proposal.region):
        raise NotYourAppeal
