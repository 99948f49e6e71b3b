"""Ordering an export: the file itself comes by the outbox."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import exports
from forum.policies import demand_organizer
from handlers.callbacks import ExportAs, OpenOrganizer
from handlers.callbacks.ids import new_request
from handlers.form_storage import LoadedForm
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views.campaign import export_screen, preparing_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of exports."""
    export = Router(name="export")
    export.message.register(ask_format, Command("export"))
    export.callback_query.register(open_export, OpenOrganizer.filter(F.page == "export"))
    export.callback_query.register(order_export, ExportAs.filter())
    return export


async def ask_format(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/export: which format."""
    screen = await _formats(services, person, t)
    await state.clear()
    await send(message, screen)


async def open_export(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    """The same in place."""
    await show(callback, await _formats(services, person, t))


async def order_export(
    callback: CallbackQuery, callback_data: ExportAs, services: Services, person: Person, t: Translator
) -> None:
    """Owe the file and say so at once; the same button again owes nothing more."""
    demand_organizer(person)
    is_internal = callback_data.internal == 1
    await exports.order_export(
        services.db, person, callback_data.format, t.language, is_internal, callback_data.request, services.now()
    )
    await show(callback, preparing_screen(callback_data.format, is_internal, t))
    if callback.bot is not None:
        await callback.bot.send_chat_action(callback.from_user.id, ChatAction.UPLOAD_DOCUMENT)
    services.wake()


async def _formats(services: Services, person: Person, t: Translator) -> Screen:
    demand_organizer(person)
    return export_screen(await exports.campaign_to_export(services.db), new_request(), t)
