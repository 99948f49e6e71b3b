"""What was done to a campaign, and campaigns that are over."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from forum import campaign_changes, campaigns
from forum.policies import demand_organizer
from handlers.callbacks import OpenActs, OpenOrganizer, OpenPast
from handlers.screen import show
from handlers.services import Services
from handlers.views.past import acts_screen, past_campaign_screen, past_campaigns_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of what was."""
    past = Router(name="past")
    past.callback_query.register(open_history, OpenOrganizer.filter(F.page == "history"))
    past.callback_query.register(open_acts, OpenActs.filter())
    past.callback_query.register(open_past, OpenOrganizer.filter(F.page == "past"))
    past.callback_query.register(open_campaign, OpenPast.filter())
    return past


async def open_history(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    """What was done to the campaign in force. Raises NoCampaign."""
    demand_organizer(person)
    campaign = await campaigns.latest(services.db)
    await _show_acts(callback, campaign.id, None, services, person, t)


async def open_acts(
    callback: CallbackQuery, callback_data: OpenActs, services: Services, person: Person, t: Translator
) -> None:
    """Another page of it, or of a campaign that is over. Raises NoCampaign."""
    await _show_acts(callback, callback_data.campaign, callback_data.before or None, services, person, t)


async def _show_acts(
    callback: CallbackQuery, campaign_id: int, before: int | None, services: Services, person: Person, t: Translator
) -> None:
    campaign, acts = await campaign_changes.acts(services.db, person, campaign_id, before)
    await show(callback, acts_screen(campaign, acts, t))


async def open_past(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    """The campaigns that are over."""
    demand_organizer(person)
    await show(callback, past_campaigns_screen(await campaign_changes.ended(services.db), t))


async def open_campaign(
    callback: CallbackQuery, callback_data: OpenPast, services: Services, person: Person, t: Translator
) -> None:
    """One of them at a glance. Raises NoCampaign."""
    demand_organizer(person)
    campaign = await campaigns.of_list(services.db, callback_data.campaign)
    overview = await campaigns.overview(services.db, campaign, person)
    await show(callback, past_campaign_screen(campaign, overview.published, services.now(), t))
