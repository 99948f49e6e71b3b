"""The digest of a staff group: at once, and its settings, by the moderators of its region."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forum import digest_words, digests
from forum.errors import StaleButton
from forum.staff_groups import demand_group_moderator
from handlers.callbacks import OpenDigest, PauseDigest, SendWeekPicture, SetDigest, SpeakDigest
from handlers.callbacks.digests import Whose
from handlers.group.arriving import IsCommand
from handlers.group.place import place_of, put
from handlers.moderator.digest import day_of, language_of, plan_page
from handlers.moderator.week_picture import put_picture
from handlers.screen import Notice, Screen
from handlers.services import Services
from handlers.views.digest import digest_screen
from handlers.views.digest_settings import settings_screen
from handlers.views.week_picture import with_picture
from locales import Translator, translator
from storage.records import DigestPlan, Person, StaffGroup


def router() -> Router:
    """A fresh router of digests in groups."""
    digest = Router(name="group-digest")
    digest.message.register(send_digest, IsCommand("digest"))
    digest.callback_query.register(open_digest, OpenDigest.filter())
    digest.callback_query.register(set_digest, SetDigest.filter())
    digest.callback_query.register(pause_digest, PauseDigest.filter())
    digest.callback_query.register(speak_digest, SpeakDigest.filter())
    digest.callback_query.register(send_week_picture, SendWeekPicture.filter())
    return digest


async def send_digest(
    message: Message, services: Services, person: Person, group: StaffGroup | None, group_t: Translator
) -> None:
    """/digest: the group's, as it would come now."""
    region = demand_group_moderator(person, group)
    assert group is not None
    await put(message, await _digest(services, person, Whose(region, group.id), group_t))


async def open_digest(
    callback: CallbackQuery,
    callback_data: OpenDigest,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> None:
    """The digest in place, or its settings: from a digest below, because that is kept."""
    whose, what = _of_group(callback_data.whose, person, group), callback_data.what
    if what == "show":
        await put(callback, await _digest(services, person, whose, group_t))
        return
    now = services.now()
    plan = await digests.open_plan(services.db, person, whose.region, now, services.rules, group_id=whose.group_id)
    await put(callback, plan_page(plan, what, services, group_t), is_new=what == "settings")


async def set_digest(
    callback: CallbackQuery,
    callback_data: SetDigest,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> Notice:
    """Keep the wanted plan."""
    wanted, whose = callback_data, _of_group(callback_data.whose, person, group)
    plan = await digests.set_plan(
        services.db,
        person,
        whose.region,
        services.now(),
        services.rules,
        cadence=wanted.cadence,
        minute=wanted.minute,
        weekday=wanted.weekday,
        group_id=whose.group_id,
    )
    return await _kept(callback, plan, services, group_t)


async def pause_digest(
    callback: CallbackQuery,
    callback_data: PauseDigest,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> Notice:
    """Send nothing before a day, or go on at once."""
    whose, until = _of_group(callback_data.whose, person, group), day_of(callback_data)
    plan = await digests.pause(
        services.db, person, whose.region, until, services.now(), services.rules, group_id=whose.group_id
    )
    return await _kept(callback, plan, services, group_t)


async def speak_digest(
    callback: CallbackQuery,
    callback_data: SpeakDigest,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> Notice:
    """Have the digest in a language."""
    whose, language = _of_group(callback_data.whose, person, group), language_of(callback_data)
    plan = await digests.set_language(
        services.db, person, whose.region, language, services.now(), services.rules, group_id=whose.group_id
    )
    return await _kept(callback, plan, services, group_t)


async def send_week_picture(
    callback: CallbackQuery,
    callback_data: SendWeekPicture,
    services: Services,
    person: Person,
    group: StaffGroup | None,
    group_t: Translator,
) -> Notice | None:
    """The picture of the week, below the digest."""
    whose, place = _of_group(callback_data.whose, person, group), place_of(callback)
    if place is None:
        return None
    t = await _spoken(services, person, whose, group_t)
    return await put_picture(services, person, whose, t, place.bot, place.chat_id, place.topic_id)


async def _kept(callback: CallbackQuery, plan: DigestPlan, services: Services, group_t: Translator) -> Notice:
    await put(callback, settings_screen(plan, services.now(), group_t))
    return Notice(group_t.plain("digest-saved"))


async def _digest(services: Services, person: Person, whose: Whose, group_t: Translator) -> Screen:
    db, now, rules = services.db, services.now(), services.rules
    t = await _spoken(services, person, whose, group_t)
    content = await digests.current(db, person, whose.region, now, rules, group_id=whose.group_id)
    content = await digest_words.worded(db, content, t.language)
    return with_picture(digest_screen(content, t, whose), whose, t)


async def _spoken(services: Services, person: Person, whose: Whose, group_t: Translator) -> Translator:
    """The language the group's digest comes in."""
    now, rules = services.now(), services.rules
    plan = await digests.plan_of(services.db, person, whose.region, now, rules, group_id=whose.group_id)
    return group_t if plan.language is None else translator(plan.language, services.zone)


def _of_group(code: str, person: Person, group: StaffGroup | None) -> Whose:
    """This group's digest, to a moderator of its region. Raises as demand_group_moderator, and StaleButton."""
    whose = Whose.of(code)
    region = demand_group_moderator(person, group)
    if group is None or whose != Whose(region, group.id):
        raise StaleButton
    return whose
