"""Reading: the list with its filters, a card, the files of a proposal."""

from __future__ import annotations

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import appeals, became, browsing, campaign_changes, campaigns, clock, list_choice
from forum.browsing import Card, PageQuery
from forum.clock import Clock
from forum.errors import StaleButton
from handlers.attachments import send_attachments
from handlers.callbacks import ListPage, OpenCard, PickFilter, ShowAttachments
from handlers.callbacks.lists import remembered
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.resident.visit import Visit
from handlers.screen import Notice, Screen, below, send, show
from handlers.services import Services
from handlers.views import lists
from handlers.views.past import past_screen
from handlers.views.proposal import Frame, card_screen
from locales import Translator
from storage.records import Campaign, HistoryEntry, Person

FROM_LINK = "link"


def router() -> Router:
    """A fresh router of reading."""
    browse = Router(name="browse")
    browse.message.register(open_list, Command("list"))
    browse.message.register(open_list, MenuText("menu-browse"))
    browse.callback_query.register(turn_page, ListPage.filter())
    browse.callback_query.register(pick_filter, PickFilter.filter())
    browse.callback_query.register(open_card, OpenCard.filter())
    browse.callback_query.register(show_attachments, ShowAttachments.filter())
    return browse


async def open_list(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """The first page, filtered and ordered as last chosen."""
    await state.clear()
    query = remembered(await list_choice.remembered(services.db, person))
    await send(message, await _list(services, person, t, query))


async def turn_page(
    callback: CallbackQuery, callback_data: ListPage, services: Services, person: Person, t: Translator
) -> None:
    """Another page, order or filter, in place; what is chosen is kept for the next time."""
    query = callback_data.query()
    if not callback_data.order:
        query = remembered(await list_choice.remembered(services.db, person))
    elif query == query.first and query.campaign is None:
        await list_choice.remember(services.db, person, ListPage.of(query).pack())
    await show(callback, await _list(services, person, t, query))


async def pick_filter(callback: CallbackQuery, callback_data: PickFilter, services: Services, t: Translator) -> None:
    """What there is to choose from."""
    kept = ListPage(place=callback_data.place, topic=callback_data.topic, order=callback_data.order)
    match callback_data.what:
        case "filters":
            has_past = bool(await campaign_changes.ended(services.db))
            await show(callback, lists.filters_screen(kept.query(), t, has_past=has_past))
        case "place":
            await show(callback, lists.places_screen(kept.query(), t))
        case "topic":
            await show(callback, lists.topics_screen(kept.query(), t))
        case "past":
            past = await campaign_changes.ended(services.db)
            await show(callback, past_screen(past, await campaigns.find_open(services.db), t))
        case _:
            raise StaleButton


async def open_card(
    callback: CallbackQuery,
    callback_data: OpenCard,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """A proposal in place of the list, or below a notice about one's own."""
    event, origin = callback, callback_data.origin
    if origin == "notice":
        event, origin = below(callback), "mine"
    visit = Visit(event, state, services, person, t)
    card = await browsing.card(services.db, person, callback_data.proposal)
    await show(event, await card_of(visit, card, origin))


async def show_attachments(
    callback: CallbackQuery, callback_data: ShowAttachments, services: Services, person: Person, t: Translator
) -> Notice:
    """Send the files below."""
    card = await browsing.card(services.db, person, callback_data.proposal)
    if not card.attachments:
        return Notice(t.plain("browse-files-none"))
    number = card.proposal.number
    caption = t.html("browse-files-of", number=str(number)) if number is not None else t.html("browse-files-of-draft")
    if not await send_attachments(callback, card.attachments, caption):
        return Notice(t.plain("browse-files-gone"), alert=True)
    return Notice(t.plain("browse-files-sent"))


async def send_card(visit: Visit, proposal_id: int) -> None:
    """A proposal as a new message, as from a link."""
    card = await browsing.card(visit.services.db, visit.person, proposal_id)
    await send(visit.event, await card_of(visit, card, FROM_LINK))


async def card_of(visit: Visit, card: Card, origin: str, *, is_voting: bool = False) -> Screen:
    """The screen of a card; ``is_voting`` True spares the look at the campaign where a vote has just been taken."""
    link = visit.services.link(f"p_{card.proposal.id}")
    may_own = visit.services.rules.own_vote_allowed
    if is_voting:
        return card_screen(card, visit.t, Frame(origin, link, is_voting=True, is_own_vote_allowed=may_own))
    now = visit.services.now()
    campaign = await campaigns.find_open(visit.services.db)
    decision = await _last_decision(visit, card)
    is_of_campaign = campaign is not None and campaign.id == card.proposal.campaign_id
    frame = Frame(
        origin,
        link,
        is_voting=campaign is not None and is_of_campaign and campaigns.takes_votes(campaign, now),
        voting_from=campaign.voting_from
        if campaign is not None and is_of_campaign and now < campaign.voting_from
        else None,
        pause=_pause(campaign, now, visit.t) if campaign is not None and is_of_campaign else None,
        is_own_vote_allowed=may_own,
        decision=decision,
        may_appeal=appeals.may_appeal(card.proposal, decision, now, visit.services.rules),
        clock=await _clock(visit, card, now),
        became=await became.of(visit.services.db, card.proposal, visit.person, now, visit.services.rules),
    )
    return card_screen(card, visit.t, frame)


def _pause(campaign: Campaign, now: datetime, t: Translator) -> str | None:
    """What residents are told while voting is paused."""
    if campaign.voting_pause is None or not campaigns.is_voting(campaign, now):
        return None
    return campaign.voting_pause.text(t.language)


async def _clock(visit: Visit, card: Card, now: datetime) -> Clock | None:
    """How long the author's own proposal has waited for a moderator."""
    if not card.is_own:
        return None
    clocks = await clock.clocks(visit.services.db, [card.proposal], now, visit.services.rules)
    return clocks.get(card.proposal.id)


async def _last_decision(visit: Visit, card: Card) -> HistoryEntry | None:
    if not card.is_own or card.proposal.state not in {"returned", "rejected"}:
        return None
    history = await browsing.history(visit.services.db, visit.person, card.proposal.id)
    return next((entry for entry in reversed(history) if entry.decision_kind is not None), None)


async def _list(services: Services, person: Person, t: Translator, query: PageQuery) -> Screen:
    campaign = await campaigns.of_list(services.db, query.campaign)
    page = await browsing.list_page(services.db, campaign, query, person, t.language)
    return lists.list_screen(page, t, None if campaign.state == "open" else campaign)
