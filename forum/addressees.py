"""The catalogue of state bodies and organizations that must answer: found by words in either language, and added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum import texts
from forum.errors import StaleButton
from forum.folding import fold
from forum.organizer_errors import AddresseeLength, AddresseeTaken
from forum.policies import demand_organizer
from storage import addressees
from storage.addressees import Addressee
from storage.database import Database, Transaction
from storage.records import Person

NAME_LENGTH: Final = (3, 200)
PAGE: Final = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A page of addressees; ``number`` from 1, of ``pages``."""

    items: tuple[Addressee, ...]
    number: int
    pages: int


async def choice(db: Database, organizer: Person, words: str, number: int) -> Choice:
    """Those whose name in either language has all the words, those last written to first; too far is the last page.

    Raises NotAllowed.
    """
    demand_organizer(organizer)
    sought = fold(texts.clean_line(words)).split()
    known = await db.read(addressees.list_offered)
    found = [one for one in known if _has(one, sought)]
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(1, number), pages)
    return Choice(tuple(found[(number - 1) * PAGE : number * PAGE]), number, pages)


def _has(one: Addressee, sought: list[str]) -> bool:
    names = fold(f"{one.name_kk} {one.name_ru}")
    return all(word in names for word in sought)


async def get(db: Database, addressee_id: int) -> Addressee:
    """One of them. Raises StaleButton."""

    async def work(tx: Transaction) -> Addressee:
        found = await addressees.find(tx, addressee_id)
        if found is None:
            raise StaleButton
        return found

    return await db.read(work)


def check_name(raw: str, before: int = 0) -> str:
    """A name as it is kept; ``before``: how much came in messages before. Raises AddresseeLength."""
    name = texts.clean_line(raw)
    length = before + len(name)
    minimum, maximum = NAME_LENGTH
    if not minimum <= length <= maximum or not texts.has_words(name):
        raise AddresseeLength(length=length, minimum=minimum, maximum=maximum)
    return name


async def demand_free(db: Database, language: str, name: str) -> None:
    """Pass a name nobody has in this language, whatever its letters' case. Raises AddresseeTaken."""
    if any(fold(one.name(language)) == fold(name) for one in await db.read(addressees.list_offered)):
        raise AddresseeTaken


def _known(offered: tuple[Addressee, ...], names: tuple[str, str]) -> Addressee | None:
    """The one with both names; None when neither is taken. Raises AddresseeTaken."""
    for one in offered:
        if (one.name_kk, one.name_ru) == names:
            return one
        if fold(one.name_kk) == fold(names[0]) or fold(one.name_ru) == fold(names[1]):
            raise AddresseeTaken
    return None


async def add(db: Database, organizer: Person, name_kk: str, name_ru: str, now: datetime) -> Addressee:
    """Add one with both its names; the same pair again is the same one.

    Raises NotAllowed, AddresseeLength, AddresseeTaken (either name belongs to another one).
    """
    demand_organizer(organizer)
    names = check_name(name_kk), check_name(name_ru)

    async def unit(tx: Transaction) -> Addressee:
        known = _known(await addressees.list_offered(tx), names)
        added = known or await addressees.insert(tx, *names, organizer.id, now)
        # Somebody else was first by a moment: it is theirs that is found now.
        added = added or _known(await addressees.list_offered(tx), names)
        if added is None:
            raise AddresseeTaken
        return added

    return await db.write(unit)
