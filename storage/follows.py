"""Which proposals a person follows, and how a person stands to one: vote and follow in one look."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, to_ms
from storage.proposals import QUALIFIED, proposal_of
from storage.records import Proposal


async def find_standing(tx: Transaction, proposal_id: int, person_id: int) -> tuple[int, bool]:
    """The vote (1, -1, or 0 for none) and whether the person follows the proposal."""
    row = await tx.one(
        """
        SELECT (SELECT value FROM votes WHERE proposal_id = :proposal_id AND person_id = :person_id) AS value,
               EXISTS (SELECT 1 FROM follows
                        WHERE person_id = :person_id AND proposal_id = :proposal_id) AS is_followed
        """,
        proposal_id=proposal_id,
        person_id=person_id,
    )
    return (0, False) if row is None else (int(row["value"] or 0), bool(row["is_followed"]))


async def find_pairs(tx: Transaction, person_ids: set[int], proposal_ids: set[int]) -> frozenset[tuple[int, int]]:
    """(person, proposal) of those among these persons who follow one of these proposals."""
    rows = await tx.all(
        # Plus: SQLite looks once for each person, not for each pair.
        "SELECT person_id, proposal_id FROM follows WHERE person_id IN (:people) AND +proposal_id IN (:proposals)",
        people=tuple(sorted(person_ids)),
        proposals=tuple(sorted(proposal_ids)),
    )
    return frozenset((row["person_id"], row["proposal_id"]) for row in rows)


async def add(tx: Transaction, person_id: int, proposal_id: int, states: frozenset[str], now: datetime) -> bool:
    """Follow a proposal that is in one of ``states``; False when it is not, or was followed already."""
    inserted = await tx.run(
        """
        INSERT INTO follows (person_id, proposal_id, followed_at)
        SELECT CAST(:person_id AS BIGINT), p.id, CAST(:now AS BIGINT)
          FROM proposals p
         WHERE p.id = :proposal_id AND p.state IN (:states)
            ON CONFLICT (person_id, proposal_id) DO NOTHING
        """,
        person_id=person_id,
        proposal_id=proposal_id,
        states=tuple(sorted(states)),
        now=to_ms(now),
    )
    return inserted == 1


async def remove(tx: Transaction, person_id: int, proposal_id: int) -> bool:
    """Follow it no longer; whether it was followed."""
    deleted = await tx.run(
        "DELETE FROM follows WHERE person_id = :person_id AND proposal_id = :proposal_id",
        person_id=person_id,
        proposal_id=proposal_id,
    )
    return deleted == 1


async def list_of_person(tx: Transaction, person_id: int, states: frozenset[str], most: int) -> tuple[Proposal, ...]:
    """What the person follows and is in one of ``states``, the latest followed first."""
    rows = await tx.all(
        f"""
        SELECT {QUALIFIED}
          FROM follows f JOIN proposals p ON p.id = f.proposal_id
         WHERE f.person_id = :person_id AND p.state IN (:states)
         ORDER BY f.followed_at DESC, f.proposal_id DESC
         LIMIT :most
        """,
        person_id=person_id,
        states=tuple(sorted(states)),
        most=most,
    )
    return tuple(proposal_of(row) for row in rows)
