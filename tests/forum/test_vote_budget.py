"""A budget of votes: what counts against it, what frees a vote, and that nobody gets past it by being quick."""

from __future__ import annotations

import asyncio

import pytest

from forum import browsing, campaign_changes, campaigns, recount, voting, withdrawal
from forum.browsing import Card
from forum.errors import NotAllowed, ProposalNotPublished, VoteBudgetRange, VoteBudgetSpent
from forum.organizer_errors import CampaignOver
from forum.people import find
from storage.database import Database
from storage.records import Campaign, Person, Proposal
from tests.forum.people import NOW, RULES, Cast, rows

GIVEN = "SELECT count(*) AS n FROM votes WHERE person_id = :person AND value <> 0"


async def campaign_of(cast: Cast, budget: int | None) -> Campaign:
    """An open campaign where each resident has so many votes."""
    campaign = await cast.campaign()
    return campaign if budget is None else await with_budget(cast, campaign, budget)


async def with_budget(cast: Cast, campaign: Campaign, budget: int | None) -> Campaign:
    """The campaign with another budget."""
    return await campaign_changes.change(
        cast.db, await cast.organizer(), campaign.id, "vote_budget", budget, NOW, RULES, seen=campaign.vote_budget
    )


async def proposals_of(cast: Cast, count: int) -> list[Proposal]:
    """So many published ones."""
    moderator = await cast.moderator("KZ-59")
    return [await cast.published(moderator) for _ in range(count)]


async def vote(db: Database, voter: Person, proposal: Proposal, value: int = 1) -> Card:
    return await voting.cast(db, voter, proposal.id, value, NOW, RULES)


async def differences(db: Database) -> list[object]:
    """What a recount finds wrong."""
    return [tally async for compared in recount.compare(db, mend=False) for tally in compared.differing]


async def test_a_budget_is_spent_by_support_and_objection_and_freed_by_taking_back(cast: Cast) -> None:
    await campaign_of(cast, 2)
    first, second, third = await proposals_of(cast, 3)
    voter = await cast.resident()
    assert (await vote(cast.db, voter, first)).votes_left == 1
    assert (await vote(cast.db, voter, second, -1)).votes_left == 0
    with pytest.raises(VoteBudgetSpent) as spent:
        await vote(cast.db, voter, third)
    assert spent.value.facts == {"budget": 2}
    assert await rows(cast.db, "SELECT value FROM votes WHERE proposal_id = :id", id=third.id) == []
    changed = await vote(cast.db, voter, first, -1)
    assert (changed.my_vote, changed.votes_left) == (-1, 0), "another value is the same vote"
    assert (await vote(cast.db, voter, second, 0)).votes_left == 1
    assert (await vote(cast.db, voter, second, 0)).votes_left == 1, "taking back twice frees one"
    assert (await vote(cast.db, voter, third)).votes_left == 0
    with pytest.raises(VoteBudgetSpent):
        await vote(cast.db, voter, second)
    assert await rows(cast.db, GIVEN, person=voter.id) == [(2,)]
    assert await differences(cast.db) == []


async def test_the_card_counts_what_is_left_and_says_nothing_without_a_budget(cast: Cast) -> None:
    campaign = await campaign_of(cast, 3)
    first, second = await proposals_of(cast, 2)
    voter = await cast.resident()
    await vote(cast.db, voter, first)
    assert (await browsing.card(cast.db, voter, second.id)).votes_left == 2
    assert (await campaigns.overview(cast.db, campaign, voter)).votes_left == 2
    campaign = await with_budget(cast, campaign, None)
    assert (await browsing.card(cast.db, voter, second.id)).votes_left is None
    assert (await campaigns.overview(cast.db, campaign, voter)).votes_left is None
    assert (await vote(cast.db, voter, second)).votes_left is None


async def test_a_withdrawn_proposal_gives_its_votes_back(cast: Cast) -> None:
    await campaign_of(cast, 1)
    first, second = await proposals_of(cast, 2)
    voter = await cast.resident()
    await vote(cast.db, voter, first)
    author = await find(cast.db, first.author_id or 0)
    assert author is not None
    await withdrawal.withdraw(cast.db, author, first.id, NOW)
    assert (await vote(cast.db, voter, second)).votes_left == 0


async def test_another_campaign_has_a_budget_of_its_own(cast: Cast) -> None:
    campaign = await campaign_of(cast, 1)
    (old,) = await proposals_of(cast, 1)
    voter = await cast.resident()
    await vote(cast.db, voter, old)
    await campaigns.end(cast.db, await cast.organizer(), campaign.id, NOW)
    await campaign_of(cast, 1)
    (new,) = await proposals_of(cast, 1)
    assert (await vote(cast.db, voter, new)).votes_left == 0


async def test_a_lower_budget_takes_no_vote_away(cast: Cast) -> None:
    campaign = await campaign_of(cast, 3)
    proposals = await proposals_of(cast, 3)
    voter = await cast.resident()
    for proposal in proposals[:2]:
        await vote(cast.db, voter, proposal)
    await with_budget(cast, campaign, 1)
    with pytest.raises(VoteBudgetSpent):
        await vote(cast.db, voter, proposals[2])
    assert (await vote(cast.db, voter, proposals[0], -1)).votes_left == 0
    assert (await vote(cast.db, voter, proposals[1], 0)).votes_left == 0
    assert await rows(cast.db, GIVEN, person=voter.id) == [(1,)]


async def test_an_organizer_sets_a_budget_of_an_open_campaign_only(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()

    async def budget(of: Person, wanted: int, seen: int | None = None) -> Campaign:
        return await campaign_changes.change(cast.db, of, campaign.id, "vote_budget", wanted, NOW, RULES, seen=seen)

    for wrong in (0, -1, 1001):
        with pytest.raises(VoteBudgetRange):
            await budget(organizer, wrong)
    with pytest.raises(NotAllowed):
        await budget(await cast.resident(), 5)
    assert (await budget(organizer, 5)).vote_budget == 5
    await campaigns.end(cast.db, organizer, campaign.id, NOW)
    with pytest.raises(CampaignOver):
        await budget(organizer, 6, 5)


async def test_votes_at_once_from_two_replicas_never_pass_the_budget(cast: Cast, replica: Database) -> None:
    await campaign_of(cast, 2)
    proposals = await proposals_of(cast, 5)
    voters = await cast.crowd(12)
    wishes = [
        ((cast.db, replica)[(turn + place) % 2], voter, proposal)
        for turn, proposal in enumerate(proposals)
        for place, voter in enumerate(voters)
    ]
    outcomes = await asyncio.gather(*(vote(*wish) for wish in wishes), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {Card, VoteBudgetSpent}
    for voter in voters:
        assert await rows(cast.db, GIVEN, person=voter.id) == [(2,)]
    assert await differences(cast.db) == []


async def test_two_proposals_at_once_on_two_connections_are_one_vote(cast: Cast, replica: Database) -> None:
    await campaign_of(cast, 1)
    first, second = await proposals_of(cast, 2)
    for voter in await cast.crowd(15):
        outcomes = await asyncio.gather(
            vote(cast.db, voter, first), vote(replica, voter, second, -1), return_exceptions=True
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Card", "VoteBudgetSpent"]
        assert await rows(cast.db, GIVEN, person=voter.id) == [(1,)]


async def test_a_move_of_ones_only_vote_at_once_never_makes_two(cast: Cast, replica: Database) -> None:
    await campaign_of(cast, 1)
    first, second = await proposals_of(cast, 2)
    for voter in await cast.crowd(15):
        await vote(cast.db, voter, first)
        moved = await asyncio.gather(
            vote(cast.db, voter, first, 0),
            vote(replica, voter, second),
            vote(replica, voter, first, -1),
            return_exceptions=True,
        )
        assert {type(outcome) for outcome in moved} <= {Card, VoteBudgetSpent}
        ((given,),) = await rows(cast.db, GIVEN, person=voter.id)
        assert given <= 1
    assert await differences(cast.db) == []


async def test_a_proposal_withdrawn_while_it_is_voted_on_loses_and_invents_no_vote(
    cast: Cast, replica: Database
) -> None:
    await campaign_of(cast, 1)
    for round_ in range(4):
        (proposal,) = await proposals_of(cast, 1)
        author = await find(cast.db, proposal.author_id or 0)
        assert author is not None
        voters = await cast.crowd(40)

        async def withdrawn(proposal: Proposal = proposal, author: Person = author, pauses: int = round_) -> None:
            for _ in range(pauses * 3):
                await asyncio.sleep(0)
            await withdrawal.withdraw(replica, author, proposal.id, NOW)

        outcomes, _ = await asyncio.gather(
            asyncio.gather(
                *(vote((cast.db, replica)[place % 2], voter, proposal) for place, voter in enumerate(voters)),
                return_exceptions=True,
            ),
            withdrawn(),
        )
        assert {type(outcome) for outcome in outcomes} <= {Card, ProposalNotPublished}
        counted = sum(isinstance(outcome, Card) for outcome in outcomes)
        assert await rows(cast.db, "SELECT count(*) AS n FROM votes WHERE proposal_id = :id", id=proposal.id) == [
            (counted,)
        ]
        assert await rows(cast.db, "SELECT support_count, state FROM proposals WHERE id = :id", id=proposal.id) == [
            (counted, "withdrawn")
        ]
    assert await differences(cast.db) == []
