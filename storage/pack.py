"""What the forum pack reads: which proposals it holds, all that is told of each, in one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storage.database import Row, Transaction
from storage.lists import IS_PUBLIC, OUTCOME_STATES
from storage.translations import CURRENT
from storage.vocabulary import listed

# Once an organizer confirmed one, a forum has a shortlist; what became of it comes after.
_IS_SHORTLISTED = f"state IN ({listed(OUTCOME_STATES)})"
_CHUNK = 500  # ids a statement
_FILTERS = ("place", "topic", "state")


class Chosen(NamedTuple):
    """The ids by support, the largest first, and how many there are besides."""

    ids: tuple[int, ...]
    left_out: int


async def has_shortlist(tx: Transaction, campaign_id: int) -> bool:
    """Whether anything was shortlisted, or came further."""
    row = await tx.one(
        f"SELECT 1 AS found FROM proposals WHERE campaign_id = :campaign_id AND {_IS_SHORTLISTED} LIMIT 1",
        campaign_id=campaign_id,
    )
    return row is not None


async def choose(
    tx: Transaction, campaign_id: int, filters: dict[str, str | None], most: int, *, shortlisted: bool
) -> Chosen:
    """The campaign's public proposals, or (``shortlisted``) those of the shortlist and further ones.

    ``filters`` may hold place, topic and state.
    """
    given = {name: value for name in _FILTERS if (value := filters.get(name)) is not None}
    where = " AND ".join(
        ["campaign_id = :campaign_id", _IS_SHORTLISTED if shortlisted else IS_PUBLIC]
        + [f"{name} = :{name}" for name in given]
    )
    rows = await tx.all(
        f"SELECT id FROM proposals WHERE {where} ORDER BY support_count DESC, id DESC LIMIT :most",
        campaign_id=campaign_id,
        most=most,
        **given,
    )
    ids = tuple(row["id"] for row in rows)
    if len(ids) < most:
        return Chosen(ids, 0)
    counted = await tx.one(f"SELECT count(*) AS n FROM proposals WHERE {where}", campaign_id=campaign_id, **given)
    return Chosen(ids, (0 if counted is None else int(counted["n"])) - len(ids))


async def proposals_of(tx: Transaction, ids: Sequence[int]) -> list[Row]:
    """A row a proposal: its texts and translation, numbers, its place on the shortlist, the meeting it came from."""
    found: list[Row] = []
    for chunk in _chunks(ids):
        found += await tx.all(
            f"""
            SELECT p.id, p.number, p.place, p.topic, p.state, p.language, p.title, p.text, p.support_count,
                   p.object_count, p.submitted_at, p.published_at,
                   tr.title AS translated_title, tr.text AS translated_text,
                   s.section_id, s.basis, s.rank, s.support AS selected_support, s.objections AS selected_objections,
                   s.breadth AS selected_breadth, s.remark, i.meeting_place, i.meeting_on
              FROM proposals p
              LEFT JOIN translations tr ON {CURRENT}
              LEFT JOIN selections s ON s.proposal_id = p.id AND s.dropped_at IS NULL
              LEFT JOIN imported_proposals i ON i.proposal_id = p.id
             WHERE p.id IN (:ids)
            """,
            ids=chunk,
        )
    return found


async def steps_of(tx: Transaction, ids: Sequence[int]) -> list[Row]:
    """What became of them, in order: a row a step that was not taken back."""
    found: list[Row] = []
    for chunk in _chunks(ids):
        found += await tx.all(
            """
            SELECT o.proposal_id, o.state, o.sent_on, o.due_on, o.answer_kk, o.answer_ru, o.recorded_at,
                   o.answered_count, o.partly_count, o.formal_count,
                   a.name_kk AS addressee_kk, a.name_ru AS addressee_ru
              FROM outcomes o
              LEFT JOIN addressees a ON a.id = o.addressee_id
             WHERE o.proposal_id IN (:ids) AND o.undone_at IS NULL
             ORDER BY o.proposal_id, o.id
            """,
            ids=chunk,
        )
    return found


async def sections_of(tx: Transaction, campaign_id: int) -> list[Row]:
    """The forum's sections in their order, also removed ones: a proposal may still stand in one."""
    return await tx.all(
        "SELECT id, name_kk, name_ru FROM sections WHERE campaign_id = :campaign_id ORDER BY position, id",
        campaign_id=campaign_id,
    )


def _chunks(ids: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK)]
