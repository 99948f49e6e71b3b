"""The bot as a process: it goes on after a kill, stops within ten seconds, ends with a clear line and code."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.exit_codes import ExitCode
from sandbox import Sandbox
from storage.database import Transaction, open_database
from tests.ports import free_port
from tests.postgresql import PostgresServer
from tests.process import BotProcess
from tests.running import RunningBot

MakeProcess = Callable[..., BotProcess]
WITHIN = 30.0


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


def settings_of(sandbox: Sandbox, database_url: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": sandbox.token,
        "TELEGRAM_API_URL": sandbox.url,
        "DATABASE_URL": database_url,
        "ADMIN_IDS": "700000004",
        "QUIET_HOURS": "off",
    }


async def count(database_url: str, sql: str) -> int:
    async def work(tx: Transaction) -> int:
        row = await tx.one(sql)
        return int(row["n"]) if row else 0

    db = await open_database(database_url)
    try:
        return await db.read(work)
    finally:
        await db.close()


async def ends(process: BotProcess, within: float = WITHIN) -> int | None:
    return await asyncio.to_thread(process.wait, within)


async def test_a_submission_goes_on_where_the_bot_was_killed(
    database_url: str, sandbox: Sandbox, bot_process: MakeProcess
) -> None:
    async with RunningBot(database_url) as before:
        before.clock.instant = system_clock()  # a process has the machine's time
        await before.open_campaign()
    process = bot_process(**settings_of(sandbox, database_url))
    process.start()
    yerlan = sandbox.person("yerlan")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    await yerlan.taps("Қазақша")
    await yerlan.taps("Келісемін")
    await yerlan.taps("Солтүстік Қазақстан")
    await yerlan.taps("Ұсыныс жіберу")
    await yerlan.sees("1-қадам")
    # From here on every step meets a bot that is killed while it works on it.
    await yerlan.taps("Солтүстік Қазақстан", wait=False)
    await _kill_and_start(process)
    await yerlan.sees("2-қадам", timeout=WITHIN)
    await yerlan.taps("Инклюзия", wait=False)
    await _kill_and_start(process)
    await yerlan.sees("3-қадам", timeout=WITHIN)
    await yerlan.says("Аялдамаларға пандус орнату")
    await _kill_and_start(process)
    await yerlan.sees("4-қадам", timeout=WITHIN)
    await yerlan.says("Мүмкіндігі шектеулі жандар қоғамдық көлікке міне алмай жүр. Пандус керек.")
    await _kill_and_start(process)
    await yerlan.sees("5-қадам", timeout=WITHIN)
    await yerlan.taps("Өткізіп жіберу", wait=False)
    await _kill_and_start(process)
    await yerlan.sees("Тексеріп шығыңыз", "Аялдамаларға пандус орнату", timeout=WITHIN)
    await yerlan.taps("Жіберу", wait=False)
    await _kill_and_start(process)
    await yerlan.sees("№ 1", timeout=WITHIN)
    await yerlan.taps("Менікі")
    await yerlan.sees("Аялдамаларға пандус орнату", timeout=WITHIN)
    assert await asyncio.to_thread(process.stop) == ExitCode.OK
    assert await count(database_url, "SELECT count(*) AS n FROM proposals WHERE state = 'pending'") == 1
    assert await count(database_url, "SELECT count(*) AS n FROM proposals") == 1


async def _kill_and_start(process: BotProcess) -> None:
    """Let the bot begin with what has come, cut its power, start it again."""
    await asyncio.sleep(0.02)
    await asyncio.to_thread(process.kill)
    process.start()


async def test_a_stop_is_orderly_and_quick(sqlite_url: str, sandbox: Sandbox, bot_process: MakeProcess) -> None:
    process = bot_process(**settings_of(sandbox, sqlite_url))
    process.start()
    yerlan = sandbox.person("yerlan")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    assert await asyncio.to_thread(process.stop, 10.0) == ExitCode.OK
    assert not sandbox.world.updates.pending, "what was handled is confirmed before the end"


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_stop_is_quick_even_while_telegram_hangs_and_loses_nothing(
    sqlite_url: str, sandbox: Sandbox, bot_process: MakeProcess, mode: str
) -> None:
    settings = settings_of(sandbox, sqlite_url)
    if mode == "webhook":
        port = free_port()
        settings |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}/updates", "HTTP_PORT": str(port)}
        settings |= {"WEBHOOK_SECRET": "a_secret-of_the-tests"}
    process = bot_process(**settings)
    process.start()
    yerlan, aigul = sandbox.person("yerlan"), sandbox.person("aigul")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    sandbox.fails("hang_before", method="sendMessage", times=None)
    await aigul.starts()
    await asyncio.sleep(1)
    assert await asyncio.to_thread(process.stop, 10.0) == ExitCode.OK
    sandbox.heals()
    process.start()
    await aigul.sees("Тілді таңдаңыз", timeout=WITHIN)


async def test_it_ends_even_while_another_program_holds_the_file(
    sqlite_url: str, sandbox: Sandbox, bot_process: MakeProcess
) -> None:
    process = bot_process(**settings_of(sandbox, sqlite_url))
    process.start()
    yerlan, aigul = sandbox.person("yerlan"), sandbox.person("aigul")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await aigul.starts()
        await asyncio.sleep(0.5)
        assert await asyncio.to_thread(process.stop, WITHIN) is not None
    process.start()
    await aigul.sees("Тілді таңдаңыз", timeout=WITHIN)


async def test_a_bot_waiting_for_telegram_stops_too(sqlite_url: str, bot_process: MakeProcess) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every connection is refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        process = bot_process(BOT_TOKEN="1:abcdef", TELEGRAM_API_URL=url, DATABASE_URL=sqlite_url)
        process.start()
        assert await ends(process, 2.0) is None
        assert await asyncio.to_thread(process.stop, 10.0) == ExitCode.OK


async def test_a_first_start_makes_the_tables(tmp_path: Path, sandbox: Sandbox, bot_process: MakeProcess) -> None:
    process = bot_process(**settings_of(sandbox, f"sqlite:///{tmp_path / 'new.db'}"))
    process.start()
    yerlan = sandbox.person("yerlan")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)


async def test_a_refused_token_is_one_line_and_code_4(
    sqlite_url: str, sandbox: Sandbox, bot_process: MakeProcess, tmp_path: Path
) -> None:
    process = bot_process(**settings_of(sandbox, sqlite_url) | {"BOT_TOKEN": "500000001:wrong_one"})
    process.log = tmp_path / "log"
    process.start()
    assert await ends(process) == ExitCode.TOKEN
    text = process.log.read_text()
    assert text.splitlines()[-1].startswith("usynys: Telegram does not know this BOT_TOKEN")
    assert "wrong_one" not in text
    assert "Traceback" not in text


def _not_a_database(folder: Path) -> str:
    path = folder / "usynys.db"
    path.write_text("Бұл дерекқор емес. " * 100)
    return f"sqlite:///{path}"


def _newer(folder: Path) -> str:
    from storage.migrate import upgrade

    url = f"sqlite:///{folder / 'usynys.db'}"
    upgrade(url)
    with sqlite3.connect(folder / "usynys.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return url


def _folder_missing(folder: Path) -> str:
    return f"sqlite:///{folder / 'nowhere' / 'usynys.db'}"


def _a_folder(folder: Path) -> str:
    (folder / "usynys.db").mkdir()
    return f"sqlite:///{folder / 'usynys.db'}"


def _nobody_listens(folder: Path) -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return f"postgresql://usynys:hidden@127.0.0.1:{port}/usynys"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_not_a_database, "is not a database"),
        (_newer, "newer version"),
        (_folder_missing, "does not exist"),
        (_a_folder, "cannot be"),
        (_nobody_listens, "PostgreSQL is not available"),
    ],
)
async def test_a_database_that_cannot_be_used_is_one_line_and_code_3(
    spoil: Callable[[Path], str], says: str, bot_process: MakeProcess, tmp_path: Path
) -> None:
    process = bot_process(BOT_TOKEN="1:abcdef", DATABASE_URL=spoil(tmp_path))
    process.log = tmp_path / "log"
    process.start()
    assert await ends(process) == ExitCode.DATABASE
    (line,) = process.log.read_text().splitlines()
    assert line.startswith("usynys: ")
    assert says in line
    assert "hidden" not in line


async def test_a_wrong_setting_is_a_line_each_and_code_2(bot_process: MakeProcess, tmp_path: Path) -> None:
    process = bot_process(BOT_TOKEN="secret words", ADMIN_IDS="dinara")
    process.log = tmp_path / "log"
    process.start()
    assert await ends(process) == ExitCode.SETTINGS
    lines = process.log.read_text().splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["BOT_TOKEN", "ADMIN_IDS"]
    assert "secret words" not in str(lines)


@pytest.mark.postgresql
async def test_a_database_that_goes_away_and_comes_back_is_told_and_forgiven(
    postgres_template: PostgresServer, sandbox: Sandbox
) -> None:
    server = postgres_template
    await server.run("CREATE DATABASE usynys_away TEMPLATE usynys_template")
    async with RunningBot(server.url("usynys_away")) as bot:
        await bot.open_campaign()
        yerlan = bot.sandbox.person("yerlan")
        await bot.make_resident(yerlan)
        await asyncio.to_thread(server.stop)
        try:
            await yerlan.says("/help")
            await yerlan.sees("қайталап")
        finally:
            await asyncio.to_thread(server.start)
        await yerlan.says("/help")
        await yerlan.sees("Көмек")
