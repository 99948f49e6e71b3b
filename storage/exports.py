"""What an export reads: a campaign's numbered proposals and the decisions on them, row by row.

Rows stay plain rows (one per proposal or per decision): an export of any size must not become a list of records.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import cast

from storage.database import Database, Row, Transaction
from storage.translations import CURRENT

# A draft has no number yet, so it is nobody's business but its author's.
_CONDITIONS = "p.campaign_id = :campaign_id AND p.number IS NOT NULL"
_FILTERS = ("place", "topic", "state")
# Of one whose appeal is being decided no remark: the file's readers may be its judges, and it may tell who rejected.
_REMARK = "CASE WHEN p.state <> 'appealed' THEN d.remark END"
# The name somebody of the team is known by, also after the role was taken back.
_LAST_NAMES = """
    SELECT person_id, display_name FROM team WHERE id IN (SELECT max(id) FROM team GROUP BY person_id)
"""


def _narrowed(filters: dict[str, str | None]) -> tuple[str, dict[str, str]]:
    """The WHERE text and its parameters; a filter that is None narrows nothing."""
    given = {name: value for name in _FILTERS if (value := filters.get(name)) is not None}
    return " AND ".join([_CONDITIONS, *(f"p.{name} = :{name}" for name in given)]), given


def stream_proposals(db: Database, campaign_id: int, filters: dict[str, str | None]) -> AsyncGenerator[Row, None]:
    """Numbered proposals in any state by number, with translation, last decision and how many files they have.

    ``filters`` may hold place, topic and state. Close the generator when leaving early. Raises
    DatabaseUnavailable.
    """
    where, given = _narrowed(filters)
    rows = db.stream(
        f"""
        SELECT p.number, p.place, p.region, p.topic, p.state, p.language, p.title, p.text, p.fingerprint,
               p.support_count, p.object_count, p.submitted_at, p.published_at, p.round,
               tr.title AS translated_title, tr.text AS translated_text,
               (SELECT count(*) FROM attachments a WHERE a.proposal_id = p.id) AS attachments,
               (SELECT j.number FROM proposals j WHERE j.id = p.joined_to) AS joined_to,
               d.kind AS decision, d.reason, d.decided_at,
               {_REMARK} AS remark
          FROM proposals p
          LEFT JOIN translations tr ON {CURRENT}
          LEFT JOIN decisions d
                 ON d.proposal_id = p.id
                AND d.round = (SELECT max(l.round) FROM decisions l
                                WHERE l.proposal_id = p.id AND l.undone_at IS NULL)
         WHERE {where}
         ORDER BY p.number
        """,
        campaign_id=campaign_id,
        **given,
    )
    return cast("AsyncGenerator[Row, None]", rows)


def stream_decisions(db: Database, campaign_id: int, filters: dict[str, str | None]) -> AsyncGenerator[Row, None]:
    """Every decision on the same proposals, by number and round; ``state`` is the proposal's of today."""
    where, given = _narrowed(filters)
    rows = db.stream(
        f"""
        SELECT p.number, p.place, p.region, p.topic, p.state,
               d.round, d.kind AS decision, d.reason, {_REMARK} AS remark, d.decided_at, d.undone_at
          FROM proposals p
          JOIN decisions d ON d.proposal_id = p.id
         WHERE {where}
         ORDER BY p.number, d.round
        """,
        campaign_id=campaign_id,
        **given,
    )
    return cast("AsyncGenerator[Row, None]", rows)


def stream_history(db: Database, campaign_id: int) -> AsyncGenerator[Row, None]:
    """Every act on the campaign's numbered proposals, by number and in their order; ``actor`` of the team only.

    Of one whose appeal is being decided neither names nor remarks: the file's readers may be its judges.
    """
    rows = db.stream(
        f"""
        SELECT p.number, p.region, p.topic, p.state, h.at, h.act, h.details, h.from_state, h.to_state,
               h.actor_role AS role, d.reason,
               {_REMARK} AS remark,
               CASE WHEN p.state <> 'appealed' AND h.actor_role IN ('moderator', 'organizer')
                    THEN t.display_name END AS actor,
               (SELECT j.number FROM proposals j WHERE j.id = d.target_id) AS target_number
          FROM proposals p
          JOIN history h ON h.proposal_id = p.id
          LEFT JOIN decisions d ON d.id = h.decision_id AND h.act = 'state'
          LEFT JOIN ({_LAST_NAMES}) t ON t.person_id = h.actor_id
         WHERE {_CONDITIONS}
         ORDER BY p.number, h.id
        """,
        campaign_id=campaign_id,
    )
    return cast("AsyncGenerator[Row, None]", rows)


def stream_sanctions(db: Database, campaign_id: int) -> AsyncGenerator[Row, None]:
    """Sanctions for the campaign's proposals and their ends, shaped as the acts of :func:`stream_history`."""
    rows = db.stream(
        f"""
        SELECT p.number, p.region, p.topic, p.state, s.at, s.act, s.details, NULL AS from_state, NULL AS to_state,
               'moderator' AS role, NULL AS reason, NULL AS remark,
               CASE WHEN p.state <> 'appealed' THEN t.display_name END AS actor, NULL AS target_number
          FROM (SELECT id, proposal_id, set_at AS at, 'sanction' AS act, kind AS details, set_by AS by FROM sanctions
                 UNION ALL
                SELECT id, proposal_id, lifted_at, 'lifted', kind, lifted_by FROM sanctions
                 WHERE lifted_at IS NOT NULL) s
          JOIN proposals p ON p.id = s.proposal_id
          LEFT JOIN ({_LAST_NAMES}) t ON t.person_id = s.by
         WHERE {_CONDITIONS}
         ORDER BY p.number, s.at, s.id
        """,
        campaign_id=campaign_id,
    )
    return cast("AsyncGenerator[Row, None]", rows)


async def has_numbered(tx: Transaction, campaign_id: int, states: frozenset[str] | None) -> bool:
    """Whether there is a numbered proposal at all, or one in any of ``states``."""
    where, values = _CONDITIONS, {"campaign_id": campaign_id}
    if states is None:
        row = await tx.one(f"SELECT 1 AS found FROM proposals p WHERE {where} LIMIT 1", **values)
    else:
        row = await tx.one(
            f"SELECT 1 AS found FROM proposals p WHERE {where} AND p.state IN (:states) LIMIT 1",
            states=tuple(sorted(states)),
            **values,
        )
    return row is not None
