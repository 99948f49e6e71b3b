"""To whom a proposal was sent, when, and by when an answer is due: a form with a preview."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import addressees, due_answers, outcomes
from forum.errors import DomainError, NotAllowed, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import ChooseAddressee, OpenAddressees, SendingStep, TakeStep
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.outcome_days import day_of, onward, today_of, with_sent, with_words
from handlers.organizer.outcomes import one_screen, record_and_leave
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import OutcomeForm
from handlers.typed import (
    IsAnswer,
    complaint_key,
    cut_at,
    demand_open_step,
    is_of_refused_album,
    was_seen,
)
from handlers.views import outcome_forms as views
from handlers.views.outcome_forms import Sending
from locales import Markup, Translator, escape
from storage.outcomes import NewOutcome
from storage.records import Person

STEPS: Final = ("addressee", "name_kk", "name_ru", "sent", "due", "preview")
Answers = dict[str, Any]


def router() -> Router:
    """A fresh router of the form."""
    sending = Router(name="outcome-sending")
    sending.callback_query.register(start_form, TakeStep.filter(F.to == "sent"))
    sending.callback_query.register(open_page, OpenAddressees.filter())
    sending.callback_query.register(choose_addressee, ChooseAddressee.filter())
    sending.callback_query.register(cancel_form, SendingStep.filter(F.action == "cancel"))
    sending.callback_query.register(save_form, SendingStep.filter(F.action == "save"))
    sending.callback_query.register(go_to_step, SendingStep.filter())
    sending.message.register(accept_words, StateFilter(OutcomeForm.sending), IsAnswer())
    return sending


async def start_form(
    callback: CallbackQuery,
    callback_data: TakeStep,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The first question."""
    proposal, seen = callback_data.proposal, callback_data.seen
    await outcomes.demand_open(services.db, person, proposal, seen, "sent")
    data = await state.get_data()
    demand_open_step(callback, data)
    answers = {"proposal": proposal, "after": seen, "step": "addressee", "seen": data.get("seen", 0)}
    await _show(callback, answers, services, person, t, state)


async def open_page(
    callback: CallbackQuery,
    callback_data: OpenAddressees,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Another page of the catalogue, or the whole of it."""
    answers = await _open(callback, person, state)
    if callback_data.all == 1:
        answers.pop("words", None)
    await _show(callback, {**answers, "step": "addressee", "page": callback_data.page}, services, person, t, state)


async def choose_addressee(
    callback: CallbackQuery,
    callback_data: ChooseAddressee,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """To whom it was sent; then when."""
    answers = await _open(callback, person, state)
    addressee = await addressees.get(services.db, callback_data.addressee)
    await _show(callback, onward({**answers, "addressee": addressee.id}, "sent"), services, person, t, state)


async def go_to_step(
    callback: CallbackQuery,
    callback_data: SendingStep,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A question again, or a day chosen by a button."""
    answers = await _open(callback, person, state)
    today = today_of(services)
    match callback_data.action:
        case "addressee":
            answers |= {"step": "addressee", "page": 1}
        case "new":
            answers |= {"step": "name_kk"}
        case "sent" | "due" as step if "addressee" in answers and (step == "sent" or "sent" in answers):
            answers |= {"step": step}
        case "today" | "yesterday" as day if "addressee" in answers:
            sent_on = today if day == "today" else today - timedelta(days=1)
            answers = with_sent({**answers, "sent": sent_on.isoformat()})
        case "suggested" if "sent" in answers:
            suggested = await due_answers.suggestion(services.db, day_of(answers, "sent"), services.rules)
            answers |= {"due": suggested.isoformat(), "step": "preview"}
        case _:
            raise StaleButton
    await _show(callback, answers, services, person, t, state)


async def cancel_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without recording; the proposal as it stands."""
    answers = await _open(callback, person, state)
    await state.clear()
    await show(callback, await one_screen(services, person, int(answers["proposal"]), t))


async def save_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Record what was previewed."""
    answers = await _open(callback, person, state)
    if not all(field in answers for field in ("addressee", "sent", "due")):
        raise StaleButton
    new = NewOutcome("sent", int(answers["addressee"]), day_of(answers, "sent"), day_of(answers, "due"))
    await record_and_leave(callback, services, person, answers, new, t, state)


async def accept_words(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Take what was typed at a step; what cannot be taken is named and asked for again."""
    demand_organizer(person)
    answers = await state.get_data()
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    if answers.get("step") not in STEPS:
        raise StaleButton
    await drop_buttons(message, answers.get("screen"))
    complaint, changed = await _taken(message, answers, services, person, t)
    if complaint is not None:
        shown = await complain(message, complaint, await _screen(answers, services, person, t))
        cut = cut_at(message, answers)
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id, cut=cut)
        return
    await _show(message, {**changed, "seen": message.message_id}, services, person, t, state)


async def _taken(
    message: Message, answers: Answers, services: Services, person: Person, t: Translator
) -> tuple[Markup | None, Answers]:
    """Why the words cannot be taken (or None), and the answers with them."""
    problem = complaint_key(message)
    if problem is None and answers["step"] == "preview":
        problem = "outcomes-buttons-only"
    if problem is not None:
        return t.html(problem), answers
    try:
        return await with_words(message, answers, services, person, t)
    except (NotAllowed, StaleButton):
        raise
    except DomainError as wrong:
        return escape(sentence(wrong, t)), answers


async def _open(callback: CallbackQuery, person: Person, state: LoadedForm) -> Answers:
    """The answers so far. Raises NotAllowed, StaleButton when the form is over or the step was answered in words."""
    demand_organizer(person)
    answers = await state.get_data()
    if await state.get_state() != OutcomeForm.sending.state or answers.get("step") not in STEPS:
        raise StaleButton
    demand_open_step(callback, answers)
    return answers


async def _screen(answers: Mapping[str, Any], services: Services, person: Person, t: Translator) -> Screen:
    followed = await outcomes.followed(services.db, person, int(answers["proposal"]))
    chosen = await addressees.get(services.db, int(answers["addressee"])) if "addressee" in answers else None
    sent, due = (day_of(answers, field) if field in answers else None for field in ("sent", "due"))
    sending, today = Sending(followed.proposal, chosen, sent, due), today_of(services)
    match answers["step"]:
        case "name_kk":
            return views.name_screen("kk", None, t)
        case "name_ru":
            return views.name_screen("ru", str(answers["name_kk"]), t)
        case "sent":
            return views.sent_screen(sending, today, today - timedelta(days=1), t)
        case "due" if sent is not None:
            return views.due_screen(sending, await due_answers.suggestion(services.db, sent, services.rules), t)
        case "preview":
            return views.sending_preview(sending, t)
    words = str(answers.get("words", ""))
    choice = await addressees.choice(services.db, person, words, int(answers.get("page", 1)))
    return views.addressees_screen(sending, choice, words, t)


async def _show(
    event: Message | CallbackQuery,
    answers: Answers,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Show a step, then remember it with the answers in one write, so that a kill between the two repeats the step."""
    shown = await show(event, await _screen(answers, services, person, t))
    await state.replace(OutcomeForm.sending, {**answers, "screen": shown})
