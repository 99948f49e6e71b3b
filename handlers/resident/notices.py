"""What the bot tells without being asked: switched off from the message itself, on and off in the settings."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import notices
from handlers.callbacks import OpenNotices, SetNotice
from handlers.screen import Notice, below, show
from handlers.services import Services
from handlers.views.switches import switches_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the notices' switches."""
    told = Router(name="notices")
    told.callback_query.register(open_notices, OpenNotices.filter())
    told.callback_query.register(set_notice, SetNotice.filter())
    return told


async def open_notices(
    callback: CallbackQuery, callback_data: OpenNotices, services: Services, person: Person, t: Translator
) -> None:
    """The switches in place, or below a notice that stays."""
    event = below(callback) if callback_data.fresh else callback
    is_on = await notices.switches_of(services.db, person)
    await show(event, switches_screen(is_on, person, services.rules, t))


async def set_notice(
    callback: CallbackQuery, callback_data: SetNotice, services: Services, person: Person, t: Translator
) -> Notice:
    """Make a switch so; pressed in a notice, which is kept, only the answer says it."""
    kind, is_wanted = callback_data.kind, callback_data.wanted == 1
    is_on = await notices.set_switch(services.db, person, kind, services.now(), services.rules, is_on=is_wanted)
    if callback_data.fresh:
        return Notice(t.plain("switch-is-on" if is_wanted else "switch-is-off"), alert=True)
    await show(callback, switches_screen(is_on, person, services.rules, t))
    return Notice(t.plain("settings-saved"))
