"""The journal of updates: raw updates that Telegram counts as taken while they are still being handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Transaction, to_ms

# No lease is this long: a row that seems to have one was written before the clock was set back.
LONGEST_LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class JournaledUpdate:
    """An update as Telegram sent it: its number and its JSON."""

    update_id: int
    body: str


async def write(tx: Transaction, updates: Sequence[JournaledUpdate], now: datetime, until: datetime) -> None:
    """Remember updates; until ``until`` nobody else takes them over. One that is there already is taken again."""
    await tx.each(
        """
        INSERT INTO update_journal (update_id, body, received_at, taken_until)
        SELECT new.update_id, new.body, new.received_at, new.taken_until
          FROM ROWS(new update_id, body text, received_at, taken_until)
         WHERE TRUE
            ON CONFLICT (update_id) DO UPDATE SET taken_until = excluded.taken_until
        """,
        [(update.update_id, update.body, to_ms(now), to_ms(until)) for update in updates],
    )


async def take_over(
    tx: Transaction, now: datetime, until: datetime, *, whoever_has_them: bool
) -> tuple[JournaledUpdate, ...]:
    """Take updates nobody is at work on any more, the oldest first.

    ``whoever_has_them``: all of them, for a process that knows it is the only one.
    """
    rows = await tx.all(
        """
        UPDATE update_journal
           SET taken_until = :until
         WHERE update_id IN (SELECT update_id FROM update_journal
                              WHERE taken_until <= :now OR taken_until > :impossible
                                 OR CAST(:everything AS INTEGER) = 1
                              /*pg FOR UPDATE SKIP LOCKED */)
        RETURNING update_id, body
        """,
        now=to_ms(now),
        until=to_ms(until),
        impossible=to_ms(now + LONGEST_LEASE),
        everything=int(whoever_has_them),
    )
    taken = (JournaledUpdate(row["update_id"], row["body"]) for row in rows)
    return tuple(sorted(taken, key=lambda update: update.update_id))


async def hold(tx: Transaction, numbers: Sequence[int], until: datetime) -> None:
    """Keep updates for oneself until ``until``; an instant that is over gives them back."""
    await tx.run(
        "UPDATE update_journal SET taken_until = :until WHERE update_id IN (:numbers)",
        numbers=tuple(numbers),
        until=to_ms(until),
    )


async def forget(tx: Transaction, numbers: Sequence[int]) -> None:
    """These updates are done."""
    await tx.run("DELETE FROM update_journal WHERE update_id IN (:numbers)", numbers=tuple(numbers))


async def count(tx: Transaction) -> int:
    """How many are written down."""
    row = await tx.one("SELECT count(*) AS n FROM update_journal")
    return int(row["n"]) if row else 0
