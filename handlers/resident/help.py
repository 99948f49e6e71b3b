"""/help for the role one has, in short screens."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import OpenHelp
from handlers.filters import MenuText
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views import help as views
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the help."""
    help_ = Router(name="help")
    help_.message.register(open_help, Command("help"))
    help_.message.register(open_help, MenuText("menu-help"))
    help_.callback_query.register(press_help, OpenHelp.filter())
    return help_


async def open_help(message: Message, person: Person, t: Translator) -> None:
    """The first screen as a new message; a proposal or a campaign being written stays open."""
    await send(message, views.help_main(t, person))


async def press_help(
    callback: CallbackQuery, callback_data: OpenHelp, services: Services, person: Person, t: Translator
) -> None:
    """A screen in place; one of a role the person does not have is the first one."""
    await show(callback, _screen(callback_data.page, services, person, t))


def _screen(page: str, services: Services, person: Person, t: Translator) -> Screen:
    if page not in views.pages_of(person):
        return views.help_main(t, person)
    return views.help_page(page, t, services.rules, services.operator[t.language], services.bot_username)
