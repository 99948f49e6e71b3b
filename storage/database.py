"""The one small interface to either database: ``read`` a snapshot, ``write`` a unit, ``stream`` rows.

A unit of work is an ``async def unit(tx)`` that awaits nothing but its transaction. On SQLite it runs whole in the
driver's thread, committed together with the units that wait at the same time; on PostgreSQL it is a transaction
(read committed) on a pooled connection. What thousands do at once is written with ``write_together``: one call of the
work does it for all who wait, on either database. Everything is acknowledged after its commit.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

from storage.errors import ConstraintBroken, DatabaseUnavailable

__all__ = [
    "STREAM_CHUNK",
    "ConstraintBroken",
    "Database",
    "DatabaseUnavailable",
    "Row",
    "Together",
    "Transaction",
    "Unit",
    "from_ms",
    "open_database",
    "to_ms",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Q = TypeVar("Q")
Q_contra = TypeVar("Q_contra", contravariant=True)

STREAM_CHUNK = 500  # rows
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_ms(instant: datetime) -> int:
    """Whole milliseconds since 1970 UTC of an aware datetime."""
    return (instant - EPOCH) // MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC datetime of milliseconds since 1970; exact, unlike float seconds."""
    return EPOCH + MILLISECOND * milliseconds


class Row(Protocol):
    """A row of either driver: columns by name, or one after the other as they were selected."""

    def __getitem__(self, name: str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

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

    async def each(self, sql: str, rows: Sequence[tuple[Any, ...]], /) -> list[Row]:
        """Run a statement for every row of values; what RETURNING gave, in any order.

        SQL says ``FROM ROWS(name column, column type, …)`` (no type: bigint) and ``name.column`` for each value. No row
        may depend on what another did: PostgreSQL takes all in one statement.
        """
        ...


class Unit(Protocol[T_co]):
    """A unit of work: called anew for each attempt, so it keeps nothing outside its transaction."""

    def __call__(self, tx: Transaction, /) -> Awaitable[T_co]: ...


class Together(Protocol[Q_contra, T_co]):
    """Work of one kind, done for many requests at once: an answer each, in their order.

    An answer that is an exception is raised to that one's caller; nothing may have been written for it. An exception
    that is raised takes everything back, and each request is then tried alone.
    """

    def __call__(self, tx: Transaction, requests: Sequence[Q_contra], /) -> Awaitable[Sequence[T_co | Exception]]: ...


class Database(Protocol):
    """SQLite or PostgreSQL."""

    dialect: str
    # Called with the size of each group after its commit (a PostgreSQL unit is a group of one).
    on_group: Callable[[int], None]

    @property
    def waiting(self) -> int:
        """How many writes have not begun yet."""
        ...

    async def read(self, work: Unit[T]) -> T:
        """Run ``work`` on one snapshot. Raises DatabaseUnavailable."""
        ...

    async def read_brief(self, work: Unit[T]) -> T:
        """Run ``work`` that asks one statement, answered by an index in a moment. Raises DatabaseUnavailable.

        What every update asks: those that wait at the same time share what a read costs beside its statement.
        """
        ...

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit of work; returns after its commit.

        Other units may run at the same time on PostgreSQL (read committed): whatever a unit reads and then relies on
        it locks (``/*pg FOR NO KEY UPDATE */``), or leaves to a constraint or to the condition of a statement.
        Raises whatever the unit raises (then nothing of it is kept), ConstraintBroken, DatabaseUnavailable.
        """
        ...

    async def write_together(self, work: Together[Q, T], request: Q, key: Hashable) -> T:
        """Have ``work`` done for a request, together with the requests that wait for it now; returns after the commit.

        ``work`` is a module's function (the same object for all), and never meets two requests of one ``key`` at once.
        Raises the request's own answer if it is an exception, and as :meth:`write`.
        """
        ...

    def stream(self, sql: str, /, **values: Any) -> AsyncIterator[list[Row]]:
        """Rows with flat memory, in lists of STREAM_CHUNK at most, none of them empty; close it when leaving early."""
        ...

    async def close(self) -> None:
        """Finish what is queued and let go of connections."""
        ...


def nobody_listens(size: int) -> None:
    """What ``on_group`` is until somebody wants to hear it."""


def facts_json(facts: dict[str, object]) -> str:
    """Ids and codes as compact JSON."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


async def open_database(url: str) -> Database:
    """Connect to ``sqlite:///path`` or ``postgresql://…`` (the schema must be there: see storage.revision).

    Raises NotADatabase, NotWritable, DatabaseUnavailable, ValueError for another scheme.
    """
    if url.startswith("sqlite:///"):
        from storage.sqlite import open_sqlite

        return await open_sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        from storage.postgresql import open_postgresql

        return await open_postgresql(url)
    raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
