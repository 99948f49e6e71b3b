"""Buttons of organizers about the shortlist; each handler checks the rights again.

``of`` names where somebody comes from: a ranking (code_of), OTHER (the form for somebody chosen without one), or LIST:
the shortlist itself.
"""

from __future__ import annotations

from typing import Final

from forum.candidates import Board
from forum.errors import StaleButton
from handlers.callbacks.ids import ButtonData, Code, Id
from locales import REGION_CODES, TOPIC_SLUGS

LIST: Final = ""
OTHER: Final = "other"
KINDS: Final = ("region", "topic", "national")
_LETTERS: Final = {"region": "r", "topic": "t", "national": "n"}


class OpenRankings(ButtonData, prefix="slo"):
    """A page, from 1, of the rankings of a kind: region, topic or national."""

    kind: Code = "region"
    page: int = 1


class OpenRanking(ButtonData, prefix="slr"):
    """A page, from 1, of one ranking."""

    of: Code
    page: int = 1


class OpenCandidate(ButtonData, prefix="slc"):
    """One proposal with its reasons."""

    of: Code
    proposal: Id


class ConfirmCandidate(ButtonData, prefix="slk"):
    """Put it on the shortlist, in a section (0: in none)."""

    of: Code
    proposal: Id
    section: Id = 0


class ChooseSectionFor(ButtonData, prefix="sls"):
    """Which section of the forum?"""

    of: Code
    proposal: Id


class MoveSelected(ButtonData, prefix="slt"):
    """Put what is on the shortlist into a section (0: in none)."""

    of: Code
    proposal: Id
    section: Id = 0


class DropSelected(ButtonData, prefix="sld"):
    """Take it off the shortlist; ``sure``: 0 asks, 1 does it."""

    of: Code
    proposal: Id
    sure: int = 0


class OpenShortlist(ButtonData, prefix="slw"):
    """The whole shortlist by sections."""


class OpenShortlistSection(ButtonData, prefix="slz"):
    """Five of a section (0: of none) behind the selection ``after``; ``back``: 1 means before it."""

    section: Id = 0
    after: Id = 0
    back: int = 0


class ChooseOther(ButtonData, prefix="sla"):
    """Choose somebody without a ranking; ``step``: number, remark, preview or cancel."""

    step: Code = "number"


def code_of(board: Board) -> str:
    """A ranking as a button carries it."""
    return f"{_LETTERS[board.basis]}_{board.key}"


def board_of(code: str) -> Board | None:
    """The ranking of a code; None for LIST and OTHER. Raises StaleButton for anything else."""
    if code in (LIST, OTHER):
        return None
    letter, _, key = code.partition("_")
    basis = next((basis for basis, known in _LETTERS.items() if known == letter), None)
    if basis is None or key not in (REGION_CODES if basis == "region" else TOPIC_SLUGS):
        raise StaleButton
    return Board(basis, key)


def boards_of(kind: str) -> tuple[Board, ...]:
    """Every ranking of a kind. Raises StaleButton."""
    if kind not in KINDS:
        raise StaleButton
    return tuple(Board(kind, key) for key in (REGION_CODES if kind == "region" else TOPIC_SLUGS))
