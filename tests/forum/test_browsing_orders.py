"""Rising, where proposals stand, and the choice that is remembered."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from forum import browsing, list_choice, people, rising, voting
from forum.browsing import PageQuery
from storage.database import Database
from storage.records import Campaign, Proposal
from tests.forum.many_proposals import many, run
from tests.forum.people import NOW, RULES, Cast, rows


async def listed(cast: Cast, campaign: Campaign, query: PageQuery) -> list[int]:
    """Every id of a list, walked to its end."""
    reader = await cast.resident()
    page = await browsing.list_page(cast.db, campaign, query, reader)
    found = [item.id for item in page.items]
    while page.has_next:
        page = await browsing.list_page(cast.db, campaign, page.next_query(), reader)
        found += [item.id for item in page.items]
    return found


async def numbers(cast: Cast) -> dict[int, int]:
    """What stands beside each proposal as rising."""
    return dict(await rows(cast.db, "SELECT id, rising FROM proposals"))


async def votes(cast: Cast, proposal: Proposal | int, value: int, count: int) -> None:
    """So many people vote now."""
    id_ = proposal if isinstance(proposal, int) else proposal.id
    for voter in [await cast.resident() for _ in range(count)]:
        await voting.cast(cast.db, voter, id_, value, cast.now, RULES)


async def test_rising_is_the_net_support_of_three_days(cast: Cast) -> None:
    campaign = await cast.campaign()
    old, loved, hated, quiet = await many(cast, campaign, range(1, 5))
    await votes(cast, old, 1, 4)
    cast.now = NOW + timedelta(hours=80)
    await votes(cast, loved, 1, 2)
    await votes(cast, hated, -1, 1)
    assert await rising.bring_up_to_date(cast.db, cast.now) == 2
    assert await numbers(cast) == {old: 0, loved: 2, hated: -1, quiet: 0}
    assert await listed(cast, campaign, PageQuery(order="rising")) == [loved, quiet, old, hated]
    assert await listed(cast, campaign, PageQuery(order="top")) == [old, loved, quiet, hated]


async def test_what_was_gained_long_ago_rises_no_more_and_only_changes_are_written(cast: Cast) -> None:
    campaign = await cast.campaign()
    first, second = await many(cast, campaign, range(1, 3))
    await votes(cast, first, 1, 2)
    await votes(cast, second, -1, 2)
    cast.now = NOW + timedelta(hours=1)
    await votes(cast, second, 1, 1)
    assert await rising.bring_up_to_date(cast.db, cast.now) == 2
    assert await numbers(cast) == {first: 2, second: -1}
    assert await rising.bring_up_to_date(cast.db, cast.now) == 0, "nothing has changed"
    assert await rising.bring_up_to_date(cast.db, NOW + timedelta(hours=72)) == 2
    assert await numbers(cast) == {first: 0, second: 1}
    assert await rising.bring_up_to_date(cast.db, NOW + timedelta(hours=73)) == 1
    assert await numbers(cast) == {first: 0, second: 0}


async def test_two_replicas_at_once_bring_the_same_numbers_beside_votes(cast: Cast, replica: Database) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 31))
    for id_ in made[:10]:
        await votes(cast, id_, 1, 1)
    voters = [await cast.resident() for _ in range(20)]
    await asyncio.gather(
        rising.bring_up_to_date(cast.db, cast.now),
        rising.bring_up_to_date(replica, cast.now),
        *(voting.cast(cast.db, one, id_, 1, cast.now, RULES) for one, id_ in zip(voters, made[5:], strict=False)),
    )
    await rising.bring_up_to_date(replica, cast.now)
    found = await rows(cast.db, "SELECT rising, support_count FROM proposals")
    assert all(net == support for net, support in found)


async def test_without_a_campaign_nothing_rises(cast: Cast) -> None:
    assert await rising.bring_up_to_date(cast.db, cast.now) == 0


@pytest.mark.parametrize("order", ["fair", "new", "top", "rising"])
async def test_where_they_stand_combines_with_every_filter_and_order(cast: Cast, order: str) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 49))
    later = {made[0]: "shortlisted", made[1]: "done", made[12]: "answered", made[13]: "declined"}
    for id_, state in later.items():
        await run(cast, "UPDATE proposals SET state = :state WHERE id = :id", id=id_, state=state)
    await run(cast, "UPDATE proposals SET state = 'hidden' WHERE id = :id", id=made[2])

    async def shown(standing: str = "all", place: str | None = None, topic: str | None = None) -> set[int]:
        found = await listed(cast, campaign, PageQuery(place, topic, order, standing=standing))
        assert len(found) == len(set(found))
        return set(found)

    assert await shown() == set(made) - {made[2]}
    assert await shown(standing="outcome") == set(later)
    assert await shown(standing="voted") == set(made) - set(later) - {made[2]}
    of_place = set(await rows(cast.db, "SELECT id FROM proposals WHERE place = 'KZ-59'"))
    wanted = {(id_,) for id_ in later} & of_place
    assert {(id_,) for id_ in await shown(standing="outcome", place="KZ-59")} == wanted
    assert await shown(standing="outcome", place="KZ-75", topic="sport") == set()


async def test_an_outcome_is_counted_and_paged_both_ways(cast: Cast) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 15))
    await run(cast, "UPDATE proposals SET state = 'recommended' WHERE number > 2")
    reader = await cast.resident()
    query = PageQuery(order="new", standing="outcome")
    first = await browsing.list_page(cast.db, campaign, query, reader)
    second = await browsing.list_page(cast.db, campaign, first.next_query(), reader)
    third = await browsing.list_page(cast.db, campaign, second.next_query(), reader)
    assert [item.id for page in (first, second, third) for item in page.items] == made[:1:-1]
    assert [page.total for page in (first, second, third)] == [12, 12, 12]
    assert (await browsing.list_page(cast.db, campaign, third.previous_query(), reader)).items == second.items


async def test_a_choice_is_kept_until_another_one_is_made(cast: Cast) -> None:
    person, other = await cast.resident(), await cast.resident()
    assert await list_choice.remembered(cast.db, person) is None
    groups: list[int] = []
    cast.db.on_group = groups.append
    await list_choice.remember(cast.db, person, "ls:59::t::1:0")
    assert len(groups) == 1
    await list_choice.remember(cast.db, person, "ls:59::t::1:0")
    assert len(groups) == 1, "the same again is not written"
    await list_choice.remember(cast.db, person, "ls:::f::1:0")
    assert await list_choice.remembered(cast.db, person) == "ls:::f::1:0"
    assert await list_choice.remembered(cast.db, other) is None
    assert await people.find(cast.db, person.id) == person
