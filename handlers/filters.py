"""What narrows a router: the menu's labels in either language, and roles."""

from __future__ import annotations

from aiogram.filters import BaseFilter
from aiogram.types import Message, TelegramObject

from locales import LANGUAGES, translator
from storage.records import Person


class MenuText(BaseFilter):
    """The label of a reply keyboard's button, in whichever language the keyboard on screen still is."""

    def __init__(self, *keys: str) -> None:
        self.labels = {translator(language).plain(key) for key in keys for language in LANGUAGES}

    async def __call__(self, message: Message) -> bool:
        return message.text in self.labels


class IsModerator(BaseFilter):
    """Passes moderators only; residents fall through to the ordinary answer."""

    async def __call__(self, event: TelegramObject, person: Person) -> bool:
        return person.is_moderator


class IsOrganizer(BaseFilter):
    """Passes organizers and admins only."""

    async def __call__(self, event: TelegramObject, person: Person) -> bool:
        return person.is_organizer
