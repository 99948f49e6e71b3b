"""Appealing a rejection: the question, the words once more before they are sent, and what happens next."""

from __future__ import annotations

from datetime import datetime

from forum.policies import Rules
from handlers.callbacks import AppealRejection, FileAppeal, OpenCard
from handlers.screen import PRIMARY, Button, Screen, button, buttons
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal


def appeal_button(proposal: Proposal, t: Translator, *, fresh: int = 0) -> Button:
    """The way to an appeal; ``fresh``: 1 below a notice, which is kept."""
    return button(t.plain("appeal-button"), AppealRejection(proposal=proposal.id, fresh=fresh))


def _facts(proposal: Proposal) -> dict[str, str]:
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", TITLE_UNITS)}


def question_screen(proposal: Proposal, until: datetime, rules: Rules, t: Translator) -> Screen:
    """Asks for the words: once, until when, and who decides."""
    text = t.html("appeal-ask", until=until, minimum=rules.appeal_min, maximum=rules.appeal_max, **_facts(proposal))
    return Screen(text, buttons([button(t.plain("button-cancel"), FileAppeal(proposal=proposal.id))]))


def preview_screen(proposal: Proposal, words: str, t: Translator) -> Screen:
    """The words as they will be sent: there is no second appeal."""
    text = f"{t.html('appeal-preview', **_facts(proposal))}\n<blockquote>{escape(words)}</blockquote>"
    return Screen(
        f"{text}\n{t.html('appeal-preview-once')}",
        buttons(
            [button(t.plain("appeal-button-file"), FileAppeal(proposal=proposal.id, sure=1), PRIMARY)],
            [
                button(t.plain("appeal-button-again"), AppealRejection(proposal=proposal.id)),
                button(t.plain("button-cancel"), FileAppeal(proposal=proposal.id)),
            ],
        ),
    )


def filed_screen(proposal: Proposal, rules: Rules, t: Translator) -> Screen:
    """Taken: who decides and when."""
    text = t.html("appeal-filed", number=number_of(proposal), days=rules.decision_workdays)
    open_card = OpenCard(proposal=proposal.id, origin="mine")
    return Screen(text, buttons([button(t.plain("mine-back-to-proposal"), open_card)]))
