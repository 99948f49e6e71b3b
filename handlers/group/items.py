"""Items in a group: opened, published, rejected with a reason. What needs words of one's own is done in private.

A remark typed in a group would be read by everybody and might be an answer to somebody else; the person's link leads
to the same item in the private chat, where every decision is at hand.
"""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forum import group_queue, moderation, reasons, staff_groups, undoing
from forum.errors import StaleButton
from handlers.callbacks import (
    GiveReasonInGroup,
    OpenGroupItem,
    OpenGroupQueue,
    PublishInGroup,
    RejectInGroup,
    UndoInGroup,
)
from handlers.group.arriving import IsCommand
from handlers.group.place import place_of, put
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.group import (
    group_item_screen,
    group_queue_screen,
    group_reasons_screen,
    group_result_screen,
    group_undone_screen,
)
from locales import Translator
from storage.records import Decision, Person, StaffGroup


def router() -> Router:
    """A fresh router of items in groups."""
    items = Router(name="group-items")
    items.message.register(list_queue, IsCommand("queue"))
    items.callback_query.register(open_queue, OpenGroupQueue.filter())
    items.callback_query.register(open_item, OpenGroupItem.filter())
    items.callback_query.register(publish, PublishInGroup.filter())
    items.callback_query.register(ask_reason, RejectInGroup.filter())
    items.callback_query.register(reject, GiveReasonInGroup.filter())
    items.callback_query.register(undo, UndoInGroup.filter())
    return items


async def list_queue(
    message: Message, services: Services, person: Person, group: StaffGroup | None, group_t: Translator
) -> None:
    """/queue: what waits in the group's region."""
    await put(message, await _queue(services, person, group, group_t))


async def open_queue(
    callback: CallbackQuery,
    callback_data: OpenGroupQueue,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> None:
    """Below the message of the button, which stays; or (``fresh`` 0) in place of the former list."""
    await put(callback, await _queue(services, person, group, group_t), is_new=bool(callback_data.fresh))


async def open_item(
    callback: CallbackQuery, callback_data: OpenGroupItem, services: Services, person: Person, group_t: Translator
) -> None:
    """The whole text in place of the card, or below a digest; nobody else decides on it for ten minutes."""
    await _demand(callback, services, person, callback_data.proposal)
    item = await moderation.open_item(services.db, person, callback_data.proposal, services.now(), services.rules)
    until = item.proposal.taken_until or services.now() + services.rules.taken_for
    link = services.link(f"q_{item.proposal.id}")
    by = _name(person, item.proposal.region)
    screen = group_item_screen(item, by, until, link, services.rules, group_t)
    await put(callback, screen, is_new=bool(callback_data.fresh))


async def publish(
    callback: CallbackQuery, callback_data: PublishInGroup, services: Services, person: Person, group_t: Translator
) -> None:
    """Publish what was read."""
    await _demand(callback, services, person, callback_data.proposal)
    decision = await moderation.publish(
        services.db, person, callback_data.proposal, callback_data.round, services.now()
    )
    await put(callback, await _result(decision, services, person, group_t))


async def ask_reason(
    callback: CallbackQuery, callback_data: RejectInGroup, services: Services, person: Person, group_t: Translator
) -> None:
    """The reasons in place of the text."""
    await _demand(callback, services, person, callback_data.proposal)
    item = await moderation.open_item(services.db, person, callback_data.proposal, services.now(), services.rules)
    if item.proposal.round != callback_data.round:
        raise StaleButton
    await put(callback, group_reasons_screen(item.proposal, await reasons.offered(services.db), group_t))


async def reject(
    callback: CallbackQuery, callback_data: GiveReasonInGroup, services: Services, person: Person, group_t: Translator
) -> None:
    """Reject with the reason alone."""
    await _demand(callback, services, person, callback_data.proposal)
    decision = await moderation.reject(
        services.db,
        person,
        callback_data.proposal,
        callback_data.round,
        callback_data.reason,
        None,
        services.now(),
        services.rules,
    )
    await put(callback, await _result(decision, services, person, group_t))


async def undo(
    callback: CallbackQuery,
    callback_data: UndoInGroup,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> None:
    """Take a decision back, in place of what said it."""
    region = staff_groups.demand_group_moderator(person, group)
    notice = await moderation.decision_notice(services.db, callback_data.decision)
    if notice.decision.region != region or notice.decided_in == "appealed":
        raise StaleButton
    undone = await undoing.undo(services.db, person, callback_data.decision, services.now(), services.rules)
    services.wake()
    await put(callback, group_undone_screen(undone.proposal, _name(person, region), group_t))


async def _demand(callback: CallbackQuery, services: Services, person: Person, proposal_id: int) -> None:
    place = place_of(callback)
    if place is None:
        raise StaleButton
    await staff_groups.demand_item(services.db, person, place.chat_id, proposal_id)


async def _queue(services: Services, person: Person, group: StaffGroup | None, t: Translator) -> Screen:
    region = staff_groups.demand_group_moderator(person, group)
    return group_queue_screen(await group_queue.queue(services.db, region, services.now(), services.rules), t)


async def _result(decision: Decision, services: Services, person: Person, t: Translator) -> Screen:
    services.wake()
    notice = await moderation.decision_notice(services.db, decision.id)
    by = _name(person, notice.proposal.region)
    return group_result_screen(notice.proposal, notice.decision, by, notice.reason, t)


def _name(person: Person, region: str | None) -> str:
    """The name the moderator of the region is known by in the team."""
    return next((m.display_name for m in person.memberships if m.role == "moderator" and m.region == region), "")
