"""The settings of a digest: when it comes, in which language, and a pause."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from handlers.callbacks import OpenDigest, PauseDigest, SetDigest, ShapeDigest, SpeakDigest
from handlers.callbacks.digests import Whose
from handlers.screen import SUCCESS, Button, Screen, button, buttons, in_rows
from handlers.views.digest import clock_time
from locales import LANGUAGES, NATIONAL, Translator
from storage.records import DigestPlan

CADENCES = ("workdays", "daily", "weekly", "off")
HOURS = (7, 8, 9, 10, 11, 12, 14, 16, 18, 19, 20, 21)
OWN = "own"
FORMS = ("classic", "rich")


def whose_of(plan: DigestPlan) -> Whose:
    """Which digest the plan is of."""
    return Whose(plan.region, plan.recipient.group_id)


def settings_screen(plan: DigestPlan, now: datetime, t: Translator, form: str | None = None) -> Screen:
    """The plan in words, and buttons that each say a whole wanted plan.

    ``form``: how the recipient's digests look, classic or rich; None: they have no choice (a group).
    """
    code = whose_of(plan).code
    parts = [t.html("digest-settings", region=_region(plan, t)), _plan_in_words(plan, now, t)]
    if plan.recipient.group_id is not None:
        parts.insert(1, t.html("digest-settings-group"))
    if plan.cadence != "off":
        parts.append(t.html("digest-about"))
    if form is not None:
        parts.append(t.html("rich-form-tables" if form == "rich" else "rich-form-classic"))
    rows = in_rows(_choice(plan, t, t.plain(f"digest-cadence-{name}"), cadence=name) for name in CADENCES)
    if plan.cadence == "weekly":
        days = range(1, 8)
        rows.append([_choice(plan, t, t.plain(f"digest-weekday-short-{day}"), weekday=day) for day in days])
    if plan.cadence != "off":
        rows += in_rows((_choice(plan, t, clock_time(hour * 60), minute=hour * 60) for hour in HOURS), 4)
    paused = _pause_ends(plan, now, t)
    pause = "digest-button-pause" if paused is None else "digest-button-paused"
    label = t.plain(pause, day=t.day_month(paused or now))
    rows.append(
        [
            button(t.plain("digest-button-language"), OpenDigest(whose=code, what="language")),
            button(label, OpenDigest(whose=code, what="pause")),
        ]
    )
    if form is not None:
        labels = {"classic": t.plain("rich-button-classic"), "rich": t.plain("rich-button-tables")}
        rows.append(
            [_marked(labels[name], ShapeDigest(whose=code, form=name), t, is_so=name == form) for name in FORMS]
        )
    rows.append([button(t.plain("digest-button-show"), OpenDigest(whose=code))])
    return Screen("\n\n".join(parts), buttons(*rows))


def language_screen(plan: DigestPlan, t: Translator) -> Screen:
    """In which language the digest comes."""
    code = whose_of(plan).code
    own = t.plain("digest-language-own" if plan.recipient.group_id is None else "digest-language-group")
    labels = {**{language: t.plain(f"language-{language}") for language in LANGUAGES}, OWN: own}
    choices = [
        _marked(label, SpeakDigest(whose=code, language=language), t, is_so=(plan.language or OWN) == language)
        for language, label in labels.items()
    ]
    return Screen(
        t.html("digest-ask-language", region=_region(plan, t)), buttons(*in_rows(choices), [_to_plan(code, t)])
    )


def pause_screen(plan: DigestPlan, now: datetime, t: Translator) -> Screen:
    """From which day on the digest comes again."""
    code, today = whose_of(plan).code, now.astimezone(t.zone).date()
    until = {
        "digest-pause-week": today + timedelta(days=7),
        "digest-pause-fortnight": today + timedelta(days=14),
        "digest-pause-month": _month_later(today),
    }
    ends = _pause_ends(plan, now, t)
    choices = [
        _marked(t.plain(key, day=t.day_month(day)), PauseDigest(whose=code, until=packed(day)), t, is_so=day == ends)
        for key, day in until.items()
    ]
    if ends is not None:
        choices.append(button(t.plain("digest-pause-end"), PauseDigest(whose=code, until=0)))
    parts = [t.html("digest-ask-pause", region=_region(plan, t))]
    if ends is not None:
        parts.append(t.html("digest-paused", day=t.day_month(ends)))
    return Screen("\n\n".join(parts), buttons(*in_rows(choices, 1), [_to_plan(code, t)]))


def packed(day: date) -> int:
    """A day as a button carries it: 20261130."""
    return day.year * 10_000 + day.month * 100 + day.day


def unpacked(number: int) -> date:
    """The day of a button. Raises ValueError for one that is none."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def _month_later(day: date) -> date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _region(plan: DigestPlan, t: Translator) -> str:
    return t.region(plan.region or NATIONAL, "title")


def _pause_ends(plan: DigestPlan, now: datetime, t: Translator) -> date | None:
    if plan.paused_until is None or plan.paused_until <= now:
        return None
    return plan.paused_until.astimezone(t.zone).date()


def _plan_in_words(plan: DigestPlan, now: datetime, t: Translator) -> str:
    weekday = t.plain(f"digest-weekday-{plan.weekday}")
    lines: list[str] = [t.html(f"digest-plan-{plan.cadence}", time=clock_time(plan.minute), weekday=weekday)]
    ends = _pause_ends(plan, now, t)
    if ends is not None:
        lines.append(t.html("digest-paused", day=t.day_month(ends)))
    if plan.due_at is not None:
        lines.append(t.html("digest-next", due=plan.due_at))
    if plan.language is not None:
        lines.append(t.html("digest-language", language=t.plain(f"language-{plan.language}")))
    return "\n".join(lines)


def _to_plan(code: str, t: Translator) -> Button:
    return button(t.plain("digest-button-plan"), OpenDigest(whose=code, what="plan"))


def _choice(
    plan: DigestPlan,
    t: Translator,
    label: str,
    cadence: str | None = None,
    minute: int | None = None,
    weekday: int | None = None,
) -> Button:
    """A button of the plan with one thing changed; marked when the plan is so already."""
    wanted = SetDigest(
        whose=whose_of(plan).code,
        cadence=cadence or plan.cadence,
        minute=plan.minute if minute is None else minute,
        weekday=weekday or plan.weekday,
    )
    is_so = (wanted.cadence, wanted.minute, wanted.weekday) == (plan.cadence, plan.minute, plan.weekday)
    return _marked(label, wanted, t, is_so=is_so)


def _marked(
    label: str, wanted: SetDigest | PauseDigest | SpeakDigest | ShapeDigest, t: Translator, *, is_so: bool
) -> Button:
    return button(t.plain("digest-chosen", label=label) if is_so else label, wanted, SUCCESS if is_so else None)
