"""One owed message from claimed to settled: rendered, sent in its turn, its fate written down."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat, TelegramRetryAfter

from bot.logs import describe
from bot.parcels import LeaseLost, Parcels
from bot.refusals import Meaning, is_topic_gone, meaning_of, said_by
from bot.telegram.pacing import Pacing
from bot.telegram.session import owed
from forum import announced, deliveries
from forum.errors import DomainError
from forum.policies import quiet_until
from handlers.outgoing import render_delivery
from handlers.outgoing_export import Parcel
from handlers.pictures.posting import Picture, post
from handlers.screen import Screen, send_to
from handlers.services import Services
from storage.deliveries import UNWANTED
from storage.errors import DatabaseUnavailable
from storage.records import Delivery

log = logging.getLogger(__name__)

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 1800, 3600))
ATTEMPTS_MOST = 30  # a day and more of temporary errors
PICTURE = "digest_picture"
PICTURE_ATTEMPTS_MOST = 4  # the digest waits behind its picture
RECORD_AGAIN = 0.5  # seconds until a fate that the database could not take is written again


@dataclass(slots=True, eq=False)
class InHand:
    """A claimed message. ``lease_ends`` is a moment of the loop's clock; ``is_leaving`` from its call to its fate."""

    delivery: Delivery
    lease_ends: float
    is_leaving: bool = False


class Sender:
    """Settles messages one by one; many may be in its hands at once.

    ``observe`` is told (fate, kind) of each: sent, later, held, unreachable, unwanted or failed.
    """

    def __init__(self, bot: Bot, services: Services, pacing: Pacing, observe: Callable[[str, str], None]) -> None:
        self._bot = bot
        self._services = services
        self._pacing = pacing
        self._observe = observe
        self._parcels = Parcels(bot, services, pacing)
        self.failures = 0  # passing errors in a row, whoever the recipients were

    async def settle(self, item: InHand) -> None:
        """Send the message, or find out why not, and record it. Meant for a task of its own."""
        owed.set(True)
        delivery = item.delivery
        if delivery.telegram_id is None:
            await self._unreachable(delivery, "unreachable")
            return
        try:
            outgoing = await render_delivery(self._services, delivery)
        except DomainError as gone:
            log.info("delivery no longer fits", extra={**_about(delivery), "problem": type(gone).__name__})
            await self._failed(delivery, type(gone).__name__)
        except Exception as problem:
            await self._not_sent(delivery, delivery.telegram_id, problem)
        else:
            if outgoing is None:
                await self._unwanted(delivery)
                return
            if isinstance(outgoing, Parcel):
                await self._send_parcel(item, outgoing, delivery.telegram_id)
            else:
                await self._deliver(item, outgoing, delivery.telegram_id)

    async def _send_parcel(self, item: InHand, parcel: Parcel, chat_id: int) -> None:
        """Build a file and send it, in as many parts as it takes."""
        delivery, asked_at = item.delivery, self._services.now()
        try:
            message_id = await self._parcels.send(item, delivery, parcel, chat_id)
        except LeaseLost:
            log.warning("delivery left to others", extra=_about(delivery))
        except DomainError as gone:
            log.info("delivery no longer fits", extra={**_about(delivery), "problem": type(gone).__name__})
            await self._failed(delivery, type(gone).__name__)
        except Exception as problem:
            await self._not_sent(delivery, chat_id, problem, asked_at)
        else:
            self.failures = 0
            if message_id is None:
                await self._unwanted(delivery)
            else:
                await self._sent(delivery, message_id)

    async def _deliver(
        self, item: InHand, outgoing: Screen | Picture, chat_id: int, *, may_move: bool = True, in_topic: bool = True
    ) -> None:
        delivery, services = item.delivery, self._services
        item.is_leaving = False
        await self._pacing.turn(chat_id, stands_back=delivery.kind == announced.KIND)
        if asyncio.get_running_loop().time() >= item.lease_ends:
            # The database was away for so long that another worker may have it in hand by now.
            log.warning("delivery left to others", extra=_about(delivery))
            return
        item.is_leaving = True
        if delivery.kind == announced.KIND and not await self._may_leave(delivery, chat_id):
            return
        if (night_ends := quiet_until(delivery.kind, services.now(), services.rules)) is not None:
            await self._settle_as("held", delivery, lambda: deliveries.mark_held(services.db, delivery, night_ends))
            return
        asked_at = services.now()
        try:
            message_id = await self._call(outgoing, chat_id, delivery.topic_id if in_topic else None)
        except TelegramMigrateToChat as moved:
            if delivery.group_id is None or not may_move:
                await self._not_sent(delivery, chat_id, moved, asked_at)
                return
            new_id = moved.migrate_to_chat_id
            log.info("group moved", extra=_about(delivery))
            await self._write(lambda: deliveries.mark_moved(services.db, delivery, new_id, services.now()))
            await self._deliver(item, outgoing, new_id, may_move=False, in_topic=False)
        except TelegramBadRequest as refused:
            if not in_topic or delivery.topic_id is None or not is_topic_gone(refused):
                await self._not_sent(delivery, chat_id, refused, asked_at)
                return
            log.info("topic of a group is gone", extra=_about(delivery))
            await self._write(lambda: deliveries.mark_topic_gone(services.db, delivery))
            await self._deliver(item, outgoing, chat_id, may_move=may_move, in_topic=False)
        except Exception as problem:
            await self._not_sent(delivery, chat_id, problem, asked_at)
        else:
            self.failures = 0
            await self._sent(delivery, message_id)

    async def _sent(self, delivery: Delivery, message_id: int) -> None:
        db, now = self._services.db, self._services.now()
        await self._settle_as("sent", delivery, lambda: deliveries.mark_sent(db, delivery, message_id, now))

    async def _may_leave(self, delivery: Delivery, chat_id: int) -> bool:
        """Whether a message of an announcement is sent now; settles it when that was paused, or ended."""
        db, now = self._services.db, self._services.now()
        try:
            reason = await announced.mark_leaving(db, delivery)
        except DatabaseUnavailable as away:
            await self._not_sent(delivery, chat_id, away)
            return False
        if reason is None:
            return True
        if reason == "paused":
            await self._settle_as("held", delivery, lambda: announced.mark_held(db, delivery))
        else:
            problem = announced.UNSURE if reason == announced.UNSURE else announced.CANCELLED
            await self._settle_as("failed", delivery, lambda: deliveries.mark_failed(db, delivery, problem, now))
        return False

    async def _call(self, outgoing: Screen | Picture, chat_id: int, topic_id: int | None) -> int:
        if isinstance(outgoing, Screen):
            return await send_to(self._bot, chat_id, outgoing, topic_id=topic_id)
        return await post(self._bot, chat_id, outgoing, topic_id)

    async def _not_sent(
        self, delivery: Delivery, chat_id: int, problem: Exception, asked_at: datetime | None = None
    ) -> None:
        meaning = meaning_of(problem)
        if meaning is not Meaning.PASSING:
            self.failures = 0
        if isinstance(problem, TelegramRetryAfter):
            self._pacing.hold(chat_id, problem.retry_after)
            await self._later(delivery, timedelta(seconds=problem.retry_after), "retry after", is_attempt=False)
        elif meaning is Meaning.GONE and not (delivery.kind == PICTURE and isinstance(problem, TelegramBadRequest)):
            # A group that takes no pictures may still take the text behind it.
            await self._unreachable(delivery, said_by(problem), asked_at)
        elif meaning is Meaning.PASSING:
            await self._try_again(delivery, type(problem).__name__)
        elif meaning is Meaning.MISTAKE:
            log.error("delivery cannot be made", extra=_about(delivery), exc_info=problem)
            await self._failed(delivery, describe(problem)[:200])
        else:
            log.error("delivery refused", extra={**_about(delivery), "problem": said_by(problem)})
            await self._failed(delivery, said_by(problem))

    async def _try_again(self, delivery: Delivery, problem: str) -> None:
        self.failures += 1
        if delivery.attempts >= (PICTURE_ATTEMPTS_MOST if delivery.kind == PICTURE else ATTEMPTS_MOST):
            log.error("delivery given up", extra={**_about(delivery), "problem": problem})
            await self._failed(delivery, problem)
            return
        pause = PAUSES[min(max(delivery.attempts, 1), len(PAUSES)) - 1]
        log.warning("delivery put off", extra={**_about(delivery), "problem": problem, "for": pause})
        await self._later(delivery, pause, problem)

    async def _later(self, delivery: Delivery, pause: timedelta, problem: str, *, is_attempt: bool = True) -> None:
        db, until = self._services.db, self._services.now() + pause
        await self._settle_as(
            "later", delivery, lambda: deliveries.mark_later(db, delivery, until, problem, is_attempt=is_attempt)
        )

    async def _unreachable(self, delivery: Delivery, problem: str, asked_at: datetime | None = None) -> None:
        db, now = self._services.db, self._services.now()
        await self._settle_as(
            "unreachable", delivery, lambda: deliveries.mark_unreachable(db, delivery, problem, now, asked_at)
        )

    async def _unwanted(self, delivery: Delivery) -> None:
        """Switched off since it was owed."""
        db, now = self._services.db, self._services.now()
        await self._settle_as("unwanted", delivery, lambda: deliveries.mark_failed(db, delivery, UNWANTED, now))

    async def _failed(self, delivery: Delivery, problem: str) -> None:
        db, now = self._services.db, self._services.now()
        await self._settle_as("failed", delivery, lambda: deliveries.mark_failed(db, delivery, problem, now))

    async def _settle_as(self, fate: str, delivery: Delivery, record: Callable[[], Awaitable[bool]]) -> None:
        if await self._write(record):
            self._observe(fate, delivery.kind)
        else:
            log.warning("delivery was settled by another worker", extra={**_about(delivery), "fate": fate})

    @staticmethod
    async def _write(record: Callable[[], Awaitable[bool | None]]) -> bool | None:
        """Write a fate down, however long the database is away: what was sent and not recorded is sent again."""
        while True:
            try:
                return await record()
            except DatabaseUnavailable:
                await asyncio.sleep(RECORD_AGAIN)


def _about(delivery: Delivery) -> dict[str, object]:
    return {"delivery": delivery.id, "kind": delivery.kind}
