"""Somebody chosen for the shortlist without a ranking: the number, the reason in words, a look at both."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import candidates, shortlist, shortlist_notices, unranked
from forum.errors import DomainError, NotAllowed, StaleButton
from forum.organizer_errors import SectionGone
from forum.policies import demand_organizer
from handlers.callbacks import ChooseOther, ChooseSectionFor, ConfirmCandidate, OpenRankings
from handlers.callbacks.shortlist import LIST, OTHER
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.organizer.shortlist import overview
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import ShortlistForm
from handlers.typed import (
    IsAnswer,
    complaint_key,
    cut_at,
    demand_open_step,
    is_of_refused_album,
    length_before,
    was_seen,
)
from handlers.views.candidates import candidate_screen, done_words, sections_screen
from handlers.views.shortlisted import number_screen, other_screen, remark_screen
from locales import Markup, Translator, escape
from storage.records import Person

NUMBER, REMARK, PREVIEW = "number", "remark", "preview"
STATES = {NUMBER: ShortlistForm.number, REMARK: ShortlistForm.remark, PREVIEW: ShortlistForm.preview}


def router() -> Router:
    """A fresh router of the form."""
    choosing = Router(name="shortlist-form")
    choosing.callback_query.register(open_step, ChooseOther.filter(F.step.in_(set(STATES))))
    choosing.callback_query.register(cancel_form, ChooseOther.filter(F.step == "cancel"))
    choosing.callback_query.register(choose_section, ChooseSectionFor.filter(F.of == OTHER))
    choosing.callback_query.register(confirm_other, ConfirmCandidate.filter(F.of == OTHER))
    choosing.message.register(accept_answer, StateFilter(ShortlistForm), IsAnswer())
    return choosing


async def open_step(
    callback: CallbackQuery,
    callback_data: ChooseOther,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A step of the form; the first one begins it. Raises ShortlistEarly, StaleButton (the form is over)."""
    demand_organizer(person)
    answers = await state.get_data() if await state.get_state() in ShortlistForm else {}
    demand_open_step(callback, answers)
    step = callback_data.step
    if (step != NUMBER and "proposal" not in answers) or (step == PREVIEW and REMARK not in answers):
        raise StaleButton
    await unranked.demand_open(services.db, person, services.now())
    await _show_step(callback, step, answers, services, person, t, state)


async def cancel_form(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without choosing anybody; again is the same."""
    demand_organizer(person)
    demand_open_step(callback, await state.get_data())
    screen = await overview(services, person, t, OpenRankings())
    await state.clear()
    await show(callback, screen)


async def choose_section(
    callback: CallbackQuery,
    callback_data: ChooseSectionFor,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Which section it is confirmed with."""
    demand_organizer(person)
    answers = await _whole(state, callback_data.proposal)
    demand_open_step(callback, answers)
    found = await candidates.figures(services.db, person, None, callback_data.proposal, services.now(), t.language)
    await show(callback, sections_screen(found.proposal, found.sections, OTHER, is_on_list=False, t=t))


async def confirm_other(
    callback: CallbackQuery,
    callback_data: ConfirmCandidate,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Put it on the shortlist; pressed again it shows the same."""
    demand_organizer(person)
    proposal_id, now = callback_data.proposal, services.now()
    answers = await state.get_data() if await state.get_state() in ShortlistForm else {}
    if answers.get("proposal") == proposal_id and REMARK in answers:
        remark, section = str(answers[REMARK]), callback_data.section or None
        try:
            await shortlist.choose(services.db, person, proposal_id, remark, section, now)
        except SectionGone:
            # Removed meanwhile: what was written stays, and the preview offers the sections there are.
            await _show_step(callback, PREVIEW, answers, services, person, t, state)
            raise
        except DomainError:
            # Somebody was first, or it is published no more: the screen below the alert says what is so.
            await state.clear()
            await show(callback, await _chosen(services, person, t, proposal_id))
            raise
        services.wake()
        await state.clear()
    found = await candidates.figures(services.db, person, None, proposal_id, now)
    if found.selected is None or found.selected.selection.selected_by != person.id:
        raise StaleButton
    is_told = await shortlist_notices.hears_of_listing(services.db, found.selected)
    first = done_words("shortlist-done", t, is_told=is_told)
    await show(callback, await _chosen(services, person, t, proposal_id, first))


async def _chosen(
    services: Services, person: Person, t: Translator, proposal_id: int, first: Markup | None = None
) -> Screen:
    found = await candidates.figures(services.db, person, None, proposal_id, services.now(), t.language)
    return candidate_screen(found, LIST, t, first)


async def accept_answer(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Keep the number or the reason and go on to what is missing."""
    demand_organizer(person)
    answers = await state.get_data()
    step = answers.get("question")
    if step not in STATES:
        raise StaleButton
    if was_seen(message, answers) or is_of_refused_album(message, answers):
        return
    await drop_buttons(message, answers.get("screen"))
    complaint, answer = await _taken(message, str(step), answers, services, person, t)
    if complaint is not None:
        shown = await complain(message, complaint, await _screen(str(step), answers, services, person, t))
        cut = cut_at(message, answers)
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id, cut=cut)
        return
    changed = {**answers, **answer, "seen": message.message_id}
    await _show_step(message, PREVIEW if REMARK in changed else REMARK, changed, services, person, t, state)


async def _taken(
    message: Message, step: str, answers: dict[str, Any], services: Services, person: Person, t: Translator
) -> tuple[Markup | None, dict[str, Any]]:
    """Why the answer cannot be taken (or None), and what is kept of it."""
    problem = complaint_key(message)
    if problem is None and step == PREVIEW:
        problem = "shortlist-buttons-only"
    if problem is not None:
        return t.html(problem), {}
    try:
        if step == REMARK:
            return None, {REMARK: shortlist.check_remark(message.text or "", length_before(message, answers))}
        chosen = await unranked.of_number(services.db, person, message.text or "", services.now())
    except NotAllowed:
        raise
    except DomainError as wrong:
        return escape(sentence(wrong, t)), {}
    return None, {"proposal": chosen.id}


async def _whole(state: LoadedForm, proposal_id: int) -> dict[str, Any]:
    """The answers of a form that is about this proposal and has its reason. Raises StaleButton."""
    answers = await state.get_data()
    if await state.get_state() not in ShortlistForm or answers.get("proposal") != proposal_id or REMARK not in answers:
        raise StaleButton
    return dict(answers)


async def _screen(step: str, answers: dict[str, Any], services: Services, person: Person, t: Translator) -> Screen:
    if step == NUMBER:
        return number_screen(t)
    proposal_id = int(answers["proposal"])
    found = await candidates.figures(services.db, person, None, proposal_id, services.now(), t.language)
    remark = answers.get(REMARK)
    if step == REMARK:
        return remark_screen(found.proposal, t, None if remark is None else str(remark))
    return other_screen(found, str(remark), t)


async def _show_step(
    event: Message | CallbackQuery,
    step: str,
    answers: dict[str, Any],
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Show a step, then remember it with the answers in one write, so that a kill between the two repeats the step."""
    shown = await show(event, await _screen(step, answers, services, person, t))
    await state.replace(STATES[step], {**answers, "question": step, "screen": shown})
