"""The open campaign at a glance, and its end."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import campaigns
from forum.errors import StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import CampaignStep, OpenOrganizer
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views.campaign import end_screen, none_screen, overview_screen
from locales import Markup, Translator
from storage.records import Campaign, Person


def router() -> Router:
    """A fresh router of the campaign."""
    campaign = Router(name="campaign")
    campaign.message.register(show_campaign, Command("campaign"))
    campaign.message.register(show_campaign, MenuText("menu-organizer"))
    campaign.callback_query.register(open_campaign, OpenOrganizer.filter(F.page.in_({"main", "campaign"})))
    campaign.callback_query.register(ask_end, CampaignStep.filter(F.action == "end"))
    campaign.callback_query.register(end_campaign, CampaignStep.filter(F.action == "end-sure"))
    return campaign


async def show_campaign(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/campaign: the open one, or the offer to create one."""
    demand_organizer(person)
    await state.clear()
    await send(message, await campaign_screen(services, person, t))


async def open_campaign(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The same in place."""
    demand_organizer(person)
    await state.clear()
    await show(callback, await campaign_screen(services, person, t))


async def ask_end(
    callback: CallbackQuery, callback_data: CampaignStep, services: Services, person: Person, t: Translator
) -> None:
    """Ask once more."""
    demand_organizer(person)
    campaign = await _named(services, callback_data.campaign)
    await show(callback, end_screen(campaign, t))


async def end_campaign(
    callback: CallbackQuery, callback_data: CampaignStep, services: Services, person: Person, t: Translator
) -> None:
    """End it; pressed again it shows the same."""
    await campaigns.end(services.db, person, callback_data.campaign, services.now())
    await show(callback, await campaign_screen(services, person, t, t.html("campaign-ended")))


async def campaign_screen(services: Services, person: Person, t: Translator, first: Markup | None = None) -> Screen:
    """The open campaign's overview, or the offer to create one."""
    campaign = await campaigns.find_open(services.db)
    if campaign is None:
        return none_screen(t, first, await campaigns.find_latest(services.db))
    overview = await campaigns.overview(services.db, campaign, person)
    appeals = 0 if person.is_moderator else overview.waiting  # a moderator has the queue in the menu
    return overview_screen(campaign, overview.published, services.now(), t, first, appeals)


async def _named(services: Services, campaign_id: int) -> Campaign:
    campaign = await campaigns.current(services.db)
    if campaign.id != campaign_id:
        raise StaleButton
    return campaign
