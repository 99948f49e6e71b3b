"""Who is on duty in a region on which weekday, and who stands in; only moderators of the region in force count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One weekday (ISO, 1 Monday) of a region's rota; None stands for nobody, or somebody whose role was taken back."""

    weekday: int
    person_id: int | None
    name: str | None
    deputy_id: int | None
    deputy_name: str | None
    set_by_name: str | None
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """A moderator of a region, by the name shown to the others."""

    person_id: int
    name: str


# Names are those of the memberships in force; who set it is told also after that role has ended.
_DUTY = """
    SELECT d.weekday, d.set_at,
           t.person_id, t.display_name AS name,
           u.person_id AS deputy_id, u.display_name AS deputy_name,
           (SELECT s.display_name FROM team s
             WHERE s.person_id = d.set_by AND s.region = d.region AND s.role = 'moderator'
             ORDER BY s.id DESC LIMIT 1) AS set_by_name
      FROM duties d
      LEFT JOIN team t ON t.person_id = d.person_id AND t.region = d.region AND t.role = 'moderator'
                      AND t.revoked_at IS NULL
      LEFT JOIN team u ON u.person_id = d.deputy_id AND u.region = d.region AND u.role = 'moderator'
                      AND u.revoked_at IS NULL
     WHERE d.region = :region
"""
_IN_FORCE = "SELECT 1 FROM team WHERE region = :region AND role = 'moderator' AND revoked_at IS NULL AND person_id"


def _duty(row: Row) -> DutyRow:
    return DutyRow(
        row["weekday"],
        row["person_id"],
        row["name"],
        row["deputy_id"],
        row["deputy_name"],
        row["set_by_name"],
        from_ms(row["set_at"]),
    )


async def rota(tx: Transaction, region: str) -> tuple[DutyRow, ...]:
    """The weekdays that were set, in order."""
    return tuple(_duty(row) for row in await tx.all(f"{_DUTY} ORDER BY d.weekday", region=region))


async def find(tx: Transaction, region: str, weekday: int) -> DutyRow | None:
    """One weekday, or None when nobody was ever put on duty."""
    row = await tx.one(f"{_DUTY} AND d.weekday = :weekday", region=region, weekday=weekday)
    return None if row is None else _duty(row)


async def colleagues(tx: Transaction, region: str) -> tuple[Colleague, ...]:
    """The moderators of a region in force, by their names."""
    rows = await tx.all(
        """
        SELECT person_id, display_name FROM team
         WHERE region = :region AND role = 'moderator' AND revoked_at IS NULL
         ORDER BY display_name, person_id
        """,
        region=region,
    )
    return tuple(Colleague(row["person_id"], row["display_name"]) for row in rows)


async def save(
    tx: Transaction, region: str, weekday: int, *, person_id: int, deputy_id: int | None, by: int, now: datetime
) -> bool:
    """Put somebody on duty for a weekday; False, and nothing changes, unless all three moderate the region now."""
    changed = await tx.run(
        f"""
        INSERT INTO duties (region, weekday, person_id, deputy_id, set_by, set_at)
        SELECT CAST(:region AS TEXT), CAST(:weekday AS BIGINT), CAST(:person_id AS BIGINT),
               CAST(:deputy_id AS BIGINT), CAST(:by AS BIGINT), CAST(:now AS BIGINT)
         WHERE EXISTS ({_IN_FORCE} = :person_id)
           AND EXISTS ({_IN_FORCE} = :by)
           AND (CAST(:deputy_id AS BIGINT) IS NULL OR EXISTS ({_IN_FORCE} = :deputy_id))
            ON CONFLICT (region, weekday) DO UPDATE
           SET person_id = excluded.person_id, deputy_id = excluded.deputy_id,
               set_by = excluded.set_by, set_at = excluded.set_at
        """,
        region=region,
        weekday=weekday,
        person_id=person_id,
        deputy_id=deputy_id,
        by=by,
        now=to_ms(now),
    )
    return changed == 1


async def clear(tx: Transaction, region: str, weekday: int, by: int) -> None:
    """Nobody is on duty on a weekday; nothing changes unless who asks moderates the region now."""
    await tx.run(
        f"DELETE FROM duties WHERE region = :region AND weekday = :weekday AND EXISTS ({_IN_FORCE} = :by)",
        region=region,
        weekday=weekday,
        by=by,
    )
