"""Organizers: the campaign, exports, the team. Every handler asks the forum whether it may."""

from __future__ import annotations

from aiogram import Router

from handlers.organizer import (
    announce,
    announce_form,
    campaign,
    changes,
    creation,
    days,
    export,
    importing,
    outcome_answering,
    outcome_sending,
    outcomes,
    past,
    pauses,
    reason_creation,
    reasons,
    recommending,
    sections,
    shortlist,
    shortlist_other,
    stats,
    team,
    team_history,
)


def router() -> Router:
    """A fresh router of everything an organizer does."""
    organizer = Router(name="organizer")
    organizer.include_routers(campaign.router(), export.router(), team.router(), days.router(), creation.router())
    organizer.include_routers(reasons.router(), reason_creation.router())
    organizer.include_routers(changes.router(), pauses.router(), sections.router(), past.router())
    organizer.include_routers(announce.router(), announce_form.router())
    organizer.include_routers(shortlist.router(), shortlist_other.router(), team_history.router())
    organizer.include_routers(stats.router(), importing.router())
    organizer.include_routers(outcomes.router(), recommending.router())
    organizer.include_routers(outcome_sending.router(), outcome_answering.router())
    return organizer
