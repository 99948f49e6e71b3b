"""A table file becomes JSON on the standard output; imports nothing of ours, to start at once.

It runs as a process of its own with little memory: a file made to be unpacked into gigabytes ends this process and not
the bot, and tens of thousands of rows hold nobody up.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

COLUMNS_MOST = 50
MEMORY_MOST = 1 << 30  # bytes
UNPACKED_MOST = 300_000_000  # bytes of a workbook's parts
LETTERS_MOST = 40_000_000  # of all cells together: what comes out is held in memory once more
FIELD_MOST = 200_000  # letters of a cell of a CSV file: more are a quotation mark nobody closed
SEPARATORS = ",;\t"
# Between small Cyrillic letters: what a program wrote for letters its encoding has not.
LOST = re.compile(r"[а-яёәіңғүұқөһ]\?[а-яёәіңғүұқөһ]")
_CONTROLS, _BINARY = re.compile("[\x00-\x08\x0e-\x1f]"), re.compile(b"[\x00-\x08\x0e-\x1f]")
Rows = Iterable[tuple[int, list[str]]]


class Problem(Exception):
    """Why there is no table: ``kind`` and facts, which the other side puts into words."""

    def __init__(self, kind: str, **facts: object) -> None:
        super().__init__(kind)
        self.kind, self.facts = kind, facts


def read_file(path: Path, sheet: str | None, rows_most: int) -> dict[str, Any]:
    """The rows that are not empty, with their numbers as a spreadsheet shows them, and what else is to be known.

    ``copied``: (row, column) of cells that only belong to a merged one. ``lost``: the file was saved in an encoding
    without the letters it needs. Of more than ``rows_most`` rows only ``count`` is told. Raises Problem.
    """
    beginning = path.read_bytes()[:8]
    if beginning.startswith(b"PK\x03\x04"):
        return _workbook(path, sheet, rows_most)
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        raise Problem("old-format")
    text, is_narrow = _decoded(path.read_bytes())
    return {
        "sheet": None,
        "sheets": [],
        "copied": [],
        "is_narrow": is_narrow,
        **_kept(_csv_rows(text), rows_most),
    }


def _kept(rows: Rows, most: int) -> dict[str, Any]:
    kept: list[tuple[int, list[str]]] = []
    count = letters = 0
    for number, cells in rows:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > COLUMNS_MOST:
            raise Problem("too-many-columns", limit=COLUMNS_MOST, row=number)
        count += 1
        if count > most:
            continue
        letters += sum(map(len, cells))
        if letters > LETTERS_MOST:
            raise Problem("too-large")
        kept.append((number, cells))
    return {"rows": kept, "count": count}


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether it came in an encoding of 256 letters. Raises Problem.

    Kazakh letters of KZ-1048 stand where CP1251 has Ukrainian and Serbian ones; all others are the same. So both are
    read as KZ-1048.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _as_table(data, encoding), False
    start = data[:400]
    for side, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = start[side::2]
        if high and sum(byte in (0, 4) for byte in high) * 5 > len(high) * 4:  # Cyrillic and what stands between it
            return _as_table(data, encoding), False
    if _BINARY.search(data[:20_000]):
        raise Problem("not-a-table")
    try:
        return _as_table(data, "utf-8"), False
    except Problem as problem:
        if problem.kind != "encoding":
            raise
    return _as_table(data, "kz1048"), True


def _as_table(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Problem("encoding") from None
    if _CONTROLS.search(text[:20_000]):
        raise Problem("not-a-table")
    return text


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"\s*sep=(.)\s*", first, re.IGNORECASE)
    separator = named.group(1) if named else _separator(text)
    csv.field_size_limit(FIELD_MOST)
    lines = io.StringIO(rest if named else text, newline="")  # split where a row may end, at no other mark
    come_to = 1 if named else 0
    try:
        for cells in csv.reader(lines, delimiter=separator, strict=True):
            come_to += 1
            yield come_to, cells
    except csv.Error:
        raise Problem("quotes", row=come_to + 1) from None


def _separator(text: str) -> str:
    """What stands most often between the headings: outside of quotation marks, in the first line with several."""
    for line in text[:20_000].splitlines():
        bare = re.sub(r'"[^"]*"', "", line)
        counts = {mark: bare.count(mark) for mark in SEPARATORS}
        best = max(counts, key=lambda mark: counts[mark])
        if counts[best] >= 3:  # a title above the headings may have a comma or two
            return best
    return ","


def _workbook(path: Path, sheet: str | None, rows_most: int) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as parts:
            if "xl/workbook.xml" not in parts.namelist():
                raise Problem("not-a-table")
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_MOST:
                raise Problem("too-large")
    except zipfile.BadZipFile:
        raise Problem("unreadable") from None
    # Only who reads a workbook pays for it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
        shown = [one.name for one in book.sheets_metadata
                 if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible]  # fmt: skip
        name = _sheet_of(shown, sheet)
        found = book.get_sheet_by_name(name)
        table = _kept(_cells(found), rows_most)
        merged = found.merged_cell_ranges or []
    except (CalamineError, ValueError, OSError):
        raise Problem("unreadable") from None
    copied = _spread(table["rows"], merged)
    return {"sheet": name, "sheets": shown, "copied": copied, "is_narrow": False, **table}


def _sheet_of(shown: list[str], wanted: str | None) -> str:
    if not shown:
        raise Problem("unreadable")
    if not wanted:
        return shown[0]
    by_name = {name.strip().casefold(): name for name in shown}
    found = by_name.get(wanted.strip().casefold())
    if found is None:
        raise Problem("sheet-missing", sheet=wanted, sheets=shown)
    return found


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    top, left = sheet.start
    if left >= COLUMNS_MOST:
        raise Problem("too-many-columns", limit=COLUMNS_MOST, row=top + 1)
    for number, row in enumerate(sheet.iter_rows(), top + 1):
        yield number, [""] * left + [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    """A cell as it would be typed: whole numbers without a point, dates as 2026-11-22."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        is_day = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _spread(rows: list[tuple[int, list[str]]], merged: list[Any]) -> list[tuple[int, int]]:
    """Give every cell of a merged one its value; which cells got theirs so. Rows that are empty otherwise stay so."""
    by_number = dict(rows)
    copied: list[tuple[int, int]] = []
    for (top, left), (bottom, right) in merged:
        kept = by_number.get(top + 1, [])
        value = kept[left] if left < len(kept) else ""
        if not value.strip():
            continue
        for number in range(top + 1, min(bottom, rows[-1][0]) + 2):
            cells = by_number.get(number)
            if cells is None:
                continue
            for column in range(left, min(right, COLUMNS_MOST - 1) + 1):
                if (number, column) == (top + 1, left):
                    continue
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = value
                copied.append((number, column))
    return copied


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # not every system has it
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, rows_most: str, sheet: str = "") -> None:
    """What :func:`read_file` gives, or the problem, as JSON."""
    _limit_memory()
    try:
        told = read_file(Path(path), sheet or None, int(rows_most))
    except Problem as problem:
        told = {"problem": problem.kind, "facts": problem.facts}
    except MemoryError:
        told = {"problem": "too-large", "facts": {}}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main(*sys.argv[1:])
