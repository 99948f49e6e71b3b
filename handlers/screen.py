"""Screens: a text with buttons, shown by editing one message wherever that is possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Required, TypedDict

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from handlers.rich import Rich, send_rich
from handlers.trim import PRESSED

PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"
ReplyKeyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove
ONE_ATTEMPT: Final = 0  # as request_timeout: the person waits for what comes next, not for this call to succeed
SILENCE: Final = object()
"""What a handler returns when there is to be no answer at all, not even to a pressed button."""


class Button(TypedDict, total=False):
    """A button as the Bot API takes it. aiogram's models of them cost 14 µs each, five or more a screen."""

    text: Required[str]
    callback_data: str
    url: str
    copy_text: dict[str, str]
    disabled: dict[str, Any]
    style: str


class Keyboard(TypedDict):
    """Buttons below a message, row by row, as the Bot API takes them."""

    inline_keyboard: list[list[Button]]


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: HTML text and, below it, buttons; ``rich`` instead, where its reader chose that."""

    text: str
    keyboard: Keyboard | None = None
    rich: Rich | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a callback handler returns to be said in the callback's one answer (plain text, ≤ 200 characters)."""

    text: str
    alert: bool = False


class SendScreen(TelegramMethod[Message]):
    """sendMessage with a keyboard that is JSON already."""

    __returning__ = Message
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    parse_mode: str | Default | None = Default("parse_mode")
    link_preview_options: LinkPreviewOptions | Default | None = Default("link_preview")
    reply_markup: Any = None  # a Keyboard or a ReplyKeyboardMarkup; validating each button is what is saved here


class EditScreen(TelegramMethod[bool]):
    """editMessageText with a keyboard that is JSON already; the message that comes back is the one we know, unread."""

    __returning__ = bool
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    parse_mode: str | Default | None = Default("parse_mode")
    link_preview_options: LinkPreviewOptions | Default | None = Default("link_preview")
    reply_markup: Any = None


def button(label: str, data: CallbackData, style: str | None = None) -> Button:
    """A button that calls back; ``style`` is primary, success, danger or None."""
    made: Button = {"text": label, "callback_data": data.pack()}
    if style is not None:
        made["style"] = style
    return made


def disabled_button(label: str, style: str | None = None) -> Button:
    """A button that cannot be pressed; why stands in the text of the screen."""
    return {"text": label, "disabled": {}} if style is None else {"text": label, "disabled": {}, "style": style}


def copy_button(label: str, text: str) -> Button:
    """A button that copies ``text`` (1–256 characters)."""
    return {"text": label, "copy_text": {"text": text}}


def share_button(label: str, url: str, text: str) -> Button:
    """A button that offers ``url`` with ``text`` to a chat of the person's choice."""
    return {"text": label, "url": _share_url(url, text)}


def _share_url(url: str, text: str) -> str:
    return f"https://t.me/share/url?url={_quoted(url)}&text={_quoted(text)}"


def _quoted(text: str) -> str:
    # Every byte, also those that could stand as they are: a tenth of what urllib's choosing costs, and Kazakh letters
    # are no longer for it. Each card quotes its title.
    return "%" + text.encode("utf-8", "replace").hex("%").upper() if text else ""


def buttons(*rows: Iterable[Button]) -> Keyboard:
    """A keyboard from rows; empty rows are left out."""
    filled = [list(row) for row in rows]
    return {"inline_keyboard": [row for row in filled if row]}


def in_rows(items: Iterable[Button], width: int = 2) -> list[list[Button]]:
    """Buttons laid out ``width`` a row."""
    listed = list(items)
    return [listed[start : start + width] for start in range(0, len(listed), width)]


def pressed_message(callback: CallbackQuery) -> int | None:
    """The id of the message with the pressed button, if it can be reached and is a text."""
    pressed = (callback.model_extra or {}).get(PRESSED)
    if pressed is not None:
        return int(pressed)
    message = callback.message
    return message.message_id if isinstance(message, Message) and message.text is not None else None


def below(callback: CallbackQuery) -> CallbackQuery:
    """The same press where the message is worth keeping (a notice, a digest): what it opens comes as a new one."""
    return callback.model_copy(update={"message": None, PRESSED: None})


async def show(event: Message | CallbackQuery, screen: Screen) -> int | None:
    """Show a screen: a button's message is edited in place, anything else gets a new message.

    A message that shows exactly this already is fine; one that cannot be edited (a photo, one too old) is followed
    by a new message, and so is one for a screen with tables. Returns the id of the message that now shows the screen.
    """
    message_id = pressed_message(event) if isinstance(event, CallbackQuery) and screen.rich is None else None
    return await send(event, screen) if message_id is None else await edit(event, message_id, screen)


async def edit(event: Message | CallbackQuery, message_id: int, screen: Screen) -> int | None:
    """Change a message of ours to show a screen, or send a new one if that cannot be; the id of the one that does."""
    bot, user = event.bot, event.from_user
    if bot is None or user is None:
        return None
    try:
        await bot(EditScreen(chat_id=user.id, message_id=message_id, text=screen.text, reply_markup=screen.keyboard))
    except TelegramBadRequest as problem:
        if "message is not modified" in problem.message:
            return message_id
        if "can't be edited" not in problem.message and "not found" not in problem.message:
            raise
        return await send(event, screen)
    return message_id


async def send(
    event: Message | CallbackQuery, screen: Screen, reply_keyboard: ReplyKeyboard | None = None
) -> int | None:
    """Send a screen as a new message; ``reply_keyboard`` replaces the inline buttons (Telegram takes one)."""
    bot, user = event.bot, event.from_user
    if bot is None or user is None:
        return None
    return await send_to(bot, user.id, screen, reply_keyboard)


async def send_to(
    bot: Bot, chat_id: int, screen: Screen, reply_keyboard: ReplyKeyboard | None = None, topic_id: int | None = None
) -> int:
    """Send a screen to a chat, or a topic of it; the id of the message. With tables where it has them and may."""
    if screen.rich is not None and reply_keyboard is None:
        message_id = await send_rich(bot, chat_id, screen.rich, screen.keyboard, topic_id)
        if message_id is not None:
            return message_id
    markup = reply_keyboard or screen.keyboard
    sent = await bot(SendScreen(chat_id=chat_id, text=screen.text, message_thread_id=topic_id, reply_markup=markup))
    return sent.message_id


async def complain(message: Message, sentence: str, screen: Screen) -> int | None:
    """Repeat a form's step under the sentence that says what was wrong (``sentence`` is HTML)."""
    return await send(message, Screen(f"{sentence}\n\n{screen.text}", screen.keyboard))


async def drop_buttons(event: Message | CallbackQuery, message_id: int | None) -> None:
    """Take the buttons off a step that is over, so that nobody presses them by mistake.

    What Telegram cannot do just now is left: stale buttons answer for themselves. Raises TelegramForbiddenError.
    """
    bot, user = event.bot, event.from_user
    if message_id is None or bot is None or user is None:
        return
    try:
        await bot.edit_message_reply_markup(
            chat_id=user.id, message_id=message_id, reply_markup=None, request_timeout=ONE_ATTEMPT
        )
    except TelegramForbiddenError:
        raise
    except TelegramAPIError:
        return  # gone, bare already, or Telegram is busy: the step is over either way
