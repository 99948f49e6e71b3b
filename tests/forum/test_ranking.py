"""The ranking behind the shortlist against a slow one that reads everything, on random data."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from forum import candidates
from forum.candidates import Board
from forum.ranking import Ranking, is_enough, rank, undecided, weight
from storage import rankings
from storage.database import Transaction
from storage.lists import Sieve
from storage.rankings import Breadth, Tally
from storage.records import Campaign
from tests.forum.many_proposals import PLACES, TOPICS, many, run
from tests.forum.people import Cast, rows

Figures = tuple[int, int, int]  # support, objections, regions
# (number, place, numbers of its equals) of everybody offered; net support and support of the first one left out.
Told = tuple[list[tuple[int, int, tuple[int, ...]]], tuple[int, int] | None]


def slow(read: list[tuple[Tally, int]], size: int) -> Told:
    """By plain comparing of everybody with everybody."""

    def beats(one: tuple[Tally, int], other: tuple[Tally, int]) -> bool:
        for mine, theirs in (
            (one[0].support - one[0].objections, other[0].support - other[0].objections),
            (one[0].support, other[0].support),
            (one[1], other[1]),
        ):
            if mine != theirs:
                return mine > theirs
        return False

    offered: list[tuple[int, tuple[Tally, int]]] = []
    left: list[tuple[int, tuple[Tally, int]]] = []
    for one in read:
        better = sum(beats(other, one) for other in read)
        (offered if better < size else left).append((better + 1, one))
    equals = {
        one[0].number: tuple(
            sorted(
                other[0].number
                for _, other in offered
                if other is not one and not beats(one, other) and not beats(other, one)
            )
        )
        for _, one in offered
    }
    offered.sort(key=lambda found: (found[0], found[1][0].number))
    best = max(((one[0].support - one[0].objections, one[0].support) for _, one in left), default=None)
    return [(one[0].number, place, equals[one[0].number]) for place, one in offered], best


def told(ranking: Ranking) -> Told:
    """The same of a ranking."""
    offered = [(one.tally.number, one.place, tuple(sorted(one.tied))) for one in ranking.offered]
    return offered, weight(ranking.left_out) if ranking.left_out else None


few = some.integers(min_value=0, max_value=4)


@given(
    some.lists(some.tuples(some.integers(min_value=1, max_value=6), few, few), max_size=25),
    some.integers(min_value=1, max_value=6),
    some.integers(min_value=1, max_value=4),
)
@settings(max_examples=150, deadline=None)
def test_the_walk_by_support_finds_what_comparing_everybody_finds(figures: list[Figures], size: int, step: int) -> None:
    read = [(Tally(number, number, *one[:2]), one[2]) for number, one in enumerate(figures, start=1)]
    walked, seen = sorted((one for one, _ in read), key=lambda one: (-one.support, -one.id)), list[Tally]()
    while len(seen) < len(walked) and not is_enough(seen, size):
        seen = walked[: len(seen) + step]
    asked = set(undecided(seen, size))
    breadths = {one.id: Breadth(regions, 0) for one, regions in read if one.id in asked}
    ranking = rank(seen, breadths, size)
    assert told(ranking) == slow(read, size)
    if ranking.left_out is None:
        assert all(one.margin is None for one in ranking.offered)
    else:
        assert [one.margin for one in ranking.offered] == [
            one.tally.net - ranking.left_out.net for one in ranking.offered
        ]
    assert ranking.is_contested == (len(ranking.offered) > size)
    assert ranking.room < max(1, len(ranking.contenders))


@pytest.mark.parametrize(
    ("figures", "size", "offered", "room"),
    [
        ([(5, 0, 1), (4, 0, 1), (3, 0, 1)], 2, [1, 2], 0),
        ([(5, 0, 1), (5, 0, 2), (5, 0, 2)], 1, [2, 3], 1),  # breadth decides, then nobody does
        ([(9, 5, 1), (4, 0, 3), (6, 2, 1)], 1, [1], 0),  # the same net support: more support first
        ([(10, 9, 5), (2, 0, 1)], 1, [2], 0),  # net support before support
        ([(5, 0, 1)] * 4, 2, [1, 2, 3, 4], 2),
        ([], 3, [], 0),
    ],
)
def test_a_tie_at_the_edge_is_shown_and_not_cut(
    figures: list[Figures], size: int, offered: list[int], room: int
) -> None:
    read = [Tally(number, number, *one[:2]) for number, one in enumerate(figures, start=1)]
    breadths = {one.id: Breadth(figure[2], 0) for one, figure in zip(read, figures, strict=True)}
    ranking = rank(read, breadths, size)
    assert sorted(one.tally.number for one in ranking.offered) == offered
    assert ranking.room == room


def test_thousands_of_equals_at_the_edge_are_named_once_for_all_of_them() -> None:
    first, *others = rank([Tally(number, number, 1, 0) for number in range(1, 20_001)], {}, 5).offered
    assert all(one.equals is first.equals for one in others)
    assert len(first.tied) == len(others) == 19_999


async def voted(cast: Cast, size: int, seed: int) -> tuple[Campaign, dict[int, tuple[Tally, int, int]]]:
    """Proposals of many places and topics with random votes: (tally, regions, supporters from elsewhere) by number."""
    chance = random.Random(seed)
    campaign = await cast.campaign()
    ids = await many(cast, campaign, range(1, size + 1))
    crowd = [person.id for person in await cast.crowd(12)]
    homes = {person: chance.choice(("KZ-59", "KZ-39", "KZ-75", None)) for person in crowd}
    for person, home in homes.items():
        await run(cast, "UPDATE people SET region = CAST(:home AS TEXT) WHERE id = :id", home=home, id=person)
    about = {row[0]: row[1:] for row in await rows(cast.db, "SELECT id, number, place FROM proposals")}
    cast_votes, found = [], {}
    for id_ in ids:
        number, place = about[id_]
        supporters = chance.sample(crowd, chance.choice((0, 1, 1, 2, 3, 3, 5, 8)))
        objectors = chance.sample([one for one in crowd if one not in supporters], chance.choice((0, 0, 0, 1, 3)))
        cast_votes += [(id_, one, 1) for one in supporters] + [(id_, one, -1) for one in objectors]
        lived = [homes[one] for one in supporters if homes[one] is not None]
        tally = Tally(id_, number, len(supporters), len(objectors))
        found[number] = (tally, len(set(lived)), sum(home != place for home in lived))

    async def unit(tx: Transaction) -> None:
        await tx.each(
            "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at)"
            " SELECT these.proposal, these.person, these.value, 1, 1 FROM ROWS(these proposal, person, value)",
            cast_votes,
        )
        await tx.each(
            "UPDATE proposals SET support_count = these.support, object_count = these.objections"
            " FROM ROWS(these id, support, objections) WHERE proposals.id = these.id",
            [(tally.id, tally.support, tally.objections) for tally, _, _ in found.values()],
        )

    await cast.db.write(unit)
    return campaign, found


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_rankings_of_a_campaign_are_those_of_reading_everything(
    cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "STEP", 3)
    campaign, found = await voted(cast, 240, seed)
    placed = {row[0]: row[1:] for row in await rows(cast.db, "SELECT number, place, topic FROM proposals")}
    boards = [
        *(Board("region", place) for place in PLACES if place != "national"),
        *(Board(basis, topic) for basis in ("topic", "national") for topic in TOPICS),
        Board("region", "KZ-10"),
    ]
    for board in boards:
        members = {
            number: one
            for number, one in found.items()
            if one[0].support
            and {
                "region": placed[number][0] == board.key,
                "topic": placed[number][1] == board.key,
                "national": placed[number] == ("national", board.key),
            }[board.basis]
        }
        for size in (1, 2, 5, 100):

            async def work(tx: Transaction, board: Board = board, size: int = size) -> Ranking:
                return await candidates.ranking_of(tx, campaign, board, size)

            ranking = await cast.db.read(work)
            assert told(ranking) == slow([one[:2] for one in members.values()], size), (board, size)
    ids = tuple(tally.id for tally, _, _ in found.values())
    counted = await cast.db.read(lambda tx: rankings.breadths(tx, ids))
    assert counted == {tally.id: Breadth(regions, away) for tally, regions, away in found.values() if tally.support}


async def test_what_is_not_public_is_in_no_ranking_and_what_went_on_stays_in_it(cast: Cast) -> None:
    campaign, found = await voted(cast, 60, 3)
    best = sorted((one for one, _, _ in found.values()), key=lambda one: -one.support)[:6]
    states = ("withdrawn", "hidden", "pending", "shortlisted", "recommended", "published")
    for tally, state in zip(best, states, strict=True):
        await run(cast, "UPDATE proposals SET state = :state WHERE id = :id", state=state, id=tally.id)
    read, cursor = await cast.db.read(lambda tx: rankings.most_supported(tx, Sieve(campaign.id), None, 500))
    assert cursor is None
    assert [one.id in {tally.id for tally in read} for one in best] == [False] * 3 + [True] * 3
    assert {one.id for one in read if one.is_selected} == {best[3].id, best[4].id}
