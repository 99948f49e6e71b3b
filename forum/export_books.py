"""Workbooks: proposals with their counts, decisions and history, or the history alone; in several when too large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from forum.export_columns import (
    BY_REGION_COLUMNS,
    BY_TOPIC_COLUMNS,
    COLUMNS,
    DECISION_COLUMNS,
    Column,
    is_shown,
    visible,
)
from forum.export_feed import Feed, write_in_thread
from forum.export_files import Sheet
from forum.export_history import history_sheet
from forum.export_job import ExportJob
from forum.export_parts import Part, Pieces
from forum.export_tally import Tally
from forum.export_words import ExportQuery
from forum.export_workbook import TooManyRows, write_xlsx_file
from storage.database import Row

ROOM = 1.15  # more than what is too much: the halves of a workbook differ in size


class _Book:
    """A workbook of the history alone. ``rows`` are of its first sheet, from number ``first`` to ``last``."""

    def __init__(self, job: ExportJob) -> None:
        self.rows = self.first = self.last = 0
        self._job = job

    async def write(self, path: Path) -> None:
        """Raises TooManyRows, DatabaseUnavailable, OSError."""
        feeds, sheets = self._contents()
        await write_in_thread(lambda: write_xlsx_file(path, sheets, self._job.words), feeds)

    def _contents(self) -> tuple[tuple[Feed, ...], list[Sheet]]:
        feed = self._job.acts()
        sheet = history_sheet(feed, self._job.words, self._job.internal)
        return (feed,), [replace(sheet, rows=self._counted(sheet.rows))]

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.rows += 1
            self.last = row["number"]
            self.first = self.first or self.last
            yield row


class _ProposalsBook(_Book):
    """Five sheets of which the counts come from the rows of the first, as it is written."""

    def _contents(self) -> tuple[tuple[Feed, ...], list[Sheet]]:
        job, tally = self._job, Tally()
        proposals, decisions, acts = job.proposals(), job.decisions(), job.acts()
        shown = (row for row in decisions if is_shown(row, job.internal))
        # In the file's order, which is also the order they are read in.
        sheets = [
            self._sheet("proposals", COLUMNS, self._counted(_tallied(proposals, tally, job.internal))),
            self._sheet("by-region", BY_REGION_COLUMNS, _later(lambda: tally.by_place(job.words.regions))),
            self._sheet("by-topic", BY_TOPIC_COLUMNS, _later(lambda: tally.by_topic(job.words.topics))),
            self._sheet("decisions", DECISION_COLUMNS, shown),
            history_sheet(acts, job.words, job.internal),
        ]
        return (proposals, decisions, acts), sheets

    def _sheet(self, key: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> Sheet:
        return Sheet(key, visible(columns, self._job.internal), rows, self._job.note)


def _tallied(rows: Iterable[Row], tally: Tally, internal: bool) -> Iterator[Row]:
    for row in rows:
        shown = is_shown(row, internal)
        tally.add(row, shown)
        if shown:
            yield row


def _later(rows: Callable[[], Iterable[Row]]) -> Iterator[Row]:
    # A generator, so that the tally is read after the proposals have been counted.
    yield from rows()


async def write_workbooks(job: ExportJob) -> list[Part]:
    """Write the proposals and all that belongs to them."""
    return await _in_ranges(job, _ProposalsBook)


async def write_history_books(job: ExportJob) -> list[Part]:
    """Write the history alone."""
    return await _in_ranges(job, _Book)


async def _in_ranges(job: ExportJob, kind: type[_Book]) -> list[Part]:
    """How large a workbook becomes is known when it is closed: one too large is written again in several."""
    ranges = [job.query]
    with Pieces(job.path, job.sent) as pieces:
        while ranges:
            query = ranges.pop(0)
            path, read, book = pieces.new(), job.counted.read, kind(replace(job, query=query))
            times = await _times_too_large(book, path, job.most)
            if times > 1 and book.first < book.last:
                path.unlink(missing_ok=True)
                job.counted.go_back(read)
                ranges[:0] = _cut(query, book, times)
            else:
                pieces.keep(path, book.rows, book.last)
        return pieces.finish()


async def _times_too_large(book: _Book, path: Path, most: int | None) -> int:
    """In how many parts it fits. Raises DatabaseUnavailable, OSError."""
    try:
        await book.write(path)
    except TooManyRows:
        return 2
    size = path.stat().st_size  # noqa: ASYNC240 - one look at a file just written
    return 1 if most is None or size <= most else int(size * ROOM / most) + 1


def _cut(query: ExportQuery, book: _Book, times: int) -> list[ExportQuery]:
    """Ranges of as many numbers each; numbers without a row are few."""
    span = book.last - book.first
    inner = {book.first + span * place // times for place in range(1, times)}
    edges = [query.after, *sorted(inner), query.until]
    return [replace(query, after=begin or 0, until=end) for begin, end in pairwise(edges)]
