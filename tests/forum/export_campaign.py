"""A campaign to export, put into the tables row by row; and how the files are read back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from locales import translator
from locales.export_words import Words
from storage.campaigns import find_latest
from storage.database import Database, Transaction, to_ms
from storage.records import Campaign, Membership, Person
from tests.canned import NAMES_KK

NOW = datetime(2026, 11, 23, 4, 5, 7, tzinfo=UTC)
SENT = datetime(2026, 11, 20, 19, 30, 5, tzinfo=UTC)  # 00:30:05 of the 21st in Almaty
AUTHOR, MODERATOR = 990001, 990002
REMARK = "Мекенжайды алып тастаңыз, Айгүл"
FORMULAS = ('=HYPERLINK("http://x.kz";"Ашу")', "+7 701 орнына қысқа нөмір", "-10 % тарифке", "@бәріне ортақ")
TEXT = "Әр ауылда ұңғыма керек, өйткені су жоқ; қазір «тасып» ішеміз,\nғимарат һәм үй үшін."

WORDS = Words(translator("kk"), NAMES_KK)
PUBLIC_NUMBERS = ["1", "3", "5", "7"]
ALL_NUMBERS = ["1", "2", "3", "4", "5", "6", "7"]


@dataclass(frozen=True)
class Row:
    """One proposal of the tests; unnamed fields are ordinary."""

    number: int | None
    state: str
    language: str = "kk"
    place: str = "KZ-39"
    region: str = "KZ-39"
    topic: str = "health"
    title: str = "Ауылға таза ауыз су жүргізу"
    text: str = TEXT
    support: int = 0
    objections: int = 0
    attachments: int = 0
    decisions: tuple[tuple[str, str | None, str | None], ...] = ()


ROWS = (
    Row(1, "published", support=12, objections=3, attachments=2, decisions=(("publish", None, None),)),
    Row(2, "rejected", language="ru", topic="sport", title="Нужна помощь лично мне",
        decisions=(("return", None, REMARK), ("reject", "not-for-forum", "Өтініш"))),
    Row(3, "published", language="ru", place="national", region="KZ-75", topic="sport",
        title="Ёлка, съезд и щётка для каждого двора", text="Объявить конкурс «Щит» " * 3, support=5,
        objections=9, decisions=(("return", None, REMARK), ("publish", None, None))),
    Row(4, "pending", title="Күтіп тұрған ұсыныс"),
    Row(5, "published", title=FORMULAS[0], text=FORMULAS[1] + " " * 5 + "қажет емес пе екен", support=1),
    Row(6, "withdrawn", support=4, title="Қайтарып алынған ұсыныс"),
    Row(7, "in_progress", topic="sport", title=FORMULAS[2], text=FORMULAS[3] + " болсын деген ұсыныс",
        support=40, objections=1, decisions=(("publish", None, None),)),
    Row(None, "draft", title="Қаралама ешкімге көрінбейді"),
)  # fmt: skip


async def make_campaign(db: Database, rows: tuple[Row, ...] = ROWS) -> Campaign:
    """Put a campaign with these proposals into empty tables."""
    since = to_ms(NOW - timedelta(days=9))

    async def unit(tx: Transaction) -> Campaign | None:
        await tx.run(
            "INSERT INTO people (id, telegram_id, created_at)"
            " VALUES (:a, 7000001, :t), (:m, 7000002, :t), (1, 7000003, :t)",
            a=AUTHOR, m=MODERATOR, t=since,
        )  # fmt: skip
        await tx.run(
            """
            INSERT INTO campaigns (id, name_kk, name_ru, collecting_from, collecting_until, voting_from,
                                   voting_until, created_at)
            VALUES (1, 'XII Азаматтық форум', 'XII Гражданский форум', 1, 2, 1, 3, :t)
            """,
            t=since,
        )
        for id_, row in enumerate(rows, start=1):
            await _insert(tx, id_, row)
        return await find_latest(tx)

    campaign = await db.write(unit)
    assert campaign is not None
    return campaign


async def _insert(tx: Transaction, id_: int, row: Row) -> None:
    sent = None if row.number is None else to_ms(SENT)
    await tx.run(
        """
        INSERT INTO proposals (id, campaign_id, number, author_id, state, round, place, region, topic, title,
                               text, language, fingerprint, support_count, object_count, created_at,
                               changed_at, submitted_at, queued_at, published_at)
        VALUES (:id, 1, :number, :author, :state, :round, :place, :region, :topic, :title, :text, :language,
                :fingerprint, :support, :objections, :now, :now, :sent, :sent, :published)
        """,
        id=id_, number=row.number, author=AUTHOR, state=row.state, round=max(1, len(row.decisions)),
        place=row.place, region=row.region, topic=row.topic, title=row.title, text=row.text,
        language=row.language, fingerprint=f"9f2c41ab{id_:04d}", support=row.support,
        objections=row.objections, now=to_ms(NOW), sent=sent,
        published=to_ms(NOW) if row.state in ("published", "in_progress") else None,
    )  # fmt: skip
    for position in range(1, row.attachments + 1):
        await tx.run(
            """
            INSERT INTO attachments (proposal_id, position, kind, file_id, file_unique_id, name, size, added_at)
            VALUES (:id, :position, 'photo', 'f', :unique, 'су.jpg', 10, :now)
            """,
            id=id_, position=position, unique=f"u{position}", now=to_ms(NOW),
        )  # fmt: skip
    for round_, (kind, reason, remark) in enumerate(row.decisions, start=1):
        await tx.run(
            """
            INSERT INTO decisions (proposal_id, round, kind, moderator_id, reason, remark, decided_at, region,
                                   queued_at)
            VALUES (:id, :round, :kind, :moderator, :reason, :remark, :now, :region, :now)
            """,
            id=id_, round=round_, kind=kind, moderator=MODERATOR, reason=reason, remark=remark,
            region=row.region, now=to_ms(NOW + timedelta(minutes=round_)),
        )  # fmt: skip


def person(*, organizer: bool) -> Person:
    """Number 1 of the people above."""
    roles = (Membership("organizer", "", "Дана"),) if organizer else (Membership("moderator", "KZ-39", "Ерлан"),)
    return Person(1, 7000003, "kk", "KZ-39", 1, NOW, None, roles)


def read_csv(path: Path) -> list[list[str]]:
    """Every line's cells, as a reader that knows UTF-8 with BOM sees them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def read_xlsx(path: Path) -> dict[str, Worksheet]:
    """Sheets by name."""
    book = openpyxl.load_workbook(path)
    return {name: book[name] for name in book.sheetnames}


def table(sheet: Worksheet, heading_row: int = 1) -> list[dict[str, Any]]:
    """Rows under the headings: heading → value."""
    lines: Iterator[tuple[Any, ...]] = sheet.iter_rows(min_row=heading_row, values_only=True)
    headings = next(lines)
    return [dict(zip(headings, line, strict=True)) for line in lines]
