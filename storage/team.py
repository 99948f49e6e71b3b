"""Moderators and organizers: invitations that work once, roles in force, roles revoked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import TeamMember

_MEMBER = "id, person_id, role, region, display_name, granted_at"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link's terms; ``regions`` is empty for organizers."""

    id: int
    role: str
    regions: tuple[str, ...]
    created_by: int
    expires_at: datetime
    used_by: int | None


def _member(row: Row) -> TeamMember:
    return TeamMember(
        row["id"],
        row["person_id"],
        row["role"],
        row["region"],
        row["display_name"],
        from_ms(row["granted_at"]),
    )


async def insert_invitation(
    tx: Transaction,
    *,
    token_hash: str,
    role: str,
    regions: tuple[str, ...],
    created_by: int,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep the hash of a token; the same one again changes nothing."""
    await tx.run(
        """
        INSERT INTO invitations (token_hash, role, regions, created_by, created_at, expires_at)
        VALUES (:token_hash, :role, :regions, :created_by, :now, :expires_at)
            ON CONFLICT (token_hash) DO NOTHING
        """,
        token_hash=token_hash,
        role=role,
        regions=json.dumps(regions),
        created_by=created_by,
        now=to_ms(now),
        expires_at=to_ms(expires_at),
    )


async def find_invitation(tx: Transaction, token_hash: str) -> Invitation | None:
    """By the hash of the link's token; nobody else uses it until this unit ends."""
    row = await tx.one(
        """
        SELECT id, role, regions, created_by, expires_at, used_by
          FROM invitations WHERE token_hash = :token_hash
               /*pg FOR NO KEY UPDATE */
        """,
        token_hash=token_hash,
    )
    if row is None:
        return None
    return Invitation(
        row["id"],
        row["role"],
        tuple(json.loads(row["regions"])),
        row["created_by"],
        from_ms(row["expires_at"]),
        row["used_by"],
    )


async def mark_used(tx: Transaction, invitation_id: int, person_id: int, now: datetime) -> bool:
    """Use the link; False when somebody has, or its time is over."""
    changed = await tx.run(
        """
        UPDATE invitations SET used_by = :person_id, used_at = :now
         WHERE id = :id AND used_by IS NULL AND expires_at > :now
        """,
        id=invitation_id,
        person_id=person_id,
        now=to_ms(now),
    )
    return changed == 1


async def grant(
    tx: Transaction,
    *,
    person_id: int,
    role: str,
    region: str,
    display_name: str,
    granted_by: int | None,
    now: datetime,
) -> bool:
    """Put a role in force; False when it is already."""
    inserted = await tx.run(
        """
        INSERT INTO team (person_id, role, region, display_name, granted_by, granted_at)
        VALUES (:person_id, :role, :region, :display_name, CAST(:granted_by AS BIGINT), :now)
            ON CONFLICT DO NOTHING
        """,
        person_id=person_id,
        role=role,
        region=region,
        display_name=display_name,
        granted_by=granted_by,
        now=to_ms(now),
    )
    return inserted == 1


async def lock_organizer(tx: Transaction, person_id: int) -> bool:
    """Whether the person is an organizer; the role is then not taken back until this unit ends."""
    row = await tx.one(
        """
        SELECT id FROM team
         WHERE person_id = :person_id AND role = 'organizer' AND revoked_at IS NULL
               /*pg FOR NO KEY UPDATE */
        """,
        person_id=person_id,
    )
    return row is not None


async def lock_organizers(tx: Transaction) -> tuple[int, ...]:
    """The people who are organizers; none of these roles is taken back until this unit ends."""
    rows = await tx.all(
        """
        SELECT person_id FROM team
         WHERE role = 'organizer' AND revoked_at IS NULL
         ORDER BY id
               /*pg FOR NO KEY UPDATE */
        """
    )
    return tuple(row["person_id"] for row in rows)


async def members(tx: Transaction) -> tuple[TeamMember, ...]:
    """Roles in force: organizers first, then moderators by region."""
    rows = await tx.all(f"SELECT {_MEMBER} FROM team WHERE revoked_at IS NULL ORDER BY role DESC, region, id")
    return tuple(_member(row) for row in rows)


async def moderators_of(tx: Transaction, region: str) -> tuple[int, ...]:
    """Who moderates a region, by their ids."""
    rows = await tx.all(
        """
        SELECT DISTINCT person_id FROM team
         WHERE role = 'moderator' AND region = :region AND revoked_at IS NULL
         ORDER BY person_id
        """,
        region=region,
    )
    return tuple(row["person_id"] for row in rows)


async def find_member(tx: Transaction, membership_id: int) -> TeamMember | None:
    """A role in force by its id."""
    row = await tx.one(f"SELECT {_MEMBER} FROM team WHERE id = :id AND revoked_at IS NULL", id=membership_id)
    return None if row is None else _member(row)


async def find_revoked(tx: Transaction, membership_id: int, by: int) -> TeamMember | None:
    """A role that this organizer has ended."""
    row = await tx.one(f"SELECT {_MEMBER} FROM team WHERE id = :id AND revoked_by = :by", id=membership_id, by=by)
    return None if row is None else _member(row)


async def revoke(tx: Transaction, membership_id: int, by: int, now: datetime) -> TeamMember | None:
    """End a role; an organizer's unused links end with it. None when it is not in force."""
    row = await tx.one(
        f"""
        UPDATE team SET revoked_at = :now, revoked_by = :by
         WHERE id = :id AND revoked_at IS NULL
        RETURNING {_MEMBER}
        """,
        id=membership_id,
        by=by,
        now=to_ms(now),
    )
    if row is None:
        return None
    member = _member(row)
    if member.role == "organizer":
        await tx.run(
            """
            UPDATE invitations SET expires_at = :now, ended_by = :by
             WHERE created_by = :person_id AND used_by IS NULL AND expires_at > :now
            """,
            person_id=member.person_id,
            by=by,
            now=to_ms(now),
        )
    return member
