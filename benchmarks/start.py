"""``python -m benchmarks.start``: from the command to the first question for updates, against aiogram's own import.

Also the commands that need no Telegram: how long they take, and that they never load its library.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cards import shown_cards, voters, write_plan
from benchmarks.contenders import Way, product_settings
from benchmarks.cores import BOT_CORE, pinned
from benchmarks.folders import fresh
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import Size
from benchmarks.processes import spent_by, start
from benchmarks.stub.process import Stub
from benchmarks.tables import median, say, table, verdict

SIZE = Size(2_000, 0, people=24_000, all_published=True)
TINY = Size(100, 1_000, people=2_000)  # for commands: what they do with much data is measured elsewhere
SECONDS_LINE, MEMORY_LINE_MB, COMMAND_LINE = 1.0, 40.0, 1.0
SETTLED_AFTER = 1.0  # seconds after the first question, when start-up's garbage is gone
# What every bot in aiogram begins with.
BARE = "from aiogram import Bot, Dispatcher, F, Router; import sys; print(flush=True); sys.stdin.read()"
COMMANDS = (["--help"], ["export", "--help"], ["recount", "--help"], ["recount"], ["doctor"], ["export", "--out"])
WITHOUT = "aiogram"


def bare_import() -> tuple[float, float]:
    """Seconds and MB of aiogram alone."""
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", BARE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=pinned(BOT_CORE)
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        took = time.monotonic() - began
        memory = spent_by(process.pid).rss / 1e6
        process.communicate()
    return took, memory


def product(plan: Path, campaign: Path, folder: Path) -> tuple[float, float]:
    """Seconds until ``usynys run`` asks for updates, and MB when it does nothing yet."""
    folder = fresh(folder)
    path = folder / "start.db"
    shutil.copyfile(campaign, path)
    with Stub(plan) as stub:
        settings = product_settings(Way(stub.url, folder, None), f"sqlite:///{path}")
        began = time.monotonic()
        process = start("start", [sys.executable, "-m", "bot", "run"], folder, BOT_CORE, settings)
        try:
            took = stub.order("wait", within=60)["at"] - began
            time.sleep(SETTLED_AFTER)
            process.demand_alive()
            return took, spent_by(process.pid).rss / 1e6
        finally:
            process.end()


def command(arguments: list[str], folder: Path, settings: dict[str, str]) -> tuple[float, bool, int]:
    """Seconds, whether it loads Telegram's library, exit code."""
    if arguments[-1] == "--out":
        arguments = [*arguments, str(folder / "export.csv"), "--format", "csv"]
    began = time.monotonic()
    done = _run([], arguments, folder, settings)
    took = time.monotonic() - began
    loaded = _run(["-X", "importtime"], arguments, folder, settings).stderr.splitlines()
    return took, any(line.rpartition("|")[2].strip().split(".")[0] == WITHOUT for line in loaded), done.returncode


def _run(
    options: list[str], arguments: list[str], folder: Path, settings: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-m", "bot", *arguments],
        cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False, preexec_fn=pinned(BOT_CORE),
    )  # fmt: skip


def commands(plan: Path, folder: Path, rounds: int) -> None:
    """The table of commands."""
    path = folder / "commands.db"
    shutil.copyfile(sqlite_file(TINY), path)
    with Stub(plan) as stub:
        settings = product_settings(Way(stub.url, folder, None), f"sqlite:///{path}") | {"ADMIN_IDS": "1000000021"}
        found = [(one, [command(one, folder, settings) for _ in range(rounds)]) for one in COMMANDS]
    rows, missed = [], []
    for arguments, runs in found:
        took, loads, code = median(run[0] for run in runs), runs[0][1], runs[0][2]
        rows.append([f"usynys {' '.join(arguments)}", f"{took:.2f}", "yes" if loads else "no", code])
        missed += [took] if code == 0 else []
        missed += [99.0] if loads else []
    table(("command", "seconds", "loads aiogram", "exit code"), rows)
    say()
    verdict("the slowest command without Telegram, seconds", max(missed), COMMAND_LINE, at_least=False)


def main() -> None:
    """Read the options, measure in turns, tell."""
    options = argparse.ArgumentParser(prog="benchmarks.start", description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    campaign = sqlite_file(SIZE)
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as name:
        folder = Path(name)
        plan = write_plan(folder / "plan.json", voters(campaign, 100), shown_cards(campaign)[:10])
        alone, whole = [], []
        for _ in range(given.rounds):
            alone.append(bare_import())
            whole.append(product(plan, campaign, folder))
        say("\n### Start and memory\n")
        rows = [("aiogram's import alone", alone), ("usynys run to its first question", whole)]
        cells = [[title, *(f"{median(run[at] for run in runs):.{2 - at}f}" for at in (0, 1))] for title, runs in rows]
        table(("what", "seconds", "RSS MB"), cells)
        say()
        more = [median(b[at] - a[at] for a, b in zip(alone, whole, strict=True)) for at in (0, 1)]
        verdict("seconds more than the import", more[0], SECONDS_LINE, at_least=False)
        verdict("MB more than the import", more[1], MEMORY_LINE_MB, at_least=False)
        say("\n### Commands that need no Telegram\n")
        commands(plan, folder, given.rounds)


if __name__ == "__main__":
    main()
