"""Ten thousand people vote for one proposal as fast as they can, against as many votes spread over ten thousand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.cards import shown_cards, voters, write_plan
from benchmarks.contenders import Contender, ours, ours_on_postgresql
from benchmarks.copies import Copies
from benchmarks.entries import Entry, enter
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import Size
from benchmarks.tables import median, say, table, verdict

PEOPLE = 10_000
OUTSTANDING = 64
LINE = 0.7
HEADINGS = ("database, mode", "votes for", "votes/s", "hot ÷ spread", "p50 ms", "p99 ms", "CPU µs/vote", "counted")


def compare(rounds: int, modes: list[str], databases: list[str], count: int = PEOPLE) -> None:
    """A fresh bot on a fresh copy for every round of each kind; the kinds take turns."""
    size = Size(count, 0, people=3 * count, all_published=True)
    campaign = sqlite_file(size)
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as name, Copies() as copies:
        folder = Path(name)
        cards, people = shown_cards(campaign), voters(campaign, count)
        plans = {
            "one proposal": write_plan(folder / "hot.json", people, cards[:1]),
            f"{len(cards):,} proposals": write_plan(folder / "spread.json", people, cards),
        }
        contenders = {"sqlite": ours(campaign), "postgresql": ours_on_postgresql(lambda: copies.postgresql(size))}
        rows, ratios = [], []
        for database in databases:
            for mode in modes:
                contender = contenders[database]
                found = _rounds(contender, plans, folder, rounds, count, webhook=mode == "webhook")
                (_, hot), (_, spread) = found.items()
                ratio = median(one.rate for one in hot) / median(one.rate for one in spread)
                ratios.append((f"{database}, {mode}", ratio))
                rows += [_row(f"{database}, {mode}", kind, entries, ratio) for kind, entries in found.items()]
    say(f"\n### {count:,} people vote, {OUTSTANDING} votes under way\n")
    table(HEADINGS, rows)
    say()
    for name, ratio in ratios:
        verdict(f"one proposal ÷ {len(cards):,}, {name}", ratio, LINE, at_least=True)


def _rounds(
    contender: Contender, plans: dict[str, Path], folder: Path, rounds: int, count: int, *, webhook: bool
) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {kind: [] for kind in plans}
    for _ in range(rounds):
        for kind, plan in plans.items():
            entry = enter(contender, plan, folder, webhook=webhook)
            try:
                entry.measure(outstanding=OUTSTANDING, warm=0, seconds=0, most=count)
                entry.told = entry.counted()
            finally:
                entry.close()
            found[kind].append(entry)
    return found


def _row(where: str, kind: str, entries: list[Entry], ratio: float) -> list[str]:
    votes = median(entry.of("votes") for entry in entries)
    counted = sorted({entry.told for entry in entries})
    return [
        where, kind, f"{median(entry.rate for entry in entries):.0f}", f"{ratio:.2f}",
        f"{median(entry.of('p50') for entry in entries) * 1000:.1f}",
        f"{median(entry.of('p99') for entry in entries) * 1000:.1f}",
        f"{median(entry.of('cpu') for entry in entries) / max(1.0, votes) * 1e6:.0f}", "; ".join(counted),
    ]  # fmt: skip
