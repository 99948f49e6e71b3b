"""The team looked back on: its history, the links still open, one person with their roles and what they did."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from forum import team_history
from forum.organizer_errors import InvitationNotOpen
from forum.policies import demand_organizer
from handlers.callbacks import OpenInvitations, OpenMember, OpenTeamHistory, TakeLinkBack
from handlers.screen import Screen, show
from handlers.services import Services
from handlers.views.team_history import history_screen, links_screen, member_screen, take_back_screen
from locales import Markup, Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the team's history."""
    looking = Router(name="team-history")
    looking.callback_query.register(open_history, OpenTeamHistory.filter())
    looking.callback_query.register(open_links, OpenInvitations.filter())
    looking.callback_query.register(ask_take_back, TakeLinkBack.filter(F.sure != 1))
    looking.callback_query.register(take_back, TakeLinkBack.filter(F.sure == 1))
    looking.callback_query.register(open_member, OpenMember.filter())
    return looking


async def open_history(
    callback: CallbackQuery, callback_data: OpenTeamHistory, services: Services, person: Person, t: Translator
) -> None:
    """Who was invited, joined and lost a role, and by whom."""
    acts = await team_history.acts(services.db, person, services.now(), services.rules)
    await show(callback, history_screen(acts, callback_data.page, t))


async def open_links(
    callback: CallbackQuery, callback_data: OpenInvitations, services: Services, person: Person, t: Translator
) -> None:
    """Links nobody has used yet."""
    await show(callback, await _links(services, person, t, callback_data.page))


async def ask_take_back(
    callback: CallbackQuery, callback_data: TakeLinkBack, services: Services, person: Person, t: Translator
) -> None:
    """Ask once more; the list where the link is open no more."""
    try:
        link = await team_history.find_open_link(services.db, person, callback_data.invitation, services.now())
    except InvitationNotOpen:
        await show(callback, await _links(services, person, t))
        raise
    await show(callback, take_back_screen(link, t))


async def take_back(
    callback: CallbackQuery, callback_data: TakeLinkBack, services: Services, person: Person, t: Translator
) -> None:
    """End the link; the list shows what is open now, also when somebody has just used it."""
    demand_organizer(person)
    try:
        await team_history.take_link_back(services.db, person, callback_data.invitation, services.now())
    except InvitationNotOpen:
        await show(callback, await _links(services, person, t))
        raise
    await show(callback, await _links(services, person, t, first=t.html("team-link-ended")))


async def open_member(
    callback: CallbackQuery, callback_data: OpenMember, services: Services, person: Person, t: Translator
) -> None:
    """One person."""
    profile = await team_history.profile(services.db, person, callback_data.member)
    await show(callback, member_screen(profile, t))


async def _links(
    services: Services, person: Person, t: Translator, page: int = 1, first: Markup | None = None
) -> Screen:
    return links_screen(await team_history.open_links(services.db, person, services.now()), page, t, first)
