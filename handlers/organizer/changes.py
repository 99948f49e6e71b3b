"""Changing the open campaign: every setting by itself, shown as old and new, confirmed, written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import campaign_changes, campaigns
from forum.campaign_changes import plain, value_from
from forum.campaign_settings import DATES, Value, suggestions, value_of
from forum.errors import DomainError, NoCampaign, NotAllowed, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import AskSetting, OpenOrganizer, ProposeSetting, SaveSetting
from handlers.callbacks.ids import new_request
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.campaign import campaign_screen
from handlers.organizer.setting_answers import Unacceptable, chosen_value, code_of, typed_value
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import SettingForm
from handlers.typed import IsAnswer, demand_open_step, is_of_refused_album, was_seen
from handlers.views.campaign_settings import answers, ask_screen, changes_screen, confirm_screen, setting_name
from locales import Translator, escape
from storage.records import Campaign, Person


def router() -> Router:
    """A fresh router of the changes."""
    changes = Router(name="campaign-changes")
    changes.callback_query.register(open_changes, OpenOrganizer.filter(F.page == "changes"))
    changes.callback_query.register(ask_setting, AskSetting.filter())
    changes.callback_query.register(propose_setting, ProposeSetting.filter())
    changes.callback_query.register(save_setting, SaveSetting.filter())
    changes.message.register(accept_value, StateFilter(SettingForm), IsAnswer())
    return changes


async def open_changes(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Every setting with its value. Raises NoCampaign."""
    demand_organizer(person)
    await _leave(state)
    await show(callback, changes_screen(await campaigns.current(services.db), t))


async def ask_setting(
    callback: CallbackQuery,
    callback_data: AskSetting,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ask how it shall be; it is typed, or chosen. Raises StaleButton, NoCampaign, CampaignOver."""
    demand_organizer(person)
    campaign_changes.demand_setting(callback_data.setting)
    campaign = await _open(services, callback_data.campaign)
    data = await state.get_data()
    demand_open_step(callback, data)
    shown = await show(callback, _question(campaign, callback_data.setting, services, t))
    kept = {"setting": callback_data.setting, "campaign": campaign.id, "screen": shown, "seen": data.get("seen", 0)}
    await state.replace(SettingForm.value, kept)


async def propose_setting(
    callback: CallbackQuery,
    callback_data: ProposeSetting,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """An answer chosen by a button: old and new beside each other. Raises as campaign_changes.preview."""
    demand_organizer(person)
    setting = callback_data.setting
    campaign_changes.demand_setting(setting)
    data = await state.get_data()
    demand_open_step(callback, data)
    value = chosen_value(setting, callback_data.value, services.now(), services.rules)
    campaign = await _open(services, callback_data.campaign)
    await _confirm(callback, campaign, setting, value, data.get("seen", 0), services, person, t, state)


async def accept_value(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """A typed answer: old and new beside each other; what cannot be is named and asked for again."""
    demand_organizer(person)
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    setting = str(data.get("setting"))
    try:
        campaign = await _open(services, int(data.get("campaign", 0)))
    except DomainError as over:
        await state.replace(None, {"seen": message.message_id})
        await show(message, await campaign_screen(services, person, t, escape(sentence(over, t))))
        return
    try:
        value = typed_value(message, setting, services, t)
        await _confirm(message, campaign, setting, value, message.message_id, services, person, t, state)
    except (Unacceptable, DomainError) as wrong:
        if isinstance(wrong, NotAllowed):
            raise
        said = wrong.complaint if isinstance(wrong, Unacceptable) else escape(sentence(wrong, t))
        shown = await complain(message, said, _question(campaign, setting, services, t))
        kept = {"setting": setting, "campaign": campaign.id, "screen": shown, "seen": message.message_id}
        await state.replace(SettingForm.value, {**kept, "refused": message.media_group_id})


async def _confirm(
    event: Message | CallbackQuery,
    campaign: Campaign,
    setting: str,
    value: Value,
    seen: int,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    wanted = await campaign_changes.preview(
        services.db, person, campaign.id, setting, value, services.now(), services.rules
    )
    request = new_request()
    shown = await show(event, confirm_screen(campaign, setting, wanted, request, t))
    old, new = plain(wanted.old), plain(wanted.new)
    kept = {"setting": setting, "campaign": campaign.id, "old": old, "new": new, "request": request}
    await state.replace(SettingForm.confirm, {**kept, "screen": shown, "seen": seen})


async def save_setting(
    callback: CallbackQuery,
    callback_data: SaveSetting,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Make it so, if it stands as it was shown; else say what came in between. Raises StaleButton."""
    demand_organizer(person)
    data = await state.get_data()
    is_shown = await state.get_state() == SettingForm.confirm and data.get("request") == callback_data.request
    if not is_shown or data.get("campaign") != callback_data.campaign:
        raise StaleButton
    setting = str(data["setting"])
    old, new = _pair(setting, data)
    try:
        campaign = await campaign_changes.change(
            services.db, person, callback_data.campaign, setting, new, services.now(), services.rules, seen=old
        )
        first = t.html("setting-changed", name=setting_name(setting, t))
    except DomainError as refused:
        if isinstance(refused, NotAllowed):
            raise
        first = escape(sentence(refused, t))
        open_one = await campaigns.find_open(services.db)
        if open_one is None or open_one.id != callback_data.campaign:
            await _leave(state)
            await show(callback, await campaign_screen(services, person, t, first))
            return
        campaign = open_one
    await _leave(state)
    await show(callback, changes_screen(campaign, t, first))


def _pair(setting: str, data: Mapping[str, Any]) -> tuple[Value, Value]:
    try:
        return value_from(setting, data.get("old")), value_from(setting, data.get("new"))
    except ValueError:
        raise StaleButton from None


def _question(campaign: Campaign, setting: str, services: Services, t: Translator) -> Screen:
    today = services.now().astimezone(services.zone).date()
    known: dict[str, date] = {}
    for one in DATES:
        value = value_of(campaign, one, services.zone)
        if isinstance(value, date):
            known[one] = value
    days = suggestions(setting, {one: day for one, day in known.items() if one != setting}, today)

    def code(value: Value) -> ProposeSetting:
        return ProposeSetting(setting=setting, value=code_of(value), campaign=campaign.id)

    return ask_screen(campaign, setting, days[0] if days else today, answers(setting, days, code, t), t)


async def _open(services: Services, campaign_id: int) -> Campaign:
    """The campaign, as long as it is open. Raises NoCampaign, CampaignOver."""
    found = await campaigns.of_list(services.db, campaign_id) if campaign_id else None
    if found is None:
        raise NoCampaign
    return campaign_changes.demand_open(found)


async def _leave(state: LoadedForm) -> None:
    """The question is over; a message taken before stays known."""
    if await state.get_state() is not None:
        await state.replace(None, {"seen": (await state.get_data()).get("seen", 0)})
