"""Days that organizers change: who may, which days, and what follows for clocks and digests."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from forum import clock, day_changes, days, digests, errors, resident_digests
from storage.database import Database, from_ms
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast, rows

DAY = timedelta(days=1)
TUESDAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # Tuesday 09:00 in the forum's zone
SATURDAY, MONDAY = date(2026, 11, 28), date(2026, 11, 30)


async def free(cast: Cast, organizer: Person, day: date) -> None:
    await day_changes.change(cast.db, organizer, day, cast.now, RULES, is_working=False)


async def worked(cast: Cast, organizer: Person, day: date) -> None:
    await day_changes.change(cast.db, organizer, day, cast.now, RULES, is_working=True)


async def due_times(db: Database) -> list[datetime]:
    return [from_ms(due) for (due,) in await rows(db, "SELECT due_at FROM digest_plans ORDER BY id")]


async def coming(cast: Cast, organizer: Person) -> list[tuple[date, str]]:
    return [(one.day, one.kind) for one in await days.coming(cast.db, organizer, cast.now, RULES)]


async def test_the_list_holds_holidays_of_sixty_days_and_every_change_ahead(cast: Cast) -> None:
    organizer = await cast.organizer()
    found = await coming(cast, organizer)
    assert {(date(2026, 12, 16), "holiday"), (date(2027, 1, 1), "holiday")} <= set(found)
    assert all(kind == "holiday" and day < date(2027, 1, 23) for day, kind in found)
    far = date(2028, 11, 22)
    for day in (TUESDAY, far):
        await free(cast, organizer, day)
    await worked(cast, organizer, date(2027, 1, 1))
    await worked(cast, organizer, SATURDAY)
    listed = await coming(cast, organizer)
    assert listed == sorted(listed)
    assert {(TUESDAY, "off"), (SATURDAY, "worked"), (date(2027, 1, 1), "worked"), (far, "off")} <= set(listed)
    cast.now += 2 * DAY
    assert (TUESDAY, "off") not in await coming(cast, organizer), "what is over is no business of the list"


async def test_only_organizers_look_at_the_days_and_change_them(cast: Cast) -> None:
    for person in (await cast.resident(), await cast.moderator("KZ-59")):
        for attempt in (
            days.coming(cast.db, person, NOW, RULES),
            day_changes.change(cast.db, person, TUESDAY, NOW, RULES, is_working=False),
            day_changes.take_back(cast.db, person, TUESDAY, NOW, RULES),
        ):
            with pytest.raises(errors.NotAllowed):
                await attempt
    assert await rows(cast.db, "SELECT day FROM days") == []


@pytest.mark.parametrize(
    ("day", "is_working", "refusal"),
    [
        (date(2026, 11, 22), False, errors.DatePast),
        (date(2029, 1, 1), False, errors.DayFar),
        (SATURDAY, False, errors.DayFree),
        (date(2026, 12, 16), False, errors.DayFree),
        (TUESDAY, True, errors.DayWorking),
        (date(2026, 11, 23), True, errors.DayWorking),
    ],
)
async def test_a_day_that_cannot_be_changed_so_is_refused(
    cast: Cast, day: date, is_working: bool, refusal: type[errors.DomainError]
) -> None:
    organizer = await cast.organizer()
    with pytest.raises(refusal):
        await day_changes.change(cast.db, organizer, day, NOW, RULES, is_working=is_working)
    assert await rows(cast.db, "SELECT day FROM days") == []


async def test_a_change_is_refused_twice_and_taken_back_by_its_opposite_or_by_name(cast: Cast) -> None:
    organizer = await cast.organizer()
    await free(cast, organizer, TUESDAY)
    with pytest.raises(errors.DayFree):
        await free(cast, organizer, TUESDAY)
    await worked(cast, organizer, TUESDAY)
    assert await rows(cast.db, "SELECT day FROM days") == [], "an ordinary working day again, so nothing is kept"
    await worked(cast, organizer, SATURDAY)
    for _ in range(2):
        await day_changes.take_back(cast.db, organizer, SATURDAY, NOW, RULES)
    assert await rows(cast.db, "SELECT day FROM days") == []
    with pytest.raises(errors.DatePast):
        await day_changes.take_back(cast.db, organizer, date(2026, 11, 20), NOW, RULES)


async def test_two_organizers_at_once_change_a_day_once(cast: Cast, replica: Database) -> None:
    organizers = [await cast.organizer() for _ in range(2)]
    outcomes = await asyncio.gather(
        *(
            day_changes.change(db, one, TUESDAY, NOW, RULES, is_working=False)
            for db, one in zip((cast.db, replica), organizers, strict=True)
        ),
        return_exceptions=True,
    )
    assert await rows(cast.db, "SELECT day, is_working FROM days") == [("2026-11-24", 0)]
    assert [problem for problem in outcomes if problem is not None and not isinstance(problem, errors.DayFree)] == []


async def test_digests_that_are_due_later_follow_the_days(cast: Cast) -> None:
    await cast.campaign()
    organizer, _ = await cast.organizer(), await cast.moderator("KZ-59")
    assert await due_times(cast.db) == [NINE]
    await free(cast, organizer, TUESDAY)
    assert await due_times(cast.db) == [NINE + DAY]
    await day_changes.take_back(cast.db, organizer, TUESDAY, NOW, RULES)
    assert await due_times(cast.db) == [NINE]
    cast.now = NINE + 3 * DAY + timedelta(hours=1)
    await digests.due(cast.db, cast.now, RULES)
    assert await due_times(cast.db) == [NINE + 6 * DAY], "Friday is over: the next one is on Monday"
    await worked(cast, organizer, SATURDAY)
    assert await due_times(cast.db) == [NINE + 4 * DAY]


async def test_no_digest_goes_out_on_a_day_made_free_and_the_next_one_covers_its_time(cast: Cast) -> None:
    await cast.campaign()
    organizer, _ = await cast.organizer(), await cast.moderator("KZ-59")
    await cast.pending()
    # The process was away at nine, and when it is back somebody makes the day free before it looks.
    cast.now = NINE + timedelta(minutes=30)
    await free(cast, organizer, TUESDAY)
    assert await digests.due(cast.db, cast.now, RULES) == 0
    assert await due_times(cast.db) == [NINE + DAY]
    assert await digests.due(cast.db, NINE + DAY, RULES) == 1
    (period,) = await rows(cast.db, "SELECT period_from, period_until FROM digests")
    assert [from_ms(edge) for edge in period] == [NOW, NINE + DAY]


async def test_the_weekly_digest_of_residents_follows_too(cast: Cast) -> None:
    organizer, reader = await cast.organizer(), await cast.resident()
    await resident_digests.choose(cast.db, reader, NOW, RULES, is_on=True)

    async def due() -> datetime:
        ((at,),) = await rows(cast.db, "SELECT due_at FROM resident_digests")
        return from_ms(at)

    monday = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
    assert await due() == monday
    await free(cast, organizer, MONDAY)
    assert await due() == monday + DAY
    await resident_digests.due(cast.db, monday, RULES)
    assert await due() == monday + DAY
    await day_changes.take_back(cast.db, organizer, MONDAY, NOW, RULES)
    assert await due() == monday


async def test_weeks_made_free_do_not_confuse_the_weekly_digest(cast: Cast) -> None:
    organizer = await cast.organizer()
    for offset in range(35):
        day = TUESDAY + offset * DAY
        if (await cast.db.read(lambda tx: days.calendar(tx, RULES))).is_working_day(day):
            await free(cast, organizer, day)
    calendar = await cast.db.read(lambda tx: days.calendar(tx, RULES))
    later = NOW + 30 * DAY
    assert resident_digests.last_due(later, calendar) <= later < resident_digests.next_due(later, calendar)


async def test_an_author_sees_the_day_the_moderators_see(cast: Cast) -> None:
    await cast.campaign()
    organizer = await cast.organizer()
    proposal = await cast.pending()
    moderator = await cast.moderator("KZ-59")
    await free(cast, organizer, TUESDAY)

    async def seen(offset: int) -> clock.Clock:
        return (await clock.clocks(cast.db, [proposal], NOW + offset * DAY, RULES))[proposal.id]

    assert [(await seen(offset)).day for offset in range(5)] == [1, 1, 2, 3, 4]
    assert [(await seen(offset)).is_late for offset in range(5)] == [False, False, False, False, True]
    assert (await seen(0)).until == date(2026, 11, 26)
    content = await digests.current(cast.db, moderator, "KZ-59", NOW + 3 * DAY, RULES)
    assert (content.fresh, content.near, content.late) == (0, 1, 0)
    assert await clock.clocks(cast.db, [proposal._replace(state="published")], NOW, RULES) == {}
