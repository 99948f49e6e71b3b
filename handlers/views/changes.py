"""Messages about a proposal's new state: to its author, and to those who support or follow it."""

from __future__ import annotations

from handlers.callbacks import OpenCard
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.proposal import state_name
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator
from storage.records import Proposal


def change_screen(proposal: Proposal, state: str, t: Translator, *, is_own: bool) -> Screen:
    """``state`` is the one it came to then; the card shows how it stands now."""
    title = shortened(proposal.title or "", TITLE_UNITS)
    facts = {"number": number_of(proposal), "title": title, "state": state_name(t, state)}
    open_ = button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"), PRIMARY)
    return Screen(t.html("change-own" if is_own else "change-outcome", **facts), buttons([open_]))
