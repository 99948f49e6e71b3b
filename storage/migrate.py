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
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.errors import DatabaseNewer, DatabaseUnavailable, NotADatabase, NotWritable

T = TypeVar("T")


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def latest() -> str:
    """The revision this version of the program knows."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    head = ScriptDirectory.from_config(config).get_current_head()
    assert head is not None
    return head


def _known(config: Config, revision: str) -> bool:
    try:
        ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError:
        return False
    return True


def _demand_known(connection: sa.Connection) -> str | None:
    revision = _revision(connection)
    if revision is not None and not _known(_config(connection), revision):
        raise DatabaseNewer(
            f"the database was made by a newer version of usynys (revision {revision}): update the program"
        )
    return revision


def _upgrade(connection: sa.Connection) -> bool:
    if _demand_known(connection) == latest():
        return False
    command.upgrade(_config(connection), "head")
    return True


def _downgrade(connection: sa.Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def _check(connection: sa.Connection) -> None:
    command.check(_config(connection))


def upgrade(url: str) -> bool:
    """Migrate to the latest revision; whether anything had to be done.

    An SQLite file that has tables is copied beside itself first (``NAME.before-REVISION``). Call it outside a
    running event loop (or in a thread). Raises DatabaseNewer, NotADatabase, NotWritable, DatabaseUnavailable.
    """
    _keep_copy(url)
    return _with_connection(url, _upgrade)


def downgrade(url: str, revision: str = "base") -> None:
    """Go back to a revision, by default to no tables at all (tests of the migrations; nothing else calls it)."""
    _with_connection(url, lambda connection: _downgrade(connection, revision))


def check(url: str) -> None:
    """Raise alembic's CommandError when the tables differ from storage.schema."""
    _with_connection(url, _check)


def revision_of(url: str) -> str | None:
    """The database's revision, None when it has no tables of ours. Raises as :func:`upgrade`."""
    return _with_connection(url, _demand_known)


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
        raise _sqlite_problem(path, refused) from refused
    finally:
        engine.dispose()


def _manual_transactions(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _sqlite_problem(path: str, refused: sa.exc.DatabaseError) -> Exception:
    name = getattr(refused.orig, "sqlite_errorname", "")
    if name == "SQLITE_NOTADB":
        return NotADatabase(f"{path} is not a database file")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotWritable(f"the database file {path} cannot be written: {refused.orig}")
    return DatabaseUnavailable(f"the database file {path} cannot be used: {refused.orig}")


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
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(7315211)"))
    return work(connection)


def _keep_copy(url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    if not url.startswith("sqlite:///") or not path.is_file() or path.stat().st_size == 0:
        return
    revision = revision_of(url)
    if revision is None or revision == latest():
        return
    copy = path.with_name(f"{path.name}.before-{latest()}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
