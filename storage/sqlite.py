"""SQLite by aiosqlite: one connection writes, two read; a group of writes is one hop into the driver's thread."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite

from storage.database import STREAM_CHUNK, Row, Together, Unit, nobody_listens
from storage.errors import DatabaseUnavailable, NotADatabase, NotWritable, sqlite_problem
from storage.lane import Job, Lane, Outcome
from storage.sqlite_units import commit_group, read_group, read_snapshot
from storage.statements import for_sqlite

T = TypeVar("T")
Q = TypeVar("Q")
READERS = 2
BRIEF_MOST = 64  # brief reads that share a hop
LINGER = 0.004  # seconds a group of writes gathers while several wait
CHECKPOINT_EVERY = 0.2  # seconds between background checkpoints while there is something to checkpoint
BUSY_MS = 5000  # another process (usynys export, a backup) may hold the file for a moment


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
        self._lane = Lane(self._commit, linger=LINGER)
        self._brief = Lane(self._read_group, most=BRIEF_MOST)
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
            return cast("T", await _in_thread(reader, read_snapshot, work))
        finally:
            self._readers.put_nowait(reader)

    async def read_brief(self, work: Unit[T]) -> T:
        """Joins the brief reads that wait now: one hop and one snapshot for all."""
        return cast("T", await self._brief.submit(Job(work)))

    async def write(self, unit: Unit[T]) -> T:
        """Joins the group that is committed next."""
        return cast("T", await self._lane.submit(Job(unit)))

    async def write_together(self, work: Together[Q, T], request: Q, key: Hashable) -> T:
        """Joins the group that is committed next, in which ``work`` is called once."""
        return cast("T", await self._lane.submit(Job(work, is_shared=True, request=request, key=key)))

    async def stream(self, sql: str, /, **values: Any) -> AsyncIterator[list[Row]]:
        """Rows from a connection of its own, so that a long export holds nobody up."""
        try:
            connection = await _connect(self._path, writes=False)
        except (NotADatabase, NotWritable) as away:
            raise DatabaseUnavailable(str(away)) from away
        try:
            cursor = await connection.execute(*for_sqlite(sql, values))
            while rows := await cursor.fetchmany(STREAM_CHUNK):
                yield cast("list[Row]", rows)
        except sqlite3.Error as away:
            raise DatabaseUnavailable(str(away)) from away
        finally:
            await connection.close()

    async def close(self) -> None:
        """Finish the lane, checkpoint, close."""
        await self._lane.close()
        await self._brief.close()
        self._checkpointer.cancel()
        await asyncio.wait({self._checkpointer})
        for connection in reversed(self._connections):
            await connection.close()

    async def _read_group(self, jobs: list[Job]) -> list[Outcome]:
        reader = await self._readers.get()
        try:
            return cast("list[Outcome]", await _in_thread(reader, read_group, jobs))
        finally:
            self._readers.put_nowait(reader)

    async def _commit(self, jobs: list[Job]) -> list[Outcome]:
        outcomes: list[Outcome] = await _in_thread(self._writer, commit_group, jobs)
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
            except sqlite3.Error:
                self._uncheckpointed.set()  # busy, mostly: the next round does it; the log would grow without an end
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
        raise sqlite_problem(path, refused) from refused
    return connection


async def open_sqlite(path: str) -> SqliteDatabase:
    """Open a file (made if missing, its folder must exist). Raises NotADatabase, NotWritable, DatabaseUnavailable."""
    folder = Path(path).parent
    if not folder.is_dir():
        raise NotWritable(f"the folder {folder} of the database file does not exist")
    writer = await _connect(path, writes=True)
    readers = [await _connect(path, writes=False) for _ in range(READERS)]
    return SqliteDatabase(path, writer, readers)
