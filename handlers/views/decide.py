"""What a moderator is asked on the way to a decision, and what became of it."""

from __future__ import annotations

from forum.policies import REJECTION_REASONS, Rules
from handlers.callbacks import GiveReason, NextItem, OpenQueue, RejectItem, SkipRemark, TakeItem
from handlers.screen import DANGER, PRIMARY, Keyboard, Screen, button, buttons, in_rows
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Decision, Proposal

_RESULT = {"publish": "decide-published", "return": "decide-returned", "reject": "decide-rejected"}


def _facts(proposal: Proposal) -> dict[str, str]:
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", TITLE_UNITS)}


def return_question(proposal: Proposal, rules: Rules, t: Translator) -> Screen:
    """Asks for the remark of a return."""
    text = t.html("decide-return-ask", maximum=rules.remark_max, **_facts(proposal))
    return Screen(text, buttons([button(t.plain("button-cancel"), TakeItem(proposal=proposal.id))]))


def reasons_screen(proposal: Proposal, t: Translator) -> Screen:
    """The catalogue of reasons."""
    reasons = [
        button(
            t.plain(f"reason-{reason}"),
            GiveReason(proposal=proposal.id, round=proposal.round, reason=reason),
        )
        for reason in REJECTION_REASONS
    ]
    back = [button(t.plain("button-back"), TakeItem(proposal=proposal.id))]
    return Screen(t.html("decide-reject-reasons", **_facts(proposal)), buttons(*in_rows(reasons), back))


def comment_question(proposal: Proposal, reason: str, rules: Rules, t: Translator) -> Screen:
    """Asks for an optional sentence to the author."""
    skip = t.plain("button-skip")
    text = t.html(
        "decide-reject-ask",
        reason=t.plain(f"reason-{reason}"),
        maximum=rules.remark_max,
        skip=skip,
        **_facts(proposal),
    )
    ids = {"proposal": proposal.id, "round": proposal.round}
    return Screen(
        text,
        buttons(
            [button(skip, SkipRemark(reason=reason, **ids), DANGER)],
            [
                button(t.plain("button-back"), RejectItem(**ids)),
                button(t.plain("button-cancel"), TakeItem(proposal=proposal.id)),
            ],
        ),
    )


def result_screen(proposal: Proposal, decision: Decision, left: int, t: Translator) -> Screen:
    """What was decided; ``left`` proposals still wait."""
    parts: list[str] = [
        t.html(_RESULT[decision.kind], number=number_of(proposal)),
        escape(shortened(proposal.title or "", TITLE_UNITS)),
    ]
    if decision.reason is not None:
        parts.append(t.html("decide-reason", reason=t.plain(f"reason-{decision.reason}")))
    if decision.remark:
        heading = t.html("decide-remark" if decision.kind == "return" else "decide-comment")
        parts.append(f"{heading}\n<blockquote>{escape(decision.remark)}</blockquote>")
    queue = t.html("decide-left", count=left) if left else t.html("decide-none-left")
    parts.append(f"{t.html('decide-author-told')}\n{queue}")
    return Screen("\n\n".join(parts), _result_buttons(proposal, left, t))


def _result_buttons(proposal: Proposal, left: int, t: Translator) -> Keyboard:
    next_one = [button(t.plain("button-next"), NextItem(after=proposal.id), PRIMARY)] if left else []
    return buttons([*next_one, button(t.plain("queue-button-queue"), OpenQueue())])
