"""The rankings behind the shortlist: a page of them, and one of them with its candidates in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from aiogram.filters.callback_data import CallbackData

from forum.candidates import Board, BoardPage, Line
from forum.ranking import Candidate, Ranking
from forum.shortlisted import Shortlist
from handlers.callbacks import (
    ChooseOther,
    OpenCandidate,
    OpenOrganizer,
    OpenRanking,
    OpenRankings,
    OpenShortlist,
)
from handlers.callbacks.shortlist import KINDS, code_of
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.proposal import state_name
from handlers.views.queue import number_of
from handlers.views.shorten import shortened
from handlers.views.shortlist_reasons import board_name
from locales import Translator
from storage.records import Campaign, Proposal

LINE_UNITS: Final = 150
ON_A_PAGE: Final = 10
TABS: Final = {"region": "shortlist-tab-region", "topic": "shortlist-tab-topic", "national": "shortlist-tab-national"}
ABOUT: Final = {
    "region": "shortlist-of-regions",
    "topic": "shortlist-of-topics",
    "national": "shortlist-of-national",
}
LEFT_OUT: Final = {
    "region": "shortlist-left-out-regions",
    "topic": "shortlist-left-out-topics",
    "national": "shortlist-left-out-topics",
}
Turn = Callable[[int], CallbackData]


def early_screen(campaign: Campaign, start: datetime, t: Translator) -> Screen:
    """Voting goes on: when the shortlist can be made."""
    text = t.html("shortlist-early", name=campaign.name(t.language), start=t.moment(start))
    return Screen(text, buttons([_to_campaign(t)]))


def rankings_screen(
    shortlist: Shortlist, kind: str, number: int, last: int, lines: Sequence[Line], left_out: int, t: Translator
) -> Screen:
    """A page of the rankings of a kind, and how much is on the shortlist altogether.

    ``left_out``: how many rankings of the kind have nobody to offer, and stand on no page.
    """
    head = t.html("shortlist-title", name=shortlist.campaign.name(t.language), count=shortlist.total)
    parts: list[str] = [head, t.html("shortlist-about"), t.html(ABOUT[kind])]
    settings: list[Button] = []
    choices: list[Button] = []
    turning: list[Button] = []
    if any(line.ranking is None for line in lines):
        parts.append(t.html("shortlist-no-size-region" if kind == "region" else "shortlist-no-size-topic"))
        settings.append(button(t.plain("shortlist-button-settings"), OpenOrganizer(page="changes"), PRIMARY))
    else:
        parts += ["\n".join(_line(line, t) for line in lines)] if lines else []
        parts += [t.html(LEFT_OUT[kind], count=left_out)] if left_out else []
        choices = [button(_short(line.board, t), OpenRanking(of=code_of(line.board))) for line in lines]
        turning = _turning(number, last, lambda page: OpenRankings(kind=kind, page=page), t)
    others = [button(t.plain(TABS[one]), OpenRankings(kind=one)) for one in KINDS if one != kind]
    return Screen(
        "\n\n".join(parts),
        buttons(
            settings,
            *in_rows(choices),
            turning,
            others,
            [
                button(t.plain("shortlist-button-whole", count=shortlist.total), OpenShortlist()),
                button(t.plain("shortlist-button-other"), ChooseOther()),
            ],
            [_to_campaign(t)],
        ),
    )


def _line(line: Line, t: Translator) -> str:
    ranking = line.ranking
    assert ranking is not None  # else no line is drawn
    name = t.region(line.board.key, "title") if line.board.basis == "region" else t.topic(line.board.key)
    counts = {"offered": len(ranking.offered), "confirmed": ranking.confirmed}
    if not ranking.is_contested:
        return t.html("shortlist-line", name=name, **counts)
    return t.html("shortlist-line-tie", name=name, tied=len(ranking.contenders), room=ranking.room, **counts)


def _short(board: Board, t: Translator) -> str:
    return t.region(board.key, "short") if board.basis == "region" else t.topic(board.key, "short")


def _turning(number: int, last: int, turn: Turn, t: Translator) -> list[Button]:
    if last == 1:
        return []
    before = [button("‹", turn(number - 1))] if number > 1 else []
    after = [button("›", turn(number + 1))] if number < last else []
    return [*before, button(t.plain("browse-page", number=number), turn(number)), *after]


def ranking_screen(page: BoardPage, back: int, t: Translator) -> Screen:
    """One ranking: its candidates in order, the first one left out, and how many equals stand at the edge.

    ``back``: the page of the rankings it stands on.
    """
    code = code_of(page.board)
    parts: list[str] = [t.html("shortlist-board", name=board_name(page.board, t)), *_counts(page.ranking, t)]
    parts += [_row(candidate, proposal, t) for candidate, proposal in page.items]
    if page.items and page.number == page.last:
        parts.append(_left_out(page.ranking, t))
    numbers = [
        button(t.plain("joining-button-one", number=number_of(proposal)), OpenCandidate(of=code, proposal=proposal.id))
        for _, proposal in page.items
    ]
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows(numbers),
            _turning(page.number, page.last, lambda number: OpenRanking(of=code, page=number), t),
            [button(t.plain("button-back"), OpenRankings(kind=page.board.basis, page=back))],
        ),
    )


def _counts(ranking: Ranking, t: Translator) -> list[str]:
    if not ranking.offered:
        return [t.html("shortlist-board-empty")]
    counts = {"size": ranking.size, "offered": len(ranking.offered), "confirmed": ranking.confirmed}
    said: list[str] = [t.html("shortlist-board-counts", **counts)]
    if ranking.is_contested:
        said.append(t.html("shortlist-board-tie", tied=len(ranking.contenders), room=ranking.room))
    return said


def _left_out(ranking: Ranking, t: Translator) -> str:
    left = ranking.left_out
    if left is None:
        return t.html("shortlist-left-none")
    return t.html("shortlist-left", number=str(left.number), net=left.net, support=left.support)


def _row(candidate: Candidate, proposal: Proposal, t: Translator) -> str:
    tally = candidate.tally
    title = shortened(proposal.title or "", LINE_UNITS)
    lines: list[str] = [t.html("shortlist-row", place=candidate.place, number=str(tally.number), title=title)]
    regions = candidate.breadth.regions if candidate.breadth else 0
    counts = {"support": tally.support, "objection": tally.objections, "net": tally.net, "regions": regions}
    lines.append(t.html("shortlist-row-figures", **counts))
    if tally.is_selected:
        lines.append(t.html("shortlist-row-confirmed", state=state_name(t, tally.state)))
    if candidate.is_tied:
        lines.append(t.html("shortlist-row-tied"))
    return "\n".join(lines)


def _to_campaign(t: Translator) -> Button:
    return button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))
