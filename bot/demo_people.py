"""The sandbox's people as the demo knows them: two residents, a moderator, an organizer; two stay newcomers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from forum import people, team
from forum.policies import Rules
from storage.database import Database
from storage.records import Person


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the sandbox, with the language and region chosen; ``key`` is the sandbox's name for them."""

    key: str
    telegram_id: int
    language: str
    region: str
    name: str


AIGUL: Final = DemoPerson("aigul", 700000001, "kk", "KZ-39", "Айгүл Сәрсенова")
SERGEY: Final = DemoPerson("sergey", 700000002, "ru", "KZ-59", "Сергей Ковалёв")
MARAT: Final = DemoPerson("marat", 700000003, "kk", "KZ-59", "Марат Жұмабеков")
DINARA: Final = DemoPerson("dinara", 700000004, "ru", "KZ-71", "Динара Ахметова")
KNOWN: Final = (AIGUL, SERGEY, MARAT, DINARA)


async def register_demo_people(db: Database, now: datetime, rules: Rules) -> None:
    """Take them through the onboarding and make Marat a moderator by Dinara's invitation."""
    registered = {one: await _register(db, one, now) for one in KNOWN}
    # In the demo she is an admin by ADMIN_IDS, which this unit of the program does not read.
    organizer = replace(registered[DINARA], is_admin=True)
    # Since yesterday, so that his first digest has a day to tell about.
    joined = now - timedelta(days=1)
    token = await team.invite(db, organizer, "moderator", (MARAT.region,), joined, rules)
    await team.accept(db, registered[MARAT], token, MARAT.name, joined, rules)


async def _register(db: Database, one: DemoPerson, now: datetime) -> Person:
    person = await people.arrive(db, one.telegram_id, now)
    person = await people.choose_language(db, person, one.language, now)
    person = await people.give_consent(db, person, now)
    return await people.choose_region(db, person, one.region, now)
