"""Rows of regions and of topics, two a row, the chosen one marked by a sign and by its colour."""

from __future__ import annotations

from collections.abc import Callable

from aiogram.filters.callback_data import CallbackData

from handlers.screen import SUCCESS, Button, button, in_rows
from locales import REGION_CODES, TOPIC_SLUGS, Translator

Rows = list[list[Button]]
Data = Callable[[str], CallbackData]


def choice(t: Translator, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """One of several; the chosen one carries ✓ beside the colour."""
    return button(t.plain("browse-chosen", label=label) if chosen else label, data, SUCCESS if chosen else None)


def region_rows(t: Translator, data: Data, chosen: str | None = None) -> Rows:
    """The 20 regions; ``data`` makes a button's data from a region's code."""
    return in_rows(choice(t, t.region(code, "short"), data(code), chosen=code == chosen) for code in REGION_CODES)


def topic_rows(t: Translator, data: Data, chosen: str | None = None) -> Rows:
    """The topics by their short names; ``data`` makes a button's data from a slug."""
    return in_rows(choice(t, t.topic(slug, "short"), data(slug), chosen=slug == chosen) for slug in TOPIC_SLUGS)
