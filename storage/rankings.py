"""What the ranking behind the shortlist is made of: counters by an index of the lists, breadth from the votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storage.database import Transaction
from storage.lists import Cursor, Sieve


class Tally(NamedTuple):
    """A public proposal as its counters have it."""

    id: int
    number: int
    support: int
    objections: int
    state: str = "published"

    @property
    def net(self) -> int:
        """Support less objections."""
        return self.support - self.objections

    @property
    def is_selected(self) -> bool:
        """Whether it is on the shortlist, or has gone on from there."""
        return self.state != "published"


class Breadth(NamedTuple):
    """In how many regions supporters live, and how many live in another one than the proposal is about.

    Whoever was forgotten has no region and counts in neither.
    """

    regions: int
    elsewhere: int


async def most_supported(
    tx: Transaction, sieve: Sieve, after: Cursor | None, most: int
) -> tuple[list[Tally], Cursor | None]:
    """At most ``most`` with any support behind the cursor (support, id), the most supported first; the next cursor.

    A walk of the lists' index; None instead of a cursor: there are no more.
    """
    bounds = "" if after is None else "AND (support_count, id) < (:sort, :id)"
    values = {} if after is None else {"sort": after[0], "id": after[1]}
    rows = await tx.all(
        f"""
        SELECT id, number, support_count, object_count, state
          FROM proposals
         WHERE {sieve.condition()} {bounds} AND support_count > 0
         ORDER BY support_count DESC, id DESC
         LIMIT :most
        """,
        most=most,
        **sieve.values(),
        **values,
    )
    found = [Tally(*row) for row in rows]
    return found, (found[-1].support, found[-1].id) if len(found) == most else None


async def breadths(tx: Transaction, proposal_ids: Sequence[int]) -> dict[int, Breadth]:
    """Of these proposals, counted from their votes; one without supporters is left out."""
    if not proposal_ids:
        return {}
    rows = await tx.all(
        """
        SELECT v.proposal_id, count(DISTINCT p.region) AS regions,
               count(CASE WHEN p.region <> about.place THEN 1 END) AS elsewhere
          FROM votes v JOIN people p ON p.id = v.person_id JOIN proposals about ON about.id = v.proposal_id
         WHERE v.proposal_id IN (:ids) AND v.value = 1
         GROUP BY v.proposal_id
        """,
        ids=tuple(proposal_ids),
    )
    return {row["proposal_id"]: Breadth(int(row["regions"]), int(row["elsewhere"])) for row in rows}
