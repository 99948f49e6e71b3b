"""Who wrote to the bot, in which language and region, with which consent and roles."""

from __future__ import annotations

from datetime import datetime

from storage.conversations import VERSION, Conversation, conversation_of
from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import Membership, Person

_PERSON = """
    SELECT id, telegram_id, language, region, consent_version, created_at, unreachable_at, muted_until, banned_at,
           message_form, phone_hash IS NOT NULL AS is_verified
      FROM people
     WHERE {key} = :key
"""
_MEMBERSHIPS = """
    SELECT role, region, display_name
      FROM team
     WHERE person_id = :person_id AND revoked_at IS NULL
     ORDER BY id
"""

# Everything an update begins with, in one statement: on PostgreSQL that is one round trip instead of three.
_ARRIVING = """
    SELECT p.id, p.telegram_id, p.language, p.region, p.consent_version, p.created_at, p.unreachable_at,
           p.muted_until, p.banned_at, p.message_form, p.phone_hash IS NOT NULL AS is_verified,
           t.role, t.region AS role_region, t.display_name, c.state, c.data
      FROM people p
      LEFT JOIN team t ON t.person_id = p.id AND t.revoked_at IS NULL
      LEFT JOIN conversations c ON c.key = :conversation AND c.version = :version AND c.expires_at > :now
     WHERE p.telegram_id = :telegram_id
     ORDER BY t.id
"""


def _person(row: Row, memberships: tuple[Membership, ...]) -> Person:
    return Person(
        id=row["id"],
        telegram_id=row["telegram_id"],
        language=row["language"],
        region=row["region"],
        consent_version=row["consent_version"],
        created_at=from_ms(row["created_at"]),
        unreachable_at=None if row["unreachable_at"] is None else from_ms(row["unreachable_at"]),
        memberships=memberships,
        is_verified=bool(row["is_verified"]),
        muted_until=None if row["muted_until"] is None else from_ms(row["muted_until"]),
        banned_at=None if row["banned_at"] is None else from_ms(row["banned_at"]),
        message_form=row["message_form"],
    )


async def _load(tx: Transaction, sql: str, key: int) -> Person | None:
    row = await tx.one(sql, key=key)
    if row is None:
        return None
    rows = await tx.all(_MEMBERSHIPS, person_id=row["id"])
    return _person(row, tuple(Membership(m["role"], m["region"], m["display_name"]) for m in rows))


async def find_by_telegram_id(tx: Transaction, telegram_id: int) -> Person | None:
    """The person with roles, or None."""
    return await _load(tx, _PERSON.format(key="telegram_id"), telegram_id)


async def find_arriving(
    tx: Transaction, telegram_id: int, conversation: str, now: datetime
) -> tuple[Person, Conversation] | None:
    """The person with roles, and the conversation of that key; None for somebody unknown."""
    rows = await tx.all(_ARRIVING, telegram_id=telegram_id, conversation=conversation, version=VERSION, now=to_ms(now))
    if not rows:
        return None
    roles = tuple(Membership(row["role"], row["role_region"], row["display_name"]) for row in rows if row["role"])
    return _person(rows[0], roles), conversation_of(rows[0])


async def find(tx: Transaction, person_id: int) -> Person | None:
    """The person with roles, or None."""
    return await _load(tx, _PERSON.format(key="id"), person_id)


async def register(tx: Transaction, telegram_id: int, now: datetime) -> None:
    """Insert a newcomer, or let a known person be reached again."""
    await tx.run(
        """
        INSERT INTO people (telegram_id, created_at)
        VALUES (:telegram_id, :now)
            ON CONFLICT (telegram_id) DO UPDATE SET unreachable_at = NULL
        """,
        telegram_id=telegram_id,
        now=to_ms(now),
    )


async def set_language(tx: Transaction, person_id: int, language: str) -> None:
    """``kk`` or ``ru``."""
    await tx.run("UPDATE people SET language = :language WHERE id = :id", language=language, id=person_id)


async def set_region(tx: Transaction, person_id: int, region: str) -> None:
    """A region's code."""
    await tx.run("UPDATE people SET region = :region WHERE id = :id", region=region, id=person_id)


async def set_message_form(tx: Transaction, person_id: int, form: str) -> None:
    """``classic`` or ``rich``."""
    await tx.run("UPDATE people SET message_form = :form WHERE id = :id", form=form, id=person_id)


async def set_consent(tx: Transaction, person_id: int, version: int, now: datetime) -> None:
    """Keep the first time this version was agreed to."""
    await tx.run(
        """
        UPDATE people
           SET consent_version = :version, consent_at = :now
         WHERE id = :id AND (consent_version IS NULL OR consent_version <> :version)
        """,
        version=version,
        now=to_ms(now),
        id=person_id,
    )


async def set_phone_hash(tx: Transaction, person_id: int, phone_hash: str) -> bool:
    """Remember a verified number; False when another person has it. The same again, or a second one, changes nothing.

    Of two at once the constraint refuses the later one.
    """
    changed = await tx.run(
        """
        UPDATE people
           SET phone_hash = COALESCE(phone_hash, :phone_hash)
         WHERE id = :id
           AND NOT EXISTS (SELECT 1 FROM people other WHERE other.phone_hash = :phone_hash AND other.id <> :id)
        """,
        id=person_id,
        phone_hash=phone_hash,
    )
    return changed == 1


async def mark_blocked(tx: Transaction, telegram_id: int, now: datetime | None) -> None:
    """Somebody known blocked the bot, or (None) let it in again; nobody is registered by that."""
    await tx.run(
        """
        UPDATE people
           SET unreachable_at = CASE WHEN CAST(:now AS BIGINT) IS NOT NULL
                                     THEN COALESCE(unreachable_at, CAST(:now AS BIGINT)) END
         WHERE telegram_id = :telegram_id
        """,
        telegram_id=telegram_id,
        now=None if now is None else to_ms(now),
    )


async def set_unreachable(tx: Transaction, person_id: int, now: datetime) -> None:
    """The person blocked the bot, or the account is gone."""
    await tx.run(
        "UPDATE people SET unreachable_at = :now WHERE id = :id AND unreachable_at IS NULL",
        now=to_ms(now),
        id=person_id,
    )


async def find_list_choice(tx: Transaction, person_id: int) -> str | None:
    """The filters and the order of the list as last chosen, None when none ever were."""
    row = await tx.one("SELECT list_choice FROM people WHERE id = :id", id=person_id)
    return None if row is None else row["list_choice"]


async def set_list_choice(tx: Transaction, person_id: int, choice: str) -> None:
    """As the list's button packs it."""
    await tx.run("UPDATE people SET list_choice = :choice WHERE id = :id", choice=choice, id=person_id)


async def lock_reachable(tx: Transaction, person_id: int) -> bool:
    """Whether the person can be reached; nobody changes that until this unit ends."""
    row = await tx.one(
        """
        SELECT telegram_id IS NOT NULL AND unreachable_at IS NULL AS is_reachable
          FROM people
         WHERE id = :id
               /*pg FOR NO KEY UPDATE */
        """,
        id=person_id,
    )
    return row is not None and bool(row["is_reachable"])
