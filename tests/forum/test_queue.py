"""The queue: what is left out and what is counted, pages of thousands, one's own proposals, unattended regions."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from forum import errors, items, moderation, queue, similar, team, unattended, withdrawal
from forum.calendar import Calendar, lateness
from forum.queue import QueueChoice
from storage import unattended as regions_left
from storage.database import Database
from tests.forum.many_proposals import many, run
from tests.forum.people import NOW, RULES, Cast, rows

DAY = timedelta(days=1)
FRIDAY = NOW + 4 * DAY  # working days 1 to 5 of what came on Monday to Friday


async def sent_from_monday_to_friday(cast: Cast) -> list[int]:
    """One new proposal a day, the topics in turn, the first of them reported; their ids."""
    await cast.campaign()
    made = []
    for day in range(5):
        cast.now = NOW + day * DAY
        made.append((await cast.pending(topic=("rural", "sport")[day % 2])).id)
    await run(cast, "UPDATE proposals SET state = 'hidden', published_at = 1 WHERE id = :id", id=made[0])
    cast.now = FRIDAY
    return made


@pytest.mark.parametrize(
    ("choice", "places"),
    [
        (QueueChoice(), [0, 1, 2, 3, 4]),
        (QueueChoice("new"), [1, 2, 3, 4]),
        (QueueChoice("reported"), [0]),
        (QueueChoice("appealed"), []),
        (QueueChoice(age="late"), [0, 1]),
        (QueueChoice(age="near"), [2]),
        (QueueChoice(age="fresh"), [3, 4]),
        (QueueChoice(topic="rural"), [0, 2, 4]),
        (QueueChoice("new", "late", "sport"), [1]),
        (QueueChoice("reported", "fresh"), []),
    ],
)
async def test_a_choice_leaves_what_it_names_oldest_first(cast: Cast, choice: QueueChoice, places: list[int]) -> None:
    made = await sent_from_monday_to_friday(cast)
    moderator = await cast.moderator("KZ-59")
    found = await queue.queue(cast.db, moderator, FRIDAY, RULES, choice)
    assert [item.proposal.id for item in found.items] == [made[place] for place in places]
    assert (found.total, found.reported, found.chosen) == (5, 1, len(places))
    assert [item.day for item in (await queue.queue(cast.db, moderator, FRIDAY, RULES)).items] == [5, 4, 3, 2, 1]
    first = await items.next_item(cast.db, moderator, FRIDAY, RULES, choice=choice)
    assert (first and first.proposal.id) == (made[places[0]] if places else None)


async def test_every_filter_tells_how_many_it_leaves(cast: Cast) -> None:
    await sent_from_monday_to_friday(cast)
    moderator = await cast.moderator("KZ-59")
    shares = await queue.shares(cast.db, moderator, FRIDAY, RULES, QueueChoice(age="late"))
    assert shares.kinds == {"all": 2, "new": 1, "reported": 1, "appealed": 0}
    assert shares.ages == {"all": 5, "fresh": 2, "near": 1, "late": 2}
    assert shares.topics == {None: 2, "rural": 1, "sport": 1}


@pytest.mark.parametrize("off", [(), (2,), (0, 1, 2, 3, 4)])
@pytest.mark.parametrize("weekday", range(7))
def test_the_bounds_of_ages_are_those_of_the_clock(weekday: int, off: tuple[int, ...]) -> None:
    now = NOW + weekday * DAY
    calendar = Calendar(RULES.zone, off=frozenset((NOW - place * DAY).date() for place in off))
    bounds = queue.bounds_of(calendar, now, RULES)
    for hours in range(24 * 16):
        since = now - timedelta(hours=hours)
        age = "late" if since < bounds.late else "near" if since < bounds.near else "fresh"
        assert age == lateness(calendar.day_of_waiting(since, now), RULES), since


async def test_five_thousand_wait_and_every_page_is_there(cast: Cast) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 5001), state="pending")
    await run(cast, "UPDATE proposals SET region = 'KZ-59', place = 'KZ-59'")
    moderator = await cast.moderator("KZ-59")
    whole = await queue.queue(cast.db, moderator, cast.now, RULES)
    assert (whole.total, whole.pages, whole.page) == (5000, 500, 1)
    assert [item.proposal.id for item in whole.items] == made[:10]
    for page, number in ((250, 250), (500, 500), (9999, 500)):
        found = await queue.queue(cast.db, moderator, cast.now, RULES, page=page)
        assert found.page == number
        assert [item.proposal.id for item in found.items] == made[(number - 1) * 10 : number * 10]
    sport = await queue.queue(cast.db, moderator, cast.now, RULES, QueueChoice(topic="sport"), page=2)
    assert (sport.chosen, sport.pages) == (1667, 167)
    opened = await items.next_item(cast.db, moderator, cast.now, RULES, after=made[2500])
    assert opened is not None
    assert (opened.proposal.id, opened.others_waiting) == (made[2501], 4999)


async def test_nobody_decides_about_an_own_proposal_and_another_moderator_does(cast: Cast) -> None:
    await cast.campaign()
    author, other = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    proposal = await cast.pending(author)
    assert (await queue.queue(cast.db, author, NOW, RULES)).total == 0
    assert await items.next_item(cast.db, author, NOW, RULES) is None
    for work in (
        items.open_item(cast.db, author, proposal.id, NOW, RULES),
        moderation.publish(cast.db, author, proposal.id, 1, NOW),
        moderation.send_back(cast.db, author, proposal.id, 1, "Түзетіңіз", NOW, RULES),
        moderation.reject(cast.db, author, proposal.id, 1, "unclear", None, NOW, RULES),
    ):
        with pytest.raises(errors.OwnDecision):
            await work
    organizer = await cast.organizer()
    with pytest.raises(errors.NotAllowed):
        await moderation.publish(cast.db, organizer, proposal.id, 1, NOW)
    assert (await queue.queue(cast.db, other, NOW, RULES)).total == 1
    await moderation.publish(cast.db, other, proposal.id, 1, NOW)
    await run(cast, "UPDATE proposals SET state = 'hidden', round = 2 WHERE id = :id", id=proposal.id)
    with pytest.raises(errors.OwnDecision):
        await moderation.publish(cast.db, author, proposal.id, 2, NOW)


async def test_what_the_only_moderator_of_a_region_wrote_is_an_organizers(cast: Cast) -> None:
    await cast.campaign()
    author, organizer = await cast.moderator("KZ-59"), await cast.organizer()
    proposal, strange = await cast.pending(author), await cast.pending()
    waiting = await queue.queue(cast.db, organizer, NOW, RULES)
    assert [item.proposal.id for item in waiting.items] == [proposal.id]
    await items.open_item(cast.db, organizer, proposal.id, NOW, RULES)
    with pytest.raises(errors.NotAllowed):
        await items.open_item(cast.db, organizer, strange.id, NOW, RULES)
    elsewhere = await cast.moderator("KZ-75")
    with pytest.raises(errors.NotYourRegion):
        await items.open_item(cast.db, elsewhere, proposal.id, NOW, RULES)
    decision = await moderation.send_back(cast.db, organizer, proposal.id, 1, "Ауылын атаңыз", NOW, RULES)
    assert await moderation.send_back(cast.db, organizer, proposal.id, 1, "Ауылын атаңыз", NOW, RULES) == decision
    assert await rows(cast.db, "SELECT actor_role FROM history WHERE decision_id = :id", id=decision.id) == [
        ("organizer",)
    ]


async def test_the_next_item_is_one_that_nobody_has_even_when_two_go_on_at_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59"), await cast.moderator("KZ-59")
    for _ in range(4):
        await cast.pending()
    for _ in range(4):
        one, other = await asyncio.gather(
            items.next_item(cast.db, first, NOW, RULES), items.next_item(replica, second, NOW, RULES)
        )
        assert one is not None
        assert other is not None
        assert one.proposal.id != other.proposal.id
        await items.release(cast.db, first, one.proposal.id)
        await items.release(cast.db, second, other.proposal.id)
    assert not await items.has_open_item(cast.db, first, NOW)


async def test_what_was_withdrawn_meanwhile_is_not_decided(cast: Cast) -> None:
    await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await cast.pending(author)
    await items.open_item(cast.db, moderator, proposal.id, NOW, RULES)
    await withdrawal.withdraw(cast.db, author, proposal.id, NOW)
    with pytest.raises(errors.NotPending):
        await moderation.publish(cast.db, moderator, proposal.id, 1, NOW)


async def test_a_moderator_sees_similar_ones_that_wait_or_were_rejected_in_the_own_region(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    rejected, waiting, mine = await cast.pending(), await cast.pending(), await cast.pending()
    await moderation.reject(cast.db, moderator, rejected.id, 1, "abuse", None, NOW, RULES)
    found = await similar.find(cast.db, mine, regions=moderator.moderated_regions)
    assert {one.proposal.id: one.reason and one.reason.code for one in found} == {
        rejected.id: "abuse",
        waiting.id: None,
    }
    assert await similar.find(cast.db, mine, regions=("KZ-75",)) == await similar.find(cast.db, mine) == ()


async def told(cast: Cast) -> list[tuple[int, str]]:
    """Who is owed word of which region."""
    found = await rows(cast.db, "SELECT person_id, facts FROM deliveries WHERE kind = 'unattended' ORDER BY id")
    return [(person, facts) for person, facts in found]


async def test_organizers_are_told_once_a_day_of_a_region_that_nobody_moderates(cast: Cast) -> None:
    await cast.campaign()
    admin = await cast.resident()
    assert admin.telegram_id is not None
    admins = {admin.telegram_id}
    assert await unattended.tell(cast.db, NOW, RULES, admins) == 0, "nothing waits"
    organizer = await cast.resident()
    token = await team.invite(cast.db, await cast.organizer(), "organizer", (), NOW, RULES)
    await team.accept(cast.db, organizer, token, "Динара", NOW, RULES)
    await cast.pending()
    for _ in range(2):
        await unattended.tell(cast.db, NOW, RULES, admins)
        assert await told(cast) == [(admin.id, '{"region":"KZ-59"}'), (organizer.id, '{"region":"KZ-59"}')]
    midnight = datetime(2026, 11, 24, tzinfo=RULES.zone)
    assert await unattended.tell(cast.db, midnight - timedelta(seconds=1), RULES, admins) == 0
    assert await unattended.tell(cast.db, midnight, RULES, admins) == 2
    assert await unattended.waiting(cast.db, "KZ-59") == 1
    await cast.moderator("KZ-59")
    assert await cast.db.read(regions_left.regions) == ()
    assert await unattended.waiting(cast.db, "KZ-59") == 0
    assert await unattended.tell(cast.db, NOW + 2 * DAY, RULES, admins) == 0
