"""The interface to either database: groups, snapshots, streams, outages."""

from __future__ import annotations

import asyncio
import gc
from contextlib import aclosing
from functools import partial

import pytest

from storage.database import STREAM_CHUNK, ConstraintBroken, Database, DatabaseUnavailable, Transaction, open_database
from storage.sqlite import SqliteDatabase

NOW = 1_700_000_000_000


async def add_person(tx: Transaction, telegram_id: int) -> None:
    await tx.run("INSERT INTO people (telegram_id, created_at) VALUES (:id, :now)", id=telegram_id, now=NOW)


async def known(db: Database) -> list[int]:
    async def work(tx: Transaction) -> list[int]:
        return [row["telegram_id"] for row in await tx.all("SELECT telegram_id FROM people ORDER BY 1")]

    return await db.read(work)


async def test_of_units_written_together_only_the_failing_one_leaves_nothing(database: Database) -> None:
    groups: list[int] = []
    database.on_group = groups.append

    async def good(tx: Transaction, number: int) -> int:
        await add_person(tx, number)
        return number

    async def bad(tx: Transaction) -> None:
        await add_person(tx, 77)
        raise LookupError("half done")

    results = await asyncio.gather(
        *(database.write(lambda tx, n=n: good(tx, n)) for n in (1, 2)),
        database.write(bad),
        *(database.write(lambda tx, n=n: good(tx, n)) for n in (3, 4)),
        return_exceptions=True,
    )
    assert [result for result in results if isinstance(result, int)] == [1, 2, 3, 4]
    assert isinstance(results[2], LookupError)
    assert await known(database) == [1, 2, 3, 4]
    if database.dialect == "sqlite":
        assert groups == [5], "all five waited at once and must share one commit"
    else:
        assert groups == [1] * 4, "each is a transaction of its own"


async def test_a_broken_rule_is_told_without_the_row_and_spares_its_neighbours(database: Database) -> None:
    async def one(tx: Transaction) -> None:
        await add_person(tx, 5)

    async def twice(tx: Transaction) -> None:
        await add_person(tx, 6123456)
        await add_person(tx, 6123456)

    first, second = await asyncio.gather(database.write(one), database.write(twice), return_exceptions=True)
    assert first is None
    assert isinstance(second, ConstraintBroken)
    assert "6123456" not in str(second)
    assert await known(database) == [5]


async def test_a_unit_may_not_wait_for_anything_but_its_transaction(sqlite_url: str) -> None:
    db = await open_database(sqlite_url)

    async def waits(tx: Transaction) -> None:
        await add_person(tx, 1)
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing but its transaction"):
        await db.write(waits)
    assert await known(db) == []
    await db.close()


async def test_brief_reads_that_wait_together_share_what_fails_alone(database: Database) -> None:
    async def name(tx: Transaction, code: str) -> str:
        row = await tx.one("SELECT CAST(:code AS TEXT) AS code", code=code)
        assert row is not None
        return str(row["code"])

    async def refused(tx: Transaction) -> str:
        await name(tx, "x")
        raise LookupError("nobody")

    given = await asyncio.gather(
        *(database.read_brief(partial(name, code=str(number))) for number in range(100)),
        database.read_brief(refused),
        return_exceptions=True,
    )
    assert given[:100] == [str(number) for number in range(100)]
    assert isinstance(given[100], LookupError)


async def test_a_read_sees_one_instant(database: Database, database_url: str) -> None:
    other = await open_database(database_url)

    async def one_more(tx: Transaction) -> None:
        await add_person(tx, 9)

    if isinstance(database, SqliteDatabase):
        # A read runs whole in one hop, so nothing can come between; what is left to hold is that it cannot write.
        async def writes(tx: Transaction) -> None:
            await add_person(tx, 8)

        with pytest.raises(DatabaseUnavailable):
            await database.read(writes)
    else:

        async def looks_twice(tx: Transaction) -> tuple[int, int]:
            before = len(await tx.all("SELECT id FROM people"))
            await other.write(one_more)
            return before, len(await tx.all("SELECT id FROM people"))

        assert await database.read(looks_twice) == (0, 0)
        assert await known(database) == [9]
    await other.close()


async def test_a_stream_gives_every_row_and_may_be_left_early(database: Database) -> None:
    async def many(tx: Transaction) -> None:
        for number in range(1, 1202):
            await add_person(tx, number)

    await database.write(many)
    chunks = database.stream("SELECT telegram_id FROM people WHERE telegram_id > :floor ORDER BY 1", floor=1)
    seen = [[row["telegram_id"] for row in rows] async for rows in chunks]
    assert [number for chunk in seen for number in chunk] == list(range(2, 1202))
    assert all(0 < len(chunk) <= STREAM_CHUNK for chunk in seen)
    async with aclosing(database.stream("SELECT telegram_id FROM people ORDER BY 1")) as left:  # type: ignore[type-var]
        async for rows in left:
            assert rows[0]["telegram_id"] == 1
            break
    assert len(await known(database)) == 1201


async def test_a_tuple_becomes_a_list_of_parameters_also_when_it_is_empty(database: Database) -> None:
    async def work(tx: Transaction) -> None:
        for number in (1, 2, 3):
            await add_person(tx, number)

    await database.write(work)

    async def chosen(tx: Transaction, ids: tuple[int, ...]) -> int:
        return len(await tx.all("SELECT id FROM people WHERE telegram_id IN (:ids)", ids=ids))

    assert await database.read(lambda tx: chosen(tx, (1, 3))) == 2
    assert await database.read(lambda tx: chosen(tx, ())) == 0


async def test_a_closed_database_refuses_and_finishes_what_was_queued(database_url: str) -> None:
    db = await open_database(database_url)
    queued = [asyncio.create_task(db.write(lambda tx, n=n: add_person(tx, n))) for n in range(1, 30)]
    await asyncio.sleep(0)
    await db.close()
    await asyncio.gather(*queued)

    async def nothing(tx: Transaction) -> None:
        return None

    with pytest.raises(DatabaseUnavailable):
        await db.write(nothing)
    again = await open_database(database_url)
    assert len(await known(again)) == 29
    await again.close()


async def test_a_waiter_that_gives_up_does_not_stop_the_others(database: Database) -> None:
    first = asyncio.create_task(database.write(lambda tx: add_person(tx, 1)))
    second = asyncio.create_task(database.write(lambda tx: add_person(tx, 2)))
    await asyncio.sleep(0)
    first.cancel()
    await second
    # One that waits in SQLite's lane has not begun and is not done; on PostgreSQL each begins at once.
    expected = [[2]] if database.dialect == "sqlite" else [[2], [1, 2]]
    assert await known(database) in expected


async def test_whenever_somebody_gives_up_no_transaction_stays_open(database: Database) -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append(context))

    async def refused(tx: Transaction) -> None:
        await tx.all("SELECT telegram_id FROM people")
        raise LookupError

    for step in range(60):
        unit = asyncio.create_task(database.write(lambda tx, number=step: add_person(tx, number)))
        working = [unit, asyncio.create_task(database.read(refused)), asyncio.create_task(database.write(refused))]
        await asyncio.sleep(step * 0.00008)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
    await database.write(lambda tx: add_person(tx, 1000))
    assert (await known(database))[-1] == 1000
    gc.collect()  # an error nobody has heard of is told when its task goes
    assert told == []


async def test_an_unfinished_proposal_cannot_leave_the_draft(database: Database) -> None:
    async def draft(tx: Transaction) -> None:
        await add_person(tx, 1)
        await tx.run(
            """
            INSERT INTO campaigns (name_kk, name_ru, collecting_from, collecting_until, voting_from, voting_until,
                                   created_at)
            VALUES ('а', 'б', 1, 2, 1, 2, 1)
            """
        )
        await tx.run("INSERT INTO proposals (campaign_id, author_id, created_at, changed_at) VALUES (1, 1, 1, 1)")

    await database.write(draft)

    async def pending(tx: Transaction, texts: str) -> None:
        await tx.run(
            f"""
            UPDATE proposals
               SET state = 'pending', number = 1, place = 'KZ-59', region = 'KZ-59', topic = 'rural', {texts},
                   language = 'kk', fingerprint = 'x', submitted_at = 1, queued_at = 1
            """
        )

    for texts in ("title = NULL, text = NULL", "title = 'қысқа', text = NULL", "title = 'жеткілікті ұзын', text = 'а'"):
        with pytest.raises(ConstraintBroken):
            await database.write(lambda tx, texts=texts: pending(tx, texts))
    whole = "title = 'жеткілікті ұзын', text = 'Отыз таңбадан асатын, мәні бар жақсы мәтін'"
    await database.write(lambda tx: pending(tx, whole))


async def test_an_id_is_never_used_again(database: Database) -> None:
    async def once(tx: Transaction, telegram_id: int) -> int:
        await add_person(tx, telegram_id)
        row = await tx.one("SELECT id FROM people WHERE telegram_id = :id", id=telegram_id)
        assert row is not None
        await tx.run("DELETE FROM people WHERE telegram_id = :id", id=telegram_id)
        return int(row["id"])

    first = await database.write(lambda tx: once(tx, 1))
    assert await database.write(lambda tx: once(tx, 2)) > first


async def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="sqlite:/// or postgresql://"):
        await open_database("mysql://somewhere")
