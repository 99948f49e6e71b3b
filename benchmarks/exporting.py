"""``python -m benchmarks.exporting``: 200,000 rows as CSV and as XLSX, against csv.writer and XlsxWriter.

The budget is of 200,000 rows: the sheet of proposals. Its line for XLSX is about writing: reading the rows and making
their cells is the same work for the product and for XlsxWriter, is measured by itself and taken off both
(docs/decisions/exports.md). The whole sheet, and the product's workbook with decisions and history (600,000 short rows
more), are measured beside it.
All read the same cursor. Each export is a process of its own, so that memory is its own; the kinds take turns.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.cores import BOT_CORE, pinned
from benchmarks.folders import PROJECT
from benchmarks.made.campaigns import postgresql_database, sqlite_file
from benchmarks.made.size import Size
from benchmarks.postgresql import running_server
from benchmarks.tables import median, say, table, verdict

CSV_LINE, XLSX_LINE, MEMORY_LINE_MB = 0.5, 4.0, 20.0
KINDS = ("csv", "bare-csv", "cells", "xlsx-sheet", "xlsxwriter-sheet", "xlsx", "xlsxwriter")
CURVE_KINDS = ("csv", "jsonl", "xlsx")
TITLES = {
    "csv": "CSV, the product's",
    "bare-csv": "CSV, bare csv.writer",
    "cells": "cells of the XLSX sheet, not written",
    "xlsx-sheet": "XLSX sheet, the product's",
    "xlsxwriter-sheet": "XLSX sheet, XlsxWriter constant_memory",
    "xlsx": "XLSX workbook, the product's",
    "xlsxwriter": "XLSX workbook, XlsxWriter constant_memory",
    "jsonl": "JSON lines, the product's",
}
HEADINGS = ("database, export", "rows", "seconds", "rows/s", "peak MB", "file MB")

Told = dict[str, Any]


def export(kind: str, url: str, folder: Path) -> Told:
    """Run one export on a core of its own."""
    command = [sys.executable, "-m", "benchmarks.export_child", kind, url, str(folder / kind)]
    done = subprocess.run(
        command, cwd=PROJECT, stdout=subprocess.PIPE, check=True, encoding="utf-8", preexec_fn=pinned(BOT_CORE)
    )
    (folder / kind).unlink(missing_ok=True)
    return dict(json.loads(done.stdout))


def compare(database: str, few: str, many: str, rounds: int) -> None:
    """All kinds on one database: a table and the verdicts."""
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as name:
        folder = Path(name)
        found: dict[str, list[Told]] = {kind: [] for kind in KINDS}
        for _ in range(rounds):
            for kind in KINDS:
                found[kind].append(export(kind, many, folder))
        small = {kind: export(kind, few, folder) for kind in ("csv", "xlsx")}
        curve(database, many, folder, found["csv"][0]["rows"])
    seconds = {kind: median(one["seconds"] for one in rows) for kind, rows in found.items()}
    table(HEADINGS, [_row(database, kind, rows[-1], seconds[kind]) for kind, rows in found.items()])
    say()
    verdict(f"{database}, CSV: speed ÷ csv.writer", seconds["bare-csv"] / seconds["csv"], CSV_LINE, at_least=True)
    writing = (seconds["xlsxwriter-sheet"] - seconds["cells"]) / (seconds["xlsx-sheet"] - seconds["cells"])
    verdict(f"{database}, XLSX, writing the sheet: speed ÷ XlsxWriter", writing, XLSX_LINE, at_least=True)
    say(f"       with reading: {seconds['xlsxwriter-sheet'] / seconds['xlsx-sheet']:.2f}")
    say(f"       with reading, decisions and history: {seconds['xlsxwriter'] / seconds['xlsx']:.2f}")
    for kind, one in small.items():
        added = (max(row["peak"] for row in found[kind]) - one["peak"]) / 1e6
        name = f"{database}, {kind}: MB added from {one['rows']:,} to {found[kind][0]['rows']:,} rows"
        verdict(name, added, MEMORY_LINE_MB, at_least=False)
    say()


def curve(database: str, url: str, folder: Path, rows: int) -> None:
    """What the first tenth, quarter, half and all of the rows take."""
    lines = []
    for share in (10, 4, 2, 1):
        for kind in CURVE_KINDS:
            told = export(f"{kind}:{rows // share}", url, folder)
            lines.append(_row(database, kind, told, told["seconds"]))
    table(HEADINGS, lines)
    say()


def _row(database: str, kind: str, told: Told, seconds: float) -> list[str]:
    title = TITLES[kind.partition(":")[0]]
    return [
        f"{database}, {title}", f"{told['rows']:,}", f"{seconds:.1f}", f"{told['rows'] / seconds:,.0f}",
        f"{told['peak'] / 1e6:.0f}", f"{told['bytes'] / 1e6:.1f}",
    ]  # fmt: skip


@contextmanager
def urls(database: str, few: Size, many: Size) -> Iterator[tuple[str, str]]:
    """Addresses of the two campaigns, while they can be used."""
    if database == "SQLite":
        yield f"sqlite:///{sqlite_file(few)}", f"sqlite:///{sqlite_file(many)}"
        return
    with running_server() as server:
        yield server.url(postgresql_database(server, few)), server.url(postgresql_database(server, many))


def main() -> None:
    """Read the options."""
    options = argparse.ArgumentParser(prog="benchmarks.exporting", description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--databases", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite", "PostgreSQL"])
    given = options.parse_args()
    few, many = Size(given.rows // 10, 0), Size(given.rows, 0)
    for database in given.databases:
        with urls(database, few, many) as (first, second):
            say(f"\n### Exporting, {database}\n")
            compare(database, first, second, given.rounds)


if __name__ == "__main__":
    main()
