"""The list as a reader last chose it: filters and order, kept as the words of its button."""

from __future__ import annotations

from storage import people
from storage.database import Database, Transaction
from storage.records import Person


async def remembered(db: Database, person: Person) -> str | None:
    """What was chosen last, or None."""

    async def look(tx: Transaction) -> str | None:
        return await people.find_list_choice(tx, person.id)

    return await db.read_brief(look)


async def remember(db: Database, person: Person, choice: str) -> None:
    """Keep a choice; nothing is written when it is the one kept already."""
    if await remembered(db, person) == choice:
        return

    async def unit(tx: Transaction) -> None:
        await people.set_list_choice(tx, person.id, choice)

    await db.write(unit)
