"""Which outcomes are to be told, and which are told to everybody: what a process left half done is found here."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from storage.database import Transaction, to_ms

# What is done once, whichever replica does it, stands in daily_runs: a row here says that all were told.
_NAME = "'outcome:' || o.id"


class Untold(NamedTuple):
    """A step of a proposal that is not told to everybody yet."""

    outcome_id: int
    proposal_id: int
    state: str


async def find_untold(tx: Transaction, since: datetime, until: datetime, most: int) -> tuple[Untold, ...]:
    """Steps recorded in (since, until] that stand and are not told to all, the oldest first."""
    rows = await tx.all(
        f"""
        SELECT o.id, o.proposal_id, o.state FROM outcomes o
         WHERE o.recorded_at > :since AND o.recorded_at <= :until AND o.undone_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM daily_runs r WHERE r.name = {_NAME} AND r.finished_at IS NOT NULL)
         ORDER BY o.id
         LIMIT :most
        """,
        since=to_ms(since),
        until=to_ms(until),
        most=most,
    )
    return tuple(Untold(row["id"], row["proposal_id"], row["state"]) for row in rows)


async def mark_told(tx: Transaction, outcome_id: int, day: str, now: datetime) -> None:
    """Everybody is owed it; again is the same."""
    await tx.run(
        """
        INSERT INTO daily_runs (name, day, taken_until, finished_at)
        VALUES (:name, :day, :now, :now)
            ON CONFLICT (name, day) DO NOTHING
        """,
        name=f"outcome:{outcome_id}",
        day=day,
        now=to_ms(now),
    )
