"""``python -m benchmarks.reading``: lists, cards, what is mine and digests, in a large campaign against a small one.

Every question is asked of both in turn; the large one's time over the small one's counts. Both campaigns have the
same events in their last week, so that a digest may cost what the week costs and no more.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from dataclasses import replace

from benchmarks.made.campaigns import postgresql_database, sqlite_file
from benchmarks.made.size import LARGE, SMALL, Size
from benchmarks.postgresql import running_server
from benchmarks.reader import (
    QUESTIONS,
    Question,
    Reader,
    busy_week,
    countrys_busy_week,
    countrys_last_week,
    last_week,
    open_reader,
    what_rises,
)
from benchmarks.tables import median, percentile, say, table, verdict

RATIO_LINE, DIGEST_LINE = 2.0, 1.0
WARM = 20  # questions before anything is measured
HEADINGS = ("question", "small p50 ms", "small p99 ms", "large p50 ms", "large p99 ms", "p50 ratio", "p99 ratio")


async def _times(question: Question, reader: Reader, count: int) -> list[float]:
    """Milliseconds of each, ascending."""
    found = []
    for _ in range(count):
        began = time.perf_counter()
        await question(reader)
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found)


async def _compare(question: Question, small: Reader, large: Reader, rounds: int, count: int) -> list[float]:
    """p50 and p99 of both, then the ratios: medians over rounds in which the two take turns."""
    for reader in (small, large):
        await _times(question, reader, min(count, WARM))
    sides = []
    for turn in range(rounds):
        order = (small, large) if turn % 2 else (large, small)
        times = {id(reader): await _times(question, reader, count) for reader in order}
        sides.append([percentile(times[id(reader)], share) for reader in (small, large) for share in (50, 99)])
    numbers = [median(side[place] for side in sides) for place in range(4)]
    ratios = [median(side[place + 2] / side[place] for side in sides) for place in range(2)]
    return numbers + ratios


async def compare(
    database: str, sizes: tuple[Size, Size], urls: tuple[str, str], rounds: int, count: int, only: list[str]
) -> None:
    """The questions on one kind of database: all, or those whose names begin with one of ``only`` (no digests then)."""
    small, large = [await open_reader(url) for url in urls]
    try:
        say(f"\n### Reading, {database}: {sizes[1].title} against {sizes[0].title}\n")
        asked = {name: ask for name, ask in QUESTIONS.items() if not only or name.startswith(tuple(only))}
        rows = {name: await _compare(ask, small, large, rounds, count) for name, ask in asked.items()}
        if only:
            _tell(database, rows)
            return
        rows["20 digests, the same last week"] = await _compare(last_week, small, large, rounds, max(3, count // 40))
        rows["the country's digest, the same last week"] = await _compare(
            countrys_last_week, small, large, rounds, max(3, count // 40)
        )
        rows["the rising order, the same last week"] = await _compare(
            what_rises, small, large, rounds, max(3, count // 40)
        )
        _tell(database, rows)
        busy = await _times(busy_week, large, 3 * rounds)
        say(f"\n20 digests of the busiest week, large: p50 {percentile(busy, 50):.0f} ms, most {busy[-1]:.0f} ms\n")
        whole = await _times(countrys_busy_week, large, 3 * rounds)
        say(f"the country's of the same week: p50 {percentile(whole, 50):.0f} ms, most {whole[-1]:.0f} ms\n")
        verdict(f"{database}: 20 digests of the busiest week, seconds", busy[-1] / 1000, DIGEST_LINE, at_least=False)
        verdict(f"{database}: the country's digest of it, seconds", whole[-1] / 1000, DIGEST_LINE, at_least=False)
    finally:
        await small.close()
        await large.close()


def _tell(database: str, rows: dict[str, list[float]]) -> None:
    table(HEADINGS, [[name, *(f"{number:.2f}" for number in row)] for name, row in rows.items()])
    for name, row in rows.items():
        verdict(f"{database}: {name}, p99 large ÷ small", row[-1], RATIO_LINE, at_least=False)


def main() -> None:
    """Read the options."""
    options = argparse.ArgumentParser(prog="benchmarks.reading", description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--count", type=int, default=400, help="questions a round")
    options.add_argument("--proposals", type=int, default=LARGE.proposals, help="of the large campaign")
    options.add_argument("--votes", type=int, default=LARGE.votes, help="of the large campaign")
    options.add_argument("--people", type=int, default=LARGE.people)
    options.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    options.add_argument("--only", nargs="+", default=[], help="questions whose names begin so: list next search …")
    given = options.parse_args()
    sizes = (
        replace(SMALL, people=given.people),
        replace(LARGE, proposals=given.proposals, votes=given.votes, people=given.people),
    )
    if "sqlite" in given.databases:
        urls = (f"sqlite:///{sqlite_file(sizes[0])}", f"sqlite:///{sqlite_file(sizes[1])}")
        asyncio.run(compare("SQLite", sizes, urls, given.rounds, given.count, given.only))
    if "postgresql" in given.databases:
        with running_server() as server:
            urls = (
                server.url(postgresql_database(server, sizes[0])),
                server.url(postgresql_database(server, sizes[1])),
            )
            asyncio.run(compare("PostgreSQL", sizes, urls, given.rounds, given.count, given.only))


if __name__ == "__main__":
    main()
