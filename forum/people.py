"""People: arriving, choosing a language and a region, agreeing to the processing of personal data."""

from __future__ import annotations

from datetime import datetime

from forum.policies import CONSENT_VERSION, demand_team
from storage import people
from storage.conversations import Conversation
from storage.database import Database, Transaction
from storage.records import Person


async def arrive(db: Database, telegram_id: int, now: datetime) -> Person:
    """The person who wrote, registered at the first word; somebody unreachable can be reached again."""

    async def load(tx: Transaction) -> Person | None:
        return await people.find_by_telegram_id(tx, telegram_id)

    person = await db.read(load)
    if person is not None and person.unreachable_at is None:
        return person
    return await _registered(db, telegram_id, now)


async def arrive_talking(db: Database, telegram_id: int, key: str, now: datetime) -> tuple[Person, Conversation]:
    """As :func:`arrive`, with the conversation kept under ``key``: what every update begins with, in one read."""

    async def load(tx: Transaction) -> tuple[Person, Conversation] | None:
        return await people.find_arriving(tx, telegram_id, key, now)

    found = await db.read_brief(load)
    person, conversation = found or (None, Conversation())
    if person is None or person.unreachable_at is not None:
        person = await _registered(db, telegram_id, now)
    return person, conversation


async def _registered(db: Database, telegram_id: int, now: datetime) -> Person:
    async def register(tx: Transaction) -> Person:
        await people.register(tx, telegram_id, now)
        registered = await people.find_by_telegram_id(tx, telegram_id)
        assert registered is not None
        return registered

    return await db.write(register)


async def find(db: Database, person_id: int) -> Person | None:
    """By our own id."""

    async def load(tx: Transaction) -> Person | None:
        return await people.find(tx, person_id)

    return await db.read(load)


async def _changed(tx: Transaction, person: Person) -> Person:
    changed = await people.find(tx, person.id)
    assert changed is not None
    return changed


async def choose_language(db: Database, person: Person, language: str, now: datetime) -> Person:
    """``kk`` or ``ru``; the whole conversation follows."""

    async def unit(tx: Transaction) -> Person:
        await people.set_language(tx, person.id, language)
        return await _changed(tx, person)

    return await db.write(unit)


async def give_consent(db: Database, person: Person, now: datetime) -> Person:
    """Agree to the consent text in force; the version and the time are kept."""

    async def unit(tx: Transaction) -> Person:
        await people.set_consent(tx, person.id, CONSENT_VERSION, now)
        return await _changed(tx, person)

    return await db.write(unit)


async def choose_region(db: Database, person: Person, region: str, now: datetime) -> Person:
    """A region's code; votes and proposals stay where they were."""

    async def unit(tx: Transaction) -> Person:
        await people.set_region(tx, person.id, region)
        return await _changed(tx, person)

    return await db.write(unit)


async def choose_form(db: Database, person: Person, form: str) -> Person:
    """How digests and histories look: ``classic`` or ``rich``. Raises NotAllowed for somebody not of the team."""
    demand_team(person)

    async def unit(tx: Transaction) -> Person:
        await people.set_message_form(tx, person.id, form)
        return await _changed(tx, person)

    return await db.write(unit)


async def note_reach(db: Database, telegram_id: int, now: datetime, *, is_blocked: bool) -> None:
    """Somebody blocked the bot or let it in again; of somebody unknown (or forgotten) nothing is remembered."""

    async def unit(tx: Transaction) -> None:
        await people.mark_blocked(tx, telegram_id, now if is_blocked else None)

    await db.write(unit)
