"""The conversation on Telegram: routers in a fixed order, screens, buttons."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.types import ChatMemberUpdated, Update
from pydantic import ValidationError

from forum import people
from handlers import group, moderator, organizer, resident
from handlers.form_storage import FormStorage
from handlers.index import CallbackIndex
from handlers.middlewares import (
    ByChat,
    LeavingDecision,
    NotOwnWords,
    OneAnswerMiddleware,
    PersonMiddleware,
    answer_failure,
)
from handlers.resident.fallback import router as last_router
from handlers.services import Services
from handlers.trim import trimmed


class UnreadableUpdate(Exception):
    """An update that is not what Telegram promises; the text names the fields, never what they hold."""


async def note_reachability(event: ChatMemberUpdated, services: Services) -> None:
    """The person blocked the bot or let it in again: deliveries stop or go on."""
    is_blocked = event.new_chat_member.status == "kicked"
    await people.note_reach(services.db, event.from_user.id, services.now(), is_blocked=is_blocked)


def build_dispatcher(services: Services, forms: FormStorage) -> Dispatcher:
    """A dispatcher with fresh routers (it may be built several times in one process).

    Order: start and commands of residents first, then roles, then whatever nobody understood. Buttons go by their
    prefixes. The form state comes with the person, so aiogram's own way of loading it is off. Groups have routers of
    their own: nothing of a private chat ever answers there.
    """
    dispatcher = Dispatcher(disable_fsm=True, services=services)
    dispatcher.update.outer_middleware(ByChat(group.router(services)))
    dispatcher.update.outer_middleware(NotOwnWords())
    dispatcher.errors.register(answer_failure)
    person, answer = PersonMiddleware(services, forms), OneAnswerMiddleware(services)
    for observer in (dispatcher.message, dispatcher.callback_query, dispatcher.edited_message):
        observer.outer_middleware(answer)
        observer.outer_middleware(person)
    reach = Router(name="reachability")
    reach.my_chat_member.register(note_reachability, F.chat.type == "private")
    residents, organizers = resident.router(), organizer.router()
    for elsewhere in (residents, organizers):
        elsewhere.message.middleware(LeavingDecision())
        elsewhere.callback_query.middleware(LeavingDecision())
    dispatcher.include_routers(reach, residents, moderator.router(), organizers, last_router())
    dispatcher.callback_query.register(CallbackIndex(dispatcher).route)
    return dispatcher


async def feed(dispatcher: Dispatcher, bot: Bot, update: dict[str, Any], *, may_retry: bool = False) -> None:
    """Handle a raw update. Raises UnreadableUpdate and what no handler could turn into an answer.

    ``may_retry``: an outage of the database is raised as DatabaseUnavailable, for the update to be handled again.
    """
    try:
        parsed = Update.model_validate(trimmed(update), context={"bot": bot})
    except ValidationError as wrong:
        fields = {".".join(map(str, error["loc"])) for error in wrong.errors(include_input=False, include_url=False)}
        raise UnreadableUpdate(", ".join(sorted(fields))) from None
    await dispatcher.feed_update(bot, parsed, may_retry=may_retry)
