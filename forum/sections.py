"""Sections of the forum: added, renamed, moved and removed by organizers while the campaign is the latest one.

Each unit holds the campaign's row, so that two organizers cannot give two sections one name or one place.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

from forum.errors import NoCampaign, StaleButton
from forum.organizer_errors import SectionExists, SectionLimit, SectionName, SectionUsed
from forum.policies import demand_organizer
from forum.texts import clean_line
from storage import campaign_acts, campaigns, sections
from storage.database import Database, Transaction
from storage.records import Campaign, Person
from storage.sections import Section

LENGTH: Final = (3, 80)
MOST: Final = 30


def check_name(text: str) -> str:
    """The name on one line. Raises SectionName (minimum, maximum characters)."""
    name = clean_line(text)
    if not LENGTH[0] <= len(name) <= LENGTH[1]:
        raise SectionName(minimum=LENGTH[0], maximum=LENGTH[1])
    return name


async def list_of(db: Database, campaign_id: int) -> tuple[Section, ...]:
    """The sections of a campaign's forum, in their order."""
    return await db.read(lambda tx: sections.list_of(tx, campaign_id))


async def find(db: Database, organizer: Person, section_id: int) -> Section:
    """One section, with how much stands in it. Raises NotAllowed, StaleButton (removed)."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Section:
        found = await sections.find(tx, section_id)
        if found is None:
            raise StaleButton
        return _of(await sections.list_of(tx, found.campaign_id), section_id)

    return await db.read(work)


async def add(
    db: Database, organizer: Person, campaign_id: int, name_kk: str, name_ru: str, now: datetime
) -> tuple[Section, ...]:
    """Add a section behind the others; all of them then.

    Raises NotAllowed, SectionName, SectionExists, SectionLimit (limit), NoCampaign, StaleButton (an earlier campaign).
    """
    demand_organizer(organizer)
    kk, ru = check_name(name_kk), check_name(name_ru)

    async def unit(tx: Transaction) -> tuple[Section, ...]:
        await _lock(tx, campaign_id)
        there = await sections.list_of(tx, campaign_id)
        if len(there) >= MOST:
            raise SectionLimit(limit=MOST)
        _demand_other_names(there, kk, ru, 0)
        position = max((one.position for one in there), default=0) + 1
        added = await sections.insert(tx, campaign_id, kk, ru, position)
        await _note(tx, organizer, added, "add", now)
        return (*there, added)

    return await db.write(unit)


async def rename(
    db: Database, organizer: Person, section_id: int, language: str, name: str, now: datetime
) -> tuple[Section, ...]:
    """Give a section another name in one language; again is the same.

    Raises NotAllowed, SectionName, SectionExists, StaleButton.
    """
    demand_organizer(organizer)
    new = check_name(name)

    async def work(tx: Transaction, section: Section, there: tuple[Section, ...]) -> None:
        kk, ru = (new, section.name_ru) if language == "kk" else (section.name_kk, new)
        _demand_other_names(there, kk, ru, section_id)
        if (kk, ru) != (section.name_kk, section.name_ru):
            await sections.rename(tx, section_id, kk, ru)
            await _note(tx, organizer, section._replace(name_kk=kk, name_ru=ru), "rename", now)

    return await _change(db, section_id, work)


async def place(db: Database, organizer: Person, section_id: int, position: int, now: datetime) -> tuple[Section, ...]:
    """Put a section at a place, from 1; the others make room. Raises NotAllowed, StaleButton."""
    demand_organizer(organizer)

    async def work(tx: Transaction, section: Section, there: tuple[Section, ...]) -> None:
        others = [one for one in there if one.id != section_id]
        others.insert(min(max(0, position - 1), len(others)), section)
        if [one.id for one in others] == [one.id for one in there]:
            return
        for number, one in enumerate(others, start=1):
            await sections.place(tx, one.id, number)
        await _note(tx, organizer, section, "move", now)

    return await _change(db, section_id, work)


async def remove(db: Database, organizer: Person, section_id: int, now: datetime) -> tuple[Section, ...]:
    """Remove a section in which nothing stands. Raises NotAllowed, StaleButton, SectionUsed (count)."""
    demand_organizer(organizer)

    async def work(tx: Transaction, section: Section, there: tuple[Section, ...]) -> None:
        await sections.lock(tx, section_id)
        if not await sections.remove(tx, section_id, now):
            raise SectionUsed(count=max(1, _of(await sections.list_of(tx, section.campaign_id), section_id).selected))
        await _note(tx, organizer, section, "remove", now)

    return await _change(db, section_id, work)


_Work = Callable[[Transaction, Section, tuple[Section, ...]], Awaitable[None]]


async def _change(db: Database, section_id: int, work: _Work) -> tuple[Section, ...]:
    async def unit(tx: Transaction) -> tuple[Section, ...]:
        found = await sections.find(tx, section_id)
        if found is None:
            raise StaleButton
        await _lock(tx, found.campaign_id)
        there = await sections.list_of(tx, found.campaign_id)
        await work(tx, _of(there, section_id), there)
        return await sections.list_of(tx, found.campaign_id)

    return await db.write(unit)


async def _lock(tx: Transaction, campaign_id: int) -> Campaign:
    """The latest campaign, open or not: its forum is prepared after the end, too."""
    campaign, latest = await campaigns.lock(tx, campaign_id), await campaigns.find_latest(tx)
    if campaign is None or latest is None:
        raise NoCampaign
    if latest.id != campaign.id:
        raise StaleButton
    return campaign


def _of(there: tuple[Section, ...], section_id: int) -> Section:
    found = next((one for one in there if one.id == section_id), None)
    if found is None:
        raise StaleButton
    return found


def _demand_other_names(there: tuple[Section, ...], kk: str, ru: str, but: int) -> None:
    names = {name.casefold() for one in there if one.id != but for name in (one.name_kk, one.name_ru)}
    if kk.casefold() in names or ru.casefold() in names:
        raise SectionExists


async def _note(tx: Transaction, organizer: Person, section: Section, what: str, now: datetime) -> None:
    details = {"what": what, "section": section.id, "kk": section.name_kk, "ru": section.name_ru}
    await campaign_acts.note(tx, section.campaign_id, "section", organizer.id, details, now)
