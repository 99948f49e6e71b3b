"""Pictures made and sent: drawn beside the event loop, with a caption that says all they show."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import BufferedInputFile

from forum.week_figures import WeekFigures
from handlers.pictures.caption import week_caption
from handlers.pictures.week import week_drawing
from locales import Translator


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its caption, which is HTML."""

    png: bytes
    caption: str


async def week_picture(figures: WeekFigures, t: Translator) -> Picture:
    """Draw a week. Raises NotDrawn."""
    return Picture(await week_drawing(figures, t).png_beside(), week_caption(figures, t))


async def post(bot: Bot, chat_id: int, picture: Picture, topic_id: int | None = None, name: str = "week") -> int:
    """Send a picture to a chat, or a topic of it; the id of the message. ``name`` is the file's."""
    photo = BufferedInputFile(picture.png, filename=f"{name}.png")
    sent = await bot.send_photo(chat_id, photo, caption=picture.caption, message_thread_id=topic_id)
    return sent.message_id
