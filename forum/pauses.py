"""Pausing submitting or voting at once, with a sentence in both languages that residents are told, and going on.

What was accepted before stays accepted, and drafts are kept. The pause stands in the campaign's own row, which every
vote and every number of a proposal looks at in its own unit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from forum.campaign_changes import demand_open
from forum.errors import StaleButton
from forum.organizer_errors import PauseText
from forum.policies import demand_organizer
from forum.texts import clean_line
from storage import campaign_acts, campaigns
from storage.campaigns import PAUSABLE
from storage.database import Database, Transaction
from storage.records import Campaign, Person

LENGTH: Final = (10, 300)


def check_text(text: str) -> str:
    """The sentence on one line. Raises PauseText (minimum, maximum characters)."""
    said = clean_line(text)
    if not LENGTH[0] <= len(said) <= LENGTH[1]:
        raise PauseText(minimum=LENGTH[0], maximum=LENGTH[1])
    return said


async def pause(
    db: Database, organizer: Person | None, campaign_id: int, what: str, text_kk: str, text_ru: str, now: datetime
) -> Campaign:
    """Pause ``submitting`` or ``voting``; what is paused already gets the new sentence, the same again is the same.

    ``organizer`` None: the operator. Raises NotAllowed, StaleButton (nothing that is paused), PauseText, NoCampaign,
    CampaignOver.
    """
    _demand(organizer, what)
    kk, ru = check_text(text_kk), check_text(text_ru)

    async def unit(tx: Transaction) -> Campaign:
        demand_open(await campaigns.lock(tx, campaign_id))
        if await campaigns.pause(tx, campaign_id, what, kk, ru, now):
            details = {"what": what, "kk": kk, "ru": ru}
            await campaign_acts.note(tx, campaign_id, "pause", _id(organizer), details, now)
        return demand_open(await campaigns.find(tx, campaign_id))

    return await db.write(unit)


async def resume(db: Database, organizer: Person | None, campaign_id: int, what: str, now: datetime) -> Campaign:
    """Go on with what was paused; again is the same. Raises NotAllowed, StaleButton, NoCampaign, CampaignOver."""
    _demand(organizer, what)

    async def unit(tx: Transaction) -> Campaign:
        demand_open(await campaigns.lock(tx, campaign_id))
        if await campaigns.resume(tx, campaign_id, what):
            await campaign_acts.note(tx, campaign_id, "resume", _id(organizer), {"what": what}, now)
        return demand_open(await campaigns.find(tx, campaign_id))

    return await db.write(unit)


def _demand(organizer: Person | None, what: str) -> None:
    if organizer is not None:
        demand_organizer(organizer)
    if what not in PAUSABLE:
        raise StaleButton


def _id(organizer: Person | None) -> int | None:
    return None if organizer is None else organizer.id
