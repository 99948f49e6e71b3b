"""A method of the Bot API as the JSON body of its call."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from pydantic_core import PydanticSerializationError, to_json


class _NotPlain(Exception):
    """Something below the first level has to be looked up or uploaded."""


def encode(session: BaseSession, bot: Bot, method: TelegramMethod[Any]) -> bytes | None:
    """The JSON body with the bot's defaults filled in and without nulls; None if the method carries files."""
    values = _values(bot, method)
    try:
        # One pass of compiled code over text and keyboard together.
        return to_json(values, exclude_none=True, fallback=_refuse)
    except (_NotPlain, PydanticSerializationError):
        return _encode_deeply(session, bot, values)


def _values(bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in (*method.__dict__.items(), *(method.__pydantic_extra__ or {}).items()):
        if value.__class__ is Default:
            value = bot.default[value.name]
        if isinstance(value, datetime):
            value = round(value.timestamp())
        elif isinstance(value, timedelta):
            value = round((datetime.now().astimezone() + value).timestamp())
        if value is not None:
            values[name] = value
    return values


def _refuse(value: Any) -> Any:
    raise _NotPlain(type(value).__name__)


def _encode_deeply(session: BaseSession, bot: Bot, values: dict[str, Any]) -> bytes | None:
    """For media with a parse mode of their own, for files and for half characters: aiogram's own preparing."""
    files: dict[str, InputFile] = {}
    body = {name: session.prepare_value(value, bot, files, _dumps_json=False) for name, value in values.items()}
    if files:
        return None
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
