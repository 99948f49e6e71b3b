"""``usynys …`` as a shell runs it: a subprocess in an empty folder, with nothing of this machine's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.settings import Settings

PROJECT = Path(__file__).parents[2]
SAYS_MODULES = "import atexit, sys; atexit.register(lambda: print('MODULES', *sorted(sys.modules), file=sys.stderr));"


def environment(**settings: str) -> dict[str, str]:
    """The variables of a clean machine, and the given settings."""
    names = {name.upper() for name in Settings.model_fields}
    clean = {name: value for name, value in os.environ.items() if name not in names}
    return clean | {"PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "default"} | settings


def usynys(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder, env=environment(**settings), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def modules_of(folder: Path, *arguments: str, **settings: str) -> tuple[int, set[str]]:
    """Run a command; its exit code and the modules it had loaded at its end."""
    program = f"{SAYS_MODULES} sys.argv[1:] = {list(arguments)!r}; from bot.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder, env=environment(**settings), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("MODULES ")]
    return done.returncode, set(line.split())
