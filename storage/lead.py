"""Which of several processes does what only one may do at a time: an advisory lock of PostgreSQL, held while it lives.

The server frees the lock when the process ends or its connection breaks off, and another one leads a moment later. What
must not happen twice is held by the rows themselves; the lead is for what is shared without a row, as Telegram's pace.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final, Protocol

import asyncpg

from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

OUTBOX: Final = 7315213  # the lock of who sends what is owed
ANSWER_WITHIN: Final = 5.0  # seconds
ASK_AGAIN: Final = 0.9  # seconds until a lock that somebody else holds is asked for again
# The server learns of a dead peer in a minute instead of two hours.
_KEEPALIVE: Final = {
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "application_name": "usynys lead",
}
_AWAY = (OSError, asyncio.TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Lead(Protocol):
    """Whether this process leads."""

    @property
    def is_held(self) -> bool:
        """Whether this process leads, as it knows without asking."""

    async def is_ours(self) -> bool:
        """Lead from now on if nobody does; whether this process leads. Raises DatabaseUnavailable."""

    async def close(self) -> None:
        """Let another one lead."""


class Alone:
    """The only process always leads."""

    @property
    def is_held(self) -> bool:
        """It does."""
        return True

    async def is_ours(self) -> bool:
        """It is."""
        return True

    async def close(self) -> None:
        """Nothing to give back."""


class AdvisoryLead:
    """The lock ``key``, on one connection of its own."""

    def __init__(self, url: str, key: int) -> None:
        self._url = url
        self._key = key
        self._connection: Any = None
        self._is_ours = False
        self._ask_at = 0.0

    @property
    def is_held(self) -> bool:
        """Whether the lock was ours when last asked for, and its connection still stands."""
        return self._is_ours and not self._connection.is_closed()

    async def is_ours(self) -> bool:
        """Costs nothing while this process leads, a question a second while another one does."""
        if self.is_held:
            return True
        now = asyncio.get_running_loop().time()
        if now < self._ask_at:
            return False
        self._ask_at = now + ASK_AGAIN
        try:
            await self._ask()
        except _AWAY as away:
            await self.close()
            raise DatabaseUnavailable(f"PostgreSQL is not available ({type(away).__name__})") from away
        return self._is_ours

    async def _ask(self) -> None:
        if self._connection is None or self._connection.is_closed():
            self._is_ours = False
            self._connection = await asyncpg.connect(
                self._url, timeout=ANSWER_WITHIN, command_timeout=ANSWER_WITHIN, server_settings=_KEEPALIVE
            )
        self._is_ours = bool(await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", self._key))
        if self._is_ours:
            log.info("this process leads", extra={"lock": self._key})

    async def close(self) -> None:
        """Break off; the server frees the lock."""
        connection, self._connection, self._is_ours = self._connection, None, False
        if connection is not None:
            connection.terminate()
