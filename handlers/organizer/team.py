"""The team: the list, one-time links, roles taken back."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import people, team
from forum.errors import MemberNotFound, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import InviteRole, MakeInvitation, OpenOrganizer, OpenTeam, RevokeMember
from handlers.callbacks.ids import new_request
from handlers.commands import set_person_commands
from handlers.form_storage import LoadedForm
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views.team import (
    invitation_screen,
    regions_of,
    regions_screen,
    revoke_screen,
    team_screen,
)
from locales import REGION_CODES, Markup, Translator
from storage.records import Person

ROLES = ("moderator", "organizer")


def router() -> Router:
    """A fresh router of the team."""
    members = Router(name="team")
    members.message.register(list_team, Command("team"))
    members.callback_query.register(open_team, OpenTeam.filter())
    members.callback_query.register(open_first_page, OpenOrganizer.filter(F.page == "team"))
    members.callback_query.register(choose_regions, InviteRole.filter())
    members.callback_query.register(make_invitation, MakeInvitation.filter())
    members.callback_query.register(ask_revoke, RevokeMember.filter(F.sure == 0))
    members.callback_query.register(revoke_member, RevokeMember.filter(F.sure == 1))
    return members


async def list_team(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/team: who holds which role."""
    screen = await _team(services, person, t)
    await state.clear()
    await send(message, screen)


async def open_team(
    callback: CallbackQuery, callback_data: OpenTeam, services: Services, person: Person, t: Translator
) -> None:
    """One page of the team in place."""
    await show(callback, await _team(services, person, t, callback_data.page))


async def open_first_page(callback: CallbackQuery, services: Services, person: Person, t: Translator) -> None:
    """The team in place."""
    await show(callback, await _team(services, person, t))


async def choose_regions(callback: CallbackQuery, callback_data: InviteRole, person: Person, t: Translator) -> None:
    """Mark the regions of a new moderator."""
    demand_organizer(person)
    await show(callback, regions_screen(_bits(callback_data.chosen), new_request(), t))


async def make_invitation(
    callback: CallbackQuery, callback_data: MakeInvitation, services: Services, person: Person, t: Translator
) -> None:
    """Make a link and show it once; the same button again shows the same link, until somebody has used it."""
    demand_organizer(person)
    regions = regions_of(_bits(callback_data.chosen))
    if callback.bot is None or callback_data.role not in ROLES or (callback_data.role == "moderator") != bool(regions):
        raise StaleButton
    token = await team.invite(
        services.db,
        person,
        callback_data.role,
        regions,
        services.now(),
        services.rules,
        token=_token(callback.bot.token, person, callback_data),
    )
    link = services.link(f"i_{token}")
    await show(callback, invitation_screen(callback_data.role, regions, link, services.rules, t))


async def ask_revoke(
    callback: CallbackQuery, callback_data: RevokeMember, services: Services, person: Person, t: Translator
) -> None:
    """Ask once more."""
    member = await team.get_member(services.db, person, callback_data.member)
    await show(callback, revoke_screen(member, member.person_id == person.id, t))


async def revoke_member(
    callback: CallbackQuery, callback_data: RevokeMember, services: Services, person: Person, t: Translator
) -> None:
    """Take the role back: its buttons are dead at once, and its commands leave the menu."""
    demand_organizer(person)
    try:
        member = await team.revoke(services.db, person, callback_data.member, services.now())
    except MemberNotFound:
        # Pressed twice, or by two organizers at once: the list shows what is true now.
        await show(callback, await _team(services, person, t))
        raise
    revoked = await people.find(services.db, member.person_id)
    if revoked is not None and callback.bot is not None:
        revoked = replace(revoked, is_admin=revoked.telegram_id in services.admin_ids)
        await set_person_commands(callback.bot, revoked)
    done = t.html("team-revoked", name=member.display_name)
    if revoked is not None and revoked.id == person.id and not revoked.is_organizer:
        await show(callback, Screen(done))
    else:
        await show(callback, await _team(services, person, t, first=done))


async def _team(
    services: Services, person: Person, t: Translator, page: int = 1, first: Markup | None = None
) -> Screen:
    return team_screen(await team.members(services.db, person), page, new_request(), t, first)


def _token(secret: str, person: Person, wanted: MakeInvitation) -> str:
    """What the link is made of: only its hash is kept, so the same button must give the same again."""
    asked = f"invitation {person.id} {wanted.pack()}"
    digest = hmac.digest(secret.encode(), asked.encode(), "sha256")
    return urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def _bits(chosen: int) -> int:
    if not 0 <= chosen < 1 << len(REGION_CODES):
        raise StaleButton
    return chosen
