"""Every column read back from every format equals the tables; nothing of it is a formula, a person or a control."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forum import exports
from forum.export_codes import Codes
from forum.export_columns import COLUMNS, RATED, visible
from forum.exports import FORMATS
from locales import LANGUAGES, translator
from locales.export_words import Words
from storage.database import Database, Transaction, open_database, to_ms
from storage.records import Campaign
from tests.canned import NAMES_KK, NAMES_RU
from tests.forum import export_page
from tests.forum.export_campaign import NOW, WORDS, Row, make_campaign, read_csv, read_xlsx, table
from tests.forum.people import rows

# What a spreadsheet takes for a formula, with what is not seen before it, and what controls a screen.
NASTY = tuple(
    f'{start}HYPERLINK("x";1)\x02\x07\x1b[2J\x85 қатар,\r\nжаңа "жол" <b>&amp; соңы'
    for start in ("=", "+", "-", "@", "\t=", "\r@", "＝", "＋", "－", "＠", "\u200b=", " \x01=")
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@pytest.fixture
async def on_sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    """A database of the quicker kind, for what does not depend on it."""
    db = await open_database(sqlite_url)
    yield db
    await db.close()


def clean(text: str) -> str:
    """What is left of a nasty text."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


async def shortlisted_campaign(db: Database, nasty: tuple[str, ...]) -> Campaign:
    """Number 1 with everything there is after the forum, every text of it nasty; 2 was dropped, its answer undone."""
    texts = cycle(nasty)
    first, second = (
        Row(number, "done", title=next(texts)[:120], text=next(texts), support=9, decisions=(("publish", None, None),))
        for number in (1, 2)
    )
    campaign = await make_campaign(db, (first, second, Row(3, "published")))
    at = to_ms(NOW)

    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE proposals SET published_at = :at", at=at)
        await tx.run("UPDATE campaigns SET name_kk = :kk, name_ru = :ru", kk=next(texts), ru=next(texts))
        await tx.run(
            "INSERT INTO sections (id, campaign_id, name_kk, name_ru, position) VALUES (1, 1, :kk, :ru, 1)",
            kk=next(texts), ru=next(texts),
        )  # fmt: skip
        await tx.run(
            "INSERT INTO addressees (id, name_kk, name_ru, created_at) VALUES (1, :kk, :ru, 1)",
            kk=next(texts), ru=next(texts),
        )  # fmt: skip
        for proposal, dropped in ((1, None), (2, at)):
            await tx.run(
                """
                INSERT INTO selections (proposal_id, campaign_id, section_id, basis, rank, support, objections, breadth,
                                        margin, remark, selected_by, selected_at, dropped_by, dropped_at)
                VALUES (:proposal, 1, 1, 'region', 2, 9, 1, 5, 3, :remark, 1, 1, :by, :dropped)
                """,
                proposal=proposal, remark=next(texts), by=1 if dropped else None, dropped=dropped,
            )  # fmt: skip
        outcome = """
            INSERT INTO outcomes (proposal_id, state, addressee_id, sent_on, due_on, answer_kk, answer_ru, recorded_by,
                                  recorded_at, undone_by, undone_at, answered_count, partly_count, formal_count)
            VALUES (:proposal, :state, :addressee, :sent, :due, :kk, :ru, 1, :at, :by, :undone, :a, :p, :f)
        """
        nothing = {"addressee": None, "sent": None, "due": None, "kk": None, "ru": None, "by": None, "undone": None,
                   "a": 0, "p": 0, "f": 0}  # fmt: skip
        sent = {"state": "sent", "addressee": 1, "sent": "2026-11-20", "due": "2026-12-10"}
        answered = {"state": "answered", "kk": next(texts), "ru": next(texts), "a": 2, "p": 1, "f": 0}
        for proposal in (1, 2):
            await tx.run(outcome, **{**nothing, **sent, "proposal": proposal, "at": at})
        await tx.run(outcome, **{**nothing, **answered, "proposal": 1, "at": at + 5000})
        await tx.run(outcome, **{**nothing, **answered, "proposal": 2, "at": at, "by": 1, "undone": at})
        await tx.run(
            "INSERT INTO imports (id, campaign_id, file_name, sha256, row_count, added_count, imported_at)"
            " VALUES (1, 1, 'f', 's', 1, 1, 1)"
        )
        await tx.run(
            "INSERT INTO imported_proposals"
            " (proposal_id, import_id, campaign_id, source_key, meeting_place, meeting_on)"
            " VALUES (1, 1, 1, 'k', :place, '2026-10-01')",
            place=next(texts),
        )

    await db.write(unit)
    return campaign


async def expected(db: Database, language: str) -> dict[str, Any]:
    """Number 1 as the tables have it, by the keys of the columns, put together by statements of their own."""
    (proposal,) = await rows(db, "SELECT title, text, support_count FROM proposals WHERE number = 1")
    (section,) = await rows(db, "SELECT name_kk, name_ru FROM sections")
    (addressee,) = await rows(db, "SELECT name_kk, name_ru FROM addressees")
    (campaign,) = await rows(db, "SELECT name_kk, name_ru FROM campaigns")
    (answer,) = await rows(db, "SELECT answer_kk, answer_ru FROM outcomes WHERE id = 3")
    (place,) = await rows(db, "SELECT meeting_place FROM imported_proposals")
    (remark,) = await rows(db, "SELECT remark FROM selections WHERE proposal_id = 1")
    t = translator(language)
    return {
        "number": 1, "title-kk": proposal[0], "text-kk": proposal[1], "title-ru": None, "support": proposal[2],
        "state": t.plain("state-done"), "section-kk": section[0], "section-ru": section[1],
        "basis": t.plain("export-basis-region"), "rank": 2, "breadth": 5, "margin": 3, "selection-remark": remark[0],
        "outcome": t.plain("state-answered"), "addressee-kk": addressee[0], "addressee-ru": addressee[1],
        "sent": date(2026, 11, 20), "due": date(2026, 12, 10),
        "answered": datetime(2026, 11, 23, 9, 5, 12),  # noqa: DTZ001 - as files hold it
        "answer-kk": answer[0], "answer-ru": answer[1], "rated-answered": 2, "rated-partly": 1, "rated-formal": 0,
        "share-answered": 67, "share-partly": 33, "share-formal": 0, "meeting-place": place[0],
        "meeting-day": date(2026, 10, 1), "campaign-kk": campaign[0], "campaign-ru": campaign[1],
    }  # fmt: skip


async def test_every_format_gives_back_what_the_tables_have_and_no_text_is_a_formula(
    database: Database, tmp_path: Path
) -> None:
    campaign = await shortlisted_campaign(database, NASTY)
    for language, names in (("kk", NAMES_KK), ("ru", NAMES_RU)):
        words = Words(translator(language), names)
        wanted = await expected(database, language)
        assert sum(isinstance(value, str) and bool(re.match(r"\W", value)) for value in wanted.values()) >= 10
        for kind in ("csv", "xlsx", "jsonl"):
            await exports.write(database, tmp_path / f"all.{kind}", campaign, words, kind, internal=True)
        note, headings, *lines = read_csv(tmp_path / "all.csv")
        assert len(note) == 1
        in_csv = dict(zip(headings, lines[0], strict=True))
        sheet = read_xlsx(tmp_path / "all.xlsx")[words.sheet("proposals")]
        in_xlsx = table(sheet, 2)[0]
        for key, value in wanted.items():
            heading = words.heading(key)
            assert in_csv[heading].removeprefix("'") == csv_of(value), key
            found = in_xlsx[heading]
            assert (found.date() if isinstance(value, date) and not isinstance(value, datetime) else found) == (
                clean(value) if isinstance(value, str) else value
            ), key
        assert not [cell for cell in in_csv.values() if re.match(r"\s*[=+@＝＋－＠]|\s*-\D|[\t\r\n]", cell)]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not CONTROL.search((tmp_path / "all.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))


def csv_of(value: Any) -> str:
    """A value as a reader of CSV gets it."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) else str(value)


async def test_json_lines_are_codes_days_and_times_with_their_zone(database: Database, tmp_path: Path) -> None:
    campaign = await shortlisted_campaign(database, NASTY)
    for internal in (False, True):
        await exports.write(database, tmp_path / "all.jsonl", campaign, WORDS, "jsonl", internal=internal)
        first, second, third = (json.loads(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines())
        keys = [column.key for column in visible(COLUMNS, internal)]
        assert list(first) == [*(["copy"] if internal else []), *keys]
        assert first.get("copy") == ("internal" if internal else None)
        wanted = await expected(database, "kk")
        for key in keys:
            value = wanted.get(key)
            if isinstance(value, str) and key not in ("state", "basis", "outcome"):
                assert first[key] == clean(value)
        assert (first["state"], first["basis"], first["outcome"]) == ("done", "region", "answered")
        assert (first["place"], first["topic"], first["language"]) == ("KZ-39", "health", "kk")
        assert (first["sent"], first["meeting-day"]) == ("2026-11-20", "2026-10-01")
        assert first["answered"] == "2026-11-23T09:05:12+05:00"
        # A dropped selection and an answer that was taken back are nowhere.
        assert (second["basis"], second["answer-kk"], second["share-formal"]) == (None, None, None)
        assert (second["outcome"], second["due"]) == ("sent", "2026-12-10")
        assert [third[f"rated-{one}"] for one in RATED] == [None, None, None]


async def test_no_byte_of_a_public_copy_tells_of_a_person(database: Database, tmp_path: Path) -> None:
    campaign = await shortlisted_campaign(database, ("Әдеттегі мәтін, онда ешкімнің аты жоқ",))
    secrets = {
        "telegram_id": "7000001", "id": "990001", "moderator": "990002", "phone_hash": "f00dfeedbeef",
        "display_name": "Құпияхан Жасырынұлы",
    }  # fmt: skip

    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE people SET phone_hash = :hash WHERE id = 990001", hash=secrets["phone_hash"])
        await tx.run(
            "INSERT INTO team (person_id, role, region, display_name, granted_at)"
            " VALUES (990002, 'moderator', 'KZ-39', :name, 1)",
            name=secrets["display_name"],
        )
        await tx.run(
            "INSERT INTO history (proposal_id, at, actor_id, actor_role, to_state)"
            " VALUES (1, 1, 990002, 'moderator', 'published')"
        )

    await database.write(unit)
    for kind in FORMATS:
        for internal in (False, True):
            path = tmp_path / f"{kind}-{internal}"
            await exports.write(database, path, campaign, WORDS, kind, internal=internal)
            whole = everything_in(path)
            found = [name for name, secret in secrets.items() if secret.encode() in whole]
            assert found == (["display_name"] if internal and kind not in ("csv", "jsonl", "docx") else []), kind
            face = {"jsonl": "internal"}.get(kind, translator("kk").plain("export-heading-internal-note")[:13])
            assert (face.encode() in whole) == internal, kind


def everything_in(path: Path) -> bytes:
    """All bytes of a file, those of a packed one unpacked."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data
    with zipfile.ZipFile(path) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


async def test_parts_are_whole_files_and_together_hold_every_row_once(on_sqlite: Database, tmp_path: Path) -> None:
    db = on_sqlite
    made = tuple(Row(number, "published", decisions=(("publish", None, None),)) for number in range(1, 91))
    campaign = await make_campaign(db, made)
    for kind, most in (("csv", 20_000), ("jsonl", 40_000), ("history-csv", 1_500), ("xlsx", 14_000)):
        if kind == "history-csv":
            await db.write(lambda tx: tx.run(
                "INSERT INTO history (proposal_id, at, actor_role, to_state)"
                " SELECT id, 1, 'moderator', 'published' FROM proposals UNION ALL"
                " SELECT id, 2, 'moderator', 'published' FROM proposals"
            ))  # fmt: skip
        folder = tmp_path / kind
        folder.mkdir()
        parts = await exports.write_parts(db, folder / "all.x", campaign, WORDS, kind, most=most, sent=1)
        assert len(parts) > 2
        total = len(parts) + 1
        assert [part.path.name for part in parts] == [f"all-{n}-of-{total}.x" for n in range(2, total + 1)]
        assert sorted(folder.iterdir()) == sorted(part.path for part in parts)
        numbers = [numbers_of(part.path, kind) for part in parts]
        assert [len(one) for one in numbers] == [part.rows for part in parts]
        assert [one[-1] for one in numbers] == [part.last for part in parts]
        each = 2 if kind == "history-csv" else 1
        assert sorted(number for one in numbers for number in one) == sorted([*range(1, 91)] * each)
        assert len({number for one in numbers for number in set(one)}) == sum(len(set(one)) for one in numbers)
        assert all(part.path.stat().st_size <= most for part in parts)
    one = await exports.write_parts(db, tmp_path / "one.csv", campaign, WORDS, "csv", most=10**9)
    assert [part.path.name for part in one] == ["one.csv"]
    tiny = await exports.write_parts(db, tmp_path / "tiny.csv", campaign, WORDS, "csv", most=1)
    assert len(tiny) == 90, "a proposal larger than a part is a part"


def numbers_of(path: Path, kind: str) -> list[int]:
    """The numbers in a part that is read by itself; a workbook's other sheets are about the same ones."""
    if kind == "jsonl":
        return [json.loads(line)["number"] for line in path.read_text("utf-8").splitlines()]
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        numbers, decided = (
            [int(float(str(row[0]))) for row in book.worksheets[place].iter_rows(min_row=2, values_only=True)]
            for place in (0, 3)
        )
        assert set(decided) == set(numbers)
        return numbers
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return [int(row[0]) for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) if row[0].isdecimal()]


def test_the_page_of_columns_is_that_of_the_columns() -> None:
    assert export_page.PAGE.read_text(encoding="utf-8") == export_page.page(), "python -m tests.forum.export_page"
    for _, _, columns in export_page.TABLES:
        assert all(column.about for column in columns)
        for internal in (False, True):
            for language in LANGUAGES:
                words = Words(translator(language), {})
                headings = [words.heading(column.key) for column in visible(columns, internal)]
                assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
async def test_a_range_of_numbers_and_filters_narrow_every_format(
    on_sqlite: Database, tmp_path: Path, kind: str
) -> None:
    db = on_sqlite
    campaign = await make_campaign(db)
    query = exports.ExportQuery(after=1, until=5)
    assert await exports.write(db, tmp_path / "some", campaign, WORDS, kind, query=query) == 2
    assert await exports.rows_of(db, campaign, kind, query) == (4 if kind != "xlsx" else 8)
    assert Codes(WORDS.zone).moment(to_ms(NOW)).isoformat() == "2026-11-23T09:05:07+05:00"
