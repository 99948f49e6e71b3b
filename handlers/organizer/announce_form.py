"""A new announcement: the texts, whom it is for, the preview, a test to oneself, the number of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import announcements, segments
from forum.announcements import FIELDS, Segment
from forum.errors import DomainError, StaleButton
from forum.organizer_errors import AnnouncementOpen, AnnouncementToNobody
from forum.policies import demand_organizer
from handlers.callbacks import AnnounceStep, ChooseSegment
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.announce import listed
from handlers.screen import Notice, Screen, complain, drop_buttons, send, show
from handlers.services import Services
from handlers.states import AnnounceForm
from handlers.typed import (
    IsAnswer,
    complaint_key,
    cut_at,
    demand_open_step,
    is_of_refused_album,
    length_before,
    was_seen,
)
from handlers.views.announce import notice_screen
from handlers.views.announce_form import confirm_screen, part_screen, preview_screen, question_screen, whom_screen
from handlers.views.switches import with_stop
from locales import LANGUAGES, REGION_CODES, TOPIC_SLUGS, Markup, Translator, escape, translator
from storage.records import Person

WHOM, PREVIEW = "whom", "preview"
PARTS = ("audience", "topic", "region", "language")
STEPS = (*FIELDS, WHOM, PREVIEW, *PARTS)


def router() -> Router:
    """A fresh router of the form."""
    form = Router(name="announce-form")
    form.callback_query.register(start_form, AnnounceStep.filter(F.action == "new"))
    form.callback_query.register(cancel_form, AnnounceStep.filter(F.action == "cancel"))
    form.callback_query.register(send_test, AnnounceStep.filter(F.action == "test"))
    form.callback_query.register(count_people, AnnounceStep.filter(F.action == "count"))
    form.callback_query.register(go_to_step, AnnounceStep.filter(F.action.in_(set(STEPS))))
    form.callback_query.register(choose_part, ChooseSegment.filter())
    form.message.register(accept_answer, StateFilter(AnnounceForm), IsAnswer())
    return form


async def start_form(callback: CallbackQuery, person: Person, t: Translator, state: LoadedForm) -> None:
    """The first question."""
    demand_organizer(person)
    await _show_step(callback, FIELDS[0], {}, t, state)


async def cancel_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without an announcement; again is the same."""
    demand_organizer(person)
    demand_open_step(callback, await state.get_data())
    await state.clear()
    await show(callback, await listed(services, person, 1, t, t.html("announce-left")))


async def go_to_step(
    callback: CallbackQuery, callback_data: AnnounceStep, person: Person, t: Translator, state: LoadedForm
) -> None:
    """One of the questions, or the preview; what is missing for it is asked first."""
    demand_organizer(person)
    answers = await _answers(callback, state)
    await _show_step(callback, callback_data.action, answers, t, state)


async def choose_part(
    callback: CallbackQuery, callback_data: ChooseSegment, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Narrow whom it is for, or widen it again."""
    demand_organizer(person)
    answers = await _answers(callback, state)
    field, value = callback_data.field, callback_data.value
    if (field == "region" and value not in ("", *REGION_CODES)) or (field == "topic" and value not in TOPIC_SLUGS):
        raise StaleButton
    segment = segments.chosen(_segment(answers), field, value)
    await _show_step(callback, WHOM, {**answers, "segment": segment.packed()}, t, state)


async def send_test(callback: CallbackQuery, person: Person, t: Translator, state: LoadedForm) -> Notice:
    """Send it to oneself, in both languages, exactly as people will get it."""
    demand_organizer(person)
    answers = await _complete(await _answers(callback, state))
    for language in LANGUAGES:
        theirs = translator(language, t.zone)
        text = str(answers[f"text_{language}"])
        await send(callback, with_stop(notice_screen(text, theirs), announcements.KIND, theirs))
    # The next step comes below what was sent.
    shown = await send(callback, preview_screen(answers, _segment(answers), t))
    await drop_buttons(callback, answers.get("screen"))
    await state.replace(AnnounceForm.words, {**answers, "question": PREVIEW, "screen": shown})
    return Notice(t.plain("announce-test-sent"))


async def count_people(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """How many will get it; to nobody nothing is sent."""
    demand_organizer(person)
    answers = await _complete(await _answers(callback, state))
    texts = [str(answers[field]) for field in FIELDS]
    segment = _segment(answers)
    try:
        draft = await announcements.prepare(services.db, person, texts[0], texts[1], segment, services.now())
    except (AnnouncementToNobody, AnnouncementOpen) as refused:
        shown = await show(callback, preview_screen(answers, segment, t, escape(sentence(refused, t))))
    else:
        shown = await show(callback, confirm_screen(draft, t))
    await state.replace(AnnounceForm.words, {**answers, "question": PREVIEW, "screen": shown})


async def accept_answer(message: Message, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the text and go on to what is missing."""
    demand_organizer(person)
    answers = await state.get_data()
    step = str(answers.get("question"))
    if step not in STEPS:
        raise StaleButton
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    await drop_buttons(message, answers.get("screen"))
    complaint, words = _taken(message, step, answers, t)
    if complaint is not None:
        shown = await complain(message, complaint, _screen(step, answers, t))
        cut = cut_at(message, answers)
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id, cut=cut)
        return
    changed = {**answers, step: words, "seen": message.message_id, "cut": None}
    following = next((field for field in FIELDS if field not in changed), PREVIEW if "segment" in changed else WHOM)
    await _show_step(message, following, changed, t, state)


def _taken(message: Message, step: str, answers: Mapping[str, Any], t: Translator) -> tuple[Markup | None, str]:
    """Why the words cannot be taken (or None), and the words as they are kept."""
    problem = complaint_key(message)
    if problem is None and step not in FIELDS:
        problem = "announce-buttons-only"
    if problem is not None:
        return t.html(problem), ""
    try:
        words = announcements.check_text(message.text or "", length_before(message, answers))
        other = FIELDS[1 - FIELDS.index(step)]
        announcements.demand_two_languages(words, str(answers.get(other, "")))
    except DomainError as wrong:
        return escape(sentence(wrong, t)), ""
    return None, words


async def _answers(callback: CallbackQuery, state: LoadedForm) -> dict[str, Any]:
    """What was answered so far. Raises StaleButton when the form is over, or its step was answered in words since."""
    answers = await state.get_data()
    if await state.get_state() not in AnnounceForm:
        raise StaleButton
    demand_open_step(callback, answers)
    return answers


async def _complete(answers: dict[str, Any]) -> dict[str, Any]:
    if any(field not in answers for field in FIELDS):
        raise StaleButton
    return answers


def _segment(answers: Mapping[str, Any]) -> Segment:
    packed = answers.get("segment")
    return Segment() if packed is None else Segment.unpacked(str(packed))


def _screen(step: str, answers: Mapping[str, Any], t: Translator) -> Screen:
    segment = _segment(answers)
    if step in FIELDS:
        now = answers.get(step)
        return question_screen(step, t, None if now is None else str(now))
    if step == WHOM:
        return whom_screen(segment, t)
    if step == PREVIEW:
        return preview_screen(answers, segment, t)
    return part_screen(step, segment, t)


async def _show_step(
    event: Message | CallbackQuery, step: str, answers: Mapping[str, Any], t: Translator, state: LoadedForm
) -> None:
    """Show a step, then remember it with the answers in one write, so that a kill between the two repeats the step."""
    if step not in FIELDS:
        step = next((field for field in FIELDS if field not in answers), step)
    if step == PREVIEW and "segment" not in answers:
        answers = {**answers, "segment": Segment().packed()}
    shown = await show(event, _screen(step, answers, t))
    await state.replace(AnnounceForm.words, {**answers, "question": step, "screen": shown})
