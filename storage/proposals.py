"""Proposals in every state: the draft being written, the queue's item, the published card. Changes of state are
conditional statements that say who won.
"""

from __future__ import annotations

from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import Proposal

COLUMNS = """
    id, campaign_id, number, author_id, state, round, place, region, topic, title, text, language, fingerprint,
    support_count, object_count, created_at, changed_at, submitted_at, queued_at, published_at, taken_by, taken_until,
    joined_to
"""
QUALIFIED = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))
"""The same where the table of proposals is called ``p`` and is not alone."""


def proposal_of(row: Row, support: int = 0, objection: int = 0) -> Proposal:
    """The record of a row that begins with COLUMNS, its counters moved by so much.

    Read by position: sqlite3 looks a name up by comparing it with each column's, 22 of them took 10 µs a proposal.
    """
    values = tuple(row)
    times = [None if at is None else from_ms(at) for at in (*values[15:20], values[21])]
    counters = values[13] + support, values[14] + objection
    return Proposal._make((*values[:13], *counters, *times[:5], values[20], times[5], values[22]))


async def find(tx: Transaction, proposal_id: int) -> Proposal | None:
    """One proposal, or None."""
    row = await tx.one(f"SELECT {COLUMNS} FROM proposals WHERE id = :id", id=proposal_id)
    return None if row is None else proposal_of(row)


async def find_locked(tx: Transaction, proposal_id: int) -> Proposal | None:
    """As :func:`find`, and nobody else changes it until this unit ends (SQLite writes one unit at a time anyway)."""
    row = await tx.one(f"SELECT {COLUMNS} FROM proposals WHERE id = :id /*pg FOR NO KEY UPDATE */", id=proposal_id)
    return None if row is None else proposal_of(row)


async def find_draft(tx: Transaction, campaign_id: int, author_id: int) -> Proposal | None:
    """The author's one draft in the campaign."""
    row = await tx.one(
        f"""
        SELECT {COLUMNS} FROM proposals
         WHERE campaign_id = :campaign_id AND author_id = :author_id AND state = 'draft'
        """,
        campaign_id=campaign_id,
        author_id=author_id,
    )
    return None if row is None else proposal_of(row)


async def insert_draft(tx: Transaction, campaign_id: int, author_id: int, now: datetime) -> None:
    """A new empty draft, unless the author has one."""
    await tx.run(
        """
        INSERT INTO proposals (campaign_id, author_id, created_at, changed_at)
        VALUES (:campaign_id, :author_id, :now, :now)
            ON CONFLICT DO NOTHING
        """,
        campaign_id=campaign_id,
        author_id=author_id,
        now=to_ms(now),
    )


async def update_fields(
    tx: Transaction,
    proposal_id: int,
    author_id: int,
    states: frozenset[str],
    now: datetime,
    fields: dict[str, str],
) -> Proposal | None:
    """Set columns of ``fields`` (place, region, topic, title, text) while the state is one of ``states``."""
    assigned = ", ".join(f"{column} = :{column}" for column in sorted(fields))
    row = await tx.one(
        f"""
        UPDATE proposals SET {assigned}, changed_at = :now
         WHERE id = :id AND author_id = :author_id AND state IN (:states)
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        author_id=author_id,
        states=tuple(sorted(states)),
        now=to_ms(now),
        **fields,
    )
    return None if row is None else proposal_of(row)


async def mark_sent_for_moderation(
    tx: Transaction,
    proposal: Proposal,
    *,
    number: int,
    language: str,
    fingerprint: str,
    now: datetime,
) -> Proposal | None:
    """draft | returned → pending for the round that was seen; None when it has moved on."""
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = 'pending', round = round + 1, number = :number, language = :language,
               place_in_turn = (CAST(:number AS BIGINT) * 2654435769) % 4294967296,  -- forum.fair
               fingerprint = :fingerprint, submitted_at = COALESCE(submitted_at, :now), queued_at = :now,
               changed_at = :now, taken_by = NULL, taken_until = NULL
         WHERE id = :id AND state = :state AND round = :round
        RETURNING {COLUMNS}
        """,
        id=proposal.id,
        state=proposal.state,
        round=proposal.round,
        number=number,
        language=language,
        fingerprint=fingerprint,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def mark_withdrawn(
    tx: Transaction, proposal_id: int, author_id: int, states: frozenset[str], now: datetime
) -> Proposal | None:
    """Any of ``states`` → withdrawn, by the author."""
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = 'withdrawn', changed_at = :now, taken_by = NULL, taken_until = NULL
         WHERE id = :id AND author_id = :author_id AND state IN (:states)
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        author_id=author_id,
        states=tuple(sorted(states)),
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def delete_draft(tx: Transaction, proposal_id: int, author_id: int) -> bool:
    """Delete a draft (found locked, so that no file joins it meanwhile) with its files; whether there was one."""
    await tx.run(
        """
        DELETE FROM attachments
         WHERE proposal_id IN (SELECT id FROM proposals
                                WHERE id = :id AND author_id = :author_id AND state = 'draft')
        """,
        id=proposal_id,
        author_id=author_id,
    )
    deleted = await tx.run(
        "DELETE FROM proposals WHERE id = :id AND author_id = :author_id AND state = 'draft'",
        id=proposal_id,
        author_id=author_id,
    )
    return deleted == 1


async def count_submitted(tx: Transaction, campaign_id: int, author_id: int, since: datetime | None) -> int:
    """How many the author has submitted in the campaign, or since an instant of it."""
    row = await tx.one(
        """
        SELECT count(*) AS n FROM proposals
         WHERE author_id = :author_id AND campaign_id = :campaign_id AND submitted_at >= :since
        """,
        author_id=author_id,
        campaign_id=campaign_id,
        since=0 if since is None else to_ms(since),
    )
    return 0 if row is None else int(row["n"])


async def list_by_author(tx: Transaction, author_id: int, most: int) -> tuple[Proposal, ...]:
    """The author's, drafts first, then the newest."""
    rows = await tx.all(
        f"""
        SELECT {COLUMNS} FROM proposals
         WHERE author_id = :author_id
         ORDER BY CASE WHEN state = 'draft' THEN 0 ELSE 1 END, id DESC
         LIMIT :most
        """,
        author_id=author_id,
        most=most,
    )
    return tuple(proposal_of(row) for row in rows)
