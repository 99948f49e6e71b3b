"""State bodies and organizations that must answer, as organizers keep them: one name in each language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, to_ms


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who must answer."""

    id: int
    name_kk: str
    name_ru: str

    def name(self, language: str) -> str:
        """The name in ``kk`` or ``ru``."""
        return self.name_kk if language == "kk" else self.name_ru


def _addressee(row: Row) -> Addressee:
    return Addressee(row["id"], row["name_kk"], row["name_ru"])


async def find(tx: Transaction, addressee_id: int) -> Addressee | None:
    """One of them, also one no longer offered; None when there is none."""
    row = await tx.one("SELECT id, name_kk, name_ru FROM addressees WHERE id = :id", id=addressee_id)
    return None if row is None else _addressee(row)


async def list_offered(tx: Transaction) -> tuple[Addressee, ...]:
    """All that are offered, those last written to first: some hundreds at most."""
    rows = await tx.all(
        """
        SELECT a.id, a.name_kk, a.name_ru
          FROM addressees a
          LEFT JOIN (SELECT addressee_id, max(id) AS last FROM outcomes
                      WHERE addressee_id IS NOT NULL GROUP BY addressee_id) AS sent ON sent.addressee_id = a.id
         WHERE a.is_offered = 1
         ORDER BY COALESCE(sent.last, 0) DESC, a.id DESC
        """
    )
    return tuple(_addressee(row) for row in rows)


async def insert(tx: Transaction, name_kk: str, name_ru: str, by: int, now: datetime) -> Addressee | None:
    """Add one; None when either name is taken."""
    row = await tx.one(
        """
        INSERT INTO addressees (name_kk, name_ru, created_by, created_at)
        VALUES (:name_kk, :name_ru, :by, :now)
            ON CONFLICT DO NOTHING
        RETURNING id, name_kk, name_ru
        """,
        name_kk=name_kk,
        name_ru=name_ru,
        by=by,
        now=to_ms(now),
    )
    return None if row is None else _addressee(row)
