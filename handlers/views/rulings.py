"""Messages to an author whose published proposal was reported or who appealed: hidden, kept, granted, refused."""

from __future__ import annotations

from forum.moderation import DecisionNotice
from forum.policies import APPEAL_FOR
from handlers.callbacks import OpenCard
from handlers.screen import PRIMARY, Button, Screen, button, buttons, share_button
from handlers.views.appeal import appeal_button
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal

PUBLISHED = {"hidden": "report-notice-kept", "appealed": "appeal-notice-granted"}
REJECTED = {"hidden": "report-notice-rejected", "appealed": "appeal-notice-refused"}


def _facts(proposal: Proposal) -> dict[str, str]:
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", TITLE_UNITS)}


def _open(proposal: Proposal, t: Translator, style: str | None = None) -> Button:
    return button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"), style)


def hidden_screen(proposal: Proposal, t: Translator) -> Screen:
    """Residents reported it: what happens now."""
    return Screen(t.html("report-notice-hidden", **_facts(proposal)), buttons([_open(proposal, t)]))


def ruling_screen(notice: DecisionNotice, link: str, t: Translator) -> Screen | None:
    """What was decided about a hidden or an appealed proposal; None for an ordinary decision."""
    if notice.decided_in not in PUBLISHED:
        return None
    proposal, decision = notice.proposal, notice.decision
    if decision.kind == "publish":
        facts = _facts(proposal)
        share = share_button(t.plain("button-share"), link, t.plain("notice-share-text", **facts))
        return Screen(t.html(PUBLISHED[notice.decided_in], **facts), buttons([_open(proposal, t, PRIMARY), share]))
    assert notice.reason is not None  # no rejection is without one
    parts: list[str] = [
        t.html(REJECTED[notice.decided_in], reason=notice.reason.name(t.language), **_facts(proposal)),
        escape(notice.reason.about(t.language)),
    ]
    if decision.remark:
        parts.append(f"{t.html('notice-comment')}\n<blockquote>{escape(decision.remark)}</blockquote>")
    if not notice.may_appeal:
        return Screen("\n\n".join(parts), buttons([_open(proposal, t)]))
    parts.append(t.html("appeal-offer", days=APPEAL_FOR.days))
    return Screen("\n\n".join(parts), buttons([_open(proposal, t), appeal_button(proposal, t, fresh=1)]))
