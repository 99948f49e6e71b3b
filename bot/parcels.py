"""An ordered file on its way: built while one message shows how far it is, then sent part by part."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import FSInputFile

from bot.telegram.pacing import Pacing
from bot.telegram.session import owed
from forum import export_orders
from forum.errors import NotAllowed
from forum.export_orders import ExportOrder
from handlers import outgoing_export
from handlers.outgoing_export import Built, Parcel
from handlers.screen import ONE_ATTEMPT, EditScreen, Screen
from handlers.services import Services
from locales import LANGUAGES, Translator, translator
from storage.errors import DatabaseUnavailable
from storage.records import Delivery

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 0.5  # seconds between looks whether it is still wanted
SHOW_EVERY: Final = 2.0  # seconds between changes of the message that shows how far it is
RECORD_AGAIN: Final = 0.5  # seconds until a part that the database could not take note of is noted again


class Item(Protocol):
    """A claim in hand, as bot.sending has it."""

    lease_ends: float
    is_leaving: bool


class LeaseLost(Exception):
    """Another worker may have it in hand by now."""


class Parcels:
    """Builds and sends what was ordered."""

    def __init__(self, bot: Bot, services: Services, pacing: Pacing) -> None:
        self._bot = bot
        self._services = services
        self._pacing = pacing

    async def send(self, item: Item, delivery: Delivery, parcel: Parcel, chat_id: int) -> int | None:
        """Build and send what is left of it; the id of a message that says so, None when it is not wanted any more.

        Raises LeaseLost, NotAllowed (its owner is no organizer any more), NoCampaign, DatabaseUnavailable, OSError, and
        what Telegram refuses.
        """
        item.is_leaving = False
        t = translator(delivery.language or LANGUAGES[0], self._services.zone)
        order = await export_orders.begin(self._services.db, parcel.order_id)
        if order is None:
            return None
        if order.state == "done":
            return order.message_id or 0
        if not order.is_open:
            await self._show_end(order, chat_id, t)
            return None
        folder = Path(tempfile.mkdtemp(prefix="usynys-export-"))
        try:
            await self._look(order)
            sent = await self._made(item, order, folder, chat_id, t)
        except NotAllowed:
            await self._show(order, chat_id, outgoing_export.taken_back_screen(t))
            raise
        finally:
            item.is_leaving = False
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        await self._show_end(order, chat_id, t)
        return sent

    async def _show_end(self, order: ExportOrder, chat_id: int, t: Translator) -> None:
        try:
            ended = await self._look(order)
        except NotAllowed:
            return  # since it was sent
        if ended is not None:
            await self._show(ended, chat_id, outgoing_export.now_screen(ended, t))

    async def _made(self, item: Item, order: ExportOrder, folder: Path, chat_id: int, t: Translator) -> int | None:
        built = await self._built(order, folder, chat_id, t)
        if built is None:
            return None
        message_id, total, there = None, order.parts_sent + len(built.parts), await self._look(order)
        for number, part in enumerate(built.parts, start=order.parts_sent + 1):
            if total > 1 and there is not None:
                await self._show(there, chat_id, outgoing_export.sending_screen(there, number, total, t))
            await self._pacing.turn(chat_id)
            there = await self._look(order)
            if there is None or not there.is_open:
                return None
            if asyncio.get_running_loop().time() >= item.lease_ends:
                raise LeaseLost
            item.is_leaving = True
            name, caption = outgoing_export.caption_of(self._services, order, built, number, total)
            sent = await self._bot.send_document(chat_id, FSInputFile(part.path, filename=name), caption=caption)
            message_id = sent.message_id
            ended_at = self._services.now() if number == total else None
            noted = await self._note(there, part.rows, part.last, ended_at)
            item.is_leaving = False
            if noted is None:
                return None
        return message_id

    async def _look(self, order: ExportOrder) -> ExportOrder | None:
        return await export_orders.look(self._services.db, order.id, self._services.admin_ids)

    async def _note(self, order: ExportOrder, rows: int, last: int, ended_at: datetime | None) -> ExportOrder | None:
        """Note a part that was sent, however long the database is away: what is not noted is sent again."""
        while True:
            try:
                return await export_orders.mark_part(self._services.db, order, rows, last, ended_at)
            except DatabaseUnavailable:
                await asyncio.sleep(RECORD_AGAIN)

    async def _built(self, order: ExportOrder, folder: Path, chat_id: int, t: Translator) -> Built | None:
        """The parts; None when it was cancelled meanwhile, then nothing of them is left."""
        services, loop = self._services, asyncio.get_running_loop()
        done = 0

        def progress(rows: int) -> None:
            nonlocal done
            done = rows

        total = await outgoing_export.total_of(services, order)
        building = asyncio.create_task(outgoing_export.build(services, order, folder, progress))
        shown_at = loop.time()
        try:
            while not (await asyncio.wait({building}, timeout=LOOK_EVERY))[0]:
                there = await self._look(order)
                if there is None or not there.is_open:
                    return None
                if loop.time() - shown_at >= SHOW_EVERY:
                    shown_at = loop.time()
                    await self._show(there, chat_id, outgoing_export.written_screen(there, done, total, t))
            return building.result()
        finally:
            building.cancel()
            await asyncio.gather(building, return_exceptions=True)

    async def _show(self, order: ExportOrder, chat_id: int, screen: Screen) -> None:
        """Change the message of the order, once and now: it is counted in the pace, and nobody waits for it."""
        if order.message_id is None:
            return
        edit = EditScreen(chat_id=chat_id, message_id=order.message_id, text=screen.text, reply_markup=screen.keyboard)
        was = owed.set(False)
        try:
            await self._bot(edit, request_timeout=ONE_ATTEMPT)
        except TelegramAPIError as refused:
            log.info("progress of an export not shown", extra={"problem": type(refused).__name__})
        finally:
            owed.reset(was)
