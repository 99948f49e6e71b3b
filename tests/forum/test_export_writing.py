"""How a file is written: beside the loop, whole or not at all, in flat memory."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from forum import exports
from storage.database import Database, Transaction, open_database
from tests.forum.export_campaign import (
    TEXT,
    WORDS,
    Row,
    make_campaign,
)


def names_in(folder: Path, pattern: str) -> list[str]:
    return [path.name for path in folder.glob(pattern)]


async def test_progress_is_told_on_the_loop_while_a_thread_writes(database: Database, tmp_path: Path) -> None:
    rows = tuple(Row(number, "published") for number in range(1, 1201))
    campaign = await make_campaign(database, rows)
    heard: list[int] = []

    def progress(count: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        heard.append(count)

    await exports.write_xlsx(database, tmp_path / "many.xlsx", campaign, WORDS, progress=progress)
    assert heard == [500, 1000, 1200]


async def test_an_export_that_is_cancelled_or_fails_leaves_no_file(database: Database, tmp_path: Path) -> None:
    rows = tuple(Row(number, "published") for number in range(1, 1201))
    campaign = await make_campaign(database, rows)
    writing: list[asyncio.Task[int]] = []

    def cancel(count: int) -> None:
        writing[0].cancel()

    def fail(count: int) -> None:
        raise RuntimeError("no more")

    for write in (exports.write_csv, exports.write_xlsx):
        path = tmp_path / "unfinished"
        writing[:] = [asyncio.create_task(write(database, path, campaign, WORDS, progress=cancel))]
        with pytest.raises(asyncio.CancelledError):
            await writing[0]
        with pytest.raises(RuntimeError, match="no more"):
            await write(database, path, campaign, WORDS, progress=fail)
        assert not names_in(tmp_path, "unfinished*")
    # The database is free again.
    assert await exports.write_csv(database, tmp_path / "whole.csv", campaign, WORDS) == 1200


async def test_a_folder_that_does_not_exist_is_an_os_error(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    for write in (exports.write_csv, exports.write_xlsx):
        with pytest.raises(OSError, match="No such file"):
            await write(database, tmp_path / "nowhere" / "file", campaign, WORDS)


def peak_kilobytes(url: str, path: Path, kind: str) -> int:
    """How much memory a process of its own needs at most to export the database."""
    command = [sys.executable, "-m", "tests.forum.export_memory", url, str(path), kind]
    project = Path(__file__).parents[2]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, cwd=project).stdout)


async def fill(url: str, most: int) -> None:
    db = await open_database(url)
    await make_campaign(db, (Row(1, "published", text=TEXT * 6, decisions=(("publish", None, None),)),))

    async def copy(tx: Transaction) -> None:
        await tx.run(
            """
            INSERT INTO proposals (campaign_id, number, author_id, state, round, place, region, topic, title,
                                   text, language, fingerprint, support_count, object_count, created_at,
                                   changed_at, submitted_at, queued_at, published_at)
            WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :most)
            SELECT 1, i, author_id, state, 1, place, region, topic, title, text, language, fingerprint, i, 0,
                   created_at, changed_at, submitted_at, queued_at, published_at
              FROM proposals CROSS JOIN n WHERE number = 1
            """,
            most=most,
        )

    await db.write(copy)
    await db.close()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_ten_times_the_rows_take_the_same_memory(sqlite_template: Path, tmp_path: Path, kind: str) -> None:
    peaks = []
    for most in (1_000, 10_000):
        url = f"sqlite:///{shutil.copyfile(sqlite_template, tmp_path / f'{most}.db')}"
        await fill(url, most)
        peaks.append(await asyncio.to_thread(peak_kilobytes, url, tmp_path / kind, kind))
    # 9,000 rows more weigh some 10 MB as text alone.
    assert peaks[1] - peaks[0] < 4_000
