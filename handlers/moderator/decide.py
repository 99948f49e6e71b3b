"""Decisions: publish, return with a remark, reject with a reason and an optional sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message

from forum import moderation
from forum.errors import DomainError, RemarkEmpty, RemarkLong, StaleButton
from forum.moderation import Item
from forum.policies import REJECTION_REASONS, demand_moderator
from handlers.callbacks import GiveReason, PublishItem, RejectItem, ReturnItem, SkipRemark
from handlers.middlewares import sentence
from handlers.screen import Screen, complain, drop_buttons, show
from handlers.services import Services
from handlers.states import DecisionForm
from handlers.typed import IsAnswer, complaint_key
from handlers.views.decide import comment_question, reasons_screen, result_screen, return_question
from locales import Translator, escape
from storage.records import Decision, Person


def router() -> Router:
    """A fresh router of decisions."""
    decide = Router(name="decide")
    decide.callback_query.register(publish_item, PublishItem.filter())
    decide.callback_query.register(ask_remark, ReturnItem.filter())
    decide.callback_query.register(ask_reason, RejectItem.filter())
    decide.callback_query.register(ask_comment, GiveReason.filter())
    decide.callback_query.register(reject_without_comment, SkipRemark.filter())
    decide.message.register(accept_remark, DecisionForm.return_remark, IsAnswer())
    decide.message.register(accept_comment, DecisionForm.reject_remark, IsAnswer())
    return decide


async def publish_item(
    callback: CallbackQuery,
    callback_data: PublishItem,
    services: Services,
    person: Person,
    t: Translator,
    state: FSMContext,
) -> None:
    """Publish what was read."""
    await state.clear()
    decision = await moderation.publish(
        services.db, person, callback_data.proposal, callback_data.round, services.now()
    )
    await show(callback, await _result(decision, services, person, t))


async def ask_remark(
    callback: CallbackQuery,
    callback_data: ReturnItem,
    services: Services,
    person: Person,
    t: Translator,
    state: FSMContext,
) -> None:
    """Ask what the author should mend."""
    item = await _held(services, person, callback_data.proposal, callback_data.round)
    screen = return_question(item.proposal, services.rules, t)
    await _ask(callback, screen, state, DecisionForm.return_remark, item)


async def ask_reason(
    callback: CallbackQuery,
    callback_data: RejectItem,
    services: Services,
    person: Person,
    t: Translator,
    state: FSMContext,
) -> None:
    """Show the catalogue of reasons."""
    await state.clear()
    item = await _held(services, person, callback_data.proposal, callback_data.round)
    await show(callback, reasons_screen(item.proposal, t))


async def ask_comment(
    callback: CallbackQuery,
    callback_data: GiveReason,
    services: Services,
    person: Person,
    t: Translator,
    state: FSMContext,
) -> None:
    """Ask for a sentence to the author; it may be skipped."""
    demand_moderator(person)
    reason = _known(callback_data.reason)
    item = await _held(services, person, callback_data.proposal, callback_data.round)
    screen = comment_question(item.proposal, reason, services.rules, t)
    await _ask(callback, screen, state, DecisionForm.reject_remark, item, reason)


async def reject_without_comment(
    callback: CallbackQuery,
    callback_data: SkipRemark,
    services: Services,
    person: Person,
    t: Translator,
    state: FSMContext,
) -> None:
    """Reject with the reason alone."""
    demand_moderator(person)
    reason = _known(callback_data.reason)
    await state.clear()
    decision = await moderation.reject(
        services.db,
        person,
        callback_data.proposal,
        callback_data.round,
        reason,
        None,
        services.now(),
        services.rules,
    )
    await show(callback, await _result(decision, services, person, t))


async def accept_remark(message: Message, services: Services, person: Person, t: Translator, state: FSMContext) -> None:
    """Return the item with the typed remark; what cannot be a remark is named and asked for again."""
    async with _ending_with_refusals(state):
        item = await _asked_about(message, services, person, state)
        question = return_question(item.proposal, services.rules, t)
        problem = complaint_key(message)
        if problem is not None:
            await _again(message, t.html(problem), question, state)
            return
        ids = (item.proposal.id, item.proposal.round)
        try:
            decision = await moderation.send_back(
                services.db, person, *ids, message.text or "", services.now(), services.rules
            )
        except (RemarkEmpty, RemarkLong) as wrong:
            await _again(message, escape(sentence(wrong, t)), question, state)
            return
    await state.clear()
    await show(message, await _result(decision, services, person, t))


async def accept_comment(
    message: Message, services: Services, person: Person, t: Translator, state: FSMContext
) -> None:
    """Reject the item with the reason chosen before and the typed sentence."""
    async with _ending_with_refusals(state):
        item = await _asked_about(message, services, person, state)
        reason = str((await state.get_data())["reason"])
        question = comment_question(item.proposal, reason, services.rules, t)
        problem = complaint_key(message)
        if problem is not None:
            await _again(message, t.html(problem), question, state)
            return
        ids = (item.proposal.id, item.proposal.round)
        try:
            decision = await moderation.reject(
                services.db, person, *ids, reason, message.text, services.now(), services.rules
            )
        except RemarkEmpty:
            complaint = t.html("decide-comment-empty", skip=t.plain("button-skip"))
            await _again(message, complaint, question, state)
            return
        except RemarkLong as long:
            await _again(message, t.html("decide-comment-long", **long.facts), question, state)
            return
    await state.clear()
    await show(message, await _result(decision, services, person, t))


@asynccontextmanager
async def _ending_with_refusals(state: FSMContext) -> AsyncIterator[None]:
    """The form is over when the forum refuses for good: decided by another, withdrawn, role revoked."""
    try:
        yield
    except DomainError:
        await state.clear()
        raise


async def _asked_about(message: Message, services: Services, person: Person, state: FSMContext) -> Item:
    data = await state.get_data()
    await drop_buttons(message, data.get("screen"))
    return await _held(services, person, int(data["proposal"]), int(data["round"]))


async def _held(services: Services, person: Person, proposal: int, round_: int) -> Item:
    """The item, taken by this moderator. Raises StaleButton when its text was sent anew meanwhile."""
    item = await moderation.open_item(services.db, person, proposal, services.now(), services.rules)
    if item.proposal.round != round_:
        raise StaleButton
    return item


def _known(reason: str) -> str:
    if reason not in REJECTION_REASONS:
        raise StaleButton
    return reason


async def _ask(
    callback: CallbackQuery,
    screen: Screen,
    state: FSMContext,
    step: State,
    item: Item,
    reason: str | None = None,
) -> None:
    shown = await show(callback, screen)
    await state.set_state(step)
    await state.set_data(
        {
            "proposal": item.proposal.id,
            "round": item.proposal.round,
            "reason": reason,
            "screen": shown.message_id if shown else None,
        }
    )


async def _again(message: Message, complaint: str, question: Screen, state: FSMContext) -> None:
    shown = await complain(message, complaint, question)
    await state.update_data(screen=shown.message_id)


async def _result(decision: Decision, services: Services, person: Person, t: Translator) -> Screen:
    services.wake()
    notice = await moderation.decision_notice(services.db, decision.id)
    left = await moderation.queue(services.db, person, services.now(), services.rules)
    return result_screen(notice.proposal, notice.decision, left.total, t)
