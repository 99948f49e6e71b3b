"""Where each person is in a form: a step's name and a little JSON, versioned and expiring."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from storage.database import Database, Row, Transaction, to_ms

VERSION = 1  # of the data's meaning: rows of another version are as good as none
KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The step (None: no form) and its data."""

    state: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


def conversation_of(row: Row) -> Conversation:
    """The record of a row that has the columns ``state`` and ``data`` (both None: no row)."""
    return Conversation(row["state"], json.loads(row["data"])) if row["data"] is not None else Conversation()


async def load(db: Database, key: str, now: datetime) -> Conversation:
    """What is remembered under the key; expired or older data is nothing."""

    async def work(tx: Transaction) -> Conversation:
        row = await tx.one(
            """
            SELECT state, data FROM conversations
             WHERE key = :key AND version = :version AND expires_at > :now
            """,
            key=key,
            version=VERSION,
            now=to_ms(now),
        )
        return Conversation() if row is None else conversation_of(row)

    return await db.read(work)


async def save_state(db: Database, key: str, state: str | None, now: datetime) -> None:
    """Set the step and keep the data."""
    await _save(db, key, now, "state", state, "{}")


async def save_data(db: Database, key: str, data: dict[str, Any], now: datetime) -> None:
    """Set the data and keep the step. Raises TypeError for what JSON cannot hold."""
    await _save(db, key, now, "data", None, json.dumps(data, ensure_ascii=False))


async def replace(db: Database, key: str, conversation: Conversation, now: datetime) -> None:
    """Set step and data at once. Raises TypeError for what JSON cannot hold."""
    data = json.dumps(conversation.data, ensure_ascii=False)

    async def unit(tx: Transaction) -> None:
        if conversation == Conversation():
            await tx.run("DELETE FROM conversations WHERE key = :key", key=key)
            return
        await tx.run(
            """
            INSERT INTO conversations (key, state, data, version, changed_at, expires_at)
            VALUES (:key, CAST(:state AS TEXT), :data, :version, :now, :expires)
                ON CONFLICT (key) DO UPDATE
               SET state = excluded.state, data = excluded.data, version = excluded.version,
                   changed_at = excluded.changed_at, expires_at = excluded.expires_at
            """,
            key=key,
            state=conversation.state,
            data=data,
            version=VERSION,
            now=to_ms(now),
            expires=to_ms(now + KEPT_FOR),
        )

    await db.write(unit)


async def _save(db: Database, key: str, now: datetime, changed: str, state: str | None, data: str) -> None:
    async def unit(tx: Transaction) -> None:
        # A row whose time or version is over starts afresh; else only the named column changes.
        await tx.run(
            "DELETE FROM conversations WHERE key = :key AND (expires_at <= :now OR version <> :version)",
            key=key,
            now=to_ms(now),
            version=VERSION,
        )
        await tx.run(
            f"""
            INSERT INTO conversations (key, state, data, version, changed_at, expires_at)
            VALUES (:key, CAST(:state AS TEXT), :data, :version, :now, :expires)
                ON CONFLICT (key) DO UPDATE
               SET {changed} = excluded.{changed}, changed_at = excluded.changed_at,
                   expires_at = excluded.expires_at
            """,
            key=key,
            state=state,
            data=data,
            version=VERSION,
            now=to_ms(now),
            expires=to_ms(now + KEPT_FOR),
        )
        if (changed == "state" and state is None) or (changed == "data" and data == "{}"):
            await tx.run("DELETE FROM conversations WHERE key = :key AND state IS NULL AND data = '{}'", key=key)

    await db.write(unit)


async def delete_expired(db: Database, now: datetime) -> int:
    """Forget forms nobody came back to; how many."""

    async def unit(tx: Transaction) -> int:
        return await tx.run("DELETE FROM conversations WHERE expires_at <= :now", now=to_ms(now))

    return await db.write(unit)
