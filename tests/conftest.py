"""Fixtures for everybody: databases of both kinds, fresh and migrated, and a running bot."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

import locales
from bot.settings import Settings
from storage.database import Database, open_database
from storage.migrate import upgrade
from tests.postgresql import NoPostgresql, PostgresServer, start_server, stop_server
from tests.postgresql_databases import TEMPLATE, Databases

if TYPE_CHECKING:
    from tests.process import BotProcess
    from tests.running import RunningBot

T = TypeVar("T")
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))

# Nothing here draws for these plugins; looking through all of memory for each took five seconds of every worker.
os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "1")

# A missing sentence or argument is an error here; in service it is a line in the log.
locales.set_strict(True)


def apart(work: Callable[..., T], *arguments: Any) -> T:
    """Run blocking work that starts an event loop of its own, away from the test's loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work, *arguments).result()


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and not among modules and tests: it took a sixth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 40)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not read settings from the environment they are started in."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    apart(upgrade, f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for this process's whole run."""
    try:
        server = start_server()
    except NoPostgresql as missing:
        if os.environ.get("CI"):
            pytest.fail(f"no test may be skipped here: {missing}")
        pytest.skip(f"!!! NOT TESTED ON POSTGRESQL: {missing}")
    yield server
    stop_server(server)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> PostgresServer:
    """The server, with a migrated database to make others from."""
    apart(asyncio.run, postgres_server.run(f"CREATE DATABASE {TEMPLATE}"))
    apart(upgrade, postgres_server.url(TEMPLATE))
    return postgres_server


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated database: the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "usynys.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    yield request.getfixturevalue("postgres_url")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh migrated SQLite file, for what does not depend on the kind of database."""
    path = tmp_path / "usynys.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_databases(postgres_template: PostgresServer) -> Databases:
    """The databases of this process's server."""
    return Databases(postgres_template)


@pytest.fixture
def postgres_url(postgres_databases: Databases, postgres_template: PostgresServer) -> Iterator[str]:
    """The address of a fresh migrated PostgreSQL database, for what only a server does."""
    name = apart(asyncio.run, postgres_databases.take())
    yield postgres_template.url(name)
    apart(asyncio.run, postgres_databases.give_back(name))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh migrated database, open."""
    db = await open_database(database_url)
    yield db
    await db.close()


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[RunningBot]:
    """The real bot, running against the sandbox, on a fresh database of each kind."""
    from tests.running import RunningBot

    async with RunningBot(database_url) as running:
        yield running


@pytest.fixture
async def bot_on_sqlite(sqlite_url: str) -> AsyncIterator[RunningBot]:
    """The same on SQLite only, for what does not depend on the kind of database."""
    from tests.running import RunningBot

    async with RunningBot(sqlite_url) as running:
        yield running


@pytest.fixture
def bot_process() -> Iterator[Callable[..., BotProcess]]:
    """Makes bots that are processes of their own, to be killed; none outlives the test."""
    from tests.process import BotProcess

    started: list[BotProcess] = []

    def make(**settings: str) -> BotProcess:
        process = BotProcess(settings)
        started.append(process)
        return process

    yield make
    for process in started:
        process.kill()
