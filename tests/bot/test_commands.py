"""The command line: help, exit codes, files, and what is not loaded where it is not needed."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import sqlite3
import subprocess
import tomllib
from pathlib import Path

import openpyxl
import pytest

from bot.exit_codes import ExitCode
from bot.seed import seed_database
from bot.settings import Settings
from sandbox import Sandbox
from tests.bot.command import PROJECT, modules_of, usynys
from tests.conftest import apart

COMMANDS = ("run", "demo", "migrate", "export", "recount", "seed", "doctor", "campaign", "import", "stats")
OF_MIGRATIONS = {"alembic", "sqlalchemy"}


@pytest.fixture(scope="session")
def seeded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A seeded SQLite file; tests do not change it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('seeded') / 'usynys.db'}"
    apart(lambda: seed_database(Settings.model_validate({"database_url": url}), demo_people=False))
    return url


def test_help_names_every_command_and_each_has_its_own(tmp_path: Path) -> None:
    listed = usynys(tmp_path, "--help")
    assert listed.returncode == 0
    for command in COMMANDS:
        assert command in listed.stdout
    one = usynys(tmp_path, "export", "--help")
    assert "--format" in one.stdout
    assert "--language" in one.stdout
    assert "Exit codes" in one.stdout


def test_the_console_script_is_the_same_program() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    assert project["project"]["scripts"]["usynys"] == "bot.__main__:main"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("run", "--help"),
        ("migrate",),
        ("export", "--format", "csv", "--out", "a.csv"),
        ("export", "--format", "xlsx", "--out", "a.xlsx"),
        ("recount",),
        ("campaign", "show"),
        ("doctor",),
    ],
)
def test_commands_that_need_no_telegram_load_neither_its_library_nor_that_of_migrations(
    tmp_path: Path, seeded_url: str, arguments: tuple[str, ...]
) -> None:
    code, modules = modules_of(tmp_path, *arguments, DATABASE_URL=seeded_url)
    assert code == (ExitCode.PROBLEM if arguments == ("doctor",) else ExitCode.OK)
    assert not modules & {"aiogram", *OF_MIGRATIONS}


@pytest.mark.postgresql
@pytest.mark.parametrize("arguments", [("migrate",), ("recount",), ("doctor",)])
def test_nor_do_they_on_postgresql(tmp_path: Path, postgres_url: str, arguments: tuple[str, ...]) -> None:
    code, modules = modules_of(tmp_path, *arguments, DATABASE_URL=postgres_url)
    assert code == (ExitCode.PROBLEM if arguments == ("doctor",) else ExitCode.OK)
    assert not modules & {"aiogram", *OF_MIGRATIONS}


async def test_the_bot_starts_without_the_library_of_migrations_when_there_is_nothing_to_migrate(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with Sandbox() as sandbox:
        settings = {"BOT_TOKEN": "500000001:not_this_one", "TELEGRAM_API_URL": sandbox.url, "DATABASE_URL": sqlite_url}
        code, modules = await asyncio.to_thread(modules_of, tmp_path, "run", **settings)
    assert code == ExitCode.TOKEN, "it came as far as asking Telegram"
    assert "bot.app" in modules
    assert not modules & OF_MIGRATIONS


def test_help_loads_almost_nothing(tmp_path: Path) -> None:
    _, modules = modules_of(tmp_path, "--help")
    assert not modules & {"aiogram", "sqlalchemy", "pydantic", "asyncpg", "babel", "sandbox"}


def test_run_without_a_token_says_so_and_loads_no_library(tmp_path: Path) -> None:
    done = usynys(tmp_path, "run")
    assert done.returncode == ExitCode.SETTINGS
    assert done.stderr.splitlines() == [
        "usynys: BOT_TOKEN: is missing; @BotFather gives one, put it into .env or the environment"
    ]


def test_settings_are_read_from_env_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ADMIN_IDS=somebody\nDATABASE_URL=oracle://\n")
    done = usynys(tmp_path, "migrate")
    assert done.returncode == ExitCode.SETTINGS
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == ["DATABASE_URL", "ADMIN_IDS"]


def test_migrate_makes_the_tables_once(tmp_path: Path) -> None:
    first, again = usynys(tmp_path, "migrate"), usynys(tmp_path, "migrate")
    assert (first.returncode, first.stdout) == (0, "The database was migrated.\n")
    assert (again.returncode, again.stdout) == (0, "The database is up to date.\n")
    with sqlite3.connect(tmp_path / "usynys.db") as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
    connection.close()


def test_migrate_refuses_a_file_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "usynys.db").write_text("Бұл дерекқор емес. " * 50)
    done = usynys(tmp_path, "migrate")
    assert done.returncode == ExitCode.DATABASE
    assert done.stderr.splitlines() == ["usynys: usynys.db is not a database file"]


def test_export_writes_the_history_too(tmp_path: Path, seeded_url: str) -> None:
    given = ("export", "--history", "--internal", "--format", "csv", "--language", "ru", "--out", "h.csv")
    done = usynys(tmp_path, *given, DATABASE_URL=seeded_url)
    assert done.returncode == 0, done.stderr
    assert " acts." in done.stdout
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        _, headings, *acts = list(csv.reader(file))
    assert "Имя модератора" in headings
    assert len(acts) > 60


def test_export_writes_both_kinds_of_files(tmp_path: Path, seeded_url: str) -> None:
    for name, language in (("a.csv", "kk"), ("a.xlsx", "ru")):
        done = usynys(
            tmp_path, "export", "--format", name[2:], "--out", name, "--language", language, DATABASE_URL=seeded_url
        )
        assert done.returncode == 0, done.stderr
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=_delimiter(tmp_path / "a.csv")))
    assert any("Қ" in heading or "ө" in heading or "ы" in heading for heading in rows[0])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    sheet = book.worksheets[0]
    assert sum(1 for _ in sheet.iter_rows()) == len(rows)
    book.close()


def _delimiter(path: Path) -> str:
    head = path.read_text(encoding="utf-8-sig").splitlines()[0]
    return max(",;\t", key=head.count)


def test_the_internal_copy_has_more_than_the_public_one(tmp_path: Path, seeded_url: str) -> None:
    for name, more in (("public.csv", ()), ("internal.csv", ("--internal",))):
        assert not usynys(
            tmp_path, "export", "--format", "csv", "--out", name, *more, DATABASE_URL=seeded_url
        ).returncode
    assert (tmp_path / "internal.csv").stat().st_size > (tmp_path / "public.csv").stat().st_size


def test_export_narrows_splits_and_writes_open_data_and_its_bar_is_for_terminals(
    tmp_path: Path, seeded_url: str
) -> None:
    given = ("export", "--format", "jsonl", "--out", "some.jsonl", "--topic", "health", "--campaign", "1")
    done = usynys(tmp_path, *given, DATABASE_URL=seeded_url)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in (tmp_path / "some.jsonl").read_text(encoding="utf-8").splitlines()]
    assert found
    assert {one["topic"] for one in found} == {"health"}
    again = ("export", "--format", "csv", "--out", "all.csv", "--split-megabytes", "1")
    done = usynys(tmp_path, *again, DATABASE_URL=seeded_url)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "open").mkdir()
    done = usynys(tmp_path, "export", "--open-data", "open", DATABASE_URL=seeded_url)
    assert (done.returncode, done.stdout) == (0, "Written: open, 3 files and their manifest.\n")
    assert len(list((tmp_path / "open").iterdir())) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--out", "nowhere/a.xlsx"), ExitCode.PROBLEM, "the folder nowhere does not exist"),
        (("--out", "."), ExitCode.PROBLEM, "is a folder"),
        ((), ExitCode.PROBLEM, "--out FILE, or --open-data FOLDER"),
        (("--out", "a.csv", "--place", "KZ-99"), ExitCode.PROBLEM, "unknown place 'KZ-99'"),
        (("--out", "a.csv", "--campaign", "7"), ExitCode.PROBLEM, "there is no campaign 7"),
        (("--out", "a.jsonl", "--format", "jsonl", "--history"), ExitCode.PROBLEM, "a history is written as"),
        (("--open-data", "nowhere"), ExitCode.PROBLEM, "the folder nowhere does not exist"),
    ],
)
def test_export_says_when_the_file_cannot_be_written(
    tmp_path: Path, seeded_url: str, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = usynys(tmp_path, "export", *arguments, DATABASE_URL=seeded_url)
    assert done.returncode == code
    (line,) = done.stderr.splitlines()
    assert says in line


def test_export_without_a_database_or_a_campaign_makes_nothing(tmp_path: Path) -> None:
    absent = usynys(tmp_path, "export", "--out", "a.xlsx")
    assert absent.returncode == ExitCode.DATABASE
    assert "does not exist yet" in absent.stderr
    assert list(tmp_path.iterdir()) == []
    assert usynys(tmp_path, "migrate").returncode == 0
    empty = usynys(tmp_path, "export", "--out", "a.xlsx")
    assert (empty.returncode, empty.stderr) == (
        ExitCode.PROBLEM,
        "usynys: there is no campaign to export yet\n",
    )
    assert not (tmp_path / "a.xlsx").exists()


def test_seed_fills_an_empty_database_and_refuses_a_used_one(tmp_path: Path) -> None:
    first, again = usynys(tmp_path, "seed"), usynys(tmp_path, "seed")
    assert first.returncode == 0, first.stderr
    assert "62 proposals" in first.stdout
    assert (again.returncode, len(again.stderr.splitlines())) == (ExitCode.PROBLEM, 1)
    assert "a campaign exists already" in again.stderr


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def _lines(text: str) -> dict[str, bool]:
    return {line[9:].partition(":")[0]: line.startswith("ok") for line in text.splitlines()}


async def test_the_doctor_finds_everything_well(tmp_path: Path, sqlite_url: str) -> None:
    async with Sandbox() as sandbox:
        settings = {"BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url, "DATABASE_URL": sqlite_url}
        done = await _doctor(tmp_path, **settings, ADMIN_IDS="700000004")
    assert done[0] == ExitCode.OK, done[1]
    assert _lines(done[1]) == {"settings": True, "database": True, "words": True, "similar": True, "Telegram": True}
    assert "@usynys_bot" in done[1]


async def test_the_doctor_names_a_wrong_token_without_repeating_it(tmp_path: Path, sqlite_url: str) -> None:
    async with Sandbox() as sandbox:
        code, text = await _doctor(
            tmp_path,
            BOT_TOKEN="500000001:not_this_one",
            TELEGRAM_API_URL=sandbox.url,
            DATABASE_URL=sqlite_url,
            ADMIN_IDS="1",
        )
    assert code == ExitCode.PROBLEM
    assert "PROBLEM  Telegram: Telegram does not know this BOT_TOKEN" in text
    assert "not_this_one" not in text


async def test_the_doctor_says_what_is_missing_on_a_fresh_machine(tmp_path: Path) -> None:
    code, text = await _doctor(tmp_path)
    assert code == ExitCode.PROBLEM
    assert "PROBLEM  settings: ADMIN_IDS: is empty" in text
    assert "PROBLEM  database: the database file usynys.db does not exist yet" in text
    assert "PROBLEM  Telegram: BOT_TOKEN: is missing" in text
    assert "ok       words" in text
    assert not _files(tmp_path), "looking makes nothing"


async def test_the_doctor_goes_on_when_settings_are_wrong(tmp_path: Path) -> None:
    code, text = await _doctor(tmp_path, TIMEZONE="Mars/Olympus", LOG_LEVEL="LOUD")
    assert code == ExitCode.PROBLEM
    assert text.count("PROBLEM  settings") == 2
    assert "ok       words" in text


async def test_the_doctor_never_repeats_a_token_pasted_elsewhere(tmp_path: Path) -> None:
    token = "500000001:pasted_elsewhere"
    _, text = await _doctor(tmp_path, ADMIN_IDS=token, TELEGRAM_API_URL=f"api.telegram.org/bot{token}")
    assert text.count("PROBLEM  settings") == 2
    _, named = await _doctor(tmp_path, DATABASE_URL=f"sqlite:///{token}.db")
    assert "does not exist yet" in named
    assert "pasted_elsewhere" not in text + named


@pytest.mark.parametrize("command", ["run", "migrate", "export", "seed"])
def test_a_database_address_that_cannot_be_read_is_one_line_and_code_2(tmp_path: Path, command: str) -> None:
    arguments = (command, "--out", "a.xlsx") if command == "export" else (command,)
    done = usynys(tmp_path, *arguments, DATABASE_URL="postgresql://u:pa[ss@h/db", BOT_TOKEN="500000001:not_this_one")
    assert done.returncode == ExitCode.SETTINGS
    (line,) = done.stderr.splitlines()
    assert line.startswith("usynys: DATABASE_URL: must be postgresql://")


def test_make_passes_the_port_on() -> None:
    dry = ["make", "--no-print-directory", "--dry-run", "--assume-old=.venv/.ready", "demo"]
    with_port = subprocess.run([*dry, "PORT=8081"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert with_port.stdout.splitlines()[-1].endswith("usynys demo --port 8081")
    without = {name: value for name, value in os.environ.items() if name != "PORT"}
    plain = subprocess.run(dry, cwd=PROJECT, env=without, capture_output=True, text=True, check=True)
    assert "--port" not in plain.stdout


async def _doctor(folder: Path, **settings: str) -> tuple[int, str]:
    done = await asyncio.to_thread(usynys, folder, "doctor", **settings)
    assert done.stderr == ""
    return done.returncode, done.stdout
