"""The bot's connection to the Bot API, and updates as Telegram sends them."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import Any, Final

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientError, ClientTimeout
from pydantic_core import to_json

from bot.telegram.answer_reader import Answer
from bot.telegram.answers import read_answer, unwrap
from bot.telegram.connections import ConnectionBroken, Connections, NoConnection
from bot.telegram.encoding import encode
from bot.telegram.pacing import Pacing
from bot.telegram.retry import PATIENCE, Outcome, Retrying, outcome_of

# Kinds of updates the bot has handlers for; Telegram keeps the others to itself.
WANTED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
SLACK = 15.0  # seconds a long poll may take beyond its own waiting time
ATTEMPT: Final = 15.0  # seconds for one attempt of a call
BRIEF_ATTEMPT: Final = 3.0  # seconds for one that nobody would miss
FILE_ATTEMPT: Final = 300.0  # seconds for one that carries files
# Messages count against Telegram's pace; answers to buttons and what belongs to no chat do not.
PACED: Final = ("send", "edit", "copy", "forward")
# Asked at the start, where waiting is said aloud and paused for anyway.
ONCE: Final = frozenset({"getUpdates", "getMe", "deleteWebhook", "setWebhook"})

Observe = Callable[[str, str, float], None]

owed: ContextVar[bool] = ContextVar("owed", default=False)
"""True around the calls of the outbox, which records a failure itself: they are not repeated, held or counted here."""


class BotSession(AiohttpSession):
    """aiogram's session with JSON bodies, results read as far as needed, and patience for direct calls.

    ``request_timeout`` of a call is the whole patience for it in seconds, repetitions included; 0 is one brief attempt.
    Without it: attempts of 15 s (300 s with files) for a minute. ``observe`` hears of every attempt: the method, the
    outcome (see retry.Outcome) and its seconds. No exception's text holds the token or what was sent.
    """

    def __init__(self, api: TelegramAPIServer, pacing: Pacing | None = None, observe: Observe | None = None) -> None:
        super().__init__(api=api)
        self.pacing = pacing or Pacing()
        self._observe = observe
        self._retrying = Retrying(self.pacing)
        self._connections = Connections(api.base, self._connector_init["ssl"])
        self._urls: dict[tuple[str, str], str] = {}

    async def close(self) -> None:
        """Close the connections."""
        await self._connections.close()
        # aiogram then waits 250 ms for TLS to say goodbye; a plain connection has nothing to say.
        if self.api.base.startswith("http:") and self._session is not None:
            await self._session.close()
            return
        await super().close()

    async def __call__(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """As aiogram's, without the wrapping where there is nothing to wrap."""
        if self.middleware:
            return await super().__call__(bot, method, timeout)
        return await self.make_request(bot, method, timeout)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Call a method. Raises the TelegramAPIError kinds, ClientDecodeError."""
        name = method.__api_method__
        chat_id = method.__dict__.get("chat_id")  # getattr() is slow where a model has no such field
        chat_id = chat_id if isinstance(chat_id, int) else None
        once = partial(self._attempt, bot, method, chat_id, timeout)
        if owed.get() or name in ONCE:
            return await once()  # type: ignore[no-any-return] # read_answer knows the method's result
        return await self._retrying.call(once, method, chat_id, PATIENCE if timeout is None else timeout)

    async def updates(self, bot: Bot, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        """Ask for updates from ``offset`` on, waiting up to ``wait_for`` seconds for the first.

        Everything below ``offset`` is thereby confirmed. One attempt. Raises aiogram's TelegramAPIError kinds.
        """
        method = GetUpdates(offset=offset, timeout=wait_for, allowed_updates=list(WANTED))
        body: dict[str, Any] = {"timeout": wait_for, "limit": 100, "allowed_updates": WANTED}
        if offset is not None:
            body["offset"] = offset
        answer = await self._post(bot, method, to_json(body), wait_for + SLACK)
        result = unwrap(method, answer)
        if not isinstance(result, list):
            raise TelegramNetworkError(method=method, message=f"not a list, status {answer.status}")
        return result

    async def _attempt(self, bot: Bot, method: TelegramMethod[Any], chat_id: int | None, timeout: int | None) -> Any:
        name, started = method.__api_method__, time.monotonic()
        if chat_id is not None and name.startswith(PACED) and name != "sendChatAction" and not owed.get():
            self.pacing.note_direct(chat_id)
        try:
            result = read_answer(bot, method, await self._ask(bot, method, timeout))
        except TelegramAPIError as problem:
            self._tell(name, outcome_of(problem), started)
            raise
        self._tell(name, "ok", started)
        return result

    def _tell(self, name: str, outcome: Outcome, started: float) -> None:
        if self._observe is not None:
            self._observe(name, outcome, time.monotonic() - started)

    async def _ask(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None) -> Answer:
        body = encode(self, bot, method)
        if body is None:
            return await self._post_files(bot, method, timeout or FILE_ATTEMPT)
        within = ATTEMPT if timeout is None else min(timeout or BRIEF_ATTEMPT, ATTEMPT)
        return await self._post(bot, method, body, within)

    async def _post(self, bot: Bot, method: TelegramMethod[Any], body: bytes, within: float) -> Answer:
        key = (bot.token, method.__api_method__)
        url = self._urls.get(key)
        if url is None:
            url = self._urls[key] = self.api.api_url(*key)
        try:
            return await self._connections.post(url, body, within)
        except TimeoutError as late:
            raise TelegramNetworkError(method, f"no answer within {within:g} s") from late
        except NoConnection as problem:
            raise TelegramNetworkError(method, f"no connection: {problem}") from problem
        except ConnectionBroken as problem:
            raise TelegramNetworkError(method, f"connection broken: {problem}") from problem

    async def _post_files(self, bot: Bot, method: TelegramMethod[Any], within: float) -> Answer:
        """Multipart, by aiohttp: the files are read while they are sent."""
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        form = self.build_form_data(bot, method)
        limits = ClientTimeout(total=within, sock_connect=ATTEMPT)
        try:
            async with session.post(url, data=form, timeout=limits, allow_redirects=False) as response:
                return Answer(response.status, await response.read())
        except TimeoutError:
            problem = f"not sent within {within:g} s"
        except ClientError as broken:
            problem = type(broken).__name__
        # Outside the block above: aiohttp's exceptions repeat the address, and the token is in it.
        raise TelegramNetworkError(method, problem)


def open_bot(
    token: str, api_url: str, pacing: Pacing | None = None, observe: Observe | None = None
) -> tuple[Bot, BotSession]:
    """A bot that talks to the Bot API at ``api_url``, in HTML, without previews of links.

    ``pacing`` is shared with the outbox; ``observe`` hears of every attempt of a call.
    """
    session = BotSession(TelegramAPIServer.from_base(api_url), pacing, observe)
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(token, session=session, default=properties), session
