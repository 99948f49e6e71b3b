"""Digests at once and their schedule, by buttons."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import digests
from forum.policies import demand_moderator
from handlers.callbacks import OpenDigest, SetDigest
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.screen import Notice, Screen, send, show
from handlers.services import Services
from handlers.views.digest import choice_screen, digest_screen, settings_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of digests."""
    digest = Router(name="digest")
    digest.message.register(send_digest, Command("digest"))
    digest.message.register(send_digest, MenuText("menu-digest"))
    digest.callback_query.register(open_digest, OpenDigest.filter())
    digest.callback_query.register(set_digest, SetDigest.filter())
    return digest


async def send_digest(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/digest: at once; a moderator of several regions chooses one first."""
    demand_moderator(person)
    await state.clear()
    regions = person.moderated_regions
    await send(
        message,
        await _digest(services, person, regions[0], t) if len(regions) == 1 else choice_screen(regions, t),
    )


async def open_digest(
    callback: CallbackQuery,
    callback_data: OpenDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The digest of a region in place; its settings below, because a digest is kept."""
    demand_moderator(person, callback_data.region)
    await state.clear()
    if callback_data.what == "settings":
        await send(callback, await _settings(services, person, callback_data.region, t))
    else:
        await show(callback, await _digest(services, person, callback_data.region, t))


async def set_digest(
    callback: CallbackQuery,
    callback_data: SetDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice:
    """Keep the wanted plan."""
    demand_moderator(person, callback_data.region)
    await state.clear()
    wanted = callback_data
    plan = await digests.set_plan(
        services.db,
        person,
        wanted.region,
        services.now(),
        services.rules,
        cadence=wanted.cadence,
        minute=wanted.minute,
        weekday=wanted.weekday,
    )
    await show(callback, settings_screen(plan, t))
    return Notice(t.plain("digest-saved"))


async def _digest(services: Services, person: Person, region: str, t: Translator) -> Screen:
    content = await digests.current(services.db, person, region, services.now(), services.rules)
    return digest_screen(content, t)


async def _settings(services: Services, person: Person, region: str, t: Translator) -> Screen:
    plan = await digests.plan_of(services.db, person, region, services.now(), services.rules)
    return settings_screen(plan, t)
