"""Open data in a folder: whole files, a manifest that tells of each, made once a day."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot import open_data as nightly
from forum import open_data
from storage.database import Database
from tests.forum.export_campaign import NOW, PUBLIC_NUMBERS, REMARK, WORDS, make_campaign
from tests.forum.people import rows
from tests.running import RunningBot

ZONE = WORDS.zone


async def test_the_folder_has_every_campaign_in_each_form_and_a_manifest_that_is_true(
    database: Database, tmp_path: Path
) -> None:
    await make_campaign(database)
    await database.write(
        lambda tx: tx.run(
            "INSERT INTO campaigns (id, name_kk, name_ru, state, collecting_from, collecting_until, voting_from,"
            " voting_until, created_at) VALUES (2, 'Бос', 'Пустая', 'ended', 1, 2, 1, 3, 4)"
        )
    )
    folder = tmp_path / "open"
    left = folder / ".usynys-left"
    left.mkdir(parents=True)
    os.utime(left, (time.time() - 2 * 86_400,) * 2)
    (folder / "usynys-1.jsonl").write_text("of yesterday")
    made = await nightly.write(database, folder, NOW, ZONE)
    names = ["usynys-1-kk.csv", "usynys-1-ru.csv", "usynys-1.jsonl"]
    assert [one.name for one in made] == names
    assert sorted(path.name for path in folder.glob("*")) == sorted([*names, open_data.MANIFEST])
    manifest = json.loads((folder / open_data.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["made_at"] == "2026-11-23T09:05:07+05:00"
    for told in manifest["files"]:
        data = (folder / told["name"]).read_bytes()
        assert (told["bytes"], told["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert (told["campaign"], told["campaign_kk"], told["rows"]) == (1, "XII Азаматтық форум", len(PUBLIC_NUMBERS))
        assert not any(secret in data for secret in (REMARK.encode(), b"7000001", b"990001"))
        if told["format"] == "csv":
            found = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if row[0].isdecimal()]
        else:
            found = [str(json.loads(line)["number"]) for line in data.splitlines()]
        assert found == PUBLIC_NUMBERS


async def test_of_several_replicas_one_makes_it_and_one_that_died_is_taken_over(database: Database) -> None:
    took = await asyncio.gather(*(open_data.take(database, NOW, ZONE) for _ in range(3)))
    assert sorted(took) == [False, False, True]
    later = NOW + open_data.TAKEN_FOR
    assert not await open_data.take(database, later - timedelta(seconds=1), ZONE)
    took = await asyncio.gather(*(open_data.take(database, later, ZONE) for _ in range(3)))
    assert sorted(took) == [False, False, True]
    await open_data.finish(database, later, ZONE, later)
    assert not await open_data.take(database, later + timedelta(hours=9), ZONE)
    assert await open_data.take(database, NOW + timedelta(days=1), ZONE)


async def test_a_folder_that_cannot_be_written_is_one_line_and_tried_the_next_night(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await make_campaign(database)
    folder, clock = tmp_path / "folder", [NOW]
    for _ in range(3):
        await nightly.write_nightly(database, folder, lambda: clock[0], ZONE)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["open data not written"]
    folder.mkdir()
    clock[0] += timedelta(days=1)
    await nightly.write_nightly(database, folder, lambda: clock[0], ZONE)
    assert (folder / open_data.MANIFEST).exists()
    assert [finished is not None for (finished,) in await rows(database, "SELECT finished_at FROM daily_runs")] == [
        True, True,
    ]  # fmt: skip


async def test_the_schedule_makes_the_folder_of_the_settings_once_a_night(
    bot_on_sqlite: RunningBot, tmp_path: Path
) -> None:
    bot, folder = bot_on_sqlite, tmp_path / "open"
    folder.mkdir()
    await bot.app.schedule.write_open_data()
    assert not list(folder.glob("*")), "off unless there is a folder"
    bot.change_settings(open_data_folder=str(folder))
    await bot.restart()
    await make_campaign(bot.db)
    for count in (1, 0):
        await bot.app.schedule.write_open_data()
        assert len(list(folder.glob("*.csv"))) == 2 * count
        for path in folder.glob("*"):
            path.unlink()
