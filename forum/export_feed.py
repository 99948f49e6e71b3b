"""Rows that the event loop reads and a worker thread writes, with a chunk of them between the two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from storage.database import Row

CHUNK = 500
# Threads of their own: a writer waits for rows, and opening their connection needs a thread of the loop's pool,
# which many exports at once would have filled.
_WRITERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="export")

Progress = Callable[[int], None]


class FeedStopped(Exception):
    """Whoever wanted the file does not want it any more."""


class Feed:
    """Iterated in a thread, it asks the loop for the next chunk only when it needs one: memory stays flat."""

    def __init__(self, rows: AsyncGenerator[Row, None], progress: Progress | None = None) -> None:
        """``progress`` is told, on the loop, how many rows were read so far. Make it on the running loop."""
        self._rows = rows
        self._progress = progress
        self._loop = asyncio.get_running_loop()
        self._read = 0
        self._stopped = False

    def __iter__(self) -> Iterator[Row]:
        """Rows, for the thread. Raises what the stream raises, or FeedStopped."""
        while chunk := asyncio.run_coroutine_threadsafe(self._take(), self._loop).result():
            yield from chunk

    async def _take(self) -> list[Row]:
        chunk: list[Row] = []
        if self._stopped:
            raise FeedStopped
        async for row in self._rows:
            chunk.append(row)
            if len(chunk) == CHUNK:
                break
        self._read += len(chunk)
        if chunk and self._progress is not None:
            self._progress(self._read)
        return chunk

    def stop(self) -> None:
        """Let the thread find no more rows."""
        self._stopped = True

    async def close(self) -> None:
        """Let go of the stream's connection."""
        await self._rows.aclose()


async def write_in_thread(write: Callable[[], int], feeds: tuple[Feed, ...]) -> int:
    """Run ``write``, which iterates ``feeds``, in a thread; what it returns. Raises what it raises.

    When cancelled, waits until the thread has let go of the file.
    """
    work = asyncio.get_running_loop().run_in_executor(_WRITERS, write)
    try:
        return await asyncio.shield(work)
    finally:
        for feed in feeds:
            feed.stop()
        await asyncio.gather(work, return_exceptions=True)
        for feed in feeds:
            await feed.close()
