"""Which revision a database's tables are of, asked by the plain drivers: most starts have nothing to migrate."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from storage.errors import DatabaseNewer, DatabaseUnavailable, NotWritable, sqlite_problem

# Those of storage/migrations/versions, the first one first; a test compares.
REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
LATEST: Final = REVISIONS[-1]
ALONE: Final = "SELECT pg_advisory_xact_lock(7315211)"  # replicas that start together: one after the other


def bring_up_to_date(url: str) -> bool:
    """Migrate to the latest revision; whether anything had to be done.

    An SQLite file that has tables is copied beside itself first (``NAME.before-REVISION``). Call it outside a
    running event loop (or in a thread). Raises DatabaseNewer, NotADatabase, NotWritable, DatabaseUnavailable.
    """
    if revision_of(url) == LATEST:
        return False
    # With alembic and SQLAlchemy, which take 33 MB and the better part of a second.
    from storage.migrate import upgrade

    return upgrade(url)


def revision_of(url: str) -> str | None:
    """The database's revision, None when it has no tables of ours. Raises as :func:`bring_up_to_date`."""
    if url.startswith("sqlite:///"):
        return demand_known(_of_sqlite(url.removeprefix("sqlite:///")))
    if url.startswith(("postgresql://", "postgres://")):
        return demand_known(asyncio.run(_of_postgresql(url)))
    raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")


def demand_known(revision: str | None) -> str | None:
    """The same revision, or DatabaseNewer when this version of the program does not know it."""
    if revision is not None and revision not in REVISIONS:
        raise DatabaseNewer(
            f"the database was made by a newer version of usynys (revision {revision}): update the program"
        )
    return revision


def _of_sqlite(path: str) -> str | None:
    if not Path(path).parent.is_dir():
        raise NotWritable(f"the folder {Path(path).parent} of the database file does not exist")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")  # a file that cannot be written is told now, not at the first vote
            if file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone() is None:
                return None
            row = file.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except sqlite3.DatabaseError as refused:
        raise sqlite_problem(path, refused) from refused


async def _of_postgresql(url: str) -> str | None:
    import asyncpg  # SQLite does without the driver

    try:
        connection = await asyncpg.connect(url, timeout=10)
        try:
            async with connection.transaction():
                await connection.execute(ALONE)
                if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
                    return None
                revision = await connection.fetchval("SELECT version_num FROM alembic_version")
                return None if revision is None else str(revision)
        finally:
            await connection.close()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as away:
        reason = type(away.__cause__ or away).__name__
        raise DatabaseUnavailable(f"PostgreSQL is not available ({reason})") from away
