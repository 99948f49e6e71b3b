"""Residents: onboarding, the menu, submitting, reading, voting, what is one's own. Rights are the forum's to check."""

from __future__ import annotations

from aiogram import Router

from handlers.resident import (
    appeal,
    browse,
    carry,
    contact,
    help,
    inline,
    menu,
    mine,
    more,
    next,
    notices,
    privacy,
    rate,
    report,
    rights,
    search,
    settings,
    similar,
    start,
    submit,
    submit_fields,
    submit_files,
    submit_send,
    vote,
)


def router() -> Router:
    """A fresh router of everything a resident does; the form comes last, so that the menu leads out of it."""
    resident = Router(name="resident")
    resident.include_routers(
        start.router(),
        menu.router(),
        contact.router(),
        settings.router(),
        privacy.router(),
        help.router(),
        rights.router(),
        inline.router(),
        browse.router(),
        vote.router(),
        rate.router(),
        carry.router(),
        mine.router(),
        more.router(),
        notices.router(),
        next.router(),
        report.router(),
        appeal.router(),
        search.router(),
        similar.router(),
        submit.router(),
        submit_send.router(),
        submit_files.router(),
        submit_fields.router(),
    )
    return resident
