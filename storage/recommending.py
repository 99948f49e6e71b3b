"""Recommending what is shortlisted, a section of the forum at once: some hundreds of proposals by a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from storage.database import Transaction, to_ms
from storage.outcomes import ORGANIZES

# A section (None: all of them), and the selections there were when somebody was asked.
_SHORTLISTED: Final = """
    FROM selections s JOIN proposals p ON p.id = s.proposal_id
   WHERE s.campaign_id = :campaign_id AND s.dropped_at IS NULL AND p.state = 'shortlisted'
"""


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
