"""Regions where something waits and nobody moderates, and who is told of it."""

from __future__ import annotations

from typing import Final

from storage.database import Transaction

# Appealed ones are for the whole team: they wait for nobody in particular.
_UNATTENDED: Final = """p.state IN ('pending', 'hidden')
           AND NOT EXISTS (SELECT 1 FROM team t WHERE t.region = p.region AND t.role = 'moderator'
                              AND t.revoked_at IS NULL)"""


async def regions(tx: Transaction) -> tuple[str, ...]:
    """The regions, in the order of their codes."""
    rows = await tx.all(f"SELECT DISTINCT p.region FROM proposals p WHERE {_UNATTENDED} ORDER BY p.region")
    return tuple(row["region"] for row in rows)


async def count(tx: Transaction, region: str) -> int:
    """How many wait in a region that nobody moderates; 0 where somebody does."""
    row = await tx.one(
        f"SELECT count(*) AS n FROM proposals p WHERE {_UNATTENDED} AND p.region = :region", region=region
    )
    assert row is not None
    return int(row["n"])


async def organizers(tx: Transaction, admin_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Ids of the people who run the campaign: organizers in force, and the admins of the settings."""
    rows = await tx.all(
        # Two halves: asked for together, every person there is would be looked at.
        """
        SELECT p.id FROM people p WHERE p.telegram_id IN (:admin_ids)
         UNION
        SELECT t.person_id FROM team t WHERE t.role = 'organizer' AND t.revoked_at IS NULL
         ORDER BY id
        """,
        admin_ids=admin_ids,
    )
    return tuple(row["id"] for row in rows)
