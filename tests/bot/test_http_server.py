"""The HTTP server: serves what was added, tells nothing about itself, ends in order."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.http_server import BODY_MOST, HttpServer

HOST = "127.0.0.1"
SECRET = "a-path-nobody-may-see"


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    """A server with a few routes, listening."""
    server = HttpServer(HOST, 0)

    async def greet(_: web.Request) -> web.Response:
        return web.Response(text="salem")

    async def count(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    async def fail(_: web.Request) -> web.Response:
        raise ValueError(SECRET)

    server.add_get("/greeting", greet)
    server.add_get("/failure", fail)
    server.add_post("/count", count)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody who asks."""
    async with aiohttp.ClientSession() as session:
        yield session


def address(server: HttpServer, path: str) -> str:
    """Where the server is."""
    return f"http://{HOST}:{server.port}{path}"


async def raw(server: HttpServer, request: bytes) -> bytes:
    """What comes back for these bytes."""
    reader, writer = await asyncio.open_connection(HOST, server.port)
    writer.write(request)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_it_serves_on_a_free_port(server: HttpServer, client: aiohttp.ClientSession) -> None:
    assert server.port != 0
    async with client.get(address(server, "/greeting")) as answer:
        assert (answer.status, await answer.text()) == (200, "salem")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("GET", f"/{SECRET}", 404), ("POST", "/greeting", 405), ("GET", "/failure", 500)],
)
async def test_what_is_refused_is_refused_without_a_word_about_the_program(
    server: HttpServer,
    client: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
    status: int,
) -> None:
    with caplog.at_level(logging.DEBUG, "aiohttp"):
        async with client.request(method, address(server, path)) as answer:
            assert answer.status == status
            told = f"{dict(answer.headers)} {await answer.text()}"
    for word in ("aiohttp", "Python", "Traceback", SECRET):
        assert word not in told
    assert [record.name for record in caplog.records] == (["bot.http_server"] if status == 500 else [])


async def test_what_is_no_http_is_refused_without_a_word_about_the_program(
    server: HttpServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await raw(server, f"{SECRET}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.0 400 ")
    for word in (b"aiohttp", b"Python", SECRET.encode()):
        assert word not in answer
    assert SECRET not in caplog.text
    assert not [record for record in caplog.records if record.levelno > logging.DEBUG]


async def test_requests_are_not_written_down(
    server: HttpServer, client: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with client.get(address(server, f"/greeting?secret={SECRET}")) as answer:
            assert answer.status == 200
    assert SECRET not in caplog.text
    assert "greeting" not in caplog.text


@pytest.mark.parametrize(("size", "status"), [(BODY_MOST, 200), (BODY_MOST + 1, 413)])
async def test_a_body_has_a_limit(server: HttpServer, client: aiohttp.ClientSession, size: int, status: int) -> None:
    async with client.post(address(server, "/count"), data=io.BytesIO(b"x" * size)) as answer:
        assert answer.status == status


async def test_a_body_sent_in_pieces_has_the_same_limit(server: HttpServer, client: aiohttp.ClientSession) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * (BODY_MOST // 10)

    async with client.post(address(server, "/count"), data=pieces()) as answer:
        assert answer.status == 413


async def test_a_port_that_is_taken_is_one_clear_line(server: HttpServer) -> None:
    second = HttpServer(HOST, server.port)
    with pytest.raises(CommandFailed) as failed:
        await second.start()
    assert failed.value.code is ExitCode.PORT
    assert str(failed.value) == f"port {server.port} on {HOST} is taken; set another HTTP_PORT"
    await second.stop()


async def test_an_address_of_another_machine_is_one_clear_line() -> None:
    with pytest.raises(CommandFailed) as failed:
        await HttpServer("192.0.2.1", 0).start()
    assert failed.value.code is ExitCode.PORT
    assert str(failed.value) == "192.0.2.1 cannot be listened on; set HTTP_HOST to an address of this machine"


class Slow:
    """A server with one page that is answered when the test says so."""

    def __init__(self, client: aiohttp.ClientSession) -> None:
        self._client = client
        self._asked = asyncio.Event()
        self.goes_on = asyncio.Event()
        self.server = HttpServer(HOST, 0)
        self.server.add_get("/slow", self._answer)

    async def _answer(self, _: web.Request) -> web.Response:
        self._asked.set()
        await self.goes_on.wait()
        return web.Response(text="done")

    async def ask(self) -> asyncio.Task[tuple[int, str]]:
        """Begin to ask; returns when the server has the request in hand."""

        async def get() -> tuple[int, str]:
            async with self._client.get(address(self.server, "/slow")) as answer:
                return answer.status, await answer.text()

        asking = asyncio.create_task(get())
        await self._asked.wait()
        return asking


async def test_a_request_in_hand_is_finished_before_the_end(client: aiohttp.ClientSession) -> None:
    slow = Slow(client)
    await slow.server.start()
    asking = await slow.ask()
    stopping = asyncio.create_task(slow.server.stop(within=60))
    await asyncio.sleep(0.05)
    assert not stopping.done()
    slow.goes_on.set()
    await stopping
    assert await asking == (200, "done")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.get(address(slow.server, "/slow"))


async def test_a_request_that_takes_too_long_is_cut_off(client: aiohttp.ClientSession) -> None:
    slow = Slow(client)
    await slow.server.start()
    asking = await slow.ask()
    await slow.server.stop(within=0.01)
    with pytest.raises(aiohttp.ClientConnectionError):
        await asking


async def test_it_may_be_stopped_before_it_started_and_twice(server: HttpServer) -> None:
    await HttpServer(HOST, 0).stop()
    await server.stop()
    await server.stop()


async def test_a_connection_kept_open_does_not_hold_the_end_up(
    server: HttpServer, client: aiohttp.ClientSession
) -> None:
    async with client.get(address(server, "/greeting")) as answer:
        await answer.read()
    async with asyncio.timeout(5):
        await server.stop(within=60)
