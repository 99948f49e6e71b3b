"""The conversation on Telegram: routers in a fixed order, screens, buttons."""

from __future__ import annotations

from aiogram import Dispatcher, F, Router
from aiogram.fsm.storage.base import BaseStorage
from aiogram.types import ChatMemberUpdated

from forum import people
from handlers import moderator, organizer, resident
from handlers.middlewares import (
    LeavingDecision,
    OneAnswerMiddleware,
    PersonMiddleware,
    PrivateOnly,
    answer_failure,
)
from handlers.resident.fallback import router as last_router
from handlers.services import Services


async def note_reachability(event: ChatMemberUpdated, services: Services) -> None:
    """The person blocked the bot or let it in again: deliveries stop or go on."""
    person = await people.arrive(services.db, event.from_user.id, services.now())
    if event.new_chat_member.status == "kicked":
        await people.mark_unreachable(services.db, person.id, services.now())


def build_dispatcher(services: Services, storage: BaseStorage) -> Dispatcher:
    """A dispatcher with fresh routers (it may be built several times in one process).

    Order: start and commands of residents first, then roles, then whatever nobody understood.
    """
    dispatcher = Dispatcher(storage=storage, services=services)
    dispatcher.update.outer_middleware(PrivateOnly())
    dispatcher.errors.register(answer_failure)
    person, answer = PersonMiddleware(services), OneAnswerMiddleware(services)
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
    return dispatcher
