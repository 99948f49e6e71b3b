"""Migrations on both databases: up, compared with the schema, down, up again; what is refused."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from storage import migrate, revision
from storage.database import open_database
from storage.errors import DatabaseNewer, DatabaseUnavailable, NotADatabase, NotWritable
from storage.revision import bring_up_to_date

MIGRATIONS = Path(migrate.__file__).parent / "migrations"


def test_the_revisions_the_program_knows_are_those_it_has_migrations_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    written = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert list(revision.REVISIONS) == written[::-1]


def test_tables_equal_the_schema_and_go_down_and_up_again(database_url: str) -> None:
    assert migrate.upgrade(database_url) is False
    assert bring_up_to_date(database_url) is False
    migrate.check(database_url)
    migrate.downgrade(database_url)
    assert revision.revision_of(database_url) is None
    assert bring_up_to_date(database_url) is True
    migrate.check(database_url)
    assert revision.revision_of(database_url) == revision.LATEST


def test_every_table_of_sqlite_is_strict(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as file:
        loose = file.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
            " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ).fetchall()
    assert loose == []


def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    async def from_the_future() -> None:
        db = await open_database(database_url)
        await db.write(lambda tx: tx.run("UPDATE alembic_version SET version_num = '9999'"))
        await db.close()

    asyncio.run(from_the_future())
    for upgrade in (bring_up_to_date, migrate.upgrade):
        with pytest.raises(DatabaseNewer, match="newer version"):
            upgrade(database_url)


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Құрметті әкім! " * 200, encoding="utf-8")
    for upgrade in (bring_up_to_date, migrate.upgrade):
        with pytest.raises(NotADatabase, match="not a database"):
            upgrade(f"sqlite:///{file}")
    with pytest.raises(NotADatabase, match="not a database"):
        await open_database(f"sqlite:///{file}")


async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing" / "usynys.db"):
        for upgrade in (bring_up_to_date, migrate.upgrade):
            with pytest.raises(NotWritable):
                upgrade(f"sqlite:///{place}")
        with pytest.raises(NotWritable):
            await open_database(f"sqlite:///{place}")


async def test_a_server_that_is_away_is_told_in_one_line() -> None:
    url = "postgresql://nobody@127.0.0.1:9/nothing"
    for upgrade in (bring_up_to_date, migrate.upgrade):
        with pytest.raises(DatabaseUnavailable, match=r"^PostgreSQL is not available \(\w+\)$"):
            await asyncio.to_thread(upgrade, url)
    with pytest.raises(DatabaseUnavailable, match=r"^PostgreSQL is not available"):
        await open_database(url)


def test_a_file_is_copied_before_it_is_migrated(sqlite_url: str) -> None:
    migrate.downgrade(sqlite_url, "0001")
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO people (telegram_id, created_at) VALUES (1, 1)")
    assert bring_up_to_date(sqlite_url) is True
    assert [file.name for file in path.parent.glob("*.before-*")] == [f"usynys.db.before-{revision.LATEST}"]
    with closing(sqlite3.connect(path.with_name(f"usynys.db.before-{revision.LATEST}"))) as copy:
        assert copy.execute("SELECT telegram_id FROM people").fetchall() == [(1,)]
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_what_was_owed_before_staff_groups_came_stays_owed(database_url: str) -> None:
    migrate.downgrade(database_url, "0001")
    asyncio.run(_owe_one(database_url))
    migrate.upgrade(database_url)
    assert asyncio.run(_owed(database_url)) == [(1, None, "decision:1")]
    migrate.downgrade(database_url, "0001")
    migrate.upgrade(database_url)
    assert asyncio.run(_owed(database_url)) == [(1, None, "decision:1")]


async def _owe_one(url: str) -> None:
    db = await open_database(url)
    await db.write(lambda tx: tx.run("INSERT INTO people (id, telegram_id, created_at) VALUES (1, 700000001, 1)"))
    await db.write(
        lambda tx: tx.run(
            "INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)"
            " VALUES (1, 'decision', '{}', 'decision:1', 1, 1)"
        )
    )
    await db.close()


async def _owed(url: str) -> list[tuple[int, int | None, str]]:
    db = await open_database(url)
    rows = await db.read(lambda tx: tx.all("SELECT person_id, group_id, cause FROM deliveries"))
    await db.close()
    return [(row["person_id"], row["group_id"], row["cause"]) for row in rows]
