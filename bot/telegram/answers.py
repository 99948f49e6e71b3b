"""What the Bot API answers: results read as far as they are used, refusals as aiogram's exceptions."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.types import Message
from pydantic import ValidationError

from bot.telegram.answer_reader import Answer

Method = TelegramMethod[Any]
Read = Callable[[Any, Bot], Any]

_DONE: Final = b'{"ok":true,"result":'
_UNTRUE: Final = b'{"ok":true,"result":false}'
_OF_STATUS: Final[dict[int, type[TelegramAPIError]]] = {
    400: TelegramBadRequest,
    401: TelegramUnauthorizedError,
    403: TelegramForbiddenError,
    404: TelegramNotFound,
    409: TelegramConflictError,
    413: TelegramEntityTooLarge,
}
# Telegram repeats parts of what it was sent: tags, links, names of fields.
_REPEATED: Final = re.compile(r""""[^"]*"|(?<!\w)'[^']*'(?!\w)""")
_UNPARSED: Final = "can't parse entities"


def read_answer(bot: Bot, method: Method, answer: Answer) -> Any:
    """The result of a call: True, unread; a Message that knows its id, date and chat only; others as aiogram reads.

    Raises the TelegramAPIError kind that aiogram would, ClientDecodeError for a result of another shape.
    """
    if method.__returning__ is bool and answer.status == 200 and answer.body.startswith(_DONE):
        return answer.body != _UNTRUE  # not read further, whatever it is
    result = unwrap(method, answer)
    try:
        return _reader_of(type(method))(result, bot)
    except ValidationError as problem:
        places = ", ".join(".".join(map(str, error["loc"])) for error in problem.errors()[:3])
    # Outside the block above: neither the text nor the causes of this one repeat what was answered.
    raise ClientDecodeError("the result has another shape", ValueError(places), "(left out)")


def unwrap(method: Method, answer: Answer) -> Any:
    """The result as plain data. Raises the TelegramAPIError kind of a refusal."""
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise _not_telegram(method, answer.status)
    if said.get("ok") is True and 200 <= answer.status < 300 and "result" in said:
        return said["result"]
    raise _refusal(method, answer.status, said)


def safe(description: str) -> str:
    """Telegram's words without what they repeat of the message they refuse."""
    if _UNPARSED in description:
        return description[: description.index(_UNPARSED) + len(_UNPARSED)]
    return _REPEATED.sub('"…"', description)


def _not_telegram(method: Method, status: int) -> TelegramAPIError:
    """The server in front of Telegram's, or another one altogether, has answered in its own words."""
    words = f"not JSON, status {status}"
    if status == 429:
        return TelegramRetryAfter(method, words, retry_after=1)
    if status == 413:
        return TelegramEntityTooLarge(method, words)
    return TelegramServerError(method, words) if status >= 500 else TelegramNetworkError(method, words)


def _refusal(method: Method, status: int, said: dict[str, Any]) -> TelegramAPIError:
    description = safe(str(said.get("description") or f"status {status}"))
    told = said.get("parameters")
    parameters: dict[str, Any] = told if isinstance(told, dict) else {}
    if isinstance(seconds := parameters.get("retry_after"), int) and seconds:
        return TelegramRetryAfter(method, description, retry_after=seconds)
    if isinstance(group := parameters.get("migrate_to_chat_id"), int) and group:
        return TelegramMigrateToChat(method, description, migrate_to_chat_id=group)
    if status == 429:
        return TelegramRetryAfter(method, description, retry_after=1)
    if status >= 500:
        kind = RestartingTelegram if "restart" in description else TelegramServerError
        return kind(method, description)
    return _OF_STATUS.get(status, TelegramAPIError)(method, description)


@functools.cache
def _reader_of(method_class: type[Method]) -> Read:
    kind = method_class.__returning__
    if kind is bool:
        return lambda result, _bot: bool(result)
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if Message in parts:
        return _read_message
    if kind == list[Message]:
        return lambda result, bot: [_read_message(one, bot) for one in result]
    whole = Response[kind]  # type: ignore[valid-type] # the kind is known only here

    def read_whole(result: Any, bot: Bot) -> Any:
        return whole.model_validate({"ok": True, "result": result}, context={"bot": bot}).result

    return read_whole


@functools.cache
def _sample() -> Message:
    return Message.model_validate({"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}})


def _read_message(result: Any, bot: Bot) -> Any:
    """A Message with id, date and chat; True where Telegram says no more (a message sent by inline mode)."""
    if result is True:
        return True
    try:
        number, date, chat = result["message_id"], result["date"], result["chat"]
        chat_id, chat_type = chat["id"], chat["type"]
        plain = type(number) is type(date) is type(chat_id) is int and type(chat_type) is str
        at = datetime.fromtimestamp(date, UTC) if plain else None
    except (TypeError, KeyError, ValueError, OverflowError):
        at = None
    if at is None:
        return Message.model_validate(result, context={"bot": bot})  # says what is wrong
    # Validating three of Message's hundred fields costs three times as much as copying one that was validated.
    sample = _sample()
    place = sample.chat.model_copy(update={"id": chat_id, "type": chat_type}).as_(bot)
    return sample.model_copy(update={"message_id": number, "date": at, "chat": place}).as_(bot)
