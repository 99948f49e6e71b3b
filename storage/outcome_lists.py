"""Organizers' lists of what stands in a state after the vote: pages by keyset, counts, answers that are due.

What came after the vote is few among many: it is found by an index of its own (ix_proposals_outcome), or, without a
campaign, by its state (ix_proposals_queue).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from storage.database import Row, Transaction, to_ms
from storage.lists import OUTCOME_STATES
from storage.outcomes import LATEST
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal
from storage.vocabulary import listed

_QUALIFIED: Final = ", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))
_STATES: Final = f"p.state IN ({listed(OUTCOME_STATES)})"
# Behind all that have a day.
NO_DAY: Final = 99_999_999
_DUE_DAY: Final = f"COALESCE(CAST(REPLACE(o.due_on, '-', '') AS BIGINT), {NO_DAY})"
WAITING_FOR_ANSWER: Final = "p.state IN ('sent', 'in_progress')"
Cursor = tuple[int, int]


class OutcomeSieve(NamedTuple):
    """Which: of a campaign, in a state, of a place and of a section of the forum (None: of any)."""

    campaign_id: int
    state: str
    place: str | None = None
    section_id: int | None = None

    def condition(self) -> str:
        """As SQL has it; the first part is word for word that of the index."""
        parts = [_STATES, "p.campaign_id = :campaign_id", "p.state = :state"]
        if self.place is not None:
            parts.append("p.place = :place")
        if self.section_id is not None:
            parts.append(
                "EXISTS (SELECT 1 FROM selections s WHERE s.proposal_id = p.id AND s.dropped_at IS NULL"
                " AND s.section_id = :section_id)"
            )
        return " AND ".join(parts)

    def values(self) -> dict[str, object]:
        """The parameters of the condition."""
        return {name: value for name, value in self._asdict().items() if value is not None}


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal with the day an answer (or what it promises) is due; ``cursor`` is its place in the list."""

    proposal: Proposal
    due_on: date | None
    cursor: Cursor


def _standing(row: Row) -> Standing:
    day = int(row["due_day"])
    due_on = None if day == NO_DAY else date(day // 10_000, day // 100 % 100, day % 100)
    proposal = proposal_of(row)
    return Standing(proposal, due_on, (day, proposal.id))


async def page(
    tx: Transaction, sieve: OutcomeSieve, *, after: Cursor | None, backwards: bool, most: int
) -> tuple[Standing, ...]:
    """At most ``most`` beyond the cursor, what is due first first, always in reading order."""
    sign, direction = ("<", "DESC") if backwards else (">", "ASC")
    bound = "" if after is None else f"AND ({_DUE_DAY}, p.id) {sign} (:day, :id)"
    rows = await tx.all(
        f"""
        SELECT {_QUALIFIED}, {_DUE_DAY} AS due_day
          FROM proposals p LEFT JOIN outcomes o ON o.id = {LATEST}
         WHERE {sieve.condition()} {bound}
         ORDER BY due_day {direction}, p.id {direction}
         LIMIT :most
        """,
        most=most,
        **sieve.values(),
        **({} if after is None else {"day": after[0], "id": after[1]}),
    )
    found = tuple(_standing(row) for row in rows)
    return found[::-1] if backwards else found


async def count(tx: Transaction, sieve: OutcomeSieve) -> int:
    """How many there are."""
    row = await tx.one(f"SELECT count(*) AS n FROM proposals p WHERE {sieve.condition()}", **sieve.values())
    return 0 if row is None else int(row["n"])


async def counts(tx: Transaction, campaign_id: int) -> Counter[str]:
    """How many of a campaign stand in each state after the vote."""
    rows = await tx.all(
        f"SELECT p.state, count(*) AS n FROM proposals p WHERE {_STATES} AND p.campaign_id = :id GROUP BY p.state",
        id=campaign_id,
    )
    return Counter({row["state"]: int(row["n"]) for row in rows})


async def count_due(
    tx: Transaction, today: date, soon: date, *, campaign_id: int | None = None, region: str | None = None
) -> tuple[int, int]:
    """How many wait for an answer, or for what it promised: due from ``today`` up to ``soon``, and overdue."""
    where = WAITING_FOR_ANSWER
    values: dict[str, object] = {"today": today.isoformat(), "soon": soon.isoformat()}
    if campaign_id is not None:
        where, values = f"{_STATES} AND {where} AND p.campaign_id = :campaign_id", values | {"campaign_id": campaign_id}
    if region is not None:
        where, values = f"{where} AND p.region = :region", values | {"region": region}
    row = await tx.one(
        f"""
        SELECT COALESCE(sum(CASE WHEN o.due_on >= :today THEN 1 ELSE 0 END), 0) AS soon,
               COALESCE(sum(CASE WHEN o.due_on < :today THEN 1 ELSE 0 END), 0) AS overdue
          FROM proposals p JOIN outcomes o ON o.id = {LATEST}
         WHERE {where} AND o.due_on <= :soon
        """,
        **values,
    )
    return (0, 0) if row is None else (int(row["soon"]), int(row["overdue"]))


async def longest_overdue(tx: Transaction, upto: date, most: int) -> tuple[Standing, ...]:
    """What was due up to a day, the oldest first; of every campaign."""
    rows = await tx.all(
        f"""
        SELECT {_QUALIFIED}, {_DUE_DAY} AS due_day
          FROM proposals p JOIN outcomes o ON o.id = {LATEST}
         WHERE {WAITING_FOR_ANSWER} AND o.due_on <= :upto
         ORDER BY due_day, p.id
         LIMIT :most
        """,
        upto=upto.isoformat(),
        most=most,
    )
    return tuple(_standing(row) for row in rows)


async def count_answers(tx: Transaction, since: datetime, until: datetime) -> int:
    """How many answers of addressees were recorded within [since, until) and stand."""
    row = await tx.one(
        """
        SELECT count(*) AS n FROM outcomes o
         WHERE o.recorded_at >= :since AND o.recorded_at < :until AND o.undone_at IS NULL AND o.answer_kk IS NOT NULL
           AND (SELECT b.state FROM outcomes b
                 WHERE b.proposal_id = o.proposal_id AND b.id < o.id AND b.undone_at IS NULL
                 ORDER BY b.id DESC LIMIT 1) = 'sent'
        """,
        since=to_ms(since),
        until=to_ms(until),
    )
    return 0 if row is None else int(row["n"])


async def sections_of(tx: Transaction, campaign_id: int) -> tuple[tuple[int, str, str], ...]:
    """The sections of a campaign's forum in their order: id, name in Kazakh, name in Russian."""
    rows = await tx.all(
        """
        SELECT id, name_kk, name_ru FROM sections
         WHERE campaign_id = :id AND removed_at IS NULL ORDER BY position, id
        """,
        id=campaign_id,
    )
    return tuple((row["id"], row["name_kk"], row["name_ru"]) for row in rows)
