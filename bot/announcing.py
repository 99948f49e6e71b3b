"""An announcement on its way: fed to the outbox little by little, and its message in the organizer's chat kept true."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter

from bot.telegram.pacing import Pacing
from bot.telegram.session import owed
from forum import announcements, announcing, people
from forum.announcements import Announcement
from forum.announcing import OPEN_MOST
from forum.errors import DomainError
from forum.policies import quiet_until
from handlers.screen import EditScreen, Screen, send_to
from handlers.services import Services
from handlers.views.announce import progress_screen
from locales import LANGUAGES, translator
from storage.lead import Alone, Lead
from storage.records import Person

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the message of an announcement says."""

    announcement_id: int
    message_id: int
    text: str


class Announcer:
    """Does nothing while none is open, and in replicas that do not send. ``open_most``: messages owed at a time."""

    def __init__(
        self, bot: Bot, services: Services, pacing: Pacing, lead: Lead | None = None, open_most: int = OPEN_MOST
    ) -> None:
        self._bot = bot
        self._services = services
        self._pacing = pacing
        self._lead = lead or Alone()
        self._open_most = open_most
        self._shown: Shown | None = None
        self._feeding = asyncio.Lock()
        self._telling = asyncio.Lock()

    async def feed(self) -> None:
        """Owe the next people, or end it. Raises DatabaseUnavailable."""
        if not self._lead.is_held or self._feeding.locked():
            return
        services = self._services
        async with self._feeding:
            known = await announcing.tend(services.db, services.now(), services.admin_ids, self._open_most)
        if known is not None:
            services.wake()

    async def tell(self) -> None:
        """Bring the message up to date, if there is news; one more time when it has ended. Raises DatabaseUnavailable.

        A failed edit is left to the next time: the message is a convenience, its buttons tell the truth.
        """
        if not self._lead.is_held or self._telling.locked():
            return
        async with self._telling:
            await self._tell()

    async def _tell(self) -> None:
        known = await self._to_tell()
        if known is None:
            return
        organizer = await people.find(self._services.db, known.created_by)
        if organizer is None or organizer.telegram_id is None or not self._is_organizer(organizer):
            self._shown = None
            return
        try:
            progress = await announcements.told(self._services.db, known.id)
        except DomainError:
            self._shown = None
            return
        now, rules = self._services.now(), self._services.rules
        t = translator(organizer.language or LANGUAGES[0], self._services.zone)
        screen = progress_screen(progress, t, night_ends=quiet_until(announcements.KIND, now, rules))
        try:
            await self._show(known, organizer.telegram_id, screen)
        except TelegramRetryAfter as busy:
            self._pacing.hold(organizer.telegram_id, busy.retry_after)
        except TelegramAPIError as problem:
            log.info("progress of an announcement not shown", extra={"problem": type(problem).__name__})
        if not progress.announcement.is_open and not progress.left:
            self._shown = None

    async def _to_tell(self) -> Announcement | None:
        """The open one, else the one that was open a moment ago."""
        known = await announcements.find_open(self._services.db)
        shown = self._shown
        if known is None and shown is not None:
            known = await announcements.known(self._services.db, shown.announcement_id)
        return known

    def _is_organizer(self, person: Person) -> bool:
        return person.is_organizer or person.telegram_id in self._services.admin_ids

    async def _show(self, known: Announcement, chat_id: int, screen: Screen) -> None:
        """In place; as a new message where there is none, or none that can be changed. Raises TelegramAPIError."""
        message_id, shown = known.message_id, self._shown
        if message_id is not None and shown == Shown(known.id, message_id, screen.text):
            return
        owed.set(True)  # the pace is asked here, and a failure is nobody's to repeat
        await self._pacing.turn(chat_id)
        if message_id is None or not await self._edit(chat_id, message_id, screen):
            message_id = await send_to(self._bot, chat_id, screen)
            await announcements.remember_message(self._services.db, known.id, known.created_by, message_id)
        self._shown = Shown(known.id, message_id, screen.text)

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message shows it now."""
        edit = EditScreen(chat_id=chat_id, message_id=message_id, text=screen.text, reply_markup=screen.keyboard)
        try:
            await self._bot(edit)
        except TelegramBadRequest as problem:
            if "message is not modified" in problem.message:
                return True
            if "can't be edited" not in problem.message and "not found" not in problem.message:
                raise
            return False
        return True
