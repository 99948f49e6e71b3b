"""What somebody types at a step of a form: which messages are answers, and why one cannot be taken."""

from __future__ import annotations

from aiogram.filters import BaseFilter
from aiogram.types import Message

from handlers.views.menu import MENU_KEYS
from locales import LANGUAGES, translator


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
