"""Processes under measurement: started on a core, read from outside, ended."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cores import pin

END_WITHIN = 15.0  # seconds
SIGNAL_WHEN_PARENT_ENDS = 1  # prctl(2)
_LIBC = ctypes.CDLL(None)


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time in seconds since a process began, and its memory now and at most, in bytes."""

    cpu: float
    rss: int
    peak: int


def spent_by(pid: int) -> Spent:
    """Read a living process, all its threads together. Raises ProcessLookupError when it has ended."""
    # The clock of another process: what clock_getcpuclockid(3) makes of its number. Finer than the ticks in /proc.
    cpu = time.clock_gettime((~pid << 3) | 2)
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    memory = {
        key: int(rest.split()[0]) * 1024 for key, _, rest in (line.partition(":") for line in lines) if key[:2] == "Vm"
    }
    if "VmRSS" not in memory:
        raise ProcessLookupError(pid)
    return Spent(cpu, memory["VmRSS"], memory["VmHWM"])


@dataclass(slots=True)
class Started:
    """A child process whose output goes to a file."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid

    def demand_alive(self) -> None:
        """Raise RuntimeError with the end of its output when it has ended."""
        if self.process.poll() is not None:
            said = self.log.read_text(errors="replace")[-3000:]
            raise RuntimeError(f"{self.name} ended with {self.process.returncode}:\n{said}")

    def end(self) -> None:
        """SIGTERM, and SIGKILL when that is not enough."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _begin(core: int) -> None:
    """In the child: it must not outlive a measuring program that was killed."""
    pin(core)
    _LIBC.prctl(SIGNAL_WHEN_PARENT_ENDS, signal.SIGTERM)


def start(
    name: str, command: Sequence[str], folder: Path, core: int, environment: Mapping[str, str] | None = None
) -> Started:
    """Start a command in ``folder`` on a core; its output is ``folder/NAME.log``."""
    log = folder / f"{name}.log"
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG", "TMPDIR"}}
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env={**kept, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=lambda: _begin(core),
        )
    return Started(name, process, log)
