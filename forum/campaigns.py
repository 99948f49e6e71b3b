"""Campaigns: one is open at a time, its phases follow from its dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from forum.decidable import desk_of
from forum.errors import (
    CampaignExists,
    CampaignName,
    CollectingClosed,
    CollectingNotOpen,
    DatePast,
    DatesOrder,
    NoCampaign,
    VoteBudgetRange,
    VotingClosed,
    VotingNotOpen,
)
from forum.policies import HOLDS_VOTES, Rules, demand_organizer
from forum.texts import clean_line
from storage import campaigns, votes
from storage import overview as numbers
from storage.database import Database, Transaction
from storage.overview import Overview
from storage.records import Campaign, Person

NAME_LENGTH = (3, 120)
VOTE_BUDGET = (1, 1000)


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """What an organizer fills in. Days are whole days of the forum's zone; the last days are inclusive."""

    name_kk: str
    name_ru: str
    collecting_until: date
    voting_until: date
    collecting_from: date | None = None
    voting_from: date | None = None


def check_name(text: str) -> str:
    """The name on one line. Raises CampaignName (facts: minimum, maximum characters)."""
    name = clean_line(text)
    if not NAME_LENGTH[0] <= len(name) <= NAME_LENGTH[1]:
        raise CampaignName(minimum=NAME_LENGTH[0], maximum=NAME_LENGTH[1])
    return name


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant a day begins in the zone."""
    return datetime.combine(day, time(), zone)


def last_day(instant: datetime, zone: ZoneInfo) -> date:
    """The last whole day before an exclusive end."""
    return (instant.astimezone(zone) - timedelta(microseconds=1)).date()


def is_collecting(campaign: Campaign, now: datetime) -> bool:
    """Whether proposals are accepted."""
    return campaign.state == "open" and campaign.collecting_from <= now < campaign.collecting_until


def is_voting(campaign: Campaign, now: datetime) -> bool:
    """Whether votes are accepted."""
    return campaign.state == "open" and campaign.voting_from <= now < campaign.voting_until


def phases(campaign: Campaign, now: datetime) -> frozenset[str]:
    """Phases at an instant: preparation, collecting, voting (these two may overlap), closed."""
    current = {
        name
        for name, holds in (
            ("collecting", is_collecting(campaign, now)),
            ("voting", is_voting(campaign, now)),
        )
        if holds
    }
    if not current:
        started = now >= min(campaign.collecting_from, campaign.voting_from)
        over = campaign.state != "open" or now >= campaign.voting_until
        # Between the end of collecting and the start of voting the campaign prepares the vote.
        current = {"closed"} if started and over else {"preparation"}
    return frozenset(current)


def demand_collecting(campaign: Campaign, now: datetime) -> None:
    """Raises CollectingNotOpen (start) or CollectingClosed (until)."""
    if now < campaign.collecting_from:
        raise CollectingNotOpen(start=campaign.collecting_from)
    if not is_collecting(campaign, now):
        raise CollectingClosed(until=campaign.collecting_until)


def demand_voting(campaign: Campaign, now: datetime) -> None:
    """Raises VotingNotOpen (start) or VotingClosed."""
    if now < campaign.voting_from:
        raise VotingNotOpen(start=campaign.voting_from)
    if not is_voting(campaign, now):
        raise VotingClosed


async def find_open(db: Database) -> Campaign | None:
    """The open campaign, or None."""
    return await db.read(campaigns.find_open)


async def current(db: Database) -> Campaign:
    """The open campaign. Raises NoCampaign."""
    campaign = await find_open(db)
    if campaign is None:
        raise NoCampaign
    return campaign


def spans(
    plan: CampaignPlan, now: datetime, zone: ZoneInfo
) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """Collecting and voting as [from, until) instants; a missing first day is today.

    Raises DatePast, DatesOrder.
    """
    today = now.astimezone(zone).date()
    if plan.collecting_until < today or plan.voting_until < today:
        raise DatePast
    collecting_from = plan.collecting_from or today
    voting_from = plan.voting_from or collecting_from
    if not collecting_from <= plan.collecting_until <= plan.voting_until:
        raise DatesOrder
    if not collecting_from <= voting_from <= plan.voting_until:
        raise DatesOrder
    day = timedelta(days=1)
    return (
        (midnight(collecting_from, zone), midnight(plan.collecting_until + day, zone)),
        (midnight(voting_from, zone), midnight(plan.voting_until + day, zone)),
    )


async def create(db: Database, organizer: Person, plan: CampaignPlan, now: datetime, rules: Rules) -> Campaign:
    """Open a campaign; the very same one asked for again is that one.

    Raises NotAllowed, CampaignName, DatePast, DatesOrder, CampaignExists.
    """
    demand_organizer(organizer)
    name_kk, name_ru = check_name(plan.name_kk), check_name(plan.name_ru)
    collecting, voting = spans(plan, now, rules.zone)

    async def unit(tx: Transaction) -> Campaign | None:
        created = await campaigns.insert(
            tx,
            name_kk=name_kk,
            name_ru=name_ru,
            collecting=collecting,
            voting=voting,
            created_by=organizer.id,
            now=now,
        )
        there = created or await campaigns.find_open(tx)
        return there if there is not None and _facts(there) == (name_kk, name_ru, *collecting, *voting) else None

    campaign = await db.write(unit)
    if campaign is None:
        raise CampaignExists
    return campaign


def _facts(campaign: Campaign) -> tuple[str | datetime, ...]:
    """What somebody who creates a campaign asks for."""
    return (
        campaign.name_kk,
        campaign.name_ru,
        campaign.collecting_from,
        campaign.collecting_until,
        campaign.voting_from,
        campaign.voting_until,
    )


async def end(db: Database, organizer: Person, campaign_id: int, now: datetime) -> Campaign:
    """End the campaign for good; again is the same. Raises NotAllowed, NoCampaign."""
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> Campaign | None:
        await campaigns.mark_ended(tx, campaign_id)
        return await campaigns.find(tx, campaign_id)

    campaign = await db.write(unit)
    if campaign is None:
        raise NoCampaign
    return campaign


async def set_vote_budget(db: Database, organizer: Person, campaign_id: int, budget: int | None) -> Campaign:
    """Let each resident have so many votes at a time in an open campaign; None: as many as they like.

    Whoever has more already keeps them, and takes some back before giving another. Raises NotAllowed, VoteBudgetRange
    (minimum, maximum), NoCampaign.
    """
    demand_organizer(organizer)
    if budget is not None and not VOTE_BUDGET[0] <= budget <= VOTE_BUDGET[1]:
        raise VoteBudgetRange(minimum=VOTE_BUDGET[0], maximum=VOTE_BUDGET[1])

    async def unit(tx: Transaction) -> Campaign | None:
        return await campaigns.set_vote_budget(tx, campaign_id, budget)

    campaign = await db.write(unit)
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
