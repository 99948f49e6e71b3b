"""Where things are: the project, made data that git ignores, the environments of the peers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent
DATA = Path(os.environ.get("BENCHMARKS_DATA", HERE / ".data"))
PEERS_PYTHON = HERE / ".venv" / "bin" / "python"
GRAMMY = HERE / "peers" / "grammy"


def made(name: str) -> Path:
    """A folder for made data, there from now on."""
    folder = DATA / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fresh(folder: Path) -> Path:
    """An empty folder inside: the journal a killed bot left behind belongs to no copy of its database."""
    return Path(tempfile.mkdtemp(dir=folder))


def peers_packages() -> Path:
    """Where the packages of the peers' environment are (``make bench-environment`` makes it)."""
    return next((HERE / ".venv" / "lib").glob("python3*/site-packages"))
