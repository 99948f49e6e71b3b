"""Decisions by buttons: publish, ask for the remark of a return, ask for the reason of a rejection."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery

from forum import moderation, reasons
from forum.errors import StaleButton
from forum.items import Item
from forum.policies import RETURNABLE, demand_team
from handlers.callbacks import GiveReason, PublishItem, RejectItem, ReturnItem, SkipRemark
from handlers.form_storage import LoadedForm
from handlers.moderator.conclusion import conclude
from handlers.screen import Screen, show
from handlers.services import Services
from handlers.states import DecisionForm
from handlers.views.decide import comment_question, reasons_screen, return_question
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of decisions."""
    decide = Router(name="decide")
    decide.callback_query.register(publish_item, PublishItem.filter())
    decide.callback_query.register(ask_remark, ReturnItem.filter())
    decide.callback_query.register(ask_reason, RejectItem.filter())
    decide.callback_query.register(ask_comment, GiveReason.filter())
    decide.callback_query.register(reject_without_comment, SkipRemark.filter())
    return decide


async def publish_item(
    callback: CallbackQuery,
    callback_data: PublishItem,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Publish what was read."""
    await state.clear()
    ids = (callback_data.proposal, callback_data.round)
    earlier = await moderation.own_decision(services.db, person, *ids)
    decision = await moderation.publish(services.db, person, *ids, services.now())
    await conclude(callback, decision, services, person, t, callback_data.view, is_again=earlier is not None)


async def ask_remark(
    callback: CallbackQuery,
    callback_data: ReturnItem,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ask what the author should mend."""
    item = await held(services, person, callback_data.proposal, callback_data.round)
    if item.proposal.state not in RETURNABLE:
        raise StaleButton
    screen = return_question(item.proposal, services.rules, t, callback_data.view)
    await _ask(callback, screen, state, services, DecisionForm.return_remark, item, callback_data.view)


async def ask_reason(
    callback: CallbackQuery,
    callback_data: RejectItem,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Show the canned reasons."""
    await state.clear()
    item = await held(services, person, callback_data.proposal, callback_data.round)
    await show(callback, reasons_screen(item.proposal, await reasons.offered(services.db), t, callback_data.view))


async def ask_comment(
    callback: CallbackQuery,
    callback_data: GiveReason,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ask for a sentence to the author; it may be skipped."""
    demand_team(person)
    reason = await reasons.find_offered(services.db, callback_data.reason)
    item = await held(services, person, callback_data.proposal, callback_data.round)
    view = callback_data.view
    screen = comment_question(item.proposal, reason, services.rules, t, view)
    await _ask(callback, screen, state, services, DecisionForm.reject_remark, item, view, reason.code)


async def reject_without_comment(
    callback: CallbackQuery,
    callback_data: SkipRemark,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Reject with the reason alone."""
    ids, reason = (callback_data.proposal, callback_data.round), callback_data.reason
    earlier = await moderation.own_decision(services.db, person, *ids)
    decision = await moderation.reject(services.db, person, *ids, reason, None, services.now(), services.rules)
    await state.clear()
    await conclude(callback, decision, services, person, t, callback_data.view, is_again=earlier is not None)


async def held(services: Services, person: Person, proposal: int, round_: int) -> Item:
    """The item, taken by this moderator. Raises StaleButton when its text was sent anew meanwhile."""
    item = await moderation.open_item(services.db, person, proposal, services.now(), services.rules)
    if item.proposal.round != round_:
        raise StaleButton
    return item


async def _ask(
    callback: CallbackQuery,
    screen: Screen,
    state: LoadedForm,
    services: Services,
    step: State,
    item: Item,
    view: str,
    reason: str | None = None,
) -> None:
    shown = await show(callback, screen)
    await state.replace(
        step,
        {
            "proposal": item.proposal.id,
            "round": item.proposal.round,
            "reason": reason,
            "view": view,
            "asked": services.now().isoformat(),
            "screen": shown,
        },
    )
