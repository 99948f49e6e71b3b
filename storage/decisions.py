"""The moderators' queue and their decisions: one a round, held by a constraint.

Three kinds of proposals wait: pending and hidden ones for the moderators of their region other than the author (where
the author is the only one: for organizers), appealed ones for anybody of the team who has no hand in the matter: no
moderator of that region, not who rejected it, not its author.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from storage.database import Row, Transaction, from_ms, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Decision, Proposal

_DECISION = """
    id, proposal_id, round, kind, moderator_id, reason, remark, decided_at, region, target_id, undone_at, undone_by
"""
IN_FORCE = "SELECT 1 FROM team t WHERE t.person_id = :who AND t.revoked_at IS NULL"
_MODERATES_IT = f"EXISTS ({IN_FORCE} AND t.role = 'moderator' AND t.region = p.region)"
_NOT_OWN = "(p.author_id IS NULL OR p.author_id <> :who)"
_OF_REGIONS = f"p.state IN ('pending', 'hidden') AND p.region IN (:regions) AND {_NOT_OWN}"
# What the only moderator of a region wrote is an organizer's to decide: nobody else is there.
_IS_ONLY_MODERATORS = """EXISTS (SELECT 1 FROM team t WHERE t.person_id = p.author_id AND t.revoked_at IS NULL
                        AND t.role = 'moderator' AND t.region = p.region)
               AND NOT EXISTS (SELECT 1 FROM team t WHERE t.person_id <> p.author_id AND t.revoked_at IS NULL
                                  AND t.role = 'moderator' AND t.region = p.region)"""
_LEFT_TO_ORGANIZERS = f"""p.state IN ('pending', 'hidden') AND {_NOT_OWN}
               AND (:is_admin = 1 OR EXISTS ({IN_FORCE} AND t.role = 'organizer')) AND {_IS_ONLY_MODERATORS}"""
_JUDGED = f"""p.state = 'appealed' AND (:is_admin = 1 OR EXISTS ({IN_FORCE}))
               AND NOT {_MODERATES_IT} AND COALESCE(p.author_id, 0) <> :who
               AND NOT EXISTS (SELECT 1 FROM appeals a JOIN decisions d ON d.id = a.decision_id
                                WHERE a.proposal_id = p.id AND d.moderator_id = :who)"""
# What a desk lists, and what it may decide: for that the roles are looked up in the statement itself.
# The states come first and once more: without them a planner walks through all proposals for the three together.
WAITING = (
    f"p.state IN ('pending', 'hidden', 'appealed') AND (({_OF_REGIONS}) OR ({_LEFT_TO_ORGANIZERS}) OR ({_JUDGED}))"
)
# What the digest of a region counts: without what is left to organizers. Apart, because each has its range of the
# index, and a planner takes them together through all proposals.
WAITING_IN_REGIONS = (_OF_REGIONS, _JUDGED)
_DECIDABLE = f"(({_OF_REGIONS} AND {_MODERATES_IT}) OR ({_LEFT_TO_ORGANIZERS}) OR ({_JUDGED}))"


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
        region=row["region"],
        target_id=row["target_id"],
        undone_at=None if row["undone_at"] is None else from_ms(row["undone_at"]),
        undone_by=row["undone_by"],
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
    target_id: int | None = None,
) -> Decision | None:
    """Record the round's decision; None when another moderator was first. ``target_id``: of a join."""
    row = await tx.one(
        f"""
        INSERT INTO decisions (proposal_id, round, kind, moderator_id, reason, remark, decided_at, region, queued_at,
                               target_id)
        SELECT p.id, CAST(:round AS BIGINT), CAST(:kind AS TEXT), CAST(:moderator_id AS BIGINT), CAST(:reason AS TEXT),
               CAST(:remark AS TEXT), CAST(:now AS BIGINT), p.region, p.queued_at, CAST(:target_id AS BIGINT)
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
        target_id=target_id,
    )
    return None if row is None else _decision(row)


async def may_decide(tx: Transaction, proposal_id: int, desk: Desk) -> bool:
    """Whether the proposal waits for this desk, by the roles in force now."""
    row = await tx.one(f"SELECT p.id FROM proposals p WHERE p.id = :id AND {_DECIDABLE}", id=proposal_id, **desk.values)
    return row is not None


async def is_only_moderators(tx: Transaction, proposal_id: int) -> bool:
    """Whether nobody but its author moderates the region of a proposal."""
    row = await tx.one(f"SELECT p.id FROM proposals p WHERE p.id = :id AND {_IS_ONLY_MODERATORS}", id=proposal_id)
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
