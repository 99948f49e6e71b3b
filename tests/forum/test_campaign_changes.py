"""Changing a campaign that runs: what is refused, who wins, and that every change is written down."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from forum import campaign_changes, campaign_settings, campaigns, phases, submission, verification, voting
from forum.campaign_settings import Value
from forum.errors import CampaignName, DatePast, NoCampaign, NotAllowed, PhoneNeeded, StaleButton
from forum.organizer_errors import (
    CampaignOver,
    DateFar,
    DatesClash,
    PhaseBegun,
    PhonesNotKept,
    SettingMoved,
    SettingSame,
    ShortlistRange,
)
from storage.database import Database
from storage.records import Campaign, Person
from tests.forum.becoming import shortlisted
from tests.forum.people import NOW, Cast, rows
from tests.forum.people import RULES as LIMITS

# The cast's campaign begins on 23 November 2026, collects 30 days and votes 60.
TODAY = date(2026, 11, 23)
RULES = replace(LIMITS, phone_possible=True)
SWITCHES = "SELECT phase, due_at FROM phase_switches WHERE phase = 'voting'"


def day(number: int) -> date:
    """So many days from the cast's today."""
    return TODAY + timedelta(days=number)


async def change(db: Database, organizer: Person | None, campaign: Campaign, setting: str, value: Value) -> Campaign:
    """Change a setting of the campaign as it was loaded."""
    seen = campaign_settings.value_of(campaign, setting, RULES.zone)
    return await campaign_changes.change(db, organizer, campaign.id, setting, value, NOW, RULES, seen=seen)


async def planned(cast: Cast) -> Campaign:
    """A campaign that begins in ten days, and votes from the fortieth."""
    plan = campaigns.CampaignPlan("Форум", "Форум", day(30), day(60), day(10), day(40), follow_up_from=day(70))
    return await campaigns.create(cast.db, await cast.organizer(), plan, NOW, RULES)


async def test_every_setting_is_changed_by_itself_and_written_down(cast: Cast) -> None:
    campaign, organizer = await planned(cast), await cast.organizer()
    wanted: list[tuple[str, Value]] = [
        ("name_kk", "Жаңа атау"), ("name_ru", "Новое название"), ("collecting_from", day(5)),
        ("collecting_until", day(35)), ("voting_from", day(36)), ("voting_until", day(65)),
        ("follow_up_from", day(66)), ("vote_budget", 5), ("shortlist_per_region", 3), ("shortlist_per_topic", 4),
        ("verification", "phone"), ("verification", None), ("follow_up_from", None), ("vote_budget", None),
    ]  # fmt: skip
    for setting, value in wanted:
        campaign = await change(cast.db, organizer, campaign, setting, value)
        assert campaign_settings.value_of(campaign, setting, RULES.zone) == value
    assert await campaigns.current(cast.db) == campaign
    _, acts = await campaign_changes.acts(cast.db, organizer, campaign.id)
    _, older = await campaign_changes.acts(cast.db, organizer, campaign.id, acts[-2].id)
    written = [act.details for act in reversed([*acts[:-1], *older]) if act.act == "change"]
    assert [details["setting"] for details in written] == [setting for setting, _ in wanted]
    assert written[2] == {"setting": "collecting_from", "old": day(10).isoformat(), "new": day(5).isoformat()}
    assert [act.act for act in older][-1] == "create"
    # The operator's are told apart from an organizer's.
    await change(cast.db, None, campaign, "vote_budget", 9)
    _, (last, *_) = await campaign_changes.acts(cast.db, organizer, campaign.id)
    assert (last.is_operator, last.name, acts[0].is_operator) == (True, None, False)


REFUSED: list[tuple[str, Value, type[Exception]]] = [
    ("name_kk", "аб", CampaignName),
    ("collecting_from", day(-1), DatePast),
    ("collecting_from", day(31), DatesClash),
    ("collecting_until", day(9), DatesClash),
    ("collecting_until", day(61), DatesClash),
    ("voting_from", day(9), DatesClash),
    ("voting_from", day(61), DatesClash),
    ("voting_until", day(39), DatesClash),
    ("voting_until", day(70), DatesClash),
    ("follow_up_from", day(60), DatesClash),
    ("voting_until", date(2030, 1, 1), DateFar),
    ("shortlist_per_region", 0, ShortlistRange),
    ("shortlist_per_topic", 101, ShortlistRange),
    ("voting_until", day(60), SettingSame),
    ("collecting_until", None, StaleButton),
    ("verification", "face", StaleButton),
    ("state", "ended", StaleButton),
]


async def test_what_cannot_be_is_refused_and_changes_nothing(cast: Cast) -> None:
    campaign, organizer = await planned(cast), await cast.organizer()
    for setting, value, problem in REFUSED:
        with pytest.raises(problem):
            await campaign_changes.preview(cast.db, organizer, campaign.id, setting, value, NOW, RULES)
        with pytest.raises(problem):
            await campaign_changes.change(
                cast.db, organizer, campaign.id, setting, value, NOW, RULES,
                seen=campaign_settings.value_of(campaign, setting, RULES.zone),
            )  # fmt: skip
    assert await campaigns.current(cast.db) == campaign


async def test_a_stale_confirmation_an_end_and_a_stranger_change_nothing(cast: Cast) -> None:
    campaign, organizer = await planned(cast), await cast.organizer()
    with pytest.raises(NotAllowed):
        await change(cast.db, await cast.resident(), campaign, "vote_budget", 5)
    with pytest.raises(NotAllowed):
        await campaign_changes.acts(cast.db, await cast.resident(), campaign.id)
    await change(cast.db, organizer, campaign, "vote_budget", 5)
    with pytest.raises(SettingMoved):
        await change(cast.db, await cast.organizer(), campaign, "vote_budget", 7)
    # The same press again, after a kill: it is so already, and stands in the history once.
    assert (await change(cast.db, organizer, campaign, "vote_budget", 5)).vote_budget == 5
    assert len(await rows(cast.db, "SELECT id FROM campaign_acts WHERE act = 'change'")) == 1
    await campaigns.end(cast.db, organizer, campaign.id, NOW)
    with pytest.raises(CampaignOver):
        await change(cast.db, organizer, campaign, "shortlist_per_region", 5)
    with pytest.raises(NoCampaign):
        await campaign_changes.change(cast.db, organizer, 99, "vote_budget", 5, NOW, RULES, seen=None)
    with pytest.raises(PhonesNotKept):
        campaign_settings.check("verification", "phone", NOW, LIMITS)


async def test_a_date_moved_while_it_switches_has_one_truth(cast: Cast, replica: Database) -> None:
    campaign, organizer = await planned(cast), await cast.organizer()
    for number in range(6):
        begins = campaign.voting_from
        moved, _ = await asyncio.gather(
            campaign_changes.change(
                # This clock is behind: the phase has not come by it.
                cast.db, organizer, campaign.id, "voting_from", day(41 + number), begins - timedelta(minutes=1), RULES,
                seen=day(40 + number),
            ),
            phases.switch_due(replica, begins),
            return_exceptions=True,
        )  # fmt: skip
        switched = [due for _, due in await rows(cast.db, SWITCHES)]
        if isinstance(moved, Campaign):
            assert int(begins.timestamp() * 1000) not in switched, "what was moved in time never comes"
            campaign = moved
            continue
        assert isinstance(moved, PhaseBegun)
        assert switched == [int(begins.timestamp() * 1000)]
        assert (await campaigns.current(cast.db)).voting_from == begins
        break


async def test_the_first_day_of_what_has_begun_stays_and_its_last_may_be_moved(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    for setting in ("collecting_from", "voting_from"):
        with pytest.raises(PhaseBegun):
            await change(cast.db, organizer, campaign, setting, day(2))
    assert (await change(cast.db, organizer, campaign, "collecting_until", day(0))).collecting_until > NOW


async def test_a_campaign_says_whether_a_phone_number_is_needed(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voter, known = await cast.resident(), await cast.resident()
    known = await verification.verify(cast.db, known, "77010000001", "pepper-of-thirty-two-characters!")
    campaign = await change(cast.db, organizer, campaign, "verification", "phone")
    assert (await verification.in_force(cast.db, RULES)).phone_needed
    with pytest.raises(PhoneNeeded):
        await voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES)
    with pytest.raises(PhoneNeeded):
        await cast.pending(voter)
    assert (await voting.cast(cast.db, known, proposal.id, 1, NOW, RULES)).my_vote == 1
    strict = replace(RULES, phone_needed=True)
    await change(cast.db, organizer, campaign, "verification", "none")
    assert (await voting.cast(cast.db, voter, proposal.id, 1, NOW, strict)).my_vote == 1
    draft = await submission.find_draft(cast.db, voter)
    assert draft is not None, "the draft was kept"


async def test_a_campaign_is_made_with_all_its_settings_and_again_is_the_same(cast: Cast) -> None:
    plan = campaigns.CampaignPlan("Форум", "Форум", day(30), day(60), day(10), day(40), day(61), 5, 3, 4, "phone")
    first = await campaigns.create(cast.db, await cast.organizer(), plan, NOW, RULES)
    assert await campaigns.create(cast.db, await cast.organizer(), plan, NOW, RULES) == first
    assert (first.vote_budget, first.shortlist_per_region, first.shortlist_per_topic) == (5, 3, 4)
    assert first.verification == "phone"
    assert campaign_settings.value_of(first, "follow_up_from", RULES.zone) == day(61)
    assert len(await rows(cast.db, "SELECT id FROM campaign_acts WHERE act = 'create'")) == 1
    for wrong in (replace(plan, follow_up_from=day(60)), replace(plan, voting_from=day(5))):
        with pytest.raises(DatesClash):
            campaigns.planned(wrong, NOW, RULES)


def test_the_suggested_days_of_a_whole_campaign_follow_each_other() -> None:
    for choice in (0, 1):
        days: dict[str, Any] = {}
        for setting in campaign_settings.DATES:
            days[setting] = campaign_settings.suggestions(setting, days, TODAY)[choice]
        campaigns.planned(campaigns.CampaignPlan("Форум", "Форум", **days), NOW, RULES)


async def test_whoever_prolongs_the_vote_is_told_how_many_the_shortlist_keeps(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    await shortlisted(cast, await cast.moderator("KZ-59"), organizer)
    wanted: list[tuple[str, Value, int]] = [("voting_until", day(70), 1), ("vote_budget", 5, 0)]
    for setting, value, count in wanted:
        seen = await campaign_changes.preview(cast.db, organizer, campaign.id, setting, value, NOW, RULES)
        assert (seen.new, seen.shortlisted) == (value, count)
