"""``python -m benchmarks.vote_path``: what a vote costs between the raw update and the bytes of its two calls.

The yardstick is a bare aiogram echo (one handler, no filter, no state, ``feed_raw_update``), measured beside each
sample in the same round. Ours goes the whole way on a real SQLite file; only the network is left out: a session that
answers at once. CPU time of the whole process, so the database's thread is counted too. ``--profile`` prints where
Python spends it.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import itertools
import json
import pstats
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.telegram import PRODUCTION
from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery, Update

from benchmarks.cards import shown_cards, voters
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import Size
from benchmarks.tables import median, say, table, verdict
from bot.clock import system_clock
from bot.pace import Pace
from bot.telegram.answer_reader import Answer
from bot.telegram.session import BotSession, open_bot
from bot.warm import settle_memory
from forum.policies import Rules
from handlers import build_dispatcher, feed
from handlers.form_storage import FormStorage
from handlers.screen import SILENCE
from handlers.services import Services
from handlers.trim import trimmed
from storage.database import Database, Transaction, open_database

SIZE = Size(200, 0, people=2_000, all_published=True)
TOGETHER = (1, 64)
VOTES = 256  # of one sample; divides by TOGETHER
LINES = {"up to the vote handler, without storage": 1.0, "the whole vote, without storage": 1.9}
Raw = dict[str, Any]
Handle = Callable[[Raw], Awaitable[object]]


class AtOnce(BotSession):
    """The bot's own session on a network that takes no time: bodies are made, answers are read."""

    body = b'{"ok":true,"result":true}'

    async def _post(self, bot: Bot, method: TelegramMethod[Any], body: bytes, within: float) -> Answer:
        return Answer(200, self.body)


class Remembering:
    """A database that has answered before: the same work as asked the first time costs nothing to ask again.

    It stands for "without storage": what a vote costs beside its database.
    """

    dialect = "sqlite"

    def __init__(self, real: Database) -> None:
        self._real = real
        self._known: dict[str, Any] = {}

    async def read(self, work: Callable[[Transaction], Awaitable[Any]]) -> Any:
        """What the first such read gave."""
        return await self._once(work, self._real.read)

    async def read_brief(self, work: Callable[[Transaction], Awaitable[Any]]) -> Any:
        """What the first such read gave."""
        return await self._once(work, self._real.read_brief)

    async def write(self, work: Callable[[Transaction], Awaitable[Any]]) -> Any:
        """What the first such write gave."""
        return await self._once(work, self._real.write)

    async def write_together(self, work: Any, request: Any, key: Any) -> Any:
        """What the first such request gave."""
        return await self._once(work, lambda work: self._real.write_together(work, request, key))

    async def _once(self, work: Any, ask: Any) -> Any:
        name = work.__qualname__
        if name not in self._known:
            self._known[name] = await ask(work)
        return self._known[name]


class Votes:
    """Raw updates as Telegram sends them: the button of a card, pressed by many people, for and against in turn."""

    def __init__(self, file: Path) -> None:
        self._people = itertools.cycle(voters(file, 1_500))
        self._cards = itertools.cycle(shown_cards(file))
        self._numbers = itertools.count(1)

    def next(self, count: int) -> list[Raw]:
        """So many updates, none of them like another."""
        return [self._press(next(self._numbers)) for _ in range(count)]

    def _press(self, number: int) -> Raw:
        person, card = next(self._people), next(self._cards)
        chat = {"id": person, "type": "private", "first_name": "Айгүл", "username": "aigul"}
        message = {
            "message_id": 5,
            "from": {"id": 42, "is_bot": True, "first_name": "Ұсыныс", "username": "usynys_bot"},
            "chat": chat,
            "date": 1_790_000_000,
            "edit_date": 1_790_000_100,
            "text": card["text"],
            "entities": card["entities"],
            "reply_markup": {"inline_keyboard": card["keyboard"]},
        }
        press = {
            "id": str(number),
            "from": {"id": person, "is_bot": False, "first_name": "Айгүл", "language_code": "kk"},
            "message": message,
            "chat_instance": "1",
            "data": card["objection" if number % 2 else "support"],
        }
        return {"update_id": number, "callback_query": press}


def services(db: Database) -> Services:
    """As the bot's, with limits nobody meets here."""
    return Services(
        db=db,
        now=system_clock,
        rules=Rules(),
        operator={"kk": "А", "ru": "А"},
        bot_username="usynys_bot",
        admin_ids=frozenset(),
        wake=lambda: None,
        pace=Pace(1_000_000, 1_000_000),
    )


def ours(db: Database, bot: Bot, *, is_whole: bool = True) -> Handle:
    """The bot's whole tree; unless ``is_whole``, its vote handler does nothing."""
    dispatcher = build_dispatcher(services(db), FormStorage(db, system_clock))
    if not is_whole:
        vote = next(router for router in dispatcher.chain_tail if router.name == "vote")
        for handler in vote.callback_query.handlers:
            handler.callback = _nothing
    return lambda update: feed(dispatcher, bot, update)


async def _nothing(callback: CallbackQuery, **data: Any) -> object:
    return SILENCE  # not even the answer that every press gets


def echo(bot: Bot) -> Handle:
    """Bare aiogram: one handler that does nothing."""
    dispatcher = Dispatcher(disable_fsm=True)

    async def nothing(callback: CallbackQuery) -> None:
        return None

    dispatcher.callback_query.register(nothing)
    return lambda update: dispatcher.feed_raw_update(bot, update)


def parsing(bot: Bot, *, is_trimmed: bool) -> Handle:
    """Only the validation of the update."""

    async def parse(update: Raw) -> None:
        Update.model_validate(trimmed(update) if is_trimmed else update, context={"bot": bot})

    return parse


async def cost(handle: Handle, updates: list[Raw], together: int) -> float:
    """CPU seconds per update; the updates are as fresh as from the network."""
    fresh: list[Raw] = json.loads(json.dumps(updates))
    begun = time.process_time()
    for start in range(0, len(fresh), together):
        await asyncio.gather(*(handle(update) for update in fresh[start : start + together]))
    return (time.process_time() - begun) / len(fresh)


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[tuple[Database, Bot]]:
    """The file's database and a bot whose calls end at once."""
    db = await open_database(f"sqlite:///{file}")
    bot, session = open_bot("42:benchmark", "https://api.telegram.org")
    await session.close()
    bot.session = AtOnce(PRODUCTION)
    try:
        yield db, bot
    finally:
        await db.close()


async def measure(file: Path, votes: Votes, rounds: int) -> None:
    """Print a table for each number of votes under way, and what is to be kept."""
    async with opened(file) as (db, bot):
        known = Remembering(db)
        pieces: dict[str, Handle] = {
            "parsing the update": parsing(bot, is_trimmed=False),
            "parsing it trimmed": parsing(bot, is_trimmed=True),
            "up to the vote handler, without storage": ours(known, bot, is_whole=False),  # type: ignore[arg-type]
            "up to the vote handler": ours(db, bot, is_whole=False),
            "the whole vote, without storage": ours(known, bot),  # type: ignore[arg-type]
            "the whole vote": ours(db, bot),
        }
        bare = echo(bot)
        for handle in (bare, *pieces.values()):
            await cost(handle, votes.next(VOTES), 1)
        settle_memory()
        for together in TOGETHER:
            await _report(pieces, bare, votes, together, rounds)


async def _report(pieces: dict[str, Handle], bare: Handle, votes: Votes, together: int, rounds: int) -> None:
    taken: dict[str, list[float]] = {name: [] for name in pieces}
    ratios: dict[str, list[float]] = {name: [] for name in pieces}
    echoes: list[float] = []
    for _ in range(rounds):
        for name, handle in pieces.items():
            before = await cost(bare, votes.next(VOTES), together)
            own = await cost(handle, votes.next(VOTES), together)
            after = await cost(bare, votes.next(VOTES), together)
            echoes += [before, after]
            taken[name].append(own)
            ratios[name].append(own / ((before + after) / 2))
    say(f"\n### {together} under way, {rounds} rounds\n")
    rows = [["bare aiogram echo", f"{median(echoes) * 1e6:.0f}", "1.00"]]
    rows += [[name, f"{median(taken[name]) * 1e6:.0f}", f"{median(ratios[name]):.2f}"] for name in pieces]
    table(("what", "CPU µs", "÷ echo"), rows)
    say()
    for name, line in LINES.items():
        verdict(f"{name} ÷ echo, {together} under way", median(ratios[name]), line, at_least=False)


async def profile(file: Path, votes: Votes) -> None:
    """Print where Python spends the time of a vote."""
    async with opened(file) as (db, bot):
        handle = ours(db, bot)
        await cost(handle, votes.next(VOTES), 1)
        watch = cProfile.Profile()
        watch.enable()
        for update in votes.next(2_000):
            await handle(update)
        watch.disable()
    pstats.Stats(watch, stream=sys.stdout).sort_stats("tottime").print_stats(60)


def main() -> None:
    """Parse the options and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--profile", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as folder:
        file = Path(shutil.copyfile(sqlite_file(SIZE), Path(folder) / "campaign.db"))
        votes = Votes(file)
        asyncio.run(profile(file, votes) if given.profile else measure(file, votes, given.rounds))


if __name__ == "__main__":
    main()
