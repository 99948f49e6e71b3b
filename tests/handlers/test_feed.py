"""An update on its way to the handlers: the database is away, or the update is not what was promised."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiogram import Bot, Dispatcher

from bot.pace import Pace
from bot.telegram.session import open_bot
from forum.policies import Rules
from handlers import UnreadableUpdate, build_dispatcher, feed
from handlers.form_storage import FormStorage
from handlers.services import Services
from locales import translator
from sandbox import Sandbox
from storage.database import open_database
from storage.errors import DatabaseUnavailable
from tests.running import TOKEN

# A closed pool is what an outage looks like; a file has none.
on_postgresql = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 11, 23, 5, tzinfo=UTC)


@asynccontextmanager
async def without_database(sandbox: Sandbox, url: str) -> AsyncIterator[tuple[Dispatcher, Bot]]:
    """The bot's dispatcher in front of a database that cannot be reached any more."""
    db = await open_database(url)
    await db.close()
    telegram, session = open_bot(TOKEN, sandbox.url)
    services = Services(
        db=db,
        now=now,
        rules=Rules(),
        operator={"kk": "А", "ru": "А"},
        bot_username="usynys_bot",
        admin_ids=frozenset(),
        wake=lambda: None,
        pace=Pace(1000, 1000),
    )
    try:
        yield build_dispatcher(services, FormStorage(db, now)), telegram
    finally:
        await session.close()


@on_postgresql
async def test_an_outage_is_raised_while_there_is_another_try_and_said_at_the_last(database_url: str) -> None:
    async with Sandbox(token=TOKEN) as sandbox, without_database(sandbox, database_url) as (dispatcher, telegram):
        aigul = sandbox.person("aigul")
        update = {"update_id": 1, "message": (await aigul.starts()).raw}
        for _ in range(2):
            with pytest.raises(DatabaseUnavailable):
                await feed(dispatcher, telegram, update, may_retry=True)
        assert not sandbox.calls
        await feed(dispatcher, telegram, update)
        await aigul.sees(translator("kk").plain("error-try-later"))
        assert [call.method for call in sandbox.calls] == ["sendMessage"]


@on_postgresql
async def test_an_outage_beside_a_chat_is_raised_too(database_url: str) -> None:
    async with Sandbox(token=TOKEN) as sandbox, without_database(sandbox, database_url) as (dispatcher, telegram):
        aigul = sandbox.person("aigul")
        await aigul.starts()
        aigul.blocks_bot()
        update = next(update for update in list(sandbox.world.updates.pending.values()) if "my_chat_member" in update)
        with pytest.raises(DatabaseUnavailable):
            await feed(dispatcher, telegram, update, may_retry=True)
        await feed(dispatcher, telegram, update)
        assert not sandbox.calls


async def test_an_unreadable_update_is_named_by_its_fields_only(sqlite_url: str) -> None:
    async with Sandbox(token=TOKEN) as sandbox, without_database(sandbox, sqlite_url) as (dispatcher, telegram):
        with pytest.raises(UnreadableUpdate) as problem:
            await feed(dispatcher, telegram, {"update_id": 1, "message": {"text": "құпия", "date": "жоқ"}})
        assert "message.chat" in str(problem.value)
        assert "құпия" not in f"{problem.value!r} {problem.value.__cause__}"
