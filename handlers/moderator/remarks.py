"""Decisions in words: the remark of a return, the optional sentence of a rejection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.types import Message

from forum import moderation, reasons, texts
from forum.errors import DomainError, ReasonWithdrawn, RemarkEmpty, RemarkLong, StaleButton
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.moderator.conclusion import conclude
from handlers.moderator.decide import held
from handlers.screen import Screen, complain, drop_buttons
from handlers.services import Services
from handlers.states import DecisionForm
from handlers.typed import IsAnswer, complaint_key, cut_at, is_of_refused_album, length_before, was_seen
from handlers.views.decide import comment_question, reasons_screen, return_question
from locales import Markup, Translator, escape
from storage.records import Decision, Person, Proposal, Reason


class Unacceptable(Exception):
    """Words that cannot be taken; ``complaint`` says why above the question asked again."""

    def __init__(self, complaint: Markup, question: Screen) -> None:
        super().__init__()
        self.complaint = complaint
        self.question = question


def router() -> Router:
    """A fresh router of remarks."""
    remarks = Router(name="remarks")
    remarks.message.register(accept_remark, DecisionForm.return_remark, IsAnswer())
    remarks.message.register(accept_remark, DecisionForm.reject_remark, IsAnswer())
    return remarks


async def accept_remark(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Decide with the typed words; what cannot be taken is named and asked for again, once an album."""
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    try:
        async with _ending_with_refusals(state):
            earlier = await _earlier(data, services, person)
            decision = earlier or await _decided(message, data, services, person, t)
    except Unacceptable as wrong:
        shown = await complain(message, wrong.complaint, wrong.question)
        await state.update_data(
            screen=shown,
            asked=services.now().isoformat(),
            seen=message.message_id,
            refused=message.media_group_id,
            cut=cut_at(message, data),
        )
        return
    await conclude(message, decision, services, person, t, data.get("view", ""), is_again=earlier is not None)
    # The message stays known, so that it is not answered as something else when it comes again after a kill.
    await state.replace(None, {"seen": message.message_id})


async def _earlier(data: dict[str, Any], services: Services, person: Person) -> Decision | None:
    """The decision when it was made before a kill. Raises StaleButton when the form is over."""
    if "proposal" not in data:
        raise StaleButton
    return await moderation.own_decision(services.db, person, int(data["proposal"]), int(data["round"]))


async def _decided(
    message: Message, data: dict[str, Any], services: Services, person: Person, t: Translator
) -> Decision:
    """The decision. Raises Unacceptable and whatever refuses for good."""
    ids = (int(data["proposal"]), int(data["round"]))
    item = await held(services, person, *ids)
    reason = await _reason(data, item.proposal, services, t)
    question = _question(data, item.proposal, reason, services, t)
    problem = "decide-late" if _is_late(data, services) else complaint_key(message)
    if problem is not None:
        raise Unacceptable(t.html(problem), question)
    now, rules, words = services.now(), services.rules, message.text or ""
    try:
        texts.check_remark(words, rules, length_before(message, data))
        if reason is None:
            return await moderation.send_back(services.db, person, *ids, words, now, rules)
        return await moderation.reject(services.db, person, *ids, reason.code, words, now, rules)
    except (RemarkEmpty, RemarkLong) as wrong:
        raise Unacceptable(_complaint(wrong, reason, t), question) from None


async def _reason(data: dict[str, Any], proposal: Proposal, services: Services, t: Translator) -> Reason | None:
    """The reason that was chosen. Raises Unacceptable when an organizer has withdrawn it since: another is chosen."""
    if data.get("reason") is None:
        return None
    try:
        return await reasons.find_offered(services.db, str(data["reason"]))
    except ReasonWithdrawn as gone:
        others = reasons_screen(proposal, await reasons.offered(services.db), t, data.get("view", ""))
        raise Unacceptable(escape(sentence(gone, t)), others) from None


def _question(
    data: dict[str, Any], proposal: Proposal, reason: Reason | None, services: Services, t: Translator
) -> Screen:
    view = data.get("view", "")
    if reason is None:
        return return_question(proposal, services.rules, t, view)
    return comment_question(proposal, reason, services.rules, t, view)


def _is_late(data: dict[str, Any], services: Services) -> bool:
    """Whether the question is so old that the words may be meant for something else: decisions are final."""
    asked = data.get("asked")
    return asked is None or services.now() > datetime.fromisoformat(asked) + services.rules.taken_for


def _complaint(wrong: RemarkEmpty | RemarkLong, reason: Reason | None, t: Translator) -> Markup:
    if reason is None:
        return escape(sentence(wrong, t))
    if isinstance(wrong, RemarkEmpty):
        return t.html("decide-comment-empty", skip=t.plain("button-skip"))
    return t.html("decide-comment-long", **wrong.facts)


@asynccontextmanager
async def _ending_with_refusals(state: LoadedForm) -> AsyncIterator[None]:
    """The form is over when the forum refuses for good: decided by another, withdrawn, role revoked."""
    try:
        yield
    except DomainError:
        await state.clear()
        raise
