"""A server that answers as told, byte by byte: for what no sandbox does, and to see what is really sent."""

from __future__ import annotations

import asyncio
import json
import ssl
from types import TracebackType
from typing import Any, Self

HANG, DROP = b"hang", b"drop"


def http(body: bytes, status: int = 200, *fields: str) -> bytes:
    """An answer with the length of its body."""
    head = "\r\n".join((f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *fields))
    return head.encode() + b"\r\n\r\n" + body


def ok(result: Any) -> bytes:
    """Telegram's answer with a result."""
    return http(json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode())


def refused(status: int, description: str, **parameters: int) -> bytes:
    """Telegram's answer that says no."""
    body = {"ok": False, "error_code": status, "description": description}
    return http(json.dumps(body | ({"parameters": parameters} if parameters else {})).encode(), status)


class OddServer:
    """Gives its answers in order, the last one again and again; HANG says nothing, DROP breaks the connection."""

    def __init__(self, *answers: bytes, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.answers = list(answers)
        self.requests: list[tuple[str, bytes]] = []
        self.connections = 0
        self._asked = asyncio.Condition()
        self.let_go = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self.let_go.set()
        self.break_all()
        self._server.close()
        await self._server.wait_closed()
        for _ in range(5):
            await asyncio.sleep(0)

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"https://localhost:{port}" if self._tls else f"http://127.0.0.1:{port}"

    @property
    def bodies(self) -> list[Any]:
        """The JSON bodies of the requests."""
        return [json.loads(body) for _, body in self.requests]

    async def asked(self, times: int) -> None:
        """Wait until so many requests have come."""
        async with self._asked:
            await self._asked.wait_for(lambda: len(self.requests) >= times)

    def break_all(self) -> None:
        """End every connection as a server does that waited long enough."""
        for writer in list(self._writers):
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = head.lower().partition("content-length:")[2].split("\r\n")[0]
                body = await reader.readexactly(int(length)) if length else await reader.readuntil(b"0\r\n\r\n")
                self.requests.append((head, body))
                async with self._asked:
                    self._asked.notify_all()
                if not await self._answer(writer):
                    return
        except (asyncio.IncompleteReadError, OSError):
            return
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter) -> bool:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == HANG:
            await self.let_go.wait()
            return False
        if answer == DROP:
            writer.transport.abort()
            return False
        writer.write(answer)
        await writer.drain()
        return not (b"Connection: close" in answer or b"Until: the end" in answer)
