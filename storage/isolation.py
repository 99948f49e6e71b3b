"""One at a time per chat among several processes: advisory locks of PostgreSQL on one connection of their own.

The locks keep the order, no more: what must not happen twice is held by constraints. So a connection that breaks off
(the server then frees its locks) lets updates go on without them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import Context
from typing import Any, Final

import asyncpg

log = logging.getLogger(__name__)

ASK_AGAIN = 0.02  # seconds until a lock that somebody else holds is asked for again
WAIT_MOST = 60.0  # seconds; whoever holds a chat longer is taken for dead without the server knowing yet
CONNECT_AGAIN = 1.0  # seconds until a server that could not be reached is tried again
ANSWER_WITHIN = 5.0  # seconds
# Keys of chats lie far from the single numbers that other locks of the program use.
CHATS: Final = 1 << 60
# The server learns of a dead peer in a minute instead of two hours.
_KEEPALIVE: Final = {
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "application_name": "usynys order",
}
_ASK: Final = """
    SELECT key, pg_try_advisory_lock(key) AS is_ours
      FROM unnest($1::bigint[]) AS key
"""
_FREE: Final = "SELECT pg_advisory_unlock(key) FROM unnest($1::bigint[]) AS key"

Waiters = dict[int, asyncio.Future[bool]]


class AdvisoryLocks:
    """Locks of this process. A key is asked for by one task at a time (its order within the process is kept before).

    ``held`` tells the keys that are locked now.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Any = None
        self._connect_at = 0.0
        self._waiting: Waiters = {}
        self._to_free: list[int] = []
        self.held: set[int] = set()
        self._woken = asyncio.Event()
        self._pump: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def of(self, chat_id: int) -> AsyncIterator[None]:
        """While inside, no other process is inside with the same chat, unless the connection broke off."""
        key = CHATS + chat_id
        is_ours = await self._lock(key)
        try:
            yield
        finally:
            if is_ours:
                self._free(key)

    async def close(self) -> None:
        """Give everything back."""
        if self._pump is not None:
            self._pump.cancel()
            await asyncio.wait([self._pump])
        self._let_go_on(self._waiting)
        if self._connection is not None:
            self._connection.terminate()  # the server frees the locks
            self._connection = None

    async def _lock(self, key: int) -> bool:
        """Wait for the lock. False: go on without it."""
        if self._pump is None:
            self._pump = asyncio.create_task(self._serve(), name="advisory-locks", context=Context())
        waiter: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[key] = waiter
        self._woken.set()
        try:
            async with asyncio.timeout(WAIT_MOST):
                return await waiter
        except TimeoutError:
            if waiter.done() and not waiter.cancelled() and waiter.result():
                return True  # given in the very moment the patience ended
            log.warning("a chat was held elsewhere for too long; going on without its order")
            return False
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.result():
                self._free(key)  # it was given at the moment its waiter was cut off
            raise
        finally:
            if self._waiting.get(key) is waiter:
                del self._waiting[key]

    def _free(self, key: int) -> None:
        if key in self.held:  # else it went with a connection
            self.held.discard(key)
            self._to_free.append(key)
            self._woken.set()

    async def _serve(self) -> None:
        """Ask for what is waited for and free what is done with, everybody's in one question."""
        while True:
            if not self._waiting and not self._to_free:
                self._woken.clear()
                await self._woken.wait()
            await asyncio.sleep(0)  # those that are ready right now join this question
            waiting = dict(self._waiting)
            try:
                refused = await self._ask(waiting)
            except Exception as broken:
                self._lose(broken)
                if self._connect_at > asyncio.get_running_loop().time():
                    self._let_go_on(waiting)
                continue
            if refused and refused == len(self._waiting) and not self._to_free:
                await self._pause()

    async def _pause(self) -> None:
        """Until it is worth asking again: somebody new waits or is done, or a moment has passed."""
        self._woken.clear()
        try:
            async with asyncio.timeout(ASK_AGAIN):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _ask(self, waiting: Waiters) -> int:
        """One round with the server; how many keys are still somebody else's."""
        connection = await self._connected()
        if self._to_free:
            freeing, self._to_free = self._to_free, []
            await connection.execute(_FREE, freeing)
        if not waiting:
            return 0
        rows = await connection.fetch(_ASK, list(waiting))
        given = [row["key"] for row in rows if row["is_ours"]]
        for key in given:
            self.held.add(key)
            waiter = waiting[key]
            if waiter.done():
                self._free(key)  # its waiter has given up
            else:
                waiter.set_result(True)
                self._waiting.pop(key, None)
        return len(waiting) - len(given)

    async def _connected(self) -> Any:
        if self._connection is not None and not self._connection.is_closed():
            return self._connection
        self.held.clear()
        self._to_free.clear()
        now = asyncio.get_running_loop().time()
        if now < self._connect_at:
            raise ConnectionError("the server was away a moment ago")
        self._connect_at = now + CONNECT_AGAIN
        self._connection = await asyncpg.connect(
            self._url, timeout=ANSWER_WITHIN, command_timeout=ANSWER_WITHIN, server_settings=_KEEPALIVE
        )
        self._connect_at = 0.0
        log.debug("connected for the order of chats")
        return self._connection

    def _lose(self, broken: BaseException) -> None:
        """The connection is gone, and the locks with it."""
        if self._connection is not None:
            log.warning("the order of chats was lost for a moment", extra={"problem": type(broken).__name__})
            self._connection.terminate()
            self._connection = None
        self.held.clear()
        self._to_free.clear()

    @staticmethod
    def _let_go_on(waiting: Waiters) -> None:
        for waiter in waiting.values():
            if not waiter.done():
                waiter.set_result(False)
