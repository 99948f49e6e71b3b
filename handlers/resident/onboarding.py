"""What lies before writing and voting: language, consent, region. Where the person was going is kept meanwhile."""

from __future__ import annotations

import re
from typing import Final

from forum.policies import has_consent
from handlers.middlewares import guessed_language
from handlers.resident.visit import Visit
from handlers.screen import Screen, show
from handlers.views import start as views

START: Final = "start"
SUBMIT: Final = "sub"
# Where somebody was going: a proposal's link, an invitation, a vote, following or reporting a proposal, an item
# of the queue from a staff group, the form.
THEN: Final = re.compile(r"p_[0-9]{1,18}|i_[A-Za-z0-9_-]{8,48}|v_[0-9]{1,18}_(?:-1|0|1)|[fqr]_[0-9]{1,18}|sub")
READING: Final = ("p_",)
LINKS: Final = ("p_", "i_", "q_")


def from_link(payload: str | None) -> str:
    """Where a deep link leads; an unknown one leads to the ordinary start."""
    then = payload or ""
    return then if then.startswith(LINKS) and THEN.fullmatch(then) else START


def from_button(then: str) -> str:
    """Where a button of onboarding leads; anything odd leads to the ordinary start."""
    return then if THEN.fullmatch(then) else START


def missing_step(visit: Visit, then: str, *, is_needed: bool = False) -> Screen | None:
    """The first step that lies before ``then``, or None; reading needs no consent.

    ``is_needed`` when the person was stopped on the way: the consent then says why it is asked.
    """
    if visit.person.language is None:
        return views.choose_language(guessed_language(visit.event.from_user), then)
    if not has_consent(visit.person):
        is_reading = then.startswith(READING)
        return None if is_reading else views.consent(visit.t, visit.operator, then, is_needed=is_needed)
    if visit.person.region is None:
        return views.choose_region(visit.t, then)
    return None


async def was_stopped(visit: Visit, then: str) -> bool:
    """Ask for what writing and voting still lack; the way goes on to ``then`` afterwards."""
    missing = missing_step(visit, then, is_needed=True)
    if missing is None:
        return False
    await show(visit.event, missing)
    return True
