"""Open data: what everybody may read of the campaigns, as files in a folder with a manifest of counts and checksums."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from forum import exports
from forum.export_words import ExportWords
from forum.policies import PUBLIC
from storage import daily_runs
from storage import exports as tables
from storage.database import Database
from storage.exports import Exportable

RUN = "open-data"
TAKEN_FOR = timedelta(minutes=30)
MANIFEST = "manifest.json"
_STAGING = ".usynys-"
_LEFT_AFTER = 86_400  # seconds until a staging folder is one that a killed process left


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the folder as its manifest tells of it; ``language`` None: it is the same for both."""

    name: str
    campaign: int
    campaign_kk: str
    campaign_ru: str
    format: str
    language: str | None
    rows: int
    bytes: int
    sha256: str


async def take(db: Database, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the folder of this day is this process's to make."""
    day = now.astimezone(zone).date()
    return await db.write(lambda tx: daily_runs.take(tx, RUN, day, now, now + TAKEN_FOR))


async def finish(db: Database, now: datetime, zone: ZoneInfo, taken: datetime) -> None:
    """The day it was ``taken`` on is done, made or not: the next try is tomorrow."""
    await db.write(lambda tx: daily_runs.finish(tx, RUN, taken.astimezone(zone).date(), now))


async def write(
    db: Database, folder: Path, words: Mapping[str, ExportWords], now: datetime, zone: ZoneInfo
) -> list[DataFile]:
    """Write every campaign that has something published: CSV in each language of ``words``, JSON lines, the manifest.

    Each file takes the place of the one before at once, the manifest last. Raises OSError (the folder cannot be
    written), DatabaseUnavailable.
    """
    staging = await asyncio.to_thread(_staging, folder)
    try:
        made: list[DataFile] = []
        for campaign in await exports.campaigns_to_export(db):
            if await db.read(lambda tx, id_=campaign.id: tables.has_numbered(tx, id_, PUBLIC)):
                made += await _campaign(db, staging, campaign, words)
        manifest = {
            "made_at": now.astimezone(zone).isoformat(timespec="seconds"),
            "files": [asdict(one) for one in made],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        await asyncio.to_thread(_publish, staging, folder, [one.name for one in made], text)
        return made
    finally:
        await asyncio.to_thread(shutil.rmtree, staging, ignore_errors=True)


async def _campaign(
    db: Database, staging: Path, campaign: Exportable, words: Mapping[str, ExportWords]
) -> list[DataFile]:
    whole = await exports.campaign_to_export(db, campaign.id)
    files: list[tuple[str, str, str | None, ExportWords]] = [
        (f"usynys-{campaign.id}-{language}.csv", "csv", language, spoken) for language, spoken in words.items()
    ]
    files.append((f"usynys-{campaign.id}.jsonl", "jsonl", None, next(iter(words.values()))))
    made = []
    for name, format_name, language, spoken in files:
        rows = await exports.write(db, staging / name, whole, spoken, format_name)
        size, digest = await asyncio.to_thread(_measured, staging / name)
        made.append(
            DataFile(name, campaign.id, campaign.name_kk, campaign.name_ru, format_name, language, rows, size, digest)
        )
    return made


def _staging(folder: Path) -> Path:
    """A new folder inside, so that a file moves into its place at once; what a killed process left goes."""
    for left in folder.glob(f"{_STAGING}*"):
        if left.is_dir() and left.stat().st_mtime < time.time() - _LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))


def _measured(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest


def _publish(staging: Path, folder: Path, names: list[str], manifest: str) -> None:
    (staging / MANIFEST).write_text(manifest, encoding="utf-8")
    for name in [*names, MANIFEST]:
        (staging / name).replace(folder / name)
