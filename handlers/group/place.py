"""Where in a group something happened, and screens that everybody there sees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from handlers.screen import EditScreen, Screen, send_to


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, perhaps a topic of it, and the message a pressed button stands on, if that can be edited."""

    bot: Bot
    chat_id: int
    topic_id: int | None
    message_id: int | None = None

    def below(self) -> Place:
        """The same place, for a new message."""
        return replace(self, message_id=None)


def place_of(event: Message | CallbackQuery) -> Place | None:
    """Where it happened; None for a press on a message that Telegram does not show any more."""
    message = event if isinstance(event, Message) else event.message
    if event.bot is None or message is None:
        return None
    if not isinstance(message, Message):
        return Place(event.bot, message.chat.id, None)
    # A reply in a group without topics has a thread too, which nobody can be written to in.
    topic = message.message_thread_id if message.is_topic_message else None
    can_edit = isinstance(event, CallbackQuery) and message.text is not None
    return Place(event.bot, message.chat.id, topic, message.message_id if can_edit else None)


async def put(event: Message | CallbackQuery, screen: Screen, *, is_new: bool = False) -> None:
    """Show a screen to the group: in place of the button's message, or (``is_new``) below what there is."""
    place = place_of(event)
    if place is None:
        return
    if place.message_id is not None and not is_new and await _edited(place, screen):
        return
    await send_to(place.bot, place.chat_id, screen, topic_id=place.topic_id)


async def _edited(place: Place, screen: Screen) -> bool:
    assert place.message_id is not None
    try:
        await place.bot(
            EditScreen(
                chat_id=place.chat_id, message_id=place.message_id, text=screen.text, reply_markup=screen.keyboard
            )
        )
    except TelegramBadRequest as problem:
        if "message is not modified" in problem.message:
            return True
        if "can't be edited" not in problem.message and "not found" not in problem.message:
            raise
        return False
    return True
