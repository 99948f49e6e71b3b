"""Sheets into a workbook, by rustpy-xlsxwriter: typed cells, in constant memory. Everything here runs in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rustpy_xlsxwriter import Format, write_worksheets

from forum.export_files import Sheet, readable
from forum.export_words import Cell, ExportWords

XLSX_MOMENT = "dd.mm.yyyy hh:mm"
XLSX_DAY = "dd.mm.yyyy"
A4 = 9
ROWS_MOST = 1_048_576 - 2  # what a sheet of the format holds, less the note and the headings


class TooManyRows(Exception):
    """A sheet holds no more."""


def _records(sheet: Sheet, headings: list[str], words: ExportWords) -> Iterator[dict[str, Cell]]:
    count = 0
    texts = [place for place, column in enumerate(sheet.columns) if column.kind == "text"]
    for cells in sheet.cells(words):
        count += 1
        if count > ROWS_MOST:
            raise TooManyRows
        for place in texts:
            text = cells[place]
            # Nearly every text is: asked here, not by a call for each of ten million.
            if isinstance(text, str) and not text.isprintable():
                cells[place] = readable(text)
        yield dict(zip(headings, cells, strict=True))
    if not count:
        # The writer takes the headings from the first row: without any the sheet would have none.
        yield dict.fromkeys(headings)


def write_xlsx_file(path: Path, sheets: list[Sheet], words: ExportWords) -> None:
    """Every sheet with a frozen heading, a filter and typed cells. Raises OSError, TooManyRows.

    Strings are written as strings, so that none becomes a formula.
    """
    names = {sheet.key: words.sheet(sheet.key) for sheet in sheets}
    headings = {sheet.key: sheet.headings(words) for sheet in sheets}
    note, heading = Format().set_bold().set_font_color("#C00000"), Format().set_bold().set_text_wrap()
    day = Format().set_num_format(XLSX_DAY)
    heading_rows = {names[sheet.key]: 0 if sheet.note is None else 1 for sheet in sheets}
    write_worksheets(
        [(names[sheet.key], _records(sheet, headings[sheet.key], words)) for sheet in sheets],
        path,
        freeze_panes={name: {"row": row + 1, "col": 1} for name, row in heading_rows.items()},
        autofilter=dict.fromkeys(heading_rows, True),
        header_row=heading_rows,
        header_format=dict.fromkeys(heading_rows, heading),
        column_widths={names[sheet.key]: [float(column.width) for column in sheet.columns] for sheet in sheets},
        column_formats={
            names[sheet.key]: {words.heading(column.key): day for column in sheet.columns if column.kind == "day"}
            for sheet in sheets
            if any(column.kind == "day" for column in sheet.columns)
        },
        merge_ranges={
            names[sheet.key]: [(0, 0, 0, len(sheet.columns) - 1, sheet.note, note)]
            for sheet in sheets
            if sheet.note is not None
        },
        page_setup={
            name: {"landscape": True, "paper_size": A4, "repeat_rows": (0, row), "footer": "&C&P / &N"}
            for name, row in heading_rows.items()
        },
        datetime_format=XLSX_MOMENT,
    )
