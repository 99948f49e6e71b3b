"""Pausing submitting or voting at once: a sentence in both languages, shown before it holds; going on in one tap."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import campaign_changes, campaigns, pauses, texts
from forum.errors import DomainError, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import AskPause, OpenOrganizer, SetPause
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.campaign import campaign_screen
from handlers.screen import complain, drop_buttons, show
from handlers.services import Services
from handlers.states import PauseForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views.pauses import ask_screen, confirm_screen, pauses_screen
from locales import LANGUAGES, Markup, Translator, escape
from storage.campaigns import PAUSABLE
from storage.records import Campaign, Person


def router() -> Router:
    """A fresh router of the pauses."""
    pausing = Router(name="pauses")
    pausing.callback_query.register(open_pauses, OpenOrganizer.filter(F.page == "pauses"))
    pausing.callback_query.register(ask_sentence, AskPause.filter())
    pausing.callback_query.register(set_pause, SetPause.filter())
    pausing.message.register(accept_sentence, StateFilter(PauseForm), IsAnswer())
    return pausing


async def open_pauses(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """What is paused, and the ways to pause and to go on. Raises NoCampaign."""
    demand_organizer(person)
    await _leave(state)
    await show(callback, pauses_screen(await campaigns.current(services.db), t))


async def ask_sentence(
    callback: CallbackQuery,
    callback_data: AskPause,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ask what residents are told, first in Kazakh. Raises StaleButton, NoCampaign, CampaignOver."""
    demand_organizer(person)
    what, language = callback_data.what, callback_data.language
    if what not in PAUSABLE or language not in LANGUAGES:
        raise StaleButton
    campaign = await _open(services, callback_data.campaign)
    data = await state.get_data()
    demand_open_step(callback, data)
    kept = {"what": what, "campaign": campaign.id, "language": language, "seen": data.get("seen", 0)}
    is_same = data.get("what") == what and data.get("campaign") == campaign.id
    said: dict[str, Any] = {one: data[one] for one in LANGUAGES if is_same and one in data}
    shown = await show(callback, ask_screen(campaign, what, language, t))
    await state.replace(PauseForm.words, {**kept, **said, "screen": shown})


async def accept_sentence(
    message: Message, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Keep the sentence and ask for the other language's, then show both; what cannot be one is asked for again."""
    demand_organizer(person)
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    what, language = str(data.get("what")), str(data.get("language"))
    try:
        campaign = await _open(services, int(data.get("campaign", 0)))
    except DomainError as over:
        await state.replace(None, {"seen": message.message_id})
        await show(message, await campaign_screen(services, person, t, escape(sentence(over, t))))
        return
    said, complaint = _said(message, t)
    if said is None:
        shown = await complain(message, complaint, ask_screen(campaign, what, language, t))
        await state.replace(
            PauseForm.words, {**data, "screen": shown, "seen": message.message_id, "refused": message.media_group_id}
        )
        return
    kept = {**data, language: said, "seen": message.message_id}
    missing = next((one for one in LANGUAGES if one not in kept), None)
    if missing is not None:
        shown = await show(message, ask_screen(campaign, what, missing, t))
        await state.replace(PauseForm.words, {**kept, "language": missing, "screen": shown})
        return
    shown = await show(message, confirm_screen(campaign, what, kept["kk"], kept["ru"], t))
    await state.replace(PauseForm.confirm, {**kept, "screen": shown})


def _said(message: Message, t: Translator) -> tuple[str | None, Markup]:
    """The sentence, or None and what is wrong with it."""
    problem = complaint_key(message)
    if problem is None and not texts.has_words(message.text or ""):
        problem = "pause-words-needed"
    if problem is not None:
        return None, t.html(problem)
    try:
        return pauses.check_text(message.text or ""), Markup("")
    except DomainError as wrong:
        return None, escape(sentence(wrong, t))


async def set_pause(
    callback: CallbackQuery,
    callback_data: SetPause,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Pause with the sentences shown, or go on; again is the same. Raises StaleButton, NoCampaign, CampaignOver."""
    demand_organizer(person)
    what, now = callback_data.what, services.now()
    if callback_data.wanted == 0:
        campaign = await pauses.resume(services.db, person, callback_data.campaign, what, now)
        await show(callback, pauses_screen(campaign, t, t.html(f"pause-resumed-{_known(what)}")))
        return
    data = await state.get_data()
    kk, ru = _shown(data, callback_data)
    campaign = await pauses.pause(services.db, person, callback_data.campaign, what, kk, ru, now)
    await _leave(state)
    await show(callback, pauses_screen(campaign, t, t.html(f"pause-done-{_known(what)}")))


def _shown(data: dict[str, Any], pressed: SetPause) -> tuple[str, str]:
    is_shown = data.get("what") == pressed.what and data.get("campaign") == pressed.campaign
    if not is_shown or not all(one in data for one in LANGUAGES):
        raise StaleButton
    return str(data["kk"]), str(data["ru"])


def _known(what: str) -> str:
    return "voting" if what == "voting" else "submitting"


async def _open(services: Services, campaign_id: int) -> Campaign:
    """The campaign, as long as it is open. Raises NoCampaign, CampaignOver."""
    return campaign_changes.demand_open(await campaigns.of_list(services.db, campaign_id))


async def _leave(state: LoadedForm) -> None:
    """The question is over; a message taken before stays known."""
    if await state.get_state() is not None:
        await state.replace(None, {"seen": (await state.get_data()).get("seen", 0)})
