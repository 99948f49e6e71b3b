"""Campaigns: one is open at a time, its phases follow from its dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from forum import campaign_settings
from forum.campaign_settings import check_name, demand_order, instant_of, midnight
from forum.decidable import desk_of
from forum.errors import (
    CampaignExists,
    CollectingClosed,
    CollectingNotOpen,
    DatePast,
    NoCampaign,
    VotingClosed,
    VotingNotOpen,
)
from forum.organizer_errors import SubmittingPaused, VotingPaused
from forum.policies import HOLDS_VOTES, Rules, demand_organizer
from storage import campaign_acts, campaigns, votes
from storage import overview as numbers
from storage.database import Database, Transaction
from storage.overview import Overview
from storage.records import Campaign, Person


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """What an organizer fills in. Days are whole days of the forum's zone; the last days are inclusive."""

    name_kk: str
    name_ru: str
    collecting_until: date
    voting_until: date
    collecting_from: date | None = None
    voting_from: date | None = None
    follow_up_from: date | None = None
    vote_budget: int | None = None
    shortlist_per_region: int | None = None
    shortlist_per_topic: int | None = None
    verification: str | None = None


def is_collecting(campaign: Campaign, now: datetime) -> bool:
    """Whether proposals are accepted."""
    return campaign.state == "open" and campaign.collecting_from <= now < campaign.collecting_until


def is_voting(campaign: Campaign, now: datetime) -> bool:
    """Whether votes are accepted."""
    return campaign.state == "open" and campaign.voting_from <= now < campaign.voting_until


def takes_votes(campaign: Campaign, now: datetime) -> bool:
    """Whether a vote would be counted now: it is time for it, and voting is not paused."""
    return is_voting(campaign, now) and campaign.voting_pause is None


def phases(campaign: Campaign, now: datetime) -> frozenset[str]:
    """Phases at an instant: preparation, collecting, voting (these two may overlap), closed, follow-up."""
    current = {
        name
        for name, holds in (
            ("collecting", is_collecting(campaign, now)),
            ("voting", is_voting(campaign, now)),
        )
        if holds
    }
    if current:
        return frozenset(current)
    if campaign.state != "open" or now >= campaign.voting_until:
        is_followed_up = campaign.follow_up_from is not None and now >= campaign.follow_up_from
        return frozenset({"follow-up" if is_followed_up else "closed"})
    # Before the start, and between the end of collecting and the start of voting.
    return frozenset({"preparation"})


def demand_collecting(campaign: Campaign, now: datetime, language: str | None) -> None:
    """Raises CollectingNotOpen (start), CollectingClosed (until), SubmittingPaused (why, in the person's language)."""
    if now < campaign.collecting_from:
        raise CollectingNotOpen(start=campaign.collecting_from)
    if not is_collecting(campaign, now):
        raise CollectingClosed(until=campaign.collecting_until)
    demand_submitting(campaign, language)


def demand_submitting(campaign: Campaign, language: str | None) -> None:
    """Raises SubmittingPaused (why)."""
    if campaign.submitting_pause is not None:
        raise SubmittingPaused(why=campaign.submitting_pause.text(language or "kk"))


def demand_voting(campaign: Campaign, now: datetime, language: str | None) -> None:
    """Raises VotingNotOpen (start), VotingClosed, VotingPaused (why, in the person's language)."""
    if now < campaign.voting_from:
        raise VotingNotOpen(start=campaign.voting_from)
    if not is_voting(campaign, now):
        raise VotingClosed
    if campaign.voting_pause is not None:
        raise VotingPaused(why=campaign.voting_pause.text(language or "kk"))


async def find_open(db: Database) -> Campaign | None:
    """The open campaign, or None."""
    return await db.read(campaigns.find_open)


async def current(db: Database) -> Campaign:
    """The open campaign. Raises NoCampaign."""
    campaign = await find_open(db)
    if campaign is None:
        raise NoCampaign
    return campaign


async def find_latest(db: Database) -> Campaign | None:
    """The open campaign, else the one that was opened last, or None."""
    return await db.read(campaigns.find_latest)


async def latest(db: Database) -> Campaign:
    """The same, for what goes on after the end: the shortlist, outcomes. Raises NoCampaign."""
    campaign = await find_latest(db)
    if campaign is None:
        raise NoCampaign
    return campaign


def spans(
    plan: CampaignPlan, now: datetime, zone: ZoneInfo
) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """Collecting and voting as [from, until) instants; a missing first day is today.

    Whether they follow each other is another question (demand_order). Raises DatePast.
    """
    today = now.astimezone(zone).date()
    if plan.collecting_until < today or plan.voting_until < today:
        raise DatePast
    collecting_from = plan.collecting_from or today
    voting_from = plan.voting_from or collecting_from
    day = timedelta(days=1)
    return (
        (midnight(collecting_from, zone), midnight(plan.collecting_until + day, zone)),
        (midnight(voting_from, zone), midnight(plan.voting_until + day, zone)),
    )


async def create(db: Database, organizer: Person | None, plan: CampaignPlan, now: datetime, rules: Rules) -> Campaign:
    """Open a campaign; the very same one asked for again is that one. ``organizer`` None: the operator.

    Raises NotAllowed, CampaignName, DatePast, DatesClash (rule), CampaignExists, and as
    :func:`forum.campaign_settings.check`.
    """
    if organizer is not None:
        demand_organizer(organizer)
    wanted = planned(plan, now, rules)
    by = None if organizer is None else organizer.id

    async def unit(tx: Transaction) -> Campaign | None:
        created = await campaigns.insert(
            tx,
            name_kk=wanted.name_kk,
            name_ru=wanted.name_ru,
            collecting=(wanted.collecting_from, wanted.collecting_until),
            voting=(wanted.voting_from, wanted.voting_until),
            created_by=by,
            now=now,
            extra=_extra(wanted, rules.zone),
        )
        if created is not None:
            await campaign_acts.note(tx, created.id, "create", by, {}, now)
        there = created or await campaigns.find_open(tx)
        return there if there is not None and replace(there, id=0) == wanted else None

    campaign = await db.write(unit)
    if campaign is None:
        raise CampaignExists
    return campaign


def planned(plan: CampaignPlan, now: datetime, rules: Rules) -> Campaign:
    """The campaign that a plan makes, with no id yet. Raises as :func:`create`, but for CampaignExists."""
    name_kk, name_ru = check_name(plan.name_kk), check_name(plan.name_ru)
    collecting, voting = spans(plan, now, rules.zone)
    extra: dict[str, Any] = {}
    for setting in campaigns.EXTRA:
        value = campaign_settings.check(setting, getattr(plan, setting), now, rules)
        extra[setting] = instant_of(setting, value, rules.zone) if isinstance(value, date) else value
    campaign = Campaign(0, name_kk, name_ru, "open", *collecting, *voting, **extra)
    demand_order(campaign)
    return campaign


def _extra(campaign: Campaign, zone: ZoneInfo) -> dict[str, str | int | None]:
    return {
        setting: campaign_settings.column_of(setting, campaign_settings.value_of(campaign, setting, zone), zone)
        for setting in campaigns.EXTRA
    }


async def end(db: Database, organizer: Person | None, campaign_id: int, now: datetime) -> Campaign:
    """End the campaign for good; again is the same. ``organizer`` None: the operator. Raises NotAllowed, NoCampaign."""
    if organizer is not None:
        demand_organizer(organizer)

    async def unit(tx: Transaction) -> Campaign | None:
        if await campaigns.mark_ended(tx, campaign_id, now):
            await campaign_acts.note(tx, campaign_id, "end", None if organizer is None else organizer.id, {}, now)
        return await campaigns.find(tx, campaign_id)

    campaign = await db.write(unit)
    if campaign is None:
        raise NoCampaign
    return campaign


async def of_list(db: Database, campaign_id: int | None) -> Campaign:
    """The campaign whose proposals are listed: the one named, else the open one, else the last. Raises NoCampaign."""
    if campaign_id is None:
        return await latest(db)
    campaign = await db.read(lambda tx: campaigns.find(tx, campaign_id))
    if campaign is None:
        raise NoCampaign
    return campaign


async def overview(db: Database, campaign: Campaign, person: Person) -> Overview:
    """The numbers of the main menu."""

    async def work(tx: Transaction) -> Overview:
        counted = await numbers.overview(
            tx,
            campaign.id,
            person_id=person.id,
            region=person.region,
            desk=desk_of(person),
        )
        if campaign.vote_budget is None:
            return counted
        return replace(counted, votes_left=await votes.count_left(tx, campaign.id, person.id, HOLDS_VOTES))

    return await db.read(work)
