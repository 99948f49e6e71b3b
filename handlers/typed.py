"""What somebody types at a step of a form: which messages are answers, and why one cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import F
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from forum.errors import StaleButton
from forum.texts import clean_text
from handlers.screen import pressed_message
from handlers.views.menu import MENU_KEYS
from handlers.views.shorten import units
from locales import LANGUAGES, translator

# For edits: a live location is edited every few seconds by itself, only changed words are somebody's doing.
HAS_WORDS = F.text | F.caption
PIECE_UNITS = 3000
"""A text over this may be the first piece of a longer one: applications cut at 4,096 units or at a space before."""
PIECES_WITHIN = 2.0
"""Seconds: nobody reads what was wrong with a text and sends another one sooner."""


class IsAnswer(BaseFilter):
    """Passes whatever answers a form: anything but a command or a label of the menu."""

    def __init__(self) -> None:
        self.labels = {translator(language).plain(key) for key in MENU_KEYS for language in LANGUAGES}

    async def __call__(self, message: Message) -> bool:
        text = message.text or ""
        return not text.startswith("/") and text not in self.labels


def complaint_key(message: Message) -> str | None:
    """The key of the sentence that says why this is no typed answer; None when it is one."""
    if message.forward_origin is not None:
        return "error-forwarded"
    if message.text is None:
        return "error-text-expected"
    return None


def length_before(message: Message, data: Mapping[str, Any]) -> int:
    """How much of a long text has come already (``cut`` in the form's data), when this message goes on with it.

    Telegram cuts what is over 4,096 units into several messages of the same second.
    """
    cut = data.get("cut")
    if not isinstance(cut, list):
        return 0
    at, length = cut
    return int(length) if message.date.timestamp() - at <= PIECES_WITHIN else 0


def cut_at(message: Message, data: Mapping[str, Any]) -> list[float] | None:
    """What the form keeps as ``cut`` of words it did not take, when there may be more of them to come; else None."""
    text, before = message.text, length_before(message, data)
    if text is None or not (before or units(text) > PIECE_UNITS):
        return None
    return [message.date.timestamp(), before + len(clean_text(text))]


def was_seen(message: Message, data: Mapping[str, Any]) -> bool:
    """Whether a form has taken this very message (``seen`` in its data): after a kill Telegram sends it again."""
    seen = data.get("seen")
    return isinstance(seen, int) and message.message_id <= seen


def demand_open_step(callback: CallbackQuery, data: Mapping[str, Any]) -> None:
    """Raises StaleButton for a button of a step that was answered in words since (``screen`` and ``seen``).

    Its buttons are gone, so the press is an old one that comes again: the later words have settled the matter.
    """
    seen, pressed = data.get("seen"), pressed_message(callback)
    if pressed is None or not isinstance(seen, int) or pressed == data.get("screen"):
        return
    if pressed < seen:
        raise StaleButton


def is_of_refused_album(message: Message, data: Mapping[str, Any]) -> bool:
    """Whether another picture of the same album was complained about (``refused`` in the form's data)."""
    return message.media_group_id is not None and message.media_group_id == data.get("refused")
