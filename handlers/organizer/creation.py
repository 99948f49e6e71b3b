"""Creating a campaign in chat: four questions, a preview of every setting, a confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import campaigns
from forum.campaign_changes import plain, value_from
from forum.campaign_settings import DATES, SETTINGS, Value, suggestions
from forum.campaigns import CampaignPlan
from forum.errors import CampaignExists, DomainError, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import CampaignStep, SuggestAnswer
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.campaign import campaign_screen
from handlers.organizer.setting_answers import Unacceptable, chosen_value, code_of, typed_value
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import CampaignForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views.campaign import PREVIEW, STEPS, preview_screen, question_screen
from handlers.views.campaign_settings import answers as answer_rows
from locales import Translator, escape
from storage.records import Person

Answers = Mapping[str, Any]
_STATES = {step: getattr(CampaignForm, step) for step in (*SETTINGS, PREVIEW)}


def router() -> Router:
    """A fresh router of the form."""
    creation = Router(name="campaign-form")
    creation.callback_query.register(start_form, CampaignStep.filter(F.action == "new"))
    creation.callback_query.register(cancel_form, CampaignStep.filter(F.action == "cancel"))
    creation.callback_query.register(create_campaign, CampaignStep.filter(F.action == "create"))
    creation.callback_query.register(change_answer, CampaignStep.filter(F.action.in_({*SETTINGS, PREVIEW})))
    creation.callback_query.register(take_suggestion, SuggestAnswer.filter())
    creation.message.register(accept_answer, StateFilter(CampaignForm), IsAnswer())
    return creation


async def start_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The first question. Raises CampaignExists while one is open."""
    demand_organizer(person)
    if await campaigns.find_open(services.db) is not None:
        raise CampaignExists
    await _show_step(callback, STEPS[0], {}, services, t, state)


async def change_answer(
    callback: CallbackQuery,
    callback_data: CampaignStep,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """One of the questions, or back to the preview."""
    demand_organizer(person)
    _, answers = await _current(state)
    demand_open_step(callback, answers)
    if callback_data.action not in STEPS and not _is_whole(answers):
        raise StaleButton
    await _show_step(callback, callback_data.action, answers, services, t, state)


async def cancel_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without a campaign; again is the same, as long as none was created."""
    demand_organizer(person)
    demand_open_step(callback, await state.get_data())
    if await state.get_state() not in CampaignForm and await campaigns.find_open(services.db) is not None:
        raise StaleButton
    await state.clear()
    await show(callback, await campaign_screen(services, person, t, t.html("campaign-cancelled")))


async def create_campaign(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Open the campaign as previewed; pressed again it shows the open one."""
    demand_organizer(person)
    answers = await state.get_data()
    if not _is_whole(answers):
        if await campaigns.find_open(services.db) is None:
            raise StaleButton
        await _created(callback, services, person, t)
        return
    try:
        await campaigns.create(services.db, person, _plan(answers), services.now(), services.rules)
    except CampaignExists as exists:
        await state.clear()
        await show(callback, await campaign_screen(services, person, t, escape(sentence(exists, t))))
        return
    await state.clear()
    await _created(callback, services, person, t)


async def _created(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    await show(callback, await campaign_screen(services, person, t, t.html("campaign-created")))


async def take_suggestion(
    callback: CallbackQuery,
    callback_data: SuggestAnswer,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """An answer chosen by a button. Raises StaleButton for one to another question, and as the answer's own rules."""
    demand_organizer(person)
    step, answers = await _current(state)
    demand_open_step(callback, answers)
    if callback_data.step != step:
        raise StaleButton
    value = chosen_value(step, callback_data.value, services.now(), services.rules)
    changed = _with(answers, step, value, services)
    await _show_step(callback, _next(changed), changed, services, t, state)


async def accept_answer(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the answer and go on to the first question without one, then to the preview."""
    demand_organizer(person)
    step, answers = await _current(state)
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    await drop_buttons(message, answers.get("screen"))
    try:
        if step == PREVIEW:
            raise Unacceptable(t.html(complaint_key(message) or "campaign-buttons-only"))
        changed = _with(answers, step, typed_value(message, step, services, t), services)
    except (Unacceptable, DomainError) as wrong:
        said = wrong.complaint if isinstance(wrong, Unacceptable) else escape(sentence(wrong, t))
        shown = await complain(message, said, _screen(step, answers, services, t))
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id)
        return
    await _show_step(message, _next(changed), {**changed, "seen": message.message_id}, services, t, state)


def _with(answers: Answers, step: str, value: Value, services: Services) -> dict[str, Any]:
    """The answers with one more. Raises what the dates have against each other."""
    changed = {**answers, step: plain(value)}
    if step == "collecting_until" and changed.get("voting_until", changed[step]) < changed[step]:
        del changed["voting_until"]  # the last day of voting has to be answered anew
    if _is_whole(changed):
        campaigns.planned(_plan(changed), services.now(), services.rules)
    return changed


def _is_whole(answers: Answers) -> bool:
    return all(step in answers for step in STEPS)


def _next(answers: Answers) -> str:
    return next((name for name in STEPS if name not in answers), PREVIEW)


def _plan(answers: Answers) -> CampaignPlan:
    given: dict[str, Any] = {step: value_from(step, answers[step]) for step in SETTINGS if step in answers}
    return CampaignPlan(**given)


async def _current(state: LoadedForm) -> tuple[str, dict[str, Any]]:
    """The step of the form and the answers so far. Raises StaleButton when the form is over."""
    answers = await state.get_data()
    step = answers.get("question")
    if await state.get_state() not in CampaignForm or step not in _STATES:
        raise StaleButton
    return str(step), answers


def _screen(step: str, answers: Answers, services: Services, t: Translator) -> Screen:
    today = services.now().astimezone(services.zone).date()
    if step == PREVIEW:
        return preview_screen(campaigns.planned(_plan(answers), services.now(), services.rules), today, t)
    known = {one: date.fromisoformat(answers[one]) for one in DATES if one != step and answers.get(one)}
    days = suggestions(step, known, today)
    rows = answer_rows(step, days, lambda value: SuggestAnswer(step=step, value=code_of(value)), t)
    return question_screen(step, days[0] if days else today, rows, t)


async def _show_step(
    event: Message | CallbackQuery, step: str, answers: Answers, services: Services, t: Translator, state: LoadedForm
) -> None:
    """Show a step, then remember it with the answers in one write: after a kill the last message is either asked
    about again or known, never taken for the next answer."""
    shown = await show(event, _screen(step, answers, services, t))
    await state.replace(_STATES[step], {**answers, "question": step, "screen": shown})
