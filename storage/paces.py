"""How soon a campaign's proposals were decided, and what still waits: counts, never the decisions themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from storage.database import Transaction
from storage.statistics import DAY_MS, day_of, milliseconds, scope

_MINUTE_MS = 60_000
_WAITING = "('pending', 'hidden', 'appealed')"
# Not the bare column: SQLite would walk the index of regions and look up every row from it, in five times the time.
_SCANNED = "d.region || ''"
# A published one that is joined has waited for nobody.
_WAITED = "NOT (d.kind = 'join' AND d.decided_at = d.queued_at)"


class Decided(NamedTuple):
    """So many decisions in force, made on a day in a region about what came on another day."""

    region: str
    queued_on: date
    decided_on: date
    many: int


class Medians(NamedTuple):
    """The median time from being queued to the decision: of all (None without decisions) and by region."""

    whole: timedelta | None
    by_region: dict[str, timedelta]


async def decided(tx: Transaction, campaign_id: int, offset: timedelta) -> list[Decided]:
    """Decisions that were not taken back about what waited, by region and day."""
    is_ours, values = await scope(tx, "d", campaign_id)
    rows = await tx.all(
        f"""
        SELECT {_SCANNED} AS region, (d.queued_at + :offset) / {DAY_MS} AS queued_on,
               (d.decided_at + :offset) / {DAY_MS} AS decided_on, count(*) AS many
          FROM decisions d
         WHERE d.undone_at IS NULL AND {_WAITED} AND {is_ours}
         GROUP BY 1, 2, 3
        """,
        offset=milliseconds(offset),
        **values,
    )
    return [Decided(row["region"], day_of(row["queued_on"]), day_of(row["decided_on"]), row["many"])
            for row in rows]  # fmt: skip


async def medians(tx: Transaction, campaign_id: int) -> Medians:
    """How long moderators took, nights and days off included, to the minute."""
    is_ours, values = await scope(tx, "d", campaign_id)
    rows = await tx.all(
        f"""
        SELECT {_SCANNED} AS region, (d.decided_at - d.queued_at) / {_MINUTE_MS} AS minutes, count(*) AS many
          FROM decisions d
         WHERE d.undone_at IS NULL AND {_WAITED} AND {is_ours}
         GROUP BY 1, 2
        """,
        **values,
    )
    whole, by_region = Counter[int](), defaultdict[str, Counter[int]](Counter)
    for row in rows:
        whole[row["minutes"]] += row["many"]
        by_region[row["region"]][row["minutes"]] += row["many"]
    return Medians(
        _median(whole) if whole else None, {region: _median(minutes) for region, minutes in by_region.items()}
    )


def _median(counts: Counter[int]) -> timedelta:
    """The middle one of these minutes, or between the two in the middle."""
    total, passed, middle = counts.total(), 0, list[int]()
    for minutes, many in sorted(counts.items()):
        passed += many
        middle += [minutes] * ((2 * passed >= total) + (2 * passed > total) - len(middle))
        if len(middle) == 2:
            break
    return timedelta(minutes=sum(middle)) / 2


async def waiting_by_region(tx: Transaction, campaign_id: int) -> dict[str, int]:
    """What waits for a moderator's decision now."""
    rows = await tx.all(
        f"""
        SELECT region, count(*) AS many
          FROM proposals
         WHERE state IN {_WAITING} AND campaign_id = :campaign_id
         GROUP BY region
        """,
        campaign_id=campaign_id,
    )
    return {row["region"]: int(row["many"]) for row in rows}
