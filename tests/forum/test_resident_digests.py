"""The resident's weekly digest: one a person and week, a region read once for all, none when nothing happened."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from forum import addressees, outcomes, people, resident_digests, voting
from forum.calendar import Calendar
from forum.policies import Rules
from storage.database import Database, to_ms
from storage.outcomes import NewOutcome
from storage.records import Person, Proposal
from tests.forum.becoming import MINUTE, shortlisted, stepped
from tests.forum.people import NOW, RULES, Cast, rows

DAY, WEEK = timedelta(days=1), timedelta(days=7)
CALENDAR = Calendar(RULES.zone)
# NOW is a Monday, 10:00 in the zone: just then digests go out.
NEXT = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)


async def subscriber(cast: Cast, region: str = "KZ-59") -> Person:
    person = await cast.resident(region)
    await resident_digests.choose(cast.db, person, cast.now, RULES, is_on=True)
    return person


async def owed(cast: Cast) -> list[tuple[int, str]]:
    found = await rows(cast.db, "SELECT person_id, facts FROM deliveries WHERE kind = 'weekly' ORDER BY id")
    return [(person, facts) for person, facts in found]


def facts(since: datetime, until: datetime, region: str = "KZ-59") -> str:
    return f'{{"region":"{region}","since":{to_ms(since)},"until":{to_ms(until)}}}'


async def lively(cast: Cast) -> Proposal:
    """A region where something was published in the week to come."""
    await cast.campaign()
    cast.now = NOW + DAY
    return await cast.published(await cast.moderator("KZ-59"))


def test_they_go_out_on_mondays_at_ten_or_after_the_holiday() -> None:
    assert resident_digests.next_due(NOW, CALENDAR) == NEXT
    assert resident_digests.last_due(NEXT - timedelta(seconds=1), CALENDAR) == NOW
    assert resident_digests.last_due(NEXT, CALENDAR) == NEXT
    nauryz = datetime(2027, 3, 20, 5, 0, tzinfo=UTC)
    assert resident_digests.next_due(nauryz, CALENDAR) == datetime(2027, 3, 25, 5, 0, tzinfo=UTC)


async def test_each_gets_it_once_a_week_however_often_and_by_whomever_it_is_looked_for(
    cast: Cast, replica: Database
) -> None:
    people_ = [await subscriber(cast) for _ in range(3)]
    await lively(cast)
    assert await resident_digests.due(cast.db, NEXT - timedelta(seconds=1), RULES) == 0
    found = await asyncio.gather(*(resident_digests.due(db, NEXT, RULES) for db in (cast.db, replica) * 2))
    assert sum(found) == 3
    assert await owed(cast) == [(person.id, facts(NOW, NEXT)) for person in people_]
    for later in (NEXT, NEXT - DAY, NEXT + DAY):
        assert await resident_digests.due(cast.db, later, RULES) == 0, "nor after a restart or with a clock set back"


async def test_where_nothing_happened_nothing_is_sent(cast: Cast) -> None:
    await subscriber(cast, "KZ-39")
    lively_one = await subscriber(cast)
    await lively(cast)
    assert await resident_digests.due(cast.db, NEXT, RULES) == 1
    assert [person for person, _ in await owed(cast)] == [lively_one.id]
    assert await resident_digests.due(cast.db, NEXT + WEEK, RULES) == 0, "the week after was quiet"
    assert await rows(
        cast.db, "SELECT count(*) FROM resident_digests WHERE due_at = :at", at=to_ms(NEXT + 2 * WEEK)
    ) == [(2,)]


async def test_a_late_one_goes_out_on_return_and_a_very_late_one_widens_the_next(cast: Cast) -> None:
    await subscriber(cast)
    await lively(cast)
    assert await resident_digests.due(cast.db, NEXT + timedelta(hours=13), RULES) == 0
    assert await resident_digests.due(cast.db, NEXT + WEEK + timedelta(hours=11), RULES) == 1
    ((_, told),) = await owed(cast)
    assert told == facts(NOW, NEXT + WEEK)


async def test_who_switches_it_off_gets_no_more_and_on_again_the_next_week(cast: Cast) -> None:
    person = await subscriber(cast)
    await lively(cast)
    assert await resident_digests.due(cast.db, NEXT, RULES) == 1
    for is_on in (False, False, True, True):
        await resident_digests.choose(cast.db, person, NEXT, RULES, is_on=is_on)
    assert await resident_digests.due(cast.db, NEXT, RULES) == 0, "this week was told"
    assert len(await owed(cast)) == 1


async def test_it_is_of_the_region_one_lives_in_when_it_is_due(cast: Cast) -> None:
    person = await subscriber(cast, "KZ-39")
    await lively(cast)
    await people.choose_region(cast.db, person, "KZ-59", cast.now)
    assert await resident_digests.due(cast.db, NEXT, RULES) == 1
    ((_, told),) = await owed(cast)
    assert '"KZ-59"' in told


async def test_a_clock_that_ran_far_ahead_is_lived_through(cast: Cast) -> None:
    await subscriber(cast)
    await lively(cast)
    await resident_digests.due(cast.db, NEXT + 60 * WEEK, RULES)
    assert await resident_digests.due(cast.db, NEXT, RULES) == 0
    cast.now = NEXT + DAY
    await cast.published(await cast.moderator("KZ-59"))
    assert await resident_digests.due(cast.db, NEXT + WEEK, RULES) == 1


async def test_the_week_tells_what_everybody_may_read_now(cast: Cast) -> None:
    proposal = await lively(cast)
    for _ in range(2):
        await voting.cast(cast.db, await cast.resident(), proposal.id, 1, cast.now, RULES)
    week = await resident_digests.week_of(cast.db, "KZ-59", NOW, NEXT, RULES)
    assert (week.published, [(one.id, gained) for one, gained in week.top]) == (1, [(proposal.id, 2)])
    assert (await resident_digests.week_of(cast.db, "KZ-59", NEXT, NEXT + WEEK, RULES)).is_empty
    await cast.db.write(lambda tx: tx.run("UPDATE proposals SET state = 'hidden'"))
    assert (await resident_digests.week_of(cast.db, "KZ-59", NOW, NEXT, RULES)).is_empty


async def test_a_step_is_told_in_one_week_only_when_it_can_be_taken_back_no_more(cast: Cast) -> None:
    await cast.campaign()
    by, moderator = await cast.organizer(), await cast.moderator("KZ-59")
    one, other = [await shortlisted(cast, moderator, by) for _ in range(2)]

    async def told(since: datetime, until: datetime) -> list[tuple[int, str]]:
        week = await resident_digests.week_of(cast.db, "KZ-59", since, until, RULES)
        return [(found.id, found.state) for found in week.outcomes]

    for proposal, ago in ((one, 10 * MINUTE), (other, 11 * MINUTE)):
        cast.now = NEXT - ago
        await stepped(cast, by, proposal, NewOutcome("recommended"))
    # What follows within the last ten minutes, or was taken back, does not hide the step before it.
    akimat = await addressees.add(cast.db, by, "Әкімдік", "Акимат", cast.now)
    sent = NewOutcome("sent", akimat.id, NEXT.date(), NEXT.date() + 21 * DAY)
    cast.now = NEXT - MINUTE
    await stepped(cast, by, other, sent)
    assert await told(NOW, NEXT) == [(other.id, "recommended")]
    assert await told(NEXT, NEXT + WEEK) == [(other.id, "sent"), (one.id, "recommended")]
    cast.now = NEXT + DAY
    wrong = await stepped(cast, by, one, sent)
    await outcomes.undo(cast.db, by, wrong.outcome.id, cast.now + 9 * MINUTE, RULES)
    assert await told(NOW, NEXT) == [(other.id, "recommended")]
    assert await told(NEXT, NEXT + WEEK) == [(other.id, "sent"), (one.id, "recommended")]
    assert await told(NEXT + WEEK, NEXT + 2 * WEEK) == []


async def test_a_region_is_read_once_for_all_who_live_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await lively(cast)
    crowd = await cast.crowd(60)
    await cast.db.write(lambda tx: tx.run("UPDATE people SET region = 'KZ-59' WHERE id >= :first", first=crowd[0].id))
    for person in crowd:
        await resident_digests.choose(cast.db, person, NOW, RULES, is_on=True)
    monkeypatch.setattr(resident_digests, "AT_ONCE", 7)
    read: list[str] = []
    week_of = resident_digests.week_of

    async def counted(
        db: Database, region: str, since: datetime, until: datetime, rules: Rules
    ) -> resident_digests.Week:
        read.append(region)
        return await week_of(db, region, since, until, rules)

    monkeypatch.setattr(resident_digests, "week_of", counted)
    assert await resident_digests.due(cast.db, NEXT, RULES) == 60
    assert read == ["KZ-59"]
