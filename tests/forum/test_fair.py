"""The fair order: nearly the same chance for everybody, and for a reader one whole and steady list."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

import pytest

from forum import browsing, fair
from forum.browsing import Page, PageQuery
from storage.records import Campaign, Person
from tests.forum.many_proposals import many, run
from tests.forum.people import Cast, rows

GAPS_MOST = 2.62  # how many times the widest gap is the narrowest, by the three-gap theorem


def gaps(count: int) -> list[int]:
    places = sorted(fair.place_in_turn(number) for number in range(1, count + 1))
    return [after - before for before, after in pairwise([*places, places[0] + fair.CIRCLE])]


@pytest.mark.parametrize("count", [2, 3, 7, 100, 1_999, 2_000, 54_321])
def test_numbers_stand_evenly_round_the_circle(count: int) -> None:
    widths = gaps(count)
    assert len(set(widths)) <= 3
    assert max(widths) / min(widths) <= GAPS_MOST


def test_everybodys_share_of_first_pages_is_within_the_bound() -> None:
    places = sorted(fair.place_in_turn(number) for number in range(1, 2_001))
    firsts: Counter[int] = Counter()
    shown: Counter[int] = Counter()
    readers = 200_000
    for person in range(1, readers + 1):
        begin = bisect_left(places, fair.point_of(person, 1)) % len(places)
        firsts[begin] += 1
        shown.update((begin + step) % len(places) for step in range(browsing.PAGE))
    assert len(firsts) == len(shown) == len(places)
    # Chance moves a count of a hundred by some tenths, one of five hundred by a little.
    assert max(shown.values()) / min(shown.values()) <= GAPS_MOST
    assert max(firsts.values()) / min(firsts.values()) <= 2 * GAPS_MOST
    mean = readers * browsing.PAGE / len(places)
    assert all(mean / 1.5 <= count <= mean * 1.5 for count in shown.values())


def test_neighbours_among_people_begin_far_apart_and_anew_in_every_campaign() -> None:
    points = [fair.point_of(person, 1) for person in range(1, 1_001)]
    assert len(set(points)) == 1_000
    quarters = Counter(point * 4 // fair.CIRCLE for point in points)
    assert all(200 <= quarters[quarter] <= 300 for quarter in range(4))
    assert fair.point_of(1, 1) == fair.point_of(1, 1) != fair.point_of(1, 2)


async def test_a_number_brings_its_place_in_turn(cast: Cast) -> None:
    await cast.campaign()
    for _ in range(3):
        await cast.pending()
    found = await rows(cast.db, "SELECT number, place_in_turn FROM proposals ORDER BY number")
    assert found == [(number, fair.place_in_turn(number)) for number in (1, 2, 3)]


async def whole(cast: Cast, campaign: Campaign, query: PageQuery, reader: Person) -> list[Page]:
    """Every page, one after the other."""
    pages = [await browsing.list_page(cast.db, campaign, query, reader)]
    while pages[-1].has_next:
        pages.append(await browsing.list_page(cast.db, campaign, pages[-1].next_query(), reader))
    return pages


def ids(pages: list[Page]) -> list[int]:
    return [item.id for page in pages for item in page.items]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (PageQuery(), 120),
        (PageQuery(place="KZ-39"), 30),
        (PageQuery(topic="sport"), 40),
        (PageQuery(place="national", topic="health"), 10),
        (PageQuery(place="KZ-39", standing="voted"), 30),
    ],
)
async def test_a_reader_sees_everything_once_there_and_back(cast: Cast, query: PageQuery, expected: int) -> None:
    campaign = await cast.campaign()
    await many(cast, campaign, range(1, 121))
    orders = set()
    for reader in [await cast.resident() for _ in range(4)]:
        pages = await whole(cast, campaign, query, reader)
        assert len(ids(pages)) == len(set(ids(pages))) == expected
        assert all(len(page.items) == browsing.PAGE for page in pages[:-1])
        assert ids(await whole(cast, campaign, query, reader)) == ids(pages), "the same list again"
        orders.add(tuple(ids(pages)))
        page = pages[-1]
        for before in reversed(pages[:-1]):
            page = await browsing.list_page(cast.db, campaign, page.previous_query(), reader)
            assert [item.id for item in page.items] == [item.id for item in before.items]
            assert page.query.number == before.query.number
        assert not page.has_previous
    assert len(orders) > 1, "readers begin at different places"


async def test_the_list_begins_at_the_readers_point_and_goes_round(cast: Cast) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 41))
    reader = await cast.resident()
    point = fair.point_of(reader.id, campaign.id)
    ahead = sorted(range(1, 41), key=lambda number: (fair.place_in_turn(number) - point) % fair.CIRCLE)
    assert ids(await whole(cast, campaign, PageQuery(), reader)) == [made[number - 1] for number in ahead]


async def test_what_is_published_meanwhile_moves_nobody_and_doubles_nothing(cast: Cast) -> None:
    campaign = await cast.campaign()
    there = await many(cast, campaign, range(1, 61))
    coming = await many(cast, campaign, range(61, 101), state="pending")
    reader = await cast.resident()
    page = await browsing.list_page(cast.db, campaign, PageQuery(), reader)
    seen = [item.id for item in page.items]
    for one in coming:
        await run(cast, "UPDATE proposals SET state = 'published' WHERE id = :id", id=one)
        if page.has_next:
            page = await browsing.list_page(cast.db, campaign, page.next_query(), reader)
            seen += [item.id for item in page.items]
    while page.has_next:
        page = await browsing.list_page(cast.db, campaign, page.next_query(), reader)
        seen += [item.id for item in page.items]
    assert len(seen) == len(set(seen))
    assert set(there) <= set(seen)
    order = ids(await whole(cast, campaign, PageQuery(), reader))
    assert [id_ for id_ in order if id_ in set(seen)] == seen, "who was there stands where it stood"


async def test_the_last_page_that_is_gone_becomes_the_nearest(cast: Cast) -> None:
    campaign = await cast.campaign()
    await many(cast, campaign, range(1, 12))
    reader = await cast.resident()
    pages = await whole(cast, campaign, PageQuery(), reader)
    (last,) = pages[-1].items
    await run(cast, "UPDATE proposals SET state = 'withdrawn' WHERE id = :id", id=last.id)
    nearest = await browsing.list_page(cast.db, campaign, pages[-1].query, reader)
    assert ids([nearest]) == ids([pages[1]])
    assert nearest.query.number == 2
