"""Inline mode: "@bot words" in any chat shows published proposals with a link to vote. Whoever asks stays unknown."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import TelegramMethod
from aiogram.types import InlineQuery

from forum import campaigns, showcase
from handlers.middlewares import guessed_language
from handlers.screen import ONE_ATTEMPT
from handlers.services import Services, Verdict
from handlers.views import inline as views
from locales import translator

log = logging.getLogger(__name__)

KEPT_FOR = 30
"""Seconds for which Telegram gives the same person the same list without asking: votes may be that old in it."""


class AnswerInline(TelegramMethod[bool]):
    """answerInlineQuery with results that are JSON already. Personal: the list is in the person's language."""

    __returning__ = bool
    __api_method__ = "answerInlineQuery"

    inline_query_id: str
    results: Any
    cache_time: int = KEPT_FOR
    is_personal: bool = True
    button: Any = None


def router() -> Router:
    """A fresh router of inline mode."""
    inline = Router(name="inline")
    inline.inline_query.register(list_proposals)
    return inline


async def list_proposals(query: InlineQuery, bot: Bot, services: Services) -> None:
    """One answer to each query, an empty list whatever goes wrong; a flood of queries is left without one."""
    pace = services.pace.inline(query.from_user.id, asyncio.get_running_loop().time())
    if pace is not Verdict.GO:
        return
    try:
        answer = await _answer(query, services)
    except Exception:
        # Whoever types in another chat is told nothing of our troubles, and an old list is worse than none.
        log.exception("inline query failed")
        answer = AnswerInline(inline_query_id=query.id, results=[], cache_time=0)
    try:
        await bot(answer, request_timeout=ONE_ATTEMPT)
    except TelegramAPIError as problem:
        # The person has typed on, or it is an update from before a restart.
        log.info("inline query not answered", extra={"problem": type(problem).__name__})


async def _answer(query: InlineQuery, services: Services) -> AnswerInline:
    guessed = guessed_language(query.from_user)
    shown = await showcase.look(services.db, query.from_user.id, query.query, guessed)
    t = translator(shown.language or guessed, services.zone)
    is_voting = shown.campaign is not None and campaigns.takes_votes(shown.campaign, services.now())
    results = views.lines(t, shown, services.link, is_voting=is_voting)
    return AnswerInline(inline_query_id=query.id, results=results, button=None if results else views.nothing(t))
