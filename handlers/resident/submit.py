"""Submitting: beginning or continuing a draft, moving between steps, leaving."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import attaching, submission
from forum.errors import ProposalNotFound, StaleButton
from forum.organizer_errors import SubmittingPaused
from handlers.callbacks import DiscardDraft, EditProposal, FormStep, StartProposal
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.resident.form import Form, open_step
from handlers.resident.onboarding import SUBMIT, was_stopped
from handlers.resident.paused import say_paused
from handlers.resident.visit import Visit
from handlers.screen import Notice, below, send
from handlers.services import Services
from handlers.views import form as views
from handlers.views import form_ends as ends
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of submitting; the fields are in submit_fields and submit_files, the sending in submit_send."""
    submit = Router(name="submit")
    submit.message.register(begin, Command("submit"))
    submit.message.register(begin, MenuText("menu-submit"))
    submit.callback_query.register(go_on, StartProposal.filter())
    submit.callback_query.register(edit, EditProposal.filter())
    submit.callback_query.register(move, FormStep.filter())
    submit.callback_query.register(discard, DiscardDraft.filter())
    return submit


async def begin(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """The menu's button: a draft that waits is offered first."""
    visit = Visit(message, state, services, person, t)
    if not await was_stopped(visit, SUBMIT):
        await open_form(visit)


async def open_form(visit: Visit) -> None:
    """Offer the draft that waits, or open the first step, in a new message."""
    services = visit.services
    await visit.state.clear()
    draft = await submission.begin(services.db, visit.person, services.now(), services.rules)
    if views.is_empty(draft):
        await open_step(visit, draft)
    else:
        await send(visit.event, ends.found(draft, visit.t))


async def go_on(
    callback: CallbackQuery,
    callback_data: StartProposal,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Continue the draft where it stands, or begin one."""
    event = below(callback) if callback_data.fresh else callback
    visit = Visit(event, state, services, person, t)
    if await was_stopped(visit, SUBMIT):
        return
    try:
        draft = await submission.begin(services.db, person, services.now(), services.rules)
    except SubmittingPaused as paused:
        await say_paused(callback, paused, t)
        return
    await open_step(visit, draft)


async def edit(
    callback: CallbackQuery,
    callback_data: EditProposal,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Open a draft, or a returned proposal, where it stands."""
    event = below(callback) if callback_data.fresh else callback
    visit = Visit(event, state, services, person, t)
    form = await Form.of(visit, callback_data.proposal)
    await open_step(visit, await form.load(callback_data.proposal))


async def move(
    callback: CallbackQuery,
    callback_data: FormStep,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """Another step, the preview, or out of the form."""
    form = await Form.of(Visit(callback, state, services, person, t), callback_data.proposal)
    form.demand_open_step()
    draft = await form.load(callback_data.proposal)
    action = callback_data.action
    is_at_preview = form.step == views.PREVIEW or form.is_editing
    if action in views.STEPS:
        await form.ask(action, draft, is_editing=is_at_preview and draft.is_complete)
    elif action == views.PREVIEW:
        await form.ask(views.first_missing(draft.proposal) or views.PREVIEW, draft)
    elif action == "clear":
        draft = await attaching.detach_all(services.db, person, draft.proposal.id)
        await form.ask("files", draft, is_editing=form.is_editing)
        return Notice(t.plain("submit-files-cleared"))
    elif action == "later":
        await form.leave(ends.kept(t, draft.proposal))
    elif action == "cancel":
        await form.pause(ends.cancel(draft, t, form.step))
    else:
        raise StaleButton
    return None


async def discard(
    callback: CallbackQuery,
    callback_data: DiscardDraft,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Ask first; then delete the draft."""
    form = await Form.of(Visit(callback, state, services, person, t), callback_data.proposal)
    if callback_data.sure == 1:
        if not await submission.discard(services.db, person, callback_data.proposal):
            await _demand_gone(form, callback_data.proposal)
        await form.leave(ends.deleted(t))
        return
    draft = await form.load(callback_data.proposal)
    if draft.proposal.state != "draft":
        raise StaleButton
    await form.pause(ends.delete_sure(draft, t))


async def _demand_gone(form: Form, proposal_id: int) -> None:
    """Nothing was deleted: fine if that is because it was deleted before. Raises NotEditable, StaleButton."""
    try:
        await form.load(proposal_id)
    except ProposalNotFound:
        return
    raise StaleButton
