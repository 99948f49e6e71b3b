"""The shortlist: what organizers confirmed, with the figures it was confirmed on, who did and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from storage.database import Row, Transaction, from_ms, to_ms
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal
from storage.sections import Section

_NAMES: Final = (
    "id", "proposal_id", "campaign_id", "section_id", "basis", "rank", "support", "objections", "breadth", "margin",
    "remark", "selected_by", "selected_at", "dropped_by", "dropped_at",
)  # fmt: skip
_SELECTION: Final = ", ".join(_NAMES)
# With the name somebody of the team is known by, also after the role was taken back; '' for an admin of the settings.
_ROWS: Final = f"""
    SELECT {", ".join(f"p.{name.strip()}" for name in COLUMNS.split(","))},
           {", ".join(f"s.{name} AS s_{name}" for name in _NAMES)},
           COALESCE((SELECT t.display_name FROM team t WHERE t.person_id = s.selected_by
                      ORDER BY t.id DESC LIMIT 1), '') AS by_name
      FROM selections s JOIN proposals p ON p.id = s.proposal_id
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """A proposal on the shortlist, with the figures of the moment it was confirmed.

    ``rank`` is None where ``basis`` is ``organizer``: chosen without a ranking, then ``remark`` says why. ``margin``:
    net support above the first one left out, None when nobody was. ``id`` is 0 until it is kept.
    """

    proposal_id: int
    campaign_id: int
    section_id: int | None
    basis: str
    rank: int | None
    support: int
    objections: int
    breadth: int
    margin: int | None
    remark: str | None
    selected_by: int
    selected_at: datetime
    dropped_by: int | None = None
    dropped_at: datetime | None = None
    id: int = 0


class Selected(NamedTuple):
    """A row of the shortlist: the proposal, what it was confirmed on, by whom (a name of the team's or '')."""

    proposal: Proposal
    selection: Selection
    by: str


def _selection(row: Row, prefix: str = "") -> Selection:
    facts = {name: row[prefix + name] for name in _NAMES}
    for instant in ("selected_at", "dropped_at"):
        facts[instant] = None if facts[instant] is None else from_ms(facts[instant])
    return Selection(**facts)


def _selected(row: Row) -> Selected:
    return Selected(proposal_of(row), _selection(row, "s_"), row["by_name"])


async def mark_shortlisted(tx: Transaction, proposal_id: int, now: datetime) -> Proposal | None:
    """published → shortlisted; None when it is not published (any more)."""
    return await _move(tx, proposal_id, "published", "shortlisted", now)


async def mark_published(tx: Transaction, proposal_id: int, now: datetime) -> Proposal | None:
    """shortlisted → published; None when it is not on the shortlist, or has gone on from there."""
    return await _move(tx, proposal_id, "shortlisted", "published", now)


async def _move(tx: Transaction, proposal_id: int, before: str, after: str, now: datetime) -> Proposal | None:
    row = await tx.one(
        f"""
        UPDATE proposals
           SET state = :after, changed_at = :now, taken_by = NULL, taken_until = NULL
         WHERE id = :id AND state = :before
        RETURNING {COLUMNS}
        """,
        id=proposal_id,
        before=before,
        after=after,
        now=to_ms(now),
    )
    return None if row is None else proposal_of(row)


async def insert(tx: Transaction, selection: Selection) -> None:
    """Put it on the shortlist. Raises ConstraintBroken when it is there already."""
    await tx.run(
        """
        INSERT INTO selections (proposal_id, campaign_id, section_id, basis, rank, support, objections, breadth, margin,
                                remark, selected_by, selected_at)
        VALUES (:proposal_id, :campaign_id, :section_id, :basis, :rank, :support, :objections, :breadth, :margin,
                :remark, :selected_by, :selected_at)
        """,
        proposal_id=selection.proposal_id,
        campaign_id=selection.campaign_id,
        section_id=selection.section_id,
        basis=selection.basis,
        rank=selection.rank,
        support=selection.support,
        objections=selection.objections,
        breadth=selection.breadth,
        margin=selection.margin,
        remark=selection.remark,
        selected_by=selection.selected_by,
        selected_at=to_ms(selection.selected_at),
    )


async def find_last(tx: Transaction, proposal_id: int) -> Selection | None:
    """The last one of a proposal, in force or dropped, or None."""
    row = await tx.one(
        f"SELECT {_SELECTION} FROM selections WHERE proposal_id = :id ORDER BY id DESC LIMIT 1", id=proposal_id
    )
    return None if row is None else _selection(row)


async def find_selected(tx: Transaction, proposal_id: int) -> Selected | None:
    """What holds for a proposal now, or None."""
    row = await tx.one(f"{_ROWS} WHERE s.proposal_id = :id AND s.dropped_at IS NULL", id=proposal_id)
    return None if row is None else _selected(row)


async def mark_dropped(tx: Transaction, proposal_id: int, by: int, now: datetime) -> bool:
    """Take it off the shortlist; whether it was on it."""
    changed = await tx.run(
        """
        UPDATE selections SET dropped_by = :by, dropped_at = :now
         WHERE proposal_id = :id AND dropped_at IS NULL
        """,
        id=proposal_id,
        by=by,
        now=to_ms(now),
    )
    return changed == 1


async def set_section(tx: Transaction, proposal_id: int, section_id: int | None) -> bool:
    """Put it into a section, or (None) into none; whether it is on the shortlist."""
    changed = await tx.run(
        """
        UPDATE selections SET section_id = CAST(:section_id AS BIGINT)
         WHERE proposal_id = :id AND dropped_at IS NULL
        """,
        id=proposal_id,
        section_id=section_id,
    )
    return changed == 1


async def count_of(tx: Transaction, campaign_id: int) -> int:
    """How many are on the shortlist of a campaign, also those that went on from there."""
    row = await tx.one(
        "SELECT count(*) AS n FROM selections WHERE campaign_id = :campaign_id AND dropped_at IS NULL",
        campaign_id=campaign_id,
    )
    return 0 if row is None else int(row["n"])


async def count_without_section(tx: Transaction, campaign_id: int) -> int:
    """How many of the shortlist stand in no section."""
    row = await tx.one(
        """
        SELECT count(*) AS n FROM selections
         WHERE campaign_id = :campaign_id AND section_id IS NULL AND dropped_at IS NULL
        """,
        campaign_id=campaign_id,
    )
    return 0 if row is None else int(row["n"])


async def page(
    tx: Transaction, campaign_id: int, section_id: int | None, after: int, most: int, *, backwards: bool = False
) -> tuple[Selected, ...]:
    """Of a section (None: of none) as they were confirmed, behind the selection ``after`` (backwards: before it)."""
    of_section = "s.section_id IS NULL" if section_id is None else "s.section_id = :section_id"
    values = {} if section_id is None else {"section_id": section_id}
    beyond, order = ("<", "DESC") if backwards else (">", "ASC")
    rows = await tx.all(
        f"""
        {_ROWS}
         WHERE s.campaign_id = :campaign_id AND {of_section} AND s.dropped_at IS NULL AND s.id {beyond} :after
         ORDER BY s.id {order}
         LIMIT :most
        """,
        campaign_id=campaign_id,
        after=after,
        most=most,
        **values,
    )
    found = tuple(_selected(row) for row in rows)
    return found[::-1] if backwards else found


async def section_of(tx: Transaction, proposal_id: int) -> Section | None:
    """The section of the forum that a proposal on the shortlist stands in; None: in none, or not on it."""
    row = await tx.one(
        """
        SELECT c.id, c.campaign_id, c.name_kk, c.name_ru, c.position
          FROM selections s JOIN sections c ON c.id = s.section_id
         WHERE s.proposal_id = :id AND s.dropped_at IS NULL
        """,
        id=proposal_id,
    )
    return None if row is None else Section(*row)


async def last_section_of_topic(tx: Transaction, campaign_id: int, topic: str | None) -> int | None:
    """Where the last one of a topic was put; None: nowhere yet, or into a section that was removed."""
    row = await tx.one(
        """
        SELECT s.section_id
          FROM selections s JOIN sections c ON c.id = s.section_id JOIN proposals p ON p.id = s.proposal_id
         WHERE s.campaign_id = :campaign_id AND s.dropped_at IS NULL AND c.removed_at IS NULL AND p.topic = :topic
         ORDER BY s.id DESC
         LIMIT 1
        """,
        campaign_id=campaign_id,
        topic=topic,
    )
    return None if row is None else row["section_id"]
