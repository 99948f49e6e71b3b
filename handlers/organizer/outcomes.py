"""What becomes of proposals after the vote: how many stand where, the list of a state, one of them, simple steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from forum import became, campaigns, outcome_lists, outcomes, recommending
from forum.errors import StaleButton
from forum.organizer_errors import OutcomeGoneOn, OutcomeLate, OutcomeNotNext, OutcomeRecorded, OutcomeUndone
from forum.outcome_lists import OutcomeQuery
from forum.policies import demand_organizer
from handlers.callbacks import (
    NarrowOutcomes,
    OpenOrganizer,
    OpenOutcome,
    OpenOutcomes,
    TakeStep,
    UndoOutcome,
)
from handlers.form_storage import LoadedForm
from handlers.organizer.half_answers import given_up
from handlers.screen import Notice, Screen, below, send, show
from handlers.services import Services
from handlers.views.outcome_list import list_screen, narrow_screen, overview_screen
from handlers.views.outcome_work import outcome_screen
from locales import Markup, Translator
from storage.lists import OUTCOME_STATES
from storage.outcomes import NewOutcome
from storage.records import Person

# Refusals for good: the proposal stands elsewhere than the organizer saw.
MOVED_ON = (OutcomeRecorded, OutcomeGoneOn, OutcomeNotNext)
UNDO_REFUSED = (OutcomeUndone, OutcomeLate, OutcomeGoneOn)


def router() -> Router:
    """A fresh router of outcomes."""
    becoming = Router(name="outcomes")
    becoming.message.register(type_command, Command("outcomes"))
    becoming.callback_query.register(open_overview, OpenOrganizer.filter(F.page == "outcomes"))
    becoming.callback_query.register(open_list, OpenOutcomes.filter())
    becoming.callback_query.register(narrow_list, NarrowOutcomes.filter())
    becoming.callback_query.register(open_outcome, OpenOutcome.filter())
    becoming.callback_query.register(recommend, TakeStep.filter(F.to == "recommended"))
    becoming.callback_query.register(undo_outcome, UndoOutcome.filter())
    return becoming


async def type_command(
    message: Message, command: CommandObject, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """/outcomes: how many stand where; with a number, that one."""
    demand_organizer(person)
    await state.clear()
    if not command.args:
        await send(message, await _overview(services, person, t))
        return
    campaign = await campaigns.latest(services.db)
    proposal = await outcome_lists.of_number(services.db, person, campaign, command.args)
    await send(message, await one_screen(services, person, proposal.id, t))


async def open_overview(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """The same in place."""
    demand_organizer(person)
    await state.clear()
    await show(callback, await _overview(services, person, t))


async def open_list(
    callback: CallbackQuery,
    callback_data: OpenOutcomes,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A page of a state, or how many stand in each; below a digest as a new message."""
    demand_organizer(person)
    await state.clear()
    event = below(callback) if callback_data.fresh else callback
    if callback_data.state not in OUTCOME_STATES:
        await show(event, await _overview(services, person, t))
        return
    after = (callback_data.day, callback_data.last) if callback_data.last else None
    query = OutcomeQuery(callback_data.state, callback_data.by, after, backwards=callback_data.back == 1)
    await show(event, await state_list(services, person, query, t))


async def narrow_list(
    callback: CallbackQuery, callback_data: NarrowOutcomes, services: Services, person: Person, t: Translator
) -> None:
    """What there is to narrow a list to."""
    demand_organizer(person)
    if callback_data.state not in OUTCOME_STATES:
        raise StaleButton
    campaign = await campaigns.latest(services.db)
    sections = await outcome_lists.sections(services.db, campaign)
    await show(callback, narrow_screen(callback_data.state, sections, t))


async def open_outcome(
    callback: CallbackQuery,
    callback_data: OpenOutcome,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """One proposal, whole."""
    screen = await one_screen(services, person, callback_data.proposal, t)
    await state.clear()
    await show(below(callback) if callback_data.fresh else callback, screen)


async def recommend(
    callback: CallbackQuery, callback_data: TakeStep, services: Services, person: Person, t: Translator
) -> Notice:
    """From the shortlist into the recommendations."""
    new = NewOutcome("recommended")
    await record(callback, services, person, callback_data.proposal, callback_data.seen, new, t)
    return Notice(t.plain("outcomes-saved"))


async def record(
    event: Message | CallbackQuery,
    services: Services,
    person: Person,
    proposal_id: int,
    seen: int,
    new: NewOutcome,
    t: Translator,
) -> None:
    """Record a step and show the proposal; when somebody else was first, how it stands now, and the refusal.

    Raises as :func:`forum.outcomes.record`.
    """
    try:
        await outcomes.record(services.db, person, proposal_id, seen, new, services.now(), services.rules)
    except MOVED_ON:
        await show(event, await one_screen(services, person, proposal_id, t))
        raise
    await show(event, await one_screen(services, person, proposal_id, t, t.html("outcomes-saved")))


async def record_and_leave(
    event: CallbackQuery,
    services: Services,
    person: Person,
    answers: Mapping[str, Any],
    new: NewOutcome,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The same at the end of a form, which is over then, or when somebody else was first. Raises as :func:`record`.

    The words that came too late are kept: what stands in their way may be taken back.
    """
    try:
        await record(event, services, person, int(answers["proposal"]), int(answers["after"]), new, t)
    except MOVED_ON:
        await state.clear()
        raise
    await state.replace(None, given_up(answers))


async def undo_outcome(
    callback: CallbackQuery, callback_data: UndoOutcome, services: Services, person: Person, t: Translator
) -> None:
    """Take a step back; pressed again it shows the same. Refused, it shows how the proposal stands, and the refusal."""
    now, rules = services.now(), services.rules
    try:
        undone = await outcomes.undo(services.db, person, callback_data.outcome, now, rules)
    except UNDO_REFUSED:
        proposal_id = await outcomes.proposal_of(services.db, person, callback_data.outcome)
        await show(callback, await one_screen(services, person, proposal_id, t))
        raise
    first = t.html("outcomes-undone")
    await show(callback, await one_screen(services, person, undone.proposal.id, t, first))


async def one_screen(
    services: Services, person: Person, proposal_id: int, t: Translator, first: Markup | None = None
) -> Screen:
    """A proposal's own screen; ``first`` is said above it. Raises NotAllowed, ProposalNotFound."""
    now, rules = services.now(), services.rules
    followed = await outcomes.followed(services.db, person, proposal_id)
    known = await became.of(services.db, followed.proposal, person, now, rules)
    return outcome_screen(followed, known, now, rules, t, first)


async def _overview(services: Services, person: Person, t: Translator) -> Screen:
    campaign = await campaigns.latest(services.db)
    found = await outcome_lists.overview(services.db, person, campaign, services.now(), services.rules)
    return overview_screen(found, t)


async def state_list(
    services: Services, person: Person, query: OutcomeQuery, t: Translator, first: Markup | None = None
) -> Screen:
    """A page of a state; ``first`` is said above it. Raises NotAllowed, StaleButton."""
    campaign, now, rules = await campaigns.latest(services.db), services.now(), services.rules
    page = await outcome_lists.page(services.db, person, campaign, query, now, rules)
    batch = None
    if query.state == "recommended":
        batch = await recommending.latest_batch(services.db, person, campaign.id, now, rules)
    return list_screen(page, t, first, batch)
