"""/connect and /disconnect in a group: which region's work comes there, by a moderator of that region."""

from __future__ import annotations

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from forum import staff_groups
from forum.errors import ModeratorsOnly, StaleButton
from handlers.callbacks import ConnectGroup, LeaveGroupAsIs
from handlers.group.arriving import IsCommand
from handlers.group.place import place_of, put
from handlers.middlewares import guessed_language
from handlers.services import Services
from handlers.views.group import (
    choice_screen,
    connected_screen,
    disconnected_screen,
    elsewhere_screen,
    kept_screen,
)
from locales import REGION_CODES, Translator, translator
from storage.records import Person, StaffGroup


def router() -> Router:
    """A fresh router of connecting."""
    connecting = Router(name="connecting")
    connecting.message.register(connect, IsCommand("connect"))
    connecting.message.register(disconnect, IsCommand("disconnect"))
    connecting.callback_query.register(choose_region, ConnectGroup.filter())
    connecting.callback_query.register(leave_as_is, LeaveGroupAsIs.filter())
    return connecting


async def connect(
    message: Message, services: Services, person: Person, t: Translator, group: StaffGroup | None
) -> None:
    """One region: at once; several: by a button; connected to another one already: asked first."""
    regions = person.moderated_regions
    if not regions:
        raise ModeratorsOnly
    now_at = group.region if group is not None else None
    if len(regions) > 1:
        await put(message, choice_screen(regions, now_at, t))
    elif now_at not in (None, regions[0]):
        await put(message, elsewhere_screen(now_at or "", regions[0], t))
    else:
        await _connect(message, services, person, regions[0], now_at or "")


async def choose_region(
    callback: CallbackQuery, callback_data: ConnectGroup, services: Services, person: Person
) -> None:
    """The button names what the group is connected to instead of: an old one changes nothing by surprise."""
    if callback_data.region not in REGION_CODES:
        raise StaleButton
    await _connect(callback, services, person, callback_data.region, callback_data.instead_of)


async def leave_as_is(callback: CallbackQuery, person: Person, group: StaffGroup | None, t: Translator) -> None:
    """The question is over."""
    if not person.is_moderator:
        raise ModeratorsOnly
    await put(callback, kept_screen(group.region if group is not None else None, t))


async def disconnect(message: Message, services: Services, person: Person, t: Translator) -> None:
    """Nothing comes to the group any more."""
    region = await staff_groups.disconnect(services.db, person, message.chat.id)
    await put(message, disconnected_screen(region, t))


async def _connect(
    event: Message | CallbackQuery, services: Services, person: Person, region: str, instead_of: str
) -> None:
    place = place_of(event)
    if place is None:
        raise StaleButton
    language = person.language or guessed_language(event.from_user)
    group = await staff_groups.connect(
        services.db,
        person,
        place.chat_id,
        region=region,
        instead_of=instead_of,
        topic_id=place.topic_id,
        language=language,
        now=services.now(),
        rules=services.rules,
    )
    try:
        await put(event, connected_screen(group.region or region, translator(language, services.zone)))
    except TelegramBadRequest:
        # The bot hears the group and may not write in it: that is told in private.
        await staff_groups.note_may_write(services.db, place.chat_id, services.now(), may_write=False)
        services.wake()
