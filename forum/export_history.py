"""The acts on a campaign's proposals as rows: every one of them, names in the organizers' copy only."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import asdict

from forum.export_columns import HISTORY_COLUMNS, is_shown, visible
from forum.export_files import Sheet
from forum.export_words import ExportQuery, ExportWords
from forum.policies import PUBLIC
from storage import exports
from storage.database import Database, Row

# What everybody may read of a public proposal's history, as in the bot itself.
_SHOWN_STATES = PUBLIC | {"hidden"}


async def acts(db: Database, campaign_id: int, query: ExportQuery, internal: bool) -> AsyncGenerator[list[Row], None]:
    """The acts by number; behind those on a proposal (internal) the sanctions for it."""
    filters = asdict(query)
    found = await db.read(lambda tx: exports.find_sanctions(tx, campaign_id, filters)) if internal else []
    sanctions = deque(found)
    chunks = exports.stream_history(db, campaign_id, filters)
    try:
        async for chunk in chunks:
            yield list(_merged(chunk, sanctions)) if sanctions else chunk
    finally:
        await chunks.aclose()
    if sanctions:
        yield list(sanctions)


def _merged(chunk: list[Row], sanctions: deque[Row]) -> Iterator[Row]:
    for row in chunk:
        while sanctions and sanctions[0]["number"] < row["number"]:
            yield sanctions.popleft()
        yield row


def history_sheet(rows: Iterable[Row], words: ExportWords, internal: bool) -> Sheet:
    """The sheet of the acts a copy shows."""
    note = words.heading("internal-history-note") if internal else None
    return Sheet("history", visible(HISTORY_COLUMNS, internal), _shown(rows, internal), note)


def _shown(rows: Iterable[Row], internal: bool) -> Iterator[Row]:
    for row in rows:
        if is_shown(row, internal) and (internal or row["to_state"] in _SHOWN_STATES):
            yield row
