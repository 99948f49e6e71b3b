"""The moderators' queue as it is read: pages of it, what follows what, and how many of each kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from storage.database import Transaction, to_ms
from storage.decisions import WAITING, Desk, Waiting
from storage.proposals import COLUMNS, proposal_of

_QUALIFIED: Final = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))
_FOREVER: Final = 2**62
_CHOSEN: Final = f"""{WAITING} AND p.state IN (:states)
                 AND (CAST(:topic AS TEXT) IS NULL OR p.topic = :topic)
                 AND p.queued_at >= :since AND p.queued_at < :until"""


class Wanted(NamedTuple):
    """What of the queue: in these states, of this topic (None: any), waiting since within [since, until)."""

    states: tuple[str, ...]
    topic: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the condition."""
        return {
            "states": self.states,
            "topic": self.topic,
            "since": 0 if self.since is None else to_ms(self.since),
            "until": _FOREVER if self.until is None else to_ms(self.until),
        }


class Bounds(NamedTuple):
    """What has waited since before ``late`` is late, since before ``near`` nearly."""

    late: datetime
    near: datetime


class Tally(NamedTuple):
    """How many wait in a state, of a topic, fresh, near or late."""

    state: str
    topic: str
    age: str
    number: int


async def page(
    tx: Transaction, desk: Desk, wanted: Wanted, now: datetime, most: int, skipped: int
) -> tuple[Waiting, ...]:
    """What waits for a desk, oldest first, the ``skipped`` oldest left out."""
    # The ids alone are sorted: the texts of thousands would be a hundred times as much to carry.
    rows = await tx.all(
        f"""
        SELECT {_QUALIFIED},
               CASE WHEN p.taken_until > :now
                    THEN (SELECT t.display_name FROM team t WHERE t.person_id = p.taken_by
                           ORDER BY t.id DESC LIMIT 1) END AS taken_by_name
          FROM (SELECT p.id FROM proposals p WHERE {_CHOSEN} ORDER BY p.queued_at, p.id LIMIT :most OFFSET :skipped)
            AS chosen
          JOIN proposals p ON p.id = chosen.id
         ORDER BY p.queued_at, p.id
        """,
        now=to_ms(now),
        most=most,
        skipped=skipped,
        **desk.values,
        **wanted.values,
    )
    return tuple(Waiting(proposal_of(row), row["taken_by_name"]) for row in rows)


async def following(tx: Transaction, desk: Desk, wanted: Wanted, after: int, now: datetime) -> int | None:
    """The id of the oldest free item of a desk beyond ``after`` in the queue's order, else the oldest of all."""
    row = await tx.one(
        f"""
        SELECT p.id
          FROM proposals p
          LEFT JOIN proposals seen ON seen.id = :after
         WHERE {_CHOSEN} AND p.id <> :after
           AND (p.taken_by IS NULL OR p.taken_by = :who OR p.taken_until <= :now)
         ORDER BY CASE WHEN seen.queued_at IS NULL OR p.queued_at > seen.queued_at
                         OR (p.queued_at = seen.queued_at AND p.id > seen.id) THEN 0 ELSE 1 END,
                  p.queued_at, p.id
         LIMIT 1
        """,
        after=after,
        now=to_ms(now),
        **desk.values,
        **wanted.values,
    )
    return None if row is None else int(row["id"])


async def tallies(tx: Transaction, desk: Desk, bounds: Bounds) -> tuple[Tally, ...]:
    """All that waits for a desk, counted by state, topic and age."""
    rows = await tx.all(
        f"""
        SELECT p.state, p.topic,
               CASE WHEN p.queued_at < :late THEN 'late' WHEN p.queued_at < :near THEN 'near' ELSE 'fresh' END AS age,
               count(*) AS n
          FROM proposals p
         WHERE {WAITING}
         GROUP BY p.state, p.topic, age
        """,
        late=to_ms(bounds.late),
        near=to_ms(bounds.near),
        **desk.values,
    )
    return tuple(Tally(row["state"], row["topic"], row["age"], int(row["n"])) for row in rows)


async def count(tx: Transaction, desk: Desk) -> int:
    """How many wait for a desk."""
    row = await tx.one(f"SELECT count(*) AS n FROM proposals p WHERE {WAITING}", **desk.values)
    assert row is not None
    return int(row["n"])


async def has_taken(tx: Transaction, person_id: int, now: datetime) -> bool:
    """Whether somebody has an item open."""
    row = await tx.one(
        """
        SELECT id FROM proposals
         WHERE state IN ('pending', 'hidden', 'appealed') AND taken_by = :who AND taken_until > :now
         LIMIT 1
        """,
        who=person_id,
        now=to_ms(now),
    )
    return row is not None
