"""What waits in the region of a staff group, as the group sees it: without the appeals its moderators may not judge."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from forum import days
from forum.policies import Rules
from forum.queue import QUEUE_MOST, Queue, queue_item
from storage import queue as waiting_queue
from storage.database import Database, Transaction
from storage.decisions import Desk
from storage.queue import Wanted

NOBODY: Final = 0  # appeals wait for people with names only
HERE: Final = Wanted(("pending", "hidden"))


async def queue(db: Database, region: str, now: datetime, rules: Rules) -> Queue:
    """The oldest ten of a region, and how many there are."""
    desk = Desk(NOBODY, (region,))

    async def work(tx: Transaction) -> Queue:
        calendar = await days.calendar(tx, rules)
        found = await waiting_queue.page(tx, desk, HERE, now, QUEUE_MOST, 0)
        total = await waiting_queue.count(tx, desk)
        return Queue(total, 0, 0, tuple(queue_item(one, now, calendar) for one in found))

    return await db.read(work)
