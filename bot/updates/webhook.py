"""Updates that Telegram sends to us: answered with 200 when the work is done, or written down when it takes long.

Whatever is answered otherwise, or not at all, Telegram sends again.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from aiogram.exceptions import TelegramBadRequest
from aiohttp import ClientPayloadError, web

from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.updates.intake import Intake
from bot.updates.journal import Journal
from bot.updates.order import Update, chat_of
from bot.updates.reach import reached
from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 100  # the most Telegram makes
PATIENCE = 20.0  # seconds until an update is written down; Telegram itself waits about a minute
# More unfinished updates of one chat are written down at once: a flood of one chat must not keep everybody's
# connections waiting.
OF_ONE_CHAT = 8
LARGEST_NUMBER = 2**63 - 1


class Webhook:
    """Updates by HTTP POST. ``register`` tells Telegram where to send them.

    ``is_alone``: no other process serves this bot, so whatever the journal holds was left by one that is gone.
    """

    def __init__(
        self,
        intake: Intake,
        journal: Journal,
        register: Callable[[], Awaitable[object]],
        secret: str,
        *,
        is_alone: bool,
    ) -> None:
        self._intake = intake
        self._journal = journal
        self._register = register
        self._secret = secret.encode()
        self._is_alone = is_alone
        self._is_open = False

    @property
    def are_taken(self) -> bool:
        """Whether requests are accepted."""
        return self._is_open and not self._intake.is_full

    async def begin(self) -> None:
        """Take up what was left in the middle, then let Telegram send.

        Raises TokenRefused, DatabaseUnavailable, CommandFailed (exit code SETTINGS) when Telegram refuses the address.
        """
        for update in await self._journal.leftovers(whoever_has_them=self._is_alone):
            self._intake.take(update)
        self._is_open = True
        try:
            await reached(self._register)
        except TelegramBadRequest as refused:
            line = f"WEBHOOK_URL: Telegram refuses it: {refused.message}"
            raise CommandFailed(ExitCode.SETTINGS, line) from None

    async def run(self) -> None:
        """Nothing to do: Telegram comes to us. Until cancelled."""
        await asyncio.get_running_loop().create_future()

    async def finish(self, within: float) -> None:
        """Take no more, let updates finish; those cut off are answered so that they are sent again."""
        self._is_open = False
        await self._intake.finish(within)
        await self._journal.release()

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request of Telegram, or of somebody who pretends to be Telegram."""
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return _answer(HTTPStatus.UNAUTHORIZED)
        update = _update_in(await _body(request))
        if update is None:
            return _answer(HTTPStatus.BAD_REQUEST)
        if not self._is_open or self._intake.is_full:
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE)
        return _answer(HTTPStatus.OK if await self._is_safe(update) else HTTPStatus.SERVICE_UNAVAILABLE)

    async def _is_safe(self, update: Update) -> bool:
        """Whether the update is done or written down, as soon as that is known."""
        task = self._intake.take(update)
        if task is None:
            return True
        is_flood = self._intake.unfinished_of(chat_of(update)) > OF_ONE_CHAT
        for patience in (0.0 if is_flood else PATIENCE, PATIENCE):
            await asyncio.wait([task], timeout=patience)
            if task.done():
                return not task.cancelled()
            try:
                await self._journal.write_down([update])
            except DatabaseUnavailable:
                continue  # perhaps it gets done in the meantime
            if task.done() and not task.cancelled():
                self._journal.finished(int(update["update_id"]))
            return True
        return False


async def _body(request: web.Request) -> bytes:
    try:
        return await request.read()
    except (web.RequestPayloadError, ClientPayloadError, ConnectionError):
        return b""  # broken off


def _update_in(body: bytes) -> Update | None:
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    number = content.get("update_id")
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 < number <= LARGEST_NUMBER
    return content if is_number else None


def _answer(status: HTTPStatus) -> web.Response:
    return web.Response(status=status)
