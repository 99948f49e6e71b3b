"""Screens: a text with buttons, shown by editing one message wherever that is possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    CopyTextButton,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
)

PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: HTML text and, below it, buttons."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a callback handler returns to be said in the callback's one answer (plain text, ≤ 200 characters)."""

    text: str
    alert: bool = False


def button(label: str, data: CallbackData, style: str | None = None) -> InlineKeyboardButton:
    """A button that calls back; ``style`` is primary, success, danger or None."""
    return InlineKeyboardButton(text=label, callback_data=data.pack(), style=style)


def copy_button(label: str, text: str) -> InlineKeyboardButton:
    """A button that copies ``text`` (1–256 characters)."""
    return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=text))


def share_button(label: str, url: str, text: str) -> InlineKeyboardButton:
    """A button that offers ``url`` with ``text`` to a chat of the person's choice."""
    # Telegram shows a plus sign in the query as it is, so spaces are %20.
    query = urlencode({"url": url, "text": text}, quote_via=quote)
    return InlineKeyboardButton(text=label, url=f"https://t.me/share/url?{query}")


def buttons(*rows: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """A keyboard from rows; empty rows are left out."""
    filled = [list(row) for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in filled if row])


def in_rows(items: Iterable[InlineKeyboardButton], width: int = 2) -> list[list[InlineKeyboardButton]]:
    """Buttons laid out ``width`` a row."""
    listed = list(items)
    return [listed[start : start + width] for start in range(0, len(listed), width)]


def message_of(event: Message | CallbackQuery) -> Message | None:
    """The message of an event, if it can still be reached."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return None if message is None or isinstance(message, InaccessibleMessage) else message


def below(callback: CallbackQuery) -> CallbackQuery:
    """The same press where the message is worth keeping (a notice, a digest): what it opens comes as a new one."""
    return callback.model_copy(update={"message": None})


async def show(event: Message | CallbackQuery, screen: Screen) -> Message | None:
    """Show a screen: a button's message is edited in place, anything else gets a new message.

    A message that shows exactly this already is fine; one that cannot be edited (a photo, one too old) is followed
    by a new message. Returns the message that now shows the screen.
    """
    if isinstance(event, Message):
        return await event.answer(screen.text, reply_markup=screen.keyboard)
    message = message_of(event)
    if message is not None and message.text is not None:
        try:
            await message.edit_text(screen.text, reply_markup=screen.keyboard)
        except TelegramBadRequest as problem:
            if "message is not modified" in problem.message:
                return message
            if "can't be edited" not in problem.message and "not found" not in problem.message:
                raise
        else:
            return message
    return await send(event, screen)


async def send(
    event: Message | CallbackQuery, screen: Screen, reply_keyboard: ReplyKeyboardMarkup | None = None
) -> Message | None:
    """Send a screen as a new message; ``reply_keyboard`` replaces the inline buttons (Telegram takes one)."""
    bot = event.bot
    user = event.from_user
    if bot is None or user is None:
        return None
    return await bot.send_message(user.id, screen.text, reply_markup=reply_keyboard or screen.keyboard)


async def complain(message: Message, sentence: str, screen: Screen) -> Message:
    """Repeat a form's step under the sentence that says what was wrong (``sentence`` is HTML)."""
    return await message.answer(f"{sentence}\n\n{screen.text}", reply_markup=screen.keyboard)


async def drop_buttons(event: Message | CallbackQuery, message_id: int | None) -> None:
    """Take the buttons off a step that is over, so that nobody presses them by mistake.

    What Telegram cannot do just now is left: stale buttons answer for themselves. Raises TelegramForbiddenError.
    """
    bot, user = event.bot, event.from_user
    if message_id is None or bot is None or user is None:
        return
    try:
        await bot.edit_message_reply_markup(chat_id=user.id, message_id=message_id, reply_markup=None)
    except TelegramForbiddenError:
        raise
    except TelegramAPIError:
        return  # gone, bare already, or Telegram is busy: the step is over either way
