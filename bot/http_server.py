"""The one small HTTP server of the process: health, metrics and, in webhook mode, Telegram's updates."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

from aiohttp import web

from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.listening import SERVER_NAME, refusal

log = logging.getLogger(__name__)

BODY_MOST: Final = 1024 * 1024  # bytes; Telegram's largest update is a few tens of kilobytes
STOP_WITHIN: Final = 2.0  # seconds for requests in hand
_NAME: Final = {"Server": SERVER_NAME}  # instead of aiohttp's banner with its version and Python's

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Connection(web.RequestHandler):
    """aiohttp's connection, except that nothing is told about the program and no request is written down."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """A short answer to what was no HTTP (4xx) or went wrong here (5xx)."""
        if status >= 500:
            log.error("request failed", extra={"status": status}, exc_info=exc)
        else:
            log.debug("request refused", extra={"status": status})
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun already")
        response = web.Response(status=status, headers=_NAME)
        response.force_close()
        return response


async def _hide_banner(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_NAME)


class HttpServer:
    """Listens on one port. Routes are added before ``start``; whatever else is asked for is answered with 404.

    ``port`` 0 takes a free one; the property ``port`` tells which, once the server has started.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._application = web.Application(client_max_size=BODY_MOST)
        self._application.on_response_prepare.append(_hide_banner)
        self._runner: web.AppRunner | None = None
        self._listening: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port listened on, or the wanted one before the start."""
        return self._port

    def add_get(self, path: str, handler: Handler) -> None:
        """Answer GET (and HEAD) on ``path``."""
        self._application.router.add_get(path, handler)

    def add_post(self, path: str, handler: Handler) -> None:
        """Answer POST on ``path``; a body above 1 MiB is refused with 413 as soon as the handler reads it."""
        self._application.router.add_post(path, handler)

    async def start(self) -> None:
        """Begin to listen. Raises CommandFailed (exit code PORT) with one clear line when that is not possible."""
        loop = asyncio.get_running_loop()
        # No access log: paths and addresses are nobody's business.
        options: dict[str, Any] = {"access_log": None}
        self._runner = web.AppRunner(self._application, **options)
        await self._runner.setup()
        assert self._runner.server is not None
        connection = partial(_Connection, self._runner.server, loop=loop, **options)
        try:
            self._listening = await loop.create_server(connection, self._host, self._port)
        except OSError as problem:
            await self.stop()
            raise CommandFailed(ExitCode.PORT, refusal(self._host, self._port, problem)) from None
        self._port = int(self._listening.sockets[0].getsockname()[1])
        log.info("listening", extra={"host": self._host, "port": self._port})

    async def stop(self, within: float = STOP_WITHIN) -> None:
        """Take no more requests, let those in hand finish for ``within`` seconds, close. Safe at any stage."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        if runner.server is not None:
            runner.server.pre_shutdown()
            await runner.server.shutdown(within)
        await runner.cleanup()
