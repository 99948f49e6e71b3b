"""The moderator of the day: the week of a region, and who is put on duty by buttons."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import duty
from forum.duty import Rota
from forum.errors import DutyNotModerator, StaleButton
from forum.policies import demand_moderator
from handlers.callbacks import EditDuty, OpenDuty, SetDuty
from handlers.form_storage import LoadedForm
from handlers.screen import Notice, Screen, below, send, show
from handlers.services import Services
from handlers.views.duty import choice_screen, deputy_screen, person_screen, rota_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the duty."""
    rota = Router(name="duty")
    rota.message.register(send_rota, Command("duty"))
    rota.callback_query.register(open_rota, OpenDuty.filter())
    rota.callback_query.register(edit_day, EditDuty.filter())
    rota.callback_query.register(set_day, SetDuty.filter())
    return rota


async def send_rota(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/duty: the week; a moderator of several regions chooses one first."""
    demand_moderator(person)
    await state.clear()
    await send(message, await _rota("", services, person, t))


async def open_rota(
    callback: CallbackQuery,
    callback_data: OpenDuty,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The week of a region in place, or below a message worth keeping."""
    demand_moderator(person)
    await state.clear()
    event = below(callback) if callback_data.fresh else callback
    await show(event, await _rota(callback_data.region, services, person, t))


async def edit_day(
    callback: CallbackQuery, callback_data: EditDuty, services: Services, person: Person, t: Translator
) -> None:
    """Ask who is on duty on a weekday, then who stands in."""
    wanted = callback_data
    rota = await _read(wanted.region, services, person)
    if wanted.weekday not in duty.WEEKDAYS:
        raise StaleButton
    if not wanted.person:
        await show(callback, person_screen(rota, wanted.weekday, wanted.page, t))
        return
    chosen = next((one for one in rota.colleagues if one.person_id == wanted.person), None)
    if chosen is None:
        raise DutyNotModerator
    await show(callback, deputy_screen(rota, wanted.weekday, chosen, wanted.page, t))


async def set_day(
    callback: CallbackQuery, callback_data: SetDuty, services: Services, person: Person, t: Translator
) -> Notice:
    """Keep who is on duty and show the week; pressed again it shows the same."""
    wanted = callback_data
    await duty.set_day(
        services.db,
        person,
        wanted.region,
        wanted.weekday,
        wanted.person or None,
        wanted.deputy or None,
        services.now(),
    )
    await show(callback, await _rota(wanted.region, services, person, t))
    return Notice(t.plain("duty-saved"))


async def _rota(region: str, services: Services, person: Person, t: Translator) -> Screen:
    regions = person.moderated_regions
    if not region and len(regions) > 1:
        return choice_screen(regions, t)
    return rota_screen(await _read(region or regions[0], services, person), t)


async def _read(region: str, services: Services, person: Person) -> Rota:
    return await duty.rota(services.db, person, region, services.now(), services.rules)
