"""Rich messages: tables and collapsible parts, sent in the classic form wherever Telegram refuses them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge, TelegramNotFound
from aiogram.methods import TelegramMethod
from aiogram.types import InputRichBlockUnion, InputRichMessage, Message

if TYPE_CHECKING:
    from handlers.screen import Keyboard

log = logging.getLogger(__name__)

REASON_MOST: Final = 100  # characters of a refusal that go into the log


@dataclass(frozen=True, slots=True)
class Rich:
    """A screen with tables and collapsible parts; ``keyboard`` None: the buttons of its classic form."""

    blocks: tuple[InputRichBlockUnion, ...]
    keyboard: Keyboard | None = None


class SendRichScreen(TelegramMethod[Message]):
    """sendRichMessage with a keyboard that is JSON already."""

    __returning__ = Message
    __api_method__ = "sendRichMessage"

    chat_id: int
    rich_message: InputRichMessage
    message_thread_id: int | None = None
    reply_markup: Any = None


async def send_rich(bot: Bot, chat_id: int, rich: Rich, keyboard: Keyboard | None, topic_id: int | None) -> int | None:
    """The id of the message; None where Telegram refuses it, so that the classic form has to go out instead.

    What passes (429, 5xx, the network) and what is about the recipient (403, a moved group) is raised as ever.
    """
    said = InputRichMessage(blocks=list(rich.blocks), skip_entity_detection=True)
    markup = rich.keyboard or keyboard
    call = SendRichScreen(chat_id=chat_id, rich_message=said, message_thread_id=topic_id, reply_markup=markup)
    try:
        sent = await bot(call)
    except (TelegramBadRequest, TelegramNotFound, TelegramEntityTooLarge) as refused:
        # Of the description only what cannot repeat a text of ours.
        why = refused.message.partition('"')[0][:REASON_MOST]
        log.warning("rich message refused, sent in the classic form", extra={"problem": why})
        return None
    return sent.message_id
