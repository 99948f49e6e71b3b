"""Updates sent to the address the bot gave by setWebhook: so many connections, one update at a time on each."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable
from urllib.parse import unquote_plus, urlsplit

_URL = re.compile(rb"""(?:^|[\s&{,"])url(?:"\s*:\s*"|=)([^"&\s]+)""")
_SECRET = re.compile(rb"""secret_token(?:"\s*:\s*"|=)([A-Za-z0-9_-]+)""")
_STATUS = re.compile(rb"HTTP/1.1 ([0-9]{3})")
_LENGTH = re.compile(rb"\r\n[Cc]ontent-[Ll]ength:[ ]*([0-9]+)")
AGAIN_AFTER = 0.2  # seconds before an update that was not taken is sent again


def _is_whole(head: bytes, body: bytes) -> bool:
    length = _LENGTH.search(head)
    if length is not None:
        return len(body) >= int(length.group(1))
    return b"chunked" not in head or body.endswith(b"0\r\n\r\n")


class Delivery(asyncio.Protocol):
    """A connection to the bot: sends one update, waits for its answer, takes the next."""

    def __init__(self, hook: Webhook) -> None:
        self._hook = hook
        self._buffer = b""
        self.transport: asyncio.Transport | None = None
        self.in_hand: tuple[int, bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready for an update."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def send(self, serial: int, update: bytes) -> None:
        """Post an update."""
        assert self.transport is not None
        self.in_hand = (serial, update)
        self.transport.write(self._hook.head + b"%d\r\n\r\n%b" % (len(update), update))
        self._hook.handed_out(serial)

    def data_received(self, data: bytes) -> None:
        """The bot's answer, which may carry a call of its own."""
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head, body = self._buffer[:end], self._buffer[end + 4 :]
        if not _is_whole(head, body):
            return
        self._buffer = b""
        in_hand, self.in_hand = self.in_hand, None
        status = _STATUS.match(head)
        self._hook.answered(self, in_hand, int(status.group(1)) if status else 0, body)

    def connection_lost(self, problem: Exception | None) -> None:
        """The bot closed it: what it had not answered is sent again on another."""
        self.transport = None
        self._hook.lost(self)


class Webhook:
    """Where updates go, and the connections they go by."""

    def __init__(self, handed_out: Callable[[int], None], reply: Callable[[bytes], None]) -> None:
        self.handed_out = handed_out
        self._reply = reply
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._idle: list[Delivery] = []
        self._address: tuple[str, int] | None = None
        self._opening: set[asyncio.Task[None]] = set()
        self._open = 0
        self._most = 0
        self.head = b""
        self.refused = 0
        self.is_set = asyncio.Event()

    def set(self, request: bytes) -> None:
        """A setWebhook call; one without an address takes the webhook away."""
        found = _URL.search(request)
        if found is None:
            return
        secret = _SECRET.search(request)
        url = urlsplit(unquote_plus(found.group(1).decode()).replace("\\/", "/"))
        self._address = (url.hostname or "127.0.0.1", url.port or 80)
        lines = [f"POST {url.path or '/'} HTTP/1.1", f"Host: {url.netloc}", "Content-Type: application/json"]
        if secret is not None:
            lines.append(f"X-Telegram-Bot-Api-Secret-Token: {secret.group(1).decode()}")
        self.head = "\r\n".join([*lines, "Content-Length: "]).encode()
        self.is_set.set()

    def connect(self, most: int) -> None:
        """Use at most so many connections; they are opened when there is something to send."""
        self._most = most

    def add(self, serial: int, update: bytes) -> None:
        """A new update."""
        if self._idle:
            self._idle.pop().send(serial, update)
            return
        self._waiting.append((serial, update))
        if self._open < self._most:
            self._dial()

    def answered(self, by: Delivery, in_hand: tuple[int, bytes] | None, status: int, body: bytes) -> None:
        """An update was taken, or refused: then it is sent again after a while, as Telegram does."""
        if in_hand is not None and status != 200:
            self.refused += 1
            asyncio.get_running_loop().call_later(AGAIN_AFTER, self.add, *in_hand)
        elif body:
            self._reply(body)
        if by.transport is None or by.transport.is_closing():
            return
        if self._waiting:
            by.send(*self._waiting.popleft())
        else:
            self._idle.append(by)

    def lost(self, one: Delivery) -> None:
        """A connection is gone."""
        self._open -= 1
        if one in self._idle:
            self._idle.remove(one)
        if one.in_hand is not None:
            in_hand, one.in_hand = one.in_hand, None
            self.add(*in_hand)

    def _dial(self) -> None:
        self._open += 1
        task = asyncio.get_running_loop().create_task(self._connected())
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _connected(self) -> None:
        assert self._address is not None
        loop = asyncio.get_running_loop()
        while True:
            try:
                _, delivery = await loop.create_connection(lambda: Delivery(self), *self._address)
            except OSError:
                await asyncio.sleep(AGAIN_AFTER)
                continue
            break
        if self._waiting:
            delivery.send(*self._waiting.popleft())
        else:
            self._idle.append(delivery)
