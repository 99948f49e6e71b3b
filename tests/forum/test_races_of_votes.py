"""Thousands vote at once, from two replicas: everybody is counted once, whatever becomes of the others."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from forum import voting, withdrawal
from forum.browsing import Card
from forum.errors import OwnProposal, ProposalNotFound, ProposalNotPublished
from storage.database import ConstraintBroken, Database
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast, rows

COUNTERS = "SELECT support_count, object_count FROM proposals WHERE id = :id"
VOTES = """
    SELECT count(CASE WHEN value = 1 THEN 1 END) AS s, count(CASE WHEN value = -1 THEN 1 END) AS o
      FROM votes WHERE proposal_id = :id
"""
HOURS = """
    SELECT CAST(sum(support) AS BIGINT) AS s, CAST(sum(objection) AS BIGINT) AS o
      FROM vote_hours WHERE proposal_id = :id
"""


async def test_two_thousand_people_at_once_are_counted_to_the_last(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voters = await cast.crowd(2000)
    cards = await asyncio.gather(
        *(
            voting.cast((cast.db, replica)[index % 2], voter, proposal.id, -1 if index % 5 == 0 else 1, NOW, RULES)
            for index, voter in enumerate(voters)
        )
    )
    assert await rows(cast.db, COUNTERS, id=proposal.id) == [(1600, 400)]
    assert await rows(cast.db, VOTES, id=proposal.id) == [(1600, 400)]
    assert await rows(cast.db, HOURS, id=proposal.id) == [(1600, 400)]
    last = max(cards, key=lambda card: card.proposal.support_count + card.proposal.object_count)
    assert (last.proposal.support_count, last.proposal.object_count) == (1600, 400), "the last one sees all"


async def test_a_card_after_a_vote_shows_what_is_in_the_database(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voters = await cast.crowd(30)
    for chunk in (voters[:10], voters[10:], voters[:1]):
        cards = await asyncio.gather(*(voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES) for voter in chunk))
        (counted,) = await rows(cast.db, COUNTERS, id=proposal.id)
        shown = {(card.proposal.support_count, card.proposal.object_count) for card in cards}
        assert counted in shown
        assert all(card.my_vote == 1 and not card.is_own for card in cards)


async def test_a_refused_vote_takes_nobody_with_it(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    author = await cast.resident()
    proposal, withdrawn = await cast.published(moderator), await cast.pending(author)
    await withdrawal.withdraw(cast.db, author, withdrawn.id, NOW)
    voters = await cast.crowd(6)
    own = replace(voters[0], id=proposal.author_id or 0)
    outcomes = await asyncio.gather(
        *(voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES) for voter in voters[:3]),
        voting.cast(cast.db, own, proposal.id, 1, NOW, RULES),
        voting.cast(cast.db, voters[0], withdrawn.id, 1, NOW, RULES),
        voting.cast(cast.db, voters[0], 999_999, 1, NOW, RULES),
        *(voting.cast(cast.db, voter, proposal.id, -1, NOW, RULES) for voter in voters[3:]),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [
        Card, Card, Card, OwnProposal, ProposalNotPublished, ProposalNotFound, Card, Card, Card,
    ]  # fmt: skip
    assert await rows(cast.db, COUNTERS, id=proposal.id) == [(3, 3)]
    assert await rows(cast.db, "SELECT count(*) AS n FROM votes") == [(6,)]


async def test_a_vote_the_tables_refuse_takes_nobody_with_it(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voters = await cast.crowd(8)
    nobody: Person = replace(voters[0], id=999_999)
    crowd = [*voters[:4], nobody, *voters[4:]]
    outcomes = await asyncio.gather(
        *(voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES) for voter in crowd), return_exceptions=True
    )
    assert [isinstance(outcome, ConstraintBroken) for outcome in outcomes] == [voter is nobody for voter in crowd]
    assert await rows(cast.db, COUNTERS, id=proposal.id) == [(8, 0)]
    assert await rows(cast.db, VOTES, id=proposal.id) == [(8, 0)]
    assert await rows(cast.db, HOURS, id=proposal.id) == [(8, 0)]


@pytest.mark.parametrize("wishes", [(1, -1, 0, 1, -1), (0,), (1, 1, 1), (1, 0), (0, 0, -1, -1, 0)])
async def test_one_persons_taps_at_once_are_taken_in_turn(cast: Cast, wishes: tuple[int, ...]) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voter = await cast.resident()
    cards = await asyncio.gather(*(voting.cast(cast.db, voter, proposal.id, wish, NOW, RULES) for wish in wishes))
    assert tuple(card.my_vote for card in cards) == wishes
    stands = wishes[-1]
    assert await rows(cast.db, COUNTERS, id=proposal.id) == [(int(stands == 1), int(stands == -1))]
    assert await rows(cast.db, "SELECT value FROM votes") == [(stands,)]


async def test_crowds_of_three_replicas_that_cross_are_all_counted(
    cast: Cast, replica: Database, database_url: str
) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    popular = [await cast.published(moderator) for _ in range(6)]
    voters = await cast.crowd(60)
    wishes = [(voter, proposal) for voter in voters for proposal in popular]
    orders = (wishes, wishes[::-1], wishes[200:] + wishes[:200])
    dbs = (cast.db, replica, cast.db)
    await asyncio.gather(
        *(
            voting.cast(db, voter, proposal.id, value, NOW, RULES)
            for db, order, value in zip(dbs, orders, (1, -1, 1), strict=True)
            for voter, proposal in order
        )
    )
    for proposal in popular:
        counted = await rows(cast.db, COUNTERS, id=proposal.id)
        assert counted == await rows(cast.db, VOTES, id=proposal.id) == await rows(cast.db, HOURS, id=proposal.id)
        assert sum(counted[0]) == 60
