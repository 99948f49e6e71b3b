"""The outbox: claims what is owed, renders it, sends it and writes down what became of it."""

from __future__ import annotations

import asyncio
import itertools
import logging
from datetime import timedelta

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import FSInputFile

from bot.logs import describe
from forum import deliveries, people
from handlers.outgoing import render_delivery
from handlers.screen import Screen
from handlers.services import Services
from locales import LANGUAGES, translator
from storage.errors import DatabaseUnavailable
from storage.records import Delivery

log = logging.getLogger(__name__)

BATCH = 20
LOOK_EVERY = 1.0  # seconds between looks when nobody wakes us
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 1800, 3600))
ATTEMPTS_MOST = 30  # a day and more of temporary errors
GONE = ("chat not found", "user is deactivated", "bot was blocked", "PEER_ID_INVALID")


class Outbox:
    """One worker. ``wake`` makes it look at once; otherwise it looks every second."""

    def __init__(self, bot: Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._woken = asyncio.Event()
        self._stopping = False
        self._held_until = 0.0

    def wake(self) -> None:
        """Something is owed: do not wait for the next look."""
        self._woken.set()

    def stop(self) -> None:
        """End after the batch in hand."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Deliver until stopped or cancelled."""
        while not self._stopping:
            self._woken.clear()
            try:
                busy = await self.deliver_batch()
            except DatabaseUnavailable:
                log.warning("deliveries wait: the database is away")
                busy = False
            if busy or self._stopping:
                continue
            try:
                await asyncio.wait_for(self._woken.wait(), LOOK_EVERY)
            except TimeoutError:
                continue

    async def deliver_batch(self) -> bool:
        """Claim a batch and settle each of it; whether there was anything. Raises DatabaseUnavailable."""
        if asyncio.get_running_loop().time() < self._held_until:
            return False
        owed = await deliveries.claim(self._services.db, self._services.now(), BATCH)
        # Messages of one person go in their order, different persons do not wait for each other.
        of_person = itertools.groupby(sorted(owed, key=_order), key=lambda delivery: delivery.person_id)
        await asyncio.gather(*[self._settle_all(list(group)) for _, group in of_person])
        return bool(owed)

    async def _settle_all(self, owed: list[Delivery]) -> None:
        for delivery in owed:
            await self._settle(delivery)

    async def _settle(self, delivery: Delivery) -> None:
        db, now = self._services.db, self._services.now
        held = self._held_until - asyncio.get_running_loop().time()
        if held > 0:
            # Telegram asked for silence while this one was waiting behind another.
            await deliveries.mark_later(db, delivery, now() + timedelta(seconds=held), "held")
            return
        if delivery.telegram_id is None:
            await deliveries.mark_unreachable(db, delivery, "unreachable", now())
            return
        try:
            message_id = await self._send(delivery, delivery.telegram_id)
        except TelegramRetryAfter as silence:
            self._held_until = asyncio.get_running_loop().time() + silence.retry_after
            await deliveries.mark_later(db, delivery, now() + timedelta(seconds=silence.retry_after), "retry after")
        except TelegramForbiddenError as closed:
            await deliveries.mark_unreachable(db, delivery, closed.message[:200], now())
        except (TelegramBadRequest, TelegramEntityTooLarge) as refused:
            await self._refused(delivery, refused)
        except (TelegramAPIError, DatabaseUnavailable, OSError) as broken:
            await self._later(delivery, broken)
        except Exception as broken:
            log.exception("delivery cannot be made", extra={"delivery": delivery.id, "kind": delivery.kind})
            await self._give_up(delivery, describe(broken)[:200])
        else:
            await deliveries.mark_sent(db, delivery, message_id, now())

    async def _refused(self, delivery: Delivery, refused: TelegramAPIError) -> None:
        if any(sign.lower() in refused.message.lower() for sign in GONE):
            await deliveries.mark_unreachable(self._services.db, delivery, refused.message[:200], self._services.now())
            return
        log.error(
            "delivery refused",
            extra={"delivery": delivery.id, "kind": delivery.kind, "problem": refused.message[:200]},
        )
        await self._give_up(delivery, refused.message[:200])

    async def _later(self, delivery: Delivery, broken: Exception) -> None:
        problem = type(broken).__name__
        if delivery.attempts >= ATTEMPTS_MOST:
            log.error("delivery given up", extra={"delivery": delivery.id, "problem": problem})
            await self._give_up(delivery, problem)
            return
        pause = PAUSES[min(max(delivery.attempts, 1), len(PAUSES)) - 1]
        log.warning("delivery put off", extra={"delivery": delivery.id, "problem": problem, "for": pause})
        await deliveries.mark_later(self._services.db, delivery, self._services.now() + pause, problem)

    async def _give_up(self, delivery: Delivery, problem: str) -> None:
        """It will never be sent; an organizer who waits for a file is told so, once and if Telegram lets us."""
        await deliveries.mark_failed(self._services.db, delivery, problem)
        if delivery.kind != "export" or delivery.telegram_id is None:
            return
        person = await people.find(self._services.db, delivery.person_id)
        if person is None or not (person.is_organizer or delivery.telegram_id in self._services.admin_ids):
            return
        t = translator(delivery.language or LANGUAGES[0], self._services.zone)
        try:
            await self._bot.send_message(delivery.telegram_id, t.html("export-failed"))
        except (TelegramAPIError, OSError) as untold:
            log.warning("nobody was told", extra={"delivery": delivery.id, "problem": type(untold).__name__})

    async def _send(self, delivery: Delivery, chat_id: int) -> int:
        """Render and send; the message's id. A file is deleted whatever becomes of it."""
        outgoing = await render_delivery(self._services, delivery)
        if isinstance(outgoing, Screen):
            sent = await self._bot.send_message(chat_id, outgoing.text, reply_markup=outgoing.keyboard)
            return sent.message_id
        try:
            file = FSInputFile(outgoing.path, filename=outgoing.name)
            sent = await self._bot.send_document(chat_id, file, caption=outgoing.caption)
        finally:
            outgoing.path.unlink(missing_ok=True)
        return sent.message_id


def _order(delivery: Delivery) -> tuple[int, int]:
    return delivery.person_id, delivery.id
