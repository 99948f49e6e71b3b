"""Phases switch by themselves, exactly once, and are told to those who asked and to the team, each person once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from forum import campaign_changes, campaigns, notices, phases
from forum.notices import PHASE
from forum.policies import quiet_until
from storage import phases as rows_of_phases
from storage.database import Database, Transaction
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast, rows
from tests.forum.test_campaign_changes import day, planned

SWITCHES = "SELECT phase FROM phase_switches ORDER BY due_at, phase"
TOLD = "SELECT person_id FROM deliveries WHERE kind = 'phase' ORDER BY person_id"
HOUR = timedelta(hours=1)


async def follower(cast: Cast) -> Person:
    """A resident who asked to be told of phases."""
    one = await cast.resident()
    await notices.set_switch(cast.db, one, PHASE, NOW, RULES, is_on=True)
    return one


async def switched(cast: Cast) -> list[str]:
    return [phase for (phase,) in await rows(cast.db, SWITCHES)]


async def told(cast: Cast) -> list[int]:
    return [person for (person,) in await rows(cast.db, TOLD)]


async def test_each_phase_switches_once_at_its_date_whoever_looks(cast: Cast, replica: Database) -> None:
    campaign, asked, moderator = await planned(cast), await follower(cast), await cast.moderator("KZ-59")
    await cast.resident()  # who did not ask
    dates = phases.dates_of(campaign)
    assert [phase for phase, _ in dates] == ["collecting", "preparation", "voting", "closed", "follow-up"]
    assert await phases.switch_due(cast.db, dates[0][1] - HOUR) == 0
    for number, (_, due) in enumerate(dates, start=1):
        counts = await asyncio.gather(*(phases.switch_due(db, due) for db in (cast.db, replica, cast.db)))
        assert sum(counts) == 2
        assert await phases.switch_due(cast.db, due + HOUR) == 0
        assert len(await switched(cast)) == number
    assert await told(cast) == sorted([asked.id, moderator.id] * 5)
    assert await rows(cast.db, "SELECT count(*) AS n FROM phase_switches WHERE told_at IS NULL") == [(0,)]


async def test_what_comes_together_is_told_once_and_what_the_team_made_so_to_residents_only(cast: Cast) -> None:
    campaign, asked = await cast.campaign(), await follower(cast)
    await cast.moderator("KZ-59")
    assert await phases.switch_due(cast.db, NOW) == 1
    assert await switched(cast) == ["collecting", "voting"]
    assert await told(cast) == [asked.id]
    _, begun = await phases.begun(cast.db, campaign.id, campaign.collecting_from, NOW)
    assert begun == ("collecting", "voting")


async def test_after_days_away_only_what_goes_on_is_told(cast: Cast) -> None:
    campaign, _ = await planned(cast), await follower(cast)
    late = campaign.voting_from + timedelta(days=3)
    assert await phases.switch_due(cast.db, late) == 1
    assert await switched(cast) == ["collecting", "preparation", "voting"]
    ((facts,),) = await rows(cast.db, "SELECT facts FROM deliveries WHERE kind = 'phase'")
    assert '"voting"' in facts
    # Rendered when it is over: nothing is said of it any more.
    over = await phases.begun(cast.db, campaign.id, campaign.voting_from, campaign.voting_until)
    assert over[1] == ()


async def test_a_moved_date_is_another_switch_and_an_ended_campaign_has_its_follow_up(cast: Cast) -> None:
    campaign, organizer, asked = await planned(cast), await cast.organizer(), await follower(cast)
    assert await phases.switch_due(cast.db, campaign.voting_until) == 1
    extended = await campaign_changes.change(
        cast.db, organizer, campaign.id, "voting_until", day(65), campaign.voting_until, RULES, seen=day(60)
    )
    assert await phases.switch_due(cast.db, extended.voting_until) == 1
    assert (await switched(cast)).count("closed") == 2
    await campaigns.end(cast.db, organizer, campaign.id, extended.voting_until)
    assert extended.follow_up_from is not None
    assert await phases.switch_due(cast.db, extended.follow_up_from) == 1
    assert await phases.switch_due(cast.db, extended.follow_up_from + HOUR) == 0
    assert await told(cast) == [asked.id] * 3
    assert campaigns.phases(await campaigns.latest(cast.db), extended.follow_up_from) == {"follow-up"}


async def test_telling_goes_on_where_a_killed_process_left_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = await planned(cast)
    asked = [(await follower(cast)).id for _ in range(7)]
    monkeypatch.setattr(phases, "STRETCH", 3)
    due = campaign.collecting_from

    class Killed(Exception):
        """The process is gone."""

    whole, calls = rows_of_phases.owe_stretch, 0

    async def owe(tx: Transaction, switch: rows_of_phases.Switch, upto: int, now: datetime) -> int:
        nonlocal calls
        calls += 1
        if 2 <= calls < 10:  # a unit that fails may be tried once more
            raise Killed
        return await whole(tx, switch, upto, now)

    monkeypatch.setattr(rows_of_phases, "owe_stretch", owe)
    with pytest.raises(Killed):
        await phases.switch_due(cast.db, due)
    assert await told(cast) == asked[:3]
    calls = 10
    assert await phases.switch_due(cast.db, due + HOUR) == 4
    assert await told(cast) == asked


def test_quiet_hours_hold_it() -> None:
    night = NOW.replace(hour=20)  # one in the morning
    assert quiet_until("phase", night, replace(RULES, quiet_from=21, quiet_until=9)) is not None


async def test_the_team_and_residents_stop_it_with_the_same_switch(cast: Cast) -> None:
    campaign, asked, moderator = await planned(cast), await follower(cast), await cast.moderator("KZ-59")
    for person in (asked, moderator):
        assert await notices.is_wanted(cast.db, person.id, "phase")
        await notices.set_switch(cast.db, person, PHASE, NOW, RULES, is_on=False)
        assert not await notices.is_wanted(cast.db, person.id, "phase")
    assert await phases.switch_due(cast.db, campaign.collecting_from) == 0
    await notices.set_switch(cast.db, moderator, PHASE, NOW, RULES, is_on=True)
    assert await phases.switch_due(cast.db, campaign.voting_from) == 1
    assert await told(cast) == [moderator.id]
