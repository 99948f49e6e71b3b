"""``python -m benchmarks.announcing``: an announcement to 50,000 people in the sandbox, killed once on its way.

Two in a hundred have blocked the bot, and one call in two hundred is answered with a 429 for no reason. The sandbox
refuses whatever is faster than Telegram allows. At the real pace 50,000 take half an hour: ``--speed 10`` widens the
sandbox's limits and the bot's pace together, all else is as in an installation.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cores import BOT_CORE, STUB_CORE, pin
from benchmarks.outbox import OVERALL, PER_CHAT, most_in_a_second
from benchmarks.processes import Started, start
from benchmarks.tables import say, table, verdict
from forum import announcements, people
from forum.announcements import Progress
from sandbox import Sandbox
from sandbox.faults import Fault
from storage.database import Database, open_database
from storage.revision import bring_up_to_date
from storage.segments import Segment

TEXTS = {"kk": "Форум 5 желтоқсанда өтеді: https://usynys.kz", "ru": "Форум пройдёт 5 декабря: https://usynys.kz"}
BLOCKED = 50  # one of so many
ORGANIZER = 700000004
PLENTY = 1_000_000_000
HEADINGS = (
    "people", "seconds", "have it", "sent", "blocked", "unsure", "failed", "twice", "no fate", "429 at random",
    "429 for pace", "most in a second",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run brought: ``reached`` people have it, ``twice`` of them twice; ``lost`` have no fate."""

    progress: Progress
    seconds: float
    reached: int
    twice: int
    lost: int
    fullest: int
    refused_at_random: int = 0
    refused_for_pace: int = 0


def fill(path: Path, ids: list[int]) -> None:
    """People past the onboarding, half of them in each language."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO people (telegram_id, language, region, consent_version, consent_at, created_at)"
            " VALUES (?, ?, 'KZ-39', 1, 1, 1)",
            [(id_, ("kk", "ru")[number % 2]) for number, id_ in enumerate(ids)],
        )


def populate(sandbox: Sandbox, count: int) -> list[int]:
    """Accounts that have started the bot; every fiftieth has blocked it unnoticed. Their ids."""
    ids = []
    for number in range(count):
        account = sandbox.world.people.add(f"Тұрғын {number}", "kk")
        chat = sandbox.world.settle(account)
        chat.is_started, chat.is_blocked = True, number % BLOCKED == 0
        ids.append(account.id)
    return ids


async def begin(db: Database) -> int:
    """Confirm an announcement to everybody in the region."""
    now = datetime.now(UTC)
    organizer = replace(await people.arrive(db, ORGANIZER, now), is_admin=True)
    draft = await announcements.prepare(db, organizer, TEXTS["kk"], TEXTS["ru"], Segment(region="KZ-39"), now)
    return (await announcements.start(db, organizer, draft.id, now)).id


async def run(folder: Path, count: int, speed: float) -> Outcome:
    """Send it, kill the bot when half have it, start it again, wait for the end."""
    path = folder / "announcing.db"
    url = f"sqlite:///{path}"
    await asyncio.to_thread(bring_up_to_date, url)
    async with Sandbox() as sandbox:
        fill(path, ids := populate(sandbox, count))
        random = Fault("too_many_requests", "sendMessage", times=PLENTY, chance=1 / 200)
        sandbox.world.faults.add(random)
        sandbox.keeps_pace(round(OVERALL * speed), max(1, round(PER_CHAT * speed)), None)
        environment = {
            "BOT_TOKEN": sandbox.token,
            "TELEGRAM_API_URL": sandbox.url,
            "DATABASE_URL": url,
            "ADMIN_IDS": str(ORGANIZER),
            "QUIET_HOURS": "off",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }
        command = [sys.executable, "-m", "benchmarks.announcement_child", f"{speed:g}"]
        db = await open_database(url)
        try:
            id_ = await begin(db)
            begun_at = time.monotonic()
            process = start("announcing", command, folder, BOT_CORE, environment)
            await _until_half(sandbox, process, count)
            process.process.kill()
            process.process.wait()
            say(f"killed after {len(sandbox.tally.sent):,} messages")
            process = start("announcing-again", command, folder, BOT_CORE, environment)
            try:
                progress = await _until_done(db, id_, process)
            finally:
                process.end()
        finally:
            await db.close()
        seconds = time.monotonic() - begun_at
        found = _outcome(path, sandbox, ids, progress, seconds)
        at_random = PLENTY - (random.times or 0)
        refused = sandbox.tally.refused[429] - at_random
        return replace(found, refused_at_random=at_random, refused_for_pace=refused)


async def _until_half(sandbox: Sandbox, process: Started, count: int) -> None:
    while len(sandbox.tally.sent) < count // 2:
        process.demand_alive()
        await asyncio.sleep(0.05)


async def _until_done(db: Database, id_: int, process: Started) -> Progress:
    while True:
        progress = await announcements.told(db, id_)
        if not progress.announcement.is_open:
            return progress
        process.demand_alive()
        await asyncio.sleep(1)


def _outcome(path: Path, sandbox: Sandbox, ids: list[int], progress: Progress, seconds: float) -> Outcome:
    sent = sandbox.tally.sent
    got = Counter(one.chat_id for one in sent if one.text.endswith(tuple(TEXTS.values())))
    with closing(sqlite3.connect(path)) as connection:
        settled = {
            id_
            for (id_,) in connection.execute(
                "SELECT p.telegram_id FROM deliveries d JOIN people p ON p.id = d.person_id"
                " WHERE d.announcement_id IS NOT NULL AND d.state IN ('sent', 'unreachable', 'failed')"
            )
        }
    return Outcome(
        progress,
        seconds,
        reached=len(got),
        twice=sum(times > 1 for times in got.values()),
        lost=len(set(ids) - settled),
        fullest=most_in_a_second([one.at for one in sent]),
    )


def main() -> None:
    """Read the options, measure, tell."""
    options = argparse.ArgumentParser(prog="benchmarks.announcing", description=__doc__)
    options.add_argument("--people", type=int, default=50_000)
    options.add_argument("--speed", type=float, default=10.0, help="how many times as wide the limits are")
    given = options.parse_args()
    pin(STUB_CORE)
    with tempfile.TemporaryDirectory(prefix="usynys-benchmark-") as name:
        found = asyncio.run(run(Path(name), given.people, given.speed))
    fates, limit = found.progress.fates, round(OVERALL * given.speed)
    say(f"\n### An announcement to {given.people:,} people, limits {given.speed:g} times as wide\n")
    row = [
        f"{given.people:,}", f"{found.seconds:.0f}", f"{found.reached:,}", f"{fates.sent:,}", f"{fates.gone:,}",
        fates.unsure, fates.failed, found.twice, found.lost, found.refused_at_random,
        found.refused_for_pace, found.fullest,
    ]  # fmt: skip
    table(HEADINGS, [row])
    say()
    verdict("people who got it twice", found.twice, 0, at_least=False)
    verdict("people without a fate", found.lost, 0, at_least=False)
    counted = fates.sent + fates.gone + fates.unsure + fates.failed
    verdict("fates counted ÷ people", counted / given.people, 1, at_least=True)
    reachable = given.people - -(-given.people // BLOCKED)
    verdict("people who have it ÷ those who can be reached", found.reached / reachable, 0.999, at_least=True)
    verdict("messages in the fullest second ÷ the limit", found.fullest / limit, 1, at_least=False)


if __name__ == "__main__":
    main()
