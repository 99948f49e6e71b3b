"""A made-up campaign in a PostgreSQL database: COPY of whole bundles, indexes afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import asyncpg

from benchmarks.made.progress import Progress
from benchmarks.made.rows import COLUMNS, Bundle
from storage.migrate import upgrade
from tests.postgresql import PostgresServer

INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix\\_%'
"""
IDENTITIES = """
    SELECT table_name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'id' AND is_identity = 'YES'
"""


def write_database(server: PostgresServer, name: str, bundles: Iterable[Bundle], progress: Progress) -> None:
    """Make the database; it gets its name when it is whole."""
    part = f"{name}_part"
    asyncio.run(server.run(f'DROP DATABASE IF EXISTS "{part}"', f'CREATE DATABASE "{part}"'))
    upgrade(server.url(part))
    asyncio.run(_fill(server.url(part), bundles, progress))
    asyncio.run(server.run(f'ALTER DATABASE "{part}" RENAME TO "{name}"'))


async def _fill(url: str, bundles: Iterable[Bundle], progress: Progress) -> None:
    connection: Any = await asyncpg.connect(url)
    try:
        # Foreign keys are checked by triggers, row by row; what is written here is whole by itself.
        await connection.execute("SET session_replication_role = replica")
        await connection.execute("SET maintenance_work_mem = '512MB'")
        indexes = await connection.fetch(INDEXES)
        async with connection.transaction():
            for index in indexes:
                await connection.execute(f"DROP INDEX {index['indexname']}")
            for bundle in bundles:
                for table, rows in bundle.items():
                    await connection.copy_records_to_table(table, records=rows, columns=COLUMNS[table])
                progress.wrote(bundle)
            progress.step("indexes")
            for index in indexes:
                await connection.execute(index["indexdef"])
            for row in await connection.fetch(IDENTITIES):
                table = row["table_name"]
                await connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
        progress.step("vacuum")
        await connection.execute("VACUUM ANALYZE")
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()
