"""Organizers: the campaign, exports, the team. Every handler asks the forum whether it may."""

from __future__ import annotations

from aiogram import Router

from handlers.organizer import campaign, creation, days, export, reason_creation, reasons, team


def router() -> Router:
    """A fresh router of everything an organizer does."""
    organizer = Router(name="organizer")
    organizer.include_routers(campaign.router(), export.router(), team.router(), days.router(), creation.router())
    organizer.include_routers(reasons.router(), reason_creation.router())
    return organizer
