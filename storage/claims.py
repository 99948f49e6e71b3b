"""Which owed messages may be sent now, and taking them: the order of each recipient is kept here.

Of one recipient only the oldest open row can be claimed, so messages leave in their order and one at a time, whoever
sends them; a row held for quiet hours, or owed for later from the start, lets younger ones pass.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from storage.database import Row, Transaction, from_ms, to_ms
from storage.deliveries import LEAVING
from storage.records import Delivery

QUIET = "quiet hours"  # the problem of a row that waits for their end
LOOKED_THROUGH = 256  # rows
ANNOUNCED_THROUGH = 64  # rows of announcements: whoever of them is told first does not matter
HOPS = 64  # recipients
FAR = timedelta(minutes=15)  # a claim that lasts longer was made before the clock was set back
_SIZES = (1, 4, 16, 64, 256)  # lists are padded to these lengths: few texts for a server to prepare

# A row of a recipient that younger ones have to wait for. What is announced to thousands keeps nothing else waiting.
_IN_LINE = """(o.state = 'claimed'
           OR (o.announcement_id IS NULL AND (o.not_before <= :now OR o.problem <> :quiet)))"""


def _first_of(recipient: str, whose: str) -> str:
    """The oldest row in line for the recipient with the id ``whose``."""
    return f"""
        (SELECT o.id FROM deliveries o
          WHERE o.{recipient} = {whose} AND o.state IN ('owed', 'claimed') AND {_IN_LINE}
          ORDER BY o.id LIMIT 1)
    """


_IS_FIRST = f"""
    d.id = COALESCE(CASE WHEN d.person_id IS NULL THEN {_first_of("group_id", "d.group_id")}
                         ELSE {_first_of("person_id", "d.person_id")} END, d.id)
"""
# One expression, so that no planner goes through an index of all that is due instead of the ids it is given.
_CLAIMABLE = f"""
    CASE WHEN d.state = 'owed' THEN d.not_before
         WHEN d.state = 'claimed' AND d.claimed_until < :far THEN d.claimed_until
         WHEN d.state = 'claimed' THEN 0 END <= :now AND {_IS_FIRST}
"""
_DUE = "d.state = 'owed' AND d.not_before <= :now"
_LEFT = "d.state = 'claimed' AND (d.claimed_until <= :now OR d.claimed_until >= :far)"  # by a worker that died


def _times(now: datetime) -> dict[str, int | str]:
    return {"now": to_ms(now), "far": to_ms(now + FAR), "quiet": QUIET}


async def find_left(tx: Transaction, now: datetime, most: int) -> tuple[int, ...]:
    """Ids of claims that came back because their worker died."""
    rows = await tx.all(
        f"SELECT d.id FROM deliveries d WHERE {_LEFT} AND {_IS_FIRST} ORDER BY d.id LIMIT :most",
        most=most,
        **_times(now),
    )
    return tuple(row["id"] for row in rows)


async def find_due(
    tx: Transaction, now: datetime, most: int, only: tuple[str, ...] = ()
) -> tuple[tuple[int, ...], bool]:
    """Ids that may be claimed, at most ``most``, those that wait longest first; of the kinds ``only``, if any.

    What is announced to thousands is not among them: see :func:`find_announced`. Looks through so many rows at most
    that it costs the same however many are due; the second value is whether all were looked through.
    """
    rows = await tx.all(
        f"""
        SELECT id, person_id, group_id
          FROM deliveries
         WHERE state = 'owed' AND not_before <= :now AND announcement_id IS NULL
               {"AND kind IN (:only)" if only else ""}
         ORDER BY not_before, id
         LIMIT :most
        """,
        now=to_ms(now),
        most=LOOKED_THROUGH,
        **({"only": only} if only else {}),
    )
    oldest: dict[tuple[int | None, int | None], int] = {}
    for row in rows:
        recipient = row["person_id"], row["group_id"]
        oldest[recipient] = min(row["id"], oldest.get(recipient, row["id"]))
    claimable = await _claimable(tx, tuple(oldest.values()), now)
    return claimable[:most], len(rows) < LOOKED_THROUGH


async def find_announced(tx: Transaction, now: datetime, most: int) -> tuple[int, ...]:
    """Ids of what is announced to thousands and may be claimed, at most ``most``, those that wait longest first.

    For what is left in a hand when nothing else is due: few of an announcement are owed at a time.
    """
    rows = await tx.all(
        """
        SELECT id
          FROM deliveries
         WHERE state = 'owed' AND not_before <= :now AND announcement_id IS NOT NULL
         ORDER BY not_before, id
         LIMIT :most
        """,
        now=to_ms(now),
        most=max(most, ANNOUNCED_THROUGH),
    )
    return (await _claimable(tx, tuple(row["id"] for row in rows), now))[:most]


async def find_next(tx: Transaction, now: datetime, recipient: str, after: int) -> tuple[tuple[int, ...], int | None]:
    """The same, going from recipient to recipient (``person_id`` or ``group_id``) behind the one ``after``.

    It costs the same however many messages each of them waits for. The second value is the recipient come to, None
    behind the last.
    """
    # SQLite would go through everything that is open; PostgreSQL knows no such hint, for it the line is a comment.
    by_recipient = f"/*pg -- */ INDEXED BY ix_deliveries_open_{recipient.removesuffix('_id')}\n"
    rows = await tx.all(
        f"""
        WITH RECURSIVE hop (number, recipient) AS (
            SELECT 1, (SELECT min(d.{recipient}) FROM deliveries d {by_recipient}
                        WHERE d.state IN ('owed', 'claimed') AND d.{recipient} > :after)
             UNION ALL
            SELECT hop.number + 1, (SELECT min(d.{recipient}) FROM deliveries d {by_recipient}
                                     WHERE d.state IN ('owed', 'claimed') AND d.{recipient} > hop.recipient)
              FROM hop
             WHERE hop.recipient IS NOT NULL AND hop.number < {HOPS}
        )
        SELECT hop.recipient, {_first_of(recipient, "hop.recipient")} AS id
          FROM hop
         WHERE hop.recipient IS NOT NULL
        """,
        after=after,
        now=to_ms(now),
        quiet=QUIET,
    )
    ids = tuple(row["id"] for row in rows if row["id"] is not None)
    return await _claimable(tx, ids, now), rows[-1]["recipient"] if len(rows) == HOPS else None


async def _claimable(tx: Transaction, ids: tuple[int, ...], now: datetime) -> tuple[int, ...]:
    if not ids:
        return ()
    rows = await tx.all(
        f"SELECT d.id FROM deliveries d WHERE d.id IN (:ids) AND {_CLAIMABLE} ORDER BY d.not_before, d.id",
        ids=_padded(ids),
        **_times(now),
    )
    return tuple(row["id"] for row in rows)


async def claim(tx: Transaction, ids: tuple[int, ...], now: datetime, until: datetime) -> tuple[Delivery, ...]:
    """Claim those of ``ids`` that nobody has claimed meanwhile; a worker that dies gives them back by ``until``."""
    rows = await tx.all(
        f"""
        UPDATE deliveries
           SET state = 'claimed', claimed_until = :until, attempts = attempts + 1
         WHERE id IN (SELECT d.id FROM deliveries d
                       WHERE d.id IN (:ids) AND {_CLAIMABLE}
                       /*pg FOR UPDATE OF d SKIP LOCKED */)
        RETURNING id
        """,
        ids=_padded(ids),
        until=to_ms(until),
        **_times(now),
    )
    if not rows:
        return ()
    found = await tx.all(
        """
        SELECT d.id, d.person_id, d.group_id, d.kind, d.facts, d.attempts, d.created_at,
               COALESCE(p.language, g.language) AS language, g.topic_id,
               CASE WHEN p.unreachable_at IS NULL AND g.unreachable_at IS NULL
                    THEN COALESCE(p.telegram_id, g.telegram_id) END AS telegram_id
          FROM deliveries d
          LEFT JOIN people p ON p.id = d.person_id
          LEFT JOIN staff_groups g ON g.id = d.group_id
         WHERE d.id IN (:ids)
         ORDER BY d.not_before, d.id
        """,
        ids=_padded(tuple(row["id"] for row in rows)),
    )
    return tuple(_delivery(row) for row in found)


def _padded(ids: tuple[int, ...]) -> tuple[int, ...]:
    size = next((size for size in _SIZES if size >= len(ids)), len(ids))
    return ids + ids[-1:] * (size - len(ids))


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        person_id=row["person_id"],
        group_id=row["group_id"],
        telegram_id=row["telegram_id"],
        language=row["language"],
        kind=row["kind"],
        facts=json.loads(row["facts"]),
        attempts=row["attempts"],
        created_at=from_ms(row["created_at"]),
        topic_id=row["topic_id"],
    )


async def has_due(tx: Transaction, now: datetime, without: tuple[str, ...]) -> bool:
    """Whether anything is due whose kind is none of ``without``."""
    row = await tx.one(
        f"SELECT 1 AS found FROM deliveries d WHERE {_DUE} AND d.kind NOT IN (:without) LIMIT 1",
        now=to_ms(now),
        without=without,
    )
    return row is not None


async def put_off(tx: Transaction, now: datetime, until: datetime, without: tuple[str, ...], most: int) -> int:
    """Hold for quiet hours what is due and whose kind is none of ``without``, at most ``most``; how many."""
    return await tx.run(
        f"""
        UPDATE deliveries
           SET not_before = :until, problem = CASE WHEN problem = :leaving THEN problem ELSE :quiet END
         WHERE id IN (SELECT d.id FROM deliveries d
                       WHERE {_DUE} AND d.kind NOT IN (:without)
                       ORDER BY d.not_before, d.id
                       LIMIT :most
                       /*pg FOR UPDATE SKIP LOCKED */)
        """,
        now=to_ms(now),
        until=to_ms(until),
        quiet=QUIET,
        leaving=LEAVING,
        without=without,
        most=most,
    )
