"""Around every handler: who is this, in which language, and one answer whatever happens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject, Update, User

from forum import people
from forum.errors import DomainError, TooFast
from handlers.form_storage import FormStorage, LoadedForm, row_of
from handlers.screen import SILENCE, Notice
from handlers.services import Services, Verdict
from handlers.states import DecisionForm
from locales import LANGUAGES, Translator, translator
from storage.database import DatabaseUnavailable

log = logging.getLogger(__name__)
GROUPS = frozenset({"group", "supergroup"})
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def guessed_language(user: User | None) -> str:
    """Telegram's own language if we speak it, else Kazakh; used only until the person chooses."""
    code = (user.language_code or "")[:2] if user else ""
    return code if code in LANGUAGES else LANGUAGES[0]


def sentence(problem: Exception, t: Translator) -> str:
    """The plain sentence of a problem, in the person's language."""
    if isinstance(problem, DatabaseUnavailable):
        return t.plain("error-try-later")
    if not isinstance(problem, DomainError):
        return t.plain("error-unexpected")
    facts = {name: t.moment(fact) if isinstance(fact, datetime) else fact for name, fact in problem.facts.items()}
    return t.plain(f"error-{problem.key}", **facts)


class PersonMiddleware(BaseMiddleware):
    """Loads the person with roles and the form state in one read; handlers get ``person``, ``t``, ``state``.

    Before that it looks at the person's pace: too fast is said once, and then nothing is read or said.
    """

    def __init__(self, services: Services, forms: FormStorage) -> None:
        self.services = services
        self.forms = forms

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Runs on messages and callbacks of private chats."""
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            return None
        update: Update = data["event_update"]
        pace = self.services.pace.action(user.id, asyncio.get_running_loop().time(), update.update_id)
        if pace is Verdict.SILENT:
            return SILENCE
        await self._load(user, data)
        if pace is Verdict.TELL:
            raise TooFast
        return await handler(event, data)

    async def _load(self, user: User, data: dict[str, Any]) -> None:
        services, bot = self.services, data["bot"]
        assert isinstance(bot, Bot)
        key = StorageKey(bot_id=bot.id, chat_id=user.id, user_id=user.id)  # in a private chat they are one number
        person, conversation = await people.arrive_talking(services.db, user.id, row_of(key), services.now())
        if user.id in services.admin_ids:
            person = replace(person, is_admin=True)
        data["person"] = person
        data["t"] = translator(person.language or guessed_language(user), services.zone)
        data["state"] = LoadedForm(self.forms, key, conversation)
        data["raw_state"] = conversation.state


class OneAnswerMiddleware(BaseMiddleware):
    """The outermost: turns refusals into sentences and answers every callback exactly once."""

    def __init__(self, services: Services) -> None:
        self.services = services

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Never lets a domain error or an outage of the database leave the person without a word.

        Raises DatabaseUnavailable while ``may_retry`` in ``data`` says that the update is going to be handled again.
        """
        result: Any = None
        problem: Exception | None = None
        try:
            result = await handler(event, data)
        except TelegramForbiddenError:
            return None  # blocked in the middle: my_chat_member tells the rest
        except DomainError as refused:
            problem = refused
        except DatabaseUnavailable as away:
            if data.get("may_retry"):
                raise
            log.warning("the database is away", extra={"problem": str(away)})
            problem = away
        except Exception as broken:
            log.exception("handler failed", extra={"event_kind": type(event).__name__})
            problem = broken
        if result is SILENCE:
            return None
        t = data.get("t") or translator(guessed_language(data.get("event_from_user")), self.services.zone)
        await self.answer(event, result, problem, t)
        return result

    async def answer(self, event: TelegramObject, result: Any, problem: Exception | None, t: Translator) -> None:
        """Say what came of it."""
        if isinstance(event, CallbackQuery):
            await answer_callback(event, self.notice(result, problem, t))
        elif isinstance(event, Message) and problem is not None:
            await event.answer(sentence(problem, t), parse_mode=None)

    @staticmethod
    def notice(result: Any, problem: Exception | None, t: Translator) -> Notice | None:
        """What a pressed button is answered with, None: nothing but that it was pressed."""
        if problem is not None:
            return Notice(sentence(problem, t), alert=True)
        if result is UNHANDLED:
            return Notice(t.plain("error-stale-button"), alert=True)
        return result if isinstance(result, Notice) else None


async def answer_callback(event: CallbackQuery, notice: Notice | None) -> None:
    """Stop the button's spinner, saying the notice if there is one."""
    try:
        if notice is None:
            await event.answer()
        else:
            await event.answer(notice.text[:200], show_alert=notice.alert)
    except TelegramBadRequest:
        log.info("callback too old to be answered")  # after a restart; the screen itself is already right


async def answer_failure(failure: ErrorEvent, services: Services, may_retry: bool = False) -> Any:
    """The last resort: what fails before a handler of a chat is reached, or beside it, is answered here."""
    if isinstance(failure.exception, TelegramForbiddenError):
        return None
    if isinstance(failure.exception, DatabaseUnavailable):
        if may_retry:
            return UNHANDLED  # the error goes on to whoever will handle the update again
        log.warning("the database is away", extra={"problem": str(failure.exception)})
    else:
        log.error("update failed", exc_info=failure.exception)
    callback, message = failure.update.callback_query, failure.update.message
    event = callback or message
    where = callback.message if callback is not None else message
    if event is None or (where is not None and where.chat.type != "private"):
        return None  # nobody has spoken to the bot
    words = sentence(failure.exception, translator(guessed_language(event.from_user), services.zone))
    if callback is not None:
        await answer_callback(callback, Notice(words, alert=True))
    elif message is not None:
        await message.answer(words, parse_mode=None)
    return None


class LeavingDecision(BaseMiddleware):
    """Whoever goes elsewhere has left the question about a decision: what is typed there is no remark any more."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Runs on what a handler outside the moderator's part is about to take."""
        if data["raw_state"] in DecisionForm:
            await data["state"].clear()
        return await handler(event, data)


class NotOwnWords(BaseMiddleware):
    """A proposal shared by inline mode in the chat with the bot itself: nobody has said anything, no form goes on."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Looks at who made the message of the update."""
        message = (event.message or event.edited_message) if isinstance(event, Update) else None
        via = message.via_bot if message is not None else None
        return None if via is not None and via.id == data["bot"].id else await handler(event, data)


class ByChat(BaseMiddleware):
    """Private chats go on to the residents' and the team's routers, groups to the one of groups and nowhere else.

    What is said in channels ends here without a word.
    """

    def __init__(self, groups: Router) -> None:
        self.groups = groups

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Looks at the chat of the update."""
        chat = data.get("event_chat")
        if not isinstance(event, Update) or chat is None or chat.type == "private":
            return await handler(event, data)
        if chat.type in GROUPS:
            return await self.groups.propagate_event(event.event_type, event.event, event_update=event, **data)
        return None
