"""A file of proposals as a table, read by a process of its own (forum.import_reader)."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

READER: Final = Path(__file__).with_name("import_reader.py")
READ_WITHIN: Final = 60.0  # seconds; a hundred thousand rows take a few
FILE_MEGABYTES: Final = 20  # what Telegram lets a bot download
ROWS_MOST: Final = 5_000


class NoTable(Exception):
    """The file holds no table: ``kind`` and facts, as :class:`forum.import_columns.Problem` has them."""

    def __init__(self, kind: str, facts: dict[str, Any]) -> None:
        super().__init__(kind)
        self.kind, self.facts = kind, facts


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are not empty, with their numbers as a spreadsheet shows them.

    ``copied``: (row, column from 0) of cells that only belong to a merged one and have its value. ``is_narrow``: the
    file was saved in an encoding of 256 letters. ``sheets``: of a workbook, those that can be seen; ``sheet``: the one
    that was read.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    copied: frozenset[tuple[int, int]] = frozenset()
    is_narrow: bool = False
    sheet: str | None = None
    sheets: tuple[str, ...] = ()


async def read(path: Path, sheet: str | None = None) -> Table:
    """The first sheet of a workbook or the named one, or a CSV file. Raises NoTable."""
    return await asyncio.to_thread(_read, path, sheet)


def _read(path: Path, sheet: str | None) -> Table:
    size = path.stat().st_size
    if size > FILE_MEGABYTES * 1024 * 1024:
        raise NoTable("file-large", {"limit": FILE_MEGABYTES})
    command = [sys.executable, "-P", str(READER), str(path), str(ROWS_MOST + 1), *([sheet] if sheet else [])]
    try:
        done = subprocess.run(command, capture_output=True, timeout=READ_WITHIN, check=True)
    except subprocess.SubprocessError:
        raise NoTable("unreadable", {}) from None  # out of memory or of time: a file made for that, or broken
    return table_of(json.loads(done.stdout))


def table_of(told: dict[str, Any]) -> Table:
    """What the reader told. Raises NoTable."""
    if "problem" in told:
        raise NoTable(told["problem"], told["facts"])
    # One row more than proposals: the headings.
    if told["count"] > ROWS_MOST + 1:
        raise NoTable("too-many-rows", {"count": told["count"] - 1, "limit": ROWS_MOST})
    return Table(
        tuple((number, tuple(cells)) for number, cells in told["rows"]),
        frozenset((row, column) for row, column in told["copied"]),
        told["is_narrow"],
        told["sheet"],
        tuple(told["sheets"]),
    )
