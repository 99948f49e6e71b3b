"""The history of a campaign's proposals as a file: every act, one a row; names in the organizers' copy only."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator
from pathlib import Path

from forum.export_columns import HISTORY_COLUMNS, ExportWords, is_shown, visible
from forum.export_feed import Feed, Progress, write_in_thread
from forum.export_files import Sheet, write_csv_file, write_xlsx_file
from forum.policies import PUBLIC
from storage import exports
from storage.database import Database, Row
from storage.records import Campaign

# What everybody may read of a public proposal's history, as in the bot itself.
_SHOWN_STATES = PUBLIC | {"hidden"}


async def write_history_csv(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: ExportWords,
    *,
    internal: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write every act as one table; how many. As :func:`forum.exports.write_csv` otherwise."""
    feed = Feed(_acts(db, campaign.id, internal), progress)
    written = _Counted(feed, internal)
    return await write_in_thread(lambda: write_csv_file(path, _sheet(written, words, internal), words), (feed,))


async def write_history_xlsx(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: ExportWords,
    *,
    internal: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write every act into a workbook of one sheet; how many. As :func:`forum.exports.write_xlsx` otherwise."""
    feed = Feed(_acts(db, campaign.id, internal), progress)
    rows = _Counted(feed, internal)

    def write() -> int:
        write_xlsx_file(path, [_sheet(rows, words, internal)], words)
        return rows.count

    return await write_in_thread(write, (feed,))


async def _acts(db: Database, campaign_id: int, internal: bool) -> AsyncGenerator[Row, None]:
    """The acts, then (internal) the sanctions; one stream is open at a time."""
    streams = [exports.stream_history, *([exports.stream_sanctions] if internal else [])]
    for stream in streams:
        rows = stream(db, campaign_id)
        try:
            async for row in rows:
                yield row
        finally:
            await rows.aclose()


def _sheet(rows: Iterable[Row], words: ExportWords, internal: bool) -> Sheet:
    note = words.heading("internal-history-note") if internal else None
    return Sheet("history", visible(HISTORY_COLUMNS, internal), rows, note)


class _Counted:
    """The rows a copy shows, counted as they pass."""

    def __init__(self, rows: Iterable[Row], internal: bool) -> None:
        self.count = 0
        self._rows = rows
        self._internal = internal

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            if is_shown(row, self._internal) and (self._internal or row["to_state"] in _SHOWN_STATES):
                self.count += 1
                yield row
