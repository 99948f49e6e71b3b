"""Looks at a database without making or changing one: is it there, is it ours, is it of this version?"""

from __future__ import annotations

from pathlib import Path

from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from storage.revision import LATEST, revision_of

ABSENT = "the database file {path} does not exist yet (usynys run or usynys migrate makes it)"
UNMADE = "the database has no tables yet (usynys migrate makes them)"
OLDER = "the database is of an older version (usynys migrate brings it up to date)"


def demand_ready(url: str) -> None:
    """Pass only a database with this version's tables. Call it outside a running event loop.

    Raises CommandFailed (code DATABASE), DatabaseProblem.
    """
    if url.startswith("sqlite:///") and not Path(path := url.removeprefix("sqlite:///")).exists():
        raise CommandFailed(ExitCode.DATABASE, ABSENT.format(path=path))
    revision = revision_of(url)
    if revision is None:
        raise CommandFailed(ExitCode.DATABASE, UNMADE)
    if revision != LATEST:
        raise CommandFailed(ExitCode.DATABASE, OLDER)
