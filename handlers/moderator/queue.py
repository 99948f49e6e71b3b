"""The queue: listing it, taking an item, going on to the next one, seeing its files."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import moderation
from forum.errors import StaleButton
from forum.policies import demand_team
from forum.queue import shares
from handlers.attachments import send_attachments
from handlers.callbacks import FilterQueue, NextItem, OpenQueue, SeeFiles, TakeItem
from handlers.callbacks.queueing import choice_of
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.moderator.noticed import shown_item
from handlers.screen import Notice, Screen, below, send, show
from handlers.services import Services
from handlers.views.queue import filters_screen, number_of, queue_screen, topics_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the queue."""
    queue = Router(name="queue")
    queue.message.register(list_queue, Command("queue"))
    queue.message.register(list_queue, MenuText("menu-queue"))
    queue.callback_query.register(open_queue, OpenQueue.filter())
    queue.callback_query.register(choose_filters, FilterQueue.filter())
    queue.callback_query.register(take_item, TakeItem.filter())
    queue.callback_query.register(take_next, NextItem.filter())
    queue.callback_query.register(see_files, SeeFiles.filter())
    return queue


async def list_queue(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/queue: the oldest items as a new message."""
    await state.clear()
    await send(message, await _queue(services, person, t))


async def open_queue(
    callback: CallbackQuery,
    callback_data: OpenQueue,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A page of the queue in place of the screen of the button, or below a message worth keeping."""
    await state.clear()
    event = below(callback) if callback_data.fresh else callback
    await show(event, await _queue(services, person, t, callback_data.view, callback_data.page))


async def choose_filters(
    callback: CallbackQuery, callback_data: FilterQueue, services: Services, person: Person, t: Translator
) -> None:
    """What of the queue is shown, with how much each choice leaves."""
    demand_team(person)
    choice = choice_of(callback_data.view)
    found = await shares(services.db, person, services.now(), services.rules, choice)
    await show(callback, topics_screen(found, t) if callback_data.what == "topic" else filters_screen(found, t))


async def take_item(
    callback: CallbackQuery,
    callback_data: TakeItem,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Open one item and keep other moderators from deciding it meanwhile."""
    await state.clear()
    item = await moderation.open_item(services.db, person, callback_data.proposal, services.now(), services.rules)
    screen = await shown_item(item, services, person, t, callback_data.view)
    await show(below(callback) if callback_data.fresh else callback, screen)


async def take_next(
    callback: CallbackQuery,
    callback_data: NextItem,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The next free item of the queue; when there is none, the queue says so."""
    await state.clear()
    if callback_data.after:
        await moderation.release(services.db, person, callback_data.after)
    view, now = callback_data.view, services.now()
    item = await moderation.next_item(
        services.db, person, now, services.rules, after=callback_data.after or None, choice=choice_of(view)
    )
    if item is None:
        await show(callback, await _queue(services, person, t, view))
    else:
        await show(callback, await shown_item(item, services, person, t, view))


async def see_files(
    callback: CallbackQuery, callback_data: SeeFiles, services: Services, person: Person, t: Translator
) -> Notice | None:
    """Send the files of an item that this moderator has open."""
    item = await moderation.open_item(services.db, person, callback_data.proposal, services.now(), services.rules)
    if not item.attachments:
        raise StaleButton
    caption = t.html("item-files-caption", number=number_of(item.proposal))
    if not await send_attachments(callback, item.attachments, caption):
        return Notice(t.plain("browse-files-gone"), alert=True)
    return None


async def _queue(services: Services, person: Person, t: Translator, view: str = "", page: int = 1) -> Screen:
    queue = await moderation.queue(services.db, person, services.now(), services.rules, choice_of(view), page)
    return queue_screen(queue, person.moderated_regions, services.rules, t)
