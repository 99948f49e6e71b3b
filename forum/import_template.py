"""The file an organizer fills in: headings in both languages, a row of example in each, the names that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import Final, Protocol

from rustpy_xlsxwriter import Format, write_worksheets

from forum.import_columns import FIELDS, NEEDED
from forum.import_report import BOM, whole_or_gone

FORMATS: Final = ("xlsx", "csv")
# What Excel in Kazakhstan takes for the separator of a file it opens by a double click.
SEPARATOR: Final = ";"
_WIDTHS: Final[Mapping[str, float]] = {"title": 40.0, "text": 60.0, "title-translated": 40.0, "text-translated": 60.0}


class TemplateWords(Protocol):
    """The words of the template."""

    def headings(self, field: str) -> tuple[str, ...]:
        """A column's headings in both languages."""
        ...

    def example_rows(self, day: datetime) -> tuple[Mapping[str, str | datetime], ...]:
        """A filled row in each language, by field."""
        ...

    def sheet_names(self) -> tuple[str, str]:
        """What the sheet to fill in and the sheet of known names are called."""
        ...

    def known_headings(self) -> tuple[str, ...]:
        """The headings of the known regions (code and two names), then of the topics, all different."""
        ...

    def known_places(self) -> list[tuple[str, str, str]]:
        """Code and both names of every region and of the whole country."""
        ...

    def known_topics(self) -> list[tuple[str, str, str]]:
        """The same of every topic."""
        ...


def heading(field: str, words: TemplateWords) -> str:
    """Both languages in one heading; a star where a value is needed."""
    return " / ".join(words.headings(field)) + (" *" if field in NEEDED else "")


def write_template(path: Path, format: str, words: TemplateWords, day: date) -> None:
    """Write the template; ``day`` is the example's. Raises OSError, ValueError for another format than FORMATS."""
    if format not in FORMATS:
        raise ValueError(f"no such format: {format}")
    headings = [heading(field, words) for field in FIELDS]
    rows = [[row.get(field) for field in FIELDS] for row in words.example_rows(datetime.combine(day, time()))]
    with whole_or_gone(path) as part:
        if format == "csv":
            lines = [headings, *([_typed(cell) for cell in row] for row in rows)]
            text = "".join(SEPARATOR.join(_quoted(cell) for cell in line) + "\r\n" for line in lines)
            part.write_text(BOM + text, encoding="utf-8", newline="")
            return
        filled = [dict(zip(headings, row, strict=True)) for row in rows]
        _write_book(part, words, filled)


def _typed(cell: str | datetime | None) -> str:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, datetime) else cell or ""


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def _write_book(path: Path, words: TemplateWords, filled: list[dict[str, str | datetime | None]]) -> None:
    to_fill, names = words.sheet_names()
    known = words.known_headings()
    bold = Format().set_bold().set_text_wrap()
    write_worksheets(
        [(to_fill, iter(filled)), (names, _known(words, known))],
        path,
        freeze_panes={name: {"row": 1, "col": 0} for name in (to_fill, names)},
        header_format={to_fill: bold, names: bold},
        column_widths={
            to_fill: [_WIDTHS.get(field, 22.0) for field in FIELDS],
            names: [12.0, 34.0, 34.0, 18.0, 52.0, 52.0],
        },
        datetime_format="dd.mm.yyyy",
    )


def _known(words: TemplateWords, headings: tuple[str, ...]) -> Iterator[dict[str, str]]:
    nothing = ("", "", "")
    for place, topic in zip_longest(words.known_places(), words.known_topics(), fillvalue=nothing):
        yield dict(zip(headings, (*place, *topic), strict=True))
