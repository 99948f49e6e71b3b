"""``usynys stats``: the same figures as lines and as JSON, clear ends, no Telegram."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.exit_codes import ExitCode
from bot.seed import seed_database
from bot.settings import Settings
from storage.vocabulary import PUBLIC_STATES, listed
from tests.bot.command import modules_of, usynys
from tests.conftest import apart


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded file; tests do not change it."""
    path = tmp_path_factory.mktemp("counted") / "usynys.db"
    apart(lambda: seed_database(Settings.model_validate({"database_url": f"sqlite:///{path}"}), demo_people=False))
    return path


def test_lines_and_json_say_what_the_tables_hold(tmp_path: Path, seeded: Path) -> None:
    done = usynys(tmp_path, "stats", "--json", DATABASE_URL=f"sqlite:///{seeded}")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    told = json.loads(done.stdout)
    with sqlite3.connect(seeded) as db:
        states = dict(db.execute("SELECT state, count(*) FROM proposals WHERE number > 0 GROUP BY state").fetchall())
        (support,) = db.execute(
            f"SELECT sum(support_count) FROM proposals WHERE state IN ({listed(PUBLIC_STATES)})"
        ).fetchone()
        (voters,) = db.execute("SELECT count(DISTINCT person_id) FROM votes WHERE value <> 0").fetchone()
        (hours,) = db.execute("SELECT sum(support + objection) FROM vote_hours").fetchone()
    db.close()
    assert told["states"] == states
    assert told["total"]["submitted"] == sum(states.values()) == 62
    assert told["total"]["support"] == support == sum(one["support"] for one in told["topics"].values())
    assert told["turnout"]["all"]["voters"] == voters
    assert sum(day["votes"] for day in told["days"].values()) == hours
    assert sum(day["submitted"] for day in told["days"].values()) == 62
    lines = usynys(tmp_path, "stats", "--campaign", "1", DATABASE_URL=f"sqlite:///{seeded}")
    assert lines.returncode == ExitCode.OK
    said = lines.stdout.splitlines()
    assert said[0].startswith("Campaign 1 (open): ")
    assert f"  published: {states['published']}" in said
    region, figures = next(iter(told["places"].items()))
    assert f"  {region}: submitted {figures['submitted']}, published {figures['published']}" in lines.stdout


def test_it_ends_clearly_and_never_loads_telegram(tmp_path: Path, seeded: Path) -> None:
    wrong = usynys(tmp_path, "stats", "--campaign", "7", DATABASE_URL=f"sqlite:///{seeded}")
    assert wrong.returncode == ExitCode.PROBLEM
    assert wrong.stderr == "usynys: there is no campaign number 7\n"
    code, modules = modules_of(tmp_path, "stats", DATABASE_URL=f"sqlite:///{seeded}")
    assert code == ExitCode.OK
    assert not modules & {"aiogram", "sqlalchemy", "alembic", "docx"}
    done = usynys(tmp_path, "stats")
    assert done.returncode == ExitCode.DATABASE
    assert len(done.stderr.splitlines()) == 1
