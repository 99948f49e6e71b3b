"""Sending the files of a proposal: albums where Telegram allows them, the place on a map of its own."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InputMediaDocument, InputMediaPhoto

from storage.records import Attachment

log = logging.getLogger(__name__)


async def send_attachments(event: CallbackQuery, attachments: Sequence[Attachment], caption: str) -> bool:
    """Send photos, then documents, each kind as one album, then the place; ``caption`` (HTML) stands under the first.

    A map bears no caption: where there is nothing else, the words come before it.

    False when Telegram no longer has some of them: the others are sent.
    """
    bot, are_all_sent = event.bot, True
    if bot is None:
        return False
    for kind in ("photo", "document"):
        files = [attachment.file_id for attachment in attachments if attachment.kind == kind]
        if files:
            try:
                await _send_kind(bot, event.from_user.id, kind, files, caption)
                caption = ""
            except TelegramBadRequest as problem:
                log.warning("files not sent", extra={"problem": problem.message})
                are_all_sent = False
    for place in attachments:
        if place.latitude is not None and place.longitude is not None:
            if caption:
                await bot.send_message(event.from_user.id, caption)
            await bot.send_location(event.from_user.id, latitude=place.latitude, longitude=place.longitude)
    return are_all_sent


async def _send_kind(bot: Bot, chat_id: int, kind: str, files: list[str], caption: str) -> None:
    first, *rest = files
    if not rest:
        if kind == "photo":
            await bot.send_photo(chat_id, first, caption=caption or None)
        else:
            await bot.send_document(chat_id, first, caption=caption or None)
    elif kind == "photo":
        photos = [InputMediaPhoto(media=file) for file in rest]
        await bot.send_media_group(chat_id, [InputMediaPhoto(media=first, caption=caption or None), *photos])
    else:
        documents = [InputMediaDocument(media=file) for file in rest]
        await bot.send_media_group(chat_id, [InputMediaDocument(media=first, caption=caption or None), *documents])
