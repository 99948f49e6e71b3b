"""A made-up campaign in an SQLite file: everything in one transaction that waits for no disk, indexes afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from benchmarks.made.progress import Progress
from benchmarks.made.rows import COLUMNS, Bundle
from storage.migrate import upgrade

FAST = ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY")


def write_file(path: Path, bundles: Iterable[Bundle], progress: Progress) -> None:
    """Make the file; it gets its name when it is whole."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    upgrade(f"sqlite:///{part}")
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", *FAST):
            connection.execute(f"PRAGMA {pragma}")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name LIKE 'ix_%'"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        for bundle in bundles:
            for table, rows in bundle.items():
                connection.executemany(_insert(table), rows)
            progress.wrote(bundle)
        progress.step("indexes")
        for _, statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    part.replace(path)


def _insert(table: str) -> str:
    columns = COLUMNS[table]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
