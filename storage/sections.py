"""Sections of the forum that a campaign prepares: in an order, the removed ones kept for what stood in them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from storage.database import Row, Transaction, to_ms

_SECTION = "id, campaign_id, name_kk, name_ru, position"


class Section(NamedTuple):
    """A section; ``position`` counts from 1, ``selected``: how much of the shortlist stands in it."""

    id: int
    campaign_id: int
    name_kk: str
    name_ru: str
    position: int
    selected: int = 0

    def name(self, language: str) -> str:
        """The name in ``kk`` or ``ru``."""
        return self.name_kk if language == "kk" else self.name_ru


def _section(row: Row, selected: int = 0) -> Section:
    return Section(row["id"], row["campaign_id"], row["name_kk"], row["name_ru"], row["position"], selected)


async def list_of(tx: Transaction, campaign_id: int) -> tuple[Section, ...]:
    """The sections of a campaign's forum in their order."""
    rows = await tx.all(
        f"""
        SELECT {_SECTION},
               (SELECT count(*) FROM selections s
                 WHERE s.campaign_id = sections.campaign_id AND s.section_id = sections.id
                   AND s.dropped_at IS NULL) AS n
          FROM sections
         WHERE campaign_id = :campaign_id AND removed_at IS NULL
         ORDER BY position, id
        """,
        campaign_id=campaign_id,
    )
    return tuple(_section(row, int(row["n"])) for row in rows)


async def find(tx: Transaction, section_id: int) -> Section | None:
    """One that is not removed, or None."""
    row = await tx.one(f"SELECT {_SECTION} FROM sections WHERE id = :id AND removed_at IS NULL", id=section_id)
    return None if row is None else _section(row)


async def lock(tx: Transaction, section_id: int) -> Section | None:
    """The same, which nobody removes or fills until this unit ends: whoever puts something into it locks it first."""
    row = await tx.one(
        f"SELECT {_SECTION} FROM sections WHERE id = :id AND removed_at IS NULL /*pg FOR NO KEY UPDATE */",
        id=section_id,
    )
    return None if row is None else _section(row)


async def insert(tx: Transaction, campaign_id: int, name_kk: str, name_ru: str, position: int) -> Section:
    """Add one."""
    row = await tx.one(
        f"""
        INSERT INTO sections (campaign_id, name_kk, name_ru, position)
        VALUES (:campaign_id, :name_kk, :name_ru, :position)
        RETURNING {_SECTION}
        """,
        campaign_id=campaign_id,
        name_kk=name_kk,
        name_ru=name_ru,
        position=position,
    )
    assert row is not None
    return _section(row)


async def rename(tx: Transaction, section_id: int, name_kk: str, name_ru: str) -> None:
    """Give it other names."""
    await tx.run(
        "UPDATE sections SET name_kk = :kk, name_ru = :ru WHERE id = :id", id=section_id, kk=name_kk, ru=name_ru
    )


async def place(tx: Transaction, section_id: int, position: int) -> None:
    """Put it at a place."""
    await tx.run("UPDATE sections SET position = :position WHERE id = :id", id=section_id, position=position)


async def remove(tx: Transaction, section_id: int, now: datetime) -> bool:
    """Remove it, unless something of the shortlist stands in it; whether this call did."""
    changed = await tx.run(
        """
        UPDATE sections SET removed_at = :now
         WHERE id = :id AND removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM selections s WHERE s.section_id = sections.id AND s.dropped_at IS NULL)
        """,
        id=section_id,
        now=to_ms(now),
    )
    return changed == 1
