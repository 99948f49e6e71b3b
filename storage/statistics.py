"""Counts of a whole campaign: of proposals by what they are, of votes by day, of decisions, answers and voters.

Each is a walk over one table or one of its indexes and may take a second at the largest size: only organizers ask for
it, a page at a time, and the loop goes on meanwhile. ``offset`` is the zone's distance from UTC.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from storage.database import Transaction
from storage.vocabulary import ANSWER_STATES, listed

DAY_MS = 86_400_000
_HOUR = timedelta(hours=1)
_FIRST_DAY = date(1970, 1, 1)


class Group(NamedTuple):
    """So many numbered proposals of a place, a topic, a state and a language, with their votes."""

    place: str
    topic: str
    state: str
    language: str
    many: int
    support: int
    objections: int


class Answered(NamedTuple):
    """Of the proposals sent to an addressee: how many, answered, late; and how the answers were rated."""

    sent: int
    answered: int
    overdue: int
    ratings: tuple[int, int, int]


async def groups(tx: Transaction, campaign_id: int) -> list[Group]:
    """Every numbered proposal of the campaign, counted once."""
    rows = await tx.all(
        """
        SELECT place, topic, state, language, count(*) AS many, CAST(sum(support_count) AS BIGINT) AS support,
               CAST(sum(object_count) AS BIGINT) AS objections
          FROM proposals
         WHERE campaign_id = :campaign_id AND number IS NOT NULL
         GROUP BY place, topic, state, language
        """,
        campaign_id=campaign_id,
    )
    return [Group._make(tuple(row)) for row in rows]


async def count_authors(tx: Transaction, campaign_id: int) -> int:
    """Of how many people the submitted proposals are; those who were forgotten are not told apart any more."""
    row = await tx.one(
        """
        SELECT count(DISTINCT author_id) AS n
          FROM proposals
         WHERE campaign_id = :campaign_id AND submitted_at IS NOT NULL
        """,
        campaign_id=campaign_id,
    )
    return 0 if row is None else int(row["n"])


async def submitted_by_day(tx: Transaction, campaign_id: int, offset: timedelta) -> dict[date, int]:
    """Proposals by the day they were sent; days without are left out."""
    rows = await tx.all(
        f"""
        SELECT (submitted_at + :offset) / {DAY_MS} AS day, count(*) AS many
          FROM proposals
         WHERE campaign_id = :campaign_id AND submitted_at IS NOT NULL
         GROUP BY day
        """,
        campaign_id=campaign_id,
        offset=milliseconds(offset),
    )
    return {day_of(row["day"]): int(row["many"]) for row in rows}


async def votes_by_day(tx: Transaction, campaign_id: int, offset: timedelta) -> dict[date, int]:
    """Votes given less votes taken back, by day; days without are left out. The zone is whole hours from UTC."""
    is_ours, values = await scope(tx, "v", campaign_id)
    # By region and hour first, the order of the index: millions of rows are added up without being sorted.
    rows = await tx.all(
        f"""
        SELECT v.region, v.hour, CAST(sum(v.support + v.objection) AS BIGINT) AS votes
          FROM vote_hours v
         WHERE {is_ours}
         GROUP BY v.region, v.hour
        """,
        **values,
    )
    days = Counter[int]()
    for row in rows:
        days[(row["hour"] + offset // _HOUR) // 24] += row["votes"]
    return {day_of(day): votes for day, votes in days.items() if votes}


async def answered(tx: Transaction, campaign_id: int, today: date) -> Answered:
    """What became of those sent to an addressee; steps taken back are nothing."""
    row = await tx.one(
        f"""
        SELECT count(*) AS sent, CAST(COALESCE(sum(is_answered), 0) AS BIGINT) AS answered,
               CAST(COALESCE(sum(CASE WHEN is_answered = 0 AND due_on < :today THEN 1 ELSE 0 END), 0) AS BIGINT)
                   AS overdue
          FROM (SELECT o.proposal_id,
                       max(CASE WHEN o.state = 'sent' THEN 1 ELSE 0 END) AS is_sent,
                       max(CASE WHEN o.state IN ({listed(ANSWER_STATES)}) THEN 1 ELSE 0 END) AS is_answered,
                       max(CASE WHEN o.state = 'sent' THEN o.due_on END) AS due_on
                  FROM outcomes o
                  JOIN proposals p ON p.id = o.proposal_id
                 WHERE p.campaign_id = :campaign_id AND o.undone_at IS NULL
                 GROUP BY o.proposal_id) AS told
         WHERE is_sent = 1
        """,
        campaign_id=campaign_id,
        today=today.isoformat(),
    )
    rated = await tx.one(
        """
        SELECT CAST(COALESCE(sum(o.answered_count), 0) AS BIGINT) AS answered,
               CAST(COALESCE(sum(o.partly_count), 0) AS BIGINT) AS partly,
               CAST(COALESCE(sum(o.formal_count), 0) AS BIGINT) AS formal
          FROM outcomes o
          JOIN proposals p ON p.id = o.proposal_id
         WHERE p.campaign_id = :campaign_id AND o.undone_at IS NULL
        """,
        campaign_id=campaign_id,
    )
    counts = (0, 0, 0) if row is None else tuple(row)
    ratings = (0, 0, 0) if rated is None else (rated["answered"], rated["partly"], rated["formal"])
    return Answered(counts[0], counts[1], counts[2], ratings)


async def residents_by_region(tx: Transaction) -> dict[str, int]:
    """Those who agreed and named their region."""
    rows = await tx.all(
        """
        SELECT region, count(*) AS many
          FROM people
         WHERE region IS NOT NULL AND consent_version IS NOT NULL
         GROUP BY region
        """
    )
    return {row["region"]: int(row["many"]) for row in rows}


async def voters_by_region(tx: Transaction, campaign_id: int) -> dict[str, int]:
    """Of the same those who have a vote in force for a proposal of the campaign."""
    is_ours, values = await scope(tx, "v", campaign_id)
    # From each person to a vote, by an index: five million votes are not walked.
    rows = await tx.all(
        f"""
        SELECT pe.region, count(*) AS many
          FROM people pe
         WHERE pe.region IS NOT NULL AND pe.consent_version IS NOT NULL
           AND EXISTS (SELECT 1 FROM votes v
                        WHERE v.person_id = pe.id AND v.value <> 0 AND {is_ours})
         GROUP BY pe.region
        """,
        **values,
    )
    return {row["region"]: int(row["many"]) for row in rows}


async def scope(tx: Transaction, table: str, campaign_id: int) -> tuple[str, dict[str, int]]:
    """The condition that a row is about the campaign's proposals, and its values; none where it is the only one."""
    other = await tx.one("SELECT 1 AS found FROM campaigns WHERE id <> :campaign_id LIMIT 1", campaign_id=campaign_id)
    if other is None:
        return "TRUE", {}
    is_ours = f"{table}.proposal_id IN (SELECT id FROM proposals WHERE campaign_id = :campaign_id)"
    return is_ours, {"campaign_id": campaign_id}


def milliseconds(span: timedelta) -> int:
    """A span as the tables have it."""
    return span // timedelta(milliseconds=1)


def day_of(number: int) -> date:
    """The day so many days after the first of 1970."""
    return _FIRST_DAY + timedelta(days=number)
