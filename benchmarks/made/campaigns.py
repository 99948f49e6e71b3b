"""Made-up campaigns by their size: made once, then taken from the folder of made data."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg

from benchmarks.folders import made
from benchmarks.made.postgresql import write_database
from benchmarks.made.progress import Progress
from benchmarks.made.rows import bundles
from benchmarks.made.size import Size
from benchmarks.made.sqlite import write_file
from storage.revision import LATEST
from tests.postgresql import PostgresServer


def sqlite_file(size: Size) -> Path:
    """The file of a campaign. Whoever writes to it takes a copy."""
    path = made("sqlite") / f"{size.name}_{LATEST}.db"
    if not path.exists():
        progress = Progress("SQLite", size)
        write_file(path, bundles(size), progress)
        progress.done()
    return path


def postgresql_database(server: PostgresServer, size: Size) -> str:
    """The name of a campaign's database. Whoever writes to it takes a copy (CREATE DATABASE … TEMPLATE)."""
    name = f"{size.name}_{LATEST}"
    if not asyncio.run(_has(server, name)):
        progress = Progress("PostgreSQL", size)
        write_database(server, name, bundles(size), progress)
        progress.done()
    return name


async def _has(server: PostgresServer, name: str) -> bool:
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        return bool(await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", name))
    finally:
        await connection.close()
