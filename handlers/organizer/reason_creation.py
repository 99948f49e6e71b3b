"""A new canned reason: four texts, a preview, and whether others may be told it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import reasons
from forum.errors import DomainError, ReasonOneLanguage, StaleButton
from forum.policies import demand_organizer
from forum.reasons import FIELDS, NewReason
from handlers.callbacks import AddReason, NewReasonStep
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.reasons import one_screen
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import NewReasonForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views.reasons import list_screen, preview_screen, question_screen
from locales import Markup, Translator, escape
from storage.records import Person

PREVIEW = "preview"


def router() -> Router:
    """A fresh router of the form."""
    creation = Router(name="reason-form")
    creation.callback_query.register(start_form, NewReasonStep.filter(F.action == "new"))
    creation.callback_query.register(cancel_form, NewReasonStep.filter(F.action == "cancel"))
    creation.callback_query.register(change_answer, NewReasonStep.filter(F.action.in_(set(FIELDS))))
    creation.callback_query.register(add_reason, AddReason.filter())
    creation.message.register(accept_answer, StateFilter(NewReasonForm), IsAnswer())
    return creation


async def start_form(callback: CallbackQuery, person: Person, t: Translator, state: LoadedForm) -> None:
    """The first question."""
    demand_organizer(person)
    # Made with the form: however often the last button is pressed, it adds one reason.
    await _show_step(callback, FIELDS[0], {"code": f"added-{secrets.token_hex(4)}"}, t, state)


async def change_answer(
    callback: CallbackQuery, callback_data: NewReasonStep, person: Person, t: Translator, state: LoadedForm
) -> None:
    """One of the questions: from the preview, or the one before."""
    demand_organizer(person)
    _, answers = await _current(state)
    demand_open_step(callback, answers)
    await _show_step(callback, callback_data.action, answers, t, state)


async def cancel_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without a new reason; again is the same."""
    demand_organizer(person)
    demand_open_step(callback, await state.get_data())
    await state.clear()
    await show(callback, list_screen(await reasons.list_all(services.db), 1, t, t.html("reasons-cancelled")))


async def add_reason(
    callback: CallbackQuery,
    callback_data: AddReason,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Add what was previewed; pressed again it shows the reason that was added."""
    demand_organizer(person)
    answers = await state.get_data()
    if answers.get("code") == callback_data.code and all(field in answers for field in FIELDS):
        words = {field: str(answers[field]) for field in FIELDS}
        new = NewReason(callback_data.code, **words, is_public=callback_data.public == 1)
        await reasons.add(services.db, person, new, services.now())
    screen = await one_screen(services, person, callback_data.code, t, t.html("reasons-added"))
    await state.clear()
    await show(callback, screen)


async def accept_answer(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the words and go on to the first question without any, then to the preview."""
    demand_organizer(person)
    step, answers = await _current(state)
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    await drop_buttons(message, answers.get("screen"))
    complaint, words = _taken(message, step, answers, t)
    if complaint is not None:
        shown = await complain(message, complaint, _screen(step, answers, t))
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id)
        return
    changed = {**answers, step: words, "seen": message.message_id}
    missing = next((field for field in FIELDS if field not in changed), PREVIEW)
    await _show_step(message, missing, changed, t, state)


def _taken(message: Message, step: str, answers: Mapping[str, Any], t: Translator) -> tuple[Markup | None, str]:
    """Why the words cannot be taken (or None), and the words as they are kept."""
    problem = complaint_key(message)
    if problem is None and step == PREVIEW:
        problem = "reasons-buttons-only"
    if problem is not None:
        return t.html(problem), ""
    try:
        words = reasons.check_words(step, message.text or "")
        other = {"about_kk": "about_ru", "about_ru": "about_kk"}.get(step)
        if other is not None and str(answers.get(other, "")).casefold() == words.casefold():
            raise ReasonOneLanguage
    except DomainError as wrong:
        return escape(sentence(wrong, t)), ""
    return None, words


async def _current(state: LoadedForm) -> tuple[str, dict[str, Any]]:
    """The step of the form and the answers so far. Raises StaleButton when the form is over."""
    answers = await state.get_data()
    step = answers.get("question")
    if await state.get_state() not in NewReasonForm or step not in (*FIELDS, PREVIEW):
        raise StaleButton
    return str(step), answers


def _screen(step: str, answers: Mapping[str, Any], t: Translator) -> Screen:
    if step == PREVIEW:
        return preview_screen(str(answers["code"]), {field: str(answers[field]) for field in FIELDS}, t)
    now = answers.get(step)
    return question_screen(step, t, now=None if now is None else str(now))


async def _show_step(
    event: Message | CallbackQuery, step: str, answers: Mapping[str, Any], t: Translator, state: LoadedForm
) -> None:
    """Show a step, then remember it with the answers in one write, so that a kill between the two repeats the step."""
    shown = await show(event, _screen(step, answers, t))
    await state.replace(NewReasonForm.words, {**answers, "question": step, "screen": shown})
