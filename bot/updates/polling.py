"""Long polling that confirms an update to Telegram only when it is finished.

Telegram keeps what is not confirmed, so an update whose handling was cut short by a kill comes again. While one
update is slow the newer ones are still fetched and handled: the question is repeated from the oldest unfinished
one, and what is known already is passed over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.logs import current_update
from bot.updates.order import ChatOrder, chat_of

log = logging.getLogger(__name__)

LONG = 25  # seconds a long poll waits when nothing is unfinished
PATIENCE = 0.5  # seconds to let a batch finish before newer updates are fetched beside it
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds after one failure, two, …

Update = dict[str, Any]


class TokenRefused(Exception):
    """Telegram does not know the token (any more)."""


class Feed(Protocol):
    """Where updates come from."""

    async def __call__(self, offset: int | None, wait_for: int) -> list[Update]:
        """Give updates from ``offset`` on and confirm those below it."""


class Polling:
    """Fetches updates, has each handled in its chat's order and confirms what is done."""

    def __init__(self, feed: Feed, handle: Callable[[Update], Awaitable[None]]) -> None:
        self._feed = feed
        self._handle = handle
        self._order = ChatOrder()
        self._offset: int | None = None
        self._known: set[int] = set()
        self._unfinished: dict[int, asyncio.Task[None]] = {}
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled. Raises TokenRefused."""
        while True:
            batch = await self._fetch()
            for update in batch:
                self._start(update)
            if self._unfinished:
                await asyncio.wait(self._unfinished.values(), timeout=PATIENCE)
            self._move_on()

    async def finish(self, within: float) -> None:
        """After ``run`` was cancelled: let updates finish, cut off those still running, confirm what is done."""
        if self._unfinished:
            await asyncio.wait(self._unfinished.values(), timeout=within)
        await self.abandon()
        self._move_on()
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(1.5):
                await self._feed(self._offset, 0)
        except (TelegramAPIError, TimeoutError):
            log.info("last updates not confirmed; they come again")

    async def abandon(self) -> None:
        """Cut off whatever is running; it stays unconfirmed."""
        running = list(self._unfinished.values())
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)

    async def _fetch(self) -> list[Update]:
        try:
            batch = await self._feed(self._offset, 0 if self._unfinished else LONG)
        except TelegramAPIError as problem:
            await asyncio.sleep(self._note(problem))
            return []
        if self._failures:
            log.info("updates are coming again")
        self._failures = 0
        return batch

    def _note(self, problem: TelegramAPIError) -> float:
        """Say what is wrong, once for a row of failures; give the pause in seconds."""
        if isinstance(problem, TelegramUnauthorizedError):
            raise TokenRefused from problem
        self._failures += 1
        pause = PAUSES[min(self._failures, len(PAUSES)) - 1]
        if isinstance(problem, TelegramRetryAfter):
            pause = float(problem.retry_after)
        if self._failures == 1:
            if isinstance(problem, TelegramConflictError):
                log.error("another copy of this bot is running with the same token; stop one of them")
            else:
                log.warning("no updates, trying again", extra={"problem": type(problem).__name__})
        return pause

    def _start(self, update: Update) -> None:
        number = int(update["update_id"])
        if number in self._known:
            return
        self._known.add(number)
        work = partial(self._handle_one, number, update)
        self._unfinished[number] = self._order.start(chat_of(update), work)

    async def _handle_one(self, number: int, update: Update) -> None:
        current_update.set(number)
        try:
            await self._handle(update)
        except Exception:
            # Handling it again would fail again: it counts as finished, and the log says where to look.
            log.exception("update failed")

    def _move_on(self) -> None:
        """Confirm, with the next question, everything before the oldest unfinished update.

        One that was cut off counts as unfinished: it must come again.
        """
        self._unfinished = {
            number: task for number, task in self._unfinished.items() if not task.done() or task.cancelled()
        }
        if self._unfinished:
            self._offset = min(self._unfinished)
        elif self._known:
            self._offset = max(self._known) + 1
        if self._offset is not None:
            self._known = {number for number in self._known if number >= self._offset}
