"""Voting: one vote a person a proposal; the counters change in the same unit or not at all."""

from __future__ import annotations

from datetime import datetime

from forum.browsing import Card
from forum.campaigns import demand_voting
from forum.errors import NoCampaign, OwnProposal, ProposalNotFound, ProposalNotPublished, StaleButton
from forum.policies import PUBLIC, VOTABLE, Rules, demand_writer
from storage import attachments, campaigns, proposals, votes
from storage.database import Database, Transaction
from storage.records import Person, Proposal

SUPPORT, OBJECTION, NONE = 1, -1, 0


async def cast(db: Database, person: Person, proposal_id: int, value: int, now: datetime, rules: Rules) -> Card:
    """Make ``value`` (1 support, -1 objection, 0 none) the person's vote and return the card as it now is.

    Asking again for the same value changes nothing. Raises consent errors, ProposalNotFound, ProposalNotPublished,
    OwnProposal, VotingNotOpen, VotingClosed, StaleButton (not a value).
    """
    demand_writer(person)
    if value not in (SUPPORT, OBJECTION, NONE):
        raise StaleButton

    async def unit(tx: Transaction) -> Card:
        proposal = await _votable(tx, person, proposal_id, now, rules)
        before = await votes.replace(tx, proposal_id, person.id, value, now)
        if before is not None:
            proposal = await _count(tx, proposal, before, value, now)
        files = await attachments.list_of(tx, proposal_id)
        return Card(proposal, files, value, proposal.author_id == person.id)

    return await db.write(unit)


async def _votable(tx: Transaction, person: Person, proposal_id: int, now: datetime, rules: Rules) -> Proposal:
    proposal = await proposals.find(tx, proposal_id)
    if proposal is None:
        raise ProposalNotFound
    if proposal.state not in VOTABLE:
        raise ProposalNotPublished if proposal.state in PUBLIC or proposal.number else ProposalNotFound
    if proposal.author_id == person.id and not rules.own_vote_allowed:
        raise OwnProposal
    campaign = await campaigns.find(tx, proposal.campaign_id)
    if campaign is None:
        raise NoCampaign
    demand_voting(campaign, now)
    return proposal


async def _count(tx: Transaction, proposal: Proposal, before: int, value: int, now: datetime) -> Proposal:
    support = (value == SUPPORT) - (before == SUPPORT)
    objection = (value == OBJECTION) - (before == OBJECTION)
    counted = await votes.count(tx, proposal.id, support=support, objection=objection, states=VOTABLE)
    if counted is None:
        raise ProposalNotPublished  # withdrawn between the look and the count: the unit takes the vote back
    assert proposal.region is not None
    await votes.count_hour(tx, proposal.id, proposal.region, support=support, objection=objection, now=now)
    return counted
