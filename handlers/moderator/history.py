"""/history: what was done about a proposal, by whom and why, for its moderators and the organizers."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from forum import acts
from handlers.callbacks import OpenHistory
from handlers.form_storage import LoadedForm
from handlers.screen import send, show
from handlers.services import Services
from handlers.views.acts import acts_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the team's histories."""
    history = Router(name="history")
    history.message.register(history_command, Command("history"))
    history.callback_query.register(turn_page, OpenHistory.filter())
    return history


async def history_command(
    message: Message, command: CommandObject, state: LoadedForm, services: Services, person: Person, t: Translator
) -> None:
    """/history 214: the newest acts as a new message."""
    await state.clear()
    history = await acts.of_number(services.db, person, command.args or "")
    await send(message, acts_screen(history, 1, person, t))


async def turn_page(
    callback: CallbackQuery, callback_data: OpenHistory, services: Services, person: Person, t: Translator
) -> None:
    """A page in place of the screen of the button; with tables and collapsible parts as a new message."""
    history = await acts.of_proposal(services.db, person, callback_data.proposal)
    await show(callback, acts_screen(history, callback_data.page, person, t, callback_data.view))
