"""Digests at once and their settings, by buttons: a moderator's of a region, an organizer's of the country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import digest_words, digests, people
from forum.errors import StaleButton
from forum.policies import demand_organizer, demand_team
from handlers.callbacks import OpenDigest, PauseDigest, SetDigest, ShapeDigest, SpeakDigest
from handlers.callbacks.digests import Whose
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.organizer.team import open_first_page as open_team
from handlers.screen import Notice, Screen, below, send, show
from handlers.services import Services
from handlers.views.digest import choice_screen, digest_screen
from handlers.views.digest_settings import FORMS, OWN, language_screen, pause_screen, settings_screen, unpacked
from handlers.views.national_digest import national_screen, regions_screen
from handlers.views.rich_digest import with_tables
from handlers.views.week_picture import with_picture
from locales import Translator, translator
from storage.records import DigestPlan, Person

KEPT = frozenset({"look", "settings", "team", "regions"})  # opened below, because a digest is kept


def router() -> Router:
    """A fresh router of digests."""
    digest = Router(name="digest")
    digest.message.register(send_digest, Command("digest"))
    digest.message.register(send_digest, MenuText("menu-digest"))
    digest.callback_query.register(open_digest, OpenDigest.filter())
    digest.callback_query.register(set_digest, SetDigest.filter())
    digest.callback_query.register(pause_digest, PauseDigest.filter())
    digest.callback_query.register(speak_digest, SpeakDigest.filter())
    digest.callback_query.register(shape_digest, ShapeDigest.filter())
    return digest


async def send_digest(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/digest: at once; somebody with several chooses one first."""
    demand_team(person)
    await state.clear()
    own = tuple(Whose(region) for region in person.moderated_regions)
    if person.is_organizer:
        own += (Whose(),)
    await send(message, await _digest(services, person, own[0], t) if len(own) == 1 else choice_screen(own, t))


async def open_digest(
    callback: CallbackQuery,
    callback_data: OpenDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A digest, or what belongs to it, in place; from a digest below, because that is kept."""
    demand_team(person)
    whose, what = own_of(callback_data.whose), callback_data.what
    await state.clear()
    if what == "team":
        await open_team(below(callback), services, person, t)
        return
    screen = await _page(services, person, whose, what, t)
    await show(below(callback) if what in KEPT else callback, screen)


async def _page(services: Services, person: Person, whose: Whose, what: str, t: Translator) -> Screen:
    if what in ("show", "look"):
        return await _digest(services, person, whose, t)
    if what == "regions":
        demand_organizer(person)
        return regions_screen(t)
    now = services.now()
    plan = await digests.open_plan(services.db, person, whose.region, now, services.rules)
    return plan_page(plan, what, services, t, person.message_form)


def plan_page(plan: DigestPlan, what: str, services: Services, t: Translator, form: str | None = None) -> Screen:
    """One screen of the settings. Raises StaleButton for a name that no button has."""
    match what:
        case "settings" | "plan":
            return settings_screen(plan, services.now(), t, form)
        case "language":
            return language_screen(plan, t)
        case "pause":
            return pause_screen(plan, services.now(), t)
    raise StaleButton


async def set_digest(
    callback: CallbackQuery,
    callback_data: SetDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice:
    """Keep the wanted plan."""
    demand_team(person)
    wanted, whose = callback_data, own_of(callback_data.whose)
    await state.clear()
    plan = await digests.set_plan(
        services.db,
        person,
        whose.region,
        services.now(),
        services.rules,
        cadence=wanted.cadence,
        minute=wanted.minute,
        weekday=wanted.weekday,
    )
    return await _kept(callback, plan, services, person, t)


async def pause_digest(
    callback: CallbackQuery,
    callback_data: PauseDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice:
    """Send nothing before a day, or go on at once."""
    demand_team(person)
    whose = own_of(callback_data.whose)
    await state.clear()
    until = day_of(callback_data)
    plan = await digests.pause(services.db, person, whose.region, until, services.now(), services.rules)
    return await _kept(callback, plan, services, person, t)


async def speak_digest(
    callback: CallbackQuery,
    callback_data: SpeakDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice:
    """Have the digest in a language."""
    demand_team(person)
    whose = own_of(callback_data.whose)
    await state.clear()
    language = language_of(callback_data)
    plan = await digests.set_language(services.db, person, whose.region, language, services.now(), services.rules)
    return await _kept(callback, plan, services, person, t)


async def shape_digest(
    callback: CallbackQuery,
    callback_data: ShapeDigest,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice:
    """Have every digest and history as a plain message, or with tables."""
    demand_team(person)
    whose = own_of(callback_data.whose)
    if callback_data.form not in FORMS:
        raise StaleButton
    await state.clear()
    plan = await digests.open_plan(services.db, person, whose.region, services.now(), services.rules)
    await people.choose_form(services.db, person, callback_data.form)
    return await _kept(callback, plan, services, replace(person, message_form=callback_data.form), t)


async def _kept(callback: CallbackQuery, plan: DigestPlan, services: Services, person: Person, t: Translator) -> Notice:
    await show(callback, settings_screen(plan, services.now(), t, person.message_form))
    return Notice(t.plain("digest-saved"))


def day_of(wanted: PauseDigest) -> date | None:
    """The day a pause ends; None: it ends at once. Raises StaleButton."""
    try:
        return unpacked(wanted.until) if wanted.until else None
    except ValueError:
        raise StaleButton from None


def language_of(wanted: SpeakDigest) -> str | None:
    """The language; None: the recipient's own."""
    return None if wanted.language == OWN else wanted.language


async def _digest(services: Services, person: Person, whose: Whose, t: Translator) -> Screen:
    """As it would come now, in the language it comes in, with its picture within reach."""
    db, now, rules = services.db, services.now(), services.rules
    t = await spoken(services, person, whose, t)
    if not whose.region:
        country = await digests.national(db, person, now, rules)
        screen = with_tables(national_screen(country, t), country, person.message_form, t)
        return with_picture(screen, whose, t)
    content = await digest_words.worded(db, await digests.current(db, person, whose.region, now, rules), t.language)
    can_decide = whose.region in person.moderated_regions
    screen = digest_screen(content, t, can_decide=can_decide)
    return with_picture(with_tables(screen, content, person.message_form, t, can_decide=can_decide), whose, t)


async def spoken(services: Services, person: Person, whose: Whose, t: Translator) -> Translator:
    """The language the person's digest comes in."""
    if not _may_plan(person, whose):
        return t
    plan = await digests.plan_of(services.db, person, whose.region, services.now(), services.rules)
    return t if plan.language is None else translator(plan.language, services.zone)


def _may_plan(person: Person, whose: Whose) -> bool:
    return person.is_organizer if not whose.region else whose.region in person.moderated_regions


def own_of(code: str) -> Whose:
    """Which of one's own digests; a group's is handled in its group. Raises StaleButton."""
    whose = Whose.of(code)
    if whose.group_id is not None:
        raise StaleButton
    return whose
