"""Commands and the bot's profile, set per language and per role from one registry."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButtonCommands,
)

from handlers.screen import ONE_ATTEMPT
from handlers.services import Services
from handlers.views.shorten import shortened
from locales import LANGUAGES, Translator, translator
from storage.records import Person

log = logging.getLogger(__name__)

RESIDENT = ("start", "submit", "list", "next", "search", "mine", "settings", "privacy", "help")
MODERATOR = ("queue", "digest", "duty", "sanctions", "history")
ORGANIZER = ("campaign", "digest", "announce", "export", "shortlist", "outcomes", "stats", "team", "history")
GROUP = ("queue", "digest", "connect", "disconnect")
NAME_MOST, SHORT_MOST, DESCRIPTION_MOST = 64, 120, 512


def commands_of(person: Person | None) -> tuple[str, ...]:
    """The commands of the roles somebody has; None is a resident."""
    names: tuple[str, ...] = RESIDENT
    if person is not None and person.is_moderator:
        names += MODERATOR
    if person is not None and person.is_organizer:
        names += ORGANIZER
    return tuple(dict.fromkeys(names))


def described(names: tuple[str, ...], t: Translator) -> list[BotCommand]:
    """Commands as Telegram takes them."""
    return [BotCommand(command=name, description=t.plain(f"command-{name}")) for name in names]


async def set_profile(bot: Bot, services: Services) -> None:
    """Tell Telegram the bot's name, descriptions, commands and menu button, in each language.

    Kazakh is what people of any third language see. What Telegram has already is not set again: it allows a name
    to be changed a few times a day only. Raises TelegramAPIError.
    """
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    for code in ("", *LANGUAGES):
        t = translator(code or LANGUAGES[0], services.zone)
        await _set_texts(bot, services, t, code or None)
        await bot.set_my_commands(described(RESIDENT, t), scope=BotCommandScopeDefault(), language_code=code or None)
        in_groups = BotCommandScopeAllGroupChats()
        await bot.set_my_commands(described(GROUP, t), scope=in_groups, language_code=code or None)


async def _set_texts(bot: Bot, services: Services, t: Translator, code: str | None) -> None:
    name = shortened(t.plain("profile-name"), NAME_MOST)
    if (await bot.get_my_name(language_code=code)).name != name:
        await bot.set_my_name(name=name, language_code=code)
    short = shortened(t.plain("profile-short"), SHORT_MOST)
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short_description=short, language_code=code)
    description = _description(services, t)
    if (await bot.get_my_description(language_code=code)).description != description:
        await bot.set_my_description(description=description, language_code=code)


def _description(services: Services, t: Translator) -> str:
    """What the bot is and who runs it; a very long operator's name is what gets shortened."""
    for most in (200, 80, 40):
        operator = {f"operator_{code}": shortened(services.operator[code], most) for code in LANGUAGES}
        description = t.plain("profile-description", **operator)
        if len(description) <= DESCRIPTION_MOST:
            break
    return description


async def set_person_commands(bot: Bot, person: Person) -> None:
    """Show one person the commands of their roles in the language they chose here.

    A menu of commands is a convenience: when Telegram refuses, it stays as it was.
    """
    if person.telegram_id is None:
        return
    commands = described(commands_of(person), translator(person.language or LANGUAGES[0]))
    try:
        scope = BotCommandScopeChat(chat_id=person.telegram_id)
        await bot.set_my_commands(commands, scope=scope, request_timeout=ONE_ATTEMPT)
    except TelegramAPIError as problem:
        log.warning("commands of a person not set", extra={"problem": type(problem).__name__})


async def drop_person_commands(bot: Bot, person: Person) -> None:
    """Take back what was shown to one person alone: they see what everybody sees."""
    if person.telegram_id is None:
        return
    try:
        scope = BotCommandScopeChat(chat_id=person.telegram_id)
        await bot.delete_my_commands(scope=scope, request_timeout=ONE_ATTEMPT)
    except TelegramAPIError as problem:
        log.warning("commands of a person not dropped", extra={"problem": type(problem).__name__})
