"""PostgreSQL by asyncpg: units are transactions on a pool; what many do at once is one transaction for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable, Sequence
from typing import Any, TypeVar, cast

import asyncpg

from storage.database import STREAM_CHUNK, Row, Together, Unit, nobody_listens
from storage.errors import ConstraintBroken, DatabaseUnavailable
from storage.lane import CLOSE_WITHIN, Job, Lane, Outcome, parts, perform
from storage.statements import each_for_postgresql, for_postgresql

T = TypeVar("T")
Q = TypeVar("Q")
POOL_MOST = 10
ATTEMPTS = 5  # of a transaction that met a deadlock: the server picks one of the two, so the next goes through
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
    asyncpg.ObjectNotInPrerequisiteStateError,  # "not currently accepting connections"
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.ReadOnlySQLTransactionError,
)
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

    async def each(self, sql: str, rows: Sequence[tuple[Any, ...]], /) -> list[Row]:
        """All rows in one statement."""
        if not rows:
            return []
        text, arrays = each_for_postgresql(sql, rows)
        return cast("list[Row]", await self._asked(self._connection.fetch, text, arrays))

    async def _ask(self, ask: Any, sql: str, values: dict[str, Any]) -> Any:
        return await self._asked(ask, *for_postgresql(sql, values))

    @staticmethod
    async def _asked(ask: Any, statement: str, arguments: list[Any]) -> Any:
        try:
            return await ask(statement, *arguments)
        except asyncpg.IntegrityConstraintViolationError as broken:
            # Only the rule's name: the driver's own text carries values of the row.
            raise ConstraintBroken(broken.constraint_name or type(broken).__name__) from None


class PostgresqlDatabase:
    """One database of a server. Made by :func:`open_postgresql`."""

    dialect = "postgresql"

    def __init__(self, pool: Any) -> None:
        self.on_group: Callable[[int], None] = nobody_listens
        self._pool = pool
        self._lane = Lane(self._commit)
        self._units_waiting = 0
        self._units_open = 0
        self._no_unit_open = asyncio.Event()
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many writes wait for a connection or for the group before them."""
        return self._lane.waiting + self._units_waiting

    async def read(self, work: Unit[T]) -> T:
        """A snapshot: repeatable read, read only."""
        return await _undisturbed(self._read(work))

    async def read_brief(self, work: Unit[T]) -> T:
        """Without a transaction: a statement is a snapshot by itself, and this is one round trip, not three."""
        return await _undisturbed(self._read_brief(work))

    async def write(self, unit: Unit[T]) -> T:
        """A transaction of its own on any connection of the pool, begun again when it met a deadlock."""
        if self._closed:
            raise DatabaseUnavailable("the database is closed")
        self._units_open += 1
        self._no_unit_open.clear()
        return await _undisturbed(self._write(unit))

    async def write_together(self, work: Together[Q, T], request: Q, key: Hashable) -> T:
        """Joins the requests that wait: one transaction and one call of ``work`` for all."""
        return cast("T", await self._lane.submit(Job(work, is_shared=True, request=request, key=key)))

    async def stream(self, sql: str, /, **values: Any) -> AsyncIterator[list[Row]]:
        """Rows through a cursor of a snapshot; the server finds the next ones while these are worked on."""
        statement, arguments = for_postgresql(sql, values)
        try:
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                cursor = await connection.cursor(statement, *arguments)
                ahead = asyncio.ensure_future(cursor.fetch(STREAM_CHUNK))
                try:
                    while rows := await asyncio.shield(ahead):
                        ahead = asyncio.ensure_future(cursor.fetch(STREAM_CHUNK))
                        yield cast("list[Row]", rows)
                finally:
                    # A question that was asked is answered before the connection is given back.
                    await asyncio.gather(ahead, return_exceptions=True)
        except AWAY as away:
            raise _unavailable(away) from away

    async def close(self) -> None:
        """Finish the lane and the units that run, close the pool."""
        self._closed = True
        await self._lane.close()
        try:
            if self._units_open:
                await asyncio.wait_for(self._no_unit_open.wait(), CLOSE_WITHIN)
            await asyncio.wait_for(self._pool.close(), 5)
        except (TimeoutError, *AWAY):
            self._pool.terminate()

    async def _read(self, work: Unit[T]) -> T:
        try:
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                return await work(PostgresqlTransaction(connection))
        except AWAY as away:
            raise _unavailable(away) from away

    async def _read_brief(self, work: Unit[T]) -> T:
        try:
            async with self._pool.acquire() as connection:
                return await work(PostgresqlTransaction(connection))
        except AWAY as away:
            raise _unavailable(away) from away

    async def _write(self, unit: Unit[T]) -> T:
        try:
            value = await _attempted(lambda: self._once(unit))
        finally:
            self._units_open -= 1
            if not self._units_open:
                self._no_unit_open.set()
        self.on_group(1)
        return value

    async def _once(self, work: Callable[[PostgresqlTransaction], Awaitable[T]]) -> T:
        self._units_waiting += 1
        try:
            connection = await self._pool.acquire()
        finally:
            self._units_waiting -= 1
        try:
            async with connection.transaction():
                return await work(PostgresqlTransaction(connection))
        finally:
            await self._pool.release(connection)

    async def _commit(self, jobs: list[Job]) -> list[Outcome]:
        outcomes: dict[int, Outcome] = {}
        for part in parts(jobs):
            done = await self._commit_part([jobs[position] for position in part])
            outcomes.update(zip(part, done, strict=True))
        return [outcomes[position] for position in range(len(jobs))]

    async def _commit_part(self, jobs: list[Job]) -> list[Outcome]:
        try:
            outcomes = await _attempted(lambda: self._once(lambda tx: perform(tx, jobs)))
        except DatabaseUnavailable:
            raise
        except Exception as problem:
            if len(jobs) == 1:
                return [Outcome(problem=problem)]
            return [outcome for job in jobs for outcome in await self._commit_part([job])]
        self.on_group(len(jobs))
        return outcomes


_undisturbed_works: set[asyncio.Future[Any]] = set()  # the loop itself holds on to no task


async def _undisturbed(work: Coroutine[Any, Any, T]) -> T:
    """What has begun goes on to its end when its caller is cancelled, as on SQLite.

    Interrupted, the driver leaves a transaction that nobody leads or a connection half made, and reports either as an
    error of the program.
    """
    task = asyncio.ensure_future(work)
    _undisturbed_works.add(task)
    task.add_done_callback(_heard)
    await asyncio.wait((task,))
    return task.result()


def _heard(task: asyncio.Future[Any]) -> None:
    """Whoever waits hears of a failure; when nobody does any more, it is no error of the program."""
    _undisturbed_works.discard(task)
    if not task.cancelled():
        task.exception()


async def _attempted(once: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await once()
        except AGAIN as busy:
            if attempt == ATTEMPTS:
                raise _unavailable(busy) from busy
        except AWAY as away:
            raise _unavailable(away) from away
    raise AssertionError("unreachable")


def _unavailable(away: BaseException) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"PostgreSQL is not available ({type(away).__name__})")


async def _leave_as_it_is(connection: Any) -> None:
    """Nothing outlives its transaction here, and an open one is rolled back before this is asked.

    The driver's own reset is a round trip for each read and unit: a quarter of a short read.
    """


async def open_postgresql(url: str) -> PostgresqlDatabase:
    """Open a pool. Raises DatabaseUnavailable when the server cannot be reached or refuses."""
    try:
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=POOL_MOST,
            timeout=10,
            command_timeout=30,
            reset=_leave_as_it_is,
            # The planner would weigh every question anew, a millisecond each, for as long as a plan of its values looks
            # a little cheaper. Ours are written for one index whatever the values.
            server_settings={"plan_cache_mode": "force_generic_plan"},
        )
    except (*AWAY, asyncpg.PostgresError, ValueError) as away:
        raise _unavailable(away) from away
    return PostgresqlDatabase(pool)
