"""What gains support now: the votes of the last days as one number beside each proposal, so that lists can walk it."""

from __future__ import annotations

from storage.database import Transaction
from storage.lists import IS_PUBLIC


async def next_region(tx: Transaction, after: str) -> str | None:
    """The region after this one that has votes; None at the end."""
    row = await tx.one("SELECT min(region) AS region FROM vote_hours WHERE region > :after", after=after)
    return None if row is None else row["region"]


async def gained(tx: Transaction, region: str, since_hour: int) -> dict[int, int]:
    """Net support of a region's proposals from the beginning of an hour on; those without any votes are left out."""
    rows = await tx.all(
        """
        SELECT proposal_id, CAST(sum(support - objection) AS BIGINT) AS net
          FROM vote_hours
         WHERE region = :region AND hour >= :since_hour
         GROUP BY proposal_id
        """,
        region=region,
        since_hour=since_hour,
    )
    return {row["proposal_id"]: row["net"] for row in rows}


async def kept(tx: Transaction, campaign_id: int) -> dict[int, int]:
    """The numbers that stand beside a campaign's public proposals now, those that are not zero."""
    rows = await tx.all(
        f"""
        SELECT id, rising FROM proposals WHERE campaign_id = :campaign_id AND {IS_PUBLIC} AND rising > 0
         UNION ALL
        SELECT id, rising FROM proposals WHERE campaign_id = :campaign_id AND {IS_PUBLIC} AND rising < 0
        """,
        campaign_id=campaign_id,
    )
    return {row["id"]: row["rising"] for row in rows}


async def keep(tx: Transaction, numbers: dict[int, int]) -> None:
    """Set the numbers of these proposals, locked in the order of their ids as by those who vote."""
    await tx.all(
        "SELECT id FROM proposals WHERE id IN (:ids) ORDER BY id /*pg FOR NO KEY UPDATE */",
        ids=tuple(sorted(numbers)),
    )
    await tx.each(
        """
        UPDATE proposals
           SET rising = these.net
          FROM ROWS(these id, net)
         WHERE proposals.id = these.id AND proposals.rising <> these.net
        """,
        sorted(numbers.items()),
    )
