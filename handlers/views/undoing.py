"""Taking a decision back: the button, what came of it, and the word to the author."""

from __future__ import annotations

from forum.undoing import Undone
from handlers.callbacks import OpenCard, OpenQueue, OpenWork, TakeItem, UndoDecision
from handlers.screen import PRIMARY, Button, Screen, button, buttons
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator
from storage.records import Decision, Proposal

STATES = {
    "pending": "undo-state-pending",
    "hidden": "undo-state-hidden",
    "appealed": "undo-state-appealed",
    "published": "undo-state-published",
}


def undo_button(decision: Decision, t: Translator, view: str = "") -> Button:
    """Takes back the decision it stands below; ``view``: what of the queue the moderator looks at."""
    return button(t.plain("undo-button"), UndoDecision(decision=decision.id, view=view))


def undone_screen(undone: Undone, t: Translator, view: str = "") -> Screen:
    """Where the proposal stands again, and the way back to it and to the queue as it was (``view``)."""
    proposal = undone.proposal
    parts: list[str] = [t.html("undo-done", number=number_of(proposal))]
    if proposal.state in STATES:
        parts.append(t.html(STATES[proposal.state]))
    parts.append(t.html("undo-author"))
    if proposal.state == "published":
        open_ = button(t.plain("undo-button-open"), OpenWork(proposal=proposal.id), PRIMARY)
    else:
        open_ = button(t.plain("undo-button-open"), TakeItem(proposal=proposal.id, view=view), PRIMARY)
    return Screen("\n\n".join(parts), buttons([open_], [button(t.plain("queue-button-queue"), OpenQueue(view=view))]))


def undone_notice(proposal: Proposal, state: str, t: Translator) -> Screen:
    """For the author, who had been told of the decision; ``state`` is the one it came back to."""
    title = shortened(proposal.title or "", TITLE_UNITS)
    text = t.html("undo-notice", number=number_of(proposal), title=title, state=state)
    return Screen(text, buttons([button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"))]))
