"""Ordering an export: the file itself comes by the outbox."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import export_orders, exports
from forum.errors import StaleButton
from forum.export_orders import Wish
from forum.policies import demand_organizer
from handlers.callbacks import CancelExport, ExportAs, OpenExport, OpenOrganizer, PickExport
from handlers.callbacks.ids import new_request
from handlers.form_storage import LoadedForm
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views.export import Chosen, form_screen, order_screen, pick_screen
from locales import Translator
from storage.records import Person

PARTS = ("place", "topic", "state", "campaign")


def router() -> Router:
    """A fresh router of exports."""
    export = Router(name="export")
    export.message.register(ask_format, Command("export"))
    export.callback_query.register(open_export, OpenOrganizer.filter(F.page == "export"))
    export.callback_query.register(change_choice, OpenExport.filter())
    export.callback_query.register(pick, PickExport.filter())
    export.callback_query.register(order_export, ExportAs.filter())
    export.callback_query.register(cancel_export, CancelExport.filter())
    return export


async def ask_format(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/export: everything of the latest campaign, until something is chosen."""
    screen = await _form(services, person, Chosen(), t)
    await state.clear()
    await send(message, screen)


async def open_export(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    """The same in place."""
    await show(callback, await _form(services, person, Chosen(), t))


async def change_choice(
    callback: CallbackQuery, callback_data: OpenExport, services: Services, person: Person, t: Translator
) -> None:
    """The same with what was chosen."""
    await show(callback, await _form(services, person, _chosen(callback_data), t))


async def pick(
    callback: CallbackQuery, callback_data: PickExport, services: Services, person: Person, t: Translator
) -> None:
    """Choose one part."""
    demand_organizer(person)
    if callback_data.what not in PARTS:
        raise StaleButton
    campaigns = await exports.campaigns_to_export(services.db) if callback_data.what == "campaign" else []
    await show(callback, pick_screen(callback_data.what, _chosen(callback_data), campaigns, t))


async def order_export(
    callback: CallbackQuery, callback_data: ExportAs, services: Services, person: Person, t: Translator
) -> None:
    """Owe the file and say so at once; the same button again owes nothing more and shows how it stands."""
    demand_organizer(person)
    chosen = _chosen(callback_data)
    wish = Wish(callback_data.format, t.language, chosen.internal, callback_data.request, chosen.query, chosen.campaign)
    order = await export_orders.order_export(services.db, person, wish, services.now())
    shown = await show(callback, order_screen(order, new_request(), t))
    if not order.is_open:
        return
    if shown is not None:
        await export_orders.shown_in(services.db, order, shown)
    if callback.bot is not None:
        await callback.bot.send_chat_action(callback.from_user.id, ChatAction.UPLOAD_DOCUMENT)
    services.wake()


async def cancel_export(
    callback: CallbackQuery, callback_data: CancelExport, services: Services, person: Person, t: Translator
) -> None:
    """Stop it, wherever it is; one that had ended says how."""
    order = await export_orders.cancel(services.db, person, callback_data.order, services.now())
    await show(callback, order_screen(order, new_request(), t))


def _chosen(data: OpenExport | PickExport | ExportAs) -> Chosen:
    return Chosen(data.query(), data.internal == 1, data.campaign)


async def _form(services: Services, person: Person, chosen: Chosen, t: Translator) -> Screen:
    demand_organizer(person)
    campaign = await exports.campaign_to_export(services.db, chosen.campaign or None)
    return form_screen(campaign, chosen, exports.FORMATS, new_request(), t)
