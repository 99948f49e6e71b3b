"""What one call to the Bot API costs: ours, aiogram's own session and the bare HTTP clients, side by side.

``python -m benchmarks.outgoing_calls [rounds]`` prints the CPU time of this process for each kind of call as a ratio
to a bare aiohttp post of ready bytes. A server that costs next to nothing runs as a process of its own. The kinds take
turns within every round, each beside its own yardstick, so that whatever else the machine does meets all of them.
"""

from __future__ import annotations

import asyncio
import gc
import json
import ssl
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

import aiohttp
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from yarl import URL

from bot.telegram.connections import Connections
from bot.telegram.session import open_bot
from handlers.screen import Button, EditScreen, Keyboard, SendScreen

TOKEN = "500000001:benchmark"
CARD = "<b>№214</b> Аялдамаларға пандус орнату\n" + "Мүмкіндігі шектеулі жандар көлікке міне алмай жүр. " * 12
CALLS = 64  # of one kind in one go
TOGETHER = (1, 32)  # divides CALLS
Call = Callable[[], Awaitable[object]]


def keyboard() -> InlineKeyboardMarkup:
    """A card's keyboard: five rows of two."""
    rows = [
        [InlineKeyboardButton(text=f"Қолдаймын {row}", callback_data=f"vo:214:{row}:{column}") for column in (0, 1)]
        for row in range(5)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def plain_keyboard() -> Keyboard:
    """The same as our screens make it."""
    made: list[list[Button]] = [
        [{"text": f"Қолдаймын {row}", "callback_data": f"vo:214:{row}:{column}"} for column in (0, 1)]
        for row in range(5)
    ]
    return {"inline_keyboard": made}


def edited() -> dict[str, object]:
    """The message Telegram sends back after an edit: the whole card again."""
    return {
        "message_id": 7,
        "from": {"id": 500000001, "is_bot": True, "first_name": "Ұсыныс", "username": "usynys_bot"},
        "chat": {"id": 42, "first_name": "Айгүл", "last_name": "Сәрсенова", "type": "private"},
        "date": 1_800_000_000,
        "edit_date": 1_800_000_001,
        "text": CARD,
        "entities": [{"offset": 0, "length": 4, "type": "bold"}],
        "reply_markup": keyboard().model_dump(exclude_none=True),
    }


class Stub(asyncio.Protocol):
    """Answers every POST: True to answerCallbackQuery, a message to all others."""

    def __init__(self) -> None:
        self._data = b""
        self._transport: asyncio.Transport | None = None
        self._answers = {name: _http(result) for name, result in ((True, True), (False, edited()))}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connected."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer when the request is whole."""
        self._data += data
        head, found, body = self._data.partition(b"\r\n\r\n")
        if not found or self._transport is None:
            return
        lower = head.lower()
        if b"content-length:" in lower:
            whole = len(body) >= int(lower.partition(b"content-length:")[2].split(b"\r\n")[0])
        else:
            whole = body.endswith(b"0\r\n\r\n")
        if whole:
            self._data = b""
            self._transport.write(self._answers[b"/answerCallbackQuery" in head.split(b"\r\n")[0]])


def _http(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False, separators=(",", ":")).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def serve() -> None:
    """The server's process: prints its address and stays until its input ends."""
    server = await asyncio.get_running_loop().create_server(Stub, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f"http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server."""
    with Popen([sys.executable, "-m", "benchmarks.outgoing_calls", "serve"], stdin=PIPE, stdout=PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().decode().strip()
        process.stdin.close()


class Kinds:
    """Every kind of call by its name; the first is the yardstick."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.ours, self._our_session = open_bot(TOKEN, base)
        self.theirs = Bot(
            TOKEN,
            session=AiohttpSession(api=TelegramAPIServer.from_base(base)),
            default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True),
        )
        self.plain = aiohttp.ClientSession()
        self.lean = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
            auto_decompress=False,
        )
        self.connections = Connections(base, ssl.create_default_context())
        self._url = f"{base}/bot{TOKEN}/editMessageText"
        self._ready = URL(self._url, encoded=True)
        body = {"chat_id": 42, "message_id": 7, "text": CARD, "reply_markup": edited()["reply_markup"]}
        self._body = json.dumps(body, ensure_ascii=False).encode()
        self._keyboard = keyboard()

    def all(self) -> dict[str, Call]:
        """The calls."""
        return {
            "aiohttp, ready bytes (yardstick)": self._by_aiohttp,
            "aiohttp, every option that helps": self._by_lean_aiohttp,
            "our connections, ready bytes": self._by_connections,
            "aiogram's session: answer": lambda: self._answer(self.theirs),
            "aiogram's session: edit, its keyboard": lambda: self._edit(self.theirs, keyboard()),
            "our session: answer": lambda: self._answer(self.ours),
            "our session: edit, aiogram's keyboard": lambda: self._edit(self.ours, keyboard()),
            "our session: edit, aiogram's keyboard there already": lambda: self._edit(self.ours, self._keyboard),
            "our session: edit, as our screens do it": self._edit_screen,
            "our session: send, as our screens do it": self._send_screen,
        }

    async def close(self) -> None:
        """Close everything."""
        await self._our_session.close()
        await self.connections.close()
        for session in (self.theirs.session, self.plain, self.lean):
            await session.close()

    async def _by_aiohttp(self) -> bytes:
        headers = {"Content-Type": "application/json"}
        async with self.plain.post(self._url, data=self._body, headers=headers) as response:
            return await response.read()

    async def _by_lean_aiohttp(self) -> bytes:
        headers = {"Content-Type": "application/json"}
        async with self.lean.post(self._ready, data=self._body, headers=headers, allow_redirects=False) as response:
            return await response.read()

    async def _by_connections(self) -> bytes:
        return (await self.connections.post(self._url, self._body, 15)).body

    async def _answer(self, bot: Bot) -> bool:
        return await bot.answer_callback_query("1234567890", text="Дауысыңыз есептелді")

    async def _edit(self, bot: Bot, markup: InlineKeyboardMarkup) -> object:
        return await bot.edit_message_text(CARD, chat_id=42, message_id=7, reply_markup=markup)

    async def _edit_screen(self) -> object:
        return await self.ours(EditScreen(chat_id=42, message_id=7, text=CARD, reply_markup=plain_keyboard()))

    async def _send_screen(self) -> object:
        return await self.ours(SendScreen(chat_id=42, text=CARD, reply_markup=plain_keyboard()))


async def cost(call: Call, together: int) -> float:
    """Microseconds of CPU for one call, ``together`` of them at a time."""

    async def chain() -> None:
        for _ in range(CALLS // together):
            await call()

    before = time.process_time()
    await asyncio.gather(*[chain() for _ in range(together)])
    return (time.process_time() - before) / CALLS * 1e6


async def measure(base: str, rounds: int) -> None:
    """Print a table for each number of calls at a time."""
    kinds = Kinds(base)
    calls = kinds.all()
    yardstick = next(iter(calls.values()))
    for together in TOGETHER:
        ratios: dict[str, list[float]] = {name: [] for name in calls}
        spent: dict[str, list[float]] = {name: [] for name in calls}
        for number in range(rounds + 1):
            if number == 1:
                gc.collect()
                gc.freeze()  # as the running bot does
            for name, call in calls.items():
                beside = await cost(yardstick, together)
                one = await cost(call, together)
                if number:  # the first round opens connections and builds aiogram's models
                    ratios[name].append(one / beside)
                    spent[name].append(one)
        sys.stdout.write(f"\n{together} at a time, {rounds} rounds of {CALLS} calls\n")
        for name in calls:
            low = min(ratios[name])
            sys.stdout.write(
                f"x {statistics.median(ratios[name]):5.2f} (best {low:4.2f})"
                f"  {statistics.median(spent[name]):6.0f} us  {name}\n"
            )
    await kinds.close()


def main() -> None:
    """Run as the server or as the one who measures."""
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
        return
    with server() as base:
        asyncio.run(measure(base, int(sys.argv[1]) if len(sys.argv) > 1 else 9))


if __name__ == "__main__":
    main()
