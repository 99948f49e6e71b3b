"""One update at a time per chat, many chats at once, never more than a bound."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

AT_ONCE = 64


def chat_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to, else the person who caused it, else 0 (those share one line)."""
    for kind, event in update.items():
        if kind == "update_id" or not isinstance(event, dict):
            continue
        for owner in (event, event.get("message"), event.get("reaction")):
            if isinstance(owner, dict) and isinstance(owner.get("chat"), dict):
                return int(owner["chat"]["id"])
        for name in ("from", "user"):
            if isinstance(event.get(name), dict):
                return int(event[name]["id"])
    return 0


class ChatOrder:
    """Starts work in the order it came; work of one chat waits for the work before it."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._last: dict[int, asyncio.Task[None]] = {}

    def start(self, chat: int, work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Begin ``work`` when the chat's earlier work is over; the task ends with it."""
        before = self._last.get(chat)
        task = asyncio.create_task(self._follow(before, work))
        self._last[chat] = task
        task.add_done_callback(lambda done: self._forget(chat, done))
        return task

    async def _follow(self, before: asyncio.Task[None] | None, work: Callable[[], Awaitable[None]]) -> None:
        if before is not None:
            await asyncio.wait([before])
        async with self._slots:
            await work()

    def _forget(self, chat: int, done: asyncio.Task[None]) -> None:
        if self._last.get(chat) is done:
            del self._last[chat]
