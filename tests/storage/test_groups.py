"""Writes that wait at the same moment: done together, each acknowledged with its own outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from storage.database import ConstraintBroken, Database, DatabaseUnavailable, Transaction, open_database
from tests.postgresql import PostgresServer

NOW = 1_700_000_000_000
ADD = """
    INSERT INTO people (telegram_id, created_at) SELECT these.id, these.now FROM ROWS(these id, now)
    RETURNING telegram_id
"""


@dataclass
class Register:
    """Work done for many: each request is a number of Telegram; how many came together is remembered."""

    calls: list[list[int]] = field(default_factory=list)

    async def __call__(self, tx: Transaction, requests: Sequence[int]) -> list[int | Exception]:
        self.calls.append(list(requests))
        good = [number for number in requests if number > 0]
        added = {row["telegram_id"] for row in await tx.each(ADD, [(number, NOW) for number in good])}
        return [number if number in added else LookupError(number) for number in requests]


async def register(tx: Transaction, number: int) -> None:
    await tx.run("INSERT INTO people (telegram_id, created_at) VALUES (:id, :now)", id=number, now=NOW)


async def known(db: Database) -> list[int]:
    async def work(tx: Transaction) -> list[int]:
        return [row["telegram_id"] for row in await tx.all("SELECT telegram_id FROM people ORDER BY 1")]

    return await db.read(work)


async def test_requests_that_wait_together_are_done_by_one_call(database: Database) -> None:
    work, groups = Register(), list[int]()
    database.on_group = groups.append
    results = await asyncio.gather(*(database.write_together(work, number, number) for number in range(1, 101)))
    assert results == list(range(1, 101))
    assert [len(call) for call in work.calls] == [100]
    assert groups == [100]
    assert await known(database) == results


async def test_a_refused_request_is_told_so_alone(database: Database) -> None:
    work = Register()
    wishes = (1, -2, 3, -4)
    results = await asyncio.gather(*(database.write_together(work, n, n) for n in wishes), return_exceptions=True)
    assert [result for result in results if isinstance(result, int)] == [1, 3]
    assert [isinstance(result, LookupError) for result in results] == [False, True, False, True]
    assert len(work.calls) == 1, "a refusal is an answer, not a failure: nobody is done again"


async def test_one_request_that_breaks_a_rule_is_the_only_one_undone(database: Database) -> None:
    await database.write(lambda tx: register(tx, 3))
    work = Register()
    results = await asyncio.gather(*(database.write_together(work, n, n) for n in range(1, 6)), return_exceptions=True)
    assert [n for n, result in enumerate(results, start=1) if isinstance(result, ConstraintBroken)] == [3]
    assert await known(database) == [1, 2, 3, 4, 5]


async def test_requests_of_one_key_take_turns(database: Database) -> None:
    work = Register()
    results = await asyncio.gather(*(database.write_together(work, n, n % 2) for n in range(1, 7)))
    assert results == [1, 2, 3, 4, 5, 6]
    assert work.calls == [[1, 2], [3, 4], [5, 6]]


async def test_units_and_requests_share_the_moment_and_keep_apart(database: Database) -> None:
    async def fails(tx: Transaction) -> None:
        await register(tx, 77)
        raise LookupError

    work = Register()
    results = await asyncio.gather(
        database.write_together(work, 1, 1),
        database.write(fails),
        database.write_together(work, 2, 2),
        database.write(lambda tx: register(tx, 3)),
        return_exceptions=True,
    )
    assert results[0] == 1
    assert isinstance(results[1], LookupError)
    assert list(results[2:]) == [2, None]
    assert await known(database) == [1, 2, 3]


async def test_a_unit_refused_before_it_wrote_costs_nobody_a_second_run(sqlite_url: str) -> None:
    db, runs = await open_database(sqlite_url), list[int]()

    async def unit(tx: Transaction, number: int) -> None:
        runs.append(number)
        if await tx.all("SELECT id FROM people WHERE telegram_id = :n", n=number) or number % 3 == 0:
            raise LookupError
        await register(tx, number)

    await asyncio.gather(*(db.write(lambda tx, n=n: unit(tx, n)) for n in range(1, 10)), return_exceptions=True)
    assert runs == list(range(1, 10))
    assert await known(db) == [1, 2, 4, 5, 7, 8]
    await db.close()


async def test_how_many_wait_is_known(database: Database) -> None:
    assert database.waiting == 0
    work = Register()
    tasks = [asyncio.create_task(database.write_together(work, n, 0)) for n in range(1, 4)]
    await asyncio.sleep(0)
    assert database.waiting == 3
    await asyncio.gather(*tasks)
    assert database.waiting == 0


async def test_an_empty_list_holds_nothing_and_excludes_nothing(database: Database) -> None:
    async def numbers(tx: Transaction, sql: str, these: tuple[int, ...]) -> list[int]:
        return [row["telegram_id"] for row in await tx.all(f"{sql} ORDER BY 1", these=these)]

    many = tuple(range(1, 30))
    for number in (*many, 50):
        await database.write(lambda tx, n=number: register(tx, n))
    within = "SELECT telegram_id FROM people WHERE telegram_id IN (:these)"
    without = "SELECT telegram_id FROM people WHERE telegram_id NOT IN (:these)"
    for sql, these, expected in (
        (within, (), []),
        (without, (), [*many, 50]),
        (within, (2,), [2]),
        (within, many, list(many)),
        (without, many, [50]),
    ):
        assert await database.read(lambda tx, sql=sql, these=these: numbers(tx, sql, these)) == expected


@pytest.mark.postgresql
async def test_units_that_meet_crosswise_are_both_done(postgres_url: str) -> None:
    db = await open_database(postgres_url)
    for number in (1, 2):
        await db.write(lambda tx, n=number: register(tx, n))
    met = asyncio.Barrier(2)
    runs = list[tuple[int, int]]()

    async def unit(tx: Transaction, first: int, second: int) -> None:
        runs.append((first, second))
        raise_language = "UPDATE people SET unreachable_at = COALESCE(unreachable_at, 0) + 1 WHERE telegram_id = :n"
        await tx.run(raise_language, n=first)
        if len(runs) <= 2:
            await met.wait()
        await tx.run(raise_language, n=second)

    await asyncio.gather(db.write(lambda tx: unit(tx, 1, 2)), db.write(lambda tx: unit(tx, 2, 1)))
    # Once as a rule; again if it is quicker than the other, which has only just been let go on.
    assert len(runs) >= 3, "one of the two was begun again"

    async def marks(tx: Transaction) -> list[int]:
        return [row["unreachable_at"] for row in await tx.all("SELECT unreachable_at FROM people")]

    assert await db.read(marks) == [2, 2]
    await db.close()


@pytest.mark.postgresql
async def test_a_server_that_restarts_is_an_outage_and_then_none(
    postgres_url: str, postgres_template: PostgresServer
) -> None:
    db = await open_database(postgres_url)
    work, begun = Register(), asyncio.Event()

    async def long(tx: Transaction) -> None:
        await register(tx, 1)
        begun.set()
        await tx.all("SELECT pg_sleep(20)")

    cut_off: list[asyncio.Task[Any]] = [asyncio.create_task(db.write(long))]
    await begun.wait()
    await asyncio.to_thread(postgres_template.stop)
    cut_off.append(asyncio.create_task(db.write_together(work, 2, 2)))
    cut_off.append(asyncio.create_task(db.read(lambda tx: tx.all("SELECT 1 AS one"))))
    outcomes = await asyncio.gather(*cut_off, return_exceptions=True)
    await asyncio.to_thread(postgres_template.start)
    assert [type(outcome) for outcome in outcomes] == [DatabaseUnavailable] * 3, outcomes
    await db.write(lambda tx: register(tx, 4))
    assert await db.write_together(work, 3, 3) == 3
    assert await known(db) == [3, 4]
    await db.close()
