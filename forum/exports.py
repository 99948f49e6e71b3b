"""A campaign as a file: a public copy of what everybody may read, an internal one for organizers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forum.errors import ExportEmpty, NoCampaign, StaleButton
from forum.export_columns import (
    BY_REGION_COLUMNS,
    BY_TOPIC_COLUMNS,
    COLUMNS,
    DECISION_COLUMNS,
    Column,
    ExportWords,
    Tally,
    is_shown,
    visible,
)
from forum.export_feed import Feed, Progress, write_in_thread
from forum.export_files import Sheet, write_csv_file, write_xlsx_file
from forum.export_history import write_history_csv, write_history_xlsx
from forum.policies import PUBLIC, Rules, demand_organizer
from storage import campaigns, deliveries, exports
from storage.database import Database, Row, Transaction
from storage.records import Campaign, Person
from storage.vocabulary import LANGUAGES

__all__ = [
    "COLUMNS",
    "EVERYTHING",
    "FORMATS",
    "Column",
    "ExportQuery",
    "ExportWords",
    "campaign_to_export",
    "ending_of",
    "file_name",
    "order_export",
    "write",
    "write_csv",
    "write_xlsx",
]

FORMATS = ("csv", "xlsx", "history-csv", "history-xlsx")
WRITERS = {"history-csv": write_history_csv, "history-xlsx": write_history_xlsx}
HOME_ZONE = Rules().zone


@dataclass(frozen=True, slots=True)
class ExportQuery:
    """Which of the campaign's numbered proposals; None is all of them. ``place`` is a region or ``national``."""

    place: str | None = None
    topic: str | None = None
    state: str | None = None


EVERYTHING = ExportQuery()


async def order_export(
    db: Database, organizer: Person, format: str, language: str, internal: bool, request: str, now: datetime
) -> bool:
    """Owe the organizer a file; False when this very file was owed for the same ``request`` before.

    Raises NotAllowed, StaleButton (no such format or language), NoCampaign, ExportEmpty.
    """
    demand_organizer(organizer)
    if format not in FORMATS or language not in LANGUAGES:
        raise StaleButton

    async def unit(tx: Transaction) -> bool:
        campaign = await campaigns.find_latest(tx)
        if campaign is None:
            raise NoCampaign
        if not await exports.has_numbered(tx, campaign.id, None if internal else PUBLIC):
            raise ExportEmpty
        facts: dict[str, object] = {
            "campaign": campaign.id,
            "format": format,
            "language": language,
            "internal": internal,
        }
        order = (organizer.id, format, language, int(internal), request)
        cause = ":".join(["export", *map(str, order)])
        return await deliveries.owe(tx, organizer.id, "export", facts, cause, now)

    return await db.write(unit)


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
    kinds = [*(["internal"] if internal else []), *(["history"] if format in WRITERS else [])]
    return "-".join(["usynys", *kinds, str(campaign.id), day, f"{language}.{ending_of(format)}"])


def ending_of(format: str) -> str:
    """How a file of the format ends: csv or xlsx."""
    return format.rpartition("-")[2]


async def write(
    db: Database, path: Path, campaign: Campaign, words: ExportWords, format: str, *, internal: bool = False
) -> int:
    """Write a file of one of FORMATS; how many rows. As :func:`write_csv`."""
    if format in WRITERS:
        return await WRITERS[format](db, path, campaign, words, internal=internal)
    whole = write_csv if format == "csv" else write_xlsx
    return await whole(db, path, campaign, words, internal=internal)


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
    """Write the proposals as one table; how many. ``progress`` hears how many rows were read so far.

    Memory is flat, the loop stays free; an unfinished file is removed. Raises DatabaseUnavailable, OSError.
    """
    feed = Feed(exports.stream_proposals(db, campaign.id, asdict(query)), progress)
    sheet = Sheet("proposals", visible(COLUMNS, internal), _shown(feed, internal), _note(words, internal))
    return await write_in_thread(lambda: write_csv_file(path, sheet, words), (feed,))


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
    """Write a workbook: proposals, counts by region and by topic, decisions; how many proposals.

    As :func:`write_csv` otherwise.
    """
    proposals = Feed(exports.stream_proposals(db, campaign.id, asdict(query)), progress)
    decisions = Feed(exports.stream_decisions(db, campaign.id, asdict(query)))
    book = _Workbook(words, internal)
    sheets = book.sheets(proposals, decisions)

    def write() -> int:
        write_xlsx_file(path, sheets, words)
        return book.written

    return await write_in_thread(write, (proposals, decisions))


def _note(words: ExportWords, internal: bool) -> str | None:
    return words.heading("internal-note") if internal else None


def _shown(rows: Iterable[Row], internal: bool) -> Iterator[Row]:
    return (row for row in rows if is_shown(row, internal))


class _Workbook:
    """Four sheets of which the counts come from the rows of the first, as it is written."""

    def __init__(self, words: ExportWords, internal: bool) -> None:
        self.written = 0
        self._words = words
        self._internal = internal
        self._tally = Tally()

    def sheets(self, proposals: Iterable[Row], decisions: Iterable[Row]) -> list[Sheet]:
        """In the file's order, which is also the order they are read in."""
        by_place = _later(lambda: self._tally.by_place(self._words.regions))
        by_topic = _later(lambda: self._tally.by_topic(self._words.topics))
        return [
            self._sheet("proposals", COLUMNS, self._counted(proposals)),
            self._sheet("by-region", BY_REGION_COLUMNS, by_place),
            self._sheet("by-topic", BY_TOPIC_COLUMNS, by_topic),
            self._sheet("decisions", DECISION_COLUMNS, _shown(decisions, self._internal)),
        ]

    def _sheet(self, key: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> Sheet:
        return Sheet(key, visible(columns, self._internal), rows, _note(self._words, self._internal))

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            shown = is_shown(row, self._internal)
            self._tally.add(row, shown)
            if shown:
                self.written += 1
                yield row


def _later(rows: Callable[[], Iterable[Row]]) -> Iterator[Row]:
    # A generator, so that the tally is read after the proposals have been counted.
    yield from rows()
