"""How a command ends when it cannot go on: one clear line a problem, and an exit code that says which kind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.exit_codes import ExitCode
from bot.settings import WrongSettings
from storage.errors import DatabaseProblem


class CommandFailed(Exception):
    """A command's own way of saying why it stops; ``str()`` is the line."""

    def __init__(self, code: ExitCode, line: str) -> None:
        super().__init__(line)
        self.code = code


@contextmanager
def leaving_clearly() -> Iterator[None]:
    """Turn expected problems into lines on stderr and an exit code."""
    try:
        yield
    except WrongSettings as problem:
        _leave(ExitCode.SETTINGS, *problem.problems)
    except DatabaseProblem as problem:
        _leave(ExitCode.DATABASE, str(problem))
    except CommandFailed as problem:
        _leave(problem.code, str(problem))


def _leave(code: ExitCode, *lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"usynys: {line}\n")
    sys.stderr.flush()
    raise SystemExit(int(code)) from None
