"""A contender that runs beside its own stub, and what its rounds brought."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.contenders import Contender, Run, Way, free_port
from benchmarks.cores import BOT_CORE
from benchmarks.folders import fresh
from benchmarks.processes import Started, start
from benchmarks.stub.process import Stub, StubFailed
from benchmarks.tables import median

STARTS_WITHIN = 60  # seconds


@dataclass(slots=True)
class Entry:
    """Made by :func:`enter`; close it. ``told`` keeps what ``counted`` said before it was closed."""

    contender: Contender
    stub: Stub
    run: Run
    process: Started
    rounds: list[dict[str, Any]] = field(default_factory=list)
    told: str = ""

    def measure(self, **order: Any) -> None:
        """One more round, as the stub's order ``run`` has it. Raises RuntimeError when the bot has ended."""
        self.process.demand_alive()
        try:
            self.rounds.append(self.stub.order("run", pid=self.process.pid, **order))
        except StubFailed:
            self.process.demand_alive()
            raise

    def close(self) -> None:
        """End bot and stub."""
        self.process.end()
        self.stub.close()

    def of(self, name: str) -> float:
        """The median over the rounds."""
        return median(one[name] for one in self.rounds)

    @property
    def rate(self) -> float:
        """Votes a second."""
        return median(one["votes"] / one["seconds"] for one in self.rounds)

    @property
    def spread(self) -> float:
        """The 99th percentile of the latency over the 50th."""
        return median(one["p99"] / one["p50"] for one in self.rounds if one["p50"])

    def counted(self) -> str:
        """Whether the database has exactly the votes that were sent."""
        sent, lost = self.rounds[-1]["so_far"], sum(one["lost"] for one in self.rounds)
        if lost:
            return f"{lost} unfinished"
        if self.run.count is None:
            return "-"
        votes, counters = self.run.count()
        return f"{votes:,} = all" if votes == counters == sent else f"{votes:,}, {counters:,} of {sent:,}"


def enter(contender: Contender, plan: Path, folder: Path, *, webhook: bool) -> Entry:
    """Start a contender with a stub of its own; returns when it asks for updates. Raises RuntimeError, StubFailed."""
    stub = Stub(plan)
    folder = fresh(folder)
    run = contender.prepare(Way(stub.url, folder, free_port() if webhook else None))
    process = start(contender.key, run.command, folder, BOT_CORE, run.environment)
    entry = Entry(contender, stub, run, process)
    try:
        stub.order("wait", webhook=webhook, within=STARTS_WITHIN)
    except BaseException:
        entry.close()
        process.demand_alive()
        raise
    return entry
