"""The messages of an announcement: owed stretch by stretch, marked before each call, counted by their fates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.announcements import CANCELLED, KIND
from storage.database import Transaction, facts_json, to_ms
from storage.deliveries import LEAVING, UNWANTED
from storage.records import Delivery

UNSURE: Final = "perhaps sent"  # the problem of what was on its way when a process died


@dataclass(frozen=True, slots=True)
class Fates:
    """Of the messages of one announcement, how many ended how; ``waiting`` are owed or being sent.

    ``gone`` could not be reached, ``unwanted`` switched announcements off meanwhile, of ``unsure`` a process died while
    they were on their way.
    """

    sent: int = 0
    gone: int = 0
    unwanted: int = 0
    cancelled: int = 0
    failed: int = 0
    unsure: int = 0
    waiting: int = 0

    @property
    def owed(self) -> int:
        """All of them."""
        return self.sent + self.gone + self.unwanted + self.cancelled + self.failed + self.unsure + self.waiting


async def owe_stretch(tx: Transaction, announcement_id: int, people: tuple[int, ...], now: datetime) -> int:
    """Owe it to those of the people who can be reached still; to how many. Nobody is owed it twice."""
    if not people:
        return 0
    return await tx.run(
        """
        INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before, announcement_id)
        SELECT p.id, CAST(:kind AS TEXT), CAST(:facts AS TEXT), CAST(:cause AS TEXT) || p.id,
               CAST(:now AS BIGINT), CAST(:now AS BIGINT), CAST(:id AS BIGINT)
          FROM people p
         WHERE p.id IN (:people) AND p.telegram_id IS NOT NULL AND p.unreachable_at IS NULL
         ORDER BY p.id
            ON CONFLICT (cause) DO NOTHING
        """,
        kind=KIND,
        facts=facts_json({"announcement": announcement_id}),
        cause=f"{KIND}:{announcement_id}:",
        now=to_ms(now),
        id=announcement_id,
        people=people,
    )


async def count_waiting(tx: Transaction, announcement_id: int) -> int:
    """How many of its messages are owed or being sent."""
    row = await tx.one(
        "SELECT count(*) AS n FROM deliveries WHERE announcement_id = :id AND state IN ('owed', 'claimed')",
        id=announcement_id,
    )
    return 0 if row is None else int(row["n"])


async def count_fates(tx: Transaction, announcement_id: int) -> Fates:
    """What became of each message so far; the states are counted in their index."""
    rows = await tx.all(
        "SELECT state, count(*) AS n FROM deliveries WHERE announcement_id = :id GROUP BY state", id=announcement_id
    )
    states = {row["state"]: int(row["n"]) for row in rows}
    failed = states.get("failed", 0)
    problems: dict[str, int] = {}
    if failed:
        # Few as a rule: only of these the reason is read.
        told = await tx.all(
            """
            SELECT problem, count(*) AS n FROM deliveries
             WHERE announcement_id = :id AND state = 'failed' AND problem IN (:known)
             GROUP BY problem
            """,
            id=announcement_id,
            known=(UNWANTED, CANCELLED, UNSURE),
        )
        problems = {row["problem"]: int(row["n"]) for row in told}
    unwanted, cancelled, unsure = (problems.get(one, 0) for one in (UNWANTED, CANCELLED, UNSURE))
    return Fates(
        sent=states.get("sent", 0),
        gone=states.get("unreachable", 0),
        unwanted=unwanted,
        cancelled=cancelled,
        failed=failed - unwanted - cancelled - unsure,
        unsure=unsure,
        waiting=states.get("owed", 0) + states.get("claimed", 0),
    )


async def mark_leaving(tx: Transaction, delivery: Delivery, announcement_id: int) -> str | None:
    """Note that a claimed message of an announcement is about to be sent; None: it may.

    Else why not: the state the announcement is in by now, or UNSURE when it was about to be sent before.
    """
    changed = await tx.run(
        """
        UPDATE deliveries SET problem = :leaving
         WHERE id = :id AND state = 'claimed' AND attempts = :attempts AND COALESCE(problem, '') <> :leaving
           AND EXISTS (SELECT 1 FROM announcements a WHERE a.id = :announcement_id AND a.state = 'sending')
        """,
        leaving=LEAVING,
        id=delivery.id,
        attempts=delivery.attempts,
        announcement_id=announcement_id,
    )
    if changed:
        return None
    row = await tx.one(
        """
        SELECT d.problem, a.state FROM deliveries d LEFT JOIN announcements a ON a.id = :announcement_id
         WHERE d.id = :id
        """,
        id=delivery.id,
        announcement_id=announcement_id,
    )
    if row is None or row["state"] is None:
        return CANCELLED
    return UNSURE if row["problem"] == LEAVING else str(row["state"])
