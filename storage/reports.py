"""Residents' reports about published proposals, and hiding what enough of them have reported."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal


async def lock_reporter(tx: Transaction, person_id: int) -> None:
    """Until this unit ends nobody else counts or adds the person's reports."""
    await tx.one("SELECT id FROM people WHERE id = :id /*pg FOR NO KEY UPDATE */", id=person_id)


async def was_made(tx: Transaction, proposal_id: int, person_id: int) -> bool:
    """Whether the person has reported the proposal."""
    row = await tx.one(
        "SELECT id FROM reports WHERE proposal_id = :proposal_id AND person_id = :person_id",
        proposal_id=proposal_id,
        person_id=person_id,
    )
    return row is not None


async def count_since(tx: Transaction, person_id: int, since: datetime) -> int:
    """How many the person has made since an instant."""
    row = await tx.one(
        "SELECT count(*) AS n FROM reports WHERE person_id = :person_id AND reported_at >= :since",
        person_id=person_id,
        since=to_ms(since),
    )
    return 0 if row is None else int(row["n"])


async def insert(tx: Transaction, proposal_id: int, person_id: int, reason: str, now: datetime) -> bool:
    """One report per person per proposal; False when there is one."""
    inserted = await tx.run(
        """
        INSERT INTO reports (proposal_id, person_id, reason, reported_at)
        VALUES (:proposal_id, :person_id, :reason, :now)
            ON CONFLICT (proposal_id, person_id) DO NOTHING
        """,
        proposal_id=proposal_id,
        person_id=person_id,
        reason=reason,
        now=to_ms(now),
    )
    return inserted == 1


async def mark_hidden(tx: Transaction, proposal_id: int, enough: int, now: datetime) -> Proposal | None:
    """published → hidden when ``enough`` different people's reports are unsettled; None when they are not.

    On a locked proposal: what others have just reported must be seen. Whoever asked to be forgotten counts no more,
    else one person could come back and report again.
    """
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = 'hidden', round = round + 1, queued_at = :now, changed_at = :now,
               taken_by = NULL, taken_until = NULL
         WHERE id = :id AND state = 'published'
           AND (SELECT count(DISTINCT r.person_id) FROM reports r
                 WHERE r.proposal_id = :id AND r.settled_at IS NULL) >= :enough
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        enough=enough,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def settle(tx: Transaction, proposal_id: int, now: datetime) -> None:
    """A moderator has looked: these reports count no more, so that hiding it again takes new ones."""
    await tx.run(
        "UPDATE reports SET settled_at = :now WHERE proposal_id = :id AND settled_at IS NULL",
        id=proposal_id,
        now=to_ms(now),
    )


async def unsettle(tx: Transaction, proposal_id: int, settled_at: datetime) -> None:
    """The decision of that instant was taken back: what it settled counts again."""
    await tx.run(
        "UPDATE reports SET settled_at = NULL WHERE proposal_id = :id AND settled_at = :settled_at",
        id=proposal_id,
        settled_at=to_ms(settled_at),
    )


async def reasons(tx: Transaction, proposal_id: int) -> tuple[tuple[str, int], ...]:
    """The reasons of the unsettled reports with their numbers, the most frequent first; never who."""
    rows = await tx.all(
        """
        SELECT reason, count(*) AS n FROM reports
         WHERE proposal_id = :id AND settled_at IS NULL
         GROUP BY reason
         ORDER BY n DESC, reason
        """,
        id=proposal_id,
    )
    return tuple((str(row["reason"]), int(row["n"])) for row in rows)
