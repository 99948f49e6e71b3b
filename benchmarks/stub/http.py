"""Just enough HTTP/1.1 for a bot's client: kept-alive connections, bodies with a length."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

_LENGTH = re.compile(rb"\r\n[Cc]ontent-[Ll]ength:[ ]*([0-9]+)")
_HEAD_END = b"\r\n\r\n"
_NO_LENGTH = b"HTTP/1.1 411 Length Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def response(body: bytes, status: bytes = b"200 OK") -> bytes:
    """An answer in JSON with its head."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)


class Connection(asyncio.Protocol):
    """One client. Every whole request is given to ``take(connection, method, request)``.

    ``method`` is the last part of the address, ``request`` the address with its query and the body.
    """

    transport: asyncio.Transport

    def __init__(self, take: Callable[[Connection, bytes, bytes], None]) -> None:
        self._take = take
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Cut whole requests off what has come so far."""
        buffer = self._buffer + data if self._buffer else data
        while (end := buffer.find(_HEAD_END)) >= 0:
            head = buffer[:end]
            length = _LENGTH.search(head)
            if length is None and head[:4] != b"GET " and b"chunked" in head:
                self.transport.write(_NO_LENGTH)
                self.transport.close()
                return
            whole = end + 4 + (int(length.group(1)) if length else 0)
            if len(buffer) < whole:
                break
            target = head[head.index(b" ") + 1 : head.index(b" HTTP/")]
            body, buffer = buffer[end + 4 : whole], buffer[whole:]
            path, _, query = target.partition(b"?")
            self._take(self, path[path.rindex(b"/") + 1 :].lower(), query + b" " + body)
        self._buffer = buffer

    def answer(self, body: bytes, status: bytes = b"200 OK") -> None:
        """Answer the request in hand."""
        if not self.transport.is_closing():
            self.transport.write(response(body, status))
