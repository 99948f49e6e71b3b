"""Announcements of the organizers: the list, how far one is, pausing, going on, ending."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import announcements
from forum.announcements import Progress
from forum.policies import quiet_until
from handlers.callbacks import OpenAnnouncement, OpenAnnouncements, OpenOrganizer, SetAnnouncement, StartAnnouncement
from handlers.form_storage import LoadedForm
from handlers.screen import Notice, Screen, send, show
from handlers.services import Services
from handlers.states import AnnounceForm
from handlers.views.announce import PAGE, cancel_screen, list_screen, progress_screen
from handlers.views.announce_form import confirm_screen
from locales import Markup, Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of announcements that were confirmed."""
    announce = Router(name="announce")
    announce.message.register(list_announcements, Command("announce"))
    announce.callback_query.register(open_page, OpenOrganizer.filter(F.page == "announcements"))
    announce.callback_query.register(open_list, OpenAnnouncements.filter())
    announce.callback_query.register(open_one, OpenAnnouncement.filter())
    announce.callback_query.register(start_sending, StartAnnouncement.filter())
    announce.callback_query.register(ask_cancel, SetAnnouncement.filter(F.wanted == "cancel-ask"))
    announce.callback_query.register(set_announcement, SetAnnouncement.filter())
    return announce


async def list_announcements(
    message: Message, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """/announce: what was announced, and a new one."""
    screen = await listed(services, person, 1, t)
    await state.clear()
    await send(message, screen)


async def open_page(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The same in place."""
    screen = await listed(services, person, 1, t)
    await state.clear()
    await show(callback, screen)


async def open_list(
    callback: CallbackQuery, callback_data: OpenAnnouncements, services: Services, person: Person, t: Translator
) -> None:
    """Any page of it."""
    await show(callback, await listed(services, person, callback_data.page, t))


async def open_one(
    callback: CallbackQuery, callback_data: OpenAnnouncement, services: Services, person: Person, t: Translator
) -> None:
    """How far it is just now."""
    progress = await announcements.progress(services.db, person, callback_data.announcement)
    await _show_progress(callback, progress, services, person, t)


async def start_sending(
    callback: CallbackQuery,
    callback_data: StartAnnouncement,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Begin what was confirmed; pressed again it shows how far it is. A number that has changed is shown anew."""
    started = await announcements.start(services.db, person, callback_data.announcement, services.now())
    if started.state == "draft":
        await show(callback, confirm_screen(started, t, t.html("announce-count-changed")))
        return
    if await state.get_state() in AnnounceForm:
        await state.clear()
    progress = await announcements.progress(services.db, person, started.id)
    await _show_progress(callback, progress, services, person, t)


async def ask_cancel(
    callback: CallbackQuery, callback_data: SetAnnouncement, services: Services, person: Person, t: Translator
) -> None:
    """Ask once more, if there is something left to cancel."""
    progress = await announcements.progress(services.db, person, callback_data.announcement)
    if progress.announcement.is_open:
        await show(callback, cancel_screen(progress, t))
    else:
        await _show_progress(callback, progress, services, person, t)


async def set_announcement(
    callback: CallbackQuery, callback_data: SetAnnouncement, services: Services, person: Person, t: Translator
) -> Notice | None:
    """Pause it, go on or end it; whoever was first, the screen says what it is now."""
    wanted = callback_data.wanted
    progress = await announcements.set_state(services.db, person, callback_data.announcement, wanted, services.now())
    await _show_progress(callback, progress, services, person, t)
    services.wake()
    is_so = progress.announcement.state == wanted
    return None if is_so else Notice(t.plain("announce-otherwise"), alert=True)


async def _show_progress(
    callback: CallbackQuery, progress: Progress, services: Services, person: Person, t: Translator
) -> None:
    """Show it here; of whoever answers for it this becomes the message that is kept up to date."""
    announcement = progress.announcement
    night_ends = quiet_until(announcements.KIND, services.now(), services.rules)
    shown = await show(callback, progress_screen(progress, t, night_ends=night_ends))
    if announcement.is_open and announcement.created_by == person.id and shown != announcement.message_id:
        await announcements.remember_message(services.db, announcement.id, person.id, shown)


async def listed(services: Services, person: Person, page: int, t: Translator, first: Markup | None = None) -> Screen:
    """A page of the list; one too far is the first. Raises NotAllowed."""
    page = max(1, page)
    shown = await announcements.page(services.db, person, (page - 1) * PAGE, PAGE + 1)
    if not shown and page > 1:
        return await listed(services, person, 1, t, first)
    return list_screen(shown[:PAGE], page, t, is_last=len(shown) <= PAGE, first=first)
