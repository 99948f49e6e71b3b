"""Phases switch by themselves at their dates, exactly once, and say so to those who asked and to the team.

A switch is a row: a process that dies in between, or a second one, finds what is left to do in the tables.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from forum import campaigns as rules_of
from forum.errors import NoCampaign
from storage import campaigns, phases
from storage.database import Database, Transaction
from storage.phases import Switch
from storage.records import Campaign

STRETCH: Final = 500  # people a unit
LATE: Final = timedelta(days=1)  # the bot was away: what is said then is what goes on now, not that it begins


def dates_of(campaign: Campaign) -> tuple[tuple[str, datetime], ...]:
    """Each phase of the campaign with the date it begins at, in the order of the dates."""
    dates = [
        ("collecting", campaign.collecting_from),
        ("voting", campaign.voting_from),
        ("closed", campaign.voting_until),
    ]
    if campaign.collecting_until < campaign.voting_from:
        dates.append(("preparation", campaign.collecting_until))
    if campaign.follow_up_from is not None:
        dates.append(("follow-up", campaign.follow_up_from))
    return tuple(sorted(dates, key=lambda one: one[1]))


async def switch_due(db: Database, now: datetime) -> int:
    """Switch what is due, and tell of it; to how many people. Again, or by another process at once, is the same."""
    for campaign in await db.read(lambda tx: phases.list_switching(tx, now)):
        await _switch(db, campaign, now)
    return sum([await _tell(db, switch, now) for switch in await db.read(phases.list_untold)])


async def _switch(db: Database, campaign: Campaign, now: datetime) -> None:
    known = await db.read(lambda tx: phases.list_known(tx, campaign.id))
    for due_at, dated in groupby(dates_of(campaign), key=lambda one: one[1]):
        names = [phase for phase, _ in dated]
        if due_at > now or (campaign.state != "open" and "follow-up" not in names):
            continue
        # Two that come together are told in one message; one that is over by now in none.
        telling = next((phase for phase in names if phase in rules_of.phases(campaign, now)), None)
        for phase in names:
            if (phase, due_at) not in known:
                await _claim(db, campaign.id, phase, due_at, now, is_told=phase != telling)


async def _claim(db: Database, campaign_id: int, phase: str, due_at: datetime, now: datetime, *, is_told: bool) -> bool:
    async def unit(tx: Transaction) -> bool:
        await campaigns.lock(tx, campaign_id)
        return await phases.claim(tx, campaign_id, phase, due_at, now, is_told=is_told)

    return await db.write(unit)


async def _tell(db: Database, switch: Switch, now: datetime) -> int:
    """Owe word of a switch, stretch by stretch, from where it was left."""
    told = 0

    async def unit(tx: Transaction) -> tuple[Switch | None, int]:
        last, count = await phases.last_of_stretch(tx, switch, STRETCH)
        is_last = count < STRETCH
        if not await phases.mark_come_to(tx, switch, last, now if is_last else None):
            return None, 0  # another process is at it
        owed = await phases.owe_stretch(tx, switch, last, now) if count else 0
        further = Switch(switch.campaign_id, switch.phase, switch.due_at, last)
        return None if is_last else further, owed

    while True:
        further, owed = await db.write(unit)
        told += owed
        if further is None:
            return told
        switch = further


async def begun(db: Database, campaign_id: int, due_at: datetime, now: datetime) -> tuple[Campaign, tuple[str, ...]]:
    """What a notice tells of: the campaign, and the phases that came at this date and still go on.

    Raises NoCampaign.
    """
    campaign = await db.read(lambda tx: campaigns.find(tx, campaign_id))
    if campaign is None:
        raise NoCampaign
    current = rules_of.phases(campaign, now)
    return campaign, tuple(phase for phase, date in dates_of(campaign) if date == due_at and phase in current)
