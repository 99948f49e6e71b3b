"""The canned reasons as organizers keep them: the list, one of them, and what can be changed about it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forum import reasons
from forum.errors import DomainError, NotAllowed, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import AskReason, OpenReason, OpenReasons, PlaceReason, SetReason
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import ReasonForm
from handlers.typed import IsAnswer, complaint_key, is_of_refused_album, was_seen
from handlers.views.reasons import list_screen, question_screen, reason_screen
from locales import Markup, Translator, escape
from storage.records import Person


def router() -> Router:
    """A fresh router of the reasons."""
    canned = Router(name="reasons")
    canned.callback_query.register(open_reasons, OpenReasons.filter())
    canned.callback_query.register(open_reason, OpenReason.filter())
    canned.callback_query.register(ask_words, AskReason.filter())
    canned.callback_query.register(set_flag, SetReason.filter())
    canned.callback_query.register(place_reason, PlaceReason.filter())
    canned.message.register(accept_words, ReasonForm.words, IsAnswer())
    return canned


async def open_reasons(
    callback: CallbackQuery,
    callback_data: OpenReasons,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A page of them, in place."""
    demand_organizer(person)
    await state.clear()
    await show(callback, list_screen(await reasons.list_all(services.db), callback_data.page, t))


async def open_reason(
    callback: CallbackQuery,
    callback_data: OpenReason,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """One of them, whole."""
    screen = await one_screen(services, person, callback_data.code, t)
    await state.clear()
    await show(callback, screen)


async def set_flag(
    callback: CallbackQuery, callback_data: SetReason, services: Services, person: Person, t: Translator
) -> None:
    """Make it public or hidden, offered or withdrawn."""
    demand_organizer(person)
    match callback_data.wanted:
        case "public" | "hidden" as wanted:
            is_public = wanted == "public"
            await reasons.set_public(services.db, person, callback_data.code, services.now(), is_public=is_public)
        case "offered" | "withdrawn" as wanted:
            is_offered = wanted == "offered"
            await reasons.set_offered(services.db, person, callback_data.code, services.now(), is_offered=is_offered)
        case _:
            raise StaleButton
    await show(callback, await one_screen(services, person, callback_data.code, t))


async def place_reason(
    callback: CallbackQuery, callback_data: PlaceReason, services: Services, person: Person, t: Translator
) -> None:
    """Put it at another place; the list shows where it stands now."""
    kept = await reasons.place(services.db, person, callback_data.code, callback_data.position, services.now())
    place = next(number for number, one in enumerate(kept, start=1) if one.code == callback_data.code)
    await show(callback, reason_screen(kept[place - 1], place, len(kept), t))


async def ask_words(
    callback: CallbackQuery,
    callback_data: AskReason,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ask for a field's words."""
    code, field = callback_data.code, callback_data.field
    screen = await _question(services, person, code, field, t)
    shown = await show(callback, screen)
    await state.replace(ReasonForm.words, {"code": code, "field": field, "screen": shown})


async def accept_words(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the typed words; what cannot be taken is named and asked for again, once an album."""
    demand_organizer(person)
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    code, field = str(data.get("code", "")), str(data.get("field", ""))
    await drop_buttons(message, data.get("screen"))
    complaint = await _complaint(message, code, field, services, person, t)
    if complaint is not None:
        shown = await complain(message, complaint, await _question(services, person, code, field, t))
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id)
        return
    await show(message, await one_screen(services, person, code, t, t.html("reasons-saved")))
    # The message stays known, so that it is not answered as something else when it comes again after a kill.
    await state.replace(None, {"seen": message.message_id})


async def _complaint(
    message: Message, code: str, field: str, services: Services, person: Person, t: Translator
) -> Markup | None:
    """Why the words were not kept; None when they were. Raises NotAllowed, StaleButton."""
    problem = complaint_key(message)
    if problem is not None:
        return t.html(problem)
    try:
        await reasons.write(services.db, person, code, field, message.text or "", services.now())
    except (NotAllowed, StaleButton):
        raise
    except DomainError as wrong:
        return escape(sentence(wrong, t))
    return None


async def _question(services: Services, person: Person, code: str, field: str, t: Translator) -> Screen:
    reason = await reasons.find(services.db, person, code)
    if field not in reasons.FIELDS:
        raise StaleButton
    return question_screen(field, t, code=code, now=getattr(reason, field))


async def one_screen(
    services: Services, person: Person, code: str, t: Translator, first: Markup | None = None
) -> Screen:
    """A reason's own screen; ``first`` is said above it. Raises NotAllowed, StaleButton."""
    demand_organizer(person)
    kept = await reasons.list_all(services.db)
    place = next((number for number, one in enumerate(kept, start=1) if one.code == code), None)
    if place is None:
        raise StaleButton
    return reason_screen(kept[place - 1], place, len(kept), t, first)
