"""Creating a campaign in chat: four questions, a preview, a confirmation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import campaigns, texts
from forum.campaigns import CampaignPlan
from forum.errors import CampaignExists, CampaignName, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import CampaignStep
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.campaign import campaign_screen
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import CampaignForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views.campaign import STEPS, preview_screen, question_screen
from locales import Markup, Translator, escape
from storage.records import Person

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEARS_AHEAD = 3
Answers = Mapping[str, Any]
_STATES = {step: getattr(CampaignForm, step) for step in (*STEPS, "preview")}


class Unacceptable(Exception):
    """An answer that cannot be taken; ``complaint`` is the sentence for the person."""

    def __init__(self, complaint: Markup) -> None:
        super().__init__()
        self.complaint = complaint


def router() -> Router:
    """A fresh router of the form."""
    creation = Router(name="campaign-form")
    creation.callback_query.register(start_form, CampaignStep.filter(F.action == "new"))
    creation.callback_query.register(cancel_form, CampaignStep.filter(F.action == "cancel"))
    creation.callback_query.register(create_campaign, CampaignStep.filter(F.action == "create"))
    creation.callback_query.register(change_answer, CampaignStep.filter(F.action.in_(set(STEPS))))
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
    """One of the questions: from the preview, or the one before."""
    demand_organizer(person)
    _, answers = await _current(state)
    demand_open_step(callback, answers)
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
    if not all(step in answers for step in STEPS):
        if await campaigns.find_open(services.db) is None:
            raise StaleButton
        await _created(callback, services, person, t)
        return
    plan = CampaignPlan(
        name_kk=answers["name_kk"],
        name_ru=answers["name_ru"],
        collecting_until=date.fromisoformat(answers["collecting_until"]),
        voting_until=date.fromisoformat(answers["voting_until"]),
    )
    try:
        await campaigns.create(services.db, person, plan, services.now(), services.rules)
    except CampaignExists as exists:
        await state.clear()
        await show(callback, await campaign_screen(services, person, t, escape(sentence(exists, t))))
        return
    await state.clear()
    await _created(callback, services, person, t)


async def _created(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    await show(callback, await campaign_screen(services, person, t, t.html("campaign-created")))


async def accept_answer(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the answer and go on to the first question without one, then to the preview."""
    demand_organizer(person)
    step, answers = await _current(state)
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    await drop_buttons(message, answers.get("screen"))
    try:
        answer = _taken(message, step, services, t)
        changed = {**answers, step: answer}
        _check_order(changed, step, t)
    except Unacceptable as wrong:
        again = _screen(step, answers, services, t)
        shown = await complain(message, wrong.complaint, again)
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id)
        return
    if step == "collecting_until" and changed.get("voting_until", answer) < answer:
        del changed["voting_until"]  # the last day of voting has to be answered anew
    missing = next((name for name in STEPS if name not in changed), "preview")
    await _show_step(message, missing, {**changed, "seen": message.message_id}, services, t, state)


def _taken(message: Message, step: str, services: Services, t: Translator) -> str:
    """The answer as it is kept: a name, or a date as ISO text. Raises Unacceptable."""
    problem = complaint_key(message)
    if step == "preview":
        problem = problem or "campaign-buttons-only"
    if problem is not None:
        raise Unacceptable(t.html(problem))
    typed = message.text or ""
    if step in ("name_kk", "name_ru"):
        if not texts.has_words(typed):
            raise Unacceptable(t.html("campaign-name-empty"))
        try:
            return campaigns.check_name(typed)
        except CampaignName as wrong:
            raise Unacceptable(escape(sentence(wrong, t))) from None
    return _date(typed, services, t).isoformat()


def _date(typed: str, services: Services, t: Translator) -> date:
    parts = _DATE.fullmatch(typed.strip())
    try:
        day = date(*(int(part) for part in reversed(parts.groups()))) if parts else None
    except ValueError:
        day = None
    today = services.now().astimezone(services.zone).date()
    if day is None:
        raise Unacceptable(t.html("error-date-format"))
    if day < today:
        raise Unacceptable(t.html("error-date-past"))
    latest = date(today.year + _YEARS_AHEAD, 12, 31)
    if day > latest:
        raise Unacceptable(t.html("campaign-date-far", date=latest))
    return day


def _check_order(answers: Answers, step: str, t: Translator) -> None:
    if step == "voting_until" and answers["voting_until"] < answers.get("collecting_until", ""):
        collecting = date.fromisoformat(answers["collecting_until"])
        raise Unacceptable(t.html("campaign-dates-order", date=collecting))


async def _current(state: LoadedForm) -> tuple[str, dict[str, Any]]:
    """The step of the form and the answers so far. Raises StaleButton when the form is over."""
    answers = await state.get_data()
    step = answers.get("question")
    if await state.get_state() not in CampaignForm or step not in _STATES:
        raise StaleButton
    return str(step), answers


def _screen(step: str, answers: Answers, services: Services, t: Translator) -> Screen:
    if step == "preview":
        return preview_screen(answers, t)
    today = services.now().astimezone(services.zone).date()
    return question_screen(step, today + timedelta(days=30 if step == "collecting_until" else 60), t)


async def _show_step(
    event: Message | CallbackQuery, step: str, answers: Answers, services: Services, t: Translator, state: LoadedForm
) -> None:
    """Show a step, then remember it with the answers in one write: after a kill the last message is either asked
    about again or known, never taken for the next answer."""
    shown = await show(event, _screen(step, answers, services, t))
    await state.replace(_STATES[step], {**answers, "question": step, "screen": shown})
