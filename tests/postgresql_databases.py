"""Fresh databases for tests, made once and emptied again: making one takes longer than most tests that use it.

One that a test has changed more than by rows, or that has grown large, is given up: to make another one is to make
three hundred files, and what the file system does then is slower than all else.
"""

from __future__ import annotations

import itertools
from typing import Final

import asyncpg

from tests.postgresql import PostgresServer

TEMPLATE: Final = "usynys_template"
# Dead rows make a database slower: it is vacuumed after so many tests, or after one that left so many bytes.
USES = 30
LEFT = 2 * 2**20
GROWN_MOST = 24 * 2**20  # bytes over the template's size

_SHAPE = """
    SELECT string_agg(c.relname || '.' || a.attname || ':' || a.atttypid || a.attnotnull, ','
                      ORDER BY c.relname, a.attnum)
      FROM (SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace) AS c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
"""
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
_OTHERS = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()"
_SEQUENCES = (
    "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"
)


class Databases:
    """The databases of one server; :meth:`take` one, and :meth:`give_back` when the test is over."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._names = itertools.count(1)
        self._free: list[str] = []
        self._uses: dict[str, int] = {}
        self._shape = ""
        self._size = 0
        self._sizes: dict[str, int] = {}
        # What the migrations put into tables, as COPY writes it.
        self._seeds: dict[str, list[asyncpg.Record]] = {}

    async def take(self) -> str:
        """The name of an empty migrated database."""
        if self._free:
            return self._free.pop()
        name = f"usynys_{next(self._names)}"
        await self._server.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        if not self._shape:
            await self._remember(name)
        self._uses[name], self._sizes[name] = 0, self._size
        return name

    async def give_back(self, name: str) -> None:
        """Empty it for the next one, or drop it. Whoever is still connected is cut off."""
        self._uses[name] += 1
        if await self._emptied(name):
            self._free.append(name)
        else:
            await self._server.run(f"DROP DATABASE {name} WITH (FORCE)")

    async def _remember(self, name: str) -> None:
        connection = await asyncpg.connect(self._server.url(name))
        try:
            self._shape = await connection.fetchval(_SHAPE)
            self._size = await connection.fetchval("SELECT pg_database_size($1)", name)
            for row in await connection.fetch(_TABLES):
                if rows := await connection.fetch(f"SELECT * FROM {row['relname']}"):
                    self._seeds[row["relname"]] = rows
        finally:
            await connection.close()

    async def _emptied(self, name: str) -> bool:
        try:
            connection = await asyncpg.connect(self._server.url(name))
        except (OSError, asyncpg.PostgresError):
            return False  # the test has renamed it, closed it or stopped the server
        try:
            await connection.execute("SET session_replication_role = replica")  # tables in whichever order
            await connection.fetch(_OTHERS, name)
            size = await connection.fetchval("SELECT pg_database_size($1)", name)
            if size - self._size > GROWN_MOST or await connection.fetchval(_SHAPE) != self._shape:
                return False
            tables = [row["relname"] for row in await connection.fetch(_TABLES)]
            await connection.execute(";".join(f"DELETE FROM {table}" for table in tables))
            await connection.fetch(_SEQUENCES)
            for table, rows in self._seeds.items():
                await connection.copy_records_to_table(table, records=rows)
            if not self._uses[name] % USES or size - self._sizes[name] > LEFT:
                await connection.execute("VACUUM")
                size = await connection.fetchval("SELECT pg_database_size($1)", name)
            self._sizes[name] = size
        finally:
            await connection.close()
        return True
