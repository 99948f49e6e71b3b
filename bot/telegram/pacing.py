"""How fast messages may leave: Telegram's limits kept in advance, and the silences it asks for kept afterwards.

Bulk messages (deliveries) ask for their ``turn``. Direct ones (answers to what a person just did) never wait for
the pace, only for a silence Telegram asked for; but they count, so bulk makes room for them.
"""

from __future__ import annotations

import asyncio
import heapq
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import Final, NamedTuple

GAP: Final = 1 / 29  # seconds between messages overall; Telegram allows 30 a second
CATCH_UP: Final = 0.01  # seconds of a late waking made good: more would put two messages where one is allowed
CHAT_GAP: Final = 1.0  # seconds between messages to one chat
GROUP_MOST: Final = 20  # messages to one group …
GROUP_SPAN: Final = 60.0  # … in so many seconds
YIELD_MOST: Final = 10.0  # seconds a bulk message stands back for direct ones
DIRECT_DEBT_MOST: Final = 1.0  # seconds: what left before the last one no longer counts with Telegram
BULK_HOLD_MOST: Final = 60.0  # seconds; a longer silence of one chat says nothing about the others
SEVERAL: Final = 3  # private chats held at the same time mean the bot as a whole is too fast


class PacingCounts(NamedTuple):
    """What pacing did and holds just now; spans are seconds from now."""

    waiting: int
    bulk: int
    direct: int
    remembered_chats: int
    held_chats: int
    bulk_held_for: float
    all_held_for: float


class Pacing:
    """One for the process. ``clock`` gives seconds that only grow, ``sleep`` lets so many pass."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._free_at = 0.0  # when the next message fits into the second, all counted
        self._bulk_at = 0.0  # the same with bulk alone counted
        self._last: dict[int, float] = {}  # chats of the last second, the oldest first
        self._groups: dict[int, deque[float]] = {}  # groups of the last minute, the oldest first
        self._holds: dict[int, float] = {}
        self._bulk_held_until = 0.0
        self._all_held_until = 0.0
        self._thaw_at = 0.0
        self._line = asyncio.Lock()  # bulk messages whose chat is ready, in order
        self._last_line = asyncio.Lock()  # those that stand back, before the line
        self._thaw_line = asyncio.Lock()  # direct calls after everything was held, in order
        self._chat_lines: dict[int, tuple[asyncio.Lock, list[None]]] = {}
        self._waiting = self._bulk = self._direct = 0

    async def turn(self, chat_id: int, *, stands_back: bool = False) -> None:
        """Wait until a bulk message to the chat may leave; it then counts as having left.

        First come, first served; a chat that must wait does not keep the others. Of those that ``stands_back`` only one
        at a time stands in the line, so whoever else comes has that one before them and no more.
        """
        self._waiting += 1
        try:
            async with self._in_chat_order(chat_id):
                while True:
                    await self._until(lambda: self._chat_ready_at(chat_id))
                    ready_since = self._clock()
                    async with self._last_line if stands_back else nullcontext(), self._line:
                        due = await self._until_room(ready_since)
                        if self._chat_ready_at(chat_id) <= self._clock():  # a direct one may have come between
                            self._note_bulk(chat_id, due)
                            return
        finally:
            self._waiting -= 1

    def note_direct(self, chat_id: int) -> None:
        """A direct message leaves for the chat: it counts, and never waits."""
        now = self._clock()
        self._direct += 1
        self._free_at = min(max(self._free_at, now) + GAP, now + DIRECT_DEBT_MOST)
        self._note_chat(chat_id, now)

    def hold(self, chat_id: int | None, seconds: float) -> None:
        """Telegram asked for so many seconds of silence in the chat (None: it did not say where).

        Bulk waits altogether, at most a minute of it. While several private chats are held everything waits; a group
        has limits of its own and says nothing about the rest.
        """
        now = self._clock()
        until = now + seconds
        self._bulk_held_until = max(self._bulk_held_until, min(until, now + BULK_HOLD_MOST))
        if chat_id is None:
            self._hold_all(until)
            return
        self._holds = {chat: end for chat, end in self._holds.items() if end > now}
        self._holds[chat_id] = max(until, self._holds.get(chat_id, 0.0))
        private = [end for chat, end in self._holds.items() if chat > 0]
        if len(private) >= SEVERAL:
            self._hold_all(heapq.nlargest(SEVERAL, private)[-1])

    def held_for(self, chat_id: int | None) -> float:
        """Seconds a direct call to the chat (None: to no chat) has to wait; 0 nearly always."""
        if not self._holds and not self._all_held_until:
            return 0.0
        until = self._all_held_until if chat_id is None else max(self._all_held_until, self._holds.get(chat_id, 0.0))
        return max(0.0, until - self._clock())

    async def wait_hold(self, chat_id: int | None) -> None:
        """Wait until a direct call to the chat may leave. Those that waited while all was held leave one by one."""
        all_held = False
        while (wait := self.held_for(chat_id)) > 0:
            all_held = all_held or self._all_held_until > self._clock()
            await self._sleep(wait)
        if not all_held:
            return
        async with self._thaw_line:
            await self._until(lambda: self._thaw_at)
            self._thaw_at = self._clock() + GAP
        await self.wait_hold(chat_id)  # a new silence may have been asked for meanwhile

    def counts(self) -> PacingCounts:
        """Numbers for metrics."""
        now = self._clock()
        return PacingCounts(
            waiting=self._waiting,
            bulk=self._bulk,
            direct=self._direct,
            remembered_chats=len(self._last.keys() | self._groups.keys() | self._holds.keys()),
            held_chats=sum(end > now for end in self._holds.values()),
            bulk_held_for=max(0.0, self._bulk_held_until - now),
            all_held_for=max(0.0, self._all_held_until - now),
        )

    async def _until(self, ready_at: Callable[[], float]) -> None:
        """Sleep until the moment, which may move away meanwhile."""
        while (wait := ready_at() - self._clock()) > 0:
            await self._sleep(wait)

    async def _until_room(self, ready_since: float) -> float | None:
        """Wait for room in the second; when that was, or None if nothing had to be waited for.

        Direct messages take their room first, as long as the patience lasts.
        """
        due = None
        while True:
            patience_ends = max(ready_since, self._bulk_held_until) + YIELD_MOST
            room_at = max(self._bulk_held_until, min(self._free_at, max(self._bulk_at, patience_ends)))
            wait = room_at - self._clock()
            if wait <= 0:
                return due
            due = room_at
            await self._sleep(wait)

    def _chat_ready_at(self, chat_id: int) -> float:
        ready = max(self._last.get(chat_id, -math.inf) + CHAT_GAP, self._holds.get(chat_id, 0.0), self._all_held_until)
        times = self._groups.get(chat_id)
        if times is not None and len(times) == GROUP_MOST:
            ready = max(ready, times[0] + GROUP_SPAN)
        return ready

    def _note_bulk(self, chat_id: int, due: float | None) -> None:
        now = self._clock()
        # Who woke a little late does not make the next one late: else every sleep's slack is lost for good.
        left = now if due is None else max(due, now - CATCH_UP)
        self._bulk += 1
        self._bulk_at = left + GAP
        self._free_at = min(max(self._free_at, left) + GAP, now + DIRECT_DEBT_MOST)
        self._note_chat(chat_id, now)

    def _note_chat(self, chat_id: int, now: float) -> None:
        """Remember when the chat got its last message, and forget those that no longer matter."""
        last = self._last
        last.pop(chat_id, None)
        last[chat_id] = now
        while last[oldest := next(iter(last))] <= now - CHAT_GAP:
            del last[oldest]
        if chat_id < 0:
            times = self._groups.pop(chat_id, None) or deque(maxlen=GROUP_MOST)
            times.append(now)
            self._groups[chat_id] = times
            while self._groups[oldest := next(iter(self._groups))][-1] <= now - GROUP_SPAN:
                del self._groups[oldest]

    def _hold_all(self, until: float) -> None:
        self._all_held_until = max(self._all_held_until, until)
        self._bulk_held_until = max(self._bulk_held_until, until)
        self._thaw_at = max(self._thaw_at, until)

    @asynccontextmanager
    async def _in_chat_order(self, chat_id: int) -> AsyncIterator[None]:
        """One bulk message to a chat at a time, in order; a chat nobody waits for is forgotten."""
        lock, users = self._chat_lines.setdefault(chat_id, (asyncio.Lock(), []))
        users.append(None)
        try:
            async with lock:
                yield
        finally:
            users.pop()
            if not users:
                del self._chat_lines[chat_id]


def pacing_at(speed: float) -> Pacing:
    """Pacing whose seconds pass ``speed`` times as fast; 1 is Telegram's own pace."""
    if speed == 1:
        return Pacing()
    return Pacing(lambda: time.monotonic() * speed, lambda seconds: asyncio.sleep(seconds / speed))
