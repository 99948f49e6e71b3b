"""What a process does once it is ready to serve: build what is built lazily, then keep the collector off it."""

from __future__ import annotations

import gc
from typing import Any, Final

from aiogram import Bot
from aiogram.types import Update

from bot.telegram.session import WANTED

_SENDER: Final = {"id": 1, "is_bot": False, "first_name": "A", "language_code": "kk"}
_CHAT: Final = {"id": 1, "type": "private", "first_name": "A"}
_MESSAGE: Final = {"message_id": 1, "date": 0, "chat": _CHAT, "from": _SENDER, "text": "/start"}
_MEMBER: Final = {"user": _SENDER, "status": "member"}
SAMPLES: Final[dict[str, dict[str, Any]]] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE | {"edit_date": 0},
    "callback_query": {"id": "1", "from": _SENDER, "chat_instance": "1", "data": "x", "message": _MESSAGE},
    "inline_query": {"id": "1", "from": _SENDER, "query": "a", "offset": "", "chat_type": "sender"},
    "my_chat_member": {
        "chat": _CHAT, "from": _SENDER, "date": 0, "old_chat_member": _MEMBER, "new_chat_member": _MEMBER,
    },
}  # fmt: skip


def warm_up(bot: Bot) -> None:
    """Parse one update of each kind, so that nobody's first one waits for its schema to be built."""
    for kind in WANTED:
        Update.model_validate({"update_id": 1, kind: SAMPLES[kind]}, context={"bot": bot})


def settle_memory() -> None:
    """Take what is there now away from the collector. For a process of its own: it is never given back.

    aiogram's models are made once and stay: left to the collector they cost a pause of 180 ms each full round.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 1000)
