"""Residents: onboarding, the menu, submitting, reading, voting, what is one's own. Rights are the forum's to check."""

from __future__ import annotations

from aiogram import Router

from handlers.resident import (
    browse,
    help,
    menu,
    mine,
    settings,
    start,
    submit,
    submit_fields,
    submit_files,
    vote,
)


def router() -> Router:
    """A fresh router of everything a resident does; the form comes last, so that the menu leads out of it."""
    resident = Router(name="resident")
    resident.include_routers(
        start.router(),
        menu.router(),
        settings.router(),
        help.router(),
        browse.router(),
        vote.router(),
        mine.router(),
        submit.router(),
        submit_files.router(),
        submit_fields.router(),
    )
    return resident
