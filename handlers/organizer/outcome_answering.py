"""What was answered, or what came later: the words in both languages, files, what it means, a preview.

Published in both languages or not at all; what is written in one of them waits, also when the form is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import outcome_checks, outcomes, translating
from forum.errors import DomainError, StaleButton
from forum.organizer_errors import AnswerSame
from forum.policies import demand_organizer
from handlers.callbacks import AnsweringStep, TakeStep
from handlers.dates import read_day
from handlers.form_storage import KEPT_WORDS, LoadedForm
from handlers.middlewares import sentence
from handlers.organizer import half_answers
from handlers.organizer.outcome_days import today_of
from handlers.organizer.outcomes import one_screen, record_and_leave
from handlers.resident.submit_fields import kind_of
from handlers.resident.submit_files import attachment_of
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import OutcomeForm
from handlers.typed import (
    IsAnswer,
    complaint_key,
    cut_at,
    demand_open_step,
    is_of_refused_album,
    length_before,
    was_seen,
)
from handlers.views import outcome_forms as views
from locales import LANGUAGES, Markup, Translator, escape
from storage.outcomes import NewOutcome
from storage.records import Person
from storage.vocabulary import ANSWER_STATES

STEPS: Final = (*LANGUAGES, "files", "meaning", "until", "preview")
LATER: Final = ("in_progress", "done", "declined")
EXAMPLE_AHEAD: Final = timedelta(days=60)
Answers = dict[str, Any]


def router() -> Router:
    """A fresh router of the form."""
    answering = Router(name="outcome-answering")
    answering.callback_query.register(start_form, TakeStep.filter(F.to.in_({"answer", *LATER})))
    answering.callback_query.register(cancel_form, AnsweringStep.filter(F.action == "cancel"))
    answering.callback_query.register(save_form, AnsweringStep.filter(F.action == "save"))
    answering.callback_query.register(go_to_step, AnsweringStep.filter())
    answering.message.register(accept_answer, StateFilter(OutcomeForm.answering), IsAnswer())
    return answering


async def start_form(
    callback: CallbackQuery,
    callback_data: TakeStep,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The first question: the words in Kazakh. Who has begun before goes on there."""
    proposal, seen, to = callback_data.proposal, callback_data.seen, callback_data.to
    found = await outcomes.demand_open(services.db, person, proposal, seen, "answered" if to == "answer" else to)
    if (to == "answer") != (found.proposal.state == "sent"):
        raise StaleButton
    data = await state.get_data()
    demand_open_step(callback, data)
    answers = {"proposal": proposal, "after": seen, "to": None if to == "answer" else to, "step": LANGUAGES[0]}
    answers |= {"seen": data.get("seen", 0), KEPT_WORDS: data.get(KEPT_WORDS, {})}
    before = half_answers.begun(answers)
    first = t.html("outcomes-kept") if before else None
    await _show(callback, _onward({**answers, **before}) if before else answers, services, person, t, state, first)


async def go_to_step(
    callback: CallbackQuery,
    callback_data: AnsweringStep,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A question again, the preview, or what the answer means."""
    answers, action = await _open(callback, person, state), callback_data.action
    if action in STEPS:
        answers |= {"step": action}
    elif action == "files-done":
        answers = _onward({**answers, "files_done": 1})
    elif action == "no-files":
        answers |= {"files": [], "step": "files"}
    elif action in ANSWER_STATES and answers.get("to") is None:
        answers = _onward({**answers, "meaning": action})
    else:
        raise StaleButton
    await _show(callback, answers, services, person, t, state)


async def cancel_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without publishing; the proposal as it stands."""
    answers = await _open(callback, person, state)
    await state.replace(None, half_answers.given_up(answers))
    await show(callback, await one_screen(services, person, int(answers["proposal"]), t))


async def save_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Publish what was previewed; in one language it stays where it is."""
    answers = await _open(callback, person, state)
    to = half_answers.state_of(answers)
    missing = half_answers.missing({**answers, "files_done": 1})  # files are offered, never demanded
    if to is None or missing:
        await _show(callback, {**answers, "step": missing or "meaning"}, services, person, t, state)
        raise StaleButton
    until = date.fromisoformat(str(answers["until"])) if to == "in_progress" else None
    files = tuple((str(k), str(i), str(u), str(n), int(s)) for k, i, u, n, s in answers.get("files", []))
    new = NewOutcome(to, due_on=until, answer_kk=str(answers["kk"]), answer_ru=str(answers["ru"]), files=files)
    await record_and_leave(callback, services, person, answers, new, t, state)


async def accept_answer(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep what was typed or sent; what cannot be taken is named and asked for again, once an album."""
    demand_organizer(person)
    answers = await state.get_data()
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    if answers.get("step") not in STEPS:
        raise StaleButton
    await drop_buttons(message, answers.get("screen"))
    try:
        complaint, changed = _taken(message, answers, services, t)
    except StaleButton:
        raise
    except DomainError as wrong:
        complaint, changed = escape(sentence(wrong, t)), answers
    if complaint is not None:
        shown = await complain(message, complaint, await _screen(answers, services, person, t))
        cut = cut_at(message, answers)
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id, cut=cut)
        return
    await _show(message, {**changed, "seen": message.message_id}, services, person, t, state)


def _taken(message: Message, answers: Answers, services: Services, t: Translator) -> tuple[Markup | None, Answers]:
    """Why the message cannot be taken (or None), and the answers with it. Raises DomainError of what is wrong."""
    step = str(answers["step"])
    if step == "files":
        return _with_file(message, answers, services, t)
    problem = complaint_key(message)
    if problem is None and step in ("meaning", "preview"):
        problem = "outcomes-buttons-only"
    if problem is not None:
        return t.html(problem), answers
    words = message.text or ""
    if step in LANGUAGES:
        kept = outcome_checks.check_answer(words, length_before(message, answers))
        if any(str(answers.get(one, "")).casefold() == kept.casefold() for one in LANGUAGES if one != step):
            raise AnswerSame
        return None, _onward({**answers, step: kept})
    today = today_of(services)
    day = read_day(words, today)
    if day is None:
        return t.html("error-date-format"), answers
    return None, _onward({**answers, "until": outcome_checks.check_due(day, None, today).isoformat()})


def _with_file(message: Message, answers: Answers, services: Services, t: Translator) -> tuple[Markup | None, Answers]:
    file = attachment_of(message)
    if file is None:
        if message.text is not None:
            return t.html("outcomes-files-expected"), answers
        return t.html("error-attachment-kind", kind=kind_of(message)), answers
    known = [one for one in answers.get("files", []) if one[2] != file.file_unique_id]
    files = [*known, [file.kind, file.file_id, file.file_unique_id, file.name[:120], file.size]]
    outcome_checks.check_files(tuple((k, i, u, n, s) for k, i, u, n, s in files), services.rules)
    return None, {**answers, "files": files, "step": "files"}


def _onward(answers: Answers) -> Answers:
    return {**answers, "step": half_answers.missing(answers) or "preview"}


async def _open(callback: CallbackQuery, person: Person, state: LoadedForm) -> Answers:
    """The answers so far. Raises NotAllowed, StaleButton when the form is over or the step was answered in words."""
    demand_organizer(person)
    answers = await state.get_data()
    if await state.get_state() != OutcomeForm.answering.state or answers.get("step") not in STEPS:
        raise StaleButton
    demand_open_step(callback, answers)
    return answers


async def _screen(answers: Mapping[str, Any], services: Services, person: Person, t: Translator) -> Screen:
    proposal = (await outcomes.followed(services.db, person, int(answers["proposal"]))).proposal
    match str(answers["step"]):
        case "kk" | "ru" as language:
            return views.words_screen(language, answers, proposal, t)
        case "files":
            return views.files_screen(answers, services.rules.attachments_most, t)
        case "meaning":
            return views.meaning_screen(t)
        case "until":
            return views.until_screen(today_of(services) + EXAMPLE_AHEAD, t)
    foreign = [
        language
        for language in LANGUAGES
        if answers.get(language) and await translating.is_other_language("", str(answers[language]), language)
    ]
    return views.answering_preview(answers, proposal, foreign, t)


async def _show(
    event: Message | CallbackQuery,
    answers: Answers,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
    first: Markup | None = None,
) -> None:
    """Show a step below ``first``, then remember it with the answers in one write: a kill between repeats the step."""
    screen = await _screen(answers, services, person, t)
    shown = await show(event, Screen(f"{first}\n\n{screen.text}", screen.keyboard) if first else screen)
    await state.replace(OutcomeForm.answering, {**half_answers.kept(answers, services.now()), "screen": shown})
