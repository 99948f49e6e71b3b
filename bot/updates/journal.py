"""This process's side of the journal: which updates are written down, which rows may go, which were left by others."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from contextvars import Context
from datetime import datetime, timedelta

from bot.updates.order import Update
from storage import journal
from storage.database import Database, DatabaseUnavailable, Transaction
from storage.journal import JournaledUpdate

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
BEAT = 10.0  # seconds; well within the lease
RELEASE_WITHIN = 1.5  # seconds


class Journal:
    """Raw updates that had to be confirmed to Telegram before they were done; a row goes when its update is done."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db = db
        self._now = now
        self._held: set[int] = set()
        self._done: set[int] = set()
        self._writing: set[int] = set()  # a row that is still being inserted cannot be deleted yet
        # The database may take units in any order: a row's insertion and its deletion wait for each other here.
        self._in_turn = asyncio.Lock()
        self._writing_off: asyncio.Task[None] | None = None

    @property
    def held(self) -> int:
        """How many updates of this process are written down and not done."""
        return len(self._held)

    async def write_down(self, updates: Iterable[Update]) -> None:
        """Returns when the updates may be confirmed to Telegram. Raises DatabaseUnavailable; then nothing is kept."""
        rows = [JournaledUpdate(int(update["update_id"]), json.dumps(update)) for update in updates]
        new = {row.update_id for row in rows} - self._held
        self._held |= new
        self._writing |= new
        try:
            async with self._in_turn:
                now = self._now()

                async def unit(tx: Transaction) -> None:
                    await journal.write(tx, rows, now, now + LEASE)

                await self._db.write(unit)
        except BaseException:
            self._held -= new
            self._done -= new
            raise
        finally:
            self._writing -= new

    def finished(self, number: int) -> None:
        """An update is done: its row, if it has one, goes soon."""
        if number not in self._held:
            return
        self._held.discard(number)
        self._done.add(number)
        if self._writing_off is None or self._writing_off.done():
            self._writing_off = asyncio.create_task(self._write_off(), name="journal", context=Context())

    async def strike_out(self, number: int) -> None:
        """As :meth:`finished`; returns when its row, if it has one, is gone (or the database is away)."""
        if number in self._held:
            self._held.discard(number)
            self._done.add(number)
            await self._write_off()

    async def leftovers(self, *, whoever_has_them: bool = False) -> list[Update]:
        """Take over updates nobody is at work on, oldest first. Raises DatabaseUnavailable.

        ``whoever_has_them``: also those whose lease still runs, for a process that knows it is the only one.
        """
        now = self._now()

        async def unit(tx: Transaction) -> tuple[JournaledUpdate, ...]:
            return await journal.take_over(tx, now, now + LEASE, whoever_has_them=whoever_has_them)

        taken = [row for row in await self._db.write(unit) if row.update_id not in self._held]
        self._held |= {row.update_id for row in taken}
        if taken:
            log.info("taking up updates that were left in the middle", extra={"count": len(taken)})
        return [json.loads(row.body) for row in taken]

    async def keep(self, take: Callable[[Update], object]) -> None:
        """Until cancelled: hold what is ours, and hand to ``take`` what dead processes left."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._renew()
                await self._write_off()
                for update in await self.leftovers():
                    take(update)
            except DatabaseUnavailable:
                log.debug("the journal waits: the database is away")

    async def release(self) -> None:
        """Before this process ends in order: what is not done may be taken up by anybody at once."""
        try:
            async with asyncio.timeout(RELEASE_WITHIN):
                await self._write_off()
                if self._held:
                    await self._hold_until(self._now())
        except (DatabaseUnavailable, TimeoutError):
            log.warning("journaled updates wait until their lease is over: the database is away")

    async def _renew(self) -> None:
        if self._held:
            await self._hold_until(self._now() + LEASE)

    async def _hold_until(self, until: datetime) -> None:
        numbers = tuple(self._held)

        async def unit(tx: Transaction) -> None:
            await journal.hold(tx, numbers, until)

        await self._db.write(unit)

    async def _write_off(self) -> None:
        while self._done:
            async with self._in_turn:
                numbers = tuple(self._done - self._writing)
                if not numbers:
                    continue  # whoever writes them down is next in turn

                async def unit(tx: Transaction, numbers: tuple[int, ...] = numbers) -> None:
                    await journal.forget(tx, numbers)

                try:
                    await self._db.write(unit)
                except DatabaseUnavailable:
                    return  # the next beat tries again
                self._done.difference_update(numbers)
