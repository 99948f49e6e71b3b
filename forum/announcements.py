"""Announcements of the organizers: written, counted, begun, held, gone on with, ended.

Feeding the outbox with them is forum.announcing, their messages are forum.announced. One is open at a time, so that how
long it takes can be foretold.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from forum import segments, texts
from forum.announced import A_SECOND, Progress
from forum.errors import StaleButton
from forum.organizer_errors import (
    AnnouncementEmpty,
    AnnouncementLength,
    AnnouncementOneLanguage,
    AnnouncementOpen,
    AnnouncementToNobody,
)
from forum.policies import demand_organizer
from storage import announced, announcements, campaigns, deliveries
from storage.announcements import KIND, Announcement
from storage.database import Database, Transaction
from storage.records import Person
from storage.segments import Segment

__all__ = ["A_SECOND", "KIND", "Announcement", "Progress", "Segment"]

LENGTH: Final = (10, 1500)  # UTF-16 units, as Telegram counts: both languages stand in one preview
FIELDS: Final = ("text_kk", "text_ru")
NEAR: Final = 0.01  # of the people counted: so many more or fewer since then need no second question
END: Final = "announcement_end"
ORPHANED: Final = "announcement_paused"


def check_text(raw: str, before: int = 0) -> str:
    """A text as it is kept. ``before``: of a longer one that came in pieces, how much has come already.

    Raises AnnouncementEmpty, AnnouncementLength (length, minimum, maximum).
    """
    words = texts.clean_text(raw)
    if not texts.has_words(words):
        raise AnnouncementEmpty
    minimum, maximum = LENGTH
    length = before + len(words.encode("utf-16-le", "surrogatepass")) // 2
    if not minimum <= length <= maximum or len(words) < minimum:
        raise AnnouncementLength(length=length, minimum=minimum, maximum=maximum)
    return words


def demand_two_languages(text_kk: str, text_ru: str) -> None:
    """Raises AnnouncementOneLanguage when the same text was given twice."""
    if text_kk.casefold() == text_ru.casefold():
        raise AnnouncementOneLanguage


async def prepare(
    db: Database, organizer: Person, text_kk: str, text_ru: str, segment: Segment, now: datetime
) -> Announcement:
    """Count the people and keep what is about to be confirmed; again replaces what was not confirmed.

    Raises NotAllowed, AnnouncementOpen (another one is being sent), AnnouncementToNobody, and as :func:`check_text`.
    """
    demand_organizer(organizer)
    kazakh, russian = check_text(text_kk), check_text(text_ru)
    demand_two_languages(kazakh, russian)

    async def look(tx: Transaction) -> int | None:
        if await announcements.find_open(tx) is not None:
            raise AnnouncementOpen
        campaign = await campaigns.find_latest(tx)
        return None if campaign is None else campaign.id

    campaign_id = await db.read(look)
    count = await segments.count(db, segment, campaign_id)
    if not count:
        raise AnnouncementToNobody

    async def unit(tx: Transaction) -> Announcement:
        id_ = await announcements.insert_draft(
            tx,
            text_kk=kazakh,
            text_ru=russian,
            segment=segment,
            campaign_id=campaign_id,
            people_count=count,
            by=organizer.id,
            now=now,
        )
        return await _known(tx, id_)

    return await db.write(unit)


async def start(db: Database, organizer: Person, announcement_id: int, now: datetime) -> Announcement:
    """Begin to send what was confirmed; pressed again it is as it is by then.

    When the number of people has changed by more than a hundredth since the confirmation was shown, it stays a draft
    with the new number, to be confirmed anew. Raises NotAllowed, StaleButton, AnnouncementOpen, AnnouncementToNobody.
    """
    draft = await find(db, organizer, announcement_id)
    if draft.state != "draft":
        return draft
    if draft.created_by != organizer.id:
        raise StaleButton
    count = await segments.count(db, draft.segment, draft.campaign_id)
    if not count:
        raise AnnouncementToNobody
    is_near = abs(count - draft.people_count) <= draft.people_count * NEAR

    async def unit(tx: Transaction) -> Announcement:
        await announcements.lock_unended(tx)
        if not is_near:
            await announcements.count_anew(tx, announcement_id, count)
        elif not await announcements.start(tx, announcement_id, count, now):
            known = await _known(tx, announcement_id)
            if known.state == "draft":
                raise AnnouncementOpen
            return known
        return await _known(tx, announcement_id)

    return await db.write(unit)


async def set_state(db: Database, organizer: Person, announcement_id: int, wanted: str, now: datetime) -> Progress:
    """Make it ``paused``, ``sending`` or ``cancelled``, if it is open; of several who press the first one wins.

    Whoever goes on with a paused one answers for it from then on. What it is in the end.
    Raises NotAllowed, StaleButton.
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> None:
        known = await _known(tx, announcement_id)
        if wanted == "paused":
            await announcements.pause(tx, announcement_id)
        elif wanted == "cancelled":
            if await announcements.cancel(tx, announcement_id, now) and known.created_by != organizer.id:
                await owe_end(tx, known, now)
        elif wanted == "sending":
            takes_over = known.created_by != organizer.id
            await announcements.resume(tx, announcement_id, organizer.id if takes_over else None, now)
        else:
            raise StaleButton

    await db.write(unit)
    return await progress(db, organizer, announcement_id)


async def owe_end(tx: Transaction, announcement: Announcement, now: datetime) -> None:
    """Owe whoever answers for it what became of it."""
    facts: dict[str, object] = {"announcement": announcement.id}
    await deliveries.owe(tx, announcement.created_by, END, facts, f"{END}:{announcement.id}", now)


async def find(db: Database, organizer: Person, announcement_id: int) -> Announcement:
    """One of them, drafts too. Raises NotAllowed, StaleButton."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Announcement:
        return await _known(tx, announcement_id)

    return await db.read(work)


async def find_open(db: Database) -> Announcement | None:
    """The one that is being sent, or paused."""
    return await db.read_brief(announcements.find_open)


async def progress(db: Database, organizer: Person, announcement_id: int) -> Progress:
    """How far it is. Raises NotAllowed, StaleButton (also for a draft)."""
    demand_organizer(organizer)
    return await told(db, announcement_id)


async def told(db: Database, announcement_id: int) -> Progress:
    """The same for a message that is owed. Raises StaleButton."""

    async def work(tx: Transaction) -> Progress:
        known = await _known(tx, announcement_id)
        if known.state == "draft":
            raise StaleButton
        return Progress(known, await announced.count_fates(tx, announcement_id))

    return await db.read(work)


async def page(db: Database, organizer: Person, skipped: int, most: int) -> tuple[Progress, ...]:
    """Those that were sent or begun, the newest first. Raises NotAllowed."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> tuple[Progress, ...]:
        listed = await announcements.list_page(tx, skipped, most)
        return tuple([Progress(one, await announced.count_fates(tx, one.id)) for one in listed])

    return await db.read(work)


async def remember_message(db: Database, announcement_id: int, by: int, message_id: int | None) -> None:
    """Which message of whoever answers for it shows how far it is."""

    async def unit(tx: Transaction) -> None:
        await announcements.set_message(tx, announcement_id, by, message_id)

    await db.write(unit)


async def _known(tx: Transaction, announcement_id: int) -> Announcement:
    known = await announcements.find(tx, announcement_id)
    if known is None:
        raise StaleButton
    return known


def answers_for(announcement: Announcement, organizers: Collection[int]) -> bool:
    """Whether the one who began it, or took it over, organizes still; ``organizers``: ids of all who do."""
    return announcement.created_by in organizers


async def known(db: Database, announcement_id: int) -> Announcement | None:
    """One of them, or None."""
    return await db.read_brief(lambda tx: announcements.find(tx, announcement_id))
