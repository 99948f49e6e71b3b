"""The figures of a week's picture against the votes that were cast, and who may have them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from forum import deliveries, digests, errors, team, voting, week_figures
from forum.digest_content import Waiting
from storage.records import Person
from tests.forum.digest_steps import DAY, NINE, connected_group, real_organizer
from tests.forum.people import NOW, RULES, Cast, rows

NEXT_MONDAY = NOW + 7 * DAY  # 10:00


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A minute of November in the forum's zone."""
    return datetime(2026, 11, day, hour, minute, tzinfo=RULES.zone)


async def voted_week(cast: Cast) -> tuple[Person, Person]:
    """Votes in two regions around midnights and hours; Marat moderates both, Dinara is an organizer."""
    await cast.campaign()
    marat, dinara = await cast.moderator("KZ-59", "KZ-75"), await real_organizer(cast)
    rural = await cast.published(marat, "KZ-59", "rural")
    sport = await cast.published(marat, "KZ-59", "sport")
    city = await cast.published(marat, "KZ-75", "rural")
    votes = (
        (rural, 1, local(23, 12)),
        (rural, -1, local(23, 23, 59)),
        (rural, 1, local(24, 0)),
        (sport, 1, local(24, 10)),
        (sport, -1, local(29, 23, 59)),
        (city, 1, local(26, 8)),
        (sport, 1, local(30, 0)),  # today: no whole day yet
    )
    for proposal, value, at in votes:
        voter = await cast.resident(proposal.place or "KZ-59")
        await voting.cast(cast.db, voter, proposal.id, value, at, RULES)
    changing = await cast.resident("KZ-59")
    await voting.cast(cast.db, changing, rural.id, 1, local(25, 9), RULES)
    await voting.cast(cast.db, changing, rural.id, -1, local(26, 9), RULES)  # still one vote
    taking_back = await cast.resident("KZ-59")
    await voting.cast(cast.db, taking_back, sport.id, 1, local(27, 9), RULES)
    await voting.cast(cast.db, taking_back, sport.id, 0, local(28, 9), RULES)
    return marat, dinara


async def test_votes_of_a_region_are_counted_by_days_of_the_forums_zone(cast: Cast) -> None:
    marat, _ = await voted_week(cast)
    figures = await week_figures.current(cast.db, marat, "KZ-59", NEXT_MONDAY, RULES)
    assert [day.day for day in figures.days] == [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert [day.votes for day in figures.days] == [2, 2, 1, 0, 1, -1, 1]
    assert [day.before for day in figures.days] == [0] * 7
    assert (figures.votes, figures.before) == (6, 0)
    assert figures.topics == (("rural", 4), ("sport", 2))
    assert not figures.regions
    later = await week_figures.current(cast.db, marat, "KZ-59", NEXT_MONDAY + 7 * DAY, RULES)
    assert [day.before for day in later.days] == [2, 2, 1, 0, 1, -1, 1]
    assert [day.votes for day in later.days] == [1, 0, 0, 0, 0, 0, 0]


async def test_organizers_see_all_regions_and_what_waits_in_them_late_first(cast: Cast) -> None:
    _, dinara = await voted_week(cast)
    cast.now = NOW
    await cast.pending(place="KZ-75")
    cast.now = NEXT_MONDAY - timedelta(hours=1)
    for _ in range(2):
        await cast.pending(place="KZ-59")
    figures = await week_figures.current(cast.db, dinara, "", NEXT_MONDAY, RULES)
    assert [day.votes for day in figures.days] == [2, 2, 1, 1, 1, -1, 1]
    assert figures.topics == (("rural", 5), ("sport", 2))
    assert figures.regions == (("KZ-75", Waiting(late=1)), ("KZ-59", Waiting(fresh=2)))


async def test_a_week_without_votes_is_empty(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    figures = await week_figures.current(cast.db, marat, "KZ-59", NOW, RULES)
    assert figures.is_empty
    await cast.pending()
    organizer = await real_organizer(cast)
    assert not (await week_figures.current(cast.db, organizer, "", NOW, RULES)).is_empty


async def test_only_those_who_may_read_the_digest_get_its_figures(cast: Cast) -> None:
    marat, aigul = await cast.moderator("KZ-59"), await cast.resident()
    for person, region, refusal in (
        (aigul, "KZ-59", errors.NotAllowed),
        (aigul, "", errors.NotAllowed),
        (marat, "", errors.NotAllowed),
        (marat, "KZ-75", errors.NotYourRegion),
    ):
        with pytest.raises(refusal):
            await week_figures.current(cast.db, person, region, NOW, RULES)


async def test_a_weekly_digest_is_owed_with_its_picture_before_it_and_any_other_alone(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59", "KZ-75")
    group = await connected_group(cast, marat, "KZ-59")
    await cast.pending()
    await cast.pending(place="KZ-75")
    for group_id in (None, group.id):
        await digests.set_plan(cast.db, marat, "KZ-59", NOW, RULES, cadence="weekly", weekday=2, group_id=group_id)
    assert await digests.due(cast.db, NINE, RULES) == 3
    owed = await rows(cast.db, "SELECT kind, group_id, facts FROM deliveries WHERE kind LIKE 'digest%' ORDER BY id")
    groups = [kind for kind, group_id, _ in owed if group_id is not None]
    assert groups == ["digest_picture", "digest"]
    own = [kind for kind, group_id, _ in owed if group_id is None]
    assert own.count("digest_picture") == 1
    assert own.count("digest") == 2
    assert own.index("digest_picture") + 1 == own.index("digest", own.index("digest_picture"))
    for kind, _, facts in owed:
        if kind == "digest_picture":
            digest_id = json.loads(facts)["digest"]
            assert (await week_figures.of_digest(cast.db, digest_id, NINE, RULES)).region == "KZ-59"


async def test_the_picture_of_somebody_revoked_since_is_not_drawn(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    await digests.set_plan(cast.db, marat, "KZ-59", NOW, RULES, cadence="weekly", weekday=2)
    await cast.pending()
    assert await digests.due(cast.db, NINE, RULES) == 1
    (delivery,) = [one for one in await deliveries.claim(cast.db, NINE, 10) if one.kind == "digest_picture"]
    digest_id = int(str(delivery.facts["digest"]))
    organizer = await cast.organizer()
    (member,) = await team.members(cast.db, organizer)
    await team.revoke(cast.db, organizer, member.id, NINE)
    with pytest.raises(errors.NotAllowed):
        await week_figures.of_digest(cast.db, digest_id, NINE, RULES)
    with pytest.raises(errors.ProposalNotFound):
        await week_figures.of_digest(cast.db, digest_id + 99, NINE, RULES)
