"""The few numbers of the main menu."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Transaction
from storage.decisions import WAITING, Desk
from storage.lists import COUNT_CAP, Sieve, capped_count


@dataclass(frozen=True, slots=True)
class Overview:
    """``published`` and ``published_here`` stop at 1,001 ("1000+"); ``waiting`` is what a moderator may decide.

    ``votes_left`` is None without a budget of votes.
    """

    published: int
    published_here: int
    mine: int
    waiting: int
    votes_left: int | None = None


async def overview(
    tx: Transaction,
    campaign_id: int,
    *,
    person_id: int,
    region: str | None,
    desk: Desk,
) -> Overview:
    """Count for one person's menu."""
    published = await capped_count(tx, Sieve(campaign_id))
    here = 0
    if region is not None:
        here = await capped_count(tx, Sieve(campaign_id, place=region))
    mine = await tx.one(
        "SELECT count(*) AS n FROM proposals WHERE author_id = :id AND campaign_id = :campaign_id",
        id=person_id,
        campaign_id=campaign_id,
    )
    waiting = await tx.one(
        f"""
        SELECT count(*) AS n
          FROM (SELECT 1 FROM proposals p WHERE {WAITING} LIMIT {COUNT_CAP}) AS few
        """,
        **desk.values,
    )
    return Overview(published, here, int(mine["n"]) if mine else 0, int(waiting["n"]) if waiting else 0)
