"""A region where proposals wait and nobody moderates: organizers are told, once a day while it is so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from forum.policies import Rules
from storage import deliveries, unattended
from storage.database import Database, Transaction


async def tell(db: Database, now: datetime, rules: Rules, admin_ids: Collection[int] = ()) -> int:
    """Owe every organizer and admin word of every such region; how many were owed. Again on the same day owes none."""
    if not await db.read(unattended.regions):
        return 0
    today = now.astimezone(rules.zone).date().isoformat()

    async def unit(tx: Transaction) -> int:
        owed, organizers = 0, await unattended.organizers(tx, tuple(sorted(admin_ids)))
        for region in await unattended.regions(tx):
            for person_id in organizers:
                cause = f"unattended:{region}:{today}:{person_id}"
                owed += await deliveries.owe(tx, person_id, "unattended", {"region": region}, cause, now)
        return owed

    return await db.write(unit)


async def waiting(db: Database, region: str) -> int:
    """How many wait in a region that nobody moderates now; 0 when there is nothing to tell any more."""
    return await db.read(lambda tx: unattended.count(tx, region))
