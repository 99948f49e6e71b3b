"""Proposals joined to others, and the one question to each supporter: whether the support goes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.database import Transaction, facts_json, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal
from storage.vocabulary import PUBLIC_STATES, listed

MODERATES = """
    EXISTS (SELECT 1 FROM team t WHERE t.person_id = :who AND t.revoked_at IS NULL
               AND t.role = 'moderator' AND t.region = p.region)
"""
_CHAIN_MOST = 50


@dataclass(frozen=True, slots=True)
class Carry:
    """What one supporter was asked after a join; ``answer`` is carry, leave or None."""

    decision_id: int
    answer: str | None


class Ripe(NamedTuple):
    """A join that can be undone no more and whose supporters are not all asked."""

    decision_id: int
    proposal_id: int


async def mark_joined(
    tx: Transaction, proposal_id: int, round_: int, target_id: int, moderator_id: int, now: datetime
) -> Proposal | None:
    """Waiting or published → joined, in the round of the decision; None when either proposal has moved on.

    Both must be locked. A published one begins a round for it, as hiding does. The target is public, so not joined
    itself: no circle can come about. The role is looked up here: it may have been taken back a moment ago.
    """
    row = await tx.one(
        f"""
        UPDATE proposals AS p
           SET state = 'joined', joined_to = :target, changed_at = :now, taken_by = NULL, taken_until = NULL,
               round = :round, queued_at = CASE WHEN p.state = 'published' THEN :now ELSE p.queued_at END
         WHERE p.id = :id AND p.state IN ('pending', 'hidden', 'published')
           AND p.round = CASE WHEN p.state = 'published' THEN CAST(:round AS BIGINT) - 1 ELSE :round END
           AND {MODERATES}
           AND EXISTS (SELECT 1 FROM proposals other
                        WHERE other.id = :target AND other.id <> p.id AND other.campaign_id = p.campaign_id
                          AND other.state IN ({listed(PUBLIC_STATES)}))
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        round=round_,
        target=target_id,
        who=moderator_id,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def final_of(tx: Transaction, proposal_id: int) -> Proposal | None:
    """Where the way of joins from a proposal ends: the proposal itself when it is not joined."""
    row = await tx.one(
        f"""
        WITH RECURSIVE way (id, following, step) AS (
            SELECT p.id, p.joined_to, 0 FROM proposals p WHERE p.id = :id
             UNION ALL
            SELECT p.id, p.joined_to, way.step + 1
              FROM way JOIN proposals p ON p.id = way.following
             WHERE way.step < {_CHAIN_MOST}
        )
        SELECT {COLUMNS} FROM proposals WHERE id = (SELECT way.id FROM way WHERE way.following IS NULL)
        """,
        id=proposal_id,
    )
    return None if row is None else proposal_of(row)


async def has_joined(tx: Transaction, proposal_id: int) -> bool:
    """Whether another one is joined to the proposal."""
    row = await tx.one("SELECT id FROM proposals WHERE joined_to = :id LIMIT 1", id=proposal_id)
    return row is not None


async def moderates(tx: Transaction, person_id: int, proposal_id: int) -> bool:
    """Whether the person moderates the proposal's region, by the roles in force now."""
    row = await tx.one(f"SELECT p.id FROM proposals p WHERE p.id = :id AND {MODERATES}", id=proposal_id, who=person_id)
    return row is not None


async def find_ripe(tx: Transaction, since: datetime, until: datetime, most: int) -> tuple[Ripe, ...]:
    """Joins decided in (since, until], not undone, whose last supporter has not been asked; the oldest first."""
    # CROSS JOIN: SQLite goes from the latest decisions to their proposals, never through all that was ever joined.
    rows = await tx.all(
        """
        SELECT ripe.id, ripe.proposal_id
          FROM (SELECT d.id, d.proposal_id,
                       (SELECT v.person_id FROM votes v WHERE v.proposal_id = d.proposal_id AND v.value = 1
                         ORDER BY v.person_id DESC LIMIT 1) AS last_supporter
                  FROM decisions d CROSS JOIN proposals p
                 WHERE p.id = d.proposal_id AND d.decided_at > :since AND d.decided_at <= :until
                   AND d.kind = 'join' AND d.undone_at IS NULL AND p.state = 'joined') AS ripe
         WHERE ripe.last_supporter IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM carries c
                            WHERE c.person_id = ripe.last_supporter AND c.decision_id = ripe.id)
         ORDER BY ripe.id
         LIMIT :most
        """,
        since=to_ms(since),
        until=to_ms(until),
        most=most,
    )
    return tuple(Ripe(row["id"], row["proposal_id"]) for row in rows)


async def last_of_stretch(tx: Transaction, proposal_id: int, after: int, most: int) -> tuple[int, int]:
    """Of the next ``most`` supporters behind the person ``after``: the last one's id, and how many."""
    row = await tx.one(
        """
        SELECT max(person_id) AS last, count(*) AS n
          FROM (SELECT person_id FROM votes WHERE proposal_id = :id AND value = 1 AND person_id > :after
                 ORDER BY person_id LIMIT :most) AS stretch
        """,
        id=proposal_id,
        after=after,
        most=most,
    )
    return (after, 0) if row is None or row["last"] is None else (int(row["last"]), int(row["n"]))


_ASKED = """
    FROM votes v
    JOIN people p ON p.id = v.person_id
   WHERE v.proposal_id = :proposal_id AND v.value = 1 AND v.person_id > :after AND v.person_id <= :upto
     AND EXISTS (SELECT 1 FROM decisions d WHERE d.id = :decision_id AND d.undone_at IS NULL)
"""


async def ask_stretch(tx: Transaction, join: Ripe, *, after: int, upto: int, now: datetime) -> int:
    """Note that the supporters in (after, upto] are asked, and owe the question to those who can be reached.

    How many are owed it now. Whoever was asked before is not asked again; of an undone join nobody is.
    """
    stretch = {
        "proposal_id": join.proposal_id,
        "decision_id": join.decision_id,
        "after": after,
        "upto": upto,
        "now": to_ms(now),
    }
    await tx.run(
        f"""
        INSERT INTO carries (person_id, decision_id, asked_at)
        SELECT v.person_id, CAST(:decision_id AS BIGINT), CAST(:now AS BIGINT) {_ASKED}
            ON CONFLICT (person_id, decision_id) DO NOTHING
        """,
        **stretch,
    )
    return await tx.run(
        f"""
        INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)
        SELECT v.person_id, 'carry', CAST(:facts AS TEXT), CAST(:cause AS TEXT) || v.person_id,
               CAST(:now AS BIGINT), CAST(:now AS BIGINT) {_ASKED}
           AND p.telegram_id IS NOT NULL AND p.unreachable_at IS NULL
         ORDER BY v.person_id
            ON CONFLICT (cause) DO NOTHING
        """,
        facts=facts_json({"decision": join.decision_id}),
        cause=f"carry:{join.decision_id}:",
        **stretch,
    )


async def find_carry(tx: Transaction, person_id: int, decision_id: int) -> Carry | None:
    """What a person was asked after a join, locked until the unit ends; None when nothing was."""
    row = await tx.one(
        """
        SELECT decision_id, answer FROM carries
         WHERE person_id = :person_id AND decision_id = :decision_id /*pg FOR NO KEY UPDATE */
        """,
        person_id=person_id,
        decision_id=decision_id,
    )
    return None if row is None else Carry(row["decision_id"], row["answer"])


async def mark_answered(tx: Transaction, person_id: int, decision_id: int, answer: str, now: datetime) -> bool:
    """Keep the answer; False when there is one."""
    changed = await tx.run(
        """
        UPDATE carries SET answer = :answer, answered_at = :now
         WHERE person_id = :person_id AND decision_id = :decision_id AND answer IS NULL
        """,
        person_id=person_id,
        decision_id=decision_id,
        answer=answer,
        now=to_ms(now),
    )
    return changed == 1


async def answer_of(tx: Transaction, person_id: int, decision_id: int) -> str | None:
    """What a person answered after a join, or None; asks for no lock."""
    row = await tx.one(
        "SELECT answer FROM carries WHERE person_id = :person_id AND decision_id = :decision_id",
        person_id=person_id,
        decision_id=decision_id,
    )
    return None if row is None else row["answer"]
