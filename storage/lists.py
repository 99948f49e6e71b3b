"""Pages of public proposals by keyset: the same cost at any depth, no OFFSET, counts capped."""

from __future__ import annotations

from typing import Final, NamedTuple

from storage.database import Transaction
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal
from storage.vocabulary import PUBLIC_STATES, listed

COUNT_CAP = 1001  # a longer list is only ever shown as "1000+"
SORT_COLUMN = {"new": "published_at", "top": "support_count", "rising": "rising"}
OUTCOME_STATES: Final = tuple(state for state in PUBLIC_STATES if state != "published")
# Word for word the condition of the lists' indexes: a list of parameters would be read and sorted in full.
IS_PUBLIC: Final = f"state IN ({listed(PUBLIC_STATES)})"
_STANDING: Final = {
    "all": f"campaign_id = :campaign_id AND {IS_PUBLIC}",
    "voted": f"campaign_id = :campaign_id AND {IS_PUBLIC} AND state = 'published'",
    # They are few among many: found by an index of their own and sorted.
    "outcome": f"campaign_id = :campaign_id AND state IN ({listed(OUTCOME_STATES)})",
}
Cursor = tuple[int, int]


class Sieve(NamedTuple):
    """Which proposals: of a campaign, of a place and of a topic (None: of any), and where they stand.

    ``standing``: ``all`` that is public, ``voted`` (published), ``outcome`` (what came after the vote).
    """

    campaign_id: int
    place: str | None = None
    topic: str | None = None
    standing: str = "all"

    def condition(self) -> str:
        """As SQL has it."""
        parts = [_STANDING[self.standing]]
        if self.place is not None:
            parts.append("place = :place")
        if self.topic is not None:
            parts.append("topic = :topic")
        return " AND ".join(parts)

    def values(self) -> dict[str, object]:
        """The parameters of the condition."""
        values: dict[str, object] = {"campaign_id": self.campaign_id}
        if self.place is not None:
            values["place"] = self.place
        if self.topic is not None:
            values["topic"] = self.topic
        return values


class Listed(NamedTuple):
    """A proposal and its cursor: (sort value, id)."""

    proposal: Proposal
    cursor: Cursor


async def page(
    tx: Transaction, sieve: Sieve, *, order: str, after: Cursor | None, backwards: bool, most: int
) -> tuple[Listed, ...]:
    """At most ``most`` proposals beyond the cursor, the highest first, always in reading order."""
    column = SORT_COLUMN[order]
    bounds = [] if after is None else [f"({column}, id) {'>' if backwards else '<'} (:sort, :id)"]
    found = await _walk(tx, sieve, column, bounds, _cursor_values(after), upwards=backwards, most=most)
    return tuple(reversed(found) if backwards else found)


async def page_of_turn(
    tx: Transaction, sieve: Sieve, *, point: int, after: Cursor | None, backwards: bool, most: int
) -> tuple[Listed, ...]:
    """As :func:`page` in the fair order: from ``point`` up, then from the beginning of the circle up to it."""
    found: list[Listed] = []
    for bounds in _arcs(point, after, backwards=backwards):
        if len(found) < most:
            values = {"point": point} | _cursor_values(after if any(":sort" in one for one in bounds) else None)
            left = most - len(found)
            found += await _walk(tx, sieve, "place_in_turn", bounds, values, upwards=not backwards, most=left)
    return tuple(reversed(found) if backwards else found)


def _arcs(point: int, after: Cursor | None, *, backwards: bool) -> list[list[str]]:
    """What is still ahead on the way round, as one or two stretches of the circle."""
    first, last = "place_in_turn >= :point", "place_in_turn < :point"
    whole = [last, first] if backwards else [first, last]
    if after is None:
        return [[arc] for arc in whole]
    beyond = f"(place_in_turn, id) {'<' if backwards else '>'} (:sort, :id)"
    here = first if after[0] >= point else last
    return [[here, beyond], *([arc] for arc in whole[whole.index(here) + 1 :])]


def _cursor_values(after: Cursor | None) -> dict[str, object]:
    return {} if after is None else {"sort": after[0], "id": after[1]}


async def _walk(
    tx: Transaction,
    sieve: Sieve,
    column: str,
    bounds: list[str],
    values: dict[str, object],
    *,
    upwards: bool,
    most: int,
) -> list[Listed]:
    direction = "ASC" if upwards else "DESC"
    chosen = f"""
        {" AND ".join([sieve.condition(), *bounds])}
         ORDER BY {column} {direction}, id {direction}
         LIMIT :most
    """
    if sieve.standing == "outcome":
        # All of them are sorted: without their texts that is half the work.
        chosen = f"id IN (SELECT id FROM proposals WHERE {chosen}) ORDER BY {column} {direction}, id {direction}"
    rows = await tx.all(
        f"SELECT {COLUMNS}, {column} AS sort FROM proposals WHERE {chosen}", most=most, **sieve.values(), **values
    )
    return [Listed(proposal_of(row), (row["sort"], row["id"])) for row in rows]


async def capped_count(tx: Transaction, sieve: Sieve) -> int:
    """How many there are, counting no further than COUNT_CAP."""
    if sieve.standing != "voted":
        return await _count(tx, sieve, COUNT_CAP)
    # The lists' indexes do not tell published ones from later ones: all without the later ones, which are few.
    later = await _count(tx, sieve._replace(standing="outcome"), None)
    return await _count(tx, sieve._replace(standing="all"), COUNT_CAP + later) - later


async def _count(tx: Transaction, sieve: Sieve, most: int | None) -> int:
    limit = "" if most is None else "LIMIT :most"
    row = await tx.one(
        f"SELECT count(*) AS n FROM (SELECT 1 FROM proposals WHERE {sieve.condition()} {limit}) AS few",
        **sieve.values(),
        **({} if most is None else {"most": most}),
    )
    return 0 if row is None else int(row["n"])
