"""Help in short screens, for the roles one has."""

from __future__ import annotations

from forum.policies import Rules
from handlers.callbacks import OpenHelp
from handlers.screen import Screen, button, buttons, in_rows
from locales import Translator
from storage.records import Person

RESIDENT_PAGES = ("submit", "vote", "after", "law", "data")
LABELS = {
    "submit": "help-button-submit",
    "vote": "help-button-vote",
    "after": "help-button-after",
    "law": "help-button-law",
    "data": "help-button-data",
    "moderator": "help-button-moderator",
    "organizer": "help-button-organizer",
}
TEXTS = {
    "vote": "help-vote",
    "law": "help-law",
    "moderator": "help-moderator",
    "organizer": "help-organizer",
}


def pages_of(person: Person) -> tuple[str, ...]:
    """The screens a person's roles open."""
    moderator = ("moderator",) if person.is_moderator else ()
    organizer = ("organizer",) if person.is_organizer else ()
    return (*RESIDENT_PAGES, *moderator, *organizer)


def help_main(t: Translator, person: Person) -> Screen:
    """What the bot is for, its commands, and the way to the other screens."""
    parts = [t.html("help-main")]
    if person.is_moderator:
        parts.append(t.html("help-main-moderator"))
    if person.is_organizer:
        parts.append(t.html("help-main-organizer"))
    parts.append(t.html("help-choose"))
    pages = [button(t.plain(LABELS[page]), OpenHelp(page=page)) for page in pages_of(person)]
    return Screen("\n\n".join(parts), buttons(*in_rows(pages)))


def help_page(page: str, t: Translator, rules: Rules, operator: str) -> Screen:
    """One of ``pages_of``."""
    match page:
        case "submit":
            limits = {"daily": rules.proposals_a_day, "campaign": rules.proposals_a_campaign}
            text = t.html("help-submit", **limits)
        case "after":
            text = t.html("help-after", days=rules.decision_workdays)
        case "data":
            text = t.html("help-data", operator=operator)
        case _:
            text = t.html(TEXTS[page])
    return Screen(text, buttons([button(t.plain("help-back"), OpenHelp())]))
