"""Sheets into files: CSV by hand, XLSX by rustpy-xlsxwriter. Everything here runs in a thread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import Format, write_worksheets

from forum.export_columns import Cell, Column, ExportWords, Kind
from storage.database import Row

BOM = "\ufeff"
XLSX_MOMENT = "dd.mm.yyyy hh:mm"
# What a spreadsheet takes for a formula when it opens a CSV file, the full-width forms included.
_LIKE_FORMULA = re.compile(r"\s*[-=+@＝＋－＠]|[\t\r\n]").match


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: ``rows`` are read once, when their turn comes; ``note`` stands above the headings."""

    key: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    note: str | None = None

    def headings(self, words: ExportWords) -> list[str]:
        """Names of the columns in the words' language."""
        return [words.heading(column.key) for column in self.columns]

    def cells(self, words: ExportWords) -> Iterator[list[Cell]]:
        """Cells row by row."""
        getters = [column.getter for column in self.columns]
        for row in self.rows:
            yield [getter(row, words) for getter in getters]


@contextmanager
def finished_or_gone(path: Path) -> Iterator[Path]:
    """A name to write under; only a finished file gets the name ``path``, of an unfinished one nothing stays."""
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _quoted(text: Any) -> str:
    """A text as CSV has it, disarmed when a spreadsheet would take it for a formula."""
    if text is None:
        return ""
    # A text that begins with a letter is no formula; asking that first makes the guard 2 µs a row instead of 5.
    if not text[:1].isalnum() and _LIKE_FORMULA(text):
        text = f"'{text}"
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _number(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _moment(cell: Any) -> str:
    """``2026-11-23 09:05:07``: what a spreadsheet takes for a date in either language."""
    return "" if cell is None else str(cell.isoformat(" "))


_SHAPES: dict[Kind, Callable[[Any], str]] = {"text": _quoted, "integer": _number, "moment": _moment}


def _csv_line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _csv_head(sheet: Sheet, words: ExportWords) -> str:
    lines = [sheet.headings(words)] if sheet.note is None else [[sheet.note], sheet.headings(words)]
    return "".join(_csv_line(map(_quoted, line)) for line in lines)


def _csv_lines(sheet: Sheet, words: ExportWords) -> Iterator[str]:
    # By the columns' kinds, not by looking at each cell: half of the cost of a row was asking what it is.
    shapes = [_SHAPES[column.kind] for column in sheet.columns]
    for cells in sheet.cells(words):
        yield _csv_line([shape(cell) for shape, cell in zip(shapes, cells, strict=True)])


def write_csv_file(path: Path, sheet: Sheet, words: ExportWords) -> int:
    """UTF-8 with BOM, commas, CRLF: what Excel opens with the right letters. How many rows. Raises OSError."""
    # Not csv.writer: it asks of each letter whether to quote the cell, and a row of Kazakh texts has a thousand of
    # them: 25 µs a row, against 7 for quoting every text.
    written = 0
    with (
        finished_or_gone(path) as part,
        part.open("w", encoding="utf-8", newline="") as file,
    ):
        # The codec utf-8-sig writes the same bytes, but by Python code for every row.
        file.write(BOM + _csv_head(sheet, words))
        for line in _csv_lines(sheet, words):
            file.write(line)
            written += 1
    return written


def _records(sheet: Sheet, headings: list[str], words: ExportWords) -> Iterator[dict[str, Cell]]:
    empty = True
    for cells in sheet.cells(words):
        empty = False
        yield dict(zip(headings, cells, strict=True))
    if empty:
        # The writer takes the headings from the first row: without any the sheet would have none.
        yield dict.fromkeys(headings)


def write_xlsx_file(path: Path, sheets: list[Sheet], words: ExportWords) -> None:
    """Every sheet with a frozen heading, a filter and typed cells, in constant memory. Raises OSError."""
    names = {sheet.key: words.sheet(sheet.key) for sheet in sheets}
    headings = {sheet.key: sheet.headings(words) for sheet in sheets}
    note, heading = Format().set_bold().set_font_color("#C00000"), Format().set_bold().set_text_wrap()
    heading_rows = {names[sheet.key]: 0 if sheet.note is None else 1 for sheet in sheets}
    with finished_or_gone(path) as part:
        write_worksheets(
            [(names[sheet.key], _records(sheet, headings[sheet.key], words)) for sheet in sheets],
            part,
            freeze_panes={name: {"row": row + 1, "col": 1} for name, row in heading_rows.items()},
            autofilter=dict.fromkeys(heading_rows, True),
            header_row=heading_rows,
            header_format=dict.fromkeys(heading_rows, heading),
            column_widths={names[sheet.key]: [float(column.width) for column in sheet.columns] for sheet in sheets},
            merge_ranges={
                names[sheet.key]: [(0, 0, 0, len(sheet.columns) - 1, sheet.note, note)]
                for sheet in sheets
                if sheet.note is not None
            },
            page_setup={name: {"landscape": True, "repeat_rows": (0, row)} for name, row in heading_rows.items()},
            datetime_format=XLSX_MOMENT,
        )
