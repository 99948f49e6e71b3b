"""The one small interface to either database: ``read`` a snapshot, ``write`` a unit of work, ``stream`` rows.

A unit of work is an ``async def unit(tx)`` that awaits nothing but its transaction. On SQLite it runs whole in the
driver's thread (one hop a unit), on PostgreSQL on a pooled connection. Units that wait at the same time are
committed together: each in its own savepoint, each acknowledged after the commit.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

from storage.errors import ConstraintBroken, DatabaseUnavailable

__all__ = [
    "ConstraintBroken",
    "Database",
    "DatabaseUnavailable",
    "Row",
    "Transaction",
    "Unit",
    "from_ms",
    "open_database",
    "to_ms",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
GROUP_MOST = 256
CLOSE_WITHIN = 3.0  # seconds for the queued units when the process ends

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_ms(instant: datetime) -> int:
    """Whole milliseconds since 1970 UTC of an aware datetime."""
    return (instant - EPOCH) // MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC datetime of milliseconds since 1970; exact, unlike float seconds."""
    return EPOCH + MILLISECOND * milliseconds


class Row(Protocol):
    """A row of either driver: columns by name."""

    def __getitem__(self, name: str, /) -> Any: ...

    def keys(self) -> Any:
        """Names of the columns."""
        ...


class Transaction(Protocol):
    """Statements inside one snapshot or unit. SQL names parameters ``:name``; a tuple expands inside ``IN (…)``."""

    async def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Every row."""
        ...

    async def one(self, sql: str, /, **values: Any) -> Row | None:
        """The first row, or None."""
        ...

    async def run(self, sql: str, /, **values: Any) -> int:
        """Run a statement; how many rows it changed."""
        ...


class Unit(Protocol[T_co]):
    """A unit of work: called anew for each attempt."""

    def __call__(self, tx: Transaction, /) -> Awaitable[T_co]: ...


class Database(Protocol):
    """SQLite or PostgreSQL."""

    dialect: str

    async def read(self, work: Unit[T]) -> T:
        """Run ``work`` on one snapshot. Raises DatabaseUnavailable."""
        ...

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit of work; returns after its commit.

        Raises whatever the unit raises (then nothing of it is kept), ConstraintBroken, DatabaseUnavailable.
        """
        ...

    def stream(self, sql: str, /, **values: Any) -> AsyncIterator[Row]:
        """Rows one by one with flat memory; close the iterator when leaving early."""
        ...

    async def close(self) -> None:
        """Finish what is queued and let go of connections."""
        ...


@dataclass(slots=True)
class Waiting:
    """A unit in the lane and the future of the one who waits for it."""

    unit: Unit[Any]
    done: asyncio.Future[Any]


@dataclass(slots=True)
class Outcome:
    """What became of a unit within its group: a value, or the exception that rolled it back."""

    value: Any = None
    problem: BaseException | None = None


Commit = Callable[[list[Unit[Any]]], Awaitable[list[Outcome]]]


@dataclass(slots=True)
class WriteLane:
    """Collects units that wait at the same moment and hands them to ``commit`` as one group.

    Outcomes reach their waiters only after ``commit`` returned, so "accepted" always means committed.
    """

    commit: Commit
    most: int = GROUP_MOST
    _queue: list[Waiting] = field(default_factory=list)
    _worker: asyncio.Task[None] | None = None
    _closed: bool = False

    async def submit(self, unit: Unit[T]) -> T:
        """Queue a unit and wait for its group's commit."""
        if self._closed:
            raise DatabaseUnavailable("the database is closed")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.append(Waiting(unit, done))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._drain(), name="write-lane")
        return await done

    async def _drain(self) -> None:
        # One turn of the loop lets callers that are ready right now join the first group.
        await asyncio.sleep(0)
        while self._queue:
            group, self._queue = self._queue[: self.most], self._queue[self.most :]
            group = [waiting for waiting in group if not waiting.done.done()]
            try:
                outcomes = await self.commit([waiting.unit for waiting in group]) if group else []
            except Exception as problem:
                outcomes = [Outcome(problem=problem) for _ in group]
            for waiting, outcome in zip(group, outcomes, strict=True):
                if waiting.done.done():
                    continue
                if outcome.problem is not None:
                    waiting.done.set_exception(outcome.problem)
                else:
                    waiting.done.set_result(outcome.value)

    async def close(self) -> None:
        """Refuse new units and finish the queued ones."""
        self._closed = True
        if self._worker is not None:
            await asyncio.wait({self._worker}, timeout=CLOSE_WITHIN)
            self._worker.cancel()  # a server that answers nothing must not keep the process from ending


def facts_json(facts: dict[str, object]) -> str:
    """Ids and codes as compact JSON."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


async def open_database(url: str) -> Database:
    """Connect to ``sqlite:///path`` or ``postgresql://…`` (the schema must be there: see storage.migrate).

    Raises NotADatabase, NotWritable, DatabaseUnavailable, ValueError for another scheme.
    """
    if url.startswith("sqlite:///"):
        from storage.sqlite import open_sqlite

        return await open_sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        from storage.postgresql import open_postgresql

        return await open_postgresql(url)
    raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
