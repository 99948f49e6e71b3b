"""What storage is measured against: the least that counts a vote, written straight on each driver.

No rules, no records, no answer to anybody: state of the proposal, the vote before, the vote, both counters.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOUR_MS = 3_600_000
REGION = "KZ-59"
Ballot = tuple[int, int, int]  # proposal, person, 1 or -1


@dataclass
class Ballots:
    """An endless run of ballots: each person and proposal with the same chance, three of four in support."""

    proposals: Sequence[int]
    people: Sequence[int]
    chance: random.Random = field(default_factory=lambda: random.Random(20261116))

    def next(self) -> Ballot:
        """One ballot."""
        value = 1 if self.chance.random() < 0.75 else -1
        return self.chance.choice(self.proposals), self.chance.choice(self.people), value

    def batch(self, size: int) -> list[Ballot]:
        """Ballots of which no two are of the same person and proposal."""
        chosen: dict[tuple[int, int], Ballot] = {}
        while len(chosen) < size:
            ballot = self.next()
            chosen[ballot[:2]] = ballot
        return list(chosen.values())


def moves(before: int, value: int) -> tuple[int, int]:
    """By how much support and objections change."""
    return (value == 1) - (before == 1), (value == -1) - (before == -1)


class RawSqlite:
    """Five prepared statements a vote, a transaction a batch, synced as ours is; checkpoints as SQLite does them."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def batch(self, ballots: list[Ballot], now: int) -> None:
        """Count them in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for ballot in ballots:
            self._vote(*ballot, now)
        self._connection.execute("COMMIT")

    def _vote(self, proposal: int, person: int, value: int, now: int) -> None:
        execute = self._connection.execute
        (state,) = execute("SELECT state FROM proposals WHERE id = ?", (proposal,)).fetchone()
        assert state == "published"
        row = execute("SELECT value FROM votes WHERE proposal_id = ? AND person_id = ?", (proposal, person)).fetchone()
        before = row[0] if row else 0
        if before == value:
            return
        execute(
            "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (proposal_id, person_id) DO UPDATE"
            " SET previous = value, value = excluded.value, changed_at = excluded.changed_at",
            (proposal, person, value, now, now),
        )
        support, objection = moves(before, value)
        execute(
            "UPDATE proposals SET support_count = support_count + ?, object_count = object_count + ? WHERE id = ?",
            (support, objection, proposal),
        )
        execute(
            "INSERT INTO vote_hours (proposal_id, hour, region, support, objection) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (proposal_id, hour) DO UPDATE"
            " SET support = support + excluded.support, objection = objection + excluded.objection",
            (proposal, now // HOUR_MS, REGION, support, objection),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


async def grouped(connection: Any, ballots: list[Ballot], now: int) -> None:
    """PostgreSQL: a transaction for all of them, each table in one statement over arrays."""
    proposals, people, values = zip(*ballots, strict=True)
    async with connection.transaction():
        await connection.fetch(
            "SELECT id, state FROM proposals WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE", proposals
        )
        rows = await connection.fetch(
            "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at)"
            " SELECT p, u, v, $4, $4 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS t(p, u, v)"
            " ON CONFLICT (proposal_id, person_id) DO UPDATE"
            " SET previous = votes.value, value = excluded.value, changed_at = excluded.changed_at"
            " WHERE votes.value <> excluded.value RETURNING proposal_id, value, previous",
            proposals, people, values, now,
        )  # fmt: skip
        moved: dict[int, list[int]] = {}
        for proposal, value, before in rows:
            support, objection = moves(before, value)
            by = moved.setdefault(proposal, [0, 0])
            by[0] += support
            by[1] += objection
        ids, supports, objections = list(moved), [by[0] for by in moved.values()], [by[1] for by in moved.values()]
        await connection.execute(
            "UPDATE proposals SET support_count = support_count + t.s, object_count = object_count + t.o"
            " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS t(p, s, o) WHERE id = t.p",
            ids, supports, objections,
        )  # fmt: skip
        await connection.execute(
            "INSERT INTO vote_hours (proposal_id, hour, region, support, objection)"
            " SELECT p, $4, $5, s, o FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS t(p, s, o)"
            " ON CONFLICT (proposal_id, hour) DO UPDATE SET support = vote_hours.support + excluded.support,"
            " objection = vote_hours.objection + excluded.objection",
            ids, supports, objections, now // HOUR_MS, REGION,
        )  # fmt: skip


async def pooled(pool: Any, ballot: Ballot, now: int) -> None:
    """PostgreSQL: a transaction of five statements a vote, on any connection of a pool."""
    proposal, person, value = ballot
    async with pool.acquire() as connection, connection.transaction():
        await connection.fetchval("SELECT state FROM proposals WHERE id = $1 FOR NO KEY UPDATE", proposal)
        before = await connection.fetchval(
            "SELECT value FROM votes WHERE proposal_id = $1 AND person_id = $2", proposal, person
        )
        if before == value:
            return
        support, objection = moves(before or 0, value)
        await connection.execute(
            "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at) VALUES ($1, $2, $3, $4, $4)"
            " ON CONFLICT (proposal_id, person_id) DO UPDATE"
            " SET previous = votes.value, value = excluded.value, changed_at = excluded.changed_at",
            proposal, person, value, now,
        )  # fmt: skip
        await connection.execute(
            "UPDATE proposals SET support_count = support_count + $2, object_count = object_count + $3 WHERE id = $1",
            proposal, support, objection,
        )  # fmt: skip
        await connection.execute(
            "INSERT INTO vote_hours (proposal_id, hour, region, support, objection) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (proposal_id, hour) DO UPDATE SET support = vote_hours.support + excluded.support,"
            " objection = vote_hours.objection + excluded.objection",
            proposal, now // HOUR_MS, REGION, support, objection,
        )  # fmt: skip


async def waiting(count: int, one: Any) -> None:
    """``count`` at a time, each beginning anew until ``one()`` says there is no more."""

    async def again() -> None:
        while await one():
            pass

    await asyncio.gather(*(again() for _ in range(count)))
