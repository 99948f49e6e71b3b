"""One proposal after the vote, for organizers: what was recorded, by whom, and what can be recorded next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from forum.became import Became
from forum.outcomes import Followed, may_undo
from forum.policies import Rules
from handlers.callbacks import OpenAnswer, OpenCard, OpenOutcomes, TakeStep, UndoOutcome
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.choices import Rows
from handlers.views.outcome import FROM_ORGANIZERS, clock_line, files_rows, quoted, shares_line, state_key
from handlers.views.proposal import about_line, state_name, title_line
from handlers.views.shorten import shortened
from locales import Markup, Translator
from storage.outcomes import Outcome

# So many, each with its words, stay under 4,096 units.
SHOWN: Final = 6
WORDS_UNITS, NAME_UNITS = 300, 64
STEP_BUTTONS: Final = {
    "recommended": "outcomes-button-recommended",
    "sent": "outcomes-button-sent",
    "answer": "outcomes-button-answer",
    "in_progress": "outcomes-button-in-progress",
    "done": "outcomes-button-done",
    "declined": "outcomes-button-declined",
}


def outcome_screen(
    followed: Followed, became: Became | None, now: datetime, rules: Rules, t: Translator, first: Markup | None = None
) -> Screen:
    """The steps so far, the oldest first, and the next ones as buttons; ``first`` is said above it."""
    proposal, steps = followed.proposal, followed.steps
    counts = {"support": proposal.support_count, "objection": proposal.object_count}
    parts: list[str] = [*([first] if first else [])]
    parts.append(
        "\n".join(
            [
                title_line(t, proposal),
                about_line(t, proposal),
                t.html("browse-card-state", state=state_name(t, proposal.state)),
                t.html("browse-card-counts", **counts),
            ]
        )
    )
    if len(steps) > SHOWN:
        parts.append(t.html("outcomes-earlier", count=len(steps) - SHOWN))
    parts += [_step(step, followed, became, t) for step in steps[-SHOWN:]]
    if became is not None and became.clock is not None:
        parts.append(clock_line(became.clock, t, is_answer=became.latest.state == "sent"))
    if became is not None and became.answer is not None:
        parts.append(shares_line(became.answer, t))
    undo = steps[-1] if steps and may_undo(steps[-1], now, rules) else None
    if undo is not None:
        parts.append(t.html("outcomes-undo-until", until=_until(undo, rules)))
    return Screen("\n\n".join(parts), buttons(*_rows(followed, became, undo, t)))


def _until(step: Outcome, rules: Rules) -> datetime:
    # Minutes are shown: the last whole one that is good.
    return step.recorded_at + rules.undo_for - timedelta(minutes=1)


def _step(step: Outcome, followed: Followed, became: Became | None, t: Translator) -> str:
    name = shortened(followed.names.get(step.recorded_by, ""), NAME_UNITS)
    key = "outcomes-step-by" if name else "outcomes-step"
    lines: list[str] = [t.html(key, at=t.moment(step.recorded_at), state=state_name(t, step.state), name=name)]
    if step.addressee_id is not None and became is not None and became.addressee is not None:
        lines.append(t.html("outcome-sent", name=became.addressee.name(t.language)))
    if step.sent_on is not None:
        lines.append(t.html("outcome-sent-on", date=step.sent_on))
    if step.due_on is not None and step is not followed.steps[-1]:  # the clock of the last one stands below
        lines.append(t.html("outcome-due" if step.state == "sent" else "outcome-until", date=step.due_on))
    if step.answer_kk is not None:
        lines.append(quoted(step.answer(t.language), WORDS_UNITS))
    return "\n".join(lines)


def _rows(followed: Followed, became: Became | None, undo: Outcome | None, t: Translator) -> Rows:
    proposal = followed.proposal
    rows: Rows = []
    for to in steps_from(followed):
        label = t.plain(STEP_BUTTONS[to] if to != proposal.state else "outcomes-button-later")
        rows.append([button(label, TakeStep(proposal=proposal.id, seen=followed.seen, to=to), PRIMARY)])
    if undo is not None:
        rows.append([button(t.plain("outcomes-button-undo"), UndoOutcome(outcome=undo.id))])
    if became is not None:
        with_words = [step for step in became.steps if step.answer_kk is not None]
        for step in with_words[-2:]:
            label = t.plain("outcomes-button-words", state=t.plain(state_key(step.state)))
            rows.append([button(label, OpenAnswer(outcome=step.id, origin=FROM_ORGANIZERS))])
        rows += files_rows(became, t)[-2:]
    rows.append(
        [
            button(t.plain("outcomes-button-card"), OpenCard(proposal=proposal.id)),
            button(t.plain("outcomes-button-list"), OpenOutcomes(state=proposal.state)),
        ]
    )
    return rows


def steps_from(followed: Followed) -> tuple[str, ...]:
    """What can be recorded next; an answer's meaning is asked for within its form."""
    return ("answer",) if followed.proposal.state == "sent" else followed.next_states
