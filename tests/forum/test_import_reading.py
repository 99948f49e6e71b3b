"""Files as people save them: encodings, separators, sheets, merged cells; and files that are no tables at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forum import import_reader, import_table
from forum.import_reader import COLUMNS_MOST, Problem, read_file
from forum.import_rows import Checked, check
from forum.import_table import FILE_MEGABYTES, ROWS_MOST, NoTable, table_of
from locales import LANGUAGES, translator
from locales.import_words import ImportWords
from tests.forum.import_files import DAY, HALL, KAZAKH, RUSSIAN, WORDS, as_csv, as_xlsx, row, rows
from tests.forum.people import RULES

TODAY = date(2026, 11, 23)


def checked(folder: Path, data: bytes, sheet: str | None = None) -> Checked:
    """What a file holds, read in this process."""
    path = folder / "file"
    path.write_bytes(data)
    return check(table_of(read_file(path, sheet, ROWS_MOST + 1)), WORDS, RULES, TODAY, None)


def kinds(found: Checked) -> list[tuple[int, int | None, str]]:
    return [(one.row, one.column, one.kind) for one in found.problems]


def refused(folder: Path, data: bytes, sheet: str | None = None) -> str:
    """Why a file is no table."""
    with pytest.raises(Problem) as caught:
        checked(folder, data, sheet)
    return caught.value.kind


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048"])
def test_every_usual_encoding_and_separator_gives_the_same_rows(tmp_path: Path, encoding: str, separator: str) -> None:
    title = "Мектеп алаңына, көшеге; «жарық»: әңғүұқөһі"
    lines = [KAZAKH, row(1, title=title, text='Бірінші жол:\nекінші жолы бар мәтін, тырнақша "міне"; үтір.')]
    found = checked(tmp_path, as_csv(lines, encoding, separator))
    assert not found.problems
    assert found.proposals[0].title == title
    assert found.proposals[0].text == 'Бірінші жол:\nекінші жолы бар мәтін, тырнақша "міне"; үтір.'
    assert found.proposals[0].meeting_on == "2026-11-20"


def test_russian_in_cp1251_is_read_and_kazakh_that_lost_its_letters_there_is_named(tmp_path: Path) -> None:
    right = row(1, place="Костанайская область", topic="Цифровизация", language="русский",
                title="Быстрый интернет сельской школе", hall="Дом культуры, село Тобыл",
                text="В сельской школе медленный интернет. Предлагаем провести оптическую линию.")  # fmt: skip
    assert not checked(tmp_path, as_csv([RUSSIAN, right], "cp1251")).problems
    broken = "\n".join(";".join(cells) for cells in (RUSSIAN, row(1, key="К-1"))).encode("cp1251", "replace")
    found = kinds(checked(tmp_path, broken))
    assert (2, 5, "letters-lost") in found
    assert (2, 1, "place-unknown") in found or (2, 1, "place-guess") in found


def test_a_line_that_names_the_separator_is_no_row_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    lines = as_csv([["sep=|"]], separator=";") + as_csv(
        [["Ұсыныстар тізімі, 2026 жыл"], KAZAKH, [], row(1), ["", ""], row(2, key="")], separator="|"
    )
    assert kinds(checked(tmp_path, lines)) == [(7, 0, "empty")]


def test_a_quotation_mark_nobody_closed_is_named_by_its_row(tmp_path: Path) -> None:
    data = as_csv([KAZAKH, row(1)]) + 'К-2;"Қостанай облысы;Цифрландыру\r\n'.encode()
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(Problem) as caught:
        read_file(path, None, 10)
    assert (caught.value.kind, caught.value.facts) == ("quotes", {"row": 3})


def test_a_workbook_with_typed_cells_merged_cells_and_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover, sheet = book.active, book.create_sheet("Тізім")
    assert cover is not None
    cover.title = "Мұқаба"
    cover.append(["Кездесулердің қорытындысы"])
    sheet.append(["Ұсыныстар тізімі"])
    sheet.append([None])
    sheet.append([*KAZAKH, None])
    sheet.append(row(1, key=17, day=date(2026, 11, 20)))
    sheet.append(row(2, key=18.0, day=datetime(2026, 11, 19, 18, 30)))  # noqa: DTZ001 - cells have no zone
    sheet.append([None] * 8)
    sheet.append(row(3, key="19"))
    sheet.append(row(4, key="20", hall=None, day=None, place=None))
    for cells in ("A1:H1", "G7:G8", "H7:H8", "B7:B8"):
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    found = checked(tmp_path, out.getvalue(), " тізім ")
    assert not found.problems
    assert [(one.row, one.key, one.meeting_on, one.meeting_place) for one in found.proposals] == [
        (4, "17", "2026-11-20", HALL),
        (5, "18", "2026-11-19", HALL),
        (7, "19", "2026-11-20", HALL),
        (8, "20", "2026-11-20", HALL),
    ]
    assert [one.place for one in found.proposals] == ["KZ-39"] * 4
    first = checked(tmp_path, out.getvalue())
    assert [one.kind for one in first.problems][:2] == ["no-headings-here", "heading-unknown"]
    assert refused(tmp_path, out.getvalue(), "Басқа") == "sheet-missing"


def test_what_must_differ_in_each_row_is_not_taken_from_a_merged_cell(tmp_path: Path) -> None:
    data = as_xlsx([KAZAKH, *rows(3)], merged=["A2:A3", "E3:F3"])
    assert kinds(checked(tmp_path, data)) == [(3, 0, "merged"), (3, 0, "key-twice"), (3, 5, "merged")]


def test_headings_are_named_one_by_one(tmp_path: Path) -> None:
    headings = [
        "Уникальный номер",
        "РЕГИОН *",
        "Сала",
        "Атауы",
        "Название",
        "Автор",
        "Подписей собрано",
        "",
        "Дата встречи",
    ]
    data = as_csv([headings, ["1", "ВКО", "Спорт", "а", "б", "в", "120", "г", "2026-11-20", "д"]], separator=",")
    assert kinds(checked(tmp_path, data)) == [
        (1, 4, "heading-twice"),
        (1, 5, "heading-unknown"),
        (1, 6, "heading-votes"),
        (2, 7, "heading-blank"),
        (2, 9, "heading-blank"),
        (1, None, "heading-missing"),
        (1, None, "heading-missing"),
    ]


WRONG: dict[str, tuple[dict[str, Any], list[tuple[int, str]]]] = {
    "nothing": ({"key": " ", "title": "\u3164", "text": None}, [(0, "empty"), (4, "empty"), (5, "empty")]),
    "lengths": (
        {"key": "к" * 65, "title": "Қысқа", "text": "ұ" * 2001, "hall": "т" * 201},
        [(0, "long"), (6, "long"), (4, "short"), (5, "long")],
    ),
    "names": (
        {"place": "Мәскеу", "topic": "Космос", "language": "english"},
        [(1, "place-unknown"), (2, "topic-unknown"), (3, "language-unknown")],
    ),
    "nearly": (
        {"place": "Кастанайская область", "topic": "Цифравизация"},
        [(1, "place-guess"), (2, "topic-guess")],
    ),
    "no day": ({"day": "қараша"}, [(7, "date-format")]),
    "no such day": ({"day": "31.11.2026"}, [(7, "date-format")]),
    "tomorrow": ({"day": "24.11.2026"}, [(7, "date-future")]),
    "long ago": ({"day": "2016-11-20"}, [(7, "date-old")]),
    "the example": ({"key": "МЫСАЛ-1"}, [(0, "example")]),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_cell_that_is_wrong_is_named(tmp_path: Path, case: str) -> None:
    changed, expected = WRONG[case]
    found = checked(tmp_path, as_csv([KAZAKH, row(1), row(2, **changed)]))
    assert [(one.column, one.kind) for one in found.problems] == expected
    assert {one.row for one in found.problems} == {3}
    assert [one.key for one in found.proposals] == ["К-1"]


def test_the_same_key_or_the_same_words_twice_are_named_with_the_first_row(tmp_path: Path) -> None:
    same = row(1, key="К-9", title="АУЫЛ МЕКТЕБІНЕ – жылдам интернет 1!")
    found = checked(tmp_path, as_csv([KAZAKH, row(1), row(2), row(3, key="К-2"), same]))
    assert [(one.row, one.column, one.kind, one.facts["row"]) for one in found.problems] == [
        (4, 0, "key-twice", 3),
        (5, 5, "text-twice", 2),
    ]


def test_personal_data_another_language_and_half_a_translation(tmp_path: Path) -> None:
    headings = [*KAZAKH, "Перевод названия", "Перевод текста"]
    lines = [
        [*row(1, text="Толық мәлімет алу үшін хабарласыңыздар: 8 701 234 56 78, ауыл тұрғындары"), "", ""],
        [*row(2, language="ru"), "", ""],
        [*row(3, language=""), "Быстрый интернет", ""],
        [*row(4), row(4)[4], row(4)[5]],
    ]
    found = checked(tmp_path, as_csv([headings, *lines]))
    assert [(one.row, one.column, one.kind, one.is_warning) for one in found.problems] == [
        (2, 5, "personal", True),
        (3, 3, "language-differs", True),
        (4, 9, "translation-alone", False),
        (5, 9, "translation-same", False),
        (5, 9, "language-differs", True),
    ]
    assert [one.language for one in found.proposals] == ["kk", "ru"]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"x")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 100_000)
    return out.getvalue()


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


NO_TABLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not-a-table"),
    "document": (lambda: _zip(**{"word/document.xml": b"<x/>"}), "not-a-table"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old-format"),
    "half": (lambda: as_xlsx([KAZAKH, row(1)])[:1500], "unreadable"),
    "broken": (lambda: _zip(**{"xl/workbook.xml": b"<x/>"}), "unreadable"),
    "bomb": (_bomb, "too-large"),
    "wide": (lambda: as_csv([KAZAKH, [""] * COLUMNS_MOST + ["x"]]), "too-many-columns"),
    "undefined": (lambda: "Атауы;Мәтіні;Өңір;Сала\n".encode("kz1048") + b"\x98", "encoding"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_refused_with_its_reason(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_reader, "UNPACKED_MOST", 99_000)
    make, kind = NO_TABLES[name]
    assert refused(tmp_path, make()) == kind


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", as_csv([KAZAKH])])
def test_a_table_without_rows_says_so(tmp_path: Path, data: bytes) -> None:
    assert kinds(checked(tmp_path, data)) == [(0, None, "no-rows")]


async def test_a_hundred_thousand_rows_are_refused_and_counted_by_the_process_aside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    line = as_csv([row(1)])
    path.write_bytes(as_csv([KAZAKH]) + line * (FILE_MEGABYTES * 1024 * 1024 // len(line) - 1))
    with pytest.raises(NoTable) as caught:
        await import_table.read(path)
    assert caught.value.kind == "too-many-rows"
    assert caught.value.facts["limit"] == ROWS_MOST
    assert caught.value.facts["count"] > 3 * ROWS_MOST
    with path.open("ab") as file:
        file.write(b"\n" * 1024 * 1024)
    with pytest.raises(NoTable) as caught:
        await import_table.read(path)
    assert caught.value.kind == "file-large"


async def test_a_workbook_made_to_fill_the_memory_ends_its_reader_only(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "x", "x"
    path = tmp_path / "file"
    book.save(path)
    with pytest.raises(NoTable) as caught:
        await import_table.read(path)
    assert caught.value.kind in {"unreadable", "too-large", "too-many-columns"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_in_both_languages(tmp_path: Path, language: str) -> None:
    words = ImportWords(translator(language))
    facts = {
        "length": 5, "minimum": 10, "maximum": 64, "value": "x", "row": 7, "place": "KZ-39", "topic": "sport",
        "places": ("KZ-19", "KZ-75"), "field": "text", "kinds": ("iin", "phone"), "sheets": ("А",), "sheet": "Б",
        "column": 3, "limit": 10, "count": 11, "date": DAY, "example": DAY, "language": "kk",
    }  # fmt: skip
    named = [key.removeprefix("import-problem-") for key in words.t._messages if key.startswith("import-problem-")]
    assert len(named) > 40
    for kind in named:
        assert words.problem(kind, facts)
