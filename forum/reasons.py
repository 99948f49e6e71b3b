"""Canned reasons for rejection: data that organizers keep, in both languages or not at all.

A code that was ever made stays: what was rejected for it keeps its reason. Moderators choose among those offered, and
at least one always is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from forum import texts
from forum.errors import (
    ReasonLast,
    ReasonNameTaken,
    ReasonOneLanguage,
    ReasonsFull,
    ReasonWithdrawn,
    ReasonWords,
    ReasonWordsEmpty,
    StaleButton,
)
from forum.policies import demand_organizer
from storage import reasons
from storage.database import Database, Transaction
from storage.records import Person, Reason

NAME_LENGTH: Final = (3, 40)  # it is a button's label
ABOUT_LENGTH: Final = (20, 300)
OFFERED_MOST: Final = 20
KEPT_MOST: Final = 60
# What is written of a reason, in the order it is asked for.
FIELDS: Final = ("name_kk", "name_ru", "about_kk", "about_ru")


@dataclass(frozen=True, slots=True)
class NewReason:
    """What an organizer wrote; ``code`` is made with the form, so that the same form again is the same reason."""

    code: str
    name_kk: str
    name_ru: str
    about_kk: str
    about_ru: str
    is_public: bool


async def list_all(db: Database) -> tuple[Reason, ...]:
    """Every reason in the order of the lists."""
    return await db.read(reasons.list_all)


async def offered(db: Database) -> tuple[Reason, ...]:
    """What moderators choose from."""
    return tuple(reason for reason in await list_all(db) if reason.is_offered)


async def find_offered(db: Database, code: str) -> Reason:
    """A reason that moderators may choose now. Raises StaleButton (no such reason), ReasonWithdrawn."""

    async def work(tx: Transaction) -> Reason:
        reason = await _known(tx, code)
        if not reason.is_offered:
            raise ReasonWithdrawn
        return reason

    return await db.read(work)  # nothing is held: a snapshot takes no locks


async def demand_offered(tx: Transaction, code: str) -> Reason:
    """The same, and in a unit it stays offered until that ends."""
    reason = await reasons.find_offered(tx, code)
    if reason is not None:
        return reason
    await _known(tx, code)
    raise ReasonWithdrawn


async def names(db: Database, language: str) -> dict[str, str]:
    """The name of every code in one language."""
    return {reason.code: reason.name(language) for reason in await list_all(db)}


async def find(db: Database, organizer: Person, code: str) -> Reason:
    """One of them, for an organizer. Raises NotAllowed, StaleButton."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Reason:
        return await _known(tx, code)

    return await db.read(work)


def check_words(field: str, raw: str) -> str:
    """A name or a sentence as it is kept. Raises ReasonWordsEmpty, ReasonWords (length), StaleButton (no field)."""
    if field not in FIELDS:
        raise StaleButton
    is_name = field.startswith("name")
    words = texts.clean_line(raw) if is_name else texts.clean_text(raw)
    if not texts.has_words(words):
        raise ReasonWordsEmpty
    minimum, maximum = NAME_LENGTH if is_name else ABOUT_LENGTH
    if not minimum <= len(words) <= maximum:
        raise ReasonWords(length=len(words), minimum=minimum, maximum=maximum)
    return words


async def add(db: Database, organizer: Person, new: NewReason, now: datetime) -> Reason:
    """Add a reason, the last of the list and offered; the same one again is the same result.

    Raises NotAllowed, ReasonsFull, ReasonNameTaken, ReasonOneLanguage and as :func:`check_words`.
    """
    demand_organizer(organizer)
    words = {field: check_words(field, getattr(new, field)) for field in FIELDS}

    async def unit(tx: Transaction) -> Reason:
        kept = await _locked(tx)
        made = next((one for one in kept if one.code == new.code), None)
        if made is not None:
            return made
        if len(kept) >= KEPT_MOST:
            raise ReasonsFull(maximum=KEPT_MOST)
        _demand_room(kept)
        position = max((one.position for one in kept), default=0) + 1
        reason = Reason(new.code, **words, is_public=new.is_public, is_offered=True, position=position)
        _demand_told_apart(reason, kept)
        await reasons.insert(tx, reason, organizer.id, now)
        return reason

    return await db.write(unit)


async def write(db: Database, organizer: Person, code: str, field: str, raw: str, now: datetime) -> Reason:
    """Write a name or a sentence anew; what was decided before shows it too.

    Raises NotAllowed, StaleButton, ReasonNameTaken, ReasonOneLanguage and as :func:`check_words`.
    """
    words = check_words(field, raw)

    def changed(reason: Reason, kept: tuple[Reason, ...]) -> Reason:
        changes: dict[str, Any] = {field: words}
        written = replace(reason, **changes)
        _demand_told_apart(written, kept)
        return written

    return await _change(db, organizer, code, now, changed)


async def set_public(db: Database, organizer: Person, code: str, now: datetime, *, is_public: bool) -> Reason:
    """Whether others may be told it; again is the same. Raises NotAllowed, StaleButton."""

    def changed(reason: Reason, kept: tuple[Reason, ...]) -> Reason:
        return replace(reason, is_public=is_public)

    return await _change(db, organizer, code, now, changed)


async def set_offered(db: Database, organizer: Person, code: str, now: datetime, *, is_offered: bool) -> Reason:
    """Whether moderators may choose it; again is the same.

    Raises NotAllowed, StaleButton, ReasonLast (nothing would be left to choose), ReasonsFull.
    """

    def changed(reason: Reason, kept: tuple[Reason, ...]) -> Reason:
        if is_offered == reason.is_offered:
            return reason
        if is_offered:
            _demand_room(kept)
        elif not any(one.is_offered for one in kept if one.code != code):
            raise ReasonLast
        return replace(reason, is_offered=is_offered)

    return await _change(db, organizer, code, now, changed)


async def place(db: Database, organizer: Person, code: str, position: int, now: datetime) -> tuple[Reason, ...]:
    """Put a reason at a place of the list, counted from 1 (beyond the end: the last); all of them in their order.

    Again is the same. Raises NotAllowed, StaleButton.
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> tuple[Reason, ...]:
        kept = await _locked(tx)
        moved = await _known(tx, code)
        others = [one for one in kept if one.code != code]
        others.insert(max(0, position - 1), moved)
        ordered = tuple(replace(one, position=number) for number, one in enumerate(others, start=1))
        before = {one.code: one for one in kept}
        for one in ordered:
            if one != before[one.code]:
                await reasons.change(tx, one, organizer.id, now)
        return ordered

    return await db.write(unit)


async def _change(
    db: Database,
    organizer: Person,
    code: str,
    now: datetime,
    changed: Callable[[Reason, tuple[Reason, ...]], Reason],
) -> Reason:
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> Reason:
        kept = await _locked(tx)
        before = await _known(tx, code)
        after = changed(before, kept)
        if after != before:
            await reasons.change(tx, after, organizer.id, now)
        return after

    return await db.write(unit)


async def _locked(tx: Transaction) -> tuple[Reason, ...]:
    """All of them, and nobody else changes any until the unit ends: what is said of all must stay true."""
    await reasons.lock_all(tx)
    return await reasons.list_all(tx)


async def _known(tx: Transaction, code: str) -> Reason:
    reason = await reasons.find(tx, code)
    if reason is None:
        raise StaleButton
    return reason


def _demand_room(kept: tuple[Reason, ...]) -> None:
    if sum(one.is_offered for one in kept) >= OFFERED_MOST:
        raise ReasonsFull(maximum=OFFERED_MOST)


def _demand_told_apart(reason: Reason, kept: tuple[Reason, ...]) -> None:
    """Nobody can tell two reasons of one name apart, and one sentence for both languages is in one of them."""
    for other in kept:
        if other.code == reason.code:
            continue
        if any(other.name(language).casefold() == reason.name(language).casefold() for language in ("kk", "ru")):
            raise ReasonNameTaken
    if reason.about_kk.casefold() == reason.about_ru.casefold():
        raise ReasonOneLanguage
