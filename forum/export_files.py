"""Tables into text files: CSV for spreadsheets, JSON lines for programs. Everything here runs in a thread."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from forum.export_parts import Part, Pieces
from forum.export_words import Cell, Column, ExportWords, Kind
from storage.database import Row

BOM = "\ufeff"
# What a spreadsheet takes for a formula when it opens a CSV file, the full-width forms included; what it does not show
# may stand before it.
_LIKE_FORMULA = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[-=+@＝＋－＠]|[\t\r\n]").match
# Everything that controls and is nothing to read; tabs and line breaks stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_BREAKS = re.compile("\r\n?")
_ASCII_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_HIGH_CONTROL = re.compile(b"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")


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


def readable(text: str) -> str:
    """A text without what controls a screen or breaks a file; line breaks are one character."""
    # Most texts have one line and nothing odd, which is asked in no time.
    return text if text.isprintable() else _CONTROL.sub("", _BREAKS.sub("\n", text))


def _quoted(text: Any) -> str:
    """A text as CSV has it, disarmed when a spreadsheet would take it for a formula."""
    # A text that begins with a letter is no formula; asking that first makes the guard 2 µs a row instead of 5.
    if not text[:1].isalnum() and _LIKE_FORMULA(text):
        text = f"'{text}"
    if "\r" in text:
        text = _BREAKS.sub("\n", text)
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _moment(cell: Any) -> str:
    """``2026-11-23 09:05:07``: what a spreadsheet takes for a date in either language."""
    return str(cell.isoformat(" "))


def _day(cell: Any) -> str:
    return str(cell.isoformat())


_SHAPES: dict[Kind, Callable[[Any], str]] = {"integer": str, "moment": _moment, "day": _day}  # beside texts


def _encoded(line: str) -> bytes:
    """The line in UTF-8 without control characters: of the whole line at once, where it costs next to nothing."""
    data = line.encode("utf-8", "replace")
    if line.isprintable():
        return data
    data = data.translate(None, _ASCII_CONTROL)
    return _HIGH_CONTROL.sub(b"", data) if b"\xc2" in data or b"\xef\xbf" in data else data


def _csv_line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _csv_lines(sheet: Sheet, words: ExportWords) -> Iterator[tuple[Cell, bytes]]:
    # By the columns' kinds, not by looking at each cell: half of the cost of a row was asking what it is.
    texts = [place for place, column in enumerate(sheet.columns) if column.kind == "text"]
    others = [(place, _SHAPES[column.kind]) for place, column in enumerate(sheet.columns) if column.kind != "text"]
    for made in sheet.cells(words):
        cells, number = cast("list[Any]", made), made[0]
        for place in texts:
            text = cells[place]
            if text is None:
                cells[place] = ""
            # Nearly every text is so: asked here, not by a call for each of ten million.
            elif text[:1].isalnum() and '"' not in text and "\r" not in text:
                cells[place] = f'"{text}"'
            else:
                cells[place] = _quoted(text)
        for place, shape in others:
            cell = cells[place]
            cells[place] = "" if cell is None else shape(cell)
        yield number, _encoded(",".join(cells)) + b"\r\n"


def write_csv_file(path: Path, sheet: Sheet, words: ExportWords, most: int | None = None, sent: int = 0) -> list[Part]:
    """UTF-8 with BOM, commas, CRLF: what Excel opens with the right letters. Raises OSError.

    In parts of at most ``most`` bytes, each with the headings; ``sent`` parts stand before them.
    """
    # Not csv.writer: it asks of each letter whether to quote the cell, and a row of Kazakh texts has a thousand of
    # them: 25 µs a row, against 7 for quoting every text.
    lines = [sheet.headings(words)] if sheet.note is None else [[sheet.note], sheet.headings(words)]
    head = BOM + "".join(_csv_line(map(_quoted, line)) for line in lines)
    return _write(path, head.encode(), _csv_lines(sheet, words), most, sent)


def _json_lines(sheet: Sheet, words: ExportWords) -> Iterator[tuple[Cell, bytes]]:
    keys = sheet.headings(words)
    first = {} if sheet.note is None else {"copy": sheet.note}
    for cells in sheet.cells(words):
        row = first | dict(zip(keys, map(_plain, cells), strict=True))
        yield cells[0], json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _plain(cell: Cell) -> str | int | None:
    if isinstance(cell, str):
        return readable(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def write_json_file(path: Path, sheet: Sheet, words: ExportWords, most: int | None = None, sent: int = 0) -> list[Part]:
    """One object a row, its keys the columns' keys. As :func:`write_csv_file` otherwise."""
    return _write(path, b"", _json_lines(sheet, words), most, sent)


def _write(path: Path, head: bytes, lines: Iterable[tuple[Cell, bytes]], most: int | None, sent: int) -> list[Part]:
    with Pieces(path, sent) as pieces:
        file, size, rows, last = pieces.open(), len(head), 0, 0
        try:
            file.write(head)
            # What belongs to one proposal stays in one part: whoever goes on after it goes on with the next number.
            for number, group in groupby(lines, key=itemgetter(0)):
                block = [line for _, line in group]
                length = sum(map(len, block))
                if most is not None and rows and size + length > most:
                    pieces.keep(file, rows, last)
                    file, size, rows = pieces.open(), len(head), 0
                    file.write(head)
                file.writelines(block)
                size, rows, last = size + length, rows + len(block), int(str(number))
            pieces.keep(file, rows, last)
        finally:
            file.close()
        return pieces.finish()
