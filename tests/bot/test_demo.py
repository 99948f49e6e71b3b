"""``usynys demo``: the real bot and the sandbox together, ended by Ctrl-C, its data kept."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.exit_codes import ExitCode
from sandbox import Sandbox
from tests.bot.demo_process import Demo

YERLAN = 700000005
START_WITHIN = 60.0


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    one = Demo(tmp_path)
    yield one
    one.close()


def until(look: Callable[[], object]) -> None:
    for _ in range(int(START_WITHIN / 0.1)):
        if look():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


@pytest.mark.timeout(240)
def test_the_demo_runs_ends_and_goes_on_with_its_data(demo: Demo, tmp_path: Path) -> None:
    printed = demo.start()
    assert demo.url, printed
    assert [printed.count(f"  {number}. ") for number in (1, 2, 3)] == [2, 2, 2], "three things, in two languages"
    assert "Байқап көріңіз" in printed
    assert "Что попробовать" in printed
    state = demo.ask("/sandbox/state")
    assert sum(person["started"] for person in state["people"]) == 4
    known = [person["id"] for person in state["people"] if person["started"]]
    until(lambda: all(demo.texts(number) for number in known))
    assert len(state["people"]) >= 6

    demo.ask(f"/sandbox/people/{YERLAN}/start", {})
    until(lambda: demo.texts(YERLAN))
    assert "Тілді таңдаңыз" in demo.texts(YERLAN)[0]

    code, seconds = demo.stop()
    assert code == ExitCode.OK
    assert seconds < 10
    log = (tmp_path / "demo-data" / "bot.log").read_text()
    assert "bot stopped" in log, "the bot ended in order too"
    assert "error" not in log

    demo.start()
    assert "Тілді таңдаңыз" in demo.texts(YERLAN)[0], "the chat is as it was"
    with sqlite3.connect(tmp_path / "demo-data" / "usynys.db") as connection:
        assert connection.execute("SELECT count(*) FROM campaigns").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM people WHERE telegram_id = 700000005").fetchone() == (1,)
    connection.close()
    assert demo.stop(signal.SIGTERM)[0] == ExitCode.OK


def test_a_taken_port_is_one_line_and_code_5(demo: Demo, unused_tcp_port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", unused_tcp_port))
        taken.listen()
        printed = demo.start("--port", str(unused_tcp_port))
        assert demo.process is not None
        assert demo.process.wait(30) == ExitCode.PORT
    (line,) = printed.splitlines()
    assert line == (
        f"usynys: port {unused_tcp_port} is taken; choose another one:"
        f" make demo PORT={_other(unused_tcp_port)} (usynys demo --port {_other(unused_tcp_port)})"
    )


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8081


def test_no_port_above_the_last_one_is_suggested(demo: Demo) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 65535))
        taken.listen()
        printed = demo.start("--port", "65535")
    assert "PORT=8081" in printed
    assert "65536" not in printed


def _ended(demo: Demo) -> int:
    assert demo.process is not None
    return demo.process.wait(30)


@pytest.mark.parametrize("state", ["{", '{"format": 1}'])
def test_a_broken_memory_of_the_chats_is_one_line(demo: Demo, tmp_path: Path, state: str) -> None:
    chats = tmp_path / "demo-data" / "telegram"
    chats.mkdir(parents=True)
    (chats / "state.json").write_text(state)
    printed = demo.start()
    assert _ended(demo) == ExitCode.PROBLEM
    assert printed.splitlines() == [
        f"usynys: the demo's data in {tmp_path / 'demo-data'} cannot be read; delete it to begin anew"
    ]
    assert (chats / "state.json").read_text() == state, "it is left for whoever wants to look"


def test_a_log_that_cannot_be_written_is_one_line(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "demo-data" / "bot.log").mkdir(parents=True)
    printed = demo.start()
    assert _ended(demo) == ExitCode.PROBLEM
    (line,) = [line for line in printed.splitlines() if line.startswith("usynys:")]
    assert "cannot be read; delete it to begin anew" in line
    assert "Traceback" not in printed


def test_a_folder_no_address_can_hold_is_one_line(demo: Demo) -> None:
    printed = demo.start("--port", "0", "--folder", "what?")
    assert _ended(demo) == ExitCode.SETTINGS
    (line,) = printed.splitlines()
    assert line.startswith("usynys: DATABASE_URL: must name a file")


async def test_a_failure_while_the_people_are_greeted_ends_the_demo(demo: Demo, tmp_path: Path) -> None:
    chats = tmp_path / "demo-data" / "telegram"
    async with Sandbox(folder=chats):
        pass
    state = chats / "state.json"
    state.write_text(state.read_text().replace('"dinara"', '"somebody"'))
    printed = await asyncio.to_thread(demo.start)
    assert _ended(demo) == ExitCode.PROBLEM
    assert printed.splitlines()[-1] == "usynys: the demo could not be made ready: KeyError"


@pytest.mark.timeout(120)
def test_a_killed_demo_leaves_no_bot_behind_and_the_machines_settings_outside(demo: Demo, tmp_path: Path) -> None:
    demo.machine = {"TIMEZONE": "Mars/X", "BOT_TOKEN": "bot-secret 123456:AAhidden", "DATABASE_URL": "oracle://"}
    printed = demo.start()
    assert demo.url, printed
    assert "AAhidden" not in printed
    log = tmp_path / "demo-data" / "bot.log"
    until(lambda: "bot is running" in log.read_text())
    assert demo.stop(signal.SIGKILL)[0] == -signal.SIGKILL
    until(lambda: "bot stopped" in log.read_text())


def test_a_folder_that_cannot_be_made_is_one_line(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    printed = demo.start("--port", "0", "--folder", "file/inside")
    assert demo.process is not None
    assert demo.process.wait(30) == ExitCode.PROBLEM
    assert len(printed.splitlines()) == 1
    assert "cannot be made" in printed


def test_a_database_that_is_something_else_ends_the_demo_clearly(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "demo-data").mkdir()
    (tmp_path / "demo-data" / "usynys.db").write_text("Бұл дерекқор емес. " * 50)
    printed = demo.start()
    assert demo.process is not None
    assert demo.process.wait(30) == ExitCode.DATABASE
    assert printed.splitlines()[-1].endswith("is not a database file")
