"""Around every handler of a group: who it was, and an answer that is for nobody else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import BaseFilter
from aiogram.types import (
    CallbackQuery,
    EphemeralMessageParameters,
    Message,
    ReplyParameters,
    TelegramObject,
    Update,
    User,
)

from forum import staff_groups
from forum.errors import AnonymousInGroup, TooFast
from handlers.group.place import place_of
from handlers.middlewares import OneAnswerMiddleware, answer_callback, guessed_language, sentence
from handlers.screen import ONE_ATTEMPT, SILENCE
from handlers.services import Services, Verdict
from locales import Translator, translator
from storage.records import Person

log = logging.getLogger(__name__)
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
COMMANDS = ("connect", "disconnect", "queue", "digest")
_NEVER = datetime.fromtimestamp(0, UTC)


def command_of(message: Message, bot_username: str) -> str | None:
    """Which of the bot's commands a message in a group is; None for talk, and for commands of other bots."""
    head = (message.text or "").split(maxsplit=1)
    if not head or not head[0].startswith("/"):
        return None
    name, _, to = head[0][1:].partition("@")
    is_ours = name.lower() in COMMANDS and to.lower() in ("", bot_username.lower())
    return name.lower() if is_ours else None


class IsCommand(BaseFilter):
    """Passes one of the commands, typed to nobody or to this bot."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def __call__(self, message: Message, services: Services) -> bool:
        return command_of(message, services.bot_username) == self.name


class GroupPerson(BaseMiddleware):
    """Loads who it was and what the group is connected to; handlers get ``person``, ``group``, ``t``, ``group_t``.

    Nobody is registered for what they do in a group. ``t`` speaks to the one person, ``group_t`` to everybody there.
    """

    def __init__(self, services: Services) -> None:
        self.services = services

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Runs on messages and presses in groups; what is only talk ends here."""
        user: User | None = data.get("event_from_user")
        if isinstance(event, Message) and event.migrate_to_chat_id is not None:
            return await handler(event, data)
        is_talk = isinstance(event, Message) and command_of(event, self.services.bot_username) is None
        if user is None or is_talk:
            return None
        update: Update = data["event_update"]
        pace = self.services.pace.action(user.id, asyncio.get_running_loop().time(), update.update_id)
        if pace is Verdict.SILENT:
            return SILENCE
        await self._load(user, data)
        if user.is_bot:
            raise AnonymousInGroup
        if pace is Verdict.TELL:
            raise TooFast
        return await handler(event, data)

    async def _load(self, user: User, data: dict[str, Any]) -> None:
        services = self.services
        group = await staff_groups.find(services.db, data["event_chat"].id)
        person = await staff_groups.arrive(services.db, user.id) or _stranger(user)
        if user.id in services.admin_ids:
            person = replace(person, is_admin=True)
        language = person.language or guessed_language(user)
        data |= {"person": person, "group": group, "t": translator(language, services.zone)}
        data["group_t"] = translator(group.language, services.zone) if group is not None else data["t"]


def _stranger(user: User) -> Person:
    """Somebody who never wrote to the bot: no rights, no row."""
    return Person(0, user.id, None, None, None, _NEVER, None)


class AnswerAlone(OneAnswerMiddleware):
    """Says refusals and notices to the one person they are for."""

    async def answer(self, event: TelegramObject, result: Any, problem: Exception | None, t: Translator) -> None:
        """As a message only they see where the group allows it; else above the button, or below what they typed."""
        if isinstance(event, CallbackQuery):
            notice = self.notice(result, problem, t)
            is_said = notice is not None and await say_alone(event, notice.text)
            await answer_callback(event, None if is_said else notice)
        elif isinstance(event, Message) and problem is not None:
            words = sentence(problem, t)
            if not await say_alone(event, words):
                await _reply(event, words)


async def _reply(message: Message, words: str) -> None:
    """Below what was typed, which may be deleted by now; where nothing can be written, nothing is."""
    to = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
    try:
        await message.answer(words, parse_mode=None, reply_parameters=to)
    except TelegramAPIError as problem:
        log.info("no answer in this group", extra={"problem": type(problem).__name__})


async def say_alone(event: Message | CallbackQuery, words: str) -> bool:
    """Send plain ``words`` that only the person sees; False where that cannot be."""
    place = place_of(event)
    if place is None or event.from_user is None or event.from_user.is_bot:
        return False
    parameters = EphemeralMessageParameters(
        receiver_user_id=event.from_user.id,
        callback_query_id=event.id if isinstance(event, CallbackQuery) else None,
    )
    try:
        await place.bot.send_message(
            place.chat_id,
            words,
            parse_mode=None,
            message_thread_id=place.topic_id,
            ephemeral_message_parameters=parameters,
            request_timeout=ONE_ATTEMPT,
        )
    except TelegramAPIError as problem:
        log.info("no answer for one person in this group", extra={"problem": type(problem).__name__})
        return False
    return True
