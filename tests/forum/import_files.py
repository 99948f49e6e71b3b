"""Files of proposals for the tests of imports, right and wrong ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from forum import importing
from forum.importing import File, Report
from locales import translator
from locales.import_words import ImportWords
from storage.database import Database
from storage.records import Person
from tests.forum.people import NOW, RULES

WORDS = ImportWords(translator("ru"))
KAZAKH, RUSSIAN = (
    ("Бірегей нөмірі", "Өңір", "Сала", "Тілі", "Атауы", "Мәтіні", "Кездесу өткен жер", "Кездесу күні"),
    ("Уникальный номер", "Регион", "Сфера", "Язык", "Название", "Текст", "Место встречи", "Дата встречи"),
)
TEXT = "Ауылдағы мектепте интернет баяу, оқушылар сабаққа қатыса алмайды. Оптикалық желі тартуды ұсынамыз."
HALL = "Мәдениет үйі, Тобыл ауылы"


def row(number: int | str, **changed: Any) -> list[Any]:
    """A right row: ``key``, ``place``, ``topic``, ``language``, ``title``, ``text``, ``hall``, ``day``."""
    cells = {
        "key": f"К-{number}",
        "place": "Қостанай облысы",
        "topic": "Цифрландыру",
        "language": "kk",
        "title": f"Ауыл мектебіне жылдам интернет {number}",
        "text": f"{TEXT} Ауыл нөмірі: {number}.",
        "hall": HALL,
        "day": "20.11.2026",
    }
    assert not changed.keys() - cells.keys()
    return list((cells | changed).values())


def rows(count: int) -> list[list[Any]]:
    """So many right rows."""
    return [row(number) for number in range(1, count + 1)]


def as_csv(lines: Iterable[Sequence[Any]], encoding: str = "utf-8", separator: str = ";") -> bytes:
    """Lines as a CSV file, the headings among them."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(lines)
    return file.getvalue().encode(encoding)


def as_xlsx(lines: Iterable[Sequence[Any]], *, merged: Sequence[str] = (), title: str = "Ұсыныстар") -> bytes:
    """Lines as a workbook of one sheet; ``merged``: ranges of cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def dry_run(
    db: Database,
    organizer: Person | None,
    folder: Path,
    data: bytes,
    *,
    sheet: str | None = None,
    words: ImportWords = WORDS,
) -> Report:
    """Look a file through."""
    path = folder / "import"
    path.write_bytes(data)
    return await importing.dry_run(db, organizer, File(path, "тізім.xlsx", sheet), words, NOW, RULES)


def told(report: Report, words: ImportWords = WORDS) -> list[str]:
    """What the report says, each problem in a line."""
    return [
        f"{words.address(one.row, one.column, one.heading)}: {words.problem(one.kind, one.facts)}".removeprefix(": ")
        for one in report.problems
    ]


def kinds(report: Report) -> list[tuple[int, int | None, str]]:
    """Row, column and kind of each problem."""
    return [(one.row, one.column, one.kind) for one in report.problems]


DAY = date(2026, 11, 20)
