"""Numbers for people: medians, percentiles and tables in Markdown, so that a README takes them as they are."""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

RESULTS = "BENCHMARKS_RESULTS"  # names a file that gathers verdicts, a line of JSON each


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` per cent of an ascending list lie; 0 of an empty one."""
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]


def median(values: Iterable[float]) -> float:
    """The middle one; 0 of none."""
    listed = list(values)
    return statistics.median(listed) if listed else 0.0


def say(text: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table in Markdown; the first column is left-aligned, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(heading), *(len(row[place]) for row in cells)) for place, heading in enumerate(headings)]
    say(_line(headings, widths))
    say("|" + "|".join("-" * (width + 1) + (":" if place else "-") for place, width in enumerate(widths)) + "|")
    for row in cells:
        say(_line(row, widths))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
    padded[0] = cells[0].ljust(widths[0])
    return "| " + " | ".join(padded) + " |"


def verdict(name: str, value: float, line: float, *, at_least: bool) -> None:
    """Say whether a measured ratio keeps its line of the budget."""
    is_kept = value >= line if at_least else value <= line
    limit = f"{'≥' if at_least else '≤'} {line:g}"
    say(f"{'kept  ' if is_kept else 'MISSED'} {name}: {value:.2f} ({limit})")
    if path := os.environ.get(RESULTS):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"what": name, "line": limit, "measured": f"{value:.2f}", "kept": is_kept}) + "\n")
