"""Screens of privacy: the policy in short pages, the file of one's data, being forgotten in two steps."""

from __future__ import annotations

from forum.policies import Rules
from forum.privacy import Holdings, mark_of
from handlers.callbacks import ForgetMe, OpenPrivacy, OpenSettings, OpenTeam, SendMyData
from handlers.screen import DANGER, PRIMARY, Screen, button, buttons, in_rows
from locales import Translator
from storage.records import Person

PAGES = ("kept", "why", "where", "rights")
LABELS = {
    "kept": "privacy-button-kept",
    "why": "privacy-button-why",
    "where": "privacy-button-where",
    "rights": "privacy-button-rights",
}


def privacy_main(t: Translator, operator: str) -> Screen:
    """The policy in a few lines, and the way to the rest of it."""
    pages = [button(t.plain(LABELS[page]), OpenPrivacy(page=page)) for page in PAGES]
    own = [button(t.plain("privacy-my-data"), SendMyData()), button(t.plain("privacy-forget-me"), ForgetMe())]
    back = [button(t.plain("privacy-to-settings"), OpenSettings())]
    return Screen(t.html("privacy-main", operator=operator), buttons(*in_rows(pages), own, back))


def privacy_page(page: str, t: Translator, operator: str, rules: Rules) -> Screen:
    """One of ``PAGES``."""
    match page:
        case "kept":
            text: str = t.html("privacy-kept")
            if rules.phone_needed:
                text = f"{text}\n\n{t.html('privacy-kept-phone')}"
        case "why":
            text = t.html("privacy-why", operator=operator)
        case "where":
            text = t.html("privacy-where")
        case _:
            text = t.html("privacy-rights", operator=operator)
    return Screen(text, buttons([button(t.plain("privacy-back"), OpenPrivacy())]))


def forget_sure(t: Translator, person: Person, held: Holdings) -> Screen:
    """Exactly what goes and what stays, before it is done."""
    goes = [t.html("privacy-forget-profile")]
    if person.is_verified:
        goes.append(t.html("privacy-forget-phone"))
    if held.drafts:
        goes.append(t.html("privacy-forget-drafts", count=held.drafts))
    if held.unpublished:
        goes.append(t.html("privacy-forget-unpublished", count=held.unpublished))
    if held.follows:
        goes.append(t.html("privacy-forget-follows", count=held.follows))
    goes.append(t.html("privacy-forget-messages"))
    if held.roles:
        goes.append(t.html("privacy-forget-roles", count=held.roles))
    stays = []
    if held.published:
        stays.append(t.html("privacy-forget-published", count=held.published))
    if held.votes:
        stays.append(t.html("privacy-forget-votes", count=held.votes))
    if held.unpublished:
        stays.append(t.html("privacy-forget-numbers"))
    if held.roles:
        stays.append(t.html("privacy-forget-decisions"))
    if held.sanctions:
        stays.append(t.html("privacy-forget-sanctions", count=held.sanctions))
    last = [t.html("privacy-forget-last")] if held.is_last_organizer else []
    parts = [t.html("privacy-forget-title"), *last, "\n".join([t.html("privacy-forget-goes"), *goes])]
    if stays:
        parts.append("\n".join([t.html("privacy-forget-stays"), *stays]))
    parts.append(t.html("privacy-forget-warning"))
    sure = ForgetMe(shown=mark_of(person, held), language=t.language)
    return Screen(
        "\n\n".join(parts),
        buttons(
            [button(t.plain("campaign-button-team"), OpenTeam(), PRIMARY)] if last else [],
            [button(t.plain("privacy-forget-sure"), sure, DANGER)],
            [button(t.plain("privacy-forget-not"), OpenPrivacy())],
        ),
    )


def forgotten(t: Translator) -> Screen:
    """The last message: nobody is known here any more."""
    return Screen(t.html("privacy-forgotten"))
