"""Sections of the forum: the list, a new one in both languages, another name, another place, removal."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import campaigns, sections, texts
from forum.errors import DomainError, NotAllowed, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import AddSection, AskSection, OpenOrganizer, OpenSection, PlaceSection, RemoveSection
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.screen import Screen, complain, drop_buttons, send, show
from handlers.services import Services
from handlers.states import SectionForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views import sections as views
from locales import LANGUAGES, Markup, Translator, escape
from storage.records import Person


def router() -> Router:
    """A fresh router of the sections."""
    sectioning = Router(name="sections")
    sectioning.callback_query.register(open_sections, OpenOrganizer.filter(F.page == "sections"))
    sectioning.callback_query.register(open_section, OpenSection.filter())
    sectioning.callback_query.register(ask_name, AskSection.filter())
    sectioning.callback_query.register(add_section, AddSection.filter())
    sectioning.callback_query.register(place_section, PlaceSection.filter())
    sectioning.callback_query.register(remove_section, RemoveSection.filter())
    sectioning.message.register(accept_name, StateFilter(SectionForm), IsAnswer())
    return sectioning


async def open_sections(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The sections of the latest campaign's forum. Raises NoCampaign."""
    demand_organizer(person)
    await _leave(state)
    await show(callback, await _list(services, t))


async def open_section(
    callback: CallbackQuery,
    callback_data: OpenSection,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """One section. Raises StaleButton when it is gone."""
    await _leave(state)
    section = await sections.find(services.db, person, callback_data.section)
    there = await sections.list_of(services.db, section.campaign_id)
    await show(callback, views.section_screen(section, there, t))


async def ask_name(
    callback: CallbackQuery,
    callback_data: AskSection,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ask for a name; of a new section first the Kazakh one. Raises StaleButton, NoCampaign."""
    demand_organizer(person)
    language, section_id = callback_data.language, callback_data.section
    if language not in LANGUAGES:
        raise StaleButton
    campaign = await campaigns.latest(services.db)
    if section_id:
        await sections.find(services.db, person, section_id)
    data = await state.get_data()
    demand_open_step(callback, data)
    is_same = section_id == 0 and data.get("section") == 0
    said: dict[str, Any] = {one: data[one] for one in LANGUAGES if is_same and one in data}
    shown = await show(callback, views.ask_screen(section_id, language, t))
    kept = {"section": section_id, "campaign": campaign.id, "language": language, "seen": data.get("seen", 0)}
    await state.replace(SectionForm.words, {**kept, **said, "screen": shown})


async def accept_name(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the name of a new section and go on, or rename the one there is; what cannot be is asked for again."""
    demand_organizer(person)
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    section_id, language = int(data.get("section", 0)), str(data.get("language"))
    try:
        name = _name(message, t)
        if section_id:
            await sections.rename(services.db, person, section_id, language, name, services.now())
    except (_Unreadable, DomainError) as wrong:
        if isinstance(wrong, NotAllowed | StaleButton):
            raise
        said = wrong.complaint if isinstance(wrong, _Unreadable) else escape(sentence(wrong, t))
        shown = await complain(message, said, views.ask_screen(section_id, language, t))
        kept = {**data, "screen": shown, "seen": message.message_id, "refused": message.media_group_id}
        await state.replace(SectionForm.words, kept)
        return
    if section_id:
        await state.replace(None, {"seen": message.message_id})
        await send(message, await _list(services, t, t.html("section-renamed")))
        return
    await _go_on(message, {**data, language: name, "seen": message.message_id}, t, state)


async def _go_on(message: Message, kept: dict[str, Any], t: Translator, state: LoadedForm) -> None:
    """The other language's name, then both before the section is added."""
    missing = next((one for one in LANGUAGES if one not in kept), None)
    if missing is not None:
        shown = await send(message, views.ask_screen(0, missing, t))
        await state.replace(SectionForm.words, {**kept, "language": missing, "screen": shown})
        return
    shown = await send(message, views.confirm_screen(int(kept["campaign"]), kept["kk"], kept["ru"], t))
    await state.replace(SectionForm.confirm, {**kept, "screen": shown})


class _Unreadable(Exception):
    """What was typed is no name; ``complaint`` is the sentence for the person."""

    def __init__(self, complaint: Markup) -> None:
        super().__init__()
        self.complaint = complaint


def _name(message: Message, t: Translator) -> str:
    problem = complaint_key(message)
    if problem is None and not texts.has_words(message.text or ""):
        problem = "section-words-needed"
    if problem is not None:
        raise _Unreadable(t.html(problem))
    return sections.check_name(message.text or "")


async def add_section(
    callback: CallbackQuery,
    callback_data: AddSection,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Add the section as it was shown. Raises StaleButton, and as sections.add."""
    demand_organizer(person)
    data = await state.get_data()
    is_shown = await state.get_state() == SectionForm.confirm and data.get("campaign") == callback_data.campaign
    if not is_shown or not all(one in data for one in LANGUAGES):
        raise StaleButton
    await sections.add(services.db, person, callback_data.campaign, data["kk"], data["ru"], services.now())
    await _leave(state)
    await show(callback, await _list(services, t, t.html("section-added")))


async def place_section(
    callback: CallbackQuery, callback_data: PlaceSection, services: Services, person: Person, t: Translator
) -> None:
    """Put it at a place; pressed again it shows the same."""
    there = await sections.place(services.db, person, callback_data.section, callback_data.position, services.now())
    section = next(one for one in there if one.id == callback_data.section)
    await show(callback, views.section_screen(section, there, t))


async def remove_section(
    callback: CallbackQuery, callback_data: RemoveSection, services: Services, person: Person, t: Translator
) -> None:
    """Ask once more, then remove it. Raises StaleButton, SectionUsed (count)."""
    section = await sections.find(services.db, person, callback_data.section)
    if callback_data.sure != 1:
        await show(callback, views.remove_screen(section, t))
        return
    await sections.remove(services.db, person, section.id, services.now())
    await show(callback, await _list(services, t, t.html("section-removed", name=section.name(t.language))))


async def _list(services: Services, t: Translator, first: Markup | None = None) -> Screen:
    campaign = await campaigns.latest(services.db)
    return views.sections_screen(campaign, await sections.list_of(services.db, campaign.id), t, first)


async def _leave(state: LoadedForm) -> None:
    """The question is over; a message taken before stays known."""
    if await state.get_state() is not None:
        await state.replace(None, {"seen": (await state.get_data()).get("seen", 0)})
