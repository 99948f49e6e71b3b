"""For tests of updates: raw updates, a handler that can be held, and a look at the journal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.updates.order import Update, chat_of, kind_of
from storage.database import Database, Transaction
from storage.errors import DatabaseUnavailable


def message(number: int, chat: int, text: str = "hello") -> Update:
    """A message somebody wrote to the bot."""
    sender = {"id": chat, "is_bot": False, "first_name": "Aigul"}
    content = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}, "from": sender, "text": text}
    return {"update_id": number, "message": content}


def blocking(number: int, chat: int) -> Update:
    """Somebody blocked the bot: nobody is there to be told anything."""
    person = {"id": chat, "is_bot": False, "first_name": "Aigul"}
    change = {"chat": {"id": chat, "type": "private"}, "from": person, "date": 0}
    return {"update_id": number, "my_chat_member": change}


class Handler:
    """Remembers what it was given. A text in ``gates`` is held until its gate opens; "broken" is a mistake;
    each number in ``away`` says how often the database is away for that update."""

    def __init__(self) -> None:
        self.gates: dict[str, asyncio.Event] = {}
        self.away: dict[int, int] = {}
        self.begun: list[str] = []
        self.done: list[str] = []
        self.running: set[int] = set()
        self.most_at_once = 0
        self.met = False  # two updates of one chat ran at the same time
        self.last_attempts: list[bool] = []

    async def __call__(self, update: Update, may_retry: bool) -> None:
        text = update["message"]["text"] if "message" in update else kind_of(update)
        number, chat = update["update_id"], chat_of(update)
        self.met = self.met or chat in self.running
        self.running.add(chat)
        self.most_at_once = max(self.most_at_once, len(self.running))
        self.begun.append(text)
        self.last_attempts.append(not may_retry)
        try:
            if self.away.get(number, 0):
                self.away[number] -= 1
                raise DatabaseUnavailable("away")
            if text in self.gates:
                await self.gates[text].wait()
            if text == "broken":
                raise RuntimeError("a mistake in a handler")
            await asyncio.sleep(0)
        finally:
            self.running.discard(chat)
        self.done.append(text)

    def hold(self, *texts: str) -> None:
        """Hold updates with these texts."""
        for text in texts:
            self.gates[text] = asyncio.Event()

    def let(self, *texts: str) -> None:
        """Let them go on."""
        for text in texts:
            self.gates[text].set()


async def until(look: Callable[[], object], within: float = 20.0) -> None:
    """Wait until something is so."""
    for _ in range(int(within / 0.01)):
        if look():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


async def journaled(db: Database) -> list[int]:
    """The numbers of the updates that are written down."""

    async def work(tx: Transaction) -> list[Any]:
        return [row["update_id"] for row in await tx.all("SELECT update_id FROM update_journal ORDER BY update_id")]

    return await db.read(work)


async def until_journaled(db: Database, *numbers: int, within: float = 20.0) -> None:
    """Wait until exactly these are written down."""
    for _ in range(int(within / 0.02)):
        if await journaled(db) == list(numbers):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"written down are {await journaled(db)}")
