"""Digests: one a recipient and period, no event twice and none skipped, nothing to say means nothing sent."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from forum import deliveries, digests, errors, moderation, team, voting
from storage.database import Database, Transaction, from_ms, open_database
from tests.forum.people import NOW, RULES, Cast

DAY = timedelta(days=1)
NINE = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # Tuesday 09:00 in the forum's zone


async def periods(db: Database) -> list[tuple[datetime, datetime]]:
    async def work(tx: Transaction) -> list[Any]:
        return await tx.all("SELECT period_from, period_until FROM digests ORDER BY period_until")

    return [(from_ms(row["period_from"]), from_ms(row["period_until"])) for row in await db.read(work)]


async def test_looking_at_a_plan_or_choosing_it_again_does_not_skip_what_is_due(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    late = NINE + timedelta(minutes=30)
    plan = await digests.plan_of(cast.db, moderator, "KZ-59", late, RULES)
    assert plan.due_at == NINE
    await digests.set_plan(cast.db, moderator, "KZ-59", late, RULES, cadence="workdays", minute=540, weekday=1)
    assert await periods(cast.db) == [(NOW, NINE)], "what was due is owed before the plan changes"
    assert await digests.due(cast.db, late, RULES) == 0


async def test_a_clock_that_ran_far_ahead_is_lived_through(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await cast.pending()
    await digests.due(cast.db, NINE + 400 * DAY, RULES)
    assert await digests.due(cast.db, NINE, RULES) == 0
    (plan,) = await digests.plans(cast.db, moderator)
    assert plan.covered_until == NINE
    assert plan.due_at == NINE + DAY
    assert await digests.due(cast.db, NINE + DAY, RULES) == 1


@pytest.mark.parametrize(
    "wrong", [{"minute": 1440}, {"minute": -1}, {"weekday": 0}, {"weekday": 8}, {"cadence": "now"}]
)
async def test_a_plan_that_no_button_offers_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    moderator = await cast.moderator("KZ-59")
    with pytest.raises(errors.StaleButton):
        await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, **wrong)


async def test_a_digest_owed_to_somebody_revoked_since_is_not_said(cast: Cast) -> None:
    await cast.campaign()
    await cast.moderator("KZ-59")
    await cast.pending()
    await digests.due(cast.db, NINE, RULES)
    organizer = await cast.organizer()
    (member,) = await team.members(cast.db, organizer)
    await team.revoke(cast.db, organizer, member.id, NINE)
    (delivery,) = await deliveries.claim(cast.db, NINE, 10)
    with pytest.raises(errors.NotAllowed):
        await digests.content_of(cast.db, int(str(delivery.facts["digest"])), NINE, RULES)


async def test_somebody_invited_again_is_told_of_the_time_between(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    organizer = await cast.organizer()
    (member,) = await team.members(cast.db, organizer)
    await team.revoke(cast.db, organizer, member.id, NOW)
    await cast.pending()
    token = await team.invite(cast.db, organizer, "moderator", ("KZ-59",), NINE + 2 * DAY, RULES)
    await team.accept(cast.db, moderator, token, "Марат", NINE + 2 * DAY, RULES)
    assert await digests.due(cast.db, NINE + 3 * DAY, RULES) == 1
    assert await periods(cast.db) == [(NOW, NINE + 3 * DAY)]


async def test_a_new_moderator_gets_nine_oclock_on_working_days(cast: Cast) -> None:
    moderator = await cast.moderator("KZ-59", "KZ-11")
    plans = await digests.plans(cast.db, moderator)
    assert [(plan.region, plan.cadence, plan.minute) for plan in plans] == [
        ("KZ-59", "workdays", 540),
        ("KZ-11", "workdays", 540),
    ]
    assert plans[0].due_at == NINE


async def test_two_replicas_and_a_clock_that_jumps_back_owe_one_digest(cast: Cast, database_url: str) -> None:
    await cast.campaign()
    await cast.moderator("KZ-59")
    await cast.pending()
    replica = await open_database(database_url)
    owed = await asyncio.gather(
        *(digests.due(db, NINE + timedelta(seconds=5), RULES) for db in (cast.db, replica, cast.db, replica))
    )
    owed.append(await digests.due(cast.db, NINE - timedelta(hours=1), RULES))
    owed.append(await digests.due(cast.db, NINE + timedelta(minutes=1), RULES))
    await replica.close()
    assert sum(owed) == 1
    assert await periods(cast.db) == [(NOW, NINE)]
    (delivery,) = await deliveries.claim(cast.db, NINE + timedelta(minutes=1), 10)
    assert delivery.kind == "digest"


async def test_periods_tile_time_through_downtime_and_silence(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, cadence="daily")
    await cast.pending()
    # On time; eleven hours late (sent on return); a day and a half late (the next one widens); on time again.
    wakes = [NINE, NINE + DAY + timedelta(hours=11), NINE + 3 * DAY + timedelta(hours=13), NINE + 4 * DAY]
    for wake in wakes:
        await digests.due(cast.db, wake, RULES)
        assert await digests.due(cast.db, wake + timedelta(seconds=30), RULES) == 0
    told = await periods(cast.db)
    assert told[0][0] == NOW
    assert all(earlier[1] == later[0] for earlier, later in pairwise(told)), told
    assert [until for _, until in told] == [NINE, NINE + DAY, NINE + 4 * DAY]


async def test_nothing_to_say_sends_nothing_and_skips_nothing(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    assert await digests.due(cast.db, NINE, RULES) == 0
    assert await periods(cast.db) == []
    (plan,) = await digests.plans(cast.db, moderator)
    assert (plan.covered_until, plan.due_at) == (NINE, NINE + DAY)


async def test_what_a_digest_says(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    other = await cast.moderator("KZ-75")
    for _ in range(4):
        await cast.pending()
    popular, quiet = await cast.published(moderator), await cast.published(moderator)
    far = await cast.published(other, place="KZ-75")
    for proposal, votes in ((popular, 3), (quiet, 1), (far, 5)):
        for _ in range(votes):
            await voting.cast(cast.db, await cast.resident(), proposal.id, 1, NOW, RULES)
    changed_mind = await cast.resident()
    for value in (1, -1):
        await voting.cast(cast.db, changed_mind, popular.id, value, NOW, RULES)
    content = await digests.current(cast.db, moderator, "KZ-59", NOW, RULES)
    assert (content.waiting, content.published, content.support_gained) == (4, 2, 4)
    assert [(proposal.id, gained) for proposal, gained in content.top] == [(popular.id, 3), (quiet.id, 1)]
    assert len(content.oldest) == 3
    assert content.oldest[0].proposal.number == 1
    with pytest.raises(errors.NotYourRegion):
        await digests.current(cast.db, moderator, "KZ-75", NOW, RULES)


async def test_fresh_nearly_late_and_late_are_told_apart(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(2):
        await cast.pending()
    for days, expected in ((0, (2, 0, 0)), (1, (2, 0, 0)), (2, (0, 2, 0)), (3, (0, 0, 2))):
        content = await digests.current(cast.db, moderator, "KZ-59", NOW + days * DAY, RULES)
        assert (content.fresh, content.near, content.late) == expected, days


async def test_a_revoked_moderator_gets_no_more_digests(cast: Cast) -> None:
    await cast.campaign()
    await cast.moderator("KZ-59")
    await cast.pending()
    organizer = await cast.organizer()
    (member,) = await team.members(cast.db, organizer)
    await team.revoke(cast.db, organizer, member.id, NOW)
    assert await digests.due(cast.db, NINE, RULES) == 0


async def test_a_plan_is_changed_whole_and_what_was_told_stays_told(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.pending()
    await digests.due(cast.db, NINE, RULES)
    plan = await digests.set_plan(cast.db, moderator, "KZ-59", NINE, RULES, cadence="weekly", minute=18 * 60, weekday=5)
    assert plan.due_at == datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
    assert plan.covered_until == NINE
    off = await digests.set_plan(cast.db, moderator, "KZ-59", NINE, RULES, cadence="off")
    assert off.due_at is None
    await moderation.publish(cast.db, moderator, proposal.id, 1, NINE + DAY)
    assert await digests.due(cast.db, NINE + 30 * DAY, RULES) == 0
    again = await digests.set_plan(cast.db, moderator, "KZ-59", NINE + 2 * DAY, RULES, cadence="daily")
    assert again.due_at is not None
    await digests.due(cast.db, again.due_at, RULES)
    assert (await periods(cast.db))[-1] == (NINE, again.due_at), "the pause is covered by the first digest after it"
    with pytest.raises(errors.StaleButton):
        await digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, minute=3000)
