"""A campaign's statistics: page by page in one message, the pictures as messages of their own."""

from __future__ import annotations

import logging

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import paces, statistics
from forum.errors import StaleButton
from handlers.callbacks import OpenOrganizer, OpenStats, SendStatsPicture
from handlers.form_storage import LoadedForm
from handlers.pictures.drawing import NotDrawn
from handlers.pictures.posting import Picture, post
from handlers.pictures.stats import days_caption, days_drawing, figures_caption, figures_drawing
from handlers.screen import Notice, Screen, send, show
from handlers.services import Services
from handlers.views.stats import (
    PAGES,
    PICTURED,
    answers_screen,
    campaigns_screen,
    days_screen,
    figures_screen,
    pace_screen,
    turnout_screen,
    whole_screen,
)
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS, Translator
from storage.records import Campaign, Person

log = logging.getLogger(__name__)

CODES = {"place": (*REGION_CODES, NATIONAL), "topic": TOPIC_SLUGS}


def router() -> Router:
    """A fresh router of the statistics."""
    stats = Router(name="stats")
    stats.message.register(show_stats, Command("stats"))
    stats.callback_query.register(open_first, OpenOrganizer.filter(F.page == "stats"))
    stats.callback_query.register(open_stats, OpenStats.filter())
    stats.callback_query.register(send_picture, SendStatsPicture.filter())
    return stats


async def show_stats(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/stats: the latest campaign at a glance."""
    campaign = await statistics.campaign_of(services.db, person)
    await state.clear()
    await send(message, await _page(services, person, campaign, "whole", t))


async def open_first(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The same in place."""
    campaign = await statistics.campaign_of(services.db, person)
    await state.clear()
    await show(callback, await _page(services, person, campaign, "whole", t))


async def open_stats(
    callback: CallbackQuery, callback_data: OpenStats, services: Services, person: Person, t: Translator
) -> None:
    """A page of a campaign, or the choice of another campaign."""
    campaign = await _named(services, person, callback_data.campaign)
    if callback_data.page == "campaigns":
        await show(callback, campaigns_screen(await statistics.list_campaigns(services.db, person), t))
        return
    if callback_data.page not in PAGES:
        raise StaleButton
    await show(callback, await _page(services, person, campaign, callback_data.page, t))


async def send_picture(
    callback: CallbackQuery, callback_data: SendStatsPicture, services: Services, person: Person, t: Translator
) -> Notice | None:
    """Draw the page and send it below."""
    campaign = await _named(services, person, callback_data.campaign)
    if callback_data.page not in PICTURED:
        raise StaleButton
    try:
        picture = await _picture(services, campaign, callback_data.page, t)
    except NotDrawn as problem:
        log.error("picture not drawn", exc_info=problem)
        return Notice(t.plain("picture-failed"), alert=True)
    if picture is None:
        return Notice(t.plain("stats-empty-picture"), alert=True)
    if callback.bot is not None:
        await post(callback.bot, callback.from_user.id, picture, name="statistics")
    return None


async def _named(services: Services, person: Person, campaign_id: int) -> Campaign:
    return await statistics.campaign_of(services.db, person, campaign_id or None)


async def _page(services: Services, person: Person, campaign: Campaign, page: str, t: Translator) -> Screen:
    db, now, rules = services.db, services.now(), services.rules
    is_rich = person.message_form == "rich"
    match page:
        case "day":
            days = await statistics.by_day(db, campaign, now, rules)
            return days_screen(campaign, days, t, is_rich=is_rich)
        case "pace":
            return pace_screen(campaign, await paces.paces(db, campaign, now, rules), t, is_rich=is_rich)
        case "answers":
            return answers_screen(campaign, await statistics.answered(db, campaign, now, rules), t)
        case "turnout":
            found = await statistics.turnouts(db, campaign, REGION_CODES)
            return turnout_screen(campaign, found, t, is_rich=is_rich)
    groups, authors = await statistics.counts(db, campaign)
    if page == "whole":
        whole = statistics.whole_of(groups, authors)
        return whole_screen(campaign, whole, statistics.figures_by("language", groups), t)
    figures = statistics.figures_by("place" if page == "place" else "topic", groups, CODES[page])
    return figures_screen(campaign, page, figures, t, is_rich=is_rich)


async def _picture(services: Services, campaign: Campaign, page: str, t: Translator) -> Picture | None:
    """None when there is nothing to draw. Raises NotDrawn."""
    name = campaign.name(t.language)
    if page == "day":
        days = await statistics.by_day(services.db, campaign, services.now(), services.rules)
        if not days:
            return None
        return Picture(await days_drawing(name, days, t).png_beside(), days_caption(name, days, t))
    groups, _ = await statistics.counts(services.db, campaign)
    figures = statistics.figures_by("place" if page == "place" else "topic", groups, CODES[page])
    if not any(one.submitted for one in figures):
        return None
    drawing = figures_drawing(name, page, figures, t)
    return Picture(await drawing.png_beside(), figures_caption(name, page, figures, t))
