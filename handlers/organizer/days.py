"""Days off and working days beyond the calendar of Kazakhstan: the list, a day typed, a change taken back."""

from __future__ import annotations

from datetime import date

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import day_changes, days
from forum.errors import DatePast, DayFar, DayFree, DayWorking, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import AskDay, OpenDays, TakeDayBack
from handlers.dates import read_day
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.screen import Notice, Screen, complain, drop_buttons, send, show
from handlers.services import Services
from handlers.states import DaysForm
from handlers.typed import IsAnswer, complaint_key, demand_open_step, is_of_refused_album, was_seen
from handlers.views.days import days_screen, question_screen, weekday_of
from locales import Markup, Translator, escape
from storage.records import Person


def router() -> Router:
    """A fresh router of the days."""
    organizer_days = Router(name="days")
    organizer_days.callback_query.register(open_days, OpenDays.filter())
    organizer_days.callback_query.register(ask_day, AskDay.filter())
    organizer_days.callback_query.register(take_day_back, TakeDayBack.filter())
    organizer_days.message.register(accept_day, StateFilter(DaysForm), IsAnswer())
    return organizer_days


async def open_days(
    callback: CallbackQuery,
    callback_data: OpenDays,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The coming holidays and changes, in place; whoever was asked for a day has left the question."""
    demand_organizer(person)
    await _leave(state)
    await show(callback, await _days(services, person, t, callback_data.page))


async def ask_day(
    callback: CallbackQuery, callback_data: AskDay, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Ask which day; it is typed."""
    demand_organizer(person)
    if callback_data.working not in (0, 1):
        raise StaleButton
    data = await state.get_data()
    demand_open_step(callback, data)
    shown = await show(callback, _question(callback_data.working, services, t))
    # A day typed before stays known: coming again after a kill, it is no answer to this question.
    await state.replace(DaysForm.day, {"working": callback_data.working, "screen": shown, "seen": data.get("seen", 0)})


async def take_day_back(
    callback: CallbackQuery,
    callback_data: TakeDayBack,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice:
    """Let the day be what the calendar makes of it; pressed again it shows the same."""
    demand_organizer(person)
    day = _day_of(callback_data.day)
    await _leave(state)
    await day_changes.take_back(services.db, person, day, services.now(), services.rules)
    await show(callback, await _days(services, person, t, callback_data.page))
    return Notice(t.plain("days-taken-back", date=day))


async def accept_day(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Change the typed day; what cannot be is named and asked for again."""
    demand_organizer(person)
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    # Written down before: when the message comes again after a kill, the day is so already by this very message.
    is_again = data.get("taken") == message.message_id
    if not is_again:
        await state.update_data(taken=message.message_id)
    working = int(data.get("working", 0))
    day, complaint = await _changed(message, working, is_again, services, person, t)
    if day is None:
        shown = await complain(message, complaint, _question(working, services, t))
        await state.update_data(screen=shown, seen=message.message_id, refused=message.media_group_id)
        return
    key = "days-done-worked" if working else "days-done-off"
    done = t.html(key, date=day, weekday=weekday_of(day, t))
    await send(message, await _days(services, person, t, first=done))
    # The message stays known, so that it is not answered as something else when it comes again after a kill.
    await state.replace(None, {"seen": message.message_id})


async def _changed(
    message: Message, working: int, is_again: bool, services: Services, person: Person, t: Translator
) -> tuple[date | None, Markup]:
    """The day that was changed, or None and what is wrong with what was typed."""
    problem = complaint_key(message)
    if problem is not None:
        return None, t.html(problem)
    now, rules = services.now(), services.rules
    day = read_day(message.text or "", now.astimezone(services.zone).date())
    if day is None:
        return None, t.html("error-date-format")
    try:
        await day_changes.change(services.db, person, day, now, rules, is_working=working == 1)
    except (DatePast, DayFar) as wrong:
        return None, escape(sentence(wrong, t))
    except (DayFree, DayWorking) as wrong:
        if not is_again:
            return None, escape(sentence(wrong, t))
    return day, Markup("")


async def _leave(state: LoadedForm) -> None:
    """The question is over; a message taken before stays known."""
    if await state.get_state() is not None:
        await state.clear()


def _question(working: int, services: Services, t: Translator) -> Screen:
    year = services.now().astimezone(services.zone).year
    return question_screen(working, date(year, 12, 31), t)


def _day_of(number: int) -> date:
    try:
        return date.fromisoformat(str(number))
    except ValueError:
        raise StaleButton from None


async def _days(
    services: Services, person: Person, t: Translator, page: int = 1, first: Markup | None = None
) -> Screen:
    listed = await days.coming(services.db, person, services.now(), services.rules)
    return days_screen(listed, page, t, first)
