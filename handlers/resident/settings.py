"""Language, region and consent, changed at any time; the whole conversation follows."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import verification
from forum.errors import StaleButton
from forum.policies import CONSENT_VERSION, has_consent
from handlers.callbacks import OpenSettings
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.resident.onboarding import START, missing_step
from handlers.resident.visit import Visit
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views import settings as views
from handlers.views import start as start_views
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the settings."""
    settings = Router(name="settings")
    settings.message.register(open_settings, Command("settings"))
    settings.message.register(open_settings, MenuText("menu-settings"))
    settings.callback_query.register(press_settings, OpenSettings.filter())
    return settings


async def open_settings(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """The settings as a new message; somebody without a language chooses it first."""
    await state.clear()
    visit = Visit(message, state, services, person, t)
    missing = missing_step(visit, START) if person.language is None else None
    rules = await verification.in_force(services.db, services.rules)
    await send(message, missing or views.settings(t, person, rules))


async def press_settings(
    callback: CallbackQuery,
    callback_data: OpenSettings,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """One screen of the settings in place."""
    await show(callback, await _screen(callback_data.what, services, person, t))


async def _screen(what: str, services: Services, person: Person, t: Translator) -> Screen:
    operator = services.operator[t.language]
    match what:
        case "main":
            return views.settings(t, person, await verification.in_force(services.db, services.rules))
        case "language":
            return views.languages(t)
        case "region":
            return views.regions(t, person)
        case "consent" if has_consent(person):
            return views.consent_text(t, operator, CONSENT_VERSION)
        case "consent":
            return start_views.consent(t, operator, START)
    raise StaleButton
