"""Proposals in the other language, kept with the fingerprint of what was translated.

A translation counts while the original is still that text, and in another language than it: ``CURRENT`` says so.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from storage.database import Row, Transaction, to_ms
from storage.records import Translation

CURRENT: Final = "tr.proposal_id = p.id AND tr.fingerprint = p.fingerprint AND tr.language <> p.language"
_COLUMNS = "proposal_id, language, title, text, fingerprint, translated_by, translated_at"
_QUALIFIED = ", ".join(f"tr.{name}" for name in _COLUMNS.split(", "))
# CROSS JOIN: SQLite goes from the proposals to their translations, never through all translations.
_FOUND = f"FROM proposals p CROSS JOIN translations tr WHERE {CURRENT}"
# Looked up in the statement itself: a role that was taken back a moment ago translates nothing.
_MODERATES_IT = """EXISTS (SELECT 1 FROM team t
                            WHERE t.person_id = :who AND t.revoked_at IS NULL
                              AND t.role = 'moderator' AND t.region = p.region)"""


def _translation(row: Row) -> Translation:
    return Translation._make(tuple(row))


async def find(tx: Transaction, proposal_id: int) -> Translation | None:
    """The translation of a proposal as it reads now, or None."""
    row = await tx.one(f"SELECT {_QUALIFIED} {_FOUND} AND p.id = :id", id=proposal_id)
    return None if row is None else _translation(row)


async def find_many(tx: Transaction, ids: Collection[int]) -> dict[int, Translation]:
    """The translations that count among those of these proposals, by proposal."""
    if not ids:
        return {}
    rows = await tx.all(
        f"SELECT {_QUALIFIED} {_FOUND} AND p.id IN (:ids)",
        ids=tuple(sorted(ids)),
    )
    return {row["proposal_id"]: _translation(row) for row in rows}


async def save(
    tx: Transaction,
    proposal_id: int,
    *,
    language: str,
    title: str,
    text: str,
    fingerprint: str,
    seen: int,
    states: frozenset[str],
    moderator_id: int,
    now: datetime,
) -> Translation | None:
    """Keep a translation in place of the one that was seen (its version; 0: none).

    None when the proposal has moved on (state, text, language), the role was taken back, or another one came meanwhile.
    """
    row = await tx.one(
        f"""
        INSERT INTO translations ({_COLUMNS})
        SELECT p.id, CAST(:language AS TEXT), CAST(:title AS TEXT), CAST(:text AS TEXT), p.fingerprint,
               CAST(:who AS BIGINT), CAST(:now AS BIGINT)
          FROM proposals p
         WHERE p.id = :id AND p.state IN (:states) AND p.fingerprint = :fingerprint AND p.language <> :language
           AND {_MODERATES_IT}
           AND COALESCE((SELECT tr.translated_at FROM translations tr WHERE {CURRENT}), 0) = :seen
            ON CONFLICT (proposal_id, language) DO UPDATE
           SET title = excluded.title, text = excluded.text, fingerprint = excluded.fingerprint,
               translated_by = excluded.translated_by,
               translated_at = CASE WHEN translations.translated_at < excluded.translated_at
                                    THEN excluded.translated_at ELSE translations.translated_at + 1 END
         WHERE translations.translated_at = :seen OR translations.fingerprint <> excluded.fingerprint
        RETURNING {_COLUMNS}
        """,
        id=proposal_id,
        language=language,
        title=title,
        text=text,
        fingerprint=fingerprint,
        seen=seen,
        states=tuple(sorted(states)),
        who=moderator_id,
        now=to_ms(now),
    )
    return None if row is None else _translation(row)


async def delete_seen(
    tx: Transaction, proposal_id: int, *, version: int, states: frozenset[str], moderator_id: int
) -> Translation | None:
    """Delete the translation of this version; None as with :func:`save`."""
    row = await tx.one(
        f"""
        DELETE FROM translations
         WHERE proposal_id = :id AND translated_at = :version
           AND EXISTS (SELECT 1 FROM proposals p WHERE p.id = :id AND p.state IN (:states) AND {_MODERATES_IT})
        RETURNING {_COLUMNS}
        """,
        id=proposal_id,
        version=version,
        states=tuple(sorted(states)),
        who=moderator_id,
    )
    return None if row is None else _translation(row)


async def may_translate(tx: Transaction, proposal_id: int, person_id: int) -> bool:
    """Whether the person moderates the proposal's region now."""
    row = await tx.one(
        f"SELECT 1 AS found FROM proposals p WHERE p.id = :id AND {_MODERATES_IT}", id=proposal_id, who=person_id
    )
    return row is not None


async def delete_stale(tx: Transaction, proposal_id: int, fingerprint: str, language: str) -> None:
    """Of an original that has another text, or is in another language now, no translation stays."""
    await tx.run(
        "DELETE FROM translations WHERE proposal_id = :id AND (fingerprint <> :fingerprint OR language = :language)",
        id=proposal_id,
        fingerprint=fingerprint,
        language=language,
    )
