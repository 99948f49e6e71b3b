"""The bot's connection to the Bot API, and updates as Telegram sends them."""

from __future__ import annotations

import json
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import GetUpdates
from aiohttp import ClientError, ClientTimeout

# Kinds of updates the bot has handlers for; Telegram keeps the others to itself.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
SLACK = 15.0  # seconds a long poll may take beyond its own waiting time


class BotSession(AiohttpSession):
    """aiogram's session; it also gives updates unparsed, so that one bad update cannot spoil a batch."""

    async def close(self) -> None:
        """Close the connections."""
        # aiogram then waits 250 ms for TLS to say goodbye; a plain connection has nothing to say.
        if self.api.base.startswith("http:") and self._session is not None:
            await self._session.close()
            return
        await super().close()

    async def updates(self, bot: Bot, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        """Ask for updates from ``offset`` on, waiting up to ``wait_for`` seconds for the first.

        Everything below ``offset`` is thereby confirmed. Raises aiogram's TelegramAPIError kinds.
        """
        method = GetUpdates(offset=offset, timeout=wait_for, allowed_updates=list(WANTED))
        body = {"timeout": wait_for, "limit": 100, "allowed_updates": list(WANTED)}
        if offset is not None:
            body["offset"] = offset
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method="getUpdates")
        try:
            async with session.post(url, json=body, timeout=ClientTimeout(total=wait_for + SLACK)) as response:
                content = await response.text()
        except TimeoutError as late:
            raise TelegramNetworkError(method=method, message="Request timeout error") from late
        except ClientError as broken:
            raise TelegramNetworkError(method=method, message=type(broken).__name__) from broken
        return self._result(bot, method, response.status, content)

    def _result(self, bot: Bot, method: GetUpdates, status: int, content: str) -> list[dict[str, Any]]:
        try:
            answer = json.loads(content)
        except ValueError as broken:
            raise TelegramNetworkError(method=method, message=f"not JSON, status {status}") from broken
        if isinstance(answer, dict) and answer.get("ok") and isinstance(answer.get("result"), list):
            return list(answer["result"])
        try:
            self.check_response(bot, method, status, content)
        except ClientDecodeError as broken:
            raise TelegramNetworkError(method=method, message=f"not an answer, status {status}") from broken
        raise TelegramNetworkError(method=method, message=f"not a list, status {status}")


def open_bot(token: str, api_url: str) -> tuple[Bot, BotSession]:
    """A bot that talks to the Bot API at ``api_url``, in HTML, without previews of links."""
    session = BotSession(api=TelegramAPIServer.from_base(api_url))
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(token, session=session, default=properties), session
