"""Health: alive, ready, and what is missing when not ready."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot import health as module
from bot.app import App
from bot.endings import CommandFailed
from bot.health import Health, mount_health
from bot.http_server import HttpServer
from bot.metrics import Metrics
from storage.database import Database, Transaction
from tests.ports import free_port
from tests.postgresql import PostgresServer
from tests.running import RunningBot

READY = {"ready": True, "database": "ok", "updates": "ok", "process": "ok"}


class Asked:
    """A server with the three pages, and somebody who asks it."""

    def __init__(self, health: Health, metrics: Metrics, session: aiohttp.ClientSession) -> None:
        self.health = health
        self.metrics = metrics
        self._session = session
        self.server = HttpServer("127.0.0.1", 0)
        mount_health(self.server, health, metrics)

    async def get(self, path: str) -> tuple[int, str]:
        """Status and body."""
        async with self._session.get(f"http://127.0.0.1:{self.server.port}{path}") as answer:
            return answer.status, await answer.text()

    async def ready(self) -> tuple[int, dict[str, Any]]:
        """Status and what /readyz says."""
        async with self._session.get(f"http://127.0.0.1:{self.server.port}/readyz") as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def asked() -> AsyncIterator[Asked]:
    """The pages of a bot that has not opened anything yet."""
    async with aiohttp.ClientSession() as session:
        one = Asked(Health(), Metrics(), session)
        await one.server.start()
        yield one
        await one.server.stop()


async def test_a_process_that_answers_is_alive_whatever_else(asked: Asked) -> None:
    asked.health.is_stopping = True
    assert await asked.get("/healthz") == (200, "ok\n")


async def test_it_is_not_ready_before_it_has_begun(asked: Asked) -> None:
    status, told = await asked.ready()
    assert status == 503
    assert told == {"ready": False, "database": "not open", "updates": "not taken", "process": "ok"}


async def test_it_is_ready_when_the_database_answers_and_updates_come(asked: Asked, database: Database) -> None:
    asked.health.db = database
    asked.health.updates_are_taken = lambda: True
    assert await asked.ready() == (200, READY)


async def test_it_is_not_ready_while_no_updates_come(asked: Asked, database: Database) -> None:
    asked.health.db = database
    asked.health.updates_are_taken = lambda: False
    assert await asked.ready() == (503, READY | {"ready": False, "updates": "not taken"})


async def test_it_is_not_ready_any_more_when_it_is_stopping(asked: Asked, database: Database) -> None:
    asked.health.db = database
    asked.health.updates_are_taken = lambda: True
    asked.health.is_stopping = True
    assert await asked.ready() == (503, READY | {"ready": False, "process": "stopping"})


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
async def test_it_is_not_ready_while_the_database_is_away(
    asked: Asked, database: Database, database_url: str, postgres_template: PostgresServer
) -> None:
    asked.health.db = database
    asked.health.updates_are_taken = lambda: True
    name = database_url.rpartition("/")[2].partition("?")[0]
    await postgres_template.run(
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'",
    )
    assert await asked.ready() == (503, READY | {"ready": False, "database": "away"})
    await postgres_template.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert await asked.ready() == (200, READY)


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
async def test_it_is_not_ready_when_the_database_answers_with_a_mistake(asked: Asked, database: Database) -> None:
    asked.health.db = database

    async def drop(tx: Transaction) -> None:
        await tx.run("ALTER TABLE people RENAME TO persons")

    await database.write(drop)
    _, told = await asked.ready()
    assert told["database"] == "failing"


async def test_a_database_that_does_not_answer_in_time_is_told(
    asked: Asked, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_WITHIN", 0)
    asked.health.db = database
    _, told = await asked.ready()
    assert told["database"] == "slow"


async def test_metrics_are_text_for_prometheus(asked: Asked) -> None:
    asked.metrics.update_done("message", "ok", 0.1)
    asked.metrics.watch("updates_unfinished", lambda: 2)
    status, text = await asked.get("/metrics")
    assert status == 200
    assert 'usynys_updates_total{kind="message",outcome="ok"} 1.0' in text.splitlines()
    assert "usynys_updates_unfinished 2.0" in text.splitlines()


async def sample(client: aiohttp.ClientSession, port: int, line: str) -> float:
    """A value from /metrics, by name and labels as they stand there."""
    async with client.get(f"http://127.0.0.1:{port}/metrics") as answer:
        (found,) = [text for text in (await answer.text()).splitlines() if text.startswith(f"{line} ")]
    return float(found.rpartition(" ")[2])


async def test_a_running_bot_is_ready_and_counts_what_it_does(database_url: str) -> None:
    port = free_port()
    async with RunningBot(database_url, http_port=port) as bot, aiohttp.ClientSession() as client:
        await bot.sandbox.person("yerlan").starts()
        await bot.sandbox.person("yerlan").sees("Тілді таңдаңыз")
        await bot.idle()
        async with client.get(f"http://127.0.0.1:{port}/readyz") as answer:
            assert (answer.status, await answer.json()) == (200, READY)
        assert await sample(client, port, 'usynys_updates_total{kind="message",outcome="ok"}') == 1
        assert await sample(client, port, 'usynys_update_seconds_count{kind="message"}') == 1
        assert await sample(client, port, 'usynys_calls_total{method="sendMessage",outcome="ok"}') >= 1
        dialect = database_url.partition(":")[0]
        assert await sample(client, port, f'usynys_database_group_size_count{{dialect="{dialect}"}}') >= 1
        for gauge in ("updates_unfinished", "updates_journaled", "deliveries_owed", "write_lane_waiting"):
            assert await sample(client, port, f"usynys_{gauge}") == 0


async def test_a_bot_with_a_webhook_is_ready_and_says_which_way_updates_come(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    webhook = {"webhook_url": f"http://127.0.0.1:{port}/updates", "webhook_secret": "a-secret-of-the-webhook"}
    with caplog.at_level(logging.INFO, "bot"):
        async with RunningBot(sqlite_url, http_port=port, **webhook) as bot, aiohttp.ClientSession() as client:
            await bot.sandbox.person("yerlan").starts()
            await bot.sandbox.person("yerlan").sees("Тілді таңдаңыз")
            async with client.get(f"http://127.0.0.1:{port}/readyz") as answer:
                assert (answer.status, await answer.json()) == (200, READY)
            await bot.idle()
            assert await sample(client, port, 'usynys_updates_total{kind="message",outcome="ok"}') == 1
    (begun,) = [record for record in caplog.records if record.getMessage() == "bot is running"]
    assert vars(begun)["updates"] == "webhook"
    assert "bot stopped" in caplog.messages
    assert webhook["webhook_secret"] not in caplog.text


async def test_a_bot_that_telegram_does_not_answer_is_alive_and_not_ready(sqlite_url: str) -> None:
    port = free_port()
    async with RunningBot(sqlite_url, http_port=port) as bot, aiohttp.ClientSession() as client:
        bot.sandbox.fails("server_error", "getUpdates", times=None)
        await bot.sandbox.person("yerlan").starts()
        for _ in range(200):
            async with client.get(f"http://127.0.0.1:{port}/readyz") as answer:
                status, told = answer.status, await answer.json()
            if status != 200:
                break
            await asyncio.sleep(0.05)
        assert (status, told) == (503, READY | {"ready": False, "updates": "not taken"})
        async with client.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200


async def test_nothing_listens_unless_a_port_is_set(bot_on_sqlite: RunningBot) -> None:
    assert bot_on_sqlite.settings.http_address is None


async def test_a_port_that_is_taken_ends_the_bot_with_one_line(sqlite_url: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandFailed, match=f"^port {port} on 127.0.0.1 is taken; set another HTTP_PORT$"):
            await failed_start(sqlite_url, port)


async def failed_start(database_url: str, port: int) -> None:
    """Start a bot and end it in order, as its process does."""
    bot = RunningBot(database_url, http_port=port)
    app = App(bot.settings, bot.clock)
    try:
        await app.start()
    finally:
        await app.stop()
