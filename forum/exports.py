"""A campaign as a file: a public copy of what everybody may read, an internal one for organizers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from zoneinfo import ZoneInfo

from forum.errors import NoCampaign
from forum.export_books import write_history_books, write_workbooks
from forum.export_codes import Codes
from forum.export_columns import COLUMNS, Column, is_shown, visible
from forum.export_feed import Counted, Feed, Progress, write_in_thread
from forum.export_files import Sheet, write_csv_file, write_json_file
from forum.export_history import history_sheet
from forum.export_job import ExportJob
from forum.export_parts import Part, Pieces, part_path
from forum.export_words import EVERYTHING, ExportQuery, ExportWords
from forum.policies import Rules
from storage import campaigns, exports
from storage.database import Database, Row, Transaction
from storage.exports import Exportable
from storage.records import Campaign

if TYPE_CHECKING:
    from forum.pack_content import PackWords

__all__ = [
    "COLUMNS",
    "EVERYTHING",
    "FORMATS",
    "Column",
    "ExportQuery",
    "ExportWords",
    "Exportable",
    "Part",
    "Progress",
    "campaign_to_export",
    "campaigns_to_export",
    "ending_of",
    "file_name",
    "part_path",
    "rows_of",
    "write",
    "write_csv",
    "write_parts",
    "write_xlsx",
]

HOME_ZONE = Rules().zone
CAMPAIGNS_MOST = 20


async def campaign_to_export(db: Database, campaign_id: int | None = None) -> Campaign:
    """The campaign of an order's facts; without one the open campaign, or the last when all have ended.

    Raises NoCampaign.
    """

    async def work(tx: Transaction) -> Campaign | None:
        if campaign_id is None:
            return await campaigns.find_latest(tx)
        return await campaigns.find(tx, campaign_id)

    campaign = await db.read(work)
    if campaign is None:
        raise NoCampaign
    return campaign


async def campaigns_to_export(db: Database) -> list[Exportable]:
    """The campaigns an export may be of, the latest first."""
    return await db.read(lambda tx: exports.find_campaigns(tx, CAMPAIGNS_MOST))


def file_name(
    campaign: Campaign,
    format: str,
    language: str,
    now: datetime,
    *,
    internal: bool = False,
    zone: ZoneInfo = HOME_ZONE,
) -> str:
    """``usynys-1-2026-11-23-kk.xlsx``: campaign and day, in ASCII; an internal copy and a history are named so."""
    day = now.astimezone(zone).date().isoformat()
    kinds = [*(["internal"] if internal else []), *(["history"] if format.startswith("history-") else [])]
    return "-".join(["usynys", *kinds, str(campaign.id), day, f"{language}.{ending_of(format)}"])


def ending_of(format: str) -> str:
    """How a file of the format ends: csv, xlsx, jsonl, docx."""
    return format.rpartition("-")[2]


async def rows_of(db: Database, campaign: Campaign, format: str, query: ExportQuery) -> int:
    """How many rows are read for a file, what ``progress`` comes to; 0: that is not known before."""
    sources = _SOURCES[format]
    return await db.read(lambda tx: exports.count_rows(tx, campaign.id, asdict(query), sources)) if sources else 0


async def write_parts(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: ExportWords,
    format: str,
    *,
    internal: bool = False,
    query: ExportQuery = EVERYTHING,
    progress: Progress | None = None,
    most: int | None = None,
    sent: int = 0,
    organizer: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> list[Part]:
    """Write a file of one of FORMATS, in parts of at most ``most`` bytes; the first is number ``sent`` + 1.

    Each part has its headings; a single one is named ``path``. ``progress`` hears how many rows were read so far.
    ``organizer`` (by language) and ``now`` stand on the cover of a document, which is always one part.
    Memory is flat, the loop stays free; unfinished files are removed, also when cancelled. Raises DatabaseUnavailable,
    OSError.
    """
    job = ExportJob(db, path, campaign, words, internal, query, Counted(progress), most, sent, organizer, now)
    return await WRITERS[format](job)


async def write(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: ExportWords,
    format: str,
    *,
    internal: bool = False,
    query: ExportQuery = EVERYTHING,
    progress: Progress | None = None,
) -> int:
    """Write a whole file; how many rows its first table has. As :func:`write_parts`."""
    parts = await write_parts(db, path, campaign, words, format, internal=internal, query=query, progress=progress)
    return sum(part.rows for part in parts)


async def write_csv(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: ExportWords,
    *,
    internal: bool = False,
    query: ExportQuery = EVERYTHING,
    progress: Progress | None = None,
) -> int:
    """Write the proposals as one table; how many. As :func:`write_parts`."""
    return await write(db, path, campaign, words, "csv", internal=internal, query=query, progress=progress)


async def write_xlsx(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: ExportWords,
    *,
    internal: bool = False,
    query: ExportQuery = EVERYTHING,
    progress: Progress | None = None,
) -> int:
    """Write a workbook: proposals, counts by region and by topic, decisions, history; how many proposals.

    As :func:`write_parts`.
    """
    return await write(db, path, campaign, words, "xlsx", internal=internal, query=query, progress=progress)


def _shown(rows: Feed, internal: bool) -> Iterator[Row]:
    return (row for row in rows if is_shown(row, internal))


async def _csv(job: ExportJob) -> list[Part]:
    feed = job.proposals()
    sheet = Sheet("proposals", visible(COLUMNS, job.internal), _shown(feed, job.internal), job.note)
    return await write_in_thread(lambda: write_csv_file(job.path, sheet, job.words, job.most, job.sent), (feed,))


async def _json_lines(job: ExportJob) -> list[Part]:
    feed, codes = job.proposals(), Codes(job.words.zone)
    note = "internal" if job.internal else None
    sheet = Sheet("proposals", visible(COLUMNS, job.internal), _shown(feed, job.internal), note)
    return await write_in_thread(lambda: write_json_file(job.path, sheet, codes, job.most, job.sent), (feed,))


async def _history_csv(job: ExportJob) -> list[Part]:
    feed = job.acts()
    sheet = history_sheet(feed, job.words, job.internal)
    return await write_in_thread(lambda: write_csv_file(job.path, sheet, job.words, job.most, job.sent), (feed,))


async def _document(job: ExportJob) -> list[Part]:
    from forum.pack import write_pack  # python-docx and all: only for who wants a document

    with Pieces(job.path, job.sent) as pieces:
        path = pieces.new()
        count = await write_pack(
            job.db,
            path,
            job.campaign,
            cast("PackWords", job.words),
            internal=job.internal,
            query=job.query,
            progress=job.counted.come_to,
            organizer=job.organizer,
            now=job.now,
        )
        pieces.keep(path, count, 0)
        return pieces.finish()


WRITERS: Final[dict[str, Callable[[ExportJob], Awaitable[list[Part]]]]] = {
    "xlsx": write_workbooks,
    "csv": _csv,
    "jsonl": _json_lines,
    "docx": _document,
    "history-xlsx": write_history_books,
    "history-csv": _history_csv,
}
FORMATS: Final = tuple(WRITERS)
_SOURCES: Final = {
    "xlsx": ("proposals", "decisions", "history"),
    "csv": ("proposals",),
    "jsonl": ("proposals",),
    "docx": (),  # at most as many as a forum can look through
    "history-xlsx": ("history",),
    "history-csv": ("history",),
}
