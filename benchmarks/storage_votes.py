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
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from benchmarks.copies import Copies
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import END, END_MS, HOUR_MS, Size
from benchmarks.storage_votes_raw import Ballots, RawSqlite, grouped, pooled, waiting
from benchmarks.tables import median, say, table, verdict
from forum import voting
from forum.policies import CONSENT_VERSION, Rules
from storage.database import Database, Transaction, open_database
from storage.records import Person

SIZE = Size(2_000, 100_000, people=20_000, all_published=True)
HOT = Size(10_000, 0, people=30_000, all_published=True)
RULES = Rules(own_vote_allowed=True)
GROUP = 256
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


def person(id_: int) -> Person:
    """Somebody who may vote."""
    return Person(id_, id_, "kk", "KZ-59", CONSENT_VERSION, END, None)


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


async def ids_of(db: Database, of: str) -> list[int]:
    """Ids of published proposals, or of people."""

    async def work(tx: Transaction) -> list[int]:
        return [row["id"] for row in await tx.all(f"SELECT id FROM {of} ORDER BY id")]

    return await db.read(work)


async def ballots_of(db: Database) -> Ballots:
    """Ballots for what is in the database."""
    proposals = await ids_of(db, "(SELECT id FROM proposals WHERE state = 'published') AS published")
    return Ballots(proposals, await ids_of(db, "people"))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """A database, closed in the end."""
    db = await open_database(url)
    try:
        yield db
    finally:
        await db.close()


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


async def hot_against_spread(url: str, rounds: int) -> None:
    """Ten thousand first votes for one proposal and as many for ten thousand, GROUP waiting; then the count."""
    async with opened(url) as db:
        everything = await ballots_of(db)
        people = everything.people[: HOT.proposals]
        rates: dict[str, list[float]] = {"hot": [], "spread": []}
        for number in range(2 * rounds):
            kind = ("hot", "spread")[number % 2]
            proposals = [everything.proposals[number]] if kind == "hot" else everything.proposals
            # Shifted by the round: every vote is a first one.
            queue = [(proposals[(index + number) % len(proposals)], voter) for index, voter in enumerate(people)]
            began = time.perf_counter()
            await _cast_all(db, queue)
            rates[kind].append(len(people) / (time.perf_counter() - began))
        say(f"\n### {len(people):,} people vote ({db.dialect})\n")
        table(("votes for", "votes/s"), [(kind, f"{median(rates[kind]):.0f}") for kind in rates])
        say()
        verdict("one proposal ÷ spread", median(rates["hot"]) / median(rates["spread"]), LINE, at_least=True)
        say(f"counters that differ from the votes: {await _differing(db)}")


async def _cast_all(db: Database, queue: list[tuple[int, int]]) -> None:
    async def one() -> bool:
        if not queue:
            return False
        proposal, voter = queue.pop()
        await voting.cast(db, person(voter), proposal, 1, END, RULES)
        return True

    await waiting(GROUP, one)


async def _differing(db: Database) -> int:
    async def work(tx: Transaction) -> int:
        row = await tx.one(
            """
            SELECT count(*) AS n FROM proposals p
             WHERE support_count <> (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = 1)
                OR object_count <> (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = -1)
            """
        )
        return -1 if row is None else int(row["n"])

    return await db.read(work)


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
