"""``python -m benchmarks``: every program, one after the other (about an hour).

What each program prints is kept in ``.data/last.md``; ``--write`` puts the results into README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.folders import HERE, PROJECT, made
from benchmarks.tables import RESULTS, say, table

README = HERE / "README.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


@dataclass(frozen=True, slots=True)
class Program:
    """A module of this package with its options; ``quick`` are those of a trial."""

    key: str
    module: str
    options: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()


PROGRAMS = (
    Program("vote", "vote_end_to_end", (), ("--rounds", "1", "--seconds", "1")),
    Program("hot", "vote_end_to_end", ("--hot", "--rounds", "3"), ("--rounds", "1", "--people", "1000")),
    Program("storage-sqlite", "storage_votes", ("--database", "sqlite"), ("--rounds", "1")),
    Program("storage-postgresql", "storage_votes", ("--database", "postgresql"), ("--rounds", "1")),
    Program("storage-hot", "storage_votes", ("--hot",), ("--rounds", "1")),
    Program("storage-hot-postgresql", "storage_votes", ("--hot", "--database", "postgresql"), ("--rounds", "1")),
    Program("calls", "outgoing_calls"),
    Program("path", "vote_path"),
    Program("reading", "reading", (), ("--rounds", "1", "--proposals", "20000", "--votes", "200000")),
    Program("exporting", "exporting", (), ("--rounds", "1", "--rows", "5000")),
    Program("outbox", "outbox", (), ("--rounds", "1", "--seconds", "5")),
    Program("announcing", "announcing", (), ("--people", "1000")),
    Program("picture", "digest_picture", (), ("--rounds", "1")),
    Program("start", "start", (), ("--rounds", "1")),
    Program("similar", "similar", (), ("--sizes", "200")),
)


def run(program: Program, results: Path, transcript: Path, *, quick: bool) -> bool:
    """Run one program, its output to the screen and into the transcript; whether it went well."""
    options = [*program.options, *(program.quick if quick else ())]
    title = f"benchmarks.{program.module} {' '.join(options)}".strip()
    say(f"\n## python -m {title}")
    with transcript.open("a", encoding="utf-8") as kept:
        kept.write(f"\n## python -m {title}\n")
        process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{program.module}", *options],
            cwd=PROJECT, env={**os.environ, RESULTS: str(results)}, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            say(line.rstrip("\n"))
            kept.write(line)
    return process.wait() == 0


def summary(results: Path) -> str:
    """The verdicts of all programs as a table in Markdown."""
    told = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()] if results.exists() else []
    rows = [
        f"| {one['what']} | {one['line']} | {one['measured']} | {'yes' if one['kept'] else '**no**'} |" for one in told
    ]
    day = time.strftime("%Y-%m-%d")
    return "\n".join([f"Measured {day}.\n", "| what | line | measured | kept |", "|---|--:|--:|---|", *rows])


def write_into_readme(text: str) -> None:
    """Put a text between the two marks of the README."""
    whole = README.read_text(encoding="utf-8")
    before, _, rest = whole.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Read the options, run, sum up."""
    options = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    options.add_argument("--only", nargs="+", choices=[program.key for program in PROGRAMS])
    options.add_argument("--quick", action="store_true", help="few rounds, little data: whether everything works")
    options.add_argument("--write", action="store_true", help="put the results into README.md")
    given = options.parse_args()
    folder = made(".").resolve()
    results, transcript = folder / "last.jsonl", folder / "last.md"
    for path in (results, transcript):
        path.unlink(missing_ok=True)
    chosen = [one for one in PROGRAMS if not given.only or one.key in given.only]
    there = [one for one in chosen if find_spec(f"benchmarks.{one.module}") is not None]
    went = [(one.key, run(one, results, transcript, quick=given.quick)) for one in there]
    say("\n## All together\n")
    say(summary(results))
    say()
    table(("program", "ended"), [(key, "well" if well else "BADLY") for key, well in went])
    if given.write:
        write_into_readme(summary(results))
    sys.exit(0 if all(well for _, well in went) else 1)


if __name__ == "__main__":
    main()
