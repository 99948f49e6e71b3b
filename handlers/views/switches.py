"""What the bot tells without being asked, and a switch for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from forum.notices import SWITCHES, WEEKLY
from forum.policies import Rules
from handlers.callbacks import OpenSettings, SetNotice
from handlers.screen import Button, Screen, button, buttons
from locales import Translator
from storage.records import Person


def switches_screen(is_on: Mapping[str, bool], person: Person, rules: Rules, t: Translator) -> Screen:
    """Every kind in words, when it comes, and a button that says what it will be."""
    lines: list[str] = [t.html("switch-title"), ""]
    lines += [t.html(f"switch-{kind}-{'on' if is_on[kind] else 'off'}") for kind in SWITCHES]
    if is_on[WEEKLY]:
        lines += ["", t.html("switch-weekly-when", region=t.region(person.region, "title"))]
    if (quiet := _quiet_hours(rules, t)) is not None:
        lines += ["", quiet]
    rows = [[_switch(kind, t, is_on=is_on[kind])] for kind in SWITCHES]
    return Screen("\n".join(lines), buttons(*rows, [button(t.plain("button-back"), OpenSettings())]))


def _quiet_hours(rules: Rules, t: Translator) -> str | None:
    begins, ends = rules.quiet_from, rules.quiet_until
    if begins is None or ends is None or begins == ends:
        return None
    return t.html("switch-quiet", begins=f"{begins:02}:00", ends=f"{ends:02}:00")


def _switch(kind: str, t: Translator, *, is_on: bool) -> Button:
    label = t.plain(f"switch-{kind}-button-{'off' if is_on else 'on'}")
    return button(label, SetNotice(kind=kind, wanted=0 if is_on else 1))


def with_stop(screen: Screen, kind: str, t: Translator) -> Screen:
    """A notice with a last button below it: no more of this kind."""
    stop = button(t.plain("switch-button-stop"), SetNotice(kind=kind, wanted=0, fresh=1))
    rows = screen.keyboard["inline_keyboard"] if screen.keyboard is not None else []
    return replace(screen, keyboard=buttons(*rows, [stop]))
