"""Workbooks read back by openpyxl: sheets, types, frozen headings, sums."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from forum import exports
from forum.export_columns import visible
from forum.exports import COLUMNS
from locales import REGION_CODES, TOPIC_SLUGS, translator
from locales.export_words import Words
from storage.database import Database
from tests.canned import NAMES_RU
from tests.forum.export_campaign import (
    ALL_NUMBERS,
    FORMULAS,
    PUBLIC_NUMBERS,
    REMARK,
    TEXT,
    WORDS,
    Row,
    make_campaign,
    read_xlsx,
    table,
)


async def test_the_workbook_has_five_sheets_with_frozen_headings_and_filters(
    database: Database, tmp_path: Path
) -> None:
    campaign = await make_campaign(database)
    path = tmp_path / "proposals.xlsx"
    written = await exports.write_xlsx(database, path, campaign, WORDS)
    sheets = read_xlsx(path)
    assert list(sheets) == ["Ұсыныстар", "Өңірлер бойынша", "Салалар бойынша", "Шешімдер", "Тарих"]
    assert written == len(PUBLIC_NUMBERS)
    for sheet in sheets.values():
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == (sheet.dimensions if sheet.max_row > 1 else f"A1:{sheet.dimensions[3:-1]}2")
        assert sheet["A1"].font.b


async def test_the_internal_workbook_says_so_on_every_sheet(database: Database, tmp_path: Path) -> None:
    campaign = await make_campaign(database)
    words = Words(translator("ru"), NAMES_RU)
    path = tmp_path / "internal.xlsx"
    await exports.write_xlsx(database, path, campaign, words, internal=True)
    sheets = read_xlsx(path)
    assert list(sheets) == ["Предложения", "По регионам", "По сферам", "Решения", "История"]
    for name, sheet in sheets.items():
        note = "internal-history-note" if name == "История" else "internal-note"
        assert sheet["A1"].value == words.heading(note)
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
    types = {"text": {"s"}, "integer": {"n"}, "moment": {"d"}, "day": {"d"}}
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
        proposals, by_region, by_topic, *_ = [table(sheet, heading_row) for sheet in read_xlsx(path).values()]
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


async def test_an_unknown_region_topic_or_reason_does_not_stop_the_file(database: Database, tmp_path: Path) -> None:
    odd = Row(1, "rejected", place="KZ-99", region="KZ-99", topic="gone",
              decisions=(("reject", "illegal", None),))  # fmt: skip
    words = Words(translator("kk"), {})  # the reason came after the names were read
    campaign = await make_campaign(database, (odd,))
    path = tmp_path / "odd.xlsx"
    await exports.write_xlsx(database, path, campaign, words, internal=True)
    sheets = read_xlsx(path)
    [row] = table(sheets["Ұсыныстар"], 2)
    assert row["Сала"] == "gone"
    assert row["Қабылдамау себебі"] == "illegal"
    assert table(sheets["Өңірлер бойынша"], 2)[-1][WORDS.heading("place")] == "KZ-99"
