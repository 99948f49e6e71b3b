"""Chats of the alliances' staff that messages are owed to."""

from __future__ import annotations

from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import StaffGroup

_COLUMNS = "id, telegram_id, language, connected_at, unreachable_at"


def _group(row: Row) -> StaffGroup:
    return StaffGroup(
        id=row["id"],
        telegram_id=row["telegram_id"],
        language=row["language"],
        connected_at=from_ms(row["connected_at"]),
        unreachable_at=None if row["unreachable_at"] is None else from_ms(row["unreachable_at"]),
    )


async def add(tx: Transaction, telegram_id: int, language: str, now: datetime) -> StaffGroup:
    """Connect a group, or a known one again: it speaks ``language`` and can be reached from now on."""
    row = await tx.one(
        f"""
        INSERT INTO staff_groups (telegram_id, language, connected_at)
        VALUES (:telegram_id, :language, :now)
            ON CONFLICT (telegram_id) DO UPDATE SET language = excluded.language, unreachable_at = NULL
        RETURNING {_COLUMNS}
        """,
        telegram_id=telegram_id,
        language=language,
        now=to_ms(now),
    )
    assert row is not None
    return _group(row)


async def find(tx: Transaction, group_id: int) -> StaffGroup | None:
    """By our own id."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM staff_groups WHERE id = :id", id=group_id)
    return None if row is None else _group(row)


async def find_by_telegram_id(tx: Transaction, telegram_id: int) -> StaffGroup | None:
    """By the chat's id."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM staff_groups WHERE telegram_id = :id", id=telegram_id)
    return None if row is None else _group(row)


async def set_unreachable(tx: Transaction, group_id: int, now: datetime) -> None:
    """The bot was put out of the group, or the group is gone."""
    await tx.run(
        "UPDATE staff_groups SET unreachable_at = :now WHERE id = :id AND unreachable_at IS NULL",
        now=to_ms(now),
        id=group_id,
    )


async def move(tx: Transaction, group_id: int, telegram_id: int, now: datetime) -> None:
    """The group became a supergroup with another id; what was owed to it is owed to that chat.

    A supergroup that was connected by itself before takes over what is owed, and the old row is of no use any more.
    """
    known = await find_by_telegram_id(tx, telegram_id)
    if known is None or known.id == group_id:
        await tx.run("UPDATE staff_groups SET telegram_id = :to WHERE id = :id", to=telegram_id, id=group_id)
        return
    await tx.run(
        "UPDATE deliveries SET group_id = :to WHERE group_id = :id AND state IN ('owed', 'claimed')",
        to=known.id,
        id=group_id,
    )
    await set_unreachable(tx, group_id, now)


async def lock_reachable(tx: Transaction, group_id: int) -> bool:
    """Whether the group can be reached; nobody changes that until this unit ends."""
    row = await tx.one(
        "SELECT unreachable_at IS NULL AS is_reachable FROM staff_groups WHERE id = :id /*pg FOR NO KEY UPDATE */",
        id=group_id,
    )
    return row is not None and bool(row["is_reachable"])
