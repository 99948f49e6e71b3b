"""SQLite by aiosqlite: one connection writes, two read; a group of writes is one hop into the driver's thread."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Hashable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import aiosqlite

from storage.database import Row, Together, Unit, nobody_listens
from storage.errors import ConstraintBroken, DatabaseUnavailable, NotADatabase, NotWritable
from storage.lane import Job, Outcome, WriteLane, parts, perform
from storage.statements import each_for_sqlite, for_sqlite

T = TypeVar("T")
Q = TypeVar("Q")
READERS = 2
STREAM_CHUNK = 500
CHECKPOINT_EVERY = 0.2  # seconds between background checkpoints while there is something to checkpoint
AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_READONLY")
BUSY_MS = 5000  # another process (usynys export, a backup) may hold the file for a moment


class SqliteTransaction:
    """Statements on the driver's own thread: its coroutines never suspend."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Every row."""
        return cast("list[Row]", self._execute(sql, values).fetchall())

    async def one(self, sql: str, /, **values: Any) -> Row | None:
        """The first row, or None; the statement is finished either way (a RETURNING one must be)."""
        rows = self._execute(sql, values).fetchall()
        return cast("Row", rows[0]) if rows else None

    async def run(self, sql: str, /, **values: Any) -> int:
        """How many rows the statement changed."""
        return self._execute(sql, values).rowcount

    async def each(self, sql: str, rows: Sequence[tuple[Any, ...]], /) -> list[Row]:
        """One row after the other: prepared once, cheaper than one statement over json_each for groups of any size."""
        text = each_for_sqlite(sql)
        cursor = self._connection.cursor()
        given: list[Row] = []
        try:
            if "RETURNING" not in text:
                cursor.executemany(text, rows)
            else:
                for values in rows:
                    given += cursor.execute(text, values).fetchall()
        except sqlite3.Error as problem:
            _raise_ours(problem)
        return given

    def _execute(self, sql: str, values: dict[str, Any]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(*for_sqlite(sql, values))
        except sqlite3.Error as problem:
            _raise_ours(problem)


def _raise_ours(problem: sqlite3.Error) -> NoReturn:
    if isinstance(problem, sqlite3.IntegrityError):
        raise ConstraintBroken(str(problem)) from problem
    if isinstance(problem, sqlite3.OperationalError) and problem.sqlite_errorname.startswith(AWAY):
        raise DatabaseUnavailable(str(problem)) from problem
    raise problem  # a mistake in a statement is nobody's outage


def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that awaits only its transaction, without an event loop.

    Raises RuntimeError when it awaits anything else: no transaction may stay open while something waits.
    """
    try:
        work.send(None)
    except StopIteration as finished:
        return cast("T", finished.value)
    work.close()
    raise RuntimeError("a unit of work may await nothing but its transaction")


class _LeftSomething(Exception):
    """A unit failed after it had changed something: only a savepoint can take that back alone."""


def _commit_group(connection: sqlite3.Connection, jobs: list[Job]) -> list[Outcome]:
    """One transaction for all. A savepoint a unit costs a third of a vote (SQLite copies every page it touches), and
    almost no unit fails once it has written: so none is taken at first, and the rare group is done again with them.
    """
    try:
        return _in_transaction(connection, jobs, parts(jobs), _run)
    except _LeftSomething:
        return _in_transaction(connection, jobs, [[position] for position in range(len(jobs))], _run_in_savepoint)


Run = Callable[[sqlite3.Connection, list[Job]], list[Outcome]]


def _in_transaction(
    connection: sqlite3.Connection, jobs: list[Job], positions: list[list[int]], run: Run
) -> list[Outcome]:
    outcomes: dict[int, Outcome] = {}
    try:
        connection.execute("BEGIN IMMEDIATE")
        for part in positions:
            outcomes.update(zip(part, run(connection, [jobs[position] for position in part]), strict=True))
        connection.execute("COMMIT")
    except sqlite3.Error as broken:
        raise DatabaseUnavailable(f"nothing was written: {broken}") from broken
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return [outcomes[position] for position in range(len(jobs))]


def _run(connection: sqlite3.Connection, jobs: list[Job]) -> list[Outcome]:
    changes = connection.total_changes
    try:
        return to_the_end(perform(SqliteTransaction(connection), jobs))
    except DatabaseUnavailable:
        raise  # SQLite may have rolled the transaction back by itself: the whole group is gone
    except Exception as problem:
        if len(jobs) > 1 or connection.total_changes != changes:
            raise _LeftSomething from problem
        return [Outcome(problem=problem)]


def _run_in_savepoint(connection: sqlite3.Connection, jobs: list[Job]) -> list[Outcome]:
    connection.execute("SAVEPOINT unit")
    try:
        outcomes = to_the_end(perform(SqliteTransaction(connection), jobs))
    except DatabaseUnavailable:
        raise
    except Exception as problem:
        connection.execute("ROLLBACK TO unit")
        outcomes = [Outcome(problem=problem)]
    connection.execute("RELEASE unit")
    return outcomes


def _read_snapshot(connection: sqlite3.Connection, work: Unit[T]) -> T:
    try:
        connection.execute("BEGIN")
        return to_the_end(cast("Coroutine[Any, Any, T]", work(SqliteTransaction(connection))))
    except sqlite3.Error as away:
        raise DatabaseUnavailable(str(away)) from away
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


class SqliteDatabase:
    """One file. Made by :func:`open_sqlite`."""

    dialect = "sqlite"

    def __init__(self, path: str, writer: aiosqlite.Connection, readers: list[aiosqlite.Connection]) -> None:
        self._path = path
        self._writer = writer
        self._readers: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        self._connections = [writer, *readers]
        for reader in readers:
            self._readers.put_nowait(reader)
        self.on_group: Callable[[int], None] = nobody_listens
        self._lane = WriteLane(self._commit)
        self._uncheckpointed = asyncio.Event()
        self._checkpointer = asyncio.create_task(self._checkpoint(), name="sqlite-checkpoint")

    @property
    def waiting(self) -> int:
        """How many writes wait for the group that is committed now."""
        return self._lane.waiting

    async def read(self, work: Unit[T]) -> T:
        """One hop into a reading connection's thread."""
        reader = await self._readers.get()
        try:
            return cast("T", await _in_thread(reader, _read_snapshot, work))
        finally:
            self._readers.put_nowait(reader)

    async def write(self, unit: Unit[T]) -> T:
        """Joins the group that is committed next."""
        return cast("T", await self._lane.submit(Job(unit)))

    async def write_together(self, work: Together[Q, T], request: Q, key: Hashable) -> T:
        """Joins the group that is committed next, in which ``work`` is called once."""
        return cast("T", await self._lane.submit(Job(work, is_shared=True, request=request, key=key)))

    async def stream(self, sql: str, /, **values: Any) -> AsyncIterator[Row]:
        """Rows from a connection of its own, so that a long export holds nobody up."""
        try:
            connection = await _connect(self._path, writes=False)
        except (NotADatabase, NotWritable) as away:
            raise DatabaseUnavailable(str(away)) from away
        try:
            cursor = await connection.execute(*for_sqlite(sql, values))
            while rows := await cursor.fetchmany(STREAM_CHUNK):
                for row in rows:
                    yield cast("Row", row)
        except sqlite3.Error as away:
            raise DatabaseUnavailable(str(away)) from away
        finally:
            await connection.close()

    async def close(self) -> None:
        """Finish the lane, checkpoint, close."""
        await self._lane.close()
        self._checkpointer.cancel()
        await asyncio.wait({self._checkpointer})
        for connection in reversed(self._connections):
            await connection.close()

    async def _commit(self, jobs: list[Job]) -> list[Outcome]:
        outcomes: list[Outcome] = await _in_thread(self._writer, _commit_group, jobs)
        self._uncheckpointed.set()
        self.on_group(len(jobs))
        return outcomes

    async def _checkpoint(self) -> None:
        # Automatic checkpoints would run inside somebody's commit: p99 20 ms against 5 ms when done aside.
        while True:
            await self._uncheckpointed.wait()
            self._uncheckpointed.clear()
            await asyncio.sleep(CHECKPOINT_EVERY)
            reader = await self._readers.get()
            try:
                # Fetched to the end: an unfinished checkpoint statement would refuse the next COMMIT here.
                await reader.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")
            except sqlite3.OperationalError:
                self._uncheckpointed.set()  # busy: the next round does it
            finally:
                self._readers.put_nowait(reader)


async def _in_thread(connection: aiosqlite.Connection, function: Any, argument: Any) -> Any:
    # aiosqlite has no public call for "run this in your thread"; the hop per statement it offers instead costs ten
    # times as much (docs/decisions/storage.md). The lock file pins its version and a test holds this call.
    return await connection._execute(function, connection._conn, argument)  # type: ignore[no-untyped-call]


def _probe(path: str) -> None:
    # aiosqlite leaves its thread behind when opening fails, so whether it can succeed is tried here first.
    try:
        sqlite3.connect(path).close()
    except sqlite3.OperationalError as refused:
        raise NotWritable(f"the database file {path} cannot be opened: {refused}") from refused


async def _connect(path: str, *, writes: bool) -> aiosqlite.Connection:
    await asyncio.to_thread(_probe, path)
    connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=512)
    try:
        connection.row_factory = sqlite3.Row
        # Each is fetched to its end: a statement left open would hold this moment's snapshot for the reads to come.
        await connection.execute_fetchall(f"PRAGMA busy_timeout = {BUSY_MS}")
        await connection.execute_fetchall("PRAGMA foreign_keys = ON")
        if writes:
            await connection.execute_fetchall("PRAGMA journal_mode = WAL")
            await connection.execute_fetchall("PRAGMA synchronous = FULL")
            await connection.execute_fetchall("PRAGMA wal_autocheckpoint = 0")
            await connection.execute_fetchall("PRAGMA journal_size_limit = 67108864")
            await connection.execute_fetchall("BEGIN IMMEDIATE")
            await connection.execute_fetchall("COMMIT")
        else:
            await connection.execute_fetchall("PRAGMA query_only = ON")
            await connection.execute_fetchall("SELECT count(*) FROM sqlite_schema")
    except sqlite3.DatabaseError as refused:
        await connection.close()
        raise _problem(path, refused) from refused
    return connection


def _problem(path: str, refused: sqlite3.DatabaseError) -> Exception:
    if refused.sqlite_errorname == "SQLITE_NOTADB":
        return NotADatabase(f"{path} is not a database file")
    if refused.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotWritable(f"the database file {path} cannot be written: {refused}")
    return DatabaseUnavailable(f"the database file {path} cannot be used: {refused}")


async def open_sqlite(path: str) -> SqliteDatabase:
    """Open a file (made if missing, its folder must exist). Raises NotADatabase, NotWritable, DatabaseUnavailable."""
    folder = Path(path).parent
    if not folder.is_dir():
        raise NotWritable(f"the folder {folder} of the database file does not exist")
    writer = await _connect(path, writes=True)
    readers = [await _connect(path, writes=False) for _ in range(READERS)]
    return SqliteDatabase(path, writer, readers)
