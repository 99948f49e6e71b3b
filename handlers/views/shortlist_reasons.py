"""Why somebody is on the shortlist, or is offered for it: the figures of a ranking as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from forum.candidates import Board, Figures
from forum.ranking import NOBODY, Candidate, Ranking
from handlers.views.proposal import state_name
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.rankings import Breadth
from storage.records import Proposal
from storage.sections import Section
from storage.selections import Selected
from storage.vocabulary import NATIONAL

NAME_UNITS, SECTION_UNITS, REMARK_UNITS = 64, 160, 600
EQUALS: Final = 12  # numbers named; more are counted
BASIS: Final = {
    "region": "shortlist-basis-region",
    "topic": "shortlist-basis-topic",
    "national": "shortlist-basis-national",
}


def board_name(board: Board, t: Translator) -> str:
    """What is compared in a ranking."""
    match board.basis:
        case "region":
            return t.region(board.key, "title")
        case "topic":
            return t.plain("shortlist-name-topic", topic=t.topic(board.key))
    return t.plain("shortlist-name-national", topic=t.topic(board.key))


def reasons(found: Figures, t: Translator) -> list[str]:
    """Support, place, equals, margin and breadth of one who is not confirmed yet, a sentence each."""
    proposal, candidate, ranking = found.proposal, found.candidate, found.ranking
    net = proposal.support_count - proposal.object_count
    counts = {"support": proposal.support_count, "objection": proposal.object_count, "net": net}
    said: list[str] = [t.html("shortlist-why"), t.html("shortlist-why-votes", **counts)]
    said.append(_breadth(found.breadth, proposal, t))
    if candidate is None or ranking is None or found.board is None:
        return [*said, t.html("shortlist-not-offered")] if found.board is not None else said
    name = board_name(found.board, t)
    said.append(t.html("shortlist-why-place", place=candidate.place, size=ranking.size, name=name))
    if candidate.is_tied:
        said.append(_equals(candidate, t))
    if _stands_with(candidate, ranking.contenders):
        said.append(t.html("shortlist-why-edge", room=ranking.room, tied=len(ranking.contenders)))
    said.append(_margin(candidate, ranking, t))
    return said


def _stands_with(candidate: Candidate, contenders: Sequence[Candidate]) -> bool:
    return bool(contenders) and candidate.place == contenders[0].place


def _breadth(breadth: Breadth, proposal: Proposal, t: Translator) -> str:
    if not breadth.regions:
        return t.html("shortlist-why-breadth-none")
    if proposal.place == NATIONAL:
        return t.html("shortlist-why-breadth-country", regions=breadth.regions)
    return t.html("shortlist-why-breadth", regions=breadth.regions, elsewhere=breadth.elsewhere)


def _equals(candidate: Candidate, t: Translator) -> str:
    named = ", ".join(f"№ {number}" for number in candidate.tied[:EQUALS])
    more = len(candidate.tied) - EQUALS
    if more > 0:
        return t.html("shortlist-why-tied-many", numbers=named, more=more)
    return t.html("shortlist-why-tied", numbers=named)


def _margin(candidate: Candidate, ranking: Ranking, t: Translator) -> str:
    """What sets it apart from the first one left out: net support, else support, else breadth."""
    left = ranking.left_out
    if left is None:
        return t.html("shortlist-left-none")
    number = str(left.number)
    if candidate.tally.net > left.net:
        return t.html("shortlist-why-margin", number=number, margin=candidate.tally.net - left.net)
    if candidate.tally.support > left.support:
        return t.html("shortlist-why-margin-support", number=number, more=candidate.tally.support - left.support)
    wider = (candidate.breadth or NOBODY).regions - (ranking.left_out_breadth or NOBODY).regions
    return t.html("shortlist-why-margin-breadth", number=number, more=wider)


def selection_lines(selected: Selected, section: Section | None, t: Translator) -> list[str]:
    """By whom, when, on which figures and why it was confirmed; the state and the section it has now."""
    said: list[str] = [t.html("browse-card-state", state=state_name(t, selected.proposal.state))]
    if section is None:
        said.append(t.html("shortlist-section-none"))
    else:
        said.append(t.html("shortlist-section", section=shortened(section.name(t.language), SECTION_UNITS)))
    return said + confirmed_lines(selected, t)


def confirmed_lines(selected: Selected, t: Translator, units: int = REMARK_UNITS) -> list[str]:
    """By whom, when, on which figures and why it was confirmed; the reason in ``units`` at most."""
    selection = selected.selection
    at = t.moment(selection.selected_at)
    if selected.by:
        said: list[str] = [t.html("shortlist-by", by=shortened(selected.by, NAME_UNITS), at=at)]
    else:
        said = [t.html("shortlist-by-admin", at=at)]
    net = selection.support - selection.objections
    figures = {"support": selection.support, "objection": selection.objections, "net": net}
    said.append(t.html("shortlist-then", regions=selection.breadth, **figures))
    if selection.rank is not None:
        said.append(t.html(BASIS[selection.basis], rank=selection.rank))
        if selection.margin:
            said.append(t.html("shortlist-margin-then", margin=selection.margin))
        elif selection.margin == 0:
            said.append(t.html("shortlist-margin-none-then"))
        return said
    remark = escape(shortened(selection.remark or "", units))
    return [*said, t.html("shortlist-basis-organizer"), f"<blockquote>{remark}</blockquote>"]
