"""Kept-alive connections to one HTTP server: bytes out, status and bytes back.

Why not aiohttp's client here: docs/decisions/outgoing-calls.md.
"""

from __future__ import annotations

import asyncio
import ssl
from ipaddress import ip_address
from time import monotonic
from typing import cast
from urllib.parse import quote, urlsplit

from bot.telegram.answer_reader import Answer, AnswerReader, BadAnswer

LIMIT = 200  # connections at a time
PATH = "/:~!$&'()*+,;=@%"  # stands in a path as it is
RACE_AFTER = 0.25  # seconds until the next address of a name is tried beside the first
IDLE_MOST = 25.0  # seconds a connection may rest and still be trusted: servers and routers drop silent ones


class NoConnection(OSError):
    """No connection could be made: nothing was sent."""


class ConnectionBroken(OSError):
    """The connection broke, or what came back was no HTTP: the server may or may not have done what was asked."""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class Connections:
    """Connections to the server of ``base`` (http:// or https://), each used by one call at a time."""

    def __init__(self, base: str, tls: ssl.SSLContext, limit: int = LIMIT) -> None:
        address = urlsplit(base)
        host = address.hostname or ""
        self._host = host if host.isascii() else host.encode("idna").decode()
        # A number is one address: nothing to race, and a race that is cancelled may leave a socket open.
        self._race_after = None if _is_number(host) else RACE_AFTER
        self._port = address.port or (443 if address.scheme == "https" else 80)
        self._tls = tls if address.scheme == "https" else None
        named = f"[{self._host}]" if ":" in self._host else self._host
        self._host_field = f"{named}:{address.port}" if address.port else named
        self._room = asyncio.Semaphore(limit)
        self._open: set[_Connection] = set()
        self._idle: list[_Connection] = []
        self._heads: dict[str, bytes] = {}

    async def post(self, url: str, body: bytes, within: float) -> Answer:
        """POST a JSON ``body`` to ``url`` of this server; the answer to be there ``within`` so many seconds.

        Raises TimeoutError, NoConnection, ConnectionBroken. None of them repeats the address.
        """
        request = b"%b%d\r\n\r\n%b" % (self._head(url), len(body), body)
        async with asyncio.timeout(within), self._room:
            connection = self._rested() or await self._connect()
            try:
                answer = await connection.ask(request)
            except BaseException:  # cancelled or too late as well: the answer would meet the next question
                connection.abort()
                raise
        if connection.is_open:
            connection.rests_since = monotonic()
            self._idle.append(connection)
        return answer

    async def close(self) -> None:
        """Break off whatever is open. A later ``post`` opens anew."""
        closing = [connection.closed for connection in self._open]
        for connection in list(self._open):
            connection.abort()
        self._idle.clear()
        if closing:
            await asyncio.wait(closing, timeout=1)

    def _head(self, url: str) -> bytes:
        """Everything of the request before the number of its bytes; the methods are few, so it is kept."""
        head = self._heads.get(url)
        if head is None:
            lines = (
                f"POST {quote(urlsplit(url).path, safe=PATH)} HTTP/1.1",
                f"Host: {self._host_field}",
                "User-Agent: usynys",
                "Accept-Encoding: identity",
                "Content-Type: application/json",
                "Content-Length: ",
            )
            head = self._heads[url] = "\r\n".join(lines).encode("ascii")
        return head

    def _rested(self) -> _Connection | None:
        """The connection that rests shortest; one that rests too long ends, with those before it."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_open:
                continue
            if monotonic() - connection.rests_since <= IDLE_MOST:
                return connection
            for old in (connection, *self._idle):
                old.abort()
            self._idle.clear()
        return None

    async def _connect(self) -> _Connection:
        loop = asyncio.get_running_loop()
        try:
            _, connection = await loop.create_connection(
                lambda: _Connection(loop, self._open),
                self._host,
                self._port,
                ssl=self._tls,
                server_hostname=self._host if self._tls else None,
                happy_eyeballs_delay=self._race_after,
            )
        except TimeoutError as late:  # the system's own: ours arrives as a cancellation
            raise NoConnection(type(late).__name__) from late
        except OSError as problem:  # refused, no route, no such name, TLS
            raise NoConnection(type(problem).__name__) from problem
        return connection


class _Connection(asyncio.Protocol):
    """One connection: asked one thing at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, all_open: set[_Connection]) -> None:
        self._loop = loop
        self._all_open = all_open
        self._transport: asyncio.WriteTransport | None = None
        self._reader = AnswerReader()
        self._waiting: asyncio.Future[Answer] | None = None
        self.closed: asyncio.Future[None] = loop.create_future()
        self.is_open = True
        self.rests_since = 0.0

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        """Send the bytes of a request; the future brings its answer or ConnectionBroken."""
        self._waiting = waiting = self._loop.create_future()
        if self._transport is None or not self.is_open:
            waiting.set_exception(ConnectionBroken("closed meanwhile"))
        else:
            self._transport.write(request)
        return waiting

    def abort(self) -> None:
        """End it at once; whoever waits is told."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The system has connected us."""
        self._transport = cast(asyncio.WriteTransport, transport)
        self._all_open.add(self)

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._waiting is None:
            self.abort()  # nobody asked
            return
        try:
            answer = self._reader.feed(data)
        except BadAnswer as problem:
            self._fail(ConnectionBroken(str(problem)))
            self.abort()
            return
        if answer is not None:
            self._give(answer)

    def eof_received(self) -> None:
        """The server will say no more; returning nothing closes our side too."""
        answer = self._reader.end()
        if answer is not None:
            self._give(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over, by whomever."""
        self.is_open = False
        self._all_open.discard(self)
        self._fail(ConnectionBroken(type(exc).__name__ if exc else "closed by the server"))
        if not self.closed.done():
            self.closed.set_result(None)

    def _give(self, answer: Answer) -> None:
        waiting, self._waiting = self._waiting, None
        if not self._reader.keeps_alive:
            self.abort()
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _fail(self, problem: ConnectionBroken) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_exception(problem)
