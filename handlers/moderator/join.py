"""Accepting an invitation; called when somebody opened a link i_<token> and has come through onboarding."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import CallbackQuery, Message

from forum import people, team
from forum.errors import DomainError
from handlers.commands import set_person_commands
from handlers.middlewares import sentence
from handlers.screen import Screen, send
from handlers.services import Services
from handlers.views.menu import keyboard
from handlers.views.team import welcome_screen
from locales import Translator, escape
from storage.records import Person


async def accept_invitation(
    event: Message | CallbackQuery, token: str, services: Services, person: Person, t: Translator
) -> Person | None:
    """Show the welcome and give the person with the new roles, or say what is wrong and give None."""
    user = event.from_user
    if user is None:
        return None
    now = services.now()
    try:
        memberships = await team.accept(services.db, person, token, user.full_name, now, services.rules)
    except DomainError as refused:
        await send(event, Screen(escape(sentence(refused, t))))
        return None
    joined = await people.arrive(services.db, user.id, now)
    joined = replace(joined, is_admin=person.is_admin)
    if event.bot is not None:
        await set_person_commands(event.bot, joined)
    # Telegram takes one keyboard a message: first the menu of the new role, then what to do with it.
    await send(event, Screen(t.html("join-welcome")), reply_keyboard=keyboard(t, joined))
    await send(event, welcome_screen(memberships, services.rules, t))
    return joined
