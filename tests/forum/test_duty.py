"""The moderator of the day: set by any moderator of the region, gone at once with a role, whole when two set it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from forum import day_changes, days, duty, errors, team
from forum.duty import Duty
from storage.database import Database, Transaction
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast, rows

DAY = timedelta(days=1)
MONDAY, TUESDAY = 1, 2  # NOW is a Monday
REGION = "KZ-59"


async def today(cast: Cast, region: str = REGION) -> Duty | None:
    async def work(tx: Transaction) -> Duty | None:
        return await duty.of_today(tx, region, await days.calendar(tx, RULES), cast.now)

    return await cast.db.read(work)


async def put(cast: Cast, by: Person, weekday: int, person: Person | None, deputy: Person | None = None) -> None:
    ids = (None if person is None else person.id, None if deputy is None else deputy.id)
    await duty.set_day(cast.db, by, REGION, weekday, *ids, cast.now)


async def revoke(cast: Cast, person: Person) -> None:
    organizer = await cast.organizer()
    held = [one for one in await team.members(cast.db, organizer) if one.person_id == person.id]
    for one in held:
        await team.revoke(cast.db, organizer, one.id, cast.now)


async def test_any_moderator_of_the_region_sets_who_is_on_duty_and_who_stands_in(cast: Cast) -> None:
    marat, asel = await cast.moderator(REGION, name="Марат"), await cast.moderator(REGION, name="Әсел")
    assert await today(cast) is None
    for _ in range(2):
        await put(cast, asel, MONDAY, marat, asel)
    assert await today(cast) == Duty("Марат", "Әсел", marat.id, asel.id)
    rota = await duty.rota(cast.db, marat, REGION, NOW, RULES)
    assert (rota.days[MONDAY].set_by_name, rota.days[MONDAY].set_at) == ("Әсел", NOW)
    assert [one.name for one in rota.colleagues] == ["Марат", "Әсел"]
    await put(cast, marat, MONDAY, asel)
    assert await today(cast) == Duty("Әсел", None, asel.id, None)
    cast.now = NOW + DAY
    assert await today(cast) is None, "nobody was put on Tuesday"
    await put(cast, marat, MONDAY, None)
    cast.now = NOW
    assert await today(cast) is None


async def test_nobody_is_on_duty_on_a_day_made_free(cast: Cast) -> None:
    marat = await cast.moderator(REGION)
    await put(cast, marat, TUESDAY, marat)
    organizer = await cast.organizer()
    await day_changes.change(cast.db, organizer, date(2026, 11, 24), NOW, RULES, is_working=False)
    cast.now = NOW + DAY
    assert await today(cast) is None
    cast.now = NOW + 8 * DAY
    assert await today(cast) is not None


async def test_whoever_lost_the_role_falls_out_at_once(cast: Cast) -> None:
    marat, asel = await cast.moderator(REGION, name="Марат"), await cast.moderator(REGION, name="Әсел")
    await put(cast, marat, MONDAY, marat, asel)
    await put(cast, marat, TUESDAY, asel, marat)
    await revoke(cast, marat)
    assert await today(cast) == Duty("Әсел", None, asel.id, None), "the deputy is on duty"
    cast.now = NOW + DAY
    assert await today(cast) == Duty("Әсел", None, asel.id, None), "the deputy is gone"
    rota = await duty.rota(cast.db, asel, REGION, NOW, RULES)
    assert rota.days[MONDAY].set_by_name == "Марат", "who set it is still told"
    with pytest.raises(errors.DutyNotModerator):
        await put(cast, asel, MONDAY, marat)
    with pytest.raises(errors.DutyNotModerator):
        await put(cast, asel, MONDAY, asel, marat)
    with pytest.raises(errors.DutyNotModerator):
        await put(cast, marat, MONDAY, asel)  # revoked while the screen was open
    await revoke(cast, asel)
    assert await today(cast) is None


async def test_only_the_regions_own_moderators_set_it_and_are_on_it(cast: Cast) -> None:
    marat, olga = await cast.moderator(REGION), await cast.moderator("KZ-75", name="Ольга")
    resident, organizer = await cast.resident(), await cast.organizer()
    for outsider, refusal in (
        (olga, errors.NotYourRegion),
        (resident, errors.NotAllowed),
        (organizer, errors.NotAllowed),
    ):
        with pytest.raises(refusal):
            await put(cast, outsider, MONDAY, marat)
        with pytest.raises(refusal):
            await duty.rota(cast.db, outsider, REGION, NOW, RULES)
    for stranger in (olga, resident):
        with pytest.raises(errors.DutyNotModerator):
            await put(cast, marat, MONDAY, stranger)
        with pytest.raises(errors.DutyNotModerator):
            await put(cast, marat, MONDAY, marat, stranger)
    with pytest.raises(errors.DutyDeputySame):
        await put(cast, marat, MONDAY, marat, marat)
    for weekday in (0, 8):
        with pytest.raises(errors.StaleButton):
            await put(cast, marat, weekday, marat)
    assert await rows(cast.db, "SELECT weekday FROM duties") == []


async def test_two_who_set_a_weekday_at_once_leave_one_whole_day(cast: Cast, replica: Database) -> None:
    marat, asel = await cast.moderator(REGION, name="Марат"), await cast.moderator(REGION, name="Әсел")
    for _ in range(6):
        await asyncio.gather(
            duty.set_day(cast.db, marat, REGION, MONDAY, marat.id, asel.id, NOW),
            duty.set_day(replica, asel, REGION, MONDAY, asel.id, None, NOW),
        )
        (row,) = await rows(cast.db, "SELECT person_id, deputy_id, set_by FROM duties")
        assert row in {(marat.id, asel.id, marat.id), (asel.id, None, asel.id)}


async def test_a_role_taken_back_at_the_same_moment_leaves_nobody_of_it_on_duty(cast: Cast, replica: Database) -> None:
    asel = await cast.moderator(REGION, name="Әсел")
    organizer = await cast.organizer()
    for _ in range(4):
        marat = await cast.moderator(REGION, name="Марат")
        (held,) = [one for one in await team.members(cast.db, organizer) if one.person_id == marat.id]
        await asyncio.gather(
            duty.set_day(cast.db, asel, REGION, MONDAY, marat.id, asel.id, NOW),
            team.revoke(replica, organizer, held.id, NOW),
            return_exceptions=True,
        )
        found = await today(cast)
        assert found is None or found.person_id == asel.id
