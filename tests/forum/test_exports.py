"""Exports on real databases, read back: both copies, the CSV, what goes for both formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forum import export_books, exports
from forum.export_columns import BY_REGION_COLUMNS, BY_TOPIC_COLUMNS, DECISION_COLUMNS, ExportWords, visible
from forum.exports import COLUMNS, Column, ExportQuery
from locales import LANGUAGES, translator
from locales.export_words import Words
from storage.database import Database, open_database
from tests.forum.export_campaign import (
    ALL_NUMBERS,
    FORMULAS,
    PUBLIC_NUMBERS,
    REMARK,
    ROWS,
    TEXT,
    WORDS,
    Row,
    make_campaign,
    read_csv,
    read_xlsx,
    table,
)


def column(rows: list[list[str]], key: str, words: ExportWords = WORDS) -> list[str]:
    place = rows[0].index(words.heading(key))
    return [row[place] for row in rows[1:]]


def numbers_of(path: Path) -> list[str]:
    return [row[0] for row in read_csv(path) if row[0].isdigit()]


async def test_the_csv_opens_in_excel_with_the_letters_of_both_languages(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.csv"
    written = await exports.write_csv(database, path, campaign, WORDS)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == written + 1
    rows = read_csv(path)
    assert rows[0][:5] == ["№", "Қай өңірге қатысты", "Қаралатын өңір", "Сала", "Мәртебесі"]
    assert column(rows, "number") == PUBLIC_NUMBERS
    assert column(rows, "text-kk")[0] == TEXT
    assert column(rows, "title-ru")[1] == "Ёлка, съезд и щётка для каждого двора"
    assert column(rows, "place")[:2] == ["Қостанай облысы", "Бүкіл Қазақстан"]
    assert column(rows, "region")[1] == "Алматы қаласы"
    assert column(rows, "state") == ["Жарияланды", "Жарияланды", "Жарияланды", "Орындалуда"]


async def test_a_text_stands_in_the_column_of_its_own_language(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.csv"
    await exports.write_csv(database, path, campaign, WORDS)
    rows = read_csv(path)
    assert [bool(title) for title in column(rows, "title-kk")] == [True, False, True, True]
    assert [bool(title) for title in column(rows, "title-ru")] == [False, True, False, False]
    assert column(rows, "language") == ["Қазақша", "Русский", "Қазақша", "Қазақша"]


async def test_numbers_dates_and_files_of_a_row_are_right(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.csv"
    await exports.write_csv(database, path, campaign, WORDS)
    rows = read_csv(path)
    assert column(rows, "support") == ["12", "5", "1", "40"]
    assert column(rows, "objections") == ["3", "9", "0", "1"]
    assert column(rows, "net") == ["9", "-4", "1", "39"]
    assert column(rows, "attachments") == ["2", "0", "0", "0"]
    assert column(rows, "submitted")[0] == "2026-11-21 00:30:05"
    assert column(rows, "published")[0] == "2026-11-23 09:05:07"
    assert column(rows, "fingerprint")[0] == "9f2c41ab0001"


async def test_a_formula_in_a_csv_cell_becomes_text_and_a_number_stays_a_number(
    database: Database, tmp_path: Path
) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.csv"
    await exports.write_csv(database, path, campaign, WORDS)
    rows = read_csv(path)
    texts = [cell for row in rows for cell in row if cell[:1] in FORMULAS[0][0] + "+-@" and cell]
    assert texts == ["-4"]
    assert column(rows, "title-kk")[2] == f"'{FORMULAS[0]}"
    assert column(rows, "text-kk")[2].startswith(f"'{FORMULAS[1]}")
    assert column(rows, "title-kk")[3] == f"'{FORMULAS[2]}"
    assert column(rows, "text-kk")[3].startswith(f"'{FORMULAS[3]}")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "＝"])
async def test_every_start_that_a_spreadsheet_takes_for_a_formula_is_disarmed(
    sqlite_url: str, tmp_path: Path, start: str
) -> None:
    title = f"{start}1+1 деген атау"
    db = await open_database(sqlite_url)
    campaign = await make_campaign(db, (Row(1, "published", title=title),))
    path = tmp_path / "proposals.csv"
    await exports.write_csv(db, path, campaign, WORDS)
    await db.close()
    assert column(read_csv(path), "title-kk") == [f"'{title}".replace("\r", "\n")]


@pytest.mark.parametrize("internal", [False, True])
async def test_headings_are_different_and_named_in_both_languages(internal: bool) -> None:
    for language in LANGUAGES:
        words = Words(translator(language), {})
        for columns in (COLUMNS, BY_REGION_COLUMNS, BY_TOPIC_COLUMNS, DECISION_COLUMNS):
            headings = [words.heading(one.key) for one in visible(columns, internal)]
            assert len(set(headings)) == len(headings)
        sheets = [words.sheet(key) for key in ("proposals", "by-region", "by-topic", "decisions")]
        assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in sheets)


async def test_the_public_copy_holds_no_remark_no_person_and_nothing_unpublished(
    database: Database, tmp_path: Path
) -> None:
    campaign = await make_campaign(database)
    await exports.write_csv(database, tmp_path / "public.csv", campaign, WORDS)
    await exports.write_xlsx(database, tmp_path / "public.xlsx", campaign, WORDS)
    cells = [cell for row in read_csv(tmp_path / "public.csv") for cell in row]
    for sheet in read_xlsx(tmp_path / "public.xlsx").values():
        cells += [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    everything = "\n".join(cells)
    unpublished = [row.title for row in ROWS if row.state not in ("published", "in_progress")]
    for secret in (REMARK, "Өтініш", "990001", "990002", "7000001", "Ішкі көшірме", *unpublished):
        assert secret not in everything


async def test_the_internal_copy_says_so_first_and_holds_every_numbered_proposal(
    database: Database, tmp_path: Path
) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "internal.csv"
    written = await exports.write_csv(database, path, campaign, WORDS, internal=True)
    note, *rows = read_csv(path)
    assert note == [WORDS.heading("internal-note")]
    assert column(rows, "number") == ALL_NUMBERS
    assert written == len(ALL_NUMBERS)
    assert column(rows, "last-decision") == [
        "Жарияланды", "Қабылданбады", "Жарияланды", "", "", "", "Жарияланды",
    ]  # fmt: skip
    assert column(rows, "reason")[1] == "Форумға арналмаған"
    assert column(rows, "remark")[1:3] == ["Өтініш", ""]
    assert column(rows, "rounds")[1:4] == ["2", "2", "1"]
    assert "Қаралама ешкімге көрінбейді" not in path.read_text(encoding="utf-8-sig")
    for person_id in ("990001", "990002", "7000001"):
        assert person_id not in path.read_text(encoding="utf-8-sig")


async def test_a_query_narrows_every_part_of_the_file(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "some.csv"
    await exports.write_csv(database, path, campaign, WORDS, query=ExportQuery(topic="sport"))
    assert numbers_of(path) == ["3", "7"]
    query = ExportQuery(place="KZ-39", state="published")
    await exports.write_csv(database, path, campaign, WORDS, query=query)
    assert numbers_of(path) == ["1", "5"]
    book = tmp_path / "some.xlsx"
    await exports.write_xlsx(database, book, campaign, WORDS, query=ExportQuery(place="national"))
    sheets = read_xlsx(book)
    assert [row["№"] for row in table(sheets["Ұсыныстар"])] == [3]
    assert {row["№"] for row in table(sheets["Шешімдер"])} == {3}


async def test_a_file_without_rows_still_has_its_headings(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database, (Row(1, "pending"),))
    assert await exports.write_csv(database, tmp_path / "empty.csv", campaign, WORDS) == 0
    assert await exports.write_xlsx(database, tmp_path / "empty.xlsx", campaign, WORDS) == 0
    assert len(read_csv(tmp_path / "empty.csv")) == 1
    sheets = read_xlsx(tmp_path / "empty.xlsx")
    assert [cell.value for cell in sheets["Шешімдер"][1]] == [
        WORDS.heading(one.key) for one in visible(DECISION_COLUMNS, internal=False)
    ]


async def test_a_new_column_is_one_line(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class WithLength(Words):
        def heading(self, key: str) -> str:
            return "Ұзындығы" if key == "length" else super().heading(key)

    length = Column("length", "integer", lambda row, words: len(row["text"]))
    for module in (exports, export_books):
        monkeypatch.setattr(module, "COLUMNS", (*COLUMNS, length))
    db = await open_database(sqlite_url)
    campaign = await make_campaign(db)
    words = WithLength(translator("kk"), {})
    await exports.write_csv(db, tmp_path / "new.csv", campaign, words)
    await exports.write_xlsx(db, tmp_path / "new.xlsx", campaign, words)
    await db.close()
    assert read_csv(tmp_path / "new.csv")[1][-1] == str(len(TEXT))
    assert table(read_xlsx(tmp_path / "new.xlsx")["Ұсыныстар"])[0]["Ұзындығы"] == len(TEXT)
