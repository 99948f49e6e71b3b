"""Plans of digests: whose they are, the pause, the language, and days that are made free after they were set."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from forum import deliveries, digests, errors, people, team
from forum.digest_plans import plan_organizers, unplan_group
from forum.national_digest import NationalContent
from storage import days, staff_groups
from storage.database import Database, Transaction
from storage.records import StaffGroup
from tests.forum.digest_steps import DAY, NINE, connected_group, periods, real_organizer
from tests.forum.people import NOW, RULES, Cast, rows


async def make_free(cast: Cast, day: date) -> None:
    organizer = await cast.organizer()

    async def unit(tx: Transaction) -> None:
        await days.save(tx, day, is_working=False, by=organizer.id, now=NOW)

    await cast.db.write(unit)


async def _digest_of(cast: Cast, group: StaffGroup) -> int:
    ((digest_id,),) = await rows(cast.db, "SELECT id FROM digests WHERE group_id = :id", id=group.id)
    return int(digest_id)


async def test_a_group_gets_its_regions_digest_once_whatever_replicas_do(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    group = await connected_group(cast, moderator)
    await cast.pending()
    owed = await asyncio.gather(*(digests.due(db, NINE, RULES) for db in (cast.db, replica) * 2))
    assert sum(owed) == 2, "the moderator's and the group's"
    assert await periods(cast.db, "group_id", group.id) == [(NOW, NINE)]
    found = await rows(cast.db, "SELECT kind FROM deliveries WHERE group_id = :id AND kind = 'digest'", id=group.id)
    assert len(found) == 1
    content = await digests.content_of(cast.db, await _digest_of(cast, group), NINE, RULES)
    assert not isinstance(content, NationalContent)
    assert (content.region, content.waiting, content.appealed) == ("KZ-59", 1, 0)


async def test_a_group_disconnected_put_out_or_of_another_region_by_now_gets_nothing(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    group = await connected_group(cast, moderator)
    await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, cadence="off")
    await cast.pending()
    await cast.db.write(lambda tx: staff_groups.set_unreachable(tx, group.id, NOW))
    assert await digests.due(cast.db, NINE, RULES) == 0
    await cast.db.write(lambda tx: staff_groups.set_reachable(tx, group.id))
    assert await digests.due(cast.db, NINE, RULES) == 1
    await cast.db.write(lambda tx: staff_groups.disconnect(tx, group.id, "KZ-59"))
    with pytest.raises(errors.NotAllowed):
        await digests.content_of(cast.db, await _digest_of(cast, group), NINE, RULES)
    assert await digests.due(cast.db, NINE + DAY, RULES) == 0
    await cast.db.write(lambda tx: unplan_group(tx, group.id))
    assert await rows(cast.db, "SELECT id FROM digest_plans WHERE group_id IS NOT NULL") == []


async def test_a_groups_plan_is_set_by_its_regions_moderators_only(cast: Cast) -> None:
    moderator, stranger = await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    group = await connected_group(cast, moderator)
    plan = await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, cadence="daily", group_id=group.id)
    assert (plan.recipient.group_id, plan.cadence) == (group.id, "daily")
    own = await digests.plan_of(cast.db, moderator, "KZ-59", NOW, RULES)
    assert own.cadence == "workdays", "the moderator's own plan stays"
    for person, region, refusal in (
        (stranger, "KZ-59", errors.NotYourRegion),
        (stranger, "KZ-75", errors.StaleButton),
        (await cast.resident(), "KZ-59", errors.NotAllowed),
    ):
        with pytest.raises(refusal):
            await digests.set_plan(cast.db, person, region, NOW, RULES, cadence="off", group_id=group.id)


async def test_organizers_get_the_countrys_digest_and_one_revoked_gets_nothing(cast: Cast) -> None:
    await cast.campaign()
    organizer = await real_organizer(cast)
    await cast.pending(place="KZ-75")
    (plan,) = await digests.plans(cast.db, organizer)
    assert (plan.region, plan.cadence, plan.due_at) == ("", "workdays", NINE)
    assert await digests.due(cast.db, NINE, RULES) == 1
    (delivery,) = await deliveries.claim(cast.db, NINE, 10)
    digest_id = int(str(delivery.facts["digest"]))
    content = await digests.content_of(cast.db, digest_id, NINE, RULES)
    assert isinstance(content, NationalContent)
    assert [(line.region, line.waiting.total) for line in content.lines] == [("KZ-75", 1)]
    members = await team.members(cast.db, await cast.organizer())
    (member,) = [one for one in members if one.person_id == organizer.id]
    await team.revoke(cast.db, await cast.organizer(), member.id, NINE)
    with pytest.raises(errors.NotAllowed):
        await digests.content_of(cast.db, digest_id, NINE, RULES)
    assert await digests.due(cast.db, NINE + DAY, RULES) == 0


async def test_an_admin_of_the_settings_begins_to_get_it_by_opening_the_plan(cast: Cast) -> None:
    await cast.campaign()
    admin = await cast.organizer()
    await cast.pending()
    assert await digests.plans(cast.db, admin) == ()
    plan = await digests.open_plan(cast.db, admin, "", NOW, RULES)
    assert plan.due_at == NINE
    assert [one.due_at for one in await digests.plans(cast.db, admin)] == [NINE]
    assert await digests.due(cast.db, NINE, RULES) == 0, "not named in the settings any more"
    assert admin.telegram_id is not None
    assert await digests.due(cast.db, NINE, RULES, frozenset({admin.telegram_id})) == 1
    with pytest.raises(errors.NotAllowed):
        await digests.open_plan(cast.db, await cast.moderator("KZ-59"), "", NOW, RULES)


async def test_organizers_of_before_are_planned_once(cast: Cast) -> None:
    organizer = await real_organizer(cast)
    await cast.db.write(lambda tx: tx.run("DELETE FROM digest_plans WHERE person_id = :id", id=organizer.id))
    assert [await plan_organizers(cast.db, NOW, RULES) for _ in range(2)] == [1, 0]
    assert [plan.region for plan in await digests.plans(cast.db, organizer)] == [""]


async def test_a_pause_of_a_month_is_covered_by_the_first_digest_after_it(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, cadence="daily")
    await cast.pending()
    await digests.due(cast.db, NINE, RULES)
    plan = await digests.pause(cast.db, moderator, "KZ-59", date(2026, 12, 24), NINE, RULES)
    assert plan.due_at == datetime(2026, 12, 24, 4, 0, tzinfo=UTC)
    assert plan.covered_until == NINE
    wake = NINE
    while wake < NINE + 40 * DAY:
        wake += timedelta(hours=12)
        await digests.due(cast.db, wake, RULES)
    told = await periods(cast.db)
    assert told[1] == (NINE, datetime(2026, 12, 24, 4, 0, tzinfo=UTC))
    assert all(earlier[1] == later[0] for earlier, later in pairwise(told)), told


async def test_a_pause_ends_at_once_when_it_is_ended_and_a_wrong_day_is_refused(cast: Cast) -> None:
    moderator = await cast.moderator("KZ-59")
    await digests.pause(cast.db, moderator, "KZ-59", date(2026, 12, 7), NOW, RULES)
    weekly = await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, cadence="weekly", weekday=1)
    assert weekly.due_at == datetime(2026, 12, 7, 4, 0, tzinfo=UTC), "the pause ends before nine of its last day"
    again = await digests.pause(cast.db, moderator, "KZ-59", None, NOW, RULES)
    assert (again.paused_until, again.due_at) == (None, datetime(2026, 11, 30, 4, 0, tzinfo=UTC))
    for wrong in (date(2026, 11, 23), date(2026, 1, 1), date(2027, 11, 23)):
        with pytest.raises(errors.StaleButton):
            await digests.pause(cast.db, moderator, "KZ-59", wrong, NOW, RULES)


async def test_a_digest_due_at_the_press_of_the_pause_is_owed_first(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    await digests.pause(cast.db, moderator, "KZ-59", date(2026, 12, 7), NINE + timedelta(minutes=1), RULES)
    assert await periods(cast.db) == [(NOW, NINE)]


async def test_the_language_of_a_plan_goes_with_what_is_owed(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    plan = await digests.set_language(cast.db, moderator, "KZ-59", "ru", NOW, RULES)
    assert plan.language == "ru"
    await digests.due(cast.db, NINE, RULES)
    (delivery,) = await deliveries.claim(cast.db, NINE, 10)
    assert delivery.facts["language"] == "ru"
    assert (await digests.set_language(cast.db, moderator, "KZ-59", None, NINE, RULES)).language is None
    with pytest.raises(errors.StaleButton):
        await digests.set_language(cast.db, moderator, "KZ-59", "en", NINE, RULES)


async def test_a_day_made_free_after_it_was_set_has_no_digest_and_the_next_one_covers_it(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    await make_free(cast, date(2026, 11, 24))
    assert await digests.due(cast.db, NINE, RULES) == 0
    (plan,) = await digests.plans(cast.db, moderator)
    assert (plan.due_at, plan.covered_until) == (NINE + DAY, NOW)
    assert await digests.due(cast.db, NINE + DAY, RULES) == 1
    assert await periods(cast.db) == [(NOW, NINE + DAY)]


async def test_somebody_who_blocked_the_bot_is_told_of_the_whole_time_on_return(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    assert moderator.telegram_id is not None
    await people.note_reach(cast.db, moderator.telegram_id, NOW, is_blocked=True)
    for day in range(5):
        assert await digests.due(cast.db, NINE + day * DAY, RULES) == 0
    await people.note_reach(cast.db, moderator.telegram_id, NINE + 6 * DAY, is_blocked=False)
    assert await digests.due(cast.db, NINE + 6 * DAY, RULES) == 1
    assert await periods(cast.db) == [(NOW, NINE + 6 * DAY)]


async def test_a_plan_that_a_late_look_of_a_fast_clock_sent_away_comes_back(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    # Too late for a digest even then, so only the due time was moved.
    await digests.due(cast.db, NINE + 400 * DAY + timedelta(hours=14), RULES)
    (plan,) = await digests.plans(cast.db, moderator)
    assert plan.due_at is not None
    assert plan.due_at > NINE + 300 * DAY
    assert await digests.due(cast.db, NOW, RULES) == 0
    (plan,) = await digests.plans(cast.db, moderator)
    assert (plan.due_at, plan.covered_until) == (NINE, NOW)


async def test_a_pause_is_not_taken_for_a_wrong_clock(cast: Cast) -> None:
    moderator = await cast.moderator("KZ-59")
    paused = await digests.pause(cast.db, moderator, "KZ-59", date(2027, 2, 1), NOW, RULES)
    await digests.due(cast.db, NOW, RULES)
    assert [replace(plan, id=0) for plan in await digests.plans(cast.db, moderator)] == [replace(paused, id=0)]
