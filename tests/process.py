"""The real bot as a process that can be killed: forked from one that has loaded everything already."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

START_WITHIN = 30.0


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    # aiogram alone takes seconds to import; the fork server does it once, each bot is a fork of it.
    context.set_forkserver_preload(["bot.process", "bot.commands_process", "storage.migrate", "tests.preloaded"])
    return context


def _run_bot(settings: dict[str, str], log: str | None) -> None:
    """In the child: exactly ``usynys run``."""
    from bot.commands_process import run

    os.environ.update(settings)
    if log is not None:
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.stdout = sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    run()


class BotProcess:
    """``usynys run`` with the given settings, in a process that may be stopped or killed and started again."""

    def __init__(self, settings: dict[str, str], log: Path | None = None) -> None:
        self.settings = settings
        self.log = log
        self._process: ForkServerProcess | None = None

    def start(self) -> None:
        """Start it (again). Returns at once; the bot polls well under a second later."""
        self._process = _context().Process(
            target=_run_bot, args=(self.settings, str(self.log) if self.log else None), daemon=True
        )
        self._process.start()

    def kill(self) -> None:
        """SIGKILL, as a power cut."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.join(START_WITHIN)

    def stop(self, within: float = 10.0) -> int | None:
        """SIGTERM; the exit code, or None when it did not end in time."""
        self._signal(signal.SIGTERM)
        return self.wait(within)

    def wait(self, within: float) -> int | None:
        """The exit code, or None when it did not end in time."""
        assert self._process is not None
        self._process.join(within)
        return self._process.exitcode

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.pid is not None and self._process.is_alive():
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)
