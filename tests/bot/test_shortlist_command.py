"""``usynys shortlist``: the rankings as a table and as JSON, and why it cannot be shown."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from bot.seed import seed_database
from bot.settings import Settings
from bot.shortlist import show
from tests.bot.command import modules_of, usynys
from tests.conftest import apart


@pytest.fixture
def seeded(tmp_path: Path, sqlite_url: str) -> tuple[Settings, Path]:
    settings = Settings.model_validate({"database_url": sqlite_url})
    apart(lambda: seed_database(settings, demo_people=False))
    return settings, Path(sqlite_url.removeprefix("sqlite:///"))


def run(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()


def test_a_table_and_json_say_the_same(seeded: tuple[Settings, Path]) -> None:
    settings, path = seeded
    run(path, "UPDATE campaigns SET shortlist_per_region = 1, shortlist_per_topic = 2")
    run(path, "UPDATE proposals SET support_count = 1, object_count = 0 WHERE place = 'KZ-10'")
    run(path, "DELETE FROM votes WHERE proposal_id IN (SELECT id FROM proposals WHERE place = 'KZ-10')")
    table, lines, aside = list[str](), list[str](), list[str]()
    apart(lambda: show(settings, table.append, aside.append, as_json=False))
    apart(lambda: show(settings, lines.append, aside.append, as_json=True))
    found = [json.loads(line) for line in lines]
    assert {one["ranking"] for one in found} == {"region", "topic", "national"}
    assert all("not final" in line for line in aside)
    places = Counter((one["ranking"], one["of"], one["place"]) for one in found)
    assert max(places.values()) > 1
    assert all(one["equals"] == places[one["ranking"], one["of"], one["place"]] - 1 for one in found)
    heads = [line for line in table if line.startswith(("region ", "topic ", "national "))]
    assert heads == list(dict.fromkeys(f"{one['ranking']} {one['of']}" for one in found))
    assert sum(line[:1].isdigit() for line in table) == len(found)
    with sqlite3.connect(path) as connection:
        best = connection.execute(
            "SELECT max(support_count - object_count) FROM proposals WHERE state = 'published' AND place = 'KZ-59'"
        ).fetchone()
    connection.close()
    (first, *_) = [one for one in found if one["of"] == "KZ-59"]
    assert (first["place"], first["net"]) == (1, best[0])


def test_without_sizes_or_a_campaign_one_line_says_so(tmp_path: Path, seeded: tuple[Settings, Path]) -> None:
    _, path = seeded
    refused = usynys(tmp_path, "shortlist", DATABASE_URL=f"sqlite:///{path}")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "usynys: how many to offer of each region and topic is not set yet\n"
    run(path, "UPDATE campaigns SET shortlist_per_region = 1")
    code, modules = modules_of(tmp_path, "shortlist", "--json", DATABASE_URL=f"sqlite:///{path}")
    assert code == 0
    assert not modules & {"aiogram", "sqlalchemy", "alembic"}
