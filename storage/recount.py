"""The votes counted anew, to compare with the numbers kept beside them."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Row, Transaction
from storage.votes import HOUR_MS, count, count_hours, lock_grounds

Sum = tuple[int, int]  # support, objection


@dataclass(frozen=True, slots=True)
class Tally:
    """One proposal: what its votes add up to, what its counters say and what its hours add up to."""

    proposal_id: int
    number: int | None
    votes: Sum
    counters: Sum
    hours: Sum

    @property
    def is_true(self) -> bool:
        """Whether all three agree."""
        return self.votes == self.counters == self.hours


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some proposals in the order of their ids; ``last`` is where the next ones begin, ``votes`` how many were read."""

    last: int
    votes: int
    tallies: tuple[Tally, ...]


_TALLIES = """
    SELECT p.id, p.number, p.support_count, p.object_count,
           COALESCE(v.support, 0) AS support, COALESCE(v.objection, 0) AS objection, COALESCE(v.cast, 0) AS votes_cast,
           COALESCE(h.support, 0) AS hours_support, COALESCE(h.objection, 0) AS hours_objection
      FROM proposals p
      LEFT JOIN (SELECT proposal_id, count(*) AS cast,
                        count(CASE WHEN value = 1 THEN 1 END) AS support,
                        count(CASE WHEN value = -1 THEN 1 END) AS objection
                   FROM votes WHERE proposal_id BETWEEN :first AND :last
                  GROUP BY proposal_id) AS v ON v.proposal_id = p.id
      LEFT JOIN (SELECT proposal_id, CAST(sum(support) AS BIGINT) AS support,
                        CAST(sum(objection) AS BIGINT) AS objection
                   FROM vote_hours WHERE proposal_id BETWEEN :first AND :last
                  GROUP BY proposal_id) AS h ON h.proposal_id = p.id
     WHERE p.id BETWEEN :first AND :last
     ORDER BY p.id
"""


def _tally(row: Row) -> Tally:
    return Tally(
        row["id"],
        row["number"],
        votes=(row["support"], row["objection"]),
        counters=(row["support_count"], row["object_count"]),
        hours=(row["hours_support"], row["hours_objection"]),
    )


async def count_proposals(tx: Transaction) -> int:
    """How many there are, in any state."""
    row = await tx.one("SELECT count(*) AS n FROM proposals")
    return 0 if row is None else int(row["n"])


async def next_stretch(tx: Transaction, after: int, most: int) -> Stretch | None:
    """The next ``most`` proposals beyond an id; None at the end."""
    row = await tx.one(
        """
        SELECT min(id) AS first, max(id) AS last
          FROM (SELECT id FROM proposals WHERE id > :after ORDER BY id LIMIT :most) AS following
        """,
        after=after,
        most=most,
    )
    if row is None or row["last"] is None:
        return None
    rows = await tx.all(_TALLIES, first=row["first"], last=row["last"])
    return Stretch(row["last"], sum(one["votes_cast"] for one in rows), tuple(_tally(one) for one in rows))


async def mend(tx: Transaction, proposal_id: int) -> Tally | None:
    """Set a proposal's counters and hours by its votes; what was found, None when nothing differed.

    The proposal is locked first, as by those who vote: none of their votes is missed or counted twice. What the hours
    lack goes to the earliest one: a digest to come must not tell it as news.
    """
    grounds = await lock_grounds(tx, {proposal_id})
    rows = await tx.all(_TALLIES, first=proposal_id, last=proposal_id)
    if not rows or (found := _tally(rows[0])).is_true:
        return None
    if found.counters != found.votes:
        await count(tx, [(proposal_id, *_lacking(found.votes, found.counters))])
    if found.hours != found.votes:
        hour = await _earliest_hour(tx, proposal_id)
        region = grounds[proposal_id].region
        await count_hours(tx, [(proposal_id, hour, region, *_lacking(found.votes, found.hours))])
    return found


def _lacking(true: Sum, kept: Sum) -> Sum:
    return true[0] - kept[0], true[1] - kept[1]


async def _earliest_hour(tx: Transaction, proposal_id: int) -> int:
    row = await tx.one(
        """
        SELECT COALESCE((SELECT min(hour) FROM vote_hours WHERE proposal_id = :id),
                        (SELECT min(cast_at) FROM votes WHERE proposal_id = :id) / :hour_ms) AS hour
        """,
        id=proposal_id,
        hour_ms=HOUR_MS,
    )
    assert row is not None
    return int(row["hour"])
