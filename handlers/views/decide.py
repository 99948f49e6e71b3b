"""What a moderator is asked on the way to a decision, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from forum.moderation import DecisionNotice
from forum.policies import Rules
from handlers.callbacks import GiveReason, OpenQueue, RejectItem, SkipRemark, TakeItem, UndoDecision
from handlers.screen import DANGER, Screen, button, buttons, in_rows
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal, Reason

_RESULT = {"publish": "decide-published", "return": "decide-returned", "reject": "decide-rejected"}


def _facts(proposal: Proposal) -> dict[str, str]:
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", TITLE_UNITS)}


def return_question(proposal: Proposal, rules: Rules, t: Translator, view: str = "") -> Screen:
    """Asks for the remark of a return."""
    text = t.html("decide-return-ask", maximum=rules.remark_max, **_facts(proposal))
    return Screen(text, buttons([button(t.plain("button-cancel"), TakeItem(proposal=proposal.id, view=view))]))


def reasons_screen(proposal: Proposal, offered: Sequence[Reason], t: Translator, view: str = "") -> Screen:
    """The canned reasons."""
    reasons = [
        button(
            reason.name(t.language),
            GiveReason(proposal=proposal.id, round=proposal.round, reason=reason.code, view=view),
        )
        for reason in offered
    ]
    back = [button(t.plain("button-back"), TakeItem(proposal=proposal.id, view=view))]
    return Screen(t.html("decide-reject-reasons", **_facts(proposal)), buttons(*in_rows(reasons), back))


def comment_question(proposal: Proposal, reason: Reason, rules: Rules, t: Translator, view: str = "") -> Screen:
    """Asks for an optional sentence to the author, who is told the reason's own sentence anyway."""
    skip = t.plain("button-skip")
    text = t.html(
        "decide-reject-ask",
        reason=reason.name(t.language),
        about=reason.about(t.language),
        maximum=rules.remark_max,
        skip=skip,
        **_facts(proposal),
    )
    ids = {"proposal": proposal.id, "round": proposal.round}
    return Screen(
        text,
        buttons(
            [button(skip, SkipRemark(reason=reason.code, **ids, view=view), DANGER)],
            [
                button(t.plain("button-back"), RejectItem(**ids, view=view)),
                button(t.plain("button-cancel"), TakeItem(proposal=proposal.id, view=view)),
            ],
        ),
    )


def result_screen(
    notice: DecisionNotice, t: Translator, *, may_undo: bool, left: int | None = None, view: str = ""
) -> Screen:
    """What was decided; ``left``: so many wait though no next item opens below, None: one does."""
    proposal, decision = notice.proposal, notice.decision
    parts: list[str] = [
        f"{t.html(_RESULT[decision.kind], number=number_of(proposal))}\n"
        f"{escape(shortened(proposal.title or '', TITLE_UNITS))}",
    ]
    if notice.reason is not None:
        parts.append(t.html("decide-reason", reason=notice.reason.name(t.language)))
    if decision.remark:
        heading = t.html("decide-remark" if decision.kind == "return" else "decide-comment")
        parts.append(f"{heading}\n<blockquote>{escape(decision.remark)}</blockquote>")
    told: str = t.html("decide-author-told")
    if left is not None:
        told = f"{told}\n{t.html('decide-left', count=left) if left else t.html('decide-none-left')}"
    parts.append(told)
    undo = [button(t.plain("undo-button"), UndoDecision(decision=decision.id, view=view))] if may_undo else []
    return Screen("\n\n".join(parts), buttons([*undo, button(t.plain("queue-button-queue"), OpenQueue(view=view))]))
