"""To organizers: proposals wait where nobody moderates."""

from __future__ import annotations

from handlers.callbacks import OpenTeam
from handlers.screen import PRIMARY, Screen, button, buttons
from locales import Translator


def unattended_screen(region: str, count: int, t: Translator) -> Screen:
    """Which region, how many wait, and the way to a new moderator."""
    text = t.html("unattended-region", region=t.region(region, "title"), count=count)
    return Screen(text, buttons([button(t.plain("unattended-button"), OpenTeam(), PRIMARY)]))
