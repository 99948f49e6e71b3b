"""Time that passes only when everybody sleeps: waits are tested by their order and length without waiting."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Coroutine
from typing import Any

SETTLED_AFTER = 60  # turns of the loop; what is ready has run by then


class VirtualTime:
    """``time()`` is the present second, ``time.sleep`` waits in it; ``late`` is by how much sleepers oversleep."""

    def __init__(self, late: float = 0.0) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._late = late
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def __call__(self) -> float:
        """The present second."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Come back when so many seconds have passed."""
        self.slept.append(seconds)
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds + self._late, next(self._numbers), awake))
        await awake

    async def run(self, *work: Coroutine[Any, Any, Any]) -> None:
        """Do all of it, letting time pass whenever everybody sleeps."""
        tasks = [asyncio.ensure_future(one) for one in work]
        await self.pass_until(tasks)
        for task in tasks:
            if not task.cancelled():
                task.result()

    async def pass_until(self, tasks: list[asyncio.Task[Any]]) -> None:
        """Let time pass until the tasks are done."""
        while True:
            for _ in range(SETTLED_AFTER):
                await asyncio.sleep(0)
            if all(task.done() for task in tasks):
                return
            self._wake_next()

    def _wake_next(self) -> None:
        while self._sleepers:
            moment, _, awake = heapq.heappop(self._sleepers)
            if not awake.done():
                self.now = max(self.now, moment)
                awake.set_result(None)
                return
        raise AssertionError("somebody waits for something that is not time")
