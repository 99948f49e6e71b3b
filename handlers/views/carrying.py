"""The question to a supporter of a joined proposal, and the answer."""

from __future__ import annotations

from forum.carrying import CARRY, LEAVE, Carried
from handlers.callbacks import AnswerCarry, OpenCard
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator


def _facts(carried: Carried) -> dict[str, str]:
    return {
        "number": number_of(carried.proposal),
        "title": shortened(carried.proposal.title or "", TITLE_UNITS),
        "target": number_of(carried.target),
        "other": shortened(carried.target.title or "", TITLE_UNITS),
    }


def carry_question(carried: Carried, decision_id: int, t: Translator) -> Screen:
    """Carry the vote or leave it; the other proposal is one tap away."""
    return Screen(
        t.html("carry-question", **_facts(carried)),
        buttons(
            [
                button(t.plain("carry-button-carry"), AnswerCarry(decision=decision_id, answer=CARRY), PRIMARY),
                button(t.plain("carry-button-leave"), AnswerCarry(decision=decision_id, answer=LEAVE)),
            ],
            [
                button(
                    t.plain("joining-button-target", number=number_of(carried.target)),
                    OpenCard(proposal=carried.target.id, origin="notice"),
                )
            ],
        ),
    )


def carry_answered(carried: Carried, t: Translator) -> Screen:
    """What was answered; it stands."""
    facts = _facts(carried)
    is_carried = carried.answer == CARRY
    if is_carried:
        heading = t.html("carry-carried", target=facts["target"])
    else:
        heading = t.html("carry-left", number=facts["number"])
    open_ = OpenCard(proposal=carried.target.id, origin="notice")
    return Screen(
        f"{heading}\n\n{t.html('carry-pair', **facts)}",
        buttons([button(t.plain("joining-button-target", number=facts["target"]), open_)]),
    )
