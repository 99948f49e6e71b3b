"""Work on SQLite as it runs in the driver's thread: statements, whole groups of writes, snapshots."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, NoReturn, TypeVar, cast

from storage.database import Row, Transaction, Unit
from storage.errors import ConstraintBroken, DatabaseUnavailable
from storage.lane import Job, Outcome, parts, perform
from storage.statements import each_for_sqlite, for_sqlite

T = TypeVar("T")
AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_READONLY")


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


def commit_group(connection: sqlite3.Connection, jobs: list[Job]) -> list[Outcome]:
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


def read_group(connection: sqlite3.Connection, jobs: list[Job]) -> list[Outcome]:
    """Brief reads, one after the other on one snapshot; what one of them raises is its own outcome."""

    async def each(tx: Transaction) -> list[Outcome]:
        outcomes = []
        for job in jobs:
            try:
                outcomes.append(Outcome(await job.work(tx)))
            except DatabaseUnavailable:
                raise
            except Exception as problem:
                outcomes.append(Outcome(problem=problem))
        return outcomes

    return read_snapshot(connection, each)


def read_snapshot(connection: sqlite3.Connection, work: Unit[T]) -> T:
    """Everything ``work`` reads is of one instant. Raises DatabaseUnavailable."""
    try:
        connection.execute("BEGIN")
        try:
            return to_the_end(cast("Coroutine[Any, Any, T]", work(SqliteTransaction(connection))))
        finally:
            if connection.in_transaction:
                connection.execute("COMMIT")
    except sqlite3.Error as away:
        raise DatabaseUnavailable(str(away)) from away
