"""``usynys doctor`` about the port and the way updates come; the rest of it is tested with the commands."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.doctor import Finding, examine
from bot.health import Health, mount_health
from bot.http_server import HttpServer
from bot.metrics import Metrics
from sandbox import Sandbox
from storage.database import open_database
from tests.ports import HOST, free_port

Examine = Callable[..., Awaitable[dict[str, Finding]]]
SECRET = "a-secret-of-the-webhook"


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> Examine:
    """Examines with these settings; the findings by subject."""
    monkeypatch.chdir(tmp_path)

    async def examined(**settings: str) -> dict[str, Finding]:
        for name, value in ({"ADMIN_IDS": "700000004", "DATABASE_URL": sqlite_url} | settings).items():
            monkeypatch.setenv(name, value)
        found = await asyncio.to_thread(lambda: list(examine()))
        return {finding.subject: finding for finding in found}

    return examined


async def test_a_verification_without_its_pepper_is_a_problem(findings: Examine) -> None:
    found = (await findings(VERIFICATION="phone"))["settings"]
    assert not found.is_well
    assert found.seen.startswith("PHONE_PEPPER: is needed with VERIFICATION=phone")


async def test_nothing_is_said_about_a_port_when_none_is_set(findings: Examine) -> None:
    assert "port" not in await findings()


async def test_a_free_port_is_well(findings: Examine) -> None:
    port = free_port()
    assert (await findings(HTTP_PORT=str(port)))["port"].line == (
        f"ok       port: {HOST}:{port} is free; the bot will listen there"
    )


async def test_a_port_of_another_program_is_a_problem(findings: Examine) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        other.setblocking(False)
        port = other.getsockname()[1]

        async def hang_up() -> None:
            connection, _ = await asyncio.get_running_loop().sock_accept(other)
            connection.close()

        hanging_up = asyncio.create_task(hang_up())
        found = await findings(HTTP_PORT=str(port))
        await hanging_up
    assert found["port"].line == f"PROBLEM  port: port {port} on {HOST} is taken; set another HTTP_PORT"


async def test_an_address_of_another_machine_is_a_problem(findings: Examine) -> None:
    found = await findings(HTTP_PORT=str(free_port()), HTTP_HOST="192.0.2.1")
    assert not found["port"].is_well
    assert "HTTP_HOST" in found["port"].seen


async def test_a_bot_that_runs_there_is_asked_how_it_is(findings: Examine, sqlite_url: str) -> None:
    health, server = Health(), HttpServer(HOST, 0)
    mount_health(server, health, Metrics())
    await server.start()
    port = str(server.port)
    unready = await findings(HTTP_PORT=port)
    health.db = await open_database(sqlite_url)
    health.updates_are_taken = lambda: True
    ready = await findings(HTTP_PORT=port)
    await server.stop()
    await health.db.close()
    assert unready["port"].line == (
        f"PROBLEM  port: a bot listens on {HOST}:{port} and is not ready (database: not open, updates: not taken)"
    )
    assert ready["port"].line == f"ok       port: a bot listens on {HOST}:{port} and is ready"


async def _set_webhook(sandbox: Sandbox, url: str) -> None:
    async with aiohttp.ClientSession() as client:
        body = {"url": url, "secret_token": SECRET}
        async with client.post(f"{sandbox.url}/bot{sandbox.token}/setWebhook", json=body) as answer:
            assert answer.status == 200


async def test_it_is_told_how_telegram_gets_on_with_the_webhook(findings: Examine) -> None:
    port = free_port()
    url = f"http://{HOST}:{port}/updates"
    async with Sandbox() as sandbox:
        settings = {"BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url, "HTTP_PORT": str(port)}
        webhook = settings | {"WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET}
        not_yet = (await findings(**webhook))["updates"]
        await _set_webhook(sandbox, url)
        agreed = (await findings(**webhook))["updates"]
        await sandbox.person("yerlan").starts()
        failing = agreed
        until = time.monotonic() + 20
        while failing.is_well and time.monotonic() < until:
            failing = (await findings(**webhook))["updates"]
    assert not_yet.line == "ok       updates: by webhook; Telegram hears of WEBHOOK_URL when the bot starts"
    assert agreed.line == "ok       updates: Telegram sends them to WEBHOOK_URL (0 waiting)"
    assert failing.line.startswith("PROBLEM  updates: Telegram cannot deliver to WEBHOOK_URL: ")
    assert failing.line.endswith("(1 waiting)")
    assert SECRET not in failing.line


async def test_a_webhook_that_is_in_the_way_of_fetching_is_told(findings: Examine) -> None:
    async with Sandbox() as sandbox:
        settings = {"BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url}
        assert "updates" not in await findings(**settings)
        await _set_webhook(sandbox, f"http://{HOST}:{free_port()}/updates")
        found = await findings(**settings)
    assert found["updates"].line == "ok       updates: fetched; the webhook that is set now goes when the bot starts"
