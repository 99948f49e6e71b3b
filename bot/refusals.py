"""What an error of the Bot API means for a message that is owed."""

from __future__ import annotations

import re
from enum import Enum

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)

from storage.errors import DatabaseUnavailable


class Meaning(Enum):
    """What follows from an error."""

    PASSING = "passing"  # try again later
    SILENCE = "silence"  # try again when Telegram says
    MOVED = "moved"  # the group has another id now
    GONE = "gone"  # the recipient cannot be reached
    REFUSED = "refused"  # this message will never be taken
    MISTAKE = "mistake"  # our own


# Of 400 answers these are about the chat, the others about the message.
_GONE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "bot was blocked",
    "bot was kicked",
    "bot can't initiate conversation",
    "group chat was deactivated",
    "chat was deleted",
    "peer_id_invalid",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "channel_private",
)
_TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_QUOTED = re.compile(r'"[^"]*"')
SAID_MOST = 200  # characters


def meaning_of(problem: Exception) -> Meaning:
    """What to do about a message whose rendering or sending ended so."""
    match problem:
        case TelegramRetryAfter():
            return Meaning.SILENCE
        case TelegramMigrateToChat():
            return Meaning.MOVED
        case TelegramForbiddenError():
            return Meaning.GONE
        case TelegramBadRequest():
            said = problem.message.lower()
            return Meaning.GONE if any(sign in said for sign in _GONE) else Meaning.REFUSED
        case TelegramEntityTooLarge():
            return Meaning.REFUSED
        case TelegramAPIError() | ClientDecodeError() | DatabaseUnavailable() | OSError():
            return Meaning.PASSING
    return Meaning.MISTAKE


def is_topic_gone(problem: TelegramBadRequest) -> bool:
    """Whether the topic of a group, and not the group, takes no messages."""
    said = problem.message.lower()
    return any(sign in said for sign in _TOPIC_GONE)


def said_by(problem: Exception) -> str:
    """The error in short, without what it quotes of the message."""
    said = problem.message if isinstance(problem, TelegramAPIError) else type(problem).__name__
    return _QUOTED.sub('"…"', said)[:SAID_MOST]
