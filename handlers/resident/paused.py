"""A pause by organizers is told whole: their sentence may be longer than the answer to a button can be."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from forum.errors import DomainError
from handlers.middlewares import sentence
from handlers.screen import Screen, send
from locales import Translator, escape


async def say_paused(callback: CallbackQuery, paused: DomainError, t: Translator) -> None:
    """Below whatever is open, which stays as it is."""
    await send(callback, Screen(escape(sentence(paused, t))))
