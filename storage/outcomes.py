"""What became of a proposal after the forum, a row a step; one that was taken back stays and counts no more.

Whoever records a step, or takes one back, has the proposal locked: of two organizers the second sees the first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.database import Row, Transaction, from_ms, to_ms
from storage.proposals import COLUMNS as PROPOSAL
from storage.proposals import proposal_of
from storage.records import Proposal

COLUMNS: Final = """
    id, proposal_id, state, addressee_id, sent_on, due_on, answer_kk, answer_ru, recorded_by, recorded_at, undone_by,
    undone_at, answered_count, partly_count, formal_count
"""
# The role is looked up in the statement itself: one that was taken back a moment ago records nothing.
ORGANIZES: Final = """(:is_admin = 1 OR EXISTS (SELECT 1 FROM team t WHERE t.person_id = :who
                               AND t.revoked_at IS NULL AND t.role = 'organizer'))"""
LATEST: Final = "(SELECT max(l.id) FROM outcomes l WHERE l.proposal_id = p.id AND l.undone_at IS NULL)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One step: the state the proposal came to, and what belongs to it.

    ``sent_on`` and ``due_on`` are days of the forum's zone. ``answer_kk`` and ``answer_ru`` are both there or neither.
    The counts say how the answer was rated.
    """

    id: int
    proposal_id: int
    state: str
    addressee_id: int | None
    sent_on: date | None
    due_on: date | None
    answer_kk: str | None
    answer_ru: str | None
    recorded_by: int
    recorded_at: datetime
    undone_by: int | None = None
    undone_at: datetime | None = None
    answered_count: int = 0
    partly_count: int = 0
    formal_count: int = 0

    def answer(self, language: str) -> str:
        """The text in ``kk`` or ``ru``; '' for a step without one."""
        return (self.answer_kk if language == "kk" else self.answer_ru) or ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rated it so."""
        return {"answered": self.answered_count, "partly": self.partly_count, "formal": self.formal_count}

    @property
    def rated(self) -> int:
        """How many rated it."""
        return self.answered_count + self.partly_count + self.formal_count


@dataclass(frozen=True, slots=True)
class NewOutcome:
    """A step to be recorded; of the files as Telegram names them (kind, id, unique id, name, bytes)."""

    state: str
    addressee_id: int | None = None
    sent_on: date | None = None
    due_on: date | None = None
    answer_kk: str | None = None
    answer_ru: str | None = None
    files: tuple[tuple[str, str, str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """A letter or a photo that came with an answer."""

    id: int
    outcome_id: int
    position: int
    kind: str
    file_id: str
    file_unique_id: str
    name: str
    size: int


def outcome_of(row: Row) -> Outcome:
    """The record of a row that begins with COLUMNS."""
    values = tuple(row)
    sent, due = (None if day is None else date.fromisoformat(day) for day in values[4:6])
    undone_at = None if values[11] is None else from_ms(values[11])
    return Outcome(
        id=values[0],
        proposal_id=values[1],
        state=values[2],
        addressee_id=values[3],
        sent_on=sent,
        due_on=due,
        answer_kk=values[6],
        answer_ru=values[7],
        recorded_by=values[8],
        recorded_at=from_ms(values[9]),
        undone_by=values[10],
        undone_at=undone_at,
        answered_count=values[12],
        partly_count=values[13],
        formal_count=values[14],
    )


async def find(tx: Transaction, outcome_id: int) -> Outcome | None:
    """One step, also one that was taken back; None when there is none."""
    row = await tx.one(f"SELECT {COLUMNS} FROM outcomes WHERE id = :id", id=outcome_id)
    return None if row is None else outcome_of(row)


async def list_of(tx: Transaction, proposal_id: int) -> tuple[Outcome, ...]:
    """The steps in force, the oldest first."""
    rows = await tx.all(
        f"SELECT {COLUMNS} FROM outcomes WHERE proposal_id = :id AND undone_at IS NULL ORDER BY id", id=proposal_id
    )
    return tuple(outcome_of(row) for row in rows)


async def undone_of(tx: Transaction, proposal_id: int) -> frozenset[int]:
    """The ids of the steps that were taken back."""
    rows = await tx.all("SELECT id FROM outcomes WHERE proposal_id = :id AND undone_at IS NOT NULL", id=proposal_id)
    return frozenset(row["id"] for row in rows)


async def mark_stepped(
    tx: Transaction, proposal_id: int, state: str, *, seen: int, before: str, organizer: tuple[int, bool], now: datetime
) -> Proposal | None:
    """``before`` → ``state`` behind the step that was ``seen`` (0: none); None when the proposal has moved on.

    ``organizer``: the person, and whether the settings name them admin.
    """
    row = await tx.one(
        f"""
        UPDATE proposals AS p SET state = :state, changed_at = :now
         WHERE p.id = :id AND p.state = :before AND COALESCE({LATEST}, 0) = :seen AND {ORGANIZES}
        RETURNING {PROPOSAL}
        """,
        id=proposal_id,
        state=state,
        before=before,
        seen=seen,
        who=organizer[0],
        is_admin=int(organizer[1]),
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def insert(tx: Transaction, proposal_id: int, new: NewOutcome, by: int, now: datetime) -> Outcome:
    """Write a step down with its files."""
    row = await tx.one(
        f"""
        INSERT INTO outcomes (proposal_id, state, addressee_id, sent_on, due_on, answer_kk, answer_ru, recorded_by,
                              recorded_at)
        VALUES (:proposal_id, :state, :addressee_id, :sent_on, :due_on, :answer_kk, :answer_ru, :by, :now)
        RETURNING {COLUMNS}
        """,
        proposal_id=proposal_id,
        state=new.state,
        addressee_id=new.addressee_id,
        sent_on=None if new.sent_on is None else new.sent_on.isoformat(),
        due_on=None if new.due_on is None else new.due_on.isoformat(),
        answer_kk=new.answer_kk,
        answer_ru=new.answer_ru,
        by=by,
        now=to_ms(now),
    )
    assert row is not None
    outcome = outcome_of(row)
    for position, (kind, file_id, file_unique_id, name, size) in enumerate(new.files, start=1):
        await tx.run(
            """
            INSERT INTO outcome_files (outcome_id, position, kind, file_id, file_unique_id, name, size)
            VALUES (:outcome_id, :position, :kind, :file_id, :file_unique_id, :name, :size)
                ON CONFLICT (outcome_id, file_unique_id) DO NOTHING
            """,
            outcome_id=outcome.id,
            position=position,
            kind=kind,
            file_id=file_id,
            file_unique_id=file_unique_id,
            name=name,
            size=size,
        )
    return outcome


async def files_of(tx: Transaction, outcome_ids: Collection[int]) -> tuple[OutcomeFile, ...]:
    """The files of steps, in the order of the steps and of the files."""
    rows = await tx.all(
        """
        SELECT id, outcome_id, position, kind, file_id, file_unique_id, name, size
          FROM outcome_files WHERE outcome_id IN (:ids) ORDER BY outcome_id, position
        """,
        ids=tuple(sorted(outcome_ids)),
    )
    return tuple(OutcomeFile(*row) for row in rows)


async def mark_undone(tx: Transaction, outcome_id: int, organizer: tuple[int, bool], now: datetime) -> bool:
    """Take a step back; False when it is taken back already, or the role is."""
    changed = await tx.run(
        f"UPDATE outcomes SET undone_at = :now, undone_by = :who WHERE id = :id AND undone_at IS NULL AND {ORGANIZES}",
        id=outcome_id,
        who=organizer[0],
        is_admin=int(organizer[1]),
        now=to_ms(now),
    )
    return changed == 1


async def mark_back(tx: Transaction, proposal_id: int, state: str, back_to: str, now: datetime) -> Proposal | None:
    """``state`` → ``back_to``; None when the proposal has moved on."""
    row = await tx.one(
        f"""
        UPDATE proposals SET state = :back_to, changed_at = :now
         WHERE id = :id AND state = :state
        RETURNING {PROPOSAL}
        """,
        id=proposal_id,
        state=state,
        back_to=back_to,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)
