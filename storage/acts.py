"""The whole history of a proposal for the team: every act with the name of who did it, and sanctions for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from storage.database import Row, Transaction, from_ms
from storage.history import ENTRY, FROM, entry_of
from storage.records import HistoryEntry

# The name somebody of the team is known by, also after the role was taken back. An author is never named.
NAME: Final = """CASE WHEN {role} IN ('moderator', 'organizer')
                      THEN (SELECT t.display_name FROM team t WHERE t.person_id = {person}
                             ORDER BY t.id DESC LIMIT 1) END"""
_ACTOR = NAME.format(role="h.actor_role", person="h.actor_id")


class Carries(NamedTuple):
    """How many supporters of a joined proposal were asked, and what they answered."""

    asked: int
    carried: int
    left: int


class Act(NamedTuple):
    """An act on the proposal by somebody (``name``: of the team's); ``carries`` of a join."""

    entry: HistoryEntry
    name: str | None
    carries: Carries | None


class SanctionAct(NamedTuple):
    """A sanction on the author for the proposal (kind warn, mute or ban), or (``is_lifted``) its end."""

    at: datetime
    kind: str
    reason: str
    until: datetime | None
    name: str | None
    is_lifted: bool


async def list_of(tx: Transaction, proposal_id: int) -> tuple[Act, ...]:
    """Every act on the proposal, oldest first."""
    rows = await tx.all(
        f"""
        SELECT {ENTRY}, {_ACTOR} AS actor_name, c.asked, c.carried, c.stayed
          FROM {FROM}
          LEFT JOIN (SELECT decision_id, count(*) AS asked,
                            count(CASE WHEN answer = 'carry' THEN 1 END) AS carried,
                            count(CASE WHEN answer = 'leave' THEN 1 END) AS stayed
                       FROM carries
                      WHERE decision_id IN (SELECT id FROM decisions WHERE proposal_id = :id)
                      GROUP BY decision_id) c ON c.decision_id = d.id
         WHERE h.proposal_id = :id
         ORDER BY h.id
        """,
        id=proposal_id,
    )
    return tuple(Act(entry_of(row), row["actor_name"], _carries(row)) for row in rows)


def _carries(row: Row) -> Carries | None:
    return None if row["asked"] is None else Carries(row["asked"], row["carried"], row["stayed"])


async def sanctions_for(tx: Transaction, proposal_id: int) -> tuple[SanctionAct, ...]:
    """What was done to its author because of the proposal, and taken back, oldest first."""
    rows = await tx.all(
        """
        SELECT s.kind, s.reason, s.until, s.set_at, s.lifted_at,
               (SELECT t.display_name FROM team t WHERE t.person_id = s.set_by ORDER BY t.id DESC LIMIT 1) AS set_name,
               (SELECT t.display_name FROM team t WHERE t.person_id = s.lifted_by
                 ORDER BY t.id DESC LIMIT 1) AS lifted_name
          FROM sanctions s
         WHERE s.proposal_id = :id
         ORDER BY s.id
        """,
        id=proposal_id,
    )
    found: list[SanctionAct] = []
    for row in rows:
        until = None if row["until"] is None else from_ms(row["until"])
        what = row["kind"], row["reason"], until
        found.append(SanctionAct(from_ms(row["set_at"]), *what, row["set_name"], is_lifted=False))
        if row["lifted_at"] is not None:
            found.append(SanctionAct(from_ms(row["lifted_at"]), *what, row["lifted_name"], is_lifted=True))
    return tuple(sorted(found, key=lambda one: one.at))
