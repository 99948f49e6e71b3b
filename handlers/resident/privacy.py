"""/privacy, /mydata and /forget: what is kept, all of it as a file, and all of it gone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, FSInputFile, Message, ReplyKeyboardRemove

from forum import privacy, verification
from forum.organizer_errors import LastOrganizer
from forum.privacy import Holdings
from handlers.callbacks import ForgetMe, OpenPrivacy, SendMyData
from handlers.commands import drop_person_commands
from handlers.form_storage import LoadedForm, row_of
from handlers.resident.visit import Visit
from handlers.screen import Notice, drop_buttons, pressed_message, send, show
from handlers.services import Services
from handlers.views import privacy as views
from locales import LANGUAGES, Translator, translator
from storage.records import Person


def router() -> Router:
    """A fresh router of privacy."""
    router_ = Router(name="privacy")
    router_.message.register(open_privacy, Command("privacy"))
    router_.message.register(ask_my_data, Command("mydata"))
    router_.message.register(ask_forget, Command("forget"))
    router_.callback_query.register(press_privacy, OpenPrivacy.filter())
    router_.callback_query.register(press_my_data, SendMyData.filter())
    router_.callback_query.register(press_forget, ForgetMe.filter())
    return router_


async def open_privacy(message: Message, services: Services, t: Translator) -> None:
    """The policy as a new message; whatever is being written stays open."""
    await send(message, views.privacy_main(t, services.operator[t.language]))


async def press_privacy(callback: CallbackQuery, callback_data: OpenPrivacy, services: Services, t: Translator) -> None:
    """A page of the policy in place; an unknown one is the first."""
    operator = services.operator[t.language]
    if callback_data.page in views.PAGES:
        rules = await verification.in_force(services.db, services.rules)
        await show(callback, views.privacy_page(callback_data.page, t, operator, rules))
    else:
        await show(callback, views.privacy_main(t, operator))


async def ask_my_data(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """/mydata: the file at once."""
    await _send_my_data(Visit(message, state, services, person, t))


async def press_my_data(
    callback: CallbackQuery, state: LoadedForm, services: Services, person: Person, t: Translator
) -> Notice:
    """The same from a button; the screen stays."""
    await _send_my_data(Visit(callback, state, services, person, t))
    return Notice(t.plain("privacy-my-data-sent"))


async def _send_my_data(visit: Visit) -> None:
    services, user, bot = visit.services, visit.event.from_user, visit.event.bot
    if bot is None or user is None:
        return
    now = services.now()
    handle, name = tempfile.mkstemp(prefix="usynys-", suffix=".json")
    os.close(handle)
    path = Path(name)
    try:
        key = row_of(visit.state.key)
        await privacy.write_my_data(services.db, visit.person, key, path, now, services.zone)
        shown = f"usynys-my-data-{now.astimezone(services.zone):%Y-%m-%d}.json"
        caption = visit.t.html("privacy-my-data-caption")
        await bot.send_document(user.id, FSInputFile(path, filename=shown), caption=caption)
    finally:
        _delete(path)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)


async def ask_forget(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """/forget: first what goes and what stays, in numbers; a form stays open meanwhile."""
    visit = Visit(message, state, services, person, t)
    if is_unknown(person):
        await _forget(visit)
    else:
        held = await privacy.holdings(services.db, person, services.admin_ids)
        await send(message, views.forget_sure(t, person, held))


async def press_forget(
    callback: CallbackQuery,
    callback_data: ForgetMe,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Forget whoever agreed to exactly what is true now; anybody else is told first.

    The same press again finds somebody unknown: that row goes too, and the same is said.
    """
    if is_unknown(person):
        speaker = translator(callback_data.language, services.zone) if callback_data.language in LANGUAGES else t
        await _forget(Visit(callback, state, services, person, speaker))
        return
    held = await privacy.holdings(services.db, person, services.admin_ids)
    if callback_data.shown == privacy.mark_of(person, held):
        try:
            await _forget(Visit(callback, state, services, person, t), held)
        except LastOrganizer:  # the other one was forgotten, or revoked, at this moment
            held = await privacy.holdings(services.db, person, services.admin_ids)
        else:
            return
    await show(callback, views.forget_sure(t, person, held))


def is_unknown(person: Person) -> bool:
    """Whether nothing but the Telegram id is held: somebody who has not begun, or was forgotten."""
    return person.language is None and not person.memberships


async def _forget(visit: Visit, told: Holdings | None = None) -> None:
    event, services = visit.event, visit.services
    key = row_of(visit.state.key)
    await privacy.forget(services.db, visit.person, key, services.now(), told=told, admin_ids=services.admin_ids)
    await visit.state.forget()
    if event.bot is not None:
        await drop_person_commands(event.bot, visit.person)
    if isinstance(event, CallbackQuery):
        await drop_buttons(event, pressed_message(event))
    await send(event, views.forgotten(visit.t), ReplyKeyboardRemove())
