"""``usynys recount``: what it says, how it ends, what it leaves alone."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.exit_codes import ExitCode
from bot.seed import seed_database
from bot.settings import Settings
from tests.bot.command import usynys
from tests.conftest import apart


@pytest.fixture
def seeded(tmp_path: Path) -> Path:
    """A seeded file in the command's own folder."""
    path = tmp_path / "usynys.db"
    apart(lambda: seed_database(Settings.model_validate({"database_url": f"sqlite:///{path}"}), demo_people=False))
    return path


def change(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()


def test_true_numbers_are_one_line_and_code_0(tmp_path: Path, seeded: Path) -> None:
    done = usynys(tmp_path, "recount")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith("Compared: 62 proposals, ")
    assert line.endswith(" votes. Differing: 0 proposals.")


def test_a_difference_is_named_counted_and_mended_only_when_asked(tmp_path: Path, seeded: Path) -> None:
    change(seeded, "UPDATE proposals SET support_count = support_count + 3 WHERE id = 1")
    change(seeded, "UPDATE vote_hours SET objection = objection + 2 WHERE proposal_id = 2")
    for _ in range(2):
        found = usynys(tmp_path, "recount")
        assert found.returncode == ExitCode.PROBLEM
        first, second, totals = found.stdout.splitlines()
        assert first.startswith("proposal 1 (No. 1): the counters say ")
        assert second.startswith("proposal 2 (No. 2): the hours add up to ")
        assert totals.endswith("Differing: 2 proposals.")
        (line,) = found.stderr.splitlines()
        assert line == (
            "usynys: proposals whose numbers differ from their votes: 2 (usynys recount --mend sets them right)"
        )
    mended = usynys(tmp_path, "recount", "--mend")
    assert (mended.returncode, mended.stderr) == (ExitCode.OK, "")
    assert mended.stdout.splitlines()[-1].endswith("Differing: 2 proposals. Mended: 2.")
    assert usynys(tmp_path, "recount").returncode == ExitCode.OK


def test_without_a_database_it_makes_none(tmp_path: Path) -> None:
    done = usynys(tmp_path, "recount")
    assert done.returncode == ExitCode.DATABASE
    assert "does not exist yet" in done.stderr
    assert list(tmp_path.iterdir()) == []


async def test_a_server_that_is_away_is_one_line(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    done = await asyncio.to_thread(usynys, tmp_path, "recount", DATABASE_URL=url)
    assert done.returncode == ExitCode.DATABASE
    assert len(done.stderr.splitlines()) == 1
