"""Joining a proposal to another: from the similar ones, by a typed number, or by words to search for."""

from __future__ import annotations

import re
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forum import items, joining, workable
from forum.errors import (
    DomainError,
    JoinCampaign,
    JoinCircle,
    JoinSelf,
    JoinTarget,
    JoinTargetJoined,
    ProposalNotFound,
    SearchEmpty,
    SearchLong,
    SearchShort,
    StaleButton,
)
from forum.items import Item
from forum.joining import Joined
from forum.policies import WAITING
from handlers.callbacks import JoinTo, OpenJoin, PreviewJoin
from handlers.callbacks.queueing import choice_of
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.moderator.noticed import shown_item
from handlers.screen import Screen, complain, drop_buttons, send, show
from handlers.services import Services
from handlers.states import DecisionForm
from handlers.typed import IsAnswer, complaint_key, is_of_refused_album, was_seen
from handlers.views.joining import choosing_screen, joined_screen, preview_screen
from locales import Translator, escape
from storage.records import Person, Proposal

# What can be mended by typing something else; everything else ends the question.
WRONG = (
    JoinSelf,
    JoinCampaign,
    JoinCircle,
    JoinTargetJoined,
    JoinTarget,
    ProposalNotFound,
    SearchEmpty,
    SearchShort,
    SearchLong,
)
_NUMBER = re.compile(r"(?:№|#|no\.?|n)?\s*(\d+)\.?", re.IGNORECASE)


def router() -> Router:
    """A fresh router of joins."""
    joins = Router(name="joining")
    joins.callback_query.register(open_join, OpenJoin.filter())
    joins.callback_query.register(preview_join, PreviewJoin.filter())
    joins.callback_query.register(join_to, JoinTo.filter())
    joins.message.register(accept_target, DecisionForm.join_target, IsAnswer())
    return joins


async def open_join(
    callback: CallbackQuery,
    callback_data: OpenJoin,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Similar ones as buttons, and the question for a number or words."""
    ids = callback_data.proposal, callback_data.round
    proposal = await workable.open_workable(services.db, person, *ids, services.now())
    view = callback_data.view
    shown = await show(callback, await _question(proposal, services, t, view))
    data = {"proposal": ids[0], "round": ids[1], "view": view, "screen": shown}
    await state.replace(DecisionForm.join_target, data)


async def preview_join(
    callback: CallbackQuery,
    callback_data: PreviewJoin,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Both proposals beside each other."""
    ids = callback_data.proposal, callback_data.round, callback_data.target
    both = await joining.preview(services.db, person, *ids, services.now())
    await state.clear()
    await show(callback, preview_screen(*both, t, callback_data.view))


async def join_to(
    callback: CallbackQuery,
    callback_data: JoinTo,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Join them."""
    ids = callback_data.proposal, callback_data.round, callback_data.target
    joined = await joining.join(services.db, person, *ids, services.now())
    await state.clear()
    services.wake()
    view = callback_data.view
    following = await _following(joined, services, person, view)
    await show(callback, joined_screen(joined, services.rules, t, view, is_next_below=following is not None))
    if following is not None:
        await send(callback, await shown_item(following, services, person, t, view))


async def _following(joined: Joined, services: Services, person: Person, view: str) -> Item | None:
    """After an item of the queue the next one, as after any decision; a press that comes again opens no second one."""
    if joined.decided_in not in WAITING:
        return None
    now = services.now()
    if joined.is_again and await items.has_open_item(services.db, person, now):
        return None
    after, choice = joined.proposal.id, choice_of(view)
    return await items.next_item(services.db, person, now, services.rules, after=after, choice=choice)


async def accept_target(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """A number opens the preview, words show what they find; what cannot be taken is named and asked for again."""
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    if "proposal" not in data:
        raise StaleButton
    try:
        ids = int(data["proposal"]), int(data["round"])
        proposal = await workable.open_workable(services.db, person, *ids, services.now())
    except DomainError:
        await state.clear()
        raise
    problem = complaint_key(message)
    if problem is not None:
        await _ask_again(message, t.html(problem), proposal, services, t, state)
        return
    try:
        await _answer(message, proposal, services, person, t, state, data)
    except WRONG as wrong:
        await _ask_again(message, escape(sentence(wrong, t)), proposal, services, t, state)


async def _answer(
    message: Message,
    proposal: Proposal,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
    data: dict[str, Any],
) -> None:
    words = (message.text or "").strip()
    number = _NUMBER.fullmatch(words)
    if number is None:
        found = await joining.searched(services.db, proposal, words)
        shown = await send(message, choosing_screen(proposal, found, t, words, _view(data)))
        await state.update_data(screen=shown, seen=message.message_id)
        return
    target = await joining.by_number(services.db, proposal, number.group(1))
    both = await joining.preview(services.db, person, proposal.id, int(data["round"]), target.id, services.now())
    await send(message, preview_screen(*both, t, _view(data)))
    # The message stays known, so that it is not answered as something else when it comes again after a kill.
    await state.replace(None, {"seen": message.message_id})


async def _ask_again(
    message: Message, complaint: str, proposal: Proposal, services: Services, t: Translator, state: LoadedForm
) -> None:
    view = _view(await state.get_data())
    shown = await complain(message, complaint, await _question(proposal, services, t, view))
    await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id)


async def _question(proposal: Proposal, services: Services, t: Translator, view: str) -> Screen:
    return choosing_screen(proposal, await joining.suggestions(services.db, proposal, services.meanings), t, view=view)


def _view(data: dict[str, Any]) -> str:
    """What of the queue the moderator looks at."""
    return str(data.get("view") or "")
