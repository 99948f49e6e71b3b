"""What is mine: proposals with their states, votes, what I follow, history; withdrawing."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import browsing, clock, following, withdrawal
from forum.errors import NotWithdrawable, ProposalNotFound
from forum.policies import WITHDRAWABLE
from handlers.callbacks import OpenMine, ShowHistory, Withdraw
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.resident.browse import card_of
from handlers.resident.visit import Visit
from handlers.screen import Notice, Screen, send, show
from handlers.services import Services
from handlers.views import mine as views
from handlers.views.history import history_screen, withdraw_sure
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of what is one's own."""
    mine = Router(name="mine")
    mine.message.register(open_mine, Command("mine"))
    mine.message.register(open_mine, MenuText("menu-mine"))
    mine.callback_query.register(press_mine, OpenMine.filter())
    mine.callback_query.register(show_history, ShowHistory.filter())
    mine.callback_query.register(withdraw, Withdraw.filter())
    return mine


async def open_mine(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """One's own proposals as a new message."""
    await state.clear()
    await send(message, await _page("proposals", services, person, t))


async def press_mine(
    callback: CallbackQuery, callback_data: OpenMine, services: Services, person: Person, t: Translator
) -> None:
    """Proposals, votes or what one follows, page by page, in place."""
    await show(callback, await _page(callback_data.page, services, person, t))


async def show_history(
    callback: CallbackQuery, callback_data: ShowHistory, services: Services, person: Person, t: Translator
) -> None:
    """Every change of state, with reasons and remarks."""
    card = await browsing.card(services.db, person, callback_data.proposal)
    entries = await browsing.history(services.db, person, callback_data.proposal)
    await show(callback, history_screen(card.proposal, entries, t, callback_data.origin))


async def withdraw(
    callback: CallbackQuery,
    callback_data: Withdraw,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """Ask first; then take the proposal back and show it as it is now."""
    visit = Visit(callback, state, services, person, t)
    card = await browsing.card(services.db, person, callback_data.proposal)
    if not card.is_own:
        raise ProposalNotFound
    if callback_data.sure != 1:
        if card.proposal.state not in WITHDRAWABLE:
            raise NotWithdrawable
        await show(callback, withdraw_sure(card.proposal, t))
        return None
    proposal = await withdrawal.withdraw(services.db, person, callback_data.proposal, services.now())
    card = await browsing.card(services.db, person, proposal.id)
    await show(callback, await card_of(visit, card, "mine"))
    return Notice(t.plain("mine-withdrawn", number=str(proposal.number)))


async def _page(page: str, services: Services, person: Person, t: Translator) -> Screen:
    kind, _, number = page.partition("-")
    wanted = int(number) if number.isascii() and number.isdigit() else 1
    if kind == "votes":
        return views.votes_screen(await browsing.my_votes(services.db, person), wanted, t)
    if kind == "follows":
        return views.follows_screen(await following.followed(services.db, person), wanted, t)
    listed = await browsing.mine(services.db, person)
    clocks = await clock.clocks(services.db, listed, services.now(), services.rules)
    return views.mine_screen(listed, wanted, t, clocks)
