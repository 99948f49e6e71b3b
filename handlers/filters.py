"""What narrows a router: the menu's labels in either language."""

from __future__ import annotations

from aiogram.filters import BaseFilter
from aiogram.types import Message

from locales import LANGUAGES, translator


class MenuText(BaseFilter):
    """The label of a reply keyboard's button, in whichever language the keyboard on screen still is."""

    def __init__(self, *keys: str) -> None:
        self.labels = {translator(language).plain(key) for key in keys for language in LANGUAGES}

    async def __call__(self, message: Message) -> bool:
        return message.text in self.labels
