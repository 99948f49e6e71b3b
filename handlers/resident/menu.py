"""The main menu, and the draft that waits beside it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import campaigns, submission
from handlers.callbacks import OpenMenu
from handlers.form_storage import LoadedForm
from handlers.screen import Screen, send
from handlers.services import Services
from handlers.views import menu as views
from handlers.views.form import is_empty
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the menu."""
    menu = Router(name="menu")
    menu.message.register(open_menu, Command("menu"))
    menu.callback_query.register(press_menu, OpenMenu.filter())
    return menu


async def open_menu(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """/menu: leaves any form; its draft stays and is offered again."""
    await state.clear()
    await send_menu(message, services, person, t)


async def press_menu(
    callback: CallbackQuery, state: LoadedForm, services: Services, person: Person, t: Translator
) -> None:
    """A button to the menu."""
    await state.clear()
    await send_menu(callback, services, person, t)


async def send_menu(
    event: Message | CallbackQuery,
    services: Services,
    person: Person,
    t: Translator,
    *,
    with_draft: bool = True,
) -> None:
    """The menu as a new message with the keyboard that stays; below it a draft that waits, if there is one."""
    await send(event, await menu_screen(services, person, t), views.keyboard(t, person))
    draft = await submission.find_draft(services.db, person) if with_draft else None
    if draft is not None and not is_empty(draft):
        await send(event, views.draft_offer(t, draft))


async def menu_screen(services: Services, person: Person, t: Translator) -> Screen:
    """The text of the menu."""
    campaign = await campaigns.find_open(services.db)
    if campaign is None:
        return views.no_campaign(t, person)
    overview = await campaigns.overview(services.db, campaign, person)
    return views.menu(t, person, campaign, overview, services.now())
