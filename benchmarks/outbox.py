"""``python -m benchmarks.outbox``: a thousand messages owed at once, against a Bot API that keeps Telegram's limits.

30 messages in any second overall and one to a chat: what comes faster is refused with 429.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.cards import shown_cards, voters, write_plan
from benchmarks.contenders import Way, product_settings
from benchmarks.cores import BOT_CORE
from benchmarks.folders import fresh
from benchmarks.made.campaigns import sqlite_file
from benchmarks.made.size import Size
from benchmarks.processes import start
from benchmarks.stub.process import Stub, Told
from benchmarks.tables import median, say, table, verdict

SIZE = Size(2_000, 0, people=24_000, all_published=True)
OVERALL, PER_CHAT = 30, 1
LINE = 0.95
SETTLE = 1.0  # seconds after the last moment that counts
HEADINGS = ("round", "seconds", "sent", "allowed", "share", "429", "most in a second")


def owe(path: Path, count: int) -> None:
    """Decisions that were made and not told yet: to the authors, a few of whom get several."""
    now = int(time.time() * 1000)
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute(
            "SELECT d.id, p.author_id FROM decisions d JOIN proposals p ON p.id = d.proposal_id ORDER BY d.id LIMIT ?",
            (count,),
        ).fetchall()
        connection.executemany(
            "INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)"
            " VALUES (?, 'decision', ?, ?, ?, ?)",
            [(author, json.dumps({"decision": one}), f"benchmark:{one}", now, now) for one, author in rows],
        )


def measure(plan: Path, campaign: Path, folder: Path, seconds: float) -> Told:
    """One run of the bot: what the stub took and refused."""
    folder = fresh(folder)
    path = folder / "outbox.db"
    shutil.copyfile(campaign, path)
    owe(path, int(OVERALL * (seconds + 5)) + OVERALL)
    with Stub(plan) as stub:
        stub.order("pace", overall=OVERALL, per_chat=PER_CHAT)
        settings = product_settings(Way(stub.url, folder, None), f"sqlite:///{path}") | {"QUIET_HOURS": "off"}
        process = start("outbox", [sys.executable, "-m", "bot", "run"], folder, BOT_CORE, settings)
        try:
            stub.order("wait", within=60)
            while not stub.order("sent")["times"]:
                process.demand_alive()
                time.sleep(0.05)
            time.sleep(seconds + SETTLE)
            return stub.order("sent")
        finally:
            process.end()


def most_in_a_second(times: list[float]) -> int:
    """The fullest second."""
    first = most = 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    """Read the options, measure, tell."""
    options = argparse.ArgumentParser(prog="benchmarks.outbox", description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=float, default=20.0)
    given = options.parse_args()
    campaign = sqlite_file(SIZE)
    rows, shares, refused = [], [], 0
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as name:
        folder = Path(name)
        plan = write_plan(folder / "plan.json", voters(campaign, 100), shown_cards(campaign)[:10])
        for turn in range(1, given.rounds + 1):
            told = measure(plan, campaign, folder, given.seconds)
            times = told["times"]
            sent, allowed = sum(at < times[0] + given.seconds for at in times), OVERALL * given.seconds
            shares.append(sent / allowed)
            refused += told["refused"]
            rows.append([
                turn, f"{given.seconds:g}", sent, f"{allowed:g}", f"{sent / allowed:.1%}", told["refused"],
                most_in_a_second(times),
            ])  # fmt: skip
    say("\n### The outbox against Telegram's limits\n")
    table(HEADINGS, rows)
    say()
    verdict("share of the allowed rate", median(shares), LINE, at_least=True)
    verdict("messages refused with 429", refused, 0, at_least=False)


if __name__ == "__main__":
    main()
