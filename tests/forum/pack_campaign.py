"""A campaign with a shortlist, sections and answers, on top of the exports' one; and how a pack is read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from storage.database import Database, Transaction, to_ms
from storage.records import Campaign
from tests.forum.export_campaign import MODERATOR, NOW, TEXT, Row, make_campaign

REMARK = "Өңір үшін ең өзекті мәселе"
ANSWER_KK = "Жұмыс көктемде басталады.\nЖауапты: департамент."
ANSWER_RU = "Работы начнутся весной.\nОтветственный: департамент."
LONG_WORD = "Ұзын" + "а" * 110
ODD = "Бірінші жол\x01\x0bекінші\r\nүшінші <w:p>&amp; 'тырнақша' \ufffe\tсоңы осында"

SHORTLIST = (
    Row(1, "in_progress", topic="health", place="KZ-39", support=40, objections=1, title="Ауылға таза ауыз су керек"),
    Row(2, "sent", language="ru", topic="health", place="KZ-39", support=50, title="Скорая помощь в районе"),
    Row(3, "shortlisted", topic="education", place="national", region="KZ-75", support=7, title=LONG_WORD, text=ODD),
    Row(4, "shortlisted", language="ru", topic="education", place="KZ-10", region="KZ-10", title="Школа в селе нужна"),
    Row(5, "published", support=90, title="Жарияланған, бірақ іріктелмеген"),
    Row(6, "pending", title="Қаралып жатқан ұсыныс"),
    Row(7, "hidden", title="Жасырылған ұсыныс осында"),
    Row(8, "recommended", topic="sport", place="KZ-59", region="KZ-59", title="Ауылға стадион салу керек"),
)
# The id of a proposal is its place above, from 1, and so is its number.
SECTION_OF = {1: 2, 2: 1, 3: 1, 4: None, 8: 1}


async def make_forum(db: Database) -> Campaign:
    """SHORTLIST in two sections and in none; number 1 was answered, 2 waits for an answer, 3 was translated."""
    campaign = await make_campaign(db, SHORTLIST)
    at = to_ms(NOW)

    async def unit(tx: Transaction) -> None:
        # In the other order than their ids: the position counts.
        for id_, position in ((1, 2), (2, 1)):
            await tx.run(
                "INSERT INTO sections (campaign_id, name_kk, name_ru, position) VALUES (1, :kk, :ru, :position)",
                kk=f"{id_}-секция", ru=f"Секция {id_}", position=position,
            )  # fmt: skip
        for id_, section in SECTION_OF.items():
            basis, rank, remark = ("organizer", None, REMARK) if id_ == 4 else ("region", id_, None)
            await tx.run(
                """
                INSERT INTO selections (proposal_id, campaign_id, section_id, basis, rank, support, objections,
                                        breadth, remark, selected_by, selected_at)
                VALUES (:id, 1, :section, :basis, :rank, 11, 2, 3, :remark, :who, :at)
                """,
                id=id_, section=section, basis=basis, rank=rank, remark=remark, who=MODERATOR, at=at,
            )  # fmt: skip
        await tx.run(
            """
            INSERT INTO translations (proposal_id, language, title, text, fingerprint, translated_by, translated_at)
            SELECT id, 'ru', 'Перевод названия', 'Перевод текста, достаточно длинный для правил.', fingerprint, :who,
                   :at
              FROM proposals WHERE id = 3
            """,
            who=MODERATOR, at=at,
        )  # fmt: skip
        await tx.run(
            "INSERT INTO addressees (name_kk, name_ru, created_at) VALUES (:kk, :ru, :at)",
            kk="Қостанай әкімдігі", ru="Акимат Костаная", at=at,
        )  # fmt: skip
        for id_ in (1, 2):
            await _step(tx, id_, "recommended", at)
            await _step(tx, id_, "sent", at, addressee_id=1, sent_on="2026-11-20", due_on="2026-12-20")
        answer = {"answer_kk": ANSWER_KK, "answer_ru": ANSWER_RU}
        await _step(tx, 1, "answered", at, **answer, undone_by=MODERATOR, undone_at=at)
        await _step(tx, 1, "in_progress", at, **answer, due_on="2027-03-01", answered_count=14, formal_count=2)
        await _step(tx, 8, "recommended", at)
        for place, region in enumerate(("KZ-39", "KZ-39", "KZ-10", None), start=1):
            await tx.run(
                "INSERT INTO people (id, telegram_id, region, created_at) VALUES (:id, :id, :region, :at)",
                id=880000 + place, region=region, at=at,
            )  # fmt: skip
            await tx.run(
                "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at) VALUES (1, :id, 1, :at, :at)",
                id=880000 + place, at=at,
            )  # fmt: skip

    await db.write(unit)
    return campaign


async def _step(tx: Transaction, proposal_id: int, state: str, at: int, **facts: Any) -> None:
    names = ", ".join(facts)
    marks = ", ".join(f":{name}" for name in facts)
    await tx.run(
        f"""
        INSERT INTO outcomes (proposal_id, state, recorded_by, recorded_at{", " + names if names else ""})
        VALUES (:proposal_id, :state, :who, :at{", " + marks if marks else ""})
        """,
        proposal_id=proposal_id, state=state, who=MODERATOR, at=at, **facts,
    )  # fmt: skip


@dataclass
class ReadEntry:
    """A proposal as a reader of the document finds it: the lines below its heading, the cells of its table."""

    title: str
    under: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)


@dataclass
class ReadPack:
    """A document read by python-docx: its headings in order, its proposals by heading."""

    document: Any
    headings: list[tuple[str, str]]
    entries: dict[str, ReadEntry]

    @property
    def words(self) -> str:
        """Every letter of it: of the body, its tables, headers and footers."""
        section = self.document.sections[0]
        parts = [section.header, section.first_page_header, section.footer, section.first_page_footer]
        told = [line.text for part in parts for line in part.paragraphs]
        return "\n".join([*told, *(element.text or "" for element in self.document.element.body.iter())])

    @property
    def cover(self) -> str:
        """The lines of the first page."""
        lines = []
        for block in self.document.iter_inner_content():
            if isinstance(block, Paragraph) and block.style is not None and block.style.name == "Caption":
                break
            lines += [block.text] if isinstance(block, Paragraph) else [c.text for r in block.rows for c in r.cells]
        return "\n".join(lines)


def read_pack(path: Path) -> ReadPack:
    """Open a pack as any program would."""
    document = docx.Document(str(path))
    headings: list[tuple[str, str]] = []
    entries: dict[str, ReadEntry] = {}
    last: ReadEntry | None = None
    under: dict[int, str] = {}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            if last is not None and not last.cells:
                last.cells = [[cell.text for cell in row.cells] for row in block.rows]
            continue
        name = (block.style.name if block.style is not None else "") or ""
        if name == "Heading 4":
            last = entries[block.text] = ReadEntry(block.text, tuple(under.values()))
        elif name.startswith("Heading"):
            level = int(name[-1])
            under = {one: text for one, text in under.items() if one < level} | {level: block.text}
            headings.append((name, block.text))
            last = None
        elif last is not None and not last.cells:
            last.lines.append(block.text)
    return ReadPack(document, headings, entries)


__all__ = [
    "ANSWER_KK",
    "ANSWER_RU",
    "LONG_WORD",
    "ODD",
    "REMARK",
    "SHORTLIST",
    "TEXT",
    "ReadPack",
    "make_forum",
    "read_pack",
]
