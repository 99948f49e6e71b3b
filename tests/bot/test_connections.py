"""Connections: kept while they are good, encrypted where the address says so, and trusted only with a certificate."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.telegram import connections as connections_module
from bot.telegram.connections import ConnectionBroken, Connections, NoConnection
from tests.bot.odd_server import DROP, HANG, OddServer, http

CERTIFICATE = Path(__file__).with_name("localhost.pem")
HELLO = http(b"hello")


@pytest.fixture
def trusting() -> ssl.SSLContext:
    """Trusts the certificate of the tests."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@pytest.fixture
async def secure() -> AsyncIterator[OddServer]:
    """A server that speaks TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    async with OddServer(HELLO, tls=context) as server:
        yield server


async def _ask(connections: Connections, url: str, times: int = 1) -> None:
    for _ in range(times):
        assert await connections.post(f"{url}/bot/getMe", b"{}", 5) == (200, b"hello")


async def test_encrypted_connections_are_kept_too(secure: OddServer, trusting: ssl.SSLContext) -> None:
    connections = Connections(secure.url, trusting)
    await _ask(connections, secure.url, 5)
    await connections.close()
    assert secure.connections == 1
    assert f"Host: localhost:{secure.url.rpartition(':')[2]}\r\n" in secure.requests[0][0]


async def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(secure: OddServer) -> None:
    connections = Connections(secure.url, ssl.create_default_context())
    with pytest.raises(NoConnection):
        await _ask(connections, secure.url)
    await connections.close()
    assert secure.requests == []


async def test_a_connection_that_rested_long_is_not_trusted(
    trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with OddServer(HELLO) as server:
        connections = Connections(server.url, trusting)
        await _ask(connections, server.url, 2)
        assert server.connections == 1
        monkeypatch.setattr(connections_module, "IDLE_MOST", -1.0)
        await _ask(connections, server.url)
        assert server.connections == 2
        await connections.close()


async def test_no_more_than_the_limit_are_open_and_the_others_wait(trusting: ssl.SSLContext) -> None:
    async with OddServer(HANG, HANG, HELLO) as server:
        connections = Connections(server.url, trusting, limit=2)
        hanging = [asyncio.ensure_future(connections.post(f"{server.url}/", b"", 5)) for _ in range(2)]
        await server.asked(2)
        with pytest.raises(TimeoutError):
            await connections.post(f"{server.url}/", b"", 0.1)
        assert len(server.requests) == 2
        hanging[0].cancel()
        await asyncio.wait(hanging[:1])
        await _ask(connections, server.url)
        await connections.close()
        with pytest.raises(ConnectionBroken):
            await hanging[1]


async def test_a_broken_connection_is_told_and_the_next_question_gets_a_new_one(trusting: ssl.SSLContext) -> None:
    async with OddServer(DROP, HELLO) as server:
        connections = Connections(server.url, trusting)
        with pytest.raises(ConnectionBroken):
            await _ask(connections, server.url)
        await _ask(connections, server.url)
        assert server.connections == 2
        await connections.close()


async def test_nobody_listening_and_no_such_name_are_told(trusting: ssl.SSLContext) -> None:
    for url in ("http://127.0.0.1:1", "http://no-such-name.invalid"):
        with pytest.raises((NoConnection, TimeoutError)):
            await Connections(url, trusting).post(f"{url}/", b"", 3)
