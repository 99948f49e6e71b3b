"""Proposals a moderator may work on beside deciding: waiting ones, as in the queue, and published ones of the region.

A button names the round of the decision it leads to: a waiting proposal's own, the one after a published one's. So a
button of an item that was published meanwhile says that it was decided.
"""

from __future__ import annotations

from datetime import datetime

from forum.decidable import find_decidable
from forum.errors import AlreadyDecided, NotAllowed, OwnDecision, ProposalNotFound, StaleButton
from forum.policies import PUBLIC, WAITING, WORKABLE, demand_moderator
from storage import decisions, joins, proposals
from storage.database import Database, Transaction
from storage.records import Person, Proposal


def round_of(proposal: Proposal) -> int:
    """The round of the next decision."""
    return proposal.round if proposal.state in WAITING else proposal.round + 1


async def find_workable(
    tx: Transaction, moderator: Person, proposal_id: int, round_: int | None, now: datetime
) -> Proposal:
    """A pending, hidden or published proposal of the moderator's region, locked; ``round_`` None: whichever it is.

    Raises StaleButton (appealed, or moved on), OwnDecision and as :func:`forum.decidable.find_decidable`.
    """
    proposal = await proposals.find_locked(tx, proposal_id)
    if proposal is None or proposal.number is None:
        raise ProposalNotFound
    if proposal.state not in WORKABLE or proposal.state in WAITING:
        found = await find_decidable(tx, moderator, proposal_id, round_, now)
        if found.state not in WORKABLE:
            raise StaleButton  # an appeal's judge publishes or rejects
        return found
    demand_moderator(moderator, proposal.region)
    if proposal.author_id == moderator.id:
        raise OwnDecision
    if round_ is not None and round_ != round_of(proposal):
        decision = await decisions.find_of_round(tx, proposal_id, round_)
        if decision is None or decision.undone_at is not None:
            raise StaleButton
        raise AlreadyDecided(by=await decisions.name_of(tx, decision.moderator_id))
    if not await joins.moderates(tx, moderator.id, proposal_id):
        raise NotAllowed  # the role was taken back a moment ago
    return proposal


async def open_public(db: Database, moderator: Person, proposal_id: int) -> Proposal:
    """A public or joined proposal of the moderator's region. Raises ProposalNotFound, NotYourRegion, StaleButton."""
    demand_moderator(moderator)

    async def work(tx: Transaction) -> Proposal:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None or proposal.number is None:
            raise ProposalNotFound
        demand_moderator(moderator, proposal.region)
        if proposal.state not in PUBLIC | {"joined"}:
            raise StaleButton  # it waits, and so has a screen in the queue, or it is over
        return proposal

    return await db.read(work)


async def open_workable(
    db: Database, moderator: Person, proposal_id: int, round_: int | None, now: datetime
) -> Proposal:
    """The same, for a screen. Raises as :func:`find_workable`."""

    async def unit(tx: Transaction) -> Proposal:
        return await find_workable(tx, moderator, proposal_id, round_, now)

    return await db.write(unit)
