"""Numbered changes of chats, so that nobody who waits for one can miss it.

Everything here runs in one event loop: between looking and waiting nothing can slip in.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Changes:
    """One growing number for the whole sandbox, and those who wait for a change in one chat."""

    def __init__(self) -> None:
        self.number = 0
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}

    def mark(self, chat_id: int) -> int:
        """Number a change in a chat and wake those who wait for it."""
        self.number += 1
        self.wake(chat_id)
        return self.number

    def wake(self, chat_id: int) -> None:
        """Let those who wait for this chat look again."""
        for waiter in self._waiting.pop(chat_id, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, chat_id: int, look: Callable[[], Found | None], timeout: float) -> Found | None:
        """What `look` finds as soon as it finds something; None when `timeout` seconds pass first."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while (found := look()) is None:
            left = end - loop.time()
            if left <= 0:
                return None
            waiter = loop.create_future()
            self._waiting.setdefault(chat_id, []).append(waiter)
            await asyncio.wait([waiter], timeout=left)
            if not waiter.done():
                waiter.cancel()
        return found
