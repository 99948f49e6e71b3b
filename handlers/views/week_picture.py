"""The button under a digest that was asked for: the week as a picture."""

from __future__ import annotations

from dataclasses import replace

from handlers.callbacks import SendWeekPicture
from handlers.callbacks.digests import Whose
from handlers.screen import Screen, button, buttons
from locales import Translator


def with_picture(screen: Screen, whose: Whose, t: Translator) -> Screen:
    """The digest with one more button, which sends its picture below."""
    rows = screen.keyboard["inline_keyboard"] if screen.keyboard else []
    button_row = [button(t.plain("picture-button"), SendWeekPicture(whose=whose.code))]
    return replace(screen, keyboard=buttons(*rows, button_row))
