"""Chats of the alliances' staff: connected to a region by a moderator, written to, put out of, moved."""

from __future__ import annotations

from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import StaffGroup

_COLUMNS = "id, telegram_id, language, connected_at, unreachable_at, region, topic_id, connected_by"

# What of a group's digests goes over to the supergroup it became, unless that has the same.
_DIGESTS = {
    "digest_plans": "o.region = digest_plans.region",
    "digests": "o.region = digests.region AND o.period_until = digests.period_until",
}


def _group(row: Row) -> StaffGroup:
    return StaffGroup(
        id=row["id"],
        telegram_id=row["telegram_id"],
        language=row["language"],
        connected_at=from_ms(row["connected_at"]),
        unreachable_at=None if row["unreachable_at"] is None else from_ms(row["unreachable_at"]),
        region=row["region"],
        topic_id=row["topic_id"],
        connected_by=row["connected_by"],
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


async def connect(
    tx: Transaction,
    telegram_id: int,
    *,
    region: str,
    instead_of: str,
    topic_id: int | None,
    language: str,
    person_id: int,
    now: datetime,
) -> StaffGroup | None:
    """Let a group work on a region's queue; None when it works on another one than ``instead_of`` ('' for none)."""
    row = await tx.one(
        f"""
        INSERT INTO staff_groups AS g (telegram_id, language, connected_at, region, topic_id, connected_by)
        VALUES (:telegram_id, :language, :now, :region, CAST(:topic_id AS BIGINT), :person_id)
            ON CONFLICT (telegram_id) DO UPDATE
           SET language = excluded.language, connected_at = excluded.connected_at, region = excluded.region,
               topic_id = excluded.topic_id, connected_by = excluded.connected_by, unreachable_at = NULL
         WHERE COALESCE(g.region, '') IN ('', :region, :instead_of)
        RETURNING {_COLUMNS}
        """,
        telegram_id=telegram_id,
        region=region,
        instead_of=instead_of,
        topic_id=topic_id,
        language=language,
        person_id=person_id,
        now=to_ms(now),
    )
    return None if row is None else _group(row)


async def disconnect(tx: Transaction, group_id: int, region: str) -> bool:
    """Let a group work on ``region`` no more; False when it does not."""
    changed = await tx.run(
        """
        UPDATE staff_groups SET region = NULL, topic_id = NULL, connected_by = NULL
         WHERE id = :id AND region = :region
        """,
        id=group_id,
        region=region,
    )
    return changed == 1


async def of_region(tx: Transaction, region: str) -> tuple[StaffGroup, ...]:
    """The groups that work on a region's queue and can be reached."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM staff_groups WHERE region = :region AND unreachable_at IS NULL ORDER BY id",
        region=region,
    )
    return tuple(_group(row) for row in rows)


async def forget_topic(tx: Transaction, group_id: int, topic_id: int) -> None:
    """The topic is closed or gone: the group is written to where it talks about everything."""
    await tx.run(
        "UPDATE staff_groups SET topic_id = NULL WHERE id = :id AND topic_id = :topic_id",
        id=group_id,
        topic_id=topic_id,
    )


async def find_locked(tx: Transaction, telegram_id: int) -> StaffGroup | None:
    """By the chat's id; nobody changes it until this unit ends."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM staff_groups WHERE telegram_id = :id /*pg FOR NO KEY UPDATE */", id=telegram_id
    )
    return None if row is None else _group(row)


async def set_reachable(tx: Transaction, group_id: int) -> None:
    """The bot was taken back, or may write again."""
    await tx.run("UPDATE staff_groups SET unreachable_at = NULL WHERE id = :id", id=group_id)


async def find(tx: Transaction, group_id: int) -> StaffGroup | None:
    """By our own id."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM staff_groups WHERE id = :id", id=group_id)
    return None if row is None else _group(row)


async def find_by_telegram_id(tx: Transaction, telegram_id: int) -> StaffGroup | None:
    """By the chat's id."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM staff_groups WHERE telegram_id = :id", id=telegram_id)
    return None if row is None else _group(row)


async def set_unreachable(tx: Transaction, group_id: int, now: datetime) -> bool:
    """The bot was put out of the group, may not write in it, or the group is gone; False when that was known."""
    changed = await tx.run(
        "UPDATE staff_groups SET unreachable_at = :now WHERE id = :id AND unreachable_at IS NULL",
        now=to_ms(now),
        id=group_id,
    )
    return changed == 1


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
    old = await find(tx, group_id)
    if known.region is None and old is not None:
        for table, same in _DIGESTS.items():
            await tx.run(
                f"""
                UPDATE {table} SET group_id = :to
                 WHERE group_id = :id AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.group_id = :to AND {same})
                """,
                to=known.id,
                id=group_id,
            )
        await tx.run(
            "UPDATE staff_groups SET region = CAST(:region AS TEXT), connected_by = CAST(:by AS BIGINT) WHERE id = :id",
            region=old.region,
            by=old.connected_by,
            id=known.id,
        )
    await tx.run(
        "UPDATE staff_groups SET region = NULL, topic_id = NULL, connected_by = NULL WHERE id = :id", id=group_id
    )
    await set_unreachable(tx, group_id, now)


async def lock_reachable(tx: Transaction, group_id: int) -> bool:
    """Whether the group can be reached; nobody changes that until this unit ends."""
    row = await tx.one(
        "SELECT unreachable_at IS NULL AS is_reachable FROM staff_groups WHERE id = :id /*pg FOR NO KEY UPDATE */",
        id=group_id,
    )
    return row is not None and bool(row["is_reachable"])
