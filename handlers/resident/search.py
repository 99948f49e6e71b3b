"""Searching: by a button of the list, by /search, with the words in the command or asked for."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.types import CallbackQuery, Message

from forum import browsing, campaigns, search
from forum.errors import DomainError, SearchEmpty, SearchLong, SearchShort
from handlers.callbacks import OpenSearch, SearchPage
from handlers.callbacks.ids import new_request
from handlers.form_storage import LoadedForm
from handlers.resident.browse import FROM_LINK, card_of
from handlers.resident.visit import Visit
from handlers.screen import complain, drop_buttons, send, show
from handlers.services import Services
from handlers.states import SearchForm
from handlers.typed import IsAnswer, complaint_key, is_of_refused_album, was_seen
from handlers.views import search as views
from locales import Translator
from storage.records import Person

WRONG = (SearchEmpty, SearchShort, SearchLong)
PAGES_MOST = 1000


def router() -> Router:
    """A fresh router of the search."""
    searching = Router(name="search")
    searching.message.register(search_command, Command("search"))
    searching.message.register(accept_words, StateFilter(SearchForm), IsAnswer())
    searching.callback_query.register(ask, OpenSearch.filter())
    searching.callback_query.register(turn_page, SearchPage.filter())
    return searching


async def ask(callback: CallbackQuery, state: LoadedForm, services: Services, t: Translator) -> None:
    """Ask for words, in place of the list."""
    await campaigns.current(services.db)
    shown = await show(callback, views.question(t))
    await state.replace(SearchForm.words, {"screen": shown})


async def search_command(
    message: Message, command: CommandObject, state: LoadedForm, services: Services, person: Person, t: Translator
) -> None:
    """/search with words finds at once, alone it asks for them."""
    await campaigns.current(services.db)
    visit = Visit(message, state, services, person, t)
    if was_seen(message, await _data(state)):
        return
    if command.args:
        await _find(visit, message, command.args, {})
    else:
        shown = await send(message, views.question(t))
        await state.replace(SearchForm.words, {"screen": shown, "seen": message.message_id})


async def accept_words(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """What was typed: results below, or what is wrong with it and the question again."""
    data = await _data(state)
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    visit = Visit(message, state, services, person, t)
    problem = complaint_key(message)
    if problem is None:
        await _find(visit, message, message.text or "", data)
    else:
        await _refuse(visit, message, t.html(problem), data)


async def turn_page(
    callback: CallbackQuery,
    callback_data: SearchPage,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Another page of the results, in place; or that they are over."""
    data = await _data(state)
    starts, number = data.get("starts", [None]), callback_data.number
    is_known = data.get("request") == callback_data.request and isinstance(data.get("query"), str)
    if not is_known or not 1 <= number <= len(starts):
        await show(callback, views.expired(t))
        return
    visit = Visit(callback, state, services, person, t)
    await _show_page(visit, {**data, "starts": starts}, number)


async def _find(visit: Visit, message: Message, typed: str, data: dict[str, Any]) -> None:
    t, services = visit.t, visit.services
    try:
        query = search.check_query(typed)
    except WRONG as wrong:
        await _refuse(visit, message, _html(wrong, t), data)
        return
    await drop_buttons(message, data.get("screen"))
    campaign = await campaigns.current(services.db)
    found = await search.find_number(services.db, campaign, visit.person, query)
    known = {"query": query, "request": new_request(), "starts": [None], "seen": message.message_id}
    if found is None:
        await _show_page(visit, known, 1)
        return
    card = await browsing.card(services.db, visit.person, found.id)
    await send(message, await card_of(visit, card, FROM_LINK))
    await visit.state.replace(SearchForm.words, known)


async def _show_page(visit: Visit, data: dict[str, Any], number: int) -> None:
    """Show a page and remember where the next one begins."""
    campaign = await campaigns.current(visit.services.db)
    starts = list(data["starts"])
    results = await search.find(visit.services.db, campaign, data["query"], starts[number - 1], visit.t.language)
    page = SearchPage(request=data["request"], number=number)
    await show(visit.event, views.results_screen(results, data["query"], page, visit.t))
    if results.following is not None and number < PAGES_MOST:
        starts[number:] = [results.following]
    await visit.state.replace(SearchForm.words, {**data, "starts": starts})


async def _refuse(visit: Visit, message: Message, problem: str, data: dict[str, Any]) -> None:
    await drop_buttons(message, data.get("screen"))
    shown = await complain(message, problem, views.question(visit.t))
    kept = {**data, "screen": shown, "seen": message.message_id, "refused": message.media_group_id}
    await visit.state.replace(SearchForm.words, kept)


def _html(wrong: DomainError, t: Translator) -> str:
    return t.html(f"error-{wrong.key}", **wrong.facts)


async def _data(state: LoadedForm) -> dict[str, Any]:
    """What the search keeps; of another form nothing."""
    is_search = await state.get_state() == SearchForm.words.state
    return await state.get_data() if is_search else {}
