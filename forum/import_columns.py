"""The columns of a file of proposals: which heading is which, what is missing, what is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

from forum.folding import fold
from forum.import_table import Table

# In the template's order.
FIELDS: Final = (
    "key",
    "place",
    "topic",
    "language",
    "title",
    "text",
    "title-translated",
    "text-translated",
    "meeting-place",
    "meeting-on",
    "meeting-region",
)
NEEDED: Final = ("key", "place", "topic", "title", "text", "meeting-place", "meeting-on")
LOOKED_THROUGH: Final = 10  # rows that may stand above the headings: a title, a note
KNOWN_ENOUGH: Final = 3  # headings by which their row is told from others
# A column of signatures or votes counted on paper; folded beginnings of words in both languages.
_VOTES = re.compile(r"\b(?:голос|подпис|поддерж|дауыс|колдау|колдаган|кол койган|кол саны)")
_SIGNS = re.compile(r"[^\w]+")


class ImportWords(Protocol):
    """The names a file may use, in both languages, and the words of a report in one."""

    def headings(self, field: str) -> tuple[str, ...]:
        """The headings of a column in both languages."""
        ...

    def places(self) -> Iterable[tuple[str, str]]:
        """Every form of a place's name with its code."""
        ...

    def topics(self) -> Iterable[tuple[str, str]]:
        """Every form of a topic's name with its slug."""
        ...

    def languages(self) -> Iterable[tuple[str, str]]:
        """What kk and ru are called."""
        ...

    def examples(self) -> tuple[str, ...]:
        """The keys of the template's own rows."""
        ...


class Problem(NamedTuple):
    """What is wrong, or (``is_warning``) to be looked at: ``column`` counts from 0, ``row`` as a spreadsheet does.

    ``row`` 0: the whole file; ``column`` None: the whole row. ``facts`` may hold codes, which the words put into words.
    """

    row: int
    column: int | None
    heading: str
    kind: str
    facts: Mapping[str, Any]
    is_warning: bool = False


class Columns(NamedTuple):
    """Where each field stands; ``row``: of the headings."""

    row: int
    places: Mapping[str, int]
    headings: tuple[str, ...]

    def heading(self, column: int) -> str:
        """A column's heading as the file has it."""
        return self.headings[column] if column < len(self.headings) else ""


def plain(text: str) -> str:
    """A name as names are compared: folded, without signs."""
    return _SIGNS.sub(" ", fold(text)).strip()


def find_columns(table: Table, words: ImportWords) -> tuple[Columns, list[Problem]]:
    """The columns, and every heading that is unknown, twice there or missing."""
    known = {plain(heading): field for field in FIELDS for heading in words.headings(field)}
    row, headings = _headings(table, known)
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for column, heading in enumerate(headings):
        field = _field_of(heading, known)
        if field is None:
            problems += _unknown(table, row, column, heading)
        elif field in places:
            facts = {"column": places[field]}
            problems.append(Problem(row, column, heading, "heading-twice", facts))
        else:
            places[field] = column
    problems += _beyond(table, row, len(headings))
    problems += [Problem(row, None, "", "heading-missing", {"field": one}) for one in NEEDED if one not in places]
    if not places:
        kind = "no-headings-here" if len(table.sheets) > 1 else "no-headings"
        problems.insert(0, Problem(row, None, "", kind, {"sheet": table.sheet, "sheets": table.sheets}))
    return Columns(row, places, tuple(headings)), problems


def _headings(table: Table, known: Mapping[str, str]) -> tuple[int, Sequence[str]]:
    for row, cells in table.rows[:LOOKED_THROUGH]:
        if sum(_field_of(cell, known) is not None for cell in cells) >= KNOWN_ENOUGH:
            return row, cells
    return table.rows[0]


def _field_of(heading: str, known: Mapping[str, str]) -> str | None:
    """The template has both languages in one heading: «Мәтіні / Текст»; one alone is enough."""
    whole = known.get(plain(heading))
    if whole is not None or "/" not in heading:
        return whole
    fields = {known.get(plain(part)) for part in heading.split("/")}
    return fields.pop() if len(fields) == 1 else None


def _unknown(table: Table, row: int, column: int, heading: str) -> list[Problem]:
    if heading.strip():
        kind = "heading-votes" if _VOTES.search(plain(heading)) else "heading-unknown"
        return [Problem(row, column, heading, kind, {})]
    return _blank(table, row, column)


def _beyond(table: Table, row: int, width: int) -> list[Problem]:
    widest = max(len(cells) for _, cells in table.rows)
    return [problem for column in range(width, widest) for problem in _blank(table, row, column)]


def _blank(table: Table, row: int, column: int) -> list[Problem]:
    """A column without a heading is no matter while there is nothing in it."""
    for number, cells in table.rows:
        if number > row and column < len(cells) and cells[column].strip():
            return [Problem(number, column, "", "heading-blank", {})]
    return []
