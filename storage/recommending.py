"""Recommending what is shortlisted, a section of the forum at once, and taking that back: hundreds by a few statements.

What was recommended at once was recorded by one organizer at one moment: that is what it is found by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.database import Transaction, from_ms, to_ms
from storage.outcomes import ORGANIZES

_OF_BATCH: Final = "o.recorded_at = :at AND o.recorded_by = :by AND o.state = 'recommended'"
# A section (None: all of them), and the selections there were when somebody was asked.
_SHORTLISTED: Final = """
    FROM selections s JOIN proposals p ON p.id = s.proposal_id
   WHERE s.campaign_id = :campaign_id AND s.dropped_at IS NULL AND p.state = 'shortlisted'
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one organizer recommended at one moment: ``count`` of it stand where that put them."""

    by: int
    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Steps:
    """``count`` steps of a batch that ``undone_by`` took back at one moment; None: they stand, or have gone on."""

    undone_by: int | None
    count: int


def _of_section(section_id: int | None) -> tuple[str, dict[str, object]]:
    return ("", {}) if section_id is None else (" AND s.section_id = :section_id", {"section_id": section_id})


async def count_shortlisted(tx: Transaction, campaign_id: int, section_id: int | None) -> tuple[int, int]:
    """How many of a section wait to be recommended, and the last selection among them (0: none)."""
    of_section, values = _of_section(section_id)
    row = await tx.one(
        f"SELECT count(*) AS n, COALESCE(max(s.id), 0) AS last {_SHORTLISTED}{of_section}",
        campaign_id=campaign_id,
        **values,
    )
    return (0, 0) if row is None else (int(row["n"]), int(row["last"]))


async def recommend_stretch(
    tx: Transaction,
    campaign_id: int,
    section_id: int | None,
    *,
    upto: int,
    most: int,
    organizer: tuple[int, bool],
    now: datetime,
) -> int | None:
    """Recommend at most ``most`` of those shortlisted up to the selection ``upto``; how many, None without the role."""
    of_section, values = _of_section(section_id)
    found = await tx.all(
        f"SELECT p.id {_SHORTLISTED}{of_section} AND s.id <= :upto ORDER BY p.id LIMIT :most"
        " /*pg FOR NO KEY UPDATE OF p */",
        campaign_id=campaign_id,
        upto=upto,
        most=most,
        **values,
    )
    ids = tuple(row["id"] for row in found)
    if not ids:
        return 0
    changed = await tx.run(
        f"""
        UPDATE proposals SET state = 'recommended', changed_at = :now
         WHERE id IN (:ids) AND state = 'shortlisted' AND {ORGANIZES}
        """,
        ids=ids,
        who=organizer[0],
        is_admin=int(organizer[1]),
        now=to_ms(now),
    )
    if changed != len(ids):
        return None
    made = await tx.all(
        """
        INSERT INTO outcomes (proposal_id, state, recorded_by, recorded_at)
        SELECT id, 'recommended', CAST(:who AS BIGINT), CAST(:now AS BIGINT)
          FROM proposals WHERE id IN (:ids) ORDER BY id
        RETURNING id
        """,
        ids=ids,
        who=organizer[0],
        now=to_ms(now),
    )
    await _note_recommended(tx, [row["id"] for row in made], organizer[0], now)
    return changed


async def _note_recommended(tx: Transaction, outcome_ids: Sequence[int], by: int, now: datetime) -> None:
    await tx.run(
        """
        INSERT INTO history (proposal_id, at, actor_id, actor_role, from_state, to_state, fingerprint, details)
        SELECT p.id, CAST(:now AS BIGINT), CAST(:who AS BIGINT), 'organizer', 'shortlisted', 'recommended',
               p.fingerprint, '{"outcome":' || o.id || '}'
          FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
         WHERE o.id IN (:ids) ORDER BY p.id
        """,
        ids=tuple(outcome_ids),
        who=by,
        now=to_ms(now),
    )


async def find_batch(tx: Transaction, campaign_id: int, since: datetime, organizer_id: int) -> Batch | None:
    """Several recommended at once after ``since``: the latest of the organizer's own, else of anybody's, or None."""
    row = await tx.one(
        """
        SELECT o.recorded_by, o.recorded_at, count(*) AS n
          FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
         WHERE o.recorded_at > :since AND o.state = 'recommended' AND o.undone_at IS NULL
           AND p.campaign_id = :campaign_id AND p.state = 'recommended'
         GROUP BY o.recorded_by, o.recorded_at
        HAVING count(*) > 1
         ORDER BY CASE WHEN o.recorded_by = :who THEN 0 ELSE 1 END, o.recorded_at DESC
         LIMIT 1
        """,
        campaign_id=campaign_id,
        since=to_ms(since),
        who=organizer_id,
    )
    return None if row is None else Batch(row["recorded_by"], from_ms(row["recorded_at"]), int(row["n"]))


async def steps_of_batch(tx: Transaction, campaign_id: int, by: int, at: datetime) -> tuple[Steps, ...]:
    """What became of a batch, by who took how much back at one moment."""
    rows = await tx.all(
        f"""
        SELECT o.undone_by, count(*) AS n FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
         WHERE {_OF_BATCH} AND p.campaign_id = :campaign_id
         GROUP BY o.undone_by, o.undone_at
        """,
        campaign_id=campaign_id,
        by=by,
        at=to_ms(at),
    )
    return tuple(Steps(row["undone_by"], int(row["n"])) for row in rows)


async def undo_stretch(
    tx: Transaction, campaign_id: int, *, by: int, at: datetime, most: int, organizer: tuple[int, bool], now: datetime
) -> int | None:
    """Take back at most ``most`` of a batch that have not gone on; how many, None without the role."""
    steps = await _lock_stretch(tx, campaign_id, by, at, most)
    if not steps:
        return 0
    undone = tuple(steps)
    changed = await tx.run(
        f"""
        UPDATE outcomes SET undone_at = :now, undone_by = :who
         WHERE id IN (:ids) AND undone_at IS NULL AND {ORGANIZES}
        """,
        ids=undone,
        who=organizer[0],
        is_admin=int(organizer[1]),
        now=to_ms(now),
    )
    if changed != len(undone):
        return None
    await tx.run(
        "UPDATE proposals SET state = 'shortlisted', changed_at = :now WHERE id IN (:ids) AND state = 'recommended'",
        ids=tuple(steps.values()),
        now=to_ms(now),
    )
    await _note_undone(tx, undone, organizer[0], now)
    return changed


async def _lock_stretch(tx: Transaction, campaign_id: int, by: int, at: datetime, most: int) -> dict[int, int]:
    """At most ``most`` steps of a batch that have not gone on, each with its proposal, locked; empty: none are left."""
    while True:
        found = await tx.all(
            f"""
            SELECT p.id FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
             WHERE {_OF_BATCH} AND o.undone_at IS NULL AND p.campaign_id = :campaign_id AND p.state = 'recommended'
             ORDER BY p.id LIMIT :most /*pg FOR NO KEY UPDATE OF p */
            """,
            campaign_id=campaign_id,
            by=by,
            at=to_ms(at),
            most=most,
        )
        if not found:
            return {}
        # Read again: while this one waited for the lock, somebody may have taken one back and recommended it anew.
        steps = await tx.all(
            f"""
            SELECT o.id, o.proposal_id FROM outcomes o
             WHERE {_OF_BATCH} AND o.undone_at IS NULL AND o.proposal_id IN (:ids)
            """,
            by=by,
            at=to_ms(at),
            ids=tuple(row["id"] for row in found),
        )
        if steps:
            return {row["id"]: row["proposal_id"] for row in steps}
        # All of them anew: the next look sees it and finds none of them again, so that this comes to an end.


async def _note_undone(tx: Transaction, outcome_ids: Sequence[int], by: int, now: datetime) -> None:
    await tx.run(
        """
        INSERT INTO history (proposal_id, at, actor_id, actor_role, from_state, to_state, fingerprint, act, details)
        SELECT p.id, CAST(:now AS BIGINT), CAST(:who AS BIGINT), 'organizer', 'recommended', 'shortlisted',
               p.fingerprint, 'undo', '{"outcome":' || o.id || '}'
          FROM outcomes o JOIN proposals p ON p.id = o.proposal_id
         WHERE o.id IN (:ids) ORDER BY p.id
        """,
        ids=tuple(outcome_ids),
        who=by,
        now=to_ms(now),
    )
