"""Know your rights: where to turn to, one short screen for each sphere of life."""

from __future__ import annotations

from handlers.callbacks import OpenHelp, OpenRights
from handlers.screen import Screen, button, buttons, in_rows
from locales import Translator

PAGES = (
    "appeal",
    "complaint",
    "services",
    "work",
    "home",
    "health",
    "school",
    "social",
    "nature",
    "consumer",
    "defence",
)


def rights_main(t: Translator) -> Screen:
    """What these screens are, what a proposal is not, and the spheres."""
    pages = [button(t.plain(f"rights-button-{page}"), OpenRights(page=page)) for page in PAGES]
    back = button(t.plain("help-back"), OpenHelp())
    return Screen(t.html("rights-main"), buttons(*in_rows(pages), [back]))


def rights_page(page: str, t: Translator) -> Screen:
    """One of ``PAGES``."""
    back = button(t.plain("rights-back"), OpenRights())
    return Screen(t.html(f"rights-{page}"), buttons([back]))
