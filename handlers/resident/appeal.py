"""Appealing a rejection in words: typed, seen once more, sent."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forum import appeals, browsing
from forum.errors import AppealEmpty, AppealLong, AppealShort, DomainError, StaleButton
from handlers.callbacks import AppealRejection, FileAppeal
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.resident.browse import card_of
from handlers.resident.visit import Visit
from handlers.screen import Notice, Screen, below, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import AppealForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views.appeal import filed_screen, preview_screen, question_screen
from locales import Markup, Translator, escape
from storage.records import Person

MINE = "mine"
WRONG_WORDS = (AppealEmpty, AppealShort, AppealLong)


def router() -> Router:
    """A fresh router of appeals."""
    appeal = Router(name="appeal")
    appeal.callback_query.register(ask_words, AppealRejection.filter())
    appeal.callback_query.register(file_appeal, FileAppeal.filter())
    appeal.message.register(accept_words, AppealForm.words, IsAnswer())
    return appeal


async def ask_words(
    callback: CallbackQuery,
    callback_data: AppealRejection,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """The question; whatever was typed before is asked for anew."""
    event = below(callback) if callback_data.fresh else callback
    await _ask(Visit(event, state, services, person, t), callback_data.proposal)


async def accept_words(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """Show the words once more; what cannot be taken is named and asked for again, once an album."""
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    visit, proposal_id = Visit(message, state, services, person, t), int(data.get("proposal", 0))
    await drop_buttons(message, data.get("screen"))
    try:
        question = await _question(visit, proposal_id)
    except DomainError:
        await state.clear()  # withdrawn, decided or too late meanwhile: the question is over
        raise
    words, problem = _words(message, visit)
    if problem is not None:
        shown = await complain(message, problem, question)
    else:
        card = await browsing.card(services.db, person, proposal_id)
        shown = await show(message, preview_screen(card.proposal, words, t))
    await state.replace(
        AppealForm.words,
        {
            "proposal": proposal_id,
            "screen": shown,
            "words": words or data.get("words", ""),
            "seen": message.message_id,
            "refused": None if problem is None else message.media_group_id,
        },
    )


async def file_appeal(
    callback: CallbackQuery,
    callback_data: FileAppeal,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """Send the words, or leave the question; whoever went elsewhere in between is asked for the words again."""
    data, proposal_id, step = await state.get_data(), callback_data.proposal, await state.get_state()
    visit = Visit(callback, state, services, person, t)
    is_current = step == AppealForm.words.state and data.get("proposal") == proposal_id
    if is_current:
        demand_open_step(callback, data)
    words = str(data.get("words") or "") if is_current else ""
    if callback_data.sure != 1:
        screen = await card_of(visit, await browsing.card(services.db, person, proposal_id), MINE)
    elif not words and step in (None, AppealForm.words.state) and not await _is_filed(visit, proposal_id):
        await _ask(visit, proposal_id)
        return Notice(t.plain("appeal-words-again"), alert=True)
    else:
        screen = await _filed(visit, proposal_id, words)
    await show(callback, screen)
    if is_current:
        await state.clear()
    return None


async def _ask(visit: Visit, proposal_id: int) -> None:
    shown = await show(visit.event, await _question(visit, proposal_id))
    await visit.state.replace(AppealForm.words, {"proposal": proposal_id, "screen": shown})


async def _question(visit: Visit, proposal_id: int) -> Screen:
    services = visit.services
    open_ = await appeals.rejection(services.db, visit.person, proposal_id, services.now(), services.rules)
    return question_screen(open_.proposal, open_.until, services.rules, visit.t)


def _words(message: Message, visit: Visit) -> tuple[str, Markup | None]:
    """The words as they are kept, or the sentence that says why they cannot be taken."""
    problem = complaint_key(message)
    if problem is not None:
        return "", visit.t.html(problem)
    try:
        return appeals.check_words(message.text or "", visit.services.rules), None
    except WRONG_WORDS as wrong:
        return "", escape(sentence(wrong, visit.t))


async def _is_filed(visit: Visit, proposal_id: int) -> bool:
    card = await browsing.card(visit.services.db, visit.person, proposal_id)
    return card.is_own and card.proposal.state == "appealed"


async def _filed(visit: Visit, proposal_id: int, words: str) -> Screen:
    """File the words. Raises StaleButton when they are not there, unless the appeal is: the press comes again."""
    services = visit.services
    if words:
        await appeals.file(services.db, visit.person, proposal_id, words, services.now(), services.rules)
    elif not await _is_filed(visit, proposal_id):
        raise StaleButton
    card = await browsing.card(services.db, visit.person, proposal_id)
    return filed_screen(card.proposal, services.rules, visit.t)
