"""How long a crash test is, and what it prints at the end."""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

LINES = "crash"
KILLS, PEOPLE = os.environ.get("CRASH_KILLS"), os.environ.get("CRASH_PEOPLE")
LONG = KILLS is not None or PEOPLE is not None


@dataclass(frozen=True, slots=True)
class Length:
    """The short form belongs to the ordinary tests; `make crash` sets CRASH_KILLS and CRASH_PEOPLE."""

    kills: int
    people: int
    is_long: bool


@pytest.fixture
def length() -> Length:
    """From the environment, which only these tests read."""
    return Length(int(KILLS or 3), int(PEOPLE or 20), LONG)


@pytest.fixture
def chance(report: Callable[[str], None]) -> random.Random:
    """Random numbers from CRASH_SEED, or from a seed that is printed so that a failure can be tried again."""
    seed = int(os.environ.get("CRASH_SEED") or secrets.randbelow(1_000_000))
    report(f"CRASH_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say something in the summary at the end of the run."""
    return lambda line: record_property(LINES, line)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what each crash test has counted."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    told = [
        (one.nodeid.rpartition("::")[2], line) for one in reports for key, line in one.user_properties if key == LINES
    ]
    if told:
        terminalreporter.section("crash tests")
    for name, line in told:
        terminalreporter.write_line(f"{name}: {line}")
