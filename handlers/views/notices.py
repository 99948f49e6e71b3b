"""Messages the bot owes: a decision to its author. (A digest is views.digest.digest_screen.)"""

from __future__ import annotations

from forum.moderation import DecisionNotice
from forum.policies import APPEAL_FOR
from handlers.callbacks import EditProposal, OpenCard, StartProposal
from handlers.screen import PRIMARY, Screen, button, buttons, share_button
from handlers.views.appeal import appeal_button
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Decision, Proposal, Reason


def decision_screen(notice: DecisionNotice, link: str, t: Translator) -> Screen:
    """What a moderator decided, for the author; ``link`` opens the proposal for those it is shared with."""
    proposal, decision = notice.proposal, notice.decision
    if decision.kind == "publish":
        return _published(proposal, link, t)
    if decision.kind == "return":
        return _returned(proposal, decision, t)
    return _rejected(proposal, decision, notice.reason, t)


def _facts(proposal: Proposal) -> dict[str, str]:
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", TITLE_UNITS)}


def _quoted(heading: str, remark: str) -> str:
    return f"{heading}\n<blockquote>{escape(remark)}</blockquote>"


def _published(proposal: Proposal, link: str, t: Translator) -> Screen:
    facts = _facts(proposal)
    return Screen(
        t.html("notice-published", **facts),
        buttons(
            [
                button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"), PRIMARY),
                share_button(t.plain("button-share"), link, t.plain("notice-share-text", **facts)),
            ]
        ),
    )


def _returned(proposal: Proposal, decision: Decision, t: Translator) -> Screen:
    parts = [
        t.html("notice-returned", **_facts(proposal)),
        _quoted(t.html("notice-remark"), decision.remark or ""),
        t.html("notice-returned-next"),
    ]
    return Screen(
        "\n\n".join(parts),
        buttons(
            [
                button(t.plain("notice-button-edit"), EditProposal(proposal=proposal.id, fresh=1), PRIMARY),
                button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice")),
            ]
        ),
    )


def _rejected(proposal: Proposal, decision: Decision, reason: Reason | None, t: Translator) -> Screen:
    assert reason is not None  # no rejection is without one
    parts: list[str] = [
        t.html("notice-rejected", reason=reason.name(t.language), **_facts(proposal)),
        escape(reason.about(t.language)),
    ]
    if decision.remark:
        parts.append(_quoted(t.html("notice-comment"), decision.remark))
    parts.append(t.html("appeal-offer", days=APPEAL_FOR.days))
    return Screen(
        "\n\n".join(parts),
        buttons(
            [
                button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice")),
                button(t.plain("notice-button-new"), StartProposal(fresh=1)),
            ],
            [appeal_button(proposal, t, fresh=1)],
        ),
    )
