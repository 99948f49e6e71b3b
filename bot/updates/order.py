"""One update at a time per chat, in the order they came; chats do not wait for each other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Update = dict[str, Any]


def chat_of(update: Update) -> int:
    """The chat an update belongs to, else the person who caused it, else 0 (those share one line)."""
    for kind, event in update.items():
        if kind == "update_id" or not isinstance(event, dict):
            continue
        for owner in (event, event.get("message"), event.get("reaction")):
            if isinstance(owner, dict) and isinstance(owner.get("chat"), dict):
                return _id(owner["chat"])
        for name in ("from", "user"):
            if isinstance(event.get(name), dict):
                return _id(event[name])
    return 0


def kind_of(update: Update) -> str:
    """What an update is about: message, callback_query, …"""
    return next((name for name in update if name != "update_id"), "nothing")


def _id(owner: dict[str, Any]) -> int:
    number = owner.get("id")
    return number if isinstance(number, int) else 0


class ChatOrder:
    """Starts work in the order it came; work of one chat waits for the work before it."""

    def __init__(self) -> None:
        self._last: dict[int, asyncio.Task[None]] = {}

    def start(self, chat: int, work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Begin ``work`` when the chat's earlier work is over; the task ends with it."""
        before = self._last.get(chat)
        task = asyncio.create_task(self._follow(before, work))
        self._last[chat] = task
        task.add_done_callback(lambda done: self._forget(chat, done))
        return task

    @staticmethod
    async def _follow(before: asyncio.Task[None] | None, work: Callable[[], Awaitable[None]]) -> None:
        if before is not None:
            await asyncio.wait([before])
        await work()

    def _forget(self, chat: int, done: asyncio.Task[None]) -> None:
        if self._last.get(chat) is done:
            del self._last[chat]
