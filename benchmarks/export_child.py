"""One export in a process of its own: ``export_child WHAT DATABASE_URL FILE`` prints rows, seconds and peak memory.

WHAT is ``csv``, ``jsonl`` or ``xlsx`` (the product's; ``csv:20000``: up to that number), ``bare-csv`` or ``xlsxwriter``
(what they are measured against); ``xlsx-sheet`` and ``xlsxwriter-sheet``: the sheet of proposals alone; ``cells``: its
cells read and made, and not written.
"""

from __future__ import annotations

import asyncio
import csv
import gc
import json
import os
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

from benchmarks.folders import peers_packages
from benchmarks.processes import spent_by
from forum import exports as forum_exports
from forum.export_columns import COLUMNS, DECISION_COLUMNS, HISTORY_COLUMNS, Cell, Column, visible
from forum.export_feed import Counted, Feed, write_in_thread
from forum.export_files import Sheet
from forum.export_history import acts
from forum.export_words import EVERYTHING, ExportQuery
from forum.export_workbook import write_xlsx_file
from locales import translator
from locales.export_words import Words
from storage.database import Database, Row, open_database
from storage.exports import stream_decisions, stream_proposals

MOMENT = "dd.mm.yyyy hh:mm"
NO_FILTERS: dict[str, str | None] = {}


async def product(db: Database, path: Path, campaign: Any, words: Words, kind: str) -> int:
    """The internal copy: every row is in it, or (``kind`` "csv:20000") those up to a number."""
    format_name, _, until = kind.partition(":")
    query = ExportQuery(until=int(until)) if until else EVERYTHING
    return await forum_exports.write(db, path, campaign, words, format_name, internal=True, query=query)


async def product_sheet(db: Database, path: Path, campaign: Any, words: Words) -> int:
    """The first sheet of the internal copy alone, by the product's writer."""
    counted = Counted(None)
    feed = Feed(stream_proposals(db, campaign.id, NO_FILTERS), counted)
    sheet = Sheet("proposals", visible(COLUMNS, True), feed, words.heading("internal-note"))
    await write_in_thread(lambda: write_xlsx_file(path, [sheet], words), (feed,))
    return counted.read


async def product_cells(db: Database, campaign: Any, words: Words) -> int:
    """Everything before the writing of that sheet, which the peer has to do as well."""
    counted = Counted(None)
    feed = Feed(stream_proposals(db, campaign.id, NO_FILTERS), counted)
    sheet = Sheet("proposals", visible(COLUMNS, True), feed)
    await write_in_thread(lambda: deque(sheet.cells(words), maxlen=0), (feed,))
    return counted.read


async def bare_csv(db: Database, path: Path, campaign: Any) -> int:
    """csv.writer over the same cursor: the values as the database has them, nothing named, nothing made safe."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        async for rows in stream_proposals(db, campaign.id, NO_FILTERS):
            lines.writerows(cast("Iterable[Iterable[object]]", rows))  # a row of either driver is a sequence, too
            count += len(rows)
    return count


async def xlsxwriter(db: Database, path: Path, campaign: Any, words: Words, *, is_whole: bool) -> int:
    """XlsxWriter with constant memory: the same cells in the same long sheets, written by their types."""
    sys.path.append(str(peers_packages()))
    from xlsxwriter import Workbook

    with Workbook(path, {"constant_memory": True, "default_date_format": MOMENT}) as book:
        count = await _sheet(book, words, "proposals", visible(COLUMNS, True), stream_proposals(db, campaign.id, {}))
        if not is_whole:
            return count
        await _sheet(book, words, "decisions", visible(DECISION_COLUMNS, True), stream_decisions(db, campaign.id, {}))
        done = acts(db, campaign.id, EVERYTHING, True)
        await _sheet(book, words, "history", visible(HISTORY_COLUMNS, True), done)
    return count


async def _sheet(book: Any, words: Words, key: str, columns: Iterable[Column], chunks: AsyncIterator[list[Row]]) -> int:
    columns = tuple(columns)
    sheet = book.add_worksheet(words.sheet(key))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, words.heading(column.key))
    number = 0
    async for rows in chunks:
        for stored in rows:
            number += 1
            row = dict(stored)  # as the product does: SQLite's rows look a name up by walking all of them
            _write_row(sheet, number, [column.getter(row, words) for column in columns])
    sheet.autofilter(0, 0, max(1, number), len(columns) - 1)
    return number


def _write_row(sheet: Any, number: int, cells: Iterable[Cell]) -> None:
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        if isinstance(cell, str):
            sheet.write_string(number, place, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(number, place, cell)
        else:
            sheet.write_number(number, place, cell)


async def main(what: str, url: str, path: Path) -> dict[str, float]:
    """Write the file; what it took."""
    db = await open_database(url)
    campaign, words = await forum_exports.campaign_to_export(db), Words(translator("kk"), {})
    gc.freeze()
    gc.set_threshold(10_000, 50, 1000)  # as in the running bot
    began = time.perf_counter()
    match what:
        case "bare-csv":
            rows = await bare_csv(db, path, campaign)
        case "xlsxwriter":
            rows = await xlsxwriter(db, path, campaign, words, is_whole=True)
        case "xlsxwriter-sheet":
            rows = await xlsxwriter(db, path, campaign, words, is_whole=False)
        case "cells":
            rows = await product_cells(db, campaign, words)
        case "xlsx-sheet":
            rows = await product_sheet(db, path, campaign, words)
        case _:
            rows = await product(db, path, campaign, words, what)
    seconds = time.perf_counter() - began
    await db.close()
    return {"rows": rows, "seconds": seconds, "peak": spent_by(os.getpid()).peak}


if __name__ == "__main__":
    file = Path(sys.argv[3])
    told = asyncio.run(main(sys.argv[1], sys.argv[2], file))
    sys.stdout.write(json.dumps({**told, "bytes": file.stat().st_size if file.exists() else 0}) + "\n")
