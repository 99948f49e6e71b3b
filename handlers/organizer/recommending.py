"""A section of the shortlist recommended whole, asked once more before, and taken back whole within nine minutes."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from forum import campaigns, outcome_lists, recommending
from forum.errors import StaleButton
from forum.outcome_lists import OutcomeQuery, Section
from forum.policies import demand_organizer
from handlers.callbacks import RecommendAll, UndoRecommended
from handlers.organizer.outcomes import UNDO_REFUSED, state_list
from handlers.screen import Notice, show
from handlers.services import Services
from handlers.views.outcome_list import recommend_screen
from locales import Translator
from storage.database import from_ms
from storage.records import Campaign, Person


def router() -> Router:
    """A fresh router of these."""
    whole = Router(name="recommending")
    whole.callback_query.register(ask_recommend_all, RecommendAll.filter(F.upto == 0))
    whole.callback_query.register(recommend_all, RecommendAll.filter())
    whole.callback_query.register(undo_all, UndoRecommended.filter())
    return whole


async def ask_recommend_all(
    callback: CallbackQuery, callback_data: RecommendAll, services: Services, person: Person, t: Translator
) -> Notice | None:
    """Ask once more, with the number."""
    demand_organizer(person)
    campaign, section = await _section(services, callback_data.section)
    count, upto = await recommending.to_recommend(services.db, person, campaign.id, callback_data.section or None)
    if not count:
        return Notice(t.plain("outcomes-recommend-none"), alert=True)
    await show(callback, recommend_screen(section, count, upto, t))
    return None


async def recommend_all(
    callback: CallbackQuery, callback_data: RecommendAll, services: Services, person: Person, t: Translator
) -> None:
    """All that were counted; pressed again it finds none left."""
    demand_organizer(person)
    campaign, _ = await _section(services, callback_data.section)
    done = await recommending.recommend_all(
        services.db, person, campaign.id, callback_data.section or None, callback_data.upto, services.now()
    )
    first = t.html("outcomes-recommended-all", count=done)
    await show(callback, await state_list(services, person, OutcomeQuery("recommended"), t, first))


async def undo_all(
    callback: CallbackQuery, callback_data: UndoRecommended, services: Services, person: Person, t: Translator
) -> None:
    """Take back what was recommended at once; refused, how it stands now, and the refusal."""
    demand_organizer(person)
    by, at = callback_data.by, from_ms(callback_data.at)
    campaign, now, rules = await campaigns.latest(services.db), services.now(), services.rules
    try:
        done = await recommending.undo_all(services.db, person, campaign.id, by, at, now, rules)
    except UNDO_REFUSED:
        await show(callback, await state_list(services, person, OutcomeQuery("recommended"), t))
        raise
    first = t.html("outcomes-undone-all", count=done)
    await show(callback, await state_list(services, person, OutcomeQuery("shortlisted"), t, first))


async def _section(services: Services, section_id: int) -> tuple[Campaign, Section | None]:
    """The campaign and one of its sections; None stands for all. Raises StaleButton."""
    campaign = await campaigns.latest(services.db)
    if not section_id:
        return campaign, None
    found = [one for one in await outcome_lists.sections(services.db, campaign) if one.id == section_id]
    if not found:
        raise StaleButton
    return campaign, found[0]
