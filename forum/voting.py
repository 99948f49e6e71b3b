"""Voting: one vote a person a proposal; the counters change in the same unit or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from forum import vote_budgets
from forum.browsing import Card
from forum.campaigns import demand_voting
from forum.errors import DomainError, NoCampaign, OwnProposal, ProposalNotFound, ProposalNotPublished, StaleButton
from forum.policies import PUBLIC, VOTABLE, Rules, demand_participant, demand_phone
from forum.vote_budgets import Budgets
from storage import attachments, campaigns, follows, imports, translations, votes
from storage.database import Database, Transaction, to_ms
from storage.imports import Meeting
from storage.records import Attachment, Campaign, Person, Proposal, Translation
from storage.votes import Ground

K = TypeVar("K")
SUPPORT, OBJECTION, NONE = 1, -1, 0


class Ballot(NamedTuple):
    """One person's wish at one instant."""

    person: Person
    proposal_id: int
    value: int
    now: datetime
    rules: Rules


async def cast(db: Database, person: Person, proposal_id: int, value: int, now: datetime, rules: Rules) -> Card:
    """Make ``value`` (1 support, -1 objection, 0 none) the person's vote and return the card as it now is.

    Asking again for the same value changes nothing. Raises consent errors, PhoneNeeded, ProposalNotFound,
    ProposalNotPublished, OwnProposal, VotingNotOpen, VotingClosed, VotingPaused (why), VoteBudgetSpent (budget),
    StaleButton (not a value).
    """
    demand_participant(person)
    if value not in (SUPPORT, OBJECTION, NONE):
        raise StaleButton
    ballot = Ballot(person, proposal_id, value, now, rules)
    # Thousands vote in one minute: those who wait at the same moment are counted together.
    return await db.write_together(cast_all, ballot, (proposal_id, person.id))


async def cast_all(tx: Transaction, ballots: Sequence[Ballot]) -> list[Card | Exception]:
    """Count ballots, of a person and proposal at most one: for each the card as it now is, or why it was refused."""
    grounds = await votes.lock_grounds(tx, {ballot.proposal_id for ballot in ballots})
    found = await campaigns.find_many(tx, {ground.campaign_id for ground in grounds.values()})
    voters = {ballot.person.id for ballot in ballots}
    budgets = await vote_budgets.of(tx, found.values(), voters)
    refusals = [_refusal(ballot, grounds.get(ballot.proposal_id), found, budgets) for ballot in ballots]
    good = [ballot for ballot, refusal in zip(ballots, refusals, strict=True) if refusal is None]
    cards = await _cards(tx, good, grounds) if good else {}
    followed = await follows.find_pairs(tx, voters, set(cards)) if good else frozenset()
    return [
        refusal or cards[ballot.proposal_id].seen_by(ballot.person, ballot.value, budgets, followed)
        for ballot, refusal in zip(ballots, refusals, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A proposal after the count, the same for all who voted for it."""

    proposal: Proposal
    files: tuple[Attachment, ...]
    translation: Translation | None
    meeting: Meeting | None

    def seen_by(self, person: Person, vote: int, budgets: Budgets, followed: frozenset[tuple[int, int]]) -> Card:
        proposal = self.proposal
        return Card(
            proposal,
            self.files,
            vote,
            is_own=proposal.author_id == person.id,
            is_followed=(person.id, proposal.id) in followed,
            votes_left=budgets.left(person.id, proposal.campaign_id),
            translation=self.translation if person.language != proposal.language else None,
            meeting=self.meeting,
        )


def _refusal(ballot: Ballot, ground: Ground | None, found: dict[int, Campaign], budgets: Budgets) -> DomainError | None:
    try:
        demand_votable(ballot, ground, found.get(ground.campaign_id) if ground else None)
        if ground is not None:
            budgets.demand(ballot.person.id, ground.campaign_id, ballot.proposal_id, ballot.value)
    except DomainError as refusal:
        return refusal
    return None


def demand_votable(ballot: Ballot, ground: Ground | None, campaign: Campaign | None) -> None:
    """Pass only a ballot that may be counted. Raises as :func:`cast`."""
    if ground is None:
        raise ProposalNotFound
    if ground.state not in VOTABLE:
        raise ProposalNotPublished if ground.state in PUBLIC or ground.number else ProposalNotFound
    if ground.author_id == ballot.person.id and not ballot.rules.own_vote_allowed:
        raise OwnProposal
    if campaign is None:
        raise NoCampaign
    demand_voting(campaign, ballot.now, ballot.person.language)
    demand_phone(ballot.person, ballot.rules, campaign)


async def _cards(tx: Transaction, ballots: list[Ballot], grounds: dict[int, Ground]) -> dict[int, _Counted]:
    moved = await count_votes(tx, ballots, grounds)
    ids = {ballot.proposal_id for ballot in ballots}
    files = await attachments.list_of_many(tx, ids)
    found = {id_: grounds[id_].proposal(*moved.get(id_, (0, 0))) for id_ in ids}
    foreign = {b.proposal_id for b in ballots if b.person.language != found[b.proposal_id].language}
    translated = await translations.find_many(tx, foreign)
    met = await imports.meetings_of(tx, {id_ for id_, proposal in found.items() if proposal.author_id is None})
    return {id_: _Counted(proposal, files[id_], translated.get(id_), met.get(id_)) for id_, proposal in found.items()}


async def clear(tx: Transaction, proposal: Proposal, now: datetime) -> None:
    """Take back every vote for a locked proposal whose text is about to change: they were for other words."""
    if proposal.support_count or proposal.object_count:
        support, objection = -proposal.support_count, -proposal.object_count
        await votes.clear(tx, proposal.id, now)
        await votes.count(tx, [(proposal.id, support, objection)])
        hour = votes.hour_of(now)
        await votes.count_hours(tx, [(proposal.id, hour, proposal.region, support, objection)])


async def count_votes(tx: Transaction, ballots: list[Ballot], grounds: dict[int, Ground]) -> dict[int, tuple[int, int]]:
    """Write votes for locked proposals and move the counters; by how much each one's moved (support, objection)."""
    # In the order of the tables' keys: rows that lie beside each other are written one after the other.
    wanted = dict(sorted(((b.proposal_id, b.person.id), b) for b in ballots))
    at = {pair: to_ms(ballot.now) for pair, ballot in wanted.items()}
    before = await votes.replace(tx, [(*pair, ballot.value, at[pair]) for pair, ballot in wanted.items()])
    moved: dict[int, tuple[int, int]] = {}
    in_hours: dict[tuple[int, int], tuple[int, int]] = {}
    for pair, previous in before.items():
        ballot = wanted[pair]
        support = (ballot.value == SUPPORT) - (previous == SUPPORT)
        objection = (ballot.value == OBJECTION) - (previous == OBJECTION)
        _move(moved, ballot.proposal_id, support, objection)
        _move(in_hours, (ballot.proposal_id, at[pair] // votes.HOUR_MS), support, objection)
    if moved:
        await votes.count(tx, [(id_, *by) for id_, by in moved.items()])
        await votes.count_hours(tx, [(id_, hour, grounds[id_].region, *by) for (id_, hour), by in in_hours.items()])
    return moved


def _move(moved: dict[K, tuple[int, int]], key: K, support: int, objection: int) -> None:
    so_far = moved.get(key, (0, 0))
    moved[key] = so_far[0] + support, so_far[1] + objection
