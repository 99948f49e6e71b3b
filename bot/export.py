"""``usynys export``: the campaign's proposals as files, without Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot import open_data
from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum import reasons
from forum.errors import NoCampaign
from forum.export_orders import STATES
from forum.exports import EVERYTHING, FORMATS, ExportQuery, Part, Progress, campaign_to_export, rows_of, write_parts
from forum.open_data import DataFile
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS, translator
from locales.export_words import Words
from storage.database import open_database

# Given how many rows there are, whatever shows how many were read.
Bar = Callable[[int], AbstractContextManager[Progress]]


@dataclass(frozen=True, slots=True)
class FileWish:
    """What to write: ``format`` is one of forum.exports.FORMATS, ``campaign`` None the latest, ``most`` the bytes of a
    part (None: one file).
    """

    out: Path
    format: str
    language: str
    internal: bool = False
    query: ExportQuery = EVERYTHING
    campaign: int | None = None
    most: int | None = None


def query_of(place: str | None, topic: str | None, state: str | None) -> ExportQuery:
    """Filters as typed. Raises CommandFailed for a code that does not exist."""
    for name, given, codes in (
        ("place", place, (*REGION_CODES, NATIONAL)),
        ("topic", topic, TOPIC_SLUGS),
        ("state", state, STATES),
    ):
        if given is not None and given not in codes:
            raise CommandFailed(ExitCode.PROBLEM, f"unknown {name} {given!r}; known are {', '.join(codes)}")
    return ExportQuery(place, topic, state)


def export_to_file(settings: Settings, wish: FileWish, bar: Bar) -> list[Part]:
    """Write the campaign's proposals, or the acts of a history; the parts, each with how many.

    Raises DatabaseProblem, CommandFailed (nothing to export, file not writable, database not ready).
    """
    if wish.format not in FORMATS:
        raise CommandFailed(ExitCode.PROBLEM, "a history is written as csv or xlsx")
    _demand_writable(wish.out)
    demand_ready(settings.database)
    try:
        return asyncio.run(_write(settings, wish, bar))
    except NoCampaign:
        said = (
            "there is no campaign to export yet" if wish.campaign is None else f"there is no campaign {wish.campaign}"
        )
        raise CommandFailed(ExitCode.PROBLEM, said) from None
    except OSError as problem:
        raise CommandFailed(ExitCode.PROBLEM, f"{wish.out} cannot be written: {problem.strerror or problem}") from None


def export_open_data(settings: Settings, folder: Path) -> list[DataFile]:
    """Write open data into the folder. Raises DatabaseProblem, CommandFailed."""
    if not folder.is_dir():
        raise CommandFailed(ExitCode.PROBLEM, f"the folder {folder} does not exist")
    demand_ready(settings.database)
    try:
        return asyncio.run(_open_data(settings, folder))
    except OSError as problem:
        raise CommandFailed(ExitCode.PROBLEM, f"{folder} cannot be written: {problem.strerror or problem}") from None


def _demand_writable(out: Path) -> None:
    if not out.parent.is_dir():
        raise CommandFailed(ExitCode.PROBLEM, f"the folder {out.parent} does not exist")
    if out.is_dir():
        raise CommandFailed(ExitCode.PROBLEM, f"{out} is a folder; name a file in it")


async def _write(settings: Settings, wish: FileWish, bar: Bar) -> list[Part]:
    db = await open_database(settings.database)
    try:
        words = Words(translator(wish.language, settings.rules.zone), await reasons.names(db, wish.language))
        campaign = await campaign_to_export(db, wish.campaign)
        with bar(await rows_of(db, campaign, wish.format, wish.query)) as progress:
            return await write_parts(
                db,
                wish.out,
                campaign,
                words,
                wish.format,
                internal=wish.internal,
                query=wish.query,
                progress=progress,
                most=wish.most,
                organizer=settings.operator,
                now=datetime.now(UTC),
            )
    finally:
        await db.close()


async def _open_data(settings: Settings, folder: Path) -> list[DataFile]:
    db = await open_database(settings.database)
    try:
        return await open_data.write(db, folder, datetime.now(UTC), settings.rules.zone)
    finally:
        await db.close()
