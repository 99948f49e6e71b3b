"""Screens at the ends of the form: a draft that waits, stopping, deleting, the receipt."""

from __future__ import annotations

from datetime import date

from forum.policies import Rules
from forum.submission import Draft, Receipt
from forum.texts import short_fingerprint
from handlers.callbacks import DiscardDraft, FormStep, OpenCard, StartProposal
from handlers.screen import DANGER, PRIMARY, Screen, button, buttons, copy_button, share_button
from handlers.views.days import weekday_of
from locales import Translator
from storage.records import Proposal


def found(draft: Draft, t: Translator) -> Screen:
    """A draft waits: go on, or begin anew."""
    proposal = draft.proposal
    title = t.html("submit-found", title=proposal.title) if proposal.title else t.html("submit-found-untitled")
    return Screen(
        f"{title}\n\n{t.html('submit-found-hint')}",
        buttons(
            [button(t.plain("button-continue"), StartProposal(), PRIMARY)],
            [button(t.plain("submit-anew"), DiscardDraft(proposal=proposal.id), DANGER)],
        ),
    )


def cancel(draft: Draft, t: Translator, step: str) -> Screen:
    """Stop here: keep, delete, or go back to the step."""
    proposal = draft.proposal
    is_returned = proposal.state == "returned"
    keep = button(t.plain("submit-later"), FormStep(action="later", proposal=proposal.id), PRIMARY)
    delete = button(t.plain("submit-delete"), DiscardDraft(proposal=proposal.id), DANGER)
    back = button(t.plain("button-back"), FormStep(action=step, proposal=proposal.id))
    text = t.html("submit-cancel-returned" if is_returned else "submit-cancel")
    return Screen(text, buttons([keep], [] if is_returned else [delete], [back]))


def delete_sure(draft: Draft, t: Translator) -> Screen:
    """The confirmation of what cannot be undone."""
    proposal = draft.proposal
    yes = button(t.plain("submit-delete-yes"), DiscardDraft(proposal=proposal.id, sure=1), DANGER)
    keep = button(t.plain("submit-later"), FormStep(action="later", proposal=proposal.id))
    return Screen(t.html("submit-delete-sure"), buttons([yes], [keep]))


def kept(t: Translator, proposal: Proposal) -> Screen:
    """The draft waits."""
    return Screen(t.html("submit-kept-returned" if proposal.state == "returned" else "submit-kept"))


def deleted(t: Translator) -> Screen:
    """The draft is gone."""
    return Screen(t.html("submit-deleted"), buttons([button(t.plain("submit-new"), StartProposal(), PRIMARY)]))


def receipt(given: Receipt, t: Translator, rules: Rules, link: str, until: date | None = None) -> Screen:
    """Number, fingerprint and what happens next; ``link`` is where others read it once it is published.

    ``until`` is the last day of the moderators' term; None once somebody has decided.
    """
    proposal = given.proposal
    code = short_fingerprint(proposal.fingerprint or "")
    said = "submit-receipt-again" if proposal.round > 1 else "submit-receipt"
    lines = [
        t.html(said, number=str(proposal.number)),
        t.html("submit-receipt-next", days=rules.decision_workdays),
        *([] if until is None else [t.html("submit-receipt-until", date=until, weekday=weekday_of(until, t))]),
        "",
        t.html("submit-receipt-print", print=code),
        t.html("submit-receipt-share"),
    ]
    words = t.plain("submit-share", number=str(proposal.number), title=proposal.title or "")
    opened = button(t.plain("submit-open"), OpenCard(proposal=proposal.id, origin="notice"), PRIMARY)
    return Screen(
        "\n".join(lines),
        buttons(
            [opened, share_button(t.plain("button-share"), link, words)],
            [copy_button(t.plain("submit-copy-print"), code)],
        ),
    )
