"""Reporting a proposal: the reasons, and what happens next."""

from __future__ import annotations

from forum.policies import Rules
from handlers.callbacks import ListPage, OpenCard, ReportProposal
from handlers.screen import Screen, button, buttons, in_rows
from handlers.views.queue import REPORTED, TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator
from storage.records import Proposal
from storage.vocabulary import REPORT_REASONS


def reasons_screen(proposal: Proposal, origin: str, t: Translator) -> Screen:
    """What is wrong with it? The answer is the report, so the text says what follows."""
    text = t.html("report-ask", number=number_of(proposal), title=shortened(proposal.title or "", TITLE_UNITS))
    reasons = [
        button(t.plain(REPORTED[reason]), ReportProposal(proposal=proposal.id, reason=place, origin=origin))
        for place, reason in enumerate(REPORT_REASONS, start=1)
    ]
    back = button(t.plain("button-back"), OpenCard(proposal=proposal.id, origin=origin))
    return Screen(text, buttons(*in_rows(reasons), [back]))


def thanks_screen(proposal: Proposal, origin: str, rules: Rules, t: Translator) -> Screen:
    """Taken; the proposal is hidden by now, or stays until others report it too."""
    if proposal.state == "hidden":
        text = t.html("report-thanks-hidden", number=number_of(proposal))
        return Screen(text, buttons([button(t.plain("browse-open-list"), ListPage())]))
    text = t.html("report-thanks", number=number_of(proposal), people=rules.reports_to_hide)
    back = button(t.plain("mine-back-to-proposal"), OpenCard(proposal=proposal.id, origin=origin))
    return Screen(text, buttons([back]))
