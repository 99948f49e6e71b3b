"""Random residents, moderators and organizers do everything in any order, and what must hold does hold.

The checks run a few histories, always the same. For many, each time others:
EVERYTHING=500 python -m pytest -q -s --timeout=0 tests/forum/test_everything.py
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import engine
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from storage.database import open_database
from tests.conftest import apart
from tests.forum.everything_diagram import DECIDED, DIAGRAM, TOUCHES
from tests.forum.everything_machine import done, tried
from tests.forum.everything_rules import Everything
from tests.forum.everything_stage import Stage, prepare
from tests.postgresql import PostgresServer

HOW = "EVERYTHING=500 python -m pytest -q -s --timeout=0 tests/forum/test_everything.py"
LONGER = int(os.environ.get("EVERYTHING", "0"))  # histories
STEPS = 60 if LONGER else 40
SHRINKS_FOR = 30  # seconds: the history that is shown need not be the shortest there is
ROLES = ("resident", "moderator", "moderator elsewhere", "revoked", "organizer", "banned", "muted", "newcomer")
NOT_HERE = {"day", "rise"}  # acts of the digests' test
OF_ALL = {"ask", "outbox", "switch", "accept", "follow"}  # what the schedule does, and what everybody may
OF_NO_REGION = {"write", "invite", "revoke"}


def _settings(histories: int) -> settings:
    return settings(
        max_examples=LONGER or histories,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not LONGER,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        print_blob=bool(LONGER),
        suppress_health_check=list(HealthCheck),
    )


async def prepared(url: str) -> Stage:
    """Set the stage in a fresh database."""
    db = await open_database(url)
    stage = await prepare(db)
    await db.close()
    return stage


def walk(machine: Callable[[], Everything], histories: int) -> None:
    """Live so many histories, and tell what was done."""
    done.clear()
    tried.clear()
    run_state_machine_as_test(cast("type[RuleBasedStateMachine]", machine), settings=_settings(histories))
    sys.stdout.write("\n".join([f"{name} {many}" for name, many in sorted(done.items())] + [f"For longer: {HOW}\n"]))


def demand_walked(arrows_least: int) -> None:
    """That something was done: a walk that stands still finds nothing wrong either."""
    acts = sorted(TOUCHES.keys() - NOT_HERE)
    undone = [act for act in acts if not done[f"{act}: done"]]
    assert not undone, ("acts that nobody did", undone)
    untried = [(act, role) for act in acts for role in ROLES if act not in OF_ALL and not _has_tried(act, role)]
    assert not untried, ("acts that somebody did not try", untried)
    arrows = sorted(name for name in done if "→" in name)
    assert len(arrows) >= arrows_least, arrows


def _has_tried(act: str, role: str) -> bool:
    if role == "moderator" and act in OF_NO_REGION:
        role = "moderator elsewhere"
    return bool(tried[act, role])


def copies(url: str, folder: Path) -> Callable[[], str]:
    """Makes addresses of copies of an SQLite file."""
    template, numbers = url.removeprefix("sqlite:///"), count(1)

    def new_database() -> str:
        path = folder / f"history-{next(numbers) % 2}.db"
        for leftover in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(template, path)
        return f"sqlite:///{path}"

    return new_database


@pytest.fixture(autouse=True)
def _shrinks_shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure is told before the test's own time is over."""
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", SHRINKS_FOR)


@pytest.mark.timeout(0 if LONGER else 300)
def test_whatever_everybody_does_the_rules_hold(sqlite_url: str, tmp_path: Path) -> None:
    stage = apart(asyncio.run, prepared(sqlite_url))
    new_database = copies(sqlite_url, tmp_path)
    apart(walk, lambda: Everything(stage, new_database), 10)
    demand_walked(len(DIAGRAM) + len(DECIDED))


@pytest.mark.postgresql
@pytest.mark.timeout(0 if LONGER else 300)
def test_the_same_on_postgresql(postgres_url: str, postgres_server: PostgresServer) -> None:
    stage = apart(asyncio.run, prepared(postgres_url))
    template = postgres_url.rpartition("/")[2].partition("?")[0]
    names = [f"{template}_history_{number}" for number in range(2)]
    numbers = count(1)

    def new_database() -> str:
        name = names[next(numbers) % 2]
        apart(asyncio.run, postgres_server.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        apart(asyncio.run, postgres_server.run(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return postgres_server.url(name)

    apart(walk, lambda: Everything(stage, new_database, salt="postgresql"), 2)
    for name in names:
        apart(asyncio.run, postgres_server.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
