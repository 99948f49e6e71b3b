"""The stub as the program that measures sees it: a process that takes orders."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.cores import STUB_CORE
from benchmarks.folders import PROJECT

Told = dict[str, Any]


class StubFailed(Exception):
    """The stub could not do what it was told; ``str()`` says why."""


class Stub:
    """A running stub. Close it, or use it as a context manager."""

    def __init__(self, plan: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.stub", "--plan", str(plan), "--core", str(STUB_CORE)]
        self._process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.url = f"http://127.0.0.1:{self._read()['port']}"

    def __enter__(self) -> Stub:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def order(self, do: str, **what: Any) -> Told:
        """Have something done; see the functions of benchmarks.stub.__main__. Raises StubFailed."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **what}) + "\n")
        self._process.stdin.flush()
        told = self._read()
        if "problem" in told:
            raise StubFailed(told["problem"])
        return told

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)

    def _read(self) -> Told:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise StubFailed("the stub ended")
        return dict(json.loads(line))
