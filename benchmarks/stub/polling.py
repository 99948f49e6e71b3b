"""getUpdates as Telegram answers it: from the offset on, at once when there is something, else when there is."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable

from benchmarks.stub.http import Connection
from benchmarks.stub.plan import FIRST_UPDATE

_OFFSET = re.compile(rb"offset[^-0-9]{1,12}(-?[0-9]+)")
_TIMEOUT = re.compile(rb"timeout[^0-9]{1,12}([0-9]+)")
LIMIT = 100
NOTHING = b'{"ok":true,"result":[]}'


class Polling:
    """Updates that are not confirmed yet, and the question that waits for the next one."""

    def __init__(self, handed_out: Callable[[int], None]) -> None:
        self._handed_out = handed_out
        self._unconfirmed: deque[tuple[int, bytes]] = deque()
        self._fresh_from = 0  # the first serial that was never handed out
        self._parked: Connection | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_flushing = False
        self._asked_from = 0
        self.asked = asyncio.Event()

    def add(self, serial: int, update: bytes) -> None:
        """A new update; the question that waits is answered when this turn of the loop is over."""
        self._unconfirmed.append((serial, update))
        if self._parked is not None and not self._is_flushing:
            self._is_flushing = True
            asyncio.get_running_loop().call_soon(self._flush)

    def ask(self, connection: Connection, request: bytes) -> None:
        """A getUpdates call."""
        self.asked.set()
        self._unpark(NOTHING)  # Telegram ends an older question when a newer one comes
        offset = _OFFSET.search(request)
        if offset is not None:
            self._confirm(int(offset.group(1)))
        timeout = _TIMEOUT.search(request)
        wait = int(timeout.group(1)) if timeout else 0
        if self._unconfirmed or not wait:
            self._give(connection)
            return
        self._parked = connection
        self._timer = asyncio.get_running_loop().call_later(wait, self._unpark, NOTHING)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._unconfirmed.clear()
        while self._unconfirmed and FIRST_UPDATE + self._unconfirmed[0][0] < offset:
            self._unconfirmed.popleft()

    def _flush(self) -> None:
        self._is_flushing = False
        if self._parked is not None and self._unconfirmed:
            connection = self._parked
            self._forget()
            self._give(connection)

    def _unpark(self, body: bytes) -> None:
        if self._parked is not None:
            self._parked.answer(body)
            self._forget()

    def _forget(self) -> None:
        self._parked = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give(self, connection: Connection) -> None:
        given = [self._unconfirmed[place] for place in range(min(LIMIT, len(self._unconfirmed)))]
        connection.answer(b'{"ok":true,"result":[%b]}' % b",".join(update for _, update in given))
        for serial, _ in given:
            self._handed_out(serial)
