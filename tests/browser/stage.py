"""The sandbox and the scripted bot, running in a thread of their own while a browser is driven from the test."""

import asyncio
import struct
import threading
import zlib
from collections.abc import Coroutine
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self, TypeVar

from sandbox import Sandbox
from tests.browser.scripted_bot import ScriptedBot

T = TypeVar("T")
WITHIN = 20.0


def picture(width: int = 48, height: int = 32) -> bytes:
    """A small blue PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((0, 114, 138)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Stage:
    """`with Stage() as stage:` starts sandbox and bot; `port` repeats an earlier address."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), name="stage")

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._done = asyncio.Event()
        try:
            async with Sandbox(port=self._port) as self.sandbox:
                self.bot = ScriptedBot(f"{self.sandbox.url}/bot{self.sandbox.token}", picture())
                await self._play()
        except BaseException as problem:
            if self._ready.done():
                raise
            self._ready.set_exception(problem)

    async def _play(self) -> None:
        talking = asyncio.create_task(self.bot.run())
        await asyncio.wait_for(self.bot.is_listening.wait(), WITHIN)
        self._ready.set_result(None)
        leaving = asyncio.create_task(self._done.wait())
        await asyncio.wait([talking, leaving], return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        self._problem = talking.exception() if talking.done() else None
        talking.cancel()
        await asyncio.gather(talking, leaving, return_exceptions=True)

    @property
    def url(self) -> str:
        """The address of the chat page."""
        return self.sandbox.url

    @property
    def port(self) -> int:
        """The port of the sandbox."""
        return int(self.url.rpartition(":")[2])

    def run(self, action: Coroutine[Any, Any, T]) -> T:
        """Do something in the sandbox's own loop, such as an action of a Person."""
        return asyncio.run_coroutine_threadsafe(action, self._loop).result(WITHIN)

    def hold_answers(self, held: bool) -> None:
        """Keep the bot from answering the "support" button, or let it."""
        self._loop.call_soon_threadsafe(self.bot.may_answer.clear if held else self.bot.may_answer.set)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.result(WITHIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(WITHIN)
        if error is None and self._problem is not None:
            raise self._problem
