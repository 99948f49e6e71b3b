"""Announcements: their two texts, whom they are for, how far they have come; their messages: storage.announced.

What is owed of one is rows of ``deliveries`` with its id; a paused one's rows wait until HELD_UNTIL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.database import Row, Transaction, from_ms, to_ms
from storage.segments import Segment

KIND: Final = "announcement"
CANCELLED: Final = "cancelled"  # the problem of what was closed unsent
# The year 2100: rows of a paused announcement.
HELD_UNTIL: Final = 4_102_444_800_000
_COLUMNS: Final = """id, text_kk, text_ru, segment, campaign_id, state, people_count, come_to, created_by, created_at,
       started_at, ended_at, message_id"""


@dataclass(frozen=True, slots=True)
class Announcement:
    """``created_by``: who answers for it now; ``come_to``: the person it has come to, all before were owed it."""

    id: int
    text_kk: str
    text_ru: str
    segment: Segment
    campaign_id: int | None
    state: str
    people_count: int
    come_to: int
    created_by: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    message_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether it is being sent, or paused."""
        return self.state in ("sending", "paused")

    def text(self, language: str) -> str:
        """What somebody of the language reads."""
        return self.text_kk if language == "kk" else self.text_ru


def _time(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else from_ms(milliseconds)


def _announcement(row: Row) -> Announcement:
    return Announcement(
        id=row["id"],
        text_kk=row["text_kk"],
        text_ru=row["text_ru"],
        segment=Segment.unpacked(row["segment"]),
        campaign_id=row["campaign_id"],
        state=row["state"],
        people_count=row["people_count"] or 0,
        come_to=row["come_to"],
        created_by=row["created_by"],
        created_at=from_ms(row["created_at"]),
        started_at=_time(row["started_at"]),
        ended_at=_time(row["ended_at"]),
        message_id=row["message_id"],
    )


async def insert_draft(
    tx: Transaction,
    *,
    text_kk: str,
    text_ru: str,
    segment: Segment,
    campaign_id: int | None,
    people_count: int,
    by: int,
    now: datetime,
) -> int:
    """Keep what is about to be confirmed, instead of the drafts this organizer had; its id."""
    await tx.run("DELETE FROM announcements WHERE created_by = :by AND state = 'draft'", by=by)
    row = await tx.one(
        """
        INSERT INTO announcements (text_kk, text_ru, segment, campaign_id, people_count, created_by, created_at)
        VALUES (:text_kk, :text_ru, :segment, :campaign_id, :people_count, :by, :now)
        RETURNING id
        """,
        text_kk=text_kk,
        text_ru=text_ru,
        segment=segment.packed(),
        campaign_id=campaign_id,
        people_count=people_count,
        by=by,
        now=to_ms(now),
    )
    assert row is not None
    return int(row["id"])


async def find(tx: Transaction, announcement_id: int) -> Announcement | None:
    """One of them, drafts too."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM announcements WHERE id = :id", id=announcement_id)
    return None if row is None else _announcement(row)


async def find_open(tx: Transaction) -> Announcement | None:
    """The one that is being sent, or paused; there is one at most."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM announcements WHERE state IN ('sending', 'paused') ORDER BY id LIMIT 1")
    return None if row is None else _announcement(row)


async def list_page(tx: Transaction, skipped: int, most: int) -> tuple[Announcement, ...]:
    """Those that were sent, or begun, the newest first."""
    rows = await tx.all(
        f"""
        SELECT {_COLUMNS} FROM announcements
         WHERE state <> 'draft'
         ORDER BY id DESC
         LIMIT :most OFFSET :skipped
        """,
        most=most,
        skipped=skipped,
    )
    return tuple(_announcement(row) for row in rows)


async def lock_unended(tx: Transaction) -> None:
    """Of those who start, or end, announcements at the same time only one goes on before this unit ends."""
    await tx.all(
        """
        SELECT id FROM announcements
         WHERE state IN ('draft', 'sending', 'paused')
         ORDER BY id
           /*pg FOR NO KEY UPDATE */
        """
    )


async def start(tx: Transaction, announcement_id: int, people_count: int, now: datetime) -> bool:
    """Begin to send a draft, if no other one is open; call :func:`lock_unended` first."""
    changed = await tx.run(
        """
        UPDATE announcements
           SET state = 'sending', started_at = :now, people_count = :people_count
         WHERE id = :id AND state = 'draft'
           AND NOT EXISTS (SELECT 1 FROM announcements other WHERE other.state IN ('sending', 'paused'))
        """,
        id=announcement_id,
        people_count=people_count,
        now=to_ms(now),
    )
    return changed == 1


async def pause(tx: Transaction, announcement_id: int) -> bool:
    """Hold it, with everything that is owed and not in a sender's hands; whether it was being sent."""
    changed = await tx.run(
        "UPDATE announcements SET state = 'paused' WHERE id = :id AND state = 'sending'", id=announcement_id
    )
    if changed:
        await tx.run(
            """
            UPDATE deliveries SET not_before = :held
             WHERE announcement_id = :id AND state = 'owed'
            """,
            held=HELD_UNTIL,
            id=announcement_id,
        )
    return changed == 1


async def resume(tx: Transaction, announcement_id: int, by: int | None, now: datetime) -> bool:
    """Go on with a paused one; ``by`` answers for it from now on (None: as before). Whether it was paused."""
    changed = await tx.run(
        """
        UPDATE announcements
           SET state = 'sending',
               message_id = CASE WHEN CAST(:by AS BIGINT) IS NULL THEN message_id END,
               created_by = COALESCE(CAST(:by AS BIGINT), created_by)
         WHERE id = :id AND state = 'paused'
        """,
        id=announcement_id,
        by=by,
    )
    if changed:
        await tx.run(
            """
            UPDATE deliveries SET not_before = :now
             WHERE announcement_id = :id AND state = 'owed' AND not_before = :held
            """,
            now=to_ms(now),
            held=HELD_UNTIL,
            id=announcement_id,
        )
    return changed == 1


async def cancel(tx: Transaction, announcement_id: int, now: datetime) -> bool:
    """End it, with everything that is owed and not in a sender's hands; whether it was open."""
    changed = await tx.run(
        """
        UPDATE announcements SET state = 'cancelled', ended_at = :now
         WHERE id = :id AND state IN ('sending', 'paused')
        """,
        id=announcement_id,
        now=to_ms(now),
    )
    if changed:
        await tx.run(
            """
            UPDATE deliveries SET state = 'failed', problem = :problem
             WHERE announcement_id = :id AND state = 'owed'
            """,
            problem=CANCELLED,
            id=announcement_id,
        )
    return changed == 1


async def finish(tx: Transaction, announcement_id: int, come_to: int, now: datetime) -> bool:
    """Everybody was owed it up to ``come_to`` and nothing waits any more; whether it ended by this."""
    changed = await tx.run(
        """
        UPDATE announcements SET state = 'done', ended_at = :now
         WHERE id = :id AND state = 'sending' AND come_to = :come_to
           AND NOT EXISTS (SELECT 1 FROM deliveries d
                            WHERE d.announcement_id = :id AND d.state IN ('owed', 'claimed'))
        """,
        id=announcement_id,
        come_to=come_to,
        now=to_ms(now),
    )
    return changed == 1


async def move_on(tx: Transaction, announcement_id: int, after: int, come_to: int) -> bool:
    """Take the stretch of people behind ``after``; of several who try it one wins, and none while it is paused."""
    changed = await tx.run(
        """
        UPDATE announcements SET come_to = :come_to
         WHERE id = :id AND state = 'sending' AND come_to = :after
        """,
        id=announcement_id,
        after=after,
        come_to=come_to,
    )
    return changed == 1


async def set_message(tx: Transaction, announcement_id: int, by: int, message_id: int | None) -> None:
    """Remember which message of whoever answers for it shows how far it is."""
    await tx.run(
        "UPDATE announcements SET message_id = :message_id WHERE id = :id AND created_by = :by",
        id=announcement_id,
        by=by,
        message_id=message_id,
    )


async def lock_state(tx: Transaction, announcement_id: int) -> str | None:
    """Its state, which nobody changes until this unit ends."""
    row = await tx.one("SELECT state FROM announcements WHERE id = :id /*pg FOR SHARE */", id=announcement_id)
    return None if row is None else str(row["state"])


async def count_anew(tx: Transaction, announcement_id: int, people_count: int) -> None:
    """Keep another number of people with a draft."""
    await tx.run(
        "UPDATE announcements SET people_count = :people_count WHERE id = :id AND state = 'draft'",
        id=announcement_id,
        people_count=people_count,
    )
