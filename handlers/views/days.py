"""The coming days that are not what their weekday says, and the question which day to change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from forum.days import SpecialDay
from handlers.callbacks import AskDay, OpenDays, OpenOrganizer, TakeDayBack
from handlers.screen import Button, Screen, button, buttons, in_rows
from locales import Markup, Translator

PAGE = 10
KINDS = {"holiday": "days-line-holiday", "off": "days-line-off", "worked": "days-line-worked"}


def days_screen(days: Sequence[SpecialDay], number: int, t: Translator, first: Markup | None = None) -> Screen:
    """A page of the days, with a button to take back each change; ``first`` is said above it."""
    last = max(1, -(-len(days) // PAGE))
    number = min(max(1, number), last)
    shown = days[(number - 1) * PAGE : number * PAGE]
    lines = [t.html(KINDS[one.kind], date=one.day, weekday=weekday_of(one.day, t)) for one in shown]
    parts: list[str] = [first] if first else []
    parts += [t.html("days-title"), "\n".join(lines) if lines else t.html("days-none")]
    changes = [_take_back(one, number, t) for one in shown if one.kind != "holiday"]
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows(changes),
            _turning(number, last, t),
            [
                button(t.plain("days-button-off"), AskDay(working=0)),
                button(t.plain("days-button-worked"), AskDay(working=1)),
            ],
            [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))],
        ),
    )


def weekday_of(day: date, t: Translator) -> str:
    """The day of the week in words."""
    return t.plain(f"digest-weekday-{day.isoweekday()}")


def number_of_day(day: date) -> int:
    """A day as a button carries it: 20261231."""
    return int(day.strftime("%Y%m%d"))


def _take_back(one: SpecialDay, page: int, t: Translator) -> Button:
    label = t.plain("days-button-back", date=t.short_date(one.day))
    return button(label, TakeDayBack(day=number_of_day(one.day), page=page))


def _turning(number: int, last: int, t: Translator) -> list[Button]:
    if last == 1:
        return []
    before = [button("‹", OpenDays(page=number - 1))] if number > 1 else []
    after = [button("›", OpenDays(page=number + 1))] if number < last else []
    return [*before, button(t.plain("browse-page", number=number), OpenDays(page=number)), *after]


def question_screen(working: int, example: date, t: Translator) -> Screen:
    """Which day is made a working day, or free; ``example`` shows how it is written."""
    key = "days-ask-worked" if working else "days-ask-off"
    facts = {"digits": t.short_date(example), "words": t.day_month(example)}
    return Screen(t.html(key, **facts), buttons([button(t.plain("button-back"), OpenDays())]))
