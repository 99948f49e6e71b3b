"""Exports on real databases, read back by other programs' eyes: csv and openpyxl."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forum import exports
from forum.errors import ExportEmpty, NoCampaign, NotAllowed, StaleButton
from forum.export_columns import BY_REGION_COLUMNS, BY_TOPIC_COLUMNS, DECISION_COLUMNS, ExportWords, visible
from forum.exports import COLUMNS, Column, ExportQuery
from locales import LANGUAGES, REGION_CODES, TOPIC_SLUGS, translator
from locales.export_words import Words
from storage.database import Database, Transaction, open_database
from tests.forum.export_campaign import (
    FORMULAS,
    NOW,
    REMARK,
    ROWS,
    TEXT,
    Row,
    make_campaign,
    person,
    read_csv,
    read_xlsx,
    table,
)

WORDS = Words(translator("kk"))
PUBLIC_NUMBERS = ["1", "3", "5", "7"]
ALL_NUMBERS = ["1", "2", "3", "4", "5", "6", "7"]


def column(rows: list[list[str]], key: str, words: ExportWords = WORDS) -> list[str]:
    place = rows[0].index(words.heading(key))
    return [row[place] for row in rows[1:]]


def names_in(folder: Path, pattern: str) -> list[str]:
    return [path.name for path in folder.glob(pattern)]


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
    assert column(read_csv(path), "title-kk") == [f"'{title}"]


@pytest.mark.parametrize("internal", [False, True])
async def test_headings_are_different_and_named_in_both_languages(internal: bool) -> None:
    for language in LANGUAGES:
        words = Words(translator(language))
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


async def test_the_workbook_has_four_sheets_with_frozen_headings_and_filters(
    database: Database, tmp_path: Path
) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.xlsx"
    written = await exports.write_xlsx(database, path, campaign, WORDS)
    sheets = read_xlsx(path)
    assert list(sheets) == ["Ұсыныстар", "Өңірлер бойынша", "Салалар бойынша", "Шешімдер"]
    assert written == len(PUBLIC_NUMBERS)
    for sheet in sheets.values():
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.b


async def test_the_internal_workbook_says_so_on_every_sheet(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    words = Words(translator("ru"))
    path = tmp_path / "internal.xlsx"
    await exports.write_xlsx(database, path, campaign, words, internal=True)
    sheets = read_xlsx(path)
    assert list(sheets) == ["Предложения", "По регионам", "По сферам", "Решения"]
    for sheet in sheets.values():
        assert sheet["A1"].value == words.heading("internal-note")
        assert sheet.freeze_panes == "B3"
        assert str(sheet.auto_filter.ref).startswith("A2:")
    decisions = table(sheets["Решения"], heading_row=2)
    assert [(row["№"], row["Решение"]) for row in decisions] == [
        (1, "Опубликовано"), (2, "Возвращено на доработку"), (2, "Отклонено"),
        (3, "Возвращено на доработку"), (3, "Опубликовано"), (7, "Опубликовано"),
    ]  # fmt: skip
    assert decisions[1]["Замечание модератора"] == REMARK
    assert decisions[2]["Причина отклонения"] == "Не для форума"


async def test_cells_of_the_workbook_have_their_types_and_formulas_are_text(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.xlsx"
    await exports.write_xlsx(database, path, campaign, WORDS)
    sheet = read_xlsx(path)["Ұсыныстар"]
    types = {"text": {"s"}, "integer": {"n"}, "moment": {"d"}}
    for place, one in enumerate(visible(COLUMNS, internal=False), start=1):
        cells = [sheet.cell(line, place) for line in range(2, sheet.max_row + 1)]
        assert {cell.data_type for cell in cells if cell.value is not None} <= types[one.kind], one.key
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["G"].width
    rows = table(sheet)
    assert [row["№"] for row in rows] == [1, 3, 5, 7]
    assert rows[0][WORDS.heading("submitted")] == datetime(2026, 11, 21, 0, 30, 5)  # noqa: DTZ001
    assert rows[0][WORDS.heading("text-kk")] == TEXT
    assert rows[2][WORDS.heading("title-kk")] == FORMULAS[0]
    assert rows[3][WORDS.heading("title-kk")] == FORMULAS[2]
    assert [row[WORDS.heading("net")] for row in rows] == [9, -4, 1, 39]


async def test_sheets_of_counts_add_up_to_the_rows(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    for internal, heading_row in ((False, 1), (True, 2)):
        path = tmp_path / f"{internal}.xlsx"
        await exports.write_xlsx(database, path, campaign, WORDS, internal=internal)
        proposals, by_region, by_topic, _ = [table(sheet, heading_row) for sheet in read_xlsx(path).values()]
        assert len(by_region) == len(REGION_CODES) + 1
        assert len(by_topic) == len(TOPIC_SLUGS)
        for counts in (by_region, by_topic):
            for key in ("support", "objections"):
                heading = WORDS.heading(key)
                assert sum(row[heading] for row in counts) == sum(row[heading] for row in proposals)
            assert sum(row[WORDS.heading("count-submitted")] for row in counts) == len(ALL_NUMBERS)
            assert sum(row[WORDS.heading("count-published")] for row in counts) == len(PUBLIC_NUMBERS)
            assert sum(row[WORDS.heading("count-rejected")] for row in counts) == 1
        [kostanay] = [row for row in by_region if row[WORDS.heading("place")] == "Қостанай облысы"]
        assert kostanay[WORDS.heading("count-published")] == 3


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


async def test_an_unknown_region_topic_or_reason_does_not_stop_the_file(database: Database, tmp_path: Path) -> None:
    odd = Row(1, "rejected", place="KZ-99", region="KZ-99", topic="gone",
              decisions=(("reject", "old-reason", None),))  # fmt: skip
    campaign = await make_campaign(database, (odd,))
    path = tmp_path / "odd.xlsx"
    await exports.write_xlsx(database, path, campaign, WORDS, internal=True)
    sheets = read_xlsx(path)
    [row] = table(sheets["Ұсыныстар"], 2)
    assert row["Сала"] == "gone"
    assert row["Қабылдамау себебі"] == "old-reason"
    assert table(sheets["Өңірлер бойынша"], 2)[-1][WORDS.heading("place")] == "KZ-99"


async def test_progress_is_told_on_the_loop_while_a_thread_writes(database: Database, tmp_path: Path) -> None:
    rows = tuple(Row(number, "published") for number in range(1, 1201))
    campaign = await make_campaign(database, rows)
    heard: list[int] = []

    def progress(count: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        heard.append(count)

    await exports.write_xlsx(database, tmp_path / "many.xlsx", campaign, WORDS, progress=progress)
    assert heard == [500, 1000, 1200]


async def test_an_export_that_is_cancelled_or_fails_leaves_no_file(database: Database, tmp_path: Path) -> None:
    rows = tuple(Row(number, "published") for number in range(1, 1201))
    campaign = await make_campaign(database, rows)
    writing: list[asyncio.Task[int]] = []

    def cancel(count: int) -> None:
        writing[0].cancel()

    def fail(count: int) -> None:
        raise RuntimeError("no more")

    for write in (exports.write_csv, exports.write_xlsx):
        path = tmp_path / "unfinished"
        writing[:] = [asyncio.create_task(write(database, path, campaign, WORDS, progress=cancel))]
        with pytest.raises(asyncio.CancelledError):
            await writing[0]
        with pytest.raises(RuntimeError, match="no more"):
            await write(database, path, campaign, WORDS, progress=fail)
        assert not names_in(tmp_path, "unfinished*")
    # The database is free again.
    assert await exports.write_csv(database, tmp_path / "whole.csv", campaign, WORDS) == 1200


async def test_a_folder_that_does_not_exist_is_an_os_error(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    for write in (exports.write_csv, exports.write_xlsx):
        with pytest.raises(OSError, match="No such file"):
            await write(database, tmp_path / "nowhere" / "file", campaign, WORDS)


async def test_an_organizer_orders_a_file_and_a_double_tap_orders_one(database: Database) -> None:
    await make_campaign(database)
    dana = person(organizer=True)
    assert await exports.order_export(database, dana, "xlsx", "kk", False, NOW)
    assert not await exports.order_export(database, dana, "xlsx", "kk", False, NOW)
    assert await exports.order_export(database, dana, "csv", "kk", False, NOW)
    assert await exports.order_export(database, dana, "xlsx", "kk", True, NOW)

    async def owed(tx: Transaction) -> list[str]:
        rows = await tx.all("SELECT facts FROM deliveries WHERE kind = 'export' ORDER BY id")
        return [row["facts"] for row in rows]

    facts = await database.read(owed)
    assert facts[0] == '{"campaign":1,"format":"xlsx","internal":false,"language":"kk"}'
    assert len(facts) == 3


async def test_only_an_organizer_orders_and_only_what_exists(database: Database) -> None:
    dana = person(organizer=True)
    with pytest.raises(NoCampaign):
        await exports.order_export(database, dana, "csv", "ru", False, NOW)
    await make_campaign(database, (Row(1, "pending"), Row(None, "draft")))
    with pytest.raises(NotAllowed):
        await exports.order_export(database, person(organizer=False), "csv", "ru", False, NOW)
    for format_, language in (("exe", "ru"), ("csv", "en")):
        with pytest.raises(StaleButton):
            await exports.order_export(database, dana, format_, language, False, NOW)
    with pytest.raises(ExportEmpty):
        await exports.order_export(database, dana, "csv", "ru", False, NOW)
    assert await exports.order_export(database, dana, "csv", "ru", True, NOW)


async def test_a_campaign_is_exported_after_its_end_too(database: Database) -> None:
    with pytest.raises(NoCampaign):
        await exports.campaign_to_export(database)
    campaign = await make_campaign(database)

    async def end(tx: Transaction) -> None:
        await tx.run("UPDATE campaigns SET state = 'ended'")

    await database.write(end)
    assert (await exports.campaign_to_export(database)).id == campaign.id
    assert await exports.order_export(database, person(organizer=True), "csv", "kk", False, NOW)


async def test_the_file_is_named_after_the_day_in_the_forums_zone(sqlite_url: str) -> None:
    db = await open_database(sqlite_url)
    campaign = await make_campaign(db)
    await db.close()
    late = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert exports.file_name(campaign, "xlsx", "kk", late) == "usynys-1-2026-11-23-kk.xlsx"
    assert exports.file_name(campaign, "csv", "ru", late, internal=True) == "usynys-internal-1-2026-11-23-ru.csv"


async def test_a_new_column_is_one_line(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class WithLength(Words):
        def heading(self, key: str) -> str:
            return "Ұзындығы" if key == "length" else super().heading(key)

    length = Column("length", "integer", lambda row, words: len(row["text"]))
    monkeypatch.setattr(exports, "COLUMNS", (*COLUMNS, length))
    db = await open_database(sqlite_url)
    campaign = await make_campaign(db)
    words = WithLength(translator("kk"))
    await exports.write_csv(db, tmp_path / "new.csv", campaign, words)
    await exports.write_xlsx(db, tmp_path / "new.xlsx", campaign, words)
    await db.close()
    assert read_csv(tmp_path / "new.csv")[1][-1] == str(len(TEXT))
    assert table(read_xlsx(tmp_path / "new.xlsx")["Ұсыныстар"])[0]["Ұзындығы"] == len(TEXT)


def peak_kilobytes(url: str, folder: Path, kind: str) -> int:
    """How much memory a process of its own needs at most to export the database."""
    script = f"""
import asyncio, resource
from pathlib import Path
from forum import exports
from locales import translator
from locales.export_words import Words
from storage.database import open_database

async def main():
    db = await open_database({url!r})
    campaign = await exports.campaign_to_export(db)
    await exports.write_{kind}(db, Path({str(folder)!r}) / "file", campaign, Words(translator("ru")))
    await db.close()

asyncio.run(main())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return int(done.stdout)


async def fill(url: str, most: int) -> None:
    db = await open_database(url)
    await make_campaign(db, (Row(1, "published", text=TEXT * 6, decisions=(("publish", None, None),)),))

    async def copy(tx: Transaction) -> None:
        await tx.run(
            """
            INSERT INTO proposals (campaign_id, number, author_id, state, round, place, region, topic, title,
                                   text, language, fingerprint, support_count, object_count, created_at,
                                   changed_at, submitted_at, queued_at, published_at)
            WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :most)
            SELECT 1, i, author_id, state, 1, place, region, topic, title, text, language, fingerprint, i, 0,
                   created_at, changed_at, submitted_at, queued_at, published_at
              FROM proposals CROSS JOIN n WHERE number = 1
            """,
            most=most,
        )

    await db.write(copy)
    await db.close()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_ten_times_the_rows_take_the_same_memory(sqlite_template: Path, tmp_path: Path, kind: str) -> None:
    peaks = []
    for most in (2_000, 20_000):
        url = f"sqlite:///{shutil.copyfile(sqlite_template, tmp_path / f'{most}.db')}"
        await fill(url, most)
        peaks.append(await asyncio.to_thread(peak_kilobytes, url, tmp_path, kind))
    # 18,000 rows more weigh some 20 MB as text alone.
    assert peaks[1] - peaks[0] < 6_000
