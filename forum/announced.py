"""The messages of an announcement: what they say, whether they may leave, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forum.errors import StaleButton
from storage import announced, announcements, deliveries
from storage.announced import UNSURE, Fates
from storage.announcements import CANCELLED, HELD_UNTIL, KIND, Announcement
from storage.database import Database, Transaction, from_ms
from storage.records import Delivery

__all__ = ["CANCELLED", "KIND", "UNSURE"]

A_SECOND: Final = 29  # messages, as pacing lets them leave


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an announcement is, or what became of it."""

    announcement: Announcement
    fates: Fates

    @property
    def total(self) -> int:
        """Everybody it was for; more than were counted when people came into the segment since."""
        return max(self.announcement.people_count, self.fates.owed)

    @property
    def left(self) -> int:
        """Who may still get it: everybody not settled, or of an ended one what is in a sender's hands."""
        if not self.announcement.is_open:
            return self.fates.waiting
        return self.total - (self.fates.owed - self.fates.waiting)

    @property
    def cancelled(self) -> int:
        """Who did not get it because it was cancelled."""
        never = self.total - self.fates.owed if self.announcement.state == "cancelled" else 0
        return self.fates.cancelled + never

    @property
    def missing(self) -> int:
        """Who had left, or had switched announcements off, before their turn came."""
        return self.total - self.fates.owed if self.announcement.state == "done" else 0

    @property
    def seconds_left(self) -> int:
        """How long the rest takes at the pace Telegram allows."""
        return -(-self.left // A_SECOND)


async def text_for(db: Database, announcement_id: int, language: str) -> str:
    """What somebody of the language reads. Raises StaleButton when it is gone."""

    async def work(tx: Transaction) -> str:
        known = await announcements.find(tx, announcement_id)
        if known is None:
            raise StaleButton
        return known.text(language)

    return await db.read_brief(work)


async def mark_leaving(db: Database, delivery: Delivery) -> str | None:
    """Note just before its call that a message leaves; None: it may. Else the state of its announcement, or UNSURE.

    UNSURE: it was on its way when a process died, so it is not sent a second time.
    """

    async def unit(tx: Transaction) -> str | None:
        return await announced.mark_leaving(tx, delivery, _id_of(delivery))

    return await db.write(unit)


async def mark_held(db: Database, delivery: Delivery) -> bool:
    """The announcement was paused while its message waited for its turn; whether it was this worker's to say."""

    async def unit(tx: Transaction) -> bool:
        if await announcements.lock_state(tx, _id_of(delivery)) != "paused":
            return await deliveries.release(tx, delivery, is_attempt=False)  # somebody goes on with it already
        return await deliveries.postpone(tx, delivery, from_ms(HELD_UNTIL), None, is_attempt=False)

    return await db.write(unit)


def _id_of(delivery: Delivery) -> int:
    return int(str(delivery.facts["announcement"]))
