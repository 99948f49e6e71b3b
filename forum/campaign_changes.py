"""Changing a campaign that runs: one setting at a time, from what its organizer has seen to what they want.

Each change is one unit that holds the campaign: it looks at the setting as it stands then, and at whether a phase has
begun by it, so a phase that switches at the same moment either was before the change or never comes at that date.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from forum.campaign_settings import (
    BEGINNINGS,
    PHASE_OF,
    SETTINGS,
    Value,
    changed,
    check,
    column_of,
    value_of,
)
from forum.errors import NoCampaign, StaleButton
from forum.organizer_errors import CampaignOver, PhaseBegun, SettingMoved, SettingSame
from forum.policies import Rules, demand_organizer
from storage import campaign_acts, campaigns, phases, selections
from storage.campaign_acts import CampaignAct
from storage.database import Database, Transaction
from storage.records import Campaign, Person

ACTS_A_PAGE: Final = 10
PAST_MOST: Final = 30
PROLONGS: Final = "voting_until"  # nothing is shortlisted before it, and voting that has begun begins no later


class Preview(NamedTuple):
    """A setting as it stands and as it would be; ``shortlisted`` as :func:`shortlisted` tells it."""

    old: Value
    new: Value
    shortlisted: int = 0


async def preview(
    db: Database, organizer: Person, campaign_id: int, setting: str, value: Value, now: datetime, rules: Rules
) -> Preview:
    """How a setting stands, and how it would be kept; nothing is changed.

    Raises as :func:`change`, but for SettingMoved.
    """
    demand_organizer(organizer)
    campaign = demand_open(await db.read(lambda tx: campaigns.find(tx, campaign_id)))
    old, new = pair(campaign, setting, value, now, rules)
    return Preview(old, new, await shortlisted(db, campaign_id, setting))


async def shortlisted(db: Database, campaign_id: int, setting: str) -> int:
    """How many are on the shortlist already, which another last day of voting leaves as it was confirmed.

    0 for any other setting, which has nothing to do with it.
    """
    if setting != PROLONGS:
        return 0
    return await db.read(lambda tx: selections.count_of(tx, campaign_id))


async def change(
    db: Database,
    organizer: Person | None,
    campaign_id: int,
    setting: str,
    value: Value,
    now: datetime,
    rules: Rules,
    *,
    seen: Value,
) -> Campaign:
    """Make a setting so, if it stands as it was ``seen``; what is so already by the same wish is the result again.

    ``organizer`` None: the operator, by the command line. Raises NotAllowed, NoCampaign, CampaignOver, SettingMoved,
    SettingSame, PhaseBegun, DatesClash (rule), and as :func:`forum.campaign_settings.check`.
    """
    if organizer is not None:
        demand_organizer(organizer)

    async def unit(tx: Transaction) -> Campaign:
        campaign = demand_open(await campaigns.lock(tx, campaign_id))
        demand_setting(setting)
        standing = value_of(campaign, setting, rules.zone)
        if standing != seen:
            if standing == check(setting, value, now, rules):
                return campaign  # the same press again
            raise SettingMoved
        old, new = pair(campaign, setting, value, now, rules)
        await _demand_not_switched(tx, campaign, setting)
        saved = await campaigns.save(tx, campaign_id, setting, column_of(setting, new, rules.zone))
        if saved is None:
            raise CampaignOver
        details = {"setting": setting, "old": plain(old), "new": plain(new)}
        await campaign_acts.note(tx, campaign_id, "change", None if organizer is None else organizer.id, details, now)
        return saved

    return await db.write(unit)


def pair(campaign: Campaign, setting: str, value: Value, now: datetime, rules: Rules) -> tuple[Value, Value]:
    """How a setting of an open campaign stands, and how it would be kept. Raises as :func:`preview`, but NotAllowed."""
    demand_setting(setting)
    old = value_of(campaign, setting, rules.zone)
    if old == check(setting, value, now, rules):
        raise SettingSame
    new = value_of(changed(campaign, setting, value, now, rules), setting, rules.zone)
    return old, new


async def _demand_not_switched(tx: Transaction, campaign: Campaign, setting: str) -> None:
    """Another clock may be ahead of ours: what it has switched has begun."""
    begins = getattr(campaign, setting)
    if setting not in BEGINNINGS or begins is None:
        return
    if await phases.was_switched(tx, campaign.id, PHASE_OF[setting], begins):
        raise PhaseBegun


def demand_setting(setting: str) -> None:
    """Raises StaleButton for a setting campaigns do not have."""
    if setting not in SETTINGS:
        raise StaleButton


def demand_open(campaign: Campaign | None) -> Campaign:
    """Pass a campaign that may be changed. Raises NoCampaign, CampaignOver."""
    if campaign is None:
        raise NoCampaign
    if campaign.state != "open":
        raise CampaignOver
    return campaign


def plain(value: Value) -> str | int | None:
    """A value as JSON takes it."""
    return value.isoformat() if isinstance(value, date) else value


def value_from(setting: str, kept: Any) -> Value:
    """The same back again. Raises ValueError."""
    if isinstance(kept, str) and setting.endswith(("_from", "_until")):
        return date.fromisoformat(kept)
    return kept if isinstance(kept, str | int) else None


async def acts(
    db: Database, organizer: Person, campaign_id: int, before: int | None = None
) -> tuple[Campaign, tuple[CampaignAct, ...]]:
    """The campaign, and a page of what was done to it, the latest first; one act more than a page when there is more.

    Raises NotAllowed, NoCampaign.
    """
    demand_organizer(organizer)

    async def work(tx: Transaction) -> tuple[Campaign, tuple[CampaignAct, ...]]:
        campaign = await campaigns.find(tx, campaign_id)
        if campaign is None:
            raise NoCampaign
        return campaign, await campaign_acts.list_of(tx, campaign_id, before, ACTS_A_PAGE + 1)

    return await db.read(work)


async def ended(db: Database) -> tuple[Campaign, ...]:
    """Campaigns that are over, the latest first; at most 30."""
    return await db.read(lambda tx: campaigns.list_ended(tx, PAST_MOST))
