"""Photos, documents and the place of a proposal: files as Telegram names them, the place in degrees."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, to_ms
from storage.records import Attachment


async def list_of(tx: Transaction, proposal_id: int) -> tuple[Attachment, ...]:
    """In the order they were added."""
    return (await list_of_many(tx, {proposal_id}))[proposal_id]


async def list_of_many(tx: Transaction, proposal_ids: set[int]) -> dict[int, tuple[Attachment, ...]]:
    """For each proposal, in the order they were added."""
    rows = await tx.all(
        """
        SELECT id, proposal_id, position, kind, file_id, file_unique_id, name, size, latitude, longitude
          FROM attachments
         WHERE proposal_id IN (:ids)
         ORDER BY proposal_id, id
        """,
        ids=tuple(sorted(proposal_ids)),
    )
    found: dict[int, list[Attachment]] = {}
    for row in rows:
        found.setdefault(row["proposal_id"], []).append(Attachment(*row))
    return {proposal_id: tuple(found.get(proposal_id, ())) for proposal_id in proposal_ids}


async def add(
    tx: Transaction,
    proposal_id: int,
    *,
    position: int,
    kind: str,
    file_id: str,
    file_unique_id: str,
    name: str,
    size: int,
    now: datetime,
    latitude: float | None = None,
    longitude: float | None = None,
) -> None:
    """Add a file at ``position`` (a place has degrees too); the same file of Telegram twice is one."""
    await tx.run(
        """
        INSERT INTO attachments
               (proposal_id, position, kind, file_id, file_unique_id, name, size, added_at, latitude, longitude)
        VALUES (:proposal_id, :position, :kind, :file_id, :file_unique_id, :name, :size, :now, :latitude, :longitude)
            ON CONFLICT (proposal_id, file_unique_id) DO NOTHING
        """,
        proposal_id=proposal_id,
        position=position,
        kind=kind,
        file_id=file_id,
        file_unique_id=file_unique_id,
        name=name,
        size=size,
        now=to_ms(now),
        latitude=latitude,
        longitude=longitude,
    )


async def delete(tx: Transaction, proposal_id: int, attachment_id: int) -> None:
    """Take one file off."""
    await tx.run(
        "DELETE FROM attachments WHERE id = :id AND proposal_id = :proposal_id",
        id=attachment_id,
        proposal_id=proposal_id,
    )


async def delete_all(tx: Transaction, proposal_id: int) -> None:
    """Take all files off."""
    await tx.run("DELETE FROM attachments WHERE proposal_id = :id", id=proposal_id)
