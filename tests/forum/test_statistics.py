"""Statistics against a slow count of the same tables, row by row, in one campaign and beside another one."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest

from forum import campaigns, errors, moderation, statistics, undoing, voting
from forum.calendar import Calendar
from forum.paces import Pace, percent
from forum.policies import PUBLIC
from forum.statistics import DayFigures, Figures, Turnout
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS
from storage.database import from_ms
from storage.records import Campaign
from storage.statistics import Answered
from tests.forum.digest_steps import DAY, real_organizer
from tests.forum.people import NOW, RULES, Cast, rows

PLACES = (*REGION_CODES, NATIONAL)
HOUR = timedelta(hours=1)


async def busy_campaign(cast: Cast) -> Campaign:
    """Ten days of proposals, votes changed and taken back, decisions in time, late and taken back."""
    campaign = await cast.campaign()
    marat, dana = await cast.moderator("KZ-59"), await cast.moderator("KZ-75", name="Дана")
    voters = [await cast.resident(region) for region in ("KZ-59", "KZ-59", "KZ-75", "KZ-10")]
    await cast.resident("KZ-10", "ru")
    for number in range(10):
        cast.now = NOW + number * DAY
        place = ("KZ-59", "KZ-75", "national")[number % 3]
        moderator = dana if place == "KZ-75" else marat
        proposal = await cast.pending(place=place, topic=("rural", "sport")[number % 2])
        cast.now += 7 * DAY if number == 4 else (number + 1) * HOUR
        if number == 9:
            continue
        if number == 8:
            await moderation.reject(cast.db, moderator, proposal.id, 1, "not-for-forum", None, cast.now, RULES)
            continue
        decision = await moderation.publish(cast.db, moderator, proposal.id, 1, cast.now)
        if number == 7:
            await undoing.undo(cast.db, moderator, decision.id, cast.now, RULES)
            continue
        for place_of, voter in enumerate(voters[: 1 + number % 4]):
            value = 1 if (number + place_of) % 3 else -1
            await voting.cast(cast.db, voter, proposal.id, value, cast.now + HOUR, RULES)
    first = await rows(cast.db, "SELECT id FROM proposals WHERE state = 'published' ORDER BY id LIMIT 1")
    await voting.cast(cast.db, voters[0], first[0][0], 0, cast.now + 2 * HOUR, RULES)
    return campaign


async def slow_groups(cast: Cast, campaign: Campaign, by: str) -> dict[str, Figures]:
    """Each proposal looked at, one after the other."""
    found: dict[str, Counter[str]] = {}
    for code, state, support, objections in await rows(
        cast.db,
        f"SELECT {by}, state, support_count, object_count FROM proposals WHERE campaign_id = :id AND number > 0",
        id=campaign.id,
    ):
        counted = found.setdefault(code, Counter())
        counted["submitted"] += 1
        if state in PUBLIC:
            counted.update(published=1, support=support, objections=objections)
    return {code: Figures(code, **counted) for code, counted in found.items()}


async def slow_days(cast: Cast, campaign: Campaign) -> dict[date, tuple[int, int]]:
    """Proposals and net votes by the day of the forum's zone."""
    found: dict[date, list[int]] = {}
    for (submitted,) in await rows(
        cast.db, "SELECT submitted_at FROM proposals WHERE campaign_id = :id AND number > 0", id=campaign.id
    ):
        found.setdefault(from_ms(submitted).astimezone(RULES.zone).date(), [0, 0])[0] += 1
    for hour, support, objection in await rows(
        cast.db,
        "SELECT v.hour, v.support, v.objection FROM vote_hours v JOIN proposals p ON p.id = v.proposal_id"
        " WHERE p.campaign_id = :id",
        id=campaign.id,
    ):
        found.setdefault(from_ms(hour * 3_600_000).astimezone(RULES.zone).date(), [0, 0])[1] += support + objection
    return {day: (submitted, votes) for day, (submitted, votes) in found.items() if submitted or votes}


async def slow_paces(cast: Cast, campaign: Campaign) -> dict[str, tuple[int, int, timedelta | None]]:
    """Decisions in force, late ones and the median time by region; of all under ''."""
    calendar = Calendar(RULES.zone)
    found: dict[str, list[tuple[datetime, datetime]]] = {"": []}
    for region, queued, decided in await rows(
        cast.db,
        "SELECT d.region, d.queued_at, d.decided_at FROM decisions d JOIN proposals p ON p.id = d.proposal_id"
        " WHERE p.campaign_id = :id AND d.undone_at IS NULL AND (d.kind <> 'join' OR d.decided_at > d.queued_at)",
        id=campaign.id,
    ):
        for key in ("", region):
            found.setdefault(key, []).append((from_ms(queued), from_ms(decided)))
    return {
        region: (
            len(spans),
            sum(calendar.day_of_waiting(came, done) > RULES.decision_workdays for came, done in spans),
            timedelta(minutes=median((done - came) // timedelta(minutes=1) for came, done in spans)) if spans else None,
        )
        for region, spans in found.items()
    }


async def everything(cast: Cast, campaign: Campaign) -> statistics.Statistics:
    return await statistics.everything(cast.db, campaign, cast.now, RULES, PLACES, TOPIC_SLUGS)


async def compare(cast: Cast, campaign: Campaign) -> statistics.Statistics:
    """Every figure of a campaign against the slow counts."""
    found = await everything(cast, campaign)
    for by, listed in (("place", found.places), ("topic", found.topics), ("language", found.languages)):
        assert {one.code: one for one in listed if one.submitted} == await slow_groups(cast, campaign, by)
    days = await slow_days(cast, campaign)
    assert {one.day: (one.submitted, one.votes) for one in found.days if one.submitted or one.votes} == days
    assert len(found.days) == (max(days) - min(days)).days + 1
    told = {one.region: (one.decided, one.late, one.median) for one in found.paces if one.decided or not one.region}
    assert told == await slow_paces(cast, campaign)
    total = found.whole.total
    assert total.submitted == sum(count for _, count in found.whole.states) == sum(one.submitted for one in found.days)
    assert (total.support, total.objections) == (
        sum(one.support for one in found.places),
        sum(one.objections for one in found.topics),
    )
    return found


async def test_all_figures_are_those_of_a_slow_count(cast: Cast) -> None:
    campaign = await busy_campaign(cast)
    found = await compare(cast, campaign)
    assert found.whole.total.submitted == 10
    assert dict(found.whole.states) == {"published": 7, "pending": 2, "rejected": 1}
    assert found.whole.authors == 10
    country, *regions = found.paces
    assert (country.region, country.decided, country.late, country.waiting) == ("", 8, 1, 2)
    assert [one.median for one in regions if one.median] == sorted(
        (one.median for one in regions if one.median), reverse=True
    )
    turnout = {one.region: one for one in found.turnouts}
    people: Any = await rows(
        cast.db,
        "SELECT pe.id, pe.region, count(v.value) FROM people pe LEFT JOIN votes v"
        " ON v.person_id = pe.id AND v.value <> 0 WHERE pe.region IS NOT NULL GROUP BY pe.id, pe.region",
    )
    for region in ("KZ-59", "KZ-75", "KZ-10"):
        here = [votes for _, of, votes in people if of == region]
        assert turnout[region] == Turnout(region, len(here), sum(votes > 0 for votes in here))
    assert turnout["KZ-10"].voters == 1
    assert turnout[""].voters == 4
    assert turnout["KZ-31"] == Turnout("KZ-31", 0, 0)


async def test_an_ended_campaign_keeps_its_figures_beside_a_new_one(cast: Cast) -> None:
    first = await busy_campaign(cast)
    before = await compare(cast, first)
    organizer = await real_organizer(cast)
    await campaigns.end(cast.db, organizer, first.id, cast.now)
    second = await cast.campaign()
    dana = await cast.moderator("KZ-31", name="Сәуле")
    proposal = await cast.published(dana, "KZ-31", "digital")
    voter = await cast.resident("KZ-31")
    await voting.cast(cast.db, voter, proposal.id, 1, cast.now, RULES)
    again = await compare(cast, first)
    assert (again.whole, again.places, again.days, again.paces) == (
        before.whole, before.places, before.days, before.paces,
    )  # fmt: skip
    fresh = await compare(cast, second)
    assert fresh.whole.total == Figures("", submitted=1, published=1, support=1)
    assert [one for one in fresh.days if one.votes] == [DayFigures(cast.now.astimezone(RULES.zone).date(), 1, 1)]
    assert fresh.turnouts[0].voters == 1
    assert again.turnouts[0].voters == 4
    assert await statistics.list_campaigns(cast.db, organizer) == (
        await statistics.find_campaign(cast.db, second.id),
        await statistics.find_campaign(cast.db, first.id),
    )


async def test_answers_are_counted_of_what_was_sent_and_steps_taken_back_are_nothing(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    proposals = [await cast.published(marat) for _ in range(4)]
    who, at = marat.id, int(cast.now.timestamp() * 1000)

    async def unit(tx: Any) -> None:
        await tx.run("INSERT INTO addressees (name_kk, name_ru, created_at) VALUES ('Әкімдік', 'Акимат', 1)")
        sent = "(proposal_id, state, addressee_id, sent_on, due_on, recorded_by, recorded_at, undone_at, undone_by)"
        for one, due, undone in ((0, "2026-12-20", None), (1, "2026-11-22", None), (2, "2026-11-22", None),
                                 (3, "2026-11-20", at)):  # fmt: skip
            await tx.run(
                f"INSERT INTO outcomes {sent} VALUES (:id, 'sent', 1, '2026-11-10', :due, :who, :at, :undone, :by)",
                id=proposals[one].id, due=due, who=who, at=at, undone=undone, by=undone and who,
            )  # fmt: skip
        for state, counts in (("answered", (5, 1, 0)), ("done", (2, 0, 3))):
            await tx.run(
                "INSERT INTO outcomes (proposal_id, state, answer_kk, answer_ru, recorded_by, recorded_at,"
                " answered_count, partly_count, formal_count)"
                " VALUES (:id, :state, 'Жауап берілді осында', 'Ответ дан здесь', :who, :at, :a, :p, :f)",
                id=proposals[1].id, state=state, who=who, at=at, a=counts[0], p=counts[1], f=counts[2],
            )  # fmt: skip

    await cast.db.write(unit)
    campaign = await statistics.find_campaign(cast.db)
    found = await statistics.answered(cast.db, campaign, NOW, RULES)
    assert found == Answered(sent=3, answered=1, overdue=1, ratings=(7, 1, 3))
    assert percent(1, 3) == 33


async def test_nothing_is_told_before_anything_happened_and_only_to_organizers(cast: Cast) -> None:
    with pytest.raises(errors.NoCampaign):
        await statistics.find_campaign(cast.db)
    campaign = await cast.campaign()
    found = await everything(cast, campaign)
    assert (found.whole.total, found.whole.states, found.days) == (Figures(""), (), ())
    assert found.paces == (Pace("", 0, 0, None, 0),)
    assert found.answered == Answered(0, 0, 0, (0, 0, 0))
    assert len(found.places) == len(PLACES)
    aigul, marat = await cast.resident(), await cast.moderator("KZ-59")
    for person in (aigul, marat):
        with pytest.raises(errors.NotAllowed):
            await statistics.campaign_of(cast.db, person)
        with pytest.raises(errors.NotAllowed):
            await statistics.list_campaigns(cast.db, person)
    organizer = await real_organizer(cast)
    assert (await statistics.campaign_of(cast.db, organizer)).id == campaign.id
    with pytest.raises(errors.NoCampaign):
        await statistics.campaign_of(cast.db, organizer, 99)
