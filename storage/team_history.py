"""What happened in the team: links made, roles that came and went, and what somebody did. A team is some hundreds."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from storage.database import Row, Transaction, from_ms, to_ms

# The name somebody of the team is known by, also after the role was taken back; '' for an admin of the settings.
_NAME = """COALESCE((SELECT n.display_name FROM team n WHERE n.person_id = {0} ORDER BY n.id DESC LIMIT 1), '')"""


class Role(NamedTuple):
    """A role somebody has or had. ``given_by`` and ``revoked_by`` are names, '' of an admin, None of nobody."""

    id: int
    person_id: int
    role: str
    region: str
    name: str
    given_by: str | None
    given_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None


class Link(NamedTuple):
    """An invitation: ``regions`` is empty for organizers, ``by`` the name of who made it ('' of an admin).

    ``ended_by``: the same of who ended it before its time, None of nobody.
    """

    id: int
    role: str
    regions: tuple[str, ...]
    by: str
    created_at: datetime
    expires_at: datetime
    is_used: bool
    ended_by: str | None


class Work(NamedTuple):
    """What somebody did, in numbers; ``undone``: decisions they took back, their own or others'."""

    publish: int
    send_back: int
    reject: int
    join: int
    undone: int
    sanctions: int
    selections: int
    outcomes: int


_ROLES = f"""
    SELECT t.id, t.person_id, t.role, t.region, t.display_name, t.granted_at, t.revoked_at,
           CASE WHEN t.granted_by IS NOT NULL THEN {_NAME.format("t.granted_by")} END AS given_by,
           CASE WHEN t.revoked_by IS NOT NULL THEN {_NAME.format("t.revoked_by")} END AS taken_by
      FROM team t
"""
_LINKS = f"""
    SELECT i.id, i.role, i.regions, {_NAME.format("i.created_by")} AS by_name, i.created_at, i.expires_at, i.used_by,
           CASE WHEN i.ended_by IS NOT NULL THEN {_NAME.format("i.ended_by")} END AS ended_name
      FROM invitations i
"""


def _role(row: Row) -> Role:
    return Role(
        row["id"],
        row["person_id"],
        row["role"],
        row["region"],
        row["display_name"],
        row["given_by"],
        from_ms(row["granted_at"]),
        row["taken_by"],
        None if row["revoked_at"] is None else from_ms(row["revoked_at"]),
    )


def _link(row: Row) -> Link:
    return Link(
        row["id"],
        row["role"],
        tuple(json.loads(row["regions"])),
        row["by_name"],
        from_ms(row["created_at"]),
        from_ms(row["expires_at"]),
        row["used_by"] is not None,
        row["ended_name"],
    )


async def roles(tx: Transaction) -> tuple[Role, ...]:
    """Every role there is or was, in the order they were given."""
    return tuple(_role(row) for row in await tx.all(f"{_ROLES} ORDER BY t.id"))


async def roles_of(tx: Transaction, membership_id: int) -> tuple[Role, ...]:
    """All roles of the person who has or had this one, in the order they were given."""
    rows = await tx.all(
        f"{_ROLES} WHERE t.person_id = (SELECT o.person_id FROM team o WHERE o.id = :id) ORDER BY t.id",
        id=membership_id,
    )
    return tuple(_role(row) for row in rows)


async def links(tx: Transaction) -> tuple[Link, ...]:
    """Every link, in the order they were made."""
    return tuple(_link(row) for row in await tx.all(f"{_LINKS} ORDER BY i.id"))


async def open_links(tx: Transaction, now: datetime) -> tuple[Link, ...]:
    """Those somebody may still use, the newest first."""
    rows = await tx.all(f"{_LINKS} WHERE i.used_by IS NULL AND i.expires_at > :now ORDER BY i.id DESC", now=to_ms(now))
    return tuple(_link(row) for row in rows)


async def take_back(tx: Transaction, invitation_id: int, by: int, now: datetime) -> bool:
    """End a link that nobody has used; False when it was used or is over."""
    changed = await tx.run(
        """
        UPDATE invitations SET expires_at = :now, ended_by = :by
         WHERE id = :id AND used_by IS NULL AND expires_at > :now
        """,
        id=invitation_id,
        by=by,
        now=to_ms(now),
    )
    return changed == 1


async def work_of(tx: Transaction, person_id: int) -> Work:
    """Counted from what was done; decisions that were taken back count as made, too."""
    kinds = await tx.all(
        "SELECT kind, count(*) AS n FROM decisions WHERE moderator_id = :id GROUP BY kind", id=person_id
    )
    made = {row["kind"]: int(row["n"]) for row in kinds}
    row = await tx.one(
        """
        SELECT (SELECT count(*) FROM decisions WHERE undone_by = :id) AS undone,
               (SELECT count(*) FROM sanctions WHERE set_by = :id) AS sanctions,
               (SELECT count(*) FROM selections WHERE selected_by = :id) AS selections,
               (SELECT count(*) FROM outcomes WHERE recorded_by = :id AND undone_at IS NULL) AS outcomes
        """,
        id=person_id,
    )
    assert row is not None
    decisions = (made.get(kind, 0) for kind in ("publish", "return", "reject", "join"))
    return Work(*decisions, *(int(row[name]) for name in ("undone", "sanctions", "selections", "outcomes")))
