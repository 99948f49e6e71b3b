"""Warnings, mutes and bans: who set them when and why, and who took them back. What they forbid stands in people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms

_COLUMNS = """s.id, s.person_id, s.kind, s.reason, s.remark, s.proposal_id, s.region, s.until, s.set_by, s.set_at,
              s.lifted_by, s.lifted_at,
              (SELECT number FROM proposals p WHERE p.id = s.proposal_id) AS number,
              (SELECT t.display_name FROM team t WHERE t.person_id = s.set_by ORDER BY t.id DESC LIMIT 1) AS set_name,
              (SELECT t.display_name FROM team t WHERE t.person_id = s.lifted_by
                ORDER BY t.id DESC LIMIT 1) AS lifted_name"""
# What still holds: a warning holds nothing.
_IN_FORCE = "s.lifted_at IS NULL AND (s.kind = 'ban' OR s.kind = 'mute' AND s.until > :now)"


@dataclass(frozen=True, slots=True)
class Sanction:
    """``person_id`` is None once the person asked to be forgotten; names are those the team knows its members by."""

    id: int
    person_id: int | None
    kind: str
    reason: str
    remark: str | None
    proposal_id: int | None
    number: int | None
    region: str
    until: datetime | None
    set_by: int
    set_by_name: str
    set_at: datetime
    lifted_by: int | None
    lifted_by_name: str
    lifted_at: datetime | None

    def is_in_force(self, now: datetime) -> bool:
        """Whether it forbids something now."""
        return self.lifted_at is None and (self.kind == "ban" or (self.until is not None and self.until > now))


@dataclass(frozen=True, slots=True)
class Record:
    """How many proposals somebody has sent, and what became of them."""

    sent: int
    published: int
    rejected: int


def _sanction(row: Row) -> Sanction:
    return Sanction(
        id=row["id"],
        person_id=row["person_id"],
        kind=row["kind"],
        reason=row["reason"],
        remark=row["remark"],
        proposal_id=row["proposal_id"],
        number=row["number"],
        region=row["region"],
        until=None if row["until"] is None else from_ms(row["until"]),
        set_by=row["set_by"],
        set_by_name=row["set_name"] or "",
        set_at=from_ms(row["set_at"]),
        lifted_by=row["lifted_by"],
        lifted_by_name=row["lifted_name"] or "",
        lifted_at=None if row["lifted_at"] is None else from_ms(row["lifted_at"]),
    )


async def find(tx: Transaction, sanction_id: int) -> Sanction | None:
    """By its id."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM sanctions s WHERE s.id = :id", id=sanction_id)
    return None if row is None else _sanction(row)


async def list_of(tx: Transaction, person_id: int, most: int) -> tuple[Sanction, ...]:
    """Somebody's, the latest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM sanctions s WHERE s.person_id = :id ORDER BY s.id DESC LIMIT :most",
        id=person_id,
        most=most,
    )
    return tuple(_sanction(row) for row in rows)


async def in_force(
    tx: Transaction, regions: tuple[str, ...] | None, now: datetime, most: int, skip: int
) -> tuple[Sanction, ...]:
    """Mutes and bans that hold now in ``regions`` (None: everywhere), the latest first."""
    rows = await tx.all(
        f"""
        SELECT {_COLUMNS} FROM sanctions s
         WHERE {_IN_FORCE} {"" if regions is None else "AND s.region IN (:regions)"}
         ORDER BY s.id DESC LIMIT :most OFFSET :skip
        """,
        now=to_ms(now),
        most=most,
        skip=skip,
        **({} if regions is None else {"regions": regions}),
    )
    return tuple(_sanction(row) for row in rows)


async def lock_person(tx: Transaction, person_id: int) -> bool:
    """Nobody else sets or lifts anything for the person until this unit ends; False for somebody who is gone."""
    row = await tx.one("SELECT id FROM people WHERE id = :id /*pg FOR NO KEY UPDATE */", id=person_id)
    return row is not None


async def insert(
    tx: Transaction,
    *,
    person_id: int,
    kind: str,
    reason: str,
    remark: str | None,
    proposal_id: int,
    region: str,
    until: datetime | None,
    set_by: int,
    now: datetime,
    seen: int,
) -> Sanction | None:
    """Set one, if ``seen`` is the latest of the person (0: there is none); None when somebody was first."""
    row = await tx.one(
        """
        INSERT INTO sanctions (person_id, kind, reason, remark, proposal_id, region, until, set_by, set_at)
        SELECT CAST(:person_id AS BIGINT), CAST(:kind AS TEXT), CAST(:reason AS TEXT), CAST(:remark AS TEXT),
               CAST(:proposal_id AS BIGINT), CAST(:region AS TEXT), CAST(:until AS BIGINT), CAST(:set_by AS BIGINT),
               CAST(:now AS BIGINT)
         WHERE (SELECT COALESCE(max(id), 0) FROM sanctions WHERE person_id = :person_id) = :seen
        RETURNING id
        """,
        person_id=person_id,
        kind=kind,
        reason=reason,
        remark=remark,
        proposal_id=proposal_id,
        region=region,
        until=None if until is None else to_ms(until),
        set_by=set_by,
        now=to_ms(now),
        seen=seen,
    )
    return None if row is None else await find(tx, row["id"])


async def mark_lifted(tx: Transaction, sanction_id: int, by: int, now: datetime) -> bool:
    """Take one back; False when somebody has."""
    changed = await tx.run(
        "UPDATE sanctions SET lifted_by = :by, lifted_at = :now WHERE id = :id AND lifted_at IS NULL",
        id=sanction_id,
        by=by,
        now=to_ms(now),
    )
    return changed == 1


async def apply(tx: Transaction, person_id: int) -> None:
    """Write into people what the sanctions that were not taken back forbid."""
    await tx.run(
        """
        UPDATE people
           SET muted_until = (SELECT max(s.until) FROM sanctions s
                               WHERE s.person_id = :id AND s.kind = 'mute' AND s.lifted_at IS NULL),
               banned_at = (SELECT min(s.set_at) FROM sanctions s
                             WHERE s.person_id = :id AND s.kind = 'ban' AND s.lifted_at IS NULL)
         WHERE id = :id
        """,
        id=person_id,
    )


async def record_of(tx: Transaction, person_id: int) -> Record:
    """What somebody has sent, whatever became of it."""
    row = await tx.one(
        """
        SELECT count(*) AS sent, count(published_at) AS published,
               count(CASE WHEN state IN ('rejected', 'appealed') THEN 1 END) AS rejected
          FROM proposals
         WHERE author_id = :id AND number IS NOT NULL
        """,
        id=person_id,
    )
    assert row is not None
    return Record(row["sent"], row["published"], row["rejected"])


async def is_on_team(tx: Transaction, person_id: int) -> bool:
    """Whether the person has a role in force."""
    row = await tx.one("SELECT 1 AS found FROM team WHERE person_id = :id AND revoked_at IS NULL LIMIT 1", id=person_id)
    return row is not None
