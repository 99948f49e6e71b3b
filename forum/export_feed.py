"""Rows that the event loop reads and a worker thread writes, with a chunk of them between the two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.database import Row

T = TypeVar("T")

# Threads of their own: a writer waits for rows, and opening their connection needs a thread of the loop's pool,
# which many exports at once would have filled.
WRITERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="export")

Progress = Callable[[int], None]


class FeedStopped(Exception):
    """Whoever wanted the file does not want it any more."""


class Counted:
    """How many rows were read so far, of all the feeds of a file."""

    def __init__(self, progress: Progress | None) -> None:
        """``progress`` is told each time, on the loop."""
        self._progress = progress
        self._read = self._told = 0

    def add(self, count: int) -> None:
        """So many more."""
        self._read += count
        if self._progress is not None and self._read > self._told:
            self._told = self._read
            self._progress(self._read)

    @property
    def read(self) -> int:
        """How many so far."""
        return self._read

    def come_to(self, read: int) -> None:
        """So many altogether."""
        self.add(read - self._read)

    def go_back(self, read: int) -> None:
        """What was read since comes again; whoever listens hears nothing of it until there is more than before."""
        self._read = read


class Feed:
    """Iterated in a thread, it asks the loop for the next chunk only when it needs one: memory stays flat."""

    def __init__(self, chunks: AsyncGenerator[list[Row], None], counted: Counted | None = None) -> None:
        """``counted`` is told, on the loop, how many rows were read. Make it on the running loop."""
        self._chunks = chunks
        self._counted = counted
        self._loop = asyncio.get_running_loop()
        self._stopped = False

    def __iter__(self) -> Iterator[Row]:
        """Rows, for the thread. Raises what the stream raises, or FeedStopped."""
        while chunk := asyncio.run_coroutine_threadsafe(self._take(), self._loop).result():
            if isinstance(chunk[0], dict):
                yield from chunk
                continue
            # SQLite's rows look a name up by walking all names: fifty of them cost more than the rest of a row.
            names = tuple(chunk[0].keys())
            for row in chunk:
                yield dict(zip(names, row, strict=True))

    async def _take(self) -> list[Row]:
        if self._stopped:
            raise FeedStopped
        chunk: list[Row] = await anext(self._chunks, [])
        if chunk and self._counted is not None:
            self._counted.add(len(chunk))
        return chunk

    def stop(self) -> None:
        """Let the thread find no more rows."""
        self._stopped = True

    async def close(self) -> None:
        """Let go of the stream's connection."""
        await self._chunks.aclose()


async def write_in_thread(write: Callable[[], T], feeds: tuple[Feed, ...]) -> T:
    """Run ``write``, which iterates ``feeds``, in a thread; what it returns. Raises what it raises.

    When cancelled, waits until the thread has let go of the file.
    """
    job = WRITERS.submit(write)
    work = asyncio.wrap_future(job)
    try:
        return await asyncio.shield(work)
    finally:
        for feed in feeds:
            feed.stop()
        if not job.cancel():  # it has begun
            await asyncio.gather(work, return_exceptions=True)
        for feed in feeds:
            await feed.close()
