"""The moderators' queue and their decisions: one a round, held by a constraint.

Three kinds of proposals wait: pending and hidden ones for the moderators of their region, appealed ones for anybody of
the team who has no hand in the matter: no moderator of that region, not who rejected it, not its author.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from storage.database import Row, Transaction, from_ms, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Decision, Proposal

_DECISION = "id, proposal_id, round, kind, moderator_id, reason, remark, decided_at"
_QUALIFIED = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))
_IN_FORCE = "SELECT 1 FROM team t WHERE t.person_id = :who AND t.revoked_at IS NULL"
_MODERATES_IT = f"EXISTS ({_IN_FORCE} AND t.role = 'moderator' AND t.region = p.region)"
_OF_REGIONS = "p.state IN ('pending', 'hidden') AND p.region IN (:regions)"
_JUDGED = f"""p.state = 'appealed' AND (:is_admin = 1 OR EXISTS ({_IN_FORCE}))
               AND NOT {_MODERATES_IT} AND COALESCE(p.author_id, 0) <> :who
               AND NOT EXISTS (SELECT 1 FROM appeals a JOIN decisions d ON d.id = a.decision_id
                                WHERE a.proposal_id = p.id AND d.moderator_id = :who)"""
# What a desk lists, and what it may decide: for that the roles are looked up in the statement itself.
WAITING = f"(({_OF_REGIONS}) OR ({_JUDGED}))"
_DECIDABLE = f"(({_OF_REGIONS} AND {_MODERATES_IT}) OR ({_JUDGED}))"


class Desk(NamedTuple):
    """Whose queue: the regions whose proposals come to it; ``is_admin`` for admins of the settings (no row in team)."""

    person_id: int
    regions: tuple[str, ...]
    is_admin: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of WAITING."""
        return {"who": self.person_id, "regions": self.regions, "is_admin": int(self.is_admin)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting proposal and, while somebody has it open, that moderator's name."""

    proposal: Proposal
    taken_by_name: str | None


def _decision(row: Row) -> Decision:
    return Decision(
        id=row["id"],
        proposal_id=row["proposal_id"],
        round=row["round"],
        kind=row["kind"],
        moderator_id=row["moderator_id"],
        reason=row["reason"],
        remark=row["remark"],
        decided_at=from_ms(row["decided_at"]),
    )


async def find(tx: Transaction, decision_id: int) -> Decision | None:
    """One decision, or None."""
    row = await tx.one(f"SELECT {_DECISION} FROM decisions WHERE id = :id", id=decision_id)
    return None if row is None else _decision(row)


async def find_of_round(tx: Transaction, proposal_id: int, round_: int) -> Decision | None:
    """The decision of one round, or None while there is none."""
    row = await tx.one(
        f"SELECT {_DECISION} FROM decisions WHERE proposal_id = :proposal_id AND round = :round",
        proposal_id=proposal_id,
        round=round_,
    )
    return None if row is None else _decision(row)


async def insert(
    tx: Transaction,
    *,
    proposal_id: int,
    round_: int,
    kind: str,
    moderator_id: int,
    reason: str | None,
    remark: str | None,
    now: datetime,
) -> Decision | None:
    """Record the round's decision; None when another moderator was first."""
    row = await tx.one(
        f"""
        INSERT INTO decisions (proposal_id, round, kind, moderator_id, reason, remark, decided_at, region, queued_at)
        SELECT p.id, CAST(:round AS BIGINT), CAST(:kind AS TEXT), CAST(:moderator_id AS BIGINT), CAST(:reason AS TEXT),
               CAST(:remark AS TEXT), CAST(:now AS BIGINT), p.region, p.queued_at
          FROM proposals p
         WHERE p.id = :proposal_id
            ON CONFLICT (proposal_id, round) DO NOTHING
        RETURNING {_DECISION}
        """,
        proposal_id=proposal_id,
        round=round_,
        kind=kind,
        moderator_id=moderator_id,
        reason=reason,
        remark=remark,
        now=to_ms(now),
    )
    return None if row is None else _decision(row)


async def may_decide(tx: Transaction, proposal_id: int, desk: Desk) -> bool:
    """Whether the proposal waits for this desk, by the roles in force now."""
    row = await tx.one(f"SELECT p.id FROM proposals p WHERE p.id = :id AND {_DECIDABLE}", id=proposal_id, **desk.values)
    return row is not None


async def mark_decided(
    tx: Transaction, proposal_id: int, round_: int, state: str, desk: Desk, now: datetime
) -> Proposal | None:
    """Waiting for this desk → ``state`` in the round that was read; None when it has moved on."""
    row = await tx.one(
        f"""
        UPDATE proposals AS p
           SET state = :state, changed_at = :now, taken_by = NULL, taken_until = NULL,
               published_at = CASE WHEN :state = 'published' THEN COALESCE(published_at, :now)
                                   ELSE published_at END
         WHERE p.id = :id AND p.round = :round AND {_DECIDABLE}
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        round=round_,
        state=state,
        now=to_ms(now),
        **desk.values,
    )
    return None if row is None else proposal_of(row)


async def mark_taken(tx: Transaction, proposal_id: int, desk: Desk, until: datetime, now: datetime) -> Proposal | None:
    """Take a waiting item, or keep it longer; None when somebody else has it or it does not wait for this desk."""
    row = await tx.one(
        f"""
        UPDATE proposals AS p
           SET taken_by = :who, taken_until = :until
         WHERE p.id = :id AND {_DECIDABLE}
           AND (p.taken_by IS NULL OR p.taken_by = :who OR p.taken_until <= :now)
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        until=to_ms(until),
        now=to_ms(now),
        **desk.values,
    )
    return None if row is None else proposal_of(row)


async def release(tx: Transaction, proposal_id: int, moderator_id: int) -> None:
    """Give an item back, if this moderator has it."""
    await tx.run(
        """
        UPDATE proposals SET taken_by = NULL, taken_until = NULL
         WHERE id = :id AND taken_by = :moderator_id
        """,
        id=proposal_id,
        moderator_id=moderator_id,
    )


async def name_of(tx: Transaction, person_id: int) -> str:
    """The name a member of the team is known by (also after the role was revoked); '' if never one."""
    row = await tx.one("SELECT display_name FROM team WHERE person_id = :id ORDER BY id DESC LIMIT 1", id=person_id)
    return "" if row is None else str(row["display_name"])


async def waiting(tx: Transaction, desk: Desk, now: datetime, most: int) -> tuple[Waiting, ...]:
    """What waits for a desk, oldest first."""
    rows = await tx.all(
        f"""
        SELECT {_QUALIFIED},
               CASE WHEN p.taken_until > :now
                    THEN (SELECT t.display_name FROM team t WHERE t.person_id = p.taken_by
                           ORDER BY t.id DESC LIMIT 1) END AS taken_by_name
          FROM proposals p
         WHERE {WAITING}
         ORDER BY p.queued_at, p.id
         LIMIT :most
        """,
        now=to_ms(now),
        most=most,
        **desk.values,
    )
    return tuple(Waiting(proposal_of(row), row["taken_by_name"]) for row in rows)


async def next_waiting(tx: Transaction, desk: Desk, after: int, now: datetime) -> int | None:
    """The id of the oldest free item of a desk beyond ``after`` in the queue's order, else the oldest of all."""
    row = await tx.one(
        f"""
        SELECT p.id
          FROM proposals p
          LEFT JOIN proposals seen ON seen.id = :after
         WHERE {WAITING} AND p.id <> :after
           AND (p.taken_by IS NULL OR p.taken_by = :who OR p.taken_until <= :now)
         ORDER BY CASE WHEN seen.queued_at IS NULL OR p.queued_at > seen.queued_at
                         OR (p.queued_at = seen.queued_at AND p.id > seen.id) THEN 0 ELSE 1 END,
                  p.queued_at, p.id
         LIMIT 1
        """,
        after=after,
        now=to_ms(now),
        **desk.values,
    )
    return None if row is None else int(row["id"])


async def count_waiting(tx: Transaction, desk: Desk) -> dict[str, int]:
    """How many wait for a desk in each state: pending, hidden, appealed."""
    rows = await tx.all(
        f"SELECT p.state, count(*) AS n FROM proposals p WHERE {WAITING} GROUP BY p.state", **desk.values
    )
    return {str(row["state"]): int(row["n"]) for row in rows}


async def queued_instants(tx: Transaction, desk: Desk) -> tuple[datetime, ...]:
    """Since when each of what waits for a desk does so."""
    rows = await tx.all(f"SELECT p.queued_at FROM proposals p WHERE {WAITING} ORDER BY p.queued_at", **desk.values)
    return tuple(from_ms(row["queued_at"]) for row in rows)
