"""The vectors of a campaign in memory, read in stretches when they are first needed and again from time to time.

What stands in memory may be older than the database: who uses it compares again what it names.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from forum.embedding import OneThread, Vector
from storage import meanings
from storage.database import Database, Transaction, Unit
from storage.meanings import Kept

if TYPE_CHECKING:
    from forum.vectors import Index, Means

STRETCH: Final = 4096  # ids
READ_WITHIN: Final = 0.25  # seconds that a question waits for the reading; then it is answered from what is there
SHARE: Final = 100  # read again after so many times as long as the last reading took


class Recalled:
    """One campaign at a time."""

    def __init__(self, db: Database, model: str, thread: OneThread) -> None:
        self._db = db
        self._model = model
        self._thread = thread
        self._campaign_id: int | None = None
        self._index: Index | None = None
        self._reading: asyncio.Task[None] | None = None
        self._read_again_at = 0.0
        self._mean = 0

    @property
    def tasks(self) -> list[asyncio.Task[None]]:
        """What is being read now."""
        return [self._reading] if self._reading is not None and not self._reading.done() else []

    async def nearest(self, campaign_id: int, wanted: Vector, means: Means, at_least: float, most: int) -> list[int]:
        """Ids whose cosine with ``wanted`` may be ``at_least``, the nearest first. Raises DatabaseUnavailable."""
        await self._bring_up_to_date(campaign_id, means)
        index = self._index
        return await self._thread.run(index.nearest, wanted, at_least, most) if index is not None else []

    async def _bring_up_to_date(self, campaign_id: int, means: Means) -> None:
        if self._campaign_id != campaign_id:
            for task in self.tasks:
                task.cancel()
            self._campaign_id, self._index, self._reading = campaign_id, None, None
        is_due = asyncio.get_running_loop().time() >= self._read_again_at or self._mean != means.newest
        if self._reading is None or (self._reading.done() and is_due):
            self._reading = asyncio.create_task(self._read(campaign_id, means), name="recalled meanings")
            self._reading.add_done_callback(_look)
        await asyncio.wait({self._reading}, timeout=READ_WITHIN)
        if self._reading.done() and not self._reading.cancelled():
            self._reading.result()

    async def _read(self, campaign_id: int, means: Means) -> None:
        """Stretch by stretch, the newest first, each in the place of what stood there."""
        loop = asyncio.get_running_loop()
        began, self._mean = loop.time(), means.newest
        if self._index is None:
            self._index = await self._thread.run(_empty)
        index = self._index
        newest = await self._db.read(meanings.newest_id)
        for stretch in range(newest // STRETCH, -1, -1):
            kept = await self._db.read(self._between(campaign_id, stretch))
            await self._thread.run(index.put, stretch, [one for one in kept if means.knows(one)], means)
        self._read_again_at = loop.time() + SHARE * (loop.time() - began)

    def _between(self, campaign_id: int, stretch: int) -> Unit[list[Kept]]:
        async def work(tx: Transaction) -> list[Kept]:
            low = stretch * STRETCH
            return await meanings.shown_between(tx, self._model, campaign_id, low, low + STRETCH)

        return work


def _empty() -> Index:
    from forum.vectors import Index

    return Index()


def _look(task: asyncio.Task[None]) -> None:
    """Who waits is told by the result; where nobody waits any more, nothing is lost."""
    if not task.cancelled():
        task.exception()
