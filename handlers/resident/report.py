"""Reporting a published proposal: a reason by a button, and thanks."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import reports
from forum.errors import StaleButton
from handlers.callbacks import ReportProposal
from handlers.form_storage import LoadedForm
from handlers.resident.onboarding import was_stopped
from handlers.resident.visit import Visit
from handlers.screen import Notice, send, show
from handlers.services import Services
from handlers.views.report import reasons_screen, thanks_screen
from locales import Translator
from storage.records import Person
from storage.vocabulary import REPORT_REASONS

FROM_LINK = "link"


def router() -> Router:
    """A fresh router of reports."""
    report = Router(name="report")
    report.callback_query.register(report_proposal, ReportProposal.filter())
    return report


async def report_proposal(
    callback: CallbackQuery,
    callback_data: ReportProposal,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """Ask for the reason; then take the report."""
    proposal_id, origin = callback_data.proposal, callback_data.origin
    visit = Visit(callback, state, services, person, t)
    if await was_stopped(visit, f"r_{proposal_id}"):
        return None
    if callback_data.reason == 0:
        proposal = await reports.demand_reportable(services.db, person, proposal_id, services.now(), services.rules)
        await show(callback, reasons_screen(proposal, origin, t))
        return None
    if callback_data.reason > len(REPORT_REASONS):
        raise StaleButton
    reason = REPORT_REASONS[callback_data.reason - 1]
    reported = await reports.report(services.db, person, proposal_id, reason, services.now(), services.rules)
    services.wake()
    await show(callback, thanks_screen(reported.proposal, origin, services.rules, t))
    return None if reported.is_first else Notice(t.plain("report-again"), alert=True)


async def send_reasons(visit: Visit, proposal_id: int) -> None:
    """The question that had to wait for the consent, as a new message."""
    services = visit.services
    proposal = await reports.demand_reportable(services.db, visit.person, proposal_id, services.now(), services.rules)
    await send(visit.event, reasons_screen(proposal, FROM_LINK, visit.t))
