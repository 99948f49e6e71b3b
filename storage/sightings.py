"""What a person was shown as "next": it does not come again, and what few have seen comes first."""

from __future__ import annotations

from typing import NamedTuple

from storage.database import Transaction
from storage.lists import IS_PUBLIC

# Not one's own, not voted on, not shown before; written for the table's name p.
_UNSEEN = f"""
    p.campaign_id = :campaign_id AND p.{IS_PUBLIC} AND p.state = 'published' AND p.id <> :but
    AND (p.author_id IS NULL OR p.author_id <> :reader_id)
    AND NOT EXISTS (SELECT 1 FROM sightings s WHERE s.person_id = :reader_id AND s.proposal_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM votes v WHERE v.proposal_id = p.id AND v.person_id = :reader_id AND v.value <> 0)
"""


class Seen(NamedTuple):
    """That a person saw a proposal, and when in milliseconds."""

    person_id: int
    proposal_id: int
    at: int


async def latest(tx: Transaction, person_id: int, most: int) -> tuple[Seen, ...]:
    """What the person was shown, the last one first."""
    rows = await tx.all(
        """
        SELECT proposal_id, seen_at FROM sightings
         WHERE person_id = :person_id
         ORDER BY seen_at DESC, proposal_id DESC
         LIMIT :most
        """,
        person_id=person_id,
        most=most,
    )
    return tuple(Seen(person_id, row["proposal_id"], row["seen_at"]) for row in rows)


async def is_undecided(tx: Transaction, proposal_id: int, reader_id: int) -> bool:
    """Whether a proposal is published and the reader has no vote on it."""
    row = await tx.one(
        """
        SELECT 1 AS yes FROM proposals p
         WHERE p.id = :id AND p.state = 'published'
           AND NOT EXISTS (SELECT 1 FROM votes v
                            WHERE v.proposal_id = p.id AND v.person_id = :reader_id AND v.value <> 0)
        """,
        id=proposal_id,
        reader_id=reader_id,
    )
    return row is not None


async def find_unseen(tx: Transaction, campaign_id: int, reader_id: int, point: int, but: int) -> int | None:
    """A published proposal the reader has neither seen nor voted on nor written (nor ``but``), or None.

    The least seen first. Of those seen by equally many the first from the reader's own ``point`` of the circle of
    2³² on, measured along the campaign's numbers: not everybody is sent to the same one. Each of the two walks
    follows one index and passes over no more than the reader has seen, voted on and written.
    """
    given = {"campaign_id": campaign_id, "reader_id": reader_id, "but": but}
    least = await tx.one(
        f"SELECT p.id, p.seen_count FROM proposals p WHERE {_UNSEEN} ORDER BY p.seen_count, p.id LIMIT 1", **given
    )
    if least is None:
        return None
    ahead = await tx.one(
        f"""
        SELECT p.id, p.seen_count FROM proposals p
         WHERE {_UNSEEN} AND (p.seen_count, p.id) >= (:level, COALESCE(
               (SELECT q.id FROM proposals q
                 WHERE q.campaign_id = :campaign_id
                   AND q.number > (SELECT c.last_number * :point / 4294967296
                                     FROM campaigns c WHERE c.id = :campaign_id)
                 ORDER BY q.number LIMIT 1), 0))
         ORDER BY p.seen_count, p.id
         LIMIT 1
        """,
        level=least["seen_count"],
        point=point,
        **given,
    )
    # Asked for as one pair: with "seen so often and from this id on" PostgreSQL walks all ids from there.
    if ahead is None or ahead["seen_count"] != least["seen_count"]:
        return int(least["id"])
    return int(ahead["id"])


async def add(tx: Transaction, seen: list[Seen]) -> None:
    """Record what is public, and count it once a person; a person and proposal stand here at most once."""
    rows = await tx.all(
        f"SELECT id FROM proposals WHERE id IN (:ids) AND {IS_PUBLIC} ORDER BY id /*pg FOR NO KEY UPDATE */",
        ids=tuple(sorted({one.proposal_id for one in seen})),
    )
    public = {row["id"] for row in rows}
    if not public:
        return
    added = await tx.each(
        """
        INSERT INTO sightings (person_id, proposal_id, seen_at)
        SELECT these.person_id, these.proposal_id, these.at
          FROM ROWS(these person_id, proposal_id, at)
         WHERE TRUE
            ON CONFLICT (person_id, proposal_id) DO NOTHING
        RETURNING proposal_id
        """,
        sorted(one for one in seen if one.proposal_id in public),
    )
    counts: dict[int, int] = {}
    for row in added:
        counts[row["proposal_id"]] = counts.get(row["proposal_id"], 0) + 1
    if not counts:
        return
    await tx.each(
        """
        UPDATE proposals
           SET seen_count = seen_count + these.more
          FROM ROWS(these id, more)
         WHERE proposals.id = these.id
        """,
        sorted(counts.items()),
    )
