"""Similar proposals below a preview: a few lines and buttons, never a step of their own."""

from __future__ import annotations

from collections.abc import Sequence

from forum.policies import VOTABLE
from forum.similar import Similar
from handlers.callbacks import HideSimilar, OpenCard
from handlers.screen import Button, Screen, button, buttons, in_rows
from handlers.views.proposal import state_name
from handlers.views.shorten import shortened, units
from handlers.views.trails import from_draft
from locales import Translator

TITLE_UNITS = 80
SCREEN_UNITS = 4000  # a message has 4,096; the preview of the longest text leaves little


def with_similar(preview: Screen, similar: Sequence[Similar], draft_id: int, t: Translator) -> Screen:
    """The preview and what was found; as it is when nothing was, or when no line fits in any more."""
    shown = list(similar)
    while shown:
        lines = [preview.text, "", t.html("similar-title"), *(similar_line(one, t) for one in shown)]
        text = "\n".join(lines)
        if units(text) <= SCREEN_UNITS:
            rows = [*(preview.keyboard["inline_keyboard"] if preview.keyboard else []), *_rows(shown, draft_id, t)]
            return Screen(text, buttons(*rows))
        shown.pop()
    return preview


def similar_line(similar: Similar, t: Translator) -> str:
    """One of them: its number and title, and what became of it."""
    proposal = similar.proposal
    named = {"number": str(proposal.number), "title": shortened(proposal.title or "", TITLE_UNITS)}
    if similar.reason is not None:
        return t.html("similar-rejected", reason=similar.reason.name(t.language), **named)
    if proposal.state in VOTABLE:
        return t.html("similar-item", support=proposal.support_count, **named)
    return t.html("similar-decided", state=state_name(t, proposal.state), **named)


def _rows(shown: Sequence[Similar], draft_id: int, t: Translator) -> list[list[Button]]:
    origin = from_draft(draft_id)
    opening = [
        button(
            t.plain(
                "similar-support" if one.proposal.state in VOTABLE else "similar-open", number=str(one.proposal.number)
            ),
            OpenCard(proposal=one.proposal.id, origin=origin),
        )
        for one in shown
        if one.reason is None
    ]
    return [*in_rows(opening), [button(t.plain("similar-differs"), HideSimilar(proposal=draft_id))]]
