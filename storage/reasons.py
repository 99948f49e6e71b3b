"""Canned reasons for rejection: what organizers keep, and what moderators choose from."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from storage.database import Row, Transaction, to_ms
from storage.records import Reason

_FIELDS: Final = ("code", "name_kk", "name_ru", "about_kk", "about_ru", "is_public", "is_offered", "position")
_COLUMNS: Final = ", ".join(_FIELDS)
# For statements that join a reason as ``r``: its columns under names of their own, for :func:`joined`.
JOINED: Final = ", ".join(f"r.{field} AS reason_{field}" for field in _FIELDS)


def _reason(row: Row, prefix: str = "") -> Reason:
    code, name_kk, name_ru, about_kk, about_ru, is_public, is_offered, position = (
        row[f"{prefix}{field}"] for field in _FIELDS
    )
    return Reason(code, name_kk, name_ru, about_kk, about_ru, bool(is_public), bool(is_offered), position)


def joined(row: Row) -> Reason | None:
    """The reason of a row selected with JOINED; None where there is none."""
    return None if row["reason_code"] is None else _reason(row, "reason_")


async def find(tx: Transaction, code: str) -> Reason | None:
    """One reason, offered or not, or None."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM rejection_reasons WHERE code = :code", code=code)
    return None if row is None else _reason(row)


async def find_offered(tx: Transaction, code: str) -> Reason | None:
    """A reason that moderators may choose, held so until the unit ends; None for any other."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM rejection_reasons WHERE code = :code AND is_offered = 1 /*pg FOR SHARE */", code=code
    )
    return None if row is None else _reason(row)


async def list_all(tx: Transaction) -> tuple[Reason, ...]:
    """Every reason in the order of the lists, those no longer offered too."""
    rows = await tx.all(f"SELECT {_COLUMNS} FROM rejection_reasons ORDER BY position, code")
    return tuple(_reason(row) for row in rows)


async def lock_all(tx: Transaction) -> None:
    """Let nobody else change any of them until the unit ends."""
    await tx.all("SELECT code FROM rejection_reasons ORDER BY code /*pg FOR UPDATE */")


async def insert(tx: Transaction, reason: Reason, organizer_id: int, now: datetime) -> bool:
    """Add a reason; False when its code is taken."""
    added = await tx.run(
        """
        INSERT INTO rejection_reasons (code, name_kk, name_ru, about_kk, about_ru, is_public, is_offered, position,
                                       changed_by, changed_at)
        VALUES (:code, :name_kk, :name_ru, :about_kk, :about_ru, :is_public, :is_offered, :position, :who, :now)
            ON CONFLICT (code) DO NOTHING
        """,
        **_values(reason),
        who=organizer_id,
        now=to_ms(now),
    )
    return added == 1


async def change(tx: Transaction, reason: Reason, organizer_id: int, now: datetime) -> bool:
    """Make the reason of this code so; False when there is none."""
    changed = await tx.run(
        """
        UPDATE rejection_reasons
           SET name_kk = :name_kk, name_ru = :name_ru, about_kk = :about_kk, about_ru = :about_ru,
               is_public = :is_public, is_offered = :is_offered, position = :position,
               changed_by = :who, changed_at = :now
         WHERE code = :code
        """,
        **_values(reason),
        who=organizer_id,
        now=to_ms(now),
    )
    return changed == 1


def _values(reason: Reason) -> dict[str, str | int]:
    values = {field: getattr(reason, field) for field in _FIELDS}
    return {**values, "is_public": int(reason.is_public), "is_offered": int(reason.is_offered)}
