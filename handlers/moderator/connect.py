"""/connect in the private chat: groups are connected where they are."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from forum.policies import demand_moderator
from handlers.form_storage import LoadedForm
from handlers.screen import send
from handlers.services import Services
from handlers.views.group import how_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the hint."""
    connect = Router(name="connect")
    connect.message.register(say_how, Command("connect", "disconnect"))
    return connect


async def say_how(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """What to do in the group itself. Raises NotAllowed."""
    demand_moderator(person)
    await state.clear()
    await send(message, how_screen(services.bot_username, t))
