"""When nothing is left that one has not seen."""

from __future__ import annotations

from handlers.callbacks import ListPage, OpenMine
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.search import search_button
from locales import Translator


def none_left(t: Translator) -> Screen:
    """Says so, and offers the list, the search and what one voted on."""
    return Screen(
        t.html("next-none"),
        buttons(
            [button(t.plain("browse-open-list"), ListPage(), PRIMARY)],
            [search_button(t), button(t.plain("mine-votes"), OpenMine(page="votes"))],
        ),
    )
