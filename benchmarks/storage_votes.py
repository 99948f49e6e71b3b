"""``python -m benchmarks.storage_votes --database sqlite|postgresql``: a vote in storage against the bare drivers.

Every way of counting votes gets a turn in every round, on the same database; the ratios are of medians of rounds.
``--hot``: ten thousand people vote for one proposal, against as many votes spread over ten thousand.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from benchmarks.copies import Copies
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import END, END_MS, HOUR_MS, Size
from benchmarks.storage_votes_ground import GROUP, RULES, ballots_of, opened, person
from benchmarks.storage_votes_hot import HOT, hot_against_spread
from benchmarks.storage_votes_raw import Ballots, RawSqlite, grouped, pooled, waiting
from benchmarks.tables import median, say, table, verdict
from forum import voting
from storage.database import Database

SIZE = Size(2_000, 100_000, people=20_000, all_published=True)
LINE = 0.7
POOL = 10


@dataclass
class Way:
    """One way of counting votes and what it took in each round."""

    name: str
    run: Callable[[float], Awaitable[int]]  # for so many seconds; how many votes
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def turn(self, seconds: float) -> None:
        """Measure once."""
        began, spent = time.perf_counter(), time.process_time()
        votes = await self.run(seconds)
        self.rates.append(votes / (time.perf_counter() - began))
        self.cpu.append((time.process_time() - spent) / votes * 1e6)


class Clock:
    """The forum's time: an hour further with every turn, so that hours are begun as well as continued."""

    hours = 0

    def next_turn(self) -> None:
        """Go on an hour."""
        self.hours += 1

    @property
    def ms(self) -> int:
        """Milliseconds since 1970."""
        return END_MS + self.hours * HOUR_MS


def our_path(db: Database, ballots: Ballots, at_once: int) -> Callable[[float], Awaitable[int]]:
    """``forum.voting.cast``, ``at_once`` people at any moment."""

    async def run(seconds: float) -> int:
        count, until = 0, time.perf_counter() + seconds

        async def one() -> bool:
            nonlocal count
            proposal, voter, value = ballots.next()
            await voting.cast(db, person(voter), proposal, value, END, RULES)
            count += 1
            return time.perf_counter() < until

        await waiting(at_once, one)
        return count

    return run


def raw_sqlite(raw: RawSqlite, ballots: Ballots, clock: Clock, size: int) -> Callable[[float], Awaitable[int]]:
    """Batches on the bare driver."""

    async def run(seconds: float) -> int:
        count, until = 0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            raw.batch(ballots.batch(size), clock.ms)
            count += size
        return count

    return run


def raw_grouped(pool: asyncpg.Pool, ballots: Ballots, clock: Clock) -> Callable[[float], Awaitable[int]]:
    """Groups on one connection of the bare driver."""

    async def run(seconds: float) -> int:
        count, until = 0, time.perf_counter() + seconds
        async with pool.acquire() as connection:
            while time.perf_counter() < until:
                await grouped(connection, ballots.batch(GROUP), clock.ms)
                count += GROUP
        return count

    return run


def raw_pooled(pool: asyncpg.Pool, ballots: Ballots, clock: Clock) -> Callable[[float], Awaitable[int]]:
    """A transaction a vote, GROUP of them waiting."""

    async def run(seconds: float) -> int:
        count, until = 0, time.perf_counter() + seconds

        async def one() -> bool:
            nonlocal count
            await pooled(pool, ballots.next(), clock.ms)
            count += 1
            return time.perf_counter() < until

        await waiting(GROUP, one)
        return count

    return run


async def compare(ways: list[Way], clock: Clock, seconds: float, rounds: int) -> None:
    """Every way in every round; the first round only warms up."""
    for number in range(rounds + 1):
        for way in ways:
            await way.turn(seconds)
            clock.next_turn()
        if number == 0:
            for way in ways:
                way.rates.clear()
                way.cpu.clear()


def tell(title: str, ways: list[Way], yardstick: Way, ours: list[Way]) -> None:
    """The table and the verdicts."""
    say(f"\n### {title}\n")
    base = median(yardstick.rates)
    table(
        ("way", "votes/s", "ratio", "CPU µs/vote here"),
        [
            (way.name, f"{median(way.rates):.0f}", f"{median(way.rates) / base:.2f}", f"{median(way.cpu):.0f}")
            for way in ways
        ],
    )
    say()
    for way in ours:
        verdict(way.name, median(way.rates) / base, LINE, at_least=True)


async def on_sqlite(path: Path, seconds: float, rounds: int) -> None:
    """Our path at 256 waiting and at 1, against batches of the bare driver."""
    clock, raw = Clock(), RawSqlite(path)
    async with opened(f"sqlite:///{path}") as db:
        ballots = await ballots_of(db)
        batches = Way("raw sqlite3, batches of 256", raw_sqlite(raw, ballots, clock, GROUP))
        ours = Way("ours, 256 waiting", our_path(db, ballots, GROUP))
        ways = [
            batches,
            ours,
            Way("raw sqlite3, one by one", raw_sqlite(raw, ballots, clock, 1)),
            Way("ours, 1 at a time", our_path(db, ballots, 1)),
        ]
        await compare(ways, clock, seconds, rounds)
        tell(f"A vote on SQLite ({SIZE.title})", ways, batches, [ours])
    raw.close()


async def on_postgresql(url: str, seconds: float, rounds: int) -> None:
    """Our path against groups and against plain pooled transactions of the bare driver."""
    clock = Clock()
    async with opened(url) as db, asyncpg.create_pool(url, min_size=POOL, max_size=POOL) as pool:
        ballots = await ballots_of(db)
        groups = Way("raw asyncpg, groups of 256", raw_grouped(pool, ballots, clock))
        ours = Way("ours, 256 waiting", our_path(db, ballots, GROUP))
        ways = [
            groups,
            ours,
            Way(f"raw asyncpg, a pool of {POOL}, 256 waiting", raw_pooled(pool, ballots, clock)),
            Way("ours, 1 at a time", our_path(db, ballots, 1)),
        ]
        await compare(ways, clock, seconds, rounds)
        tell(f"A vote on PostgreSQL ({SIZE.title})", ways, groups, [ours])


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(prog="benchmarks.storage_votes", description=__doc__)
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--seconds", type=float, default=1.0, help="of one turn")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--hot", action="store_true")
    given = options.parse_args()
    size = HOT if given.hot else SIZE
    gc.set_threshold(10_000, 50, 1000)  # as in the running bot
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as folder, Copies() as copies:
        if given.database == "sqlite":
            path = Path(folder) / "votes.db"
            shutil.copyfile(sqlite_file(size), path)
            url = f"sqlite:///{path}"
        else:
            url = copies.postgresql(size)
        if given.hot:
            asyncio.run(hot_against_spread(url, given.rounds))
        elif given.database == "sqlite":
            asyncio.run(on_sqlite(path, given.seconds, given.rounds))
        else:
            asyncio.run(on_postgresql(url, given.seconds, given.rounds))


if __name__ == "__main__":
    main()
