"""What is made once a day, whichever of several replicas makes it."""

from __future__ import annotations

from datetime import date, datetime

from storage.database import Transaction, to_ms


async def take(tx: Transaction, name: str, day: date, now: datetime, until: datetime) -> bool:
    """Whether it is this process's to make: nobody has made it, and nobody is at it before ``until`` has passed."""
    changed = await tx.run(
        """
        INSERT INTO daily_runs (name, day, taken_until)
        VALUES (:name, :day, :until)
            ON CONFLICT (name, day) DO UPDATE
           SET taken_until = excluded.taken_until
         WHERE daily_runs.finished_at IS NULL AND daily_runs.taken_until <= :now
        """,
        name=name,
        day=day.isoformat(),
        now=to_ms(now),
        until=to_ms(until),
    )
    return changed == 1


async def finish(tx: Transaction, name: str, day: date, now: datetime) -> None:
    """It is made, or cannot be made today."""
    await tx.run(
        "UPDATE daily_runs SET finished_at = :now WHERE name = :name AND day = :day",
        name=name,
        day=day.isoformat(),
        now=to_ms(now),
    )
