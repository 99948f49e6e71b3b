"""One phone number, one voter: the number is shared once, and only its keyed hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import replace

from forum.errors import PhoneForeign, PhoneTaken
from forum.policies import Rules, needs_phone
from storage import campaigns, people
from storage.database import ConstraintBroken, Database, Transaction
from storage.records import Person

# +7 is shared with Russia. Kazakhstan's codes are 0xx, 6xx and 7xx: the agreement of 2006 (6xx, 7xx), widened since.
_KAZAKHSTAN = re.compile(r"7[067][0-9]{9}")
# What people and phone books write between the digits.
_BETWEEN = re.compile(r"[\s()+.‑-]+")


def number_of(phone: str) -> str:
    """The eleven digits of a number of Kazakhstan, as a contact of Telegram has it. Raises PhoneForeign."""
    digits = _BETWEEN.sub("", phone)
    if not _KAZAKHSTAN.fullmatch(digits):
        raise PhoneForeign
    return digits


def hash_of(number: str, pepper: str) -> str:
    """HMAC-SHA256 under the settings' pepper: without it nobody can try all numbers, of which there are few."""
    return hmac.new(pepper.encode(), number.encode(), hashlib.sha256).hexdigest()


async def in_force(db: Database, rules: Rules) -> Rules:
    """The rules as they are now: whether a number is needed is the open campaign's to say, else the settings'."""
    return replace(rules, phone_needed=needs_phone(rules, await db.read(campaigns.find_open)))


async def verify(db: Database, person: Person, phone: str, pepper: str) -> Person:
    """Remember that the person has a number of their own; the first one stays.

    Raises PhoneForeign, PhoneTaken (another account has it).
    """
    hashed = hash_of(number_of(phone), pepper)

    async def unit(tx: Transaction) -> Person:
        if not person.is_verified and not await people.set_phone_hash(tx, person.id, hashed):
            raise PhoneTaken
        changed = await people.find(tx, person.id)
        assert changed is not None
        return changed

    try:
        return await db.write(unit)
    except ConstraintBroken:
        raise PhoneTaken from None  # another account shared it at the same moment
