"""Sending what the preview shows: first a look at what the author may not want everybody to read, then the receipt."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import checks, clock, submission, texts
from forum.organizer_errors import SubmittingPaused
from handlers.callbacks import SendAnyway, SendProposal
from handlers.form_storage import LoadedForm
from handlers.resident.form import Form
from handlers.resident.onboarding import SUBMIT, was_stopped
from handlers.resident.paused import say_paused
from handlers.resident.verify import was_unverified
from handlers.resident.visit import Visit
from handlers.services import Services
from handlers.views import form_ends as ends
from handlers.views.warnings import FieldFinding, warnings_screen
from locales import Translator
from storage.records import Person, Proposal

SEEN_DIGITS = 12


def router() -> Router:
    """A fresh router of sending."""
    sending = Router(name="submit-send")
    sending.callback_query.register(send_proposal, SendProposal.filter())
    sending.callback_query.register(send_anyway, SendAnyway.filter())
    return sending


async def send_proposal(
    callback: CallbackQuery,
    callback_data: SendProposal,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Send what the preview shows, unless something in it is worth a second look; again, it is the same receipt."""
    visit = Visit(callback, state, services, person, t)
    await _send(callback, visit, callback_data.proposal, callback_data.round, seen="")


async def send_anyway(
    callback: CallbackQuery,
    callback_data: SendAnyway,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Send what was shown with its findings; a text changed since is looked at anew."""
    visit = Visit(callback, state, services, person, t)
    await _send(callback, visit, callback_data.proposal, callback_data.round, callback_data.seen)


async def _send(callback: CallbackQuery, visit: Visit, proposal_id: int, round_: int, seen: str) -> None:
    if await was_stopped(visit, SUBMIT) or await was_unverified(visit, SUBMIT):
        return
    services, t = visit.services, visit.t
    form = await Form.of(visit, proposal_id)
    drafted = await submission.about_to_send(services.db, visit.person, proposal_id, round_)
    if drafted is not None:
        found, shown = _findings(drafted), _code(drafted)
        if found and seen != shown:
            await form.pause(warnings_screen(drafted, found, shown, t))
            return
    try:
        receipt = await submission.send(
            services.db, visit.person, proposal_id, round_, t.language, services.now(), services.rules
        )
    except SubmittingPaused as paused:
        await say_paused(callback, paused, t)
        return
    services.wake()
    sent = receipt.proposal
    if services.meanings is not None:
        services.meanings.note(sent.id)
    waits = (await clock.clocks(services.db, [sent], services.now(), services.rules)).get(sent.id)
    link = services.link(f"p_{sent.id}")
    await form.leave(ends.receipt(receipt, t, services.rules, link, None if waits is None else waits.until))


def _findings(drafted: Proposal) -> list[FieldFinding]:
    fields = {"title": drafted.title or "", "text": drafted.text or ""}
    return [FieldFinding(field, finding) for field, text in fields.items() for finding in checks.findings(text)]


def _code(drafted: Proposal) -> str:
    return texts.fingerprint(drafted.title or "", drafted.text or "")[:SEEN_DIGITS]
