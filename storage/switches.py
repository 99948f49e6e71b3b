"""Kinds of notices that people switched off."""

from __future__ import annotations

from storage.database import Transaction


async def off_of(tx: Transaction, person_id: int) -> frozenset[str]:
    """The kinds the person switched off."""
    rows = await tx.all("SELECT kind FROM switches WHERE person_id = :person_id", person_id=person_id)
    return frozenset(row["kind"] for row in rows)


async def is_off(tx: Transaction, person_id: int, kind: str) -> bool:
    """Whether the person switched the kind off."""
    row = await tx.one(
        "SELECT 1 AS off FROM switches WHERE person_id = :person_id AND kind = :kind", person_id=person_id, kind=kind
    )
    return row is not None


async def switch_off(tx: Transaction, person_id: int, kind: str) -> None:
    """Send no more of the kind; again is the same."""
    await tx.run(
        "INSERT INTO switches (person_id, kind) VALUES (:person_id, :kind) ON CONFLICT (person_id, kind) DO NOTHING",
        person_id=person_id,
        kind=kind,
    )


async def switch_on(tx: Transaction, person_id: int, kind: str) -> None:
    """Send the kind again; again is the same."""
    await tx.run("DELETE FROM switches WHERE person_id = :person_id AND kind = :kind", person_id=person_id, kind=kind)
