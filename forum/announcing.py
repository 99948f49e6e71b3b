"""Feeding the outbox with an announcement: a little at a time, so that nothing else waits behind it.

Few of its messages are owed at any moment, and the next stretch of people only when some of these have gone; pausing
takes effect on the spot, and a process that dies leaves nothing but the place it has come to.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from forum.announcements import ORPHANED, Announcement, answers_for, owe_end
from storage import announced, announcements, deliveries, segments, unattended
from storage.database import Database, Transaction, to_ms
from storage.segments import Stretch

OPEN_MOST: Final = 150  # messages owed at a time: five seconds of what Telegram takes
LOOKED: Final = 1000  # people a unit looks through
LOOKS_MOST: Final = 20  # of a segment that is rare among the people


async def tend(
    db: Database, now: datetime, admin_ids: Collection[int] = (), open_most: int = OPEN_MOST
) -> Announcement | None:
    """Owe the next people of the open announcement, or end it; as it is then, None when none is open.

    Several replicas may do this at once. One whose organizer organizes no more is paused, and the others are told.
    """
    known = await db.read_brief(announcements.find_open)
    if known is None or known.state == "paused":
        return known
    organizers = await db.read(lambda tx: unattended.organizers(tx, tuple(sorted(admin_ids))))
    if not answers_for(known, organizers):
        await _pause_orphan(db, known, organizers, now)
    else:
        await _feed(db, known, now, open_most)
    return await db.read(lambda tx: announcements.find(tx, known.id))


async def _pause_orphan(db: Database, known: Announcement, organizers: Collection[int], now: datetime) -> None:
    async def unit(tx: Transaction) -> None:
        if not await announcements.pause(tx, known.id):
            return
        for person_id in organizers:
            cause = f"{ORPHANED}:{known.id}:{to_ms(now)}:{person_id}"
            await deliveries.owe(tx, person_id, ORPHANED, {"announcement": known.id}, cause, now)

    await db.write(unit)


async def _feed(db: Database, known: Announcement, now: datetime, open_most: int) -> None:
    come_to = known.come_to

    async def look(tx: Transaction) -> tuple[Stretch | None, int]:
        waiting = await announced.count_waiting(tx, known.id)
        if waiting >= open_most:
            return None, waiting
        found = await segments.find_stretch(
            tx,
            known.segment,
            known.campaign_id,
            after=come_to,
            most=open_most - waiting,
            looked=LOOKED,
            before=known.started_at,
        )
        return found, waiting

    async def owe(tx: Transaction) -> bool:
        if not await announcements.move_on(tx, known.id, come_to, stretch.come_to):
            return False  # another replica has taken it, or it is paused
        await announced.owe_stretch(tx, known.id, stretch.people, now)
        return True

    async def end(tx: Transaction) -> None:
        if await announcements.finish(tx, known.id, come_to, now):
            await owe_end(tx, known, now)

    for _ in range(LOOKS_MOST):
        found, waiting = await db.read(look)
        if found is None:
            return
        stretch = found
        if stretch.is_last and not stretch.people:
            if not waiting:
                await db.write(end)
            return
        if not await db.write(owe):
            return
        come_to = stretch.come_to
