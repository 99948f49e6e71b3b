"""Help in short screens, for the roles one has."""

from __future__ import annotations

from forum.policies import Rules
from handlers.callbacks import OpenHelp, OpenPrivacy, OpenRights
from handlers.screen import Screen, button, buttons, in_rows
from locales import Translator
from storage.records import Person

RESIDENT_PAGES = ("submit", "vote", "find", "after", "report", "law", "data")
LABELS = {
    "submit": "help-button-submit",
    "vote": "help-button-vote",
    "find": "help-button-find",
    "after": "help-button-after",
    "report": "help-button-report",
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
    rights = [button(t.plain("help-button-rights"), OpenRights())]
    return Screen("\n\n".join(parts), buttons(*in_rows(pages), rights))


def help_page(page: str, t: Translator, rules: Rules, operator: str, bot: str) -> Screen:
    """One of ``pages_of``; ``bot`` is the bot's username."""
    match page:
        case "submit":
            limits = {"daily": rules.proposals_a_day, "campaign": rules.proposals_a_campaign}
            text = t.html("help-submit", **limits)
        case "find":
            text = t.html("help-find", bot=bot)
        case "after":
            text = t.html("help-after", days=rules.decision_workdays, appeal=rules.appeal_for.days)
        case "report":
            text = t.html("help-report", people=rules.reports_to_hide, daily=rules.reports_a_day)
        case "data":
            text = t.html("help-data", operator=operator)
        case _:
            text = t.html(TEXTS[page])
    privacy = [button(t.plain("help-button-privacy"), OpenPrivacy())] if page == "data" else []
    return Screen(text, buttons(privacy, [button(t.plain("help-back"), OpenHelp())]))
