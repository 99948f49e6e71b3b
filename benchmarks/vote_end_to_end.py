"""``python -m benchmarks.vote_end_to_end``: a vote from the update to both calls, against bare vote bots.

Every bot has a core for itself and a stub of its own; rounds go around all of them in turn, so that whatever else
the machine does falls on all alike. ``--hot`` compares votes for one
proposal with as many for ten thousand.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import hot
from benchmarks.cards import shown_cards, voters, write_bare, write_plan
from benchmarks.contenders import ours, ours_on_postgresql, peers
from benchmarks.copies import Copies
from benchmarks.cores import CORES
from benchmarks.entries import Entry, enter
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import Size
from benchmarks.tables import say, table, verdict

SIZE = Size(2_000, 0, people=24_000, all_published=True)
VOTERS = 20_000
OUTSTANDING = 64
WARM = 300  # votes before measuring begins
LINES = {"telebot": 1.0, "grammy": 1.0, "echo": 1.5}
HEADINGS = (
    "bot", "votes/s", "ours ÷ it", "CPU µs/vote", "p50 ms", "p99 ms", "p99 ÷ p50", "tap p50 ms", "tap p99 ms",
    "RSS MB", "stub CPU", "counted",
)  # fmt: skip


def measure(entries: list[Entry], rounds: int, seconds: float, outstanding: int) -> None:
    """Go around the entries so many times."""
    for turn in range(rounds):
        for place in range(len(entries)):
            entry = entries[(place + turn) % len(entries)]
            entry.measure(outstanding=outstanding, warm=min(WARM, 5 * outstanding), seconds=seconds)


def report(title: str, entries: list[Entry]) -> None:
    """A table, and whether the lines of the budget are kept."""
    say(f"\n### {title}\n")
    own = next((entry for entry in entries if entry.contender.is_ours), None)
    rows = []
    for entry in entries:
        votes = max(1.0, entry.of("votes"))
        p50, p99 = entry.of("p50") * 1000, entry.of("p99") * 1000
        rows.append([
            entry.contender.title, f"{entry.rate:.0f}", f"{own.rate / entry.rate:.2f}" if own else "-",
            f"{entry.of('cpu') / votes * 1e6:.0f}", f"{p50:.1f}", f"{p99:.1f}",
            f"{entry.spread:.2f}", f"{entry.of('made_p50') * 1000:.1f}", f"{entry.of('made_p99') * 1000:.1f}",
            f"{entry.of('rss') / 1e6:.0f}", f"{entry.of('stub_share'):.0%}", entry.counted(),
        ])  # fmt: skip
    table(HEADINGS, rows)
    say()


def verdicts(mode: str, entries: list[Entry]) -> None:
    """The budget's lines for 64 votes under way."""
    own = next((entry for entry in entries if entry.contender.key == "ours"), None)
    if own is None:
        return
    for entry in entries:
        if entry.contender.key in LINES:
            line = LINES[entry.contender.key]
            verdict(f"{mode}: votes a second ÷ {entry.contender.title}", own.rate / entry.rate, line, at_least=True)
    verdict(f"{mode}: p99 ÷ p50", own.spread, 1.5, at_least=False)


def compare(given: argparse.Namespace) -> None:
    """All contenders, one mode after the other."""
    campaign = sqlite_file(SIZE)
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as name, Copies() as copies:
        folder = Path(name)
        cards = shown_cards(campaign)
        plan = write_plan(folder / "plan.json", voters(campaign, VOTERS), cards)
        contenders = [ours(campaign), *peers(write_bare(folder / "bare.db", cards))]
        contenders.insert(1, ours_on_postgresql(lambda: copies.postgresql(SIZE)))
        chosen = [one for one in contenders if one.key in given.only]
        for mode in given.modes:
            entries: list[Entry] = []
            try:
                for one in chosen:
                    entries.append(enter(one, plan, folder, webhook=mode == "webhook"))
                measure(entries, given.rounds, given.seconds, OUTSTANDING)
                report(f"A vote end to end, {mode}, {OUTSTANDING} under way", entries)
                verdicts(mode, entries)
                for entry in entries:
                    entry.rounds.clear()
                measure(entries, given.rounds, given.seconds, 1)
                report(f"A vote end to end, {mode}, one at a time", entries)
            finally:
                for entry in entries:
                    entry.close()


def main() -> None:
    """Read the options."""
    keys = ["ours", "ours-postgresql", "telebot", "grammy", "aiogram", "echo"]
    options = argparse.ArgumentParser(prog="benchmarks.vote_end_to_end", description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=4.0, help="of measuring, a bot and round")
    options.add_argument("--only", nargs="+", choices=keys, default=[key for key in keys if "postgresql" not in key])
    options.add_argument("--modes", nargs="+", choices=["polling", "webhook"], default=["polling", "webhook"])
    options.add_argument("--hot", action="store_true", help="one proposal against ten thousand, both databases")
    options.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    options.add_argument("--people", type=int, default=hot.PEOPLE, help="who vote with --hot")
    given = options.parse_args()
    if len(CORES) < 2:
        say("One core only: the stub and the bots share it, and the numbers say less.")
    if given.hot:
        hot.compare(given.rounds, given.modes, given.databases, given.people)
    else:
        compare(given)


if __name__ == "__main__":
    main()
