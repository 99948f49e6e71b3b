"""Open data every night, and by hand: the forum's files, in words of both languages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forum import open_data, reasons
from forum.open_data import DataFile
from locales import LANGUAGES, translator
from locales.export_words import Words
from storage.database import Database
from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)


async def write(db: Database, folder: Path, now: datetime, zone: ZoneInfo) -> list[DataFile]:
    """Write the folder now. Raises OSError, DatabaseUnavailable."""
    words = {language: Words(translator(language, zone), await reasons.names(db, language)) for language in LANGUAGES}
    return await open_data.write(db, folder, words, now, zone)


async def write_nightly(db: Database, folder: Path, clock: Callable[[], datetime], zone: ZoneInfo) -> None:
    """Write it unless some replica has done so today; what goes wrong is a line in the log and waits for tomorrow."""
    taken = clock()
    try:
        if not await open_data.take(db, taken, zone):
            return
        try:
            made = await write(db, folder, taken, zone)
        except OSError as problem:
            log.error(
                "open data not written", extra={"folder": str(folder), "problem": problem.strerror or str(problem)}
            )
        else:
            log.info("open data written", extra={"count": len(made)})
        await open_data.finish(db, clock(), zone, taken)
    except DatabaseUnavailable:
        log.warning("open data is written later: the database is away")
    except asyncio.CancelledError:
        return  # the bot ends; the scheduler would write it down as a failure
