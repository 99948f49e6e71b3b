"""The shortlist in chat: the rankings, one candidate, confirming, the section, taking off, and the whole of it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import candidates, shortlist, shortlist_notices, shortlisted
from forum.errors import DomainError, StaleButton
from forum.policies import demand_organizer
from handlers.callbacks import (
    ChooseSectionFor,
    ConfirmCandidate,
    DropSelected,
    MoveSelected,
    OpenCandidate,
    OpenOrganizer,
    OpenRanking,
    OpenRankings,
    OpenShortlist,
    OpenShortlistSection,
)
from handlers.callbacks.shortlist import LIST, OTHER, board_of, boards_of
from handlers.form_storage import LoadedForm
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.views.candidates import candidate_screen, done_words, drop_screen, sections_screen
from handlers.views.rankings import ON_A_PAGE, early_screen, ranking_screen, rankings_screen
from handlers.views.shortlisted import section_screen, whole_screen
from locales import Markup, Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the shortlist."""
    selecting = Router(name="shortlist")
    selecting.message.register(show_rankings, Command("shortlist"))
    selecting.callback_query.register(open_first, OpenOrganizer.filter(F.page == "shortlist"))
    selecting.callback_query.register(open_rankings, OpenRankings.filter())
    selecting.callback_query.register(open_ranking, OpenRanking.filter())
    selecting.callback_query.register(open_candidate, OpenCandidate.filter())
    selecting.callback_query.register(confirm_candidate, ConfirmCandidate.filter(F.of != OTHER))
    selecting.callback_query.register(choose_section, ChooseSectionFor.filter(F.of != OTHER))
    selecting.callback_query.register(set_section, MoveSelected.filter())
    selecting.callback_query.register(drop_selected, DropSelected.filter())
    selecting.callback_query.register(open_shortlist, OpenShortlist.filter())
    selecting.callback_query.register(open_section, OpenShortlistSection.filter())
    return selecting


async def show_rankings(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """/shortlist: the rankings of the regions."""
    screen = await overview(services, person, t, OpenRankings())
    await state.clear()
    await send(message, screen)


async def open_first(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The same in place."""
    screen = await overview(services, person, t, OpenRankings())
    await state.clear()
    await show(callback, screen)


async def open_rankings(
    callback: CallbackQuery,
    callback_data: OpenRankings,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A page of the rankings of a kind."""
    screen = await overview(services, person, t, callback_data)
    await state.clear()
    await show(callback, screen)


async def overview(services: Services, person: Person, t: Translator, asked: OpenRankings) -> Screen:
    """A page of rankings; before the end of voting, when there will be any. Raises NotAllowed, NoCampaign."""
    whole, boards = await shortlisted.whole(services.db, person), boards_of(asked.kind)
    start = candidates.opens_at(whole.campaign, services.now())
    if start is not None:
        return early_screen(whole.campaign, start, t)
    is_sized = boards[0].size(whole.campaign) is not None
    offering = await candidates.with_support(services.db, person, boards) if is_sized else boards
    last = max(1, -(-len(offering) // ON_A_PAGE))
    number = min(max(1, asked.page), last)
    shown = offering[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    lines = await candidates.lines(services.db, person, shown, services.now())
    return rankings_screen(whole, asked.kind, number, last, lines, len(boards) - len(offering), t)


async def open_ranking(
    callback: CallbackQuery,
    callback_data: OpenRanking,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A page of one ranking; the overview where its size was taken away."""
    demand_organizer(person)
    board = board_of(callback_data.of)
    if board is None:
        raise StaleButton
    page = await candidates.board_page(services.db, person, board, callback_data.page, services.now(), t.language)
    await state.clear()
    if page is None:
        await show(callback, await overview(services, person, t, OpenRankings(kind=board.basis)))
        return
    offering = await candidates.with_support(services.db, person, boards_of(board.basis))
    back = offering.index(board) // ON_A_PAGE + 1 if board in offering else 1
    await show(callback, ranking_screen(page, back, t))


async def open_candidate(
    callback: CallbackQuery,
    callback_data: OpenCandidate,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """One proposal with its reasons."""
    screen = await _one(services, person, t, callback_data.of, callback_data.proposal)
    await state.clear()
    await show(callback, screen)


async def confirm_candidate(
    callback: CallbackQuery, callback_data: ConfirmCandidate, services: Services, person: Person, t: Translator
) -> None:
    """Put it on the shortlist; who was first, or what became of it meanwhile, stands on the screen that follows."""
    demand_organizer(person)
    of, proposal_id = callback_data.of, callback_data.proposal
    board = board_of(of)
    if board is None:
        raise StaleButton
    try:
        section = callback_data.section or None
        put = await shortlist.confirm(services.db, person, board, proposal_id, section, services.now())
    except DomainError:
        await _show_truth(callback, services, person, t, of, proposal_id)
        raise
    services.wake()
    is_told = await shortlist_notices.hears_of_listing(services.db, put)
    first = done_words("shortlist-done", t, is_told=is_told)
    await show(callback, await _one(services, person, t, of, proposal_id, first))


async def choose_section(
    callback: CallbackQuery, callback_data: ChooseSectionFor, services: Services, person: Person, t: Translator
) -> None:
    """Which section, for a candidate or for one that is on the shortlist."""
    demand_organizer(person)
    board = board_of(callback_data.of)
    found = await candidates.figures(services.db, person, board, callback_data.proposal, services.now(), t.language)
    is_on_list = found.selected is not None
    if not found.sections or not (is_on_list or found.candidate is not None):
        raise StaleButton
    await show(callback, sections_screen(found.proposal, found.sections, callback_data.of, is_on_list=is_on_list, t=t))


async def set_section(
    callback: CallbackQuery, callback_data: MoveSelected, services: Services, person: Person, t: Translator
) -> None:
    """Put what is on the shortlist into a section."""
    demand_organizer(person)
    board_of(callback_data.of)
    proposal_id, section = callback_data.proposal, callback_data.section or None
    await shortlist.assign(services.db, person, proposal_id, section, services.now())
    await show(callback, await _one(services, person, t, callback_data.of, proposal_id, t.html("shortlist-moved")))


async def drop_selected(
    callback: CallbackQuery, callback_data: DropSelected, services: Services, person: Person, t: Translator
) -> None:
    """Ask once more, then take it off the shortlist."""
    demand_organizer(person)
    of, proposal_id = callback_data.of, callback_data.proposal
    if callback_data.sure != 1:
        found = await candidates.figures(services.db, person, board_of(of), proposal_id, services.now(), t.language)
        if found.selected is None:
            raise StaleButton
        is_told = await shortlist_notices.would_hear_of_drop(services.db, found.selected)
        await show(callback, drop_screen(found.proposal, of, t, is_told=is_told))
        return
    board_of(of)
    await shortlist.drop(services.db, person, proposal_id, services.now())
    services.wake()
    is_told = await shortlist_notices.hears_of_drop(services.db, proposal_id)
    first = done_words("shortlist-dropped", t, is_told=is_told)
    await show(callback, await _one(services, person, t, of, proposal_id, first))


async def open_shortlist(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The whole of it by sections."""
    whole = await shortlisted.whole(services.db, person)
    await state.clear()
    await show(callback, whole_screen(whole, t))


async def open_section(
    callback: CallbackQuery,
    callback_data: OpenShortlistSection,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Five of a section."""
    section, after, backwards = callback_data.section or None, callback_data.after, callback_data.back == 1
    page = await shortlisted.section_page(services.db, person, section, after, t.language, backwards=backwards)
    await state.clear()
    await show(callback, section_screen(page, t))


async def _one(
    services: Services, person: Person, t: Translator, of: str, proposal_id: int, first: Markup | None = None
) -> Screen:
    demand_organizer(person)
    board = board_of(of)
    found = await candidates.figures(services.db, person, board, proposal_id, services.now(), t.language)
    return candidate_screen(found, of if board is not None else LIST, t, first)


async def _show_truth(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, of: str, proposal_id: int
) -> None:
    """Show what is so now, under the alert that says what was refused; nothing where it cannot be shown."""
    try:
        screen = await _one(services, person, t, of, proposal_id)
    except DomainError:
        return
    await show(callback, screen)
