"""Next: one proposal after the other that the reader has not seen, with its votes on it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import browsing, campaigns, unseen
from handlers.callbacks import OpenNext
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.resident.browse import card_of
from handlers.resident.visit import Visit
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views.next import none_left
from handlers.views.proposal import NEXT
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the next proposal."""
    following = Router(name="next")
    following.message.register(open_next, Command("next"))
    following.message.register(open_next, MenuText("menu-next"))
    following.callback_query.register(press_next, OpenNext.filter())
    return following


async def open_next(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """As a new message: the one shown last, until it is voted on or passed over, then one not seen yet."""
    await state.clear()
    await send(message, await _next(Visit(message, state, services, person, t), 0))


async def press_next(
    callback: CallbackQuery,
    callback_data: OpenNext,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """In place of the proposal that was just looked at."""
    await show(callback, await _next(Visit(callback, state, services, person, t), callback_data.after))


async def _next(visit: Visit, after: int) -> Screen:
    services = visit.services
    campaign = await campaigns.current(services.db)
    following = await unseen.find_next(services.db, campaign, visit.person, after, services.now())
    if following is None:
        return none_left(visit.t)
    return await card_of(visit, await browsing.card(services.db, visit.person, following), NEXT)
