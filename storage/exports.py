"""What an export reads: a campaign's numbered proposals and the decisions on them, row by row.

Rows stay plain rows (one per proposal or per decision): an export of any size must not become a list of records.
``filters`` may hold place, topic and state, and a range of numbers (after, until]; None narrows nothing.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import cast

from storage.database import Database, Row, Transaction
from storage.translations import CURRENT

# A draft has no number yet, so it is nobody's business but its author's.
_CONDITIONS = "p.campaign_id = :campaign_id AND p.number IS NOT NULL"
_FILTERS = {
    "place": "p.place = :place",
    "topic": "p.topic = :topic",
    "state": "p.state = :state",
    "after": "p.number > :after",
    "until": "p.number <= :until",
}
Filters = Mapping[str, str | int | None]
# What a source of rows has beside the proposals.
_JOINED = {
    "proposals": "",
    "decisions": "JOIN decisions d ON d.proposal_id = p.id",
    "history": "JOIN history h ON h.proposal_id = p.id",
}
# Of one whose appeal is being decided no remark: the file's readers may be its judges, and it may tell who rejected.
_REMARK = "CASE WHEN p.state <> 'appealed' THEN d.remark END"
# The name somebody of the team is known by, also after the role was taken back.
_LAST_NAMES = """
    SELECT person_id, display_name FROM team WHERE id IN (SELECT max(id) FROM team GROUP BY person_id)
"""
# The last steps after the forum: the last of all, the last that went out, that has a day, that has an answer. Few
# among many, so they are found once and not proposal by proposal.
_LAST_OUTCOMES = """
    SELECT proposal_id, max(id) AS last_id, max(CASE WHEN state = 'sent' THEN id END) AS sent_id,
           max(CASE WHEN due_on IS NOT NULL THEN id END) AS due_id,
           max(CASE WHEN answer_kk IS NOT NULL THEN id END) AS answer_id
      FROM outcomes
     WHERE undone_at IS NULL
     GROUP BY proposal_id
"""


@dataclass(frozen=True, slots=True)
class Exportable:
    """A campaign as somebody may choose it for an export."""

    id: int
    name_kk: str
    name_ru: str
    is_open: bool

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.name_kk if language == "kk" else self.name_ru


def _narrowed(filters: Filters) -> tuple[str, dict[str, str | int]]:
    """The WHERE text and its parameters."""
    given = {name: value for name in _FILTERS if (value := filters.get(name)) is not None}
    return " AND ".join([_CONDITIONS, *(_FILTERS[name] for name in given)]), given


def stream_proposals(db: Database, campaign_id: int, filters: Filters) -> AsyncGenerator[list[Row], None]:
    """Numbered proposals in any state by number, with translation, last decision and what became of each.

    Close the generator when leaving early. Raises DatabaseUnavailable.
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
               {_REMARK} AS remark,
               se.name_kk AS section_kk, se.name_ru AS section_ru,
               s.basis, s.rank, s.breadth, s.margin, s.remark AS selection_remark,
               o.state AS outcome, ad.name_kk AS addressee_kk, ad.name_ru AS addressee_ru, os.sent_on, od.due_on,
               oa.recorded_at AS answered_at, oa.answer_kk, oa.answer_ru,
               oa.answered_count, oa.partly_count, oa.formal_count,
               im.meeting_place, im.meeting_on, c.name_kk AS campaign_kk, c.name_ru AS campaign_ru
          FROM proposals p
          JOIN campaigns c ON c.id = p.campaign_id
          LEFT JOIN translations tr ON {CURRENT}
          LEFT JOIN decisions d
                 ON d.proposal_id = p.id
                AND d.round = (SELECT max(l.round) FROM decisions l
                                WHERE l.proposal_id = p.id AND l.undone_at IS NULL)
          LEFT JOIN selections s ON s.proposal_id = p.id AND s.dropped_at IS NULL
          LEFT JOIN sections se ON se.id = s.section_id
          LEFT JOIN ({_LAST_OUTCOMES}) w ON w.proposal_id = p.id
          LEFT JOIN outcomes o ON o.id = w.last_id
          LEFT JOIN outcomes os ON os.id = w.sent_id
          LEFT JOIN addressees ad ON ad.id = os.addressee_id
          LEFT JOIN outcomes od ON od.id = w.due_id
          LEFT JOIN outcomes oa ON oa.id = w.answer_id
          LEFT JOIN imported_proposals im ON im.proposal_id = p.id
         WHERE {where}
         ORDER BY p.number
        """,
        campaign_id=campaign_id,
        **given,
    )
    return cast("AsyncGenerator[list[Row], None]", rows)


def stream_decisions(db: Database, campaign_id: int, filters: Filters) -> AsyncGenerator[list[Row], None]:
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
    return cast("AsyncGenerator[list[Row], None]", rows)


def stream_history(db: Database, campaign_id: int, filters: Filters) -> AsyncGenerator[list[Row], None]:
    """Every act on the same proposals, by number and in their order; ``actor`` of the team only.

    Of one whose appeal is being decided neither names nor remarks: the file's readers may be its judges.
    """
    where, given = _narrowed(filters)
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
         WHERE {where}
         ORDER BY p.number, h.id
        """,
        campaign_id=campaign_id,
        **given,
    )
    return cast("AsyncGenerator[list[Row], None]", rows)


async def find_sanctions(tx: Transaction, campaign_id: int, filters: Filters) -> list[Row]:
    """Sanctions for the same proposals and their ends, shaped as the acts of :func:`stream_history`; they are few."""
    where, given = _narrowed(filters)
    return await tx.all(
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
         WHERE {where}
         ORDER BY p.number, s.at, s.id
        """,
        campaign_id=campaign_id,
        **given,
    )


async def has_numbered(
    tx: Transaction, campaign_id: int, states: frozenset[str] | None, filters: Filters | None = None
) -> bool:
    """Whether there is such a numbered proposal at all, or one in any of ``states``."""
    where, given = _narrowed(filters or {})
    only = "" if states is None else "AND p.state IN (:states)"
    row = await tx.one(
        f"SELECT 1 AS found FROM proposals p WHERE {where} {only} LIMIT 1",
        campaign_id=campaign_id,
        **given,
        **({} if states is None else {"states": tuple(sorted(states))}),
    )
    return row is not None


async def count_rows(tx: Transaction, campaign_id: int, filters: Filters, sources: tuple[str, ...]) -> int:
    """How many rows the streams of ``sources`` (proposals, decisions, history) have together."""
    where, given = _narrowed(filters)
    counts = [f"(SELECT count(*) FROM proposals p {_JOINED[source]} WHERE {where})" for source in sources]
    row = await tx.one(f"SELECT {' + '.join(counts)} AS n", campaign_id=campaign_id, **given)
    return 0 if row is None else int(row["n"])


async def find_campaigns(tx: Transaction, most: int) -> list[Exportable]:
    """The last campaigns, the latest first."""
    rows = await tx.all(
        """
        SELECT id, name_kk, name_ru, state
          FROM campaigns
         ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, id DESC
         LIMIT :most
        """,
        most=most,
    )
    return [Exportable(row["id"], row["name_kk"], row["name_ru"], row["state"] == "open") for row in rows]
