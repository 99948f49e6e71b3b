"""Whatever nobody else understood: always an answer with a way on."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from handlers.form_storage import LoadedForm
from handlers.resident.onboarding import START, missing_step
from handlers.resident.visit import Visit
from handlers.screen import Screen, send
from handlers.services import Services
from handlers.typed import HAS_WORDS, was_seen
from handlers.views.menu import keyboard
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of last answers. Buttons nobody knows are answered as stale by the middleware."""
    fallback = Router(name="fallback")
    fallback.message.register(answer_anything)
    fallback.edited_message.register(answer_edit, HAS_WORDS)
    return fallback


async def answer_anything(
    message: Message, state: LoadedForm, services: Services, person: Person, t: Translator
) -> None:
    """An unknown command, a text outside a form, a sticker: what can be done, and the menu below."""
    if was_seen(message, await state.get_data()):
        return
    if person.language is None:
        missing = missing_step(Visit(message, state, services, person, t), START)
        if missing is not None:
            await send(message, missing)
            return
    is_command = (message.text or "").startswith("/")
    text = t.html("error-unknown-command") if is_command else t.html("menu-lost")
    await send(message, Screen(text), keyboard(t, person))


async def answer_edit(message: Message, person: Person, t: Translator) -> None:
    """A message changed after it was sent counts for nothing."""
    await send(message, Screen(t.html("menu-edited")), keyboard(t, person))
