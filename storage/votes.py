"""Votes and their counters, changed together: the numbers people see are the votes, at every moment."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from storage.database import Row, Transaction, to_ms
from storage.proposals import COLUMNS, QUALIFIED, proposal_of
from storage.records import Proposal

HOUR_MS = 3_600_000


def hour_of(instant: datetime) -> int:
    """Whole hours since 1970 UTC."""
    return to_ms(instant) // HOUR_MS


class Ground(NamedTuple):
    """The proposal a vote is for, locked until the unit ends: what is asked about it, and its row."""

    campaign_id: int
    number: int | None
    author_id: int | None
    state: str
    region: str | None
    row: Row

    def proposal(self, support: int = 0, objection: int = 0) -> Proposal:
        """The proposal, its counters moved by so much."""
        return proposal_of(self.row, support, objection)


async def lock_grounds(tx: Transaction, proposal_ids: set[int]) -> dict[int, Ground]:
    """The proposals that exist, locked in the order of their ids: groups of several replicas never wait crosswise.

    Whoever votes, or mends counters, holds this lock: the votes of a proposal are changed by one unit at a time.
    """
    rows = await tx.all(
        f"""
        SELECT {COLUMNS} FROM proposals
         WHERE id IN (:ids)
         ORDER BY id
           /*pg FOR NO KEY UPDATE */
        """,
        ids=tuple(sorted(proposal_ids)),
    )
    return {
        row["id"]: Ground(row["campaign_id"], row["number"], row["author_id"], row["state"], row["region"], row)
        for row in rows
    }


async def lock_voters(tx: Transaction, person_ids: set[int]) -> None:
    """Let nobody else lock these persons until the unit ends; in the order of their ids."""
    await tx.all(
        "SELECT id FROM people WHERE id IN (:ids) ORDER BY id /*pg FOR NO KEY UPDATE */",
        ids=tuple(sorted(person_ids)),
    )


# CROSS JOIN: SQLite goes from a person's votes to their proposals, never through the campaign's proposals.
_GIVEN = "FROM votes v CROSS JOIN proposals p WHERE p.id = v.proposal_id AND v.value <> 0 AND p.state IN (:states)"


async def list_given(
    tx: Transaction, person_ids: set[int], campaign_ids: set[int], states: frozenset[str]
) -> list[tuple[int, int, int]]:
    """(person, campaign, proposal) of every vote these persons have in these campaigns, on proposals in ``states``."""
    rows = await tx.all(
        f"""
        SELECT v.person_id, p.campaign_id, v.proposal_id {_GIVEN}
           AND v.person_id IN (:people) AND p.campaign_id IN (:campaigns)
        """,
        people=tuple(sorted(person_ids)),
        campaigns=tuple(sorted(campaign_ids)),
        states=tuple(sorted(states)),
    )
    return [(row["person_id"], row["campaign_id"], row["proposal_id"]) for row in rows]


async def count_left(tx: Transaction, campaign_id: int, person_id: int, states: frozenset[str]) -> int | None:
    """How many votes the campaign's budget leaves the person; None without a budget."""
    row = await tx.one(
        f"""
        SELECT c.vote_budget - (SELECT count(*) {_GIVEN}
                                   AND v.person_id = :person_id AND p.campaign_id = c.id) AS votes_left
          FROM campaigns c
         WHERE c.id = :campaign_id AND c.vote_budget IS NOT NULL
        """,
        campaign_id=campaign_id,
        person_id=person_id,
        states=tuple(sorted(states)),
    )
    return None if row is None else max(0, int(row["votes_left"]))


async def replace(tx: Transaction, ballots: list[tuple[int, int, int, int]]) -> dict[tuple[int, int], int]:
    """Set votes (proposal, person, value, at in milliseconds), a pair at most once, on locked proposals.

    The value before, by (proposal, person), of those that changed; the same value again changes nothing.
    """
    rows = await tx.each(
        """
        INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at)
        SELECT ballots.proposal_id, ballots.person_id, ballots.value, ballots.at, ballots.at
          FROM ROWS(ballots proposal_id, person_id, value, at)
         WHERE TRUE
            ON CONFLICT (proposal_id, person_id) DO UPDATE
           SET previous = votes.value, value = excluded.value, changed_at = excluded.changed_at
         WHERE votes.value <> excluded.value
        RETURNING proposal_id, person_id, value, previous
        """,
        ballots,
    )
    return {(row["proposal_id"], row["person_id"]): row["previous"] for row in rows if row["value"] != row["previous"]}


async def clear(tx: Transaction, proposal_id: int, now: datetime) -> None:
    """Take every vote for a locked proposal back; its counters are the caller's."""
    await tx.run(
        "UPDATE votes SET previous = value, value = 0, changed_at = :now WHERE proposal_id = :id AND value <> 0",
        id=proposal_id,
        now=to_ms(now),
    )


async def count(tx: Transaction, moves: list[tuple[int, int, int]]) -> None:
    """Move counters of locked proposals by (proposal, support, objection), each proposal at most once."""
    await tx.each(
        """
        UPDATE proposals
           SET support_count = support_count + moves.support, object_count = object_count + moves.objection
          FROM ROWS(moves proposal_id, support, objection)
         WHERE proposals.id = moves.proposal_id
        """,
        moves,
    )


async def count_hours(tx: Transaction, moves: list[tuple[int, int, str | None, int, int]]) -> None:
    """Move the counters of hours, from which digests are made: (proposal, hour, region, support, objection)."""
    await tx.each(
        """
        INSERT INTO vote_hours (proposal_id, hour, region, support, objection)
        SELECT moves.proposal_id, moves.hour, moves.region, moves.support, moves.objection
          FROM ROWS(moves proposal_id, hour, region text, support, objection)
         WHERE TRUE
            ON CONFLICT (proposal_id, hour) DO UPDATE
           SET support = vote_hours.support + excluded.support,
               objection = vote_hours.objection + excluded.objection
        """,
        moves,
    )


async def list_of_person(
    tx: Transaction, person_id: int, states: frozenset[str], most: int
) -> tuple[tuple[Proposal, int], ...]:
    """What the person voted for or against and is still in one of ``states``, the latest first."""
    rows = await tx.all(
        f"""
        SELECT {QUALIFIED}, v.value
          FROM votes v JOIN proposals p ON p.id = v.proposal_id
         WHERE v.person_id = :person_id AND v.value <> 0 AND p.state IN (:states)
         ORDER BY v.changed_at DESC, v.proposal_id DESC
         LIMIT :most
        """,
        person_id=person_id,
        states=tuple(sorted(states)),
        most=most,
    )
    return tuple((proposal_of(row), int(row["value"])) for row in rows)
