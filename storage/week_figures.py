"""Votes of a week for its picture: counted per day and per topic, from the hours of that week alone."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction
from storage.votes import hour_of

_DAY_HOURS = 24
# Votes that were given, less those that were taken back.
_VOTES = "CAST(sum(v.support + v.objection) AS BIGINT)"


async def votes_by_day(tx: Transaction, region: str, since: datetime, until: datetime) -> dict[int, int]:
    """Votes for the region's proposals by the day, the one that begins at ``since`` being 0; days without are left out.

    ``since`` and ``until`` are midnights of a zone that is whole hours from UTC.
    """
    rows = await tx.all(
        f"""
        SELECT (v.hour - :since) / {_DAY_HOURS} AS day, {_VOTES} AS votes
          FROM vote_hours v
         WHERE v.region = :region AND v.hour >= :since AND v.hour < :until
         GROUP BY day
        """,
        region=region,
        since=hour_of(since),
        until=hour_of(until),
    )
    return {int(row["day"]): int(row["votes"]) for row in rows}


async def votes_by_topic(tx: Transaction, region: str, since: datetime, until: datetime) -> dict[str, int]:
    """Votes for the region's proposals by their topics; topics without are left out."""
    # By proposal first: the hours of a busy week are many times as many as the proposals voted for.
    rows = await tx.all(
        f"""
        SELECT p.topic, CAST(sum(g.votes) AS BIGINT) AS votes
          FROM (SELECT v.proposal_id, {_VOTES} AS votes
                  FROM vote_hours v
                 WHERE v.region = :region AND v.hour >= :since AND v.hour < :until
                 GROUP BY v.proposal_id) AS g
          JOIN proposals p ON p.id = g.proposal_id
         GROUP BY p.topic
        """,
        region=region,
        since=hour_of(since),
        until=hour_of(until),
    )
    return {row["topic"]: int(row["votes"]) for row in rows}
