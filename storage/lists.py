"""Pages of public proposals by keyset: the same cost at any depth, no OFFSET, counts capped."""

from __future__ import annotations

from storage.database import Transaction
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal
from storage.vocabulary import PUBLIC_STATES, listed

COUNT_CAP = 1001  # a longer list is only ever shown as "1000+"
SORT_COLUMN = {"new": "published_at", "top": "support_count"}


def _conditions(place: str | None, topic: str | None) -> str:
    # Word for word the condition of the lists' indexes: a list of parameters would be read and sorted in full.
    parts = ["campaign_id = :campaign_id", f"state IN ({listed(PUBLIC_STATES)})"]
    if place is not None:
        parts.append("place = :place")
    if topic is not None:
        parts.append("topic = :topic")
    return " AND ".join(parts)


def _values(campaign_id: int, place: str | None, topic: str | None) -> dict[str, object]:
    values: dict[str, object] = {"campaign_id": campaign_id}
    if place is not None:
        values["place"] = place
    if topic is not None:
        values["topic"] = topic
    return values


async def page(
    tx: Transaction,
    campaign_id: int,
    *,
    place: str | None,
    topic: str | None,
    order: str,
    after: tuple[int, int] | None,
    backwards: bool,
    most: int,
) -> tuple[Proposal, ...]:
    """At most ``most`` proposals beyond the cursor ``after`` = (sort value, id), always in reading order."""
    column = SORT_COLUMN[order]
    where = _conditions(place, topic)
    values = _values(campaign_id, place, topic)
    if after is not None:
        where += f" AND ({column}, id) {'>' if backwards else '<'} (:sort, :id)"
        values |= {"sort": after[0], "id": after[1]}
    direction = "ASC" if backwards else "DESC"
    rows = await tx.all(
        f"""
        SELECT {COLUMNS} FROM proposals
         WHERE {where}
         ORDER BY {column} {direction}, id {direction}
         LIMIT :most
        """,
        most=most,
        **values,
    )
    found = [proposal_of(row) for row in rows]
    return tuple(reversed(found) if backwards else found)


async def capped_count(tx: Transaction, campaign_id: int, *, place: str | None, topic: str | None) -> int:
    """How many there are, counting no further than COUNT_CAP."""
    row = await tx.one(
        f"""
        SELECT count(*) AS n
          FROM (SELECT 1 FROM proposals WHERE {_conditions(place, topic)} LIMIT {COUNT_CAP}) AS few
        """,
        **_values(campaign_id, place, topic),
    )
    return 0 if row is None else int(row["n"])
