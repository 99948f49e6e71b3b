"""Days that organizers made free, or working days; all others are as the calendar of Kazakhstan has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.database import Row, Transaction, from_ms, to_ms

_DAY = "day, is_working, set_by, set_at"


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day made working or free; ``set_by`` is None once that organizer is forgotten."""

    day: date
    is_working: bool
    set_by: int | None
    set_at: datetime


def _changed(row: Row) -> ChangedDay:
    return ChangedDay(date.fromisoformat(row["day"]), bool(row["is_working"]), row["set_by"], from_ms(row["set_at"]))


async def list_all(tx: Transaction) -> tuple[ChangedDay, ...]:
    """Every change in order of the days: a dozen a year."""
    return tuple(_changed(row) for row in await tx.all(f"SELECT {_DAY} FROM days ORDER BY day"))


async def find(tx: Transaction, day: date) -> ChangedDay | None:
    """The change of one day, or None."""
    row = await tx.one(f"SELECT {_DAY} FROM days WHERE day = :day", day=day.isoformat())
    return None if row is None else _changed(row)


async def save(tx: Transaction, day: date, *, is_working: bool, by: int, now: datetime) -> bool:
    """Make a day working or free; False when it was made so already."""
    changed = await tx.run(
        """
        INSERT INTO days (day, is_working, set_by, set_at)
        VALUES (:day, :is_working, :by, :now)
            ON CONFLICT (day) DO UPDATE
           SET is_working = excluded.is_working, set_by = excluded.set_by, set_at = excluded.set_at
         WHERE days.is_working <> excluded.is_working
        """,
        day=day.isoformat(),
        is_working=int(is_working),
        by=by,
        now=to_ms(now),
    )
    return changed == 1


async def remove(tx: Transaction, day: date) -> bool:
    """Take a change back; False when there is none."""
    return await tx.run("DELETE FROM days WHERE day = :day", day=day.isoformat()) == 1
