"""What is held about a person: told in numbers, written into a file, and forgotten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import astuple, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from forum.organizer_errors import LastOrganizer
from storage import forgetting, my_data, team
from storage.database import Database, Row, Transaction, from_ms
from storage.forgetting import Holdings
from storage.my_data import Section
from storage.records import Person

__all__ = ["Holdings", "forget", "holdings", "mark_of", "write_my_data"]

# Columns that are kept as JSON text.
_JSON = frozenset({"data", "regions"})


async def holdings(db: Database, person: Person, admin_ids: Collection[int] = ()) -> Holdings:
    """What there is of the person, in numbers. Where ``admin_ids`` organize by the settings, nobody is the last."""

    async def work(tx: Transaction) -> Holdings:
        return await forgetting.holdings(tx, person.id)

    held = await db.read(work)
    return replace(held, is_last_organizer=False) if admin_ids else held


def mark_of(person: Person, held: Holdings) -> str:
    """Eight letters that stand for these numbers of this person: whoever confirms, confirms what was shown."""
    numbers = astuple(held)
    return hashlib.sha256(f"{person.id}:{numbers}".encode()).hexdigest()[:8]


async def forget(
    db: Database,
    person: Person,
    conversation: str,
    now: datetime,
    *,
    told: Holdings | None = None,
    admin_ids: Collection[int] = (),
) -> bool:
    """Forget the person in one unit; False when that was done before. docs/decisions/forgetting.md says what stays.

    ``conversation`` is the key of the person's form state; ``told`` is what they agreed to (None: there was nothing
    to ask). Raises LastOrganizer when nobody would organize any more and ``told`` does not say so: of the last two who
    press at once the second is told first.
    """
    is_told = told is None or not told.roles or told.is_last_organizer or bool(admin_ids)

    async def unit(tx: Transaction) -> bool:
        if not is_told and set(await team.lock_organizers(tx)) == {person.id}:
            raise LastOrganizer
        locked = await forgetting.lock(tx, person.id)
        if locked is None:
            return False
        telegram_id, since = locked
        await forgetting.erase_words(tx, person.id, now)
        await forgetting.end_roles(tx, person.id, now)
        await forgetting.cut_ties(tx, person.id, since)
        await forgetting.forget_chat(tx, telegram_id, conversation)
        return True

    return await db.write(unit)


async def write_my_data(
    db: Database, person: Person, conversation: str, path: Path, now: datetime, zone: ZoneInfo
) -> None:
    """Write everything held about the person as JSON in UTF-8, row by row. Raises DatabaseUnavailable, OSError."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{\n  "made_at": {json.dumps(_moment(now, zone))}')
        for section in my_data.SECTIONS:
            file.write(f",\n  {json.dumps(section.name)}: ")
            await _write_section(file, db, section, person, conversation, zone)
        file.write("\n}\n")


async def _write_section(
    file: IO[str], db: Database, section: Section, person: Person, conversation: str, zone: ZoneInfo
) -> None:
    count = 0
    async for rows in my_data.rows_of(db, section, person.id, conversation):
        for row in rows:
            if not section.is_one:
                file.write(",\n    " if count else "[\n    ")
            file.write(json.dumps(_readable(row, zone), ensure_ascii=False))
            count += 1
    if section.is_one:
        file.write("" if count else "null")
    else:
        file.write("\n  ]" if count else "[]")


def _readable(row: Row, zone: ZoneInfo) -> dict[str, Any]:
    return {name: _value(name, row[name], zone) for name in row.keys()}  # noqa: SIM118 - a Row


def _value(name: str, value: Any, zone: ZoneInfo) -> Any:
    if value is None:
        return None
    if name in _JSON:
        return json.loads(value)
    if name == "at" or name.endswith(("_at", "_until", "_from")):
        return _moment(from_ms(value), zone)
    return value


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).isoformat(timespec="milliseconds")
