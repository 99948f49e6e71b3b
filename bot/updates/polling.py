"""Long polling that confirms an update to Telegram only when it is finished or written down.

Telegram keeps what is not confirmed, so an update whose handling was cut short by a kill comes again. Updates are
asked for again before the slowest of the last batch is done: first from the oldest unfinished one on, which confirms
nothing too early, and after a moment from the newest one on, with the slow ones written into the journal.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramUnauthorizedError

from bot.updates.intake import Intake
from bot.updates.journal import Journal
from bot.updates.order import Update
from bot.updates.reach import TokenRefused, pause_after, reached
from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

LONG = 25  # seconds a long poll waits when everything is finished or written down
PATIENCE = 0.3  # seconds from a batch to writing down what is still running
NO_JOURNAL = 1.0  # seconds between questions while nothing can be written down
BUSY = 16  # unfinished updates from which on more are asked for before all are finished
LEFT = 4  # … namely when one of so many is left
# Telegram gives a hundred updates at most, and those it must give again leave less room for new ones.
REPEATED_MOST = 75
REPEATED_IN_VAIN = 32


class Feed(Protocol):
    """Where updates come from."""

    async def __call__(self, offset: int | None, wait_for: int) -> list[Update]:
        """Give updates from ``offset`` on and confirm those below it."""


class Polling:
    """Updates by getUpdates. ``leave_webhook`` tells Telegram that they are not to be sent elsewhere."""

    def __init__(
        self, feed: Feed, intake: Intake, journal: Journal, leave_webhook: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        self._feed = feed
        self._intake = intake
        self._journal = journal
        self._leave_webhook = leave_webhook
        self._next: int | None = None  # behind the newest update seen
        self._known: set[int] = set()  # seen and not confirmed
        self._open: dict[int, int] = {}  # of these, neither finished nor written down: number → round
        self._bodies: dict[int, Update] = {}
        self._round = 0
        self._enough_left = 0
        self._progress = asyncio.Event()
        self._failures = 0
        self._is_polling = False
        intake.on_done = self._note_done

    @property
    def are_taken(self) -> bool:
        """Whether the last question was answered."""
        return self._is_polling and not self._failures

    async def begin(self) -> None:
        """Take up what was left in the middle, before anything newer. Raises TokenRefused, DatabaseUnavailable."""
        if self._leave_webhook is not None:
            await reached(self._leave_webhook)
        # Telegram lets one process poll: whoever wrote these down is gone.
        for update in await self._journal.leftovers(whoever_has_them=True):
            self._intake.take(update)

    async def run(self) -> None:
        """Poll until cancelled. Raises TokenRefused."""
        self._is_polling = True
        while True:
            await self._intake.room()
            batch = await self._fetch()
            self._round += 1
            for update in batch:
                self._start(update)
            await self._rest()

    async def finish(self, within: float) -> None:
        """After ``run`` was cancelled: let updates finish, cut off those still running, confirm what is done."""
        self._is_polling = False
        await self._intake.finish(within)
        await self._journal.release()
        offset = self._offset()
        if offset is None:
            return
        try:
            async with asyncio.timeout(1.5):
                await self._feed(offset, 0)
        except (TelegramAPIError, TimeoutError):
            log.info("last updates not confirmed; they come again")

    async def _fetch(self) -> list[Update]:
        try:
            batch = await self._feed(self._offset(), 0 if self._open else LONG)
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
        if self._failures == 1:
            if isinstance(problem, TelegramConflictError):
                log.error("another copy of this bot is running with the same token; stop one of them")
            else:
                log.warning("no updates, trying again", extra={"problem": type(problem).__name__})
        return pause_after(self._failures, problem)

    def _offset(self) -> int | None:
        """Where to ask from: this confirms everything before the oldest update that is still open."""
        if not self._open:
            self._known.clear()
            return self._next
        oldest = min(self._open)
        self._known = {number for number in self._known if number >= oldest}
        return oldest

    def _start(self, update: Update) -> None:
        number = int(update["update_id"])
        if number in self._known:
            return
        self._known.add(number)
        self._next = number + 1  # not the highest: after a silent week Telegram begins to number anew
        if self._intake.take(update) is not None:
            self._open[number] = self._round
            self._bodies[number] = update

    def _note_done(self, number: int) -> None:
        self._close(number)
        if len(self._open) <= self._enough_left:
            self._progress.set()

    def _close(self, number: int) -> None:
        self._open.pop(number, None)
        self._bodies.pop(number, None)

    async def _rest(self) -> None:
        """Until it is worth asking again: most are done, or a moment is over and the rest is written down."""
        if not self._open:
            return
        if self._is_clogged():
            await self._write_down([number for number, since in self._open.items() if since < self._round])
        self._enough_left = len(self._open) // LEFT if len(self._open) >= BUSY else 0
        if await self._has_progress(PATIENCE):
            return
        if not await self._write_down(list(self._open)):
            await self._has_progress(NO_JOURNAL)

    def _is_clogged(self) -> bool:
        """Whether a few slow ones at the front make Telegram give again and again what was finished behind them."""
        self._offset()
        in_vain = len(self._known) - len(self._open)
        return len(self._known) > REPEATED_MOST and in_vain > REPEATED_IN_VAIN

    async def _has_progress(self, within: float) -> bool:
        self._progress.clear()
        if len(self._open) <= self._enough_left:
            return True
        try:
            async with asyncio.timeout(within):
                await self._progress.wait()
        except TimeoutError:
            return False
        return True

    async def _write_down(self, numbers: Iterable[int]) -> bool:
        """Make these safe without being finished; False when that was not possible, and they stay unconfirmed."""
        running = [number for number in numbers if number in self._bodies]
        if not running:
            return True
        try:
            await self._journal.write_down([self._bodies[number] for number in running])
        except DatabaseUnavailable:
            log.warning("updates stay unconfirmed: the database is away", extra={"count": len(running)})
            return False
        for number in running:
            self._close(number)
        return True
