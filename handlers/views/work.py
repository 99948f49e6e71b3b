"""What moderators of its region can do with a published proposal."""

from __future__ import annotations

from forum.policies import PUBLIC, WORKABLE
from forum.workable import round_of
from handlers.callbacks import OpenAuthor, OpenCard, OpenCorrect, OpenHistory, OpenJoin, OpenTranslate
from handlers.screen import Screen, button, buttons
from handlers.views.proposal import about_line, state_name, title_line
from locales import Translator
from storage.records import Proposal


def work_screen(proposal: Proposal, t: Translator) -> Screen:
    """Title, state and votes, and the buttons of the work; what is joined or has an outcome is not decided on."""
    ids = {"proposal": proposal.id, "round": round_of(proposal)}
    deciding = [
        button(t.plain("joining-button"), OpenJoin(**ids)),
        button(t.plain("correct-button"), OpenCorrect(**ids)),
    ]
    author = button(t.plain("item-button-author"), OpenAuthor(proposal=proposal.id))
    translating = [button(t.plain("translate-button"), OpenTranslate(proposal=proposal.id))]
    counts = {"support": proposal.support_count, "objection": proposal.object_count}
    lines = [
        title_line(t, proposal),
        about_line(t, proposal),
        t.html("browse-card-state", state=state_name(t, proposal.state)),
        t.html("browse-card-counts", **counts),
        "",
        t.html("work-about"),
    ]
    return Screen(
        "\n".join(lines),
        buttons(
            deciding if proposal.state in WORKABLE else [],
            [*(translating if proposal.state in PUBLIC else []), author],
            [button(t.plain("work-button-history"), OpenHistory(proposal=proposal.id))],
            [button(t.plain("work-button-back"), OpenCard(proposal=proposal.id))],
        ),
    )
