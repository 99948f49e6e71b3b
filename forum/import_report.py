"""Everything a dry run found, as a table of its own: one row a problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from forum.import_columns import Problem

BOM = "\ufeff"
_FORMULA = tuple("=+-@＝＋－＠\t\r")


class ReportWords(Protocol):
    """The words of a report in one language."""

    def report_headings(self) -> tuple[str, ...]:
        """Row, column, heading, kind, what is wrong."""
        ...

    def column(self, column: int) -> str:
        """A column from 0 as a spreadsheet names it."""
        ...

    def severity(self, *, is_warning: bool) -> str:
        """An error, or something to be looked at."""
        ...

    def problem(self, kind: str, facts: Mapping[str, Any]) -> str:
        """What is wrong, in a sentence."""
        ...


@contextmanager
def whole_or_gone(path: Path) -> Iterator[Path]:
    """A name to write under: only a whole file gets the name ``path``."""
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_report(path: Path, problems: Iterable[Problem], words: ReportWords) -> None:
    """UTF-8 with BOM and semicolons, which Excel in Kazakhstan opens by a double click. Raises OSError."""
    with whole_or_gone(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM + _line(words.report_headings()))
        for one in problems:
            row = str(one.row) if one.row else ""
            column = "" if one.column is None else words.column(one.column)
            kind = words.severity(is_warning=one.is_warning)
            file.write(_line((row, column, one.heading, kind, words.problem(one.kind, one.facts))))


def _line(cells: Iterable[str]) -> str:
    return ";".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    # A heading of somebody's file must not become a formula in ours.
    safe = f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
    doubled = safe.replace('"', '""')
    return f'"{doubled}"'
