"""More about a proposal: following it, its files and history, and what is rarely wanted."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import browsing, following
from forum.policies import may_moderate
from handlers.callbacks import OpenMore, SetFollow
from handlers.form_storage import LoadedForm
from handlers.resident.browse import FROM_LINK, card_of
from handlers.resident.onboarding import was_stopped
from handlers.resident.visit import Visit
from handlers.screen import Notice, send, show
from handlers.services import Services
from handlers.views.more import more_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the card's further buttons."""
    more = Router(name="more")
    more.callback_query.register(open_more, OpenMore.filter())
    more.callback_query.register(set_follow, SetFollow.filter())
    return more


async def open_more(
    callback: CallbackQuery, callback_data: OpenMore, services: Services, person: Person, t: Translator
) -> None:
    """The further buttons in place of the card."""
    card = await browsing.card(services.db, person, callback_data.proposal)
    is_worked = may_moderate(person, card.proposal.region) and not card.is_own
    await show(callback, more_screen(card, t, callback_data.origin, is_worked=is_worked))


async def set_follow(
    callback: CallbackQuery,
    callback_data: SetFollow,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """Follow, or no longer, and show the card as it now is."""
    visit, proposal = Visit(callback, state, services, person, t), callback_data.proposal
    if callback_data.wanted == 1:
        if await was_stopped(visit, f"f_{proposal}"):
            return None
        await following.follow(services.db, person, proposal, services.now())
    else:
        await following.stop(services.db, person, proposal)
    card = await browsing.card(services.db, person, proposal)
    await show(callback, await card_of(visit, card, callback_data.origin))
    return Notice(t.plain("more-followed" if card.is_followed else "more-not-followed"))


async def follow_and_send(visit: Visit, proposal_id: int) -> None:
    """The follow that had to wait for the consent, then the card as a new message."""
    services = visit.services
    await following.follow(services.db, visit.person, proposal_id, services.now())
    card = await browsing.card(services.db, visit.person, proposal_id)
    await send(visit.event, await card_of(visit, card, FROM_LINK))
