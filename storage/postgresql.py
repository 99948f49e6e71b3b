"""PostgreSQL by asyncpg: reads on a pool, writes grouped on one connection as on SQLite."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, TypeVar, cast

import asyncpg

from storage.database import Outcome, Row, Unit, WriteLane
from storage.errors import ConstraintBroken, DatabaseUnavailable
from storage.statements import expanded, for_postgresql

T = TypeVar("T")
POOL_MOST = 10
STREAM_CHUNK = 500
ATTEMPTS = 3  # of a group that met a deadlock with another replica's
# What means "the server is away or broke off", as against a mistake in a statement.
AWAY = (
    OSError,
    asyncio.TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.ReadOnlySQLTransactionError,
)
# Replicas commit their groups one after the other: two groups that hold many people's rows would meet in opposite
# orders, and each deadlock costs a second and everybody in the group (docs/decisions/storage.md).
ONE_GROUP_AT_A_TIME = "SELECT pg_advisory_xact_lock(7315212)"
AGAIN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)


class PostgresqlTransaction:
    """Statements of one transaction on one connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Every row."""
        return cast("list[Row]", await self._ask(self._connection.fetch, sql, values))

    async def one(self, sql: str, /, **values: Any) -> Row | None:
        """The first row, or None."""
        return cast("Row | None", await self._ask(self._connection.fetchrow, sql, values))

    async def run(self, sql: str, /, **values: Any) -> int:
        """How many rows the statement changed, as its command tag says."""
        tag = await self._ask(self._connection.execute, sql, values)
        count = str(tag).rsplit(" ", 1)[-1]
        return int(count) if count.isdigit() else 0

    @staticmethod
    async def _ask(ask: Any, sql: str, values: dict[str, Any]) -> Any:
        text, flat = expanded(sql, values)
        statement, names = for_postgresql(text)
        try:
            return await ask(statement, *(flat[name] for name in names))
        except asyncpg.IntegrityConstraintViolationError as broken:
            # Only the rule's name: the driver's own text carries values of the row.
            raise ConstraintBroken(broken.constraint_name or type(broken).__name__) from None


class PostgresqlDatabase:
    """One database of a server. Made by :func:`open_postgresql`."""

    dialect = "postgresql"

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._lane = WriteLane(self._commit)

    async def read(self, work: Unit[T]) -> T:
        """A snapshot: repeatable read, read only."""
        try:
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                return await work(PostgresqlTransaction(connection))
        except AWAY as away:
            raise _unavailable(away) from away

    async def write(self, unit: Unit[T]) -> T:
        """Joins the group that is committed next."""
        return await self._lane.submit(unit)

    async def stream(self, sql: str, /, **values: Any) -> AsyncIterator[Row]:
        """Rows through a cursor of a snapshot."""
        text, flat = expanded(sql, values)
        statement, names = for_postgresql(text)
        try:
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                async for row in connection.cursor(statement, *(flat[name] for name in names), prefetch=STREAM_CHUNK):
                    yield cast("Row", row)
        except AWAY as away:
            raise _unavailable(away) from away

    async def close(self) -> None:
        """Finish the lane, close the pool."""
        await self._lane.close()
        try:
            await asyncio.wait_for(self._pool.close(), 5)
        except (TimeoutError, *AWAY):
            self._pool.terminate()

    async def _commit(self, units: list[Unit[Any]]) -> list[Outcome]:
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._commit_once(units)
            except AGAIN:
                continue
        try:
            return await self._commit_once(units)
        except AGAIN as busy:
            raise _unavailable(busy) from busy

    async def _commit_once(self, units: list[Unit[Any]]) -> list[Outcome]:
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                await connection.execute(ONE_GROUP_AT_A_TIME)
                return [await self._run_unit(connection, unit) for unit in units]
        except AWAY as away:
            raise _unavailable(away) from away

    @staticmethod
    async def _run_unit(connection: Any, unit: Unit[Any]) -> Outcome:
        savepoint = connection.transaction()
        await savepoint.start()
        try:
            value = await unit(PostgresqlTransaction(connection))
        except (*AWAY, *AGAIN):
            raise  # the whole group is gone (or must be tried again), not this unit alone
        except Exception as problem:
            await savepoint.rollback()
            return Outcome(problem=problem)
        await savepoint.commit()
        return Outcome(value=value)


def _unavailable(away: BaseException) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"PostgreSQL is not available ({type(away).__name__})")


async def open_postgresql(url: str) -> PostgresqlDatabase:
    """Open a pool. Raises DatabaseUnavailable when the server cannot be reached or refuses."""
    try:
        pool = await asyncpg.create_pool(url, min_size=1, max_size=POOL_MOST, timeout=10, command_timeout=30)
    except (*AWAY, asyncpg.PostgresError, ValueError) as away:
        raise _unavailable(away) from away
    return PostgresqlDatabase(pool)
