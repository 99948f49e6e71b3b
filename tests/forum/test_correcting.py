"""Correcting topic, place and language: who may, where it goes, and what stays."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from forum import correcting, errors, moderation, reports, rising, team, voting, withdrawal
from forum.workable import round_of
from storage.database import Database
from storage.vocabulary import NATIONAL
from tests.forum.joined import demand_true_counters, found, fresh, supported
from tests.forum.people import NOW, RULES, Cast, rows


async def details(cast: Cast) -> list[dict[str, str]]:
    """What the corrections were, oldest first."""
    kept = await rows(cast.db, "SELECT details FROM history WHERE act = 'correct' ORDER BY id")
    return [json.loads(one) for (one,) in kept]


@pytest.mark.parametrize(("field", "former", "value"), [("topic", "rural", "health"), ("language", "kk", "ru")])
async def test_a_field_is_corrected_and_the_author_hears_of_it(cast: Cast, field: str, former: str, value: str) -> None:
    await cast.campaign()
    moderator, pending = await cast.moderator("KZ-59"), await cast.pending()
    await moderation.open_item(cast.db, moderator, pending.id, NOW, RULES)
    corrected = await correcting.correct(cast.db, moderator, pending.id, 1, field, value, NOW)
    assert corrected.is_changed
    assert (await found(cast.db, pending))[field] == value
    assert (await found(cast.db, pending))["taken_by"] == moderator.id, "it stays open here"
    again = await correcting.correct(cast.db, moderator, pending.id, 1, field, value, NOW)
    assert not again.is_changed
    assert await details(cast) == [{"field": field, "from": former, "to": value}]
    owed = await rows(cast.db, "SELECT kind, facts FROM deliveries WHERE person_id = :id", id=pending.author_id)
    assert [(kind, json.loads(facts)) for kind, facts in owed] == [
        ("corrected", {"proposal": pending.id, "field": field, "to": value})
    ]


async def test_another_region_gets_it_and_the_former_one_has_it_no_more(cast: Cast) -> None:
    await cast.campaign()
    moderator, theirs = await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    pending = await cast.pending()
    await moderation.open_item(cast.db, moderator, pending.id, NOW, RULES)
    await correcting.correct(cast.db, moderator, pending.id, 1, "place", "KZ-75", NOW)
    row = await found(cast.db, pending)
    assert (row["place"], row["region"], row["taken_by"]) == ("KZ-75", "KZ-75", None)
    assert (await fresh(cast, pending)).queued_at == pending.queued_at, "the clock goes on"
    with pytest.raises(errors.NotYourRegion):
        await moderation.publish(cast.db, moderator, pending.id, 1, NOW)
    with pytest.raises(errors.NotYourRegion):
        await correcting.correct(cast.db, moderator, pending.id, 1, "place", "KZ-59", NOW)
    decision = await moderation.publish(cast.db, theirs, pending.id, 1, NOW)
    assert decision.region == "KZ-75"


async def test_a_national_one_stays_with_its_moderators(cast: Cast) -> None:
    await cast.campaign()
    moderator, pending = await cast.moderator("KZ-59"), await cast.pending()
    await correcting.correct(cast.db, moderator, pending.id, 1, "place", NATIONAL, NOW)
    row = await found(cast.db, pending)
    assert (row["place"], row["region"]) == (NATIONAL, "KZ-59")
    await correcting.correct(cast.db, moderator, pending.id, 1, "place", "KZ-59", NOW)
    assert (await found(cast.db, pending))["place"] == "KZ-59"


async def test_a_published_and_a_hidden_one_keep_their_votes(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    await supported(cast, proposal, await cast.resident(), await cast.resident())
    await correcting.correct(cast.db, moderator, proposal.id, 2, "topic", "health", NOW)
    for _ in range(3):
        await reports.report(cast.db, await cast.resident(), proposal.id, "insult", NOW, RULES)
    hidden = await fresh(cast, proposal)
    await correcting.correct(cast.db, moderator, proposal.id, round_of(hidden), "place", "KZ-75", NOW)
    row = await found(cast.db, proposal)
    assert (row["state"], row["topic"], row["region"], row["support_count"]) == ("hidden", "health", "KZ-75", 2)
    assert await rows(cast.db, "SELECT DISTINCT region FROM vote_hours") == [("KZ-59",)], "counted where it stood then"
    await demand_true_counters(cast.db)


async def test_the_rising_order_counts_the_votes_of_both_regions(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    await supported(cast, proposal, await cast.resident(), await cast.resident())
    await correcting.correct(cast.db, moderator, proposal.id, 2, "place", "KZ-75", NOW)
    cast.now = NOW + timedelta(hours=1)
    await voting.cast(cast.db, await cast.resident(), proposal.id, voting.SUPPORT, cast.now, RULES)
    await rising.bring_up_to_date(cast.db, cast.now)
    assert await rows(cast.db, "SELECT rising FROM proposals WHERE id = :id", id=proposal.id) == [(3,)]


async def test_what_cannot_be_corrected_says_why(cast: Cast) -> None:
    await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    pending = await cast.pending(author)
    for field, value in (("title", "Жаңа атау"), ("state", "published"), ("language", "en"), ("region", "KZ-75")):
        with pytest.raises(errors.StaleButton):
            await correcting.correct(cast.db, moderator, pending.id, 1, field, value, NOW)
    for person, kind in (
        (author, errors.NotAllowed),
        (await cast.organizer(), errors.NotAllowed),
        (await cast.moderator("KZ-75"), errors.NotYourRegion),
    ):
        with pytest.raises(kind):
            await correcting.correct(cast.db, person, pending.id, 1, "topic", "health", NOW)
    other = await cast.moderator("KZ-59", name="Әсел")
    await moderation.open_item(cast.db, other, pending.id, NOW, RULES)
    with pytest.raises(errors.TakenBy):
        await correcting.correct(cast.db, moderator, pending.id, 1, "topic", "health", NOW)
    await moderation.reject(cast.db, other, pending.id, 1, "unclear", None, NOW, RULES)
    with pytest.raises(errors.AlreadyDecided):
        await correcting.correct(cast.db, moderator, pending.id, 1, "topic", "health", NOW)
    second = await cast.pending(author)
    await withdrawal.withdraw(cast.db, author, second.id, NOW)
    with pytest.raises(errors.NotPending):
        await correcting.correct(cast.db, moderator, second.id, 1, "topic", "health", NOW)
    third = await cast.published(other)
    ((member,),) = await rows(cast.db, "SELECT id FROM team WHERE person_id = :id", id=moderator.id)
    await team.revoke(cast.db, await cast.organizer(), member, NOW)
    with pytest.raises(errors.NotAllowed):  # the screen was opened before, so the person still has the role
        await correcting.correct(cast.db, moderator, third.id, 2, "topic", "health", NOW)
    assert not await details(cast)


async def test_two_corrections_at_once_are_both_told_as_they_were(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59"), await cast.moderator("KZ-59", name="Әсел")
    proposal = await cast.published(first)
    await asyncio.gather(
        correcting.correct(cast.db, first, proposal.id, 2, "topic", "health", NOW),
        correcting.correct(replica, second, proposal.id, 2, "topic", "inclusion", NOW),
    )
    one, other = await details(cast)
    assert (one["from"], other["from"]) == ("rural", one["to"])
    assert (await found(cast.db, proposal))["topic"] == other["to"]
