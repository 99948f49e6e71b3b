"""Bring a database to this version's tables, on SQLite and on PostgreSQL; a copy of the file is kept first."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.errors import DatabaseUnavailable, NotWritable, sqlite_problem
from storage.revision import ALONE, LATEST, demand_known, revision_of

T = TypeVar("T")


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: sa.Connection) -> bool:
    # Asked again now that nobody else writes: another replica may have migrated in the meantime.
    if demand_known(MigrationContext.configure(connection).get_current_revision()) == LATEST:
        return False
    command.upgrade(_config(connection), "head")
    return True


def _downgrade(connection: sa.Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def _check(connection: sa.Connection) -> None:
    command.check(_config(connection))


def upgrade(url: str) -> bool:
    """What storage.revision.bring_up_to_date does, whatever the revision is. Raises the same."""
    _keep_copy(url)
    return _with_connection(url, _upgrade)


def downgrade(url: str, revision: str = "base") -> None:
    """Go back to a revision, by default to no tables at all (tests of the migrations; nothing else calls it)."""
    _with_connection(url, lambda connection: _downgrade(connection, revision))


def check(url: str) -> None:
    """Raise alembic's CommandError when the tables differ from storage.schema."""
    _with_connection(url, _check)


def _with_connection(url: str, work: Callable[[sa.Connection], T]) -> T:
    if url.startswith("sqlite:///"):
        return _on_sqlite(url.removeprefix("sqlite:///"), work)
    return asyncio.run(_on_postgresql(url, work))


def _on_sqlite(path: str, work: Callable[[sa.Connection], T]) -> T:
    if not Path(path).parent.is_dir():
        raise NotWritable(f"the folder {Path(path).parent} of the database file does not exist")
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=NullPool)
    # pysqlite would begin only at the first write and commit before DDL: a failed migration must leave nothing.
    sa.event.listen(engine, "connect", _manual_transactions)
    sa.event.listen(engine, "begin", _begin_immediate)
    try:
        with engine.begin() as connection:
            return work(connection)
    except sa.exc.DatabaseError as refused:
        raise sqlite_problem(path, refused.orig) from refused
    finally:
        engine.dispose()


def _manual_transactions(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _on_postgresql(url: str, work: Callable[[sa.Connection], T]) -> T:
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    # The driver reads the address itself, as it does for the bot: SQLAlchemy does not know ?sslmode= and its like.
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(url, timeout=10), poolclass=NullPool
    )
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(_alone, work)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, sa.exc.DBAPIError) as away:
        cause = getattr(away, "orig", None) or away
        reason = type(cause.__cause__ or cause).__name__
        raise DatabaseUnavailable(f"PostgreSQL is not available ({reason})") from away
    finally:
        await engine.dispose()


def _alone(connection: sa.Connection, work: Callable[[sa.Connection], T]) -> T:
    # Replicas that start together migrate one after the other; the lock ends with the transaction.
    connection.execute(sa.text(ALONE))
    return work(connection)


def _keep_copy(url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    if not url.startswith("sqlite:///") or not path.is_file() or path.stat().st_size == 0:
        return
    revision = revision_of(url)
    if revision is None or revision == LATEST:
        return
    copy = path.with_name(f"{path.name}.before-{LATEST}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
