"""The picture of a digest's week, when somebody asks for it."""

from __future__ import annotations

import logging

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from forum import week_figures
from forum.policies import demand_team
from handlers.callbacks import SendWeekPicture
from handlers.callbacks.digests import Whose
from handlers.form_storage import LoadedForm
from handlers.moderator.digest import own_of, spoken
from handlers.pictures.drawing import NotDrawn
from handlers.pictures.posting import post, week_picture
from handlers.screen import Notice
from handlers.services import Services
from locales import Translator
from storage.records import Person

log = logging.getLogger(__name__)


def router() -> Router:
    """A fresh router of pictures."""
    pictures = Router(name="week-picture")
    pictures.callback_query.register(send_week_picture, SendWeekPicture.filter())
    return pictures


async def send_week_picture(
    callback: CallbackQuery,
    callback_data: SendWeekPicture,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice | None:
    """Below the digest, which is kept, in the language the digest comes in."""
    demand_team(person)
    whose = own_of(callback_data.whose)
    await state.clear()
    t = await spoken(services, person, whose, t)
    return await put_picture(services, person, whose, t, callback.bot, callback.from_user.id)


async def put_picture(
    services: Services,
    person: Person,
    whose: Whose,
    t: Translator,
    bot: Bot | None,
    chat_id: int,
    topic_id: int | None = None,
) -> Notice | None:
    """Draw and send it; the sentence to say instead when there is nothing to draw or it cannot be drawn.

    Raises NotAllowed, NotYourRegion.
    """
    figures = await week_figures.current(services.db, person, whose.region, services.now(), services.rules)
    if figures.is_empty:
        return Notice(t.plain("picture-empty"), alert=True)
    if bot is None:
        return None
    try:
        picture = await week_picture(figures, t)
    except NotDrawn as problem:
        log.error("picture not drawn", exc_info=problem)
        return Notice(t.plain("picture-failed"), alert=True)
    await post(bot, chat_id, picture, topic_id)
    return None
