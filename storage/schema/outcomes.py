"""What became of a proposal after the vote: shortlist, addressees, answers and their ratings."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import ATTACHMENTS_MOST, Big, id_column, one_of, table, where_index
from storage.vocabulary import ANSWER_STATES, OUTCOME_STATES, RATINGS, SELECTION_BASES, listed

ADDRESSEE_LENGTH = (3, 200)
ANSWER_LENGTH = (10, 2000)


selections = table(
    "selections",
    id_column(),
    # The shortlist: what an organizer confirmed, with the figures it was confirmed on.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("section_id", Big, sa.ForeignKey("sections.id")),
    sa.Column("basis", sa.Text, nullable=False),
    # Its place in that ranking, from 1; NULL where an organizer chose it without one.
    sa.Column("rank", Big),
    sa.Column("support", Big, nullable=False),
    sa.Column("objections", Big, nullable=False),
    # In how many regions its supporters live.
    sa.Column("breadth", Big, nullable=False),
    # Net support above the first one left out of that ranking.
    sa.Column("margin", Big),
    # Why, in the organizer's words, where the ranking does not say it.
    sa.Column("remark", sa.Text),
    sa.Column("selected_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("selected_at", Big, nullable=False),
    sa.Column("dropped_by", Big, sa.ForeignKey("people.id")),
    sa.Column("dropped_at", Big),
    one_of("basis", SELECTION_BASES),
    sa.CheckConstraint("(basis = 'organizer') = (rank IS NULL)", name="rank"),
    sa.CheckConstraint("basis <> 'organizer' OR remark IS NOT NULL", name="remark"),
    sa.CheckConstraint("(dropped_by IS NULL) = (dropped_at IS NULL)", name="dropped"),
    where_index("ix_selections_campaign_id", "dropped_at IS NULL", "campaign_id", "section_id", "id"),
    sa.Index(
        "uq_selections_in_force",
        "proposal_id",
        unique=True,
        sqlite_where=sa.text("dropped_at IS NULL"),
        postgresql_where=sa.text("dropped_at IS NULL"),
    ),
)

addressees = table(
    "addressees",
    id_column(),
    # State bodies and organizations that must answer, kept by organizers.
    sa.Column("name_kk", sa.Text, nullable=False, unique=True),
    sa.Column("name_ru", sa.Text, nullable=False, unique=True),
    # One no longer offered stays the addressee of what was sent to it.
    sa.Column("is_offered", Big, nullable=False, server_default="1"),
    sa.Column("created_by", Big, sa.ForeignKey("people.id")),
    sa.Column("created_at", Big, nullable=False),
    sa.CheckConstraint("is_offered IN (0, 1)", name="is_offered"),
    sa.CheckConstraint(
        f"length(name_kk) BETWEEN {ADDRESSEE_LENGTH[0]} AND {ADDRESSEE_LENGTH[1]}"
        f" AND length(name_ru) BETWEEN {ADDRESSEE_LENGTH[0]} AND {ADDRESSEE_LENGTH[1]}",
        name="length",
    ),
)

outcomes = table(
    "outcomes",
    id_column(),
    # What became of a proposal, one row a step: the state it came to, and what belongs to that step.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("addressee_id", Big, sa.ForeignKey("addressees.id")),
    # Days of the forum's zone, YYYY-MM-DD: when it went out, and by when an answer (or what it promises) is due.
    sa.Column("sent_on", sa.Text),
    sa.Column("due_on", sa.Text),
    # In both languages, or in neither: an answer in one cannot be published.
    sa.Column("answer_kk", sa.Text),
    sa.Column("answer_ru", sa.Text),
    sa.Column("recorded_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("recorded_at", Big, nullable=False),
    sa.Column("undone_by", Big, sa.ForeignKey("people.id")),
    sa.Column("undone_at", Big),
    # How its readers rated the answer; changed in the unit of each rating.
    sa.Column("answered_count", Big, nullable=False, server_default="0"),
    sa.Column("partly_count", Big, nullable=False, server_default="0"),
    sa.Column("formal_count", Big, nullable=False, server_default="0"),
    one_of("state", OUTCOME_STATES),
    sa.CheckConstraint("(answer_kk IS NULL) = (answer_ru IS NULL)", name="both_languages"),
    sa.CheckConstraint(f"(state IN ({listed(ANSWER_STATES)})) = (answer_kk IS NOT NULL)", name="answer"),
    sa.CheckConstraint(
        "(state = 'sent') = (addressee_id IS NOT NULL) AND (state = 'sent') = (sent_on IS NOT NULL)"
        " AND (state <> 'sent' OR due_on IS NOT NULL)",
        name="sent",
    ),
    sa.CheckConstraint("due_on IS NULL OR state IN ('sent', 'in_progress')", name="due"),
    sa.CheckConstraint("length(sent_on) = 10 AND length(due_on) = 10 AND due_on >= sent_on", name="days"),
    sa.CheckConstraint(
        f"length(answer_kk) BETWEEN {ANSWER_LENGTH[0]} AND {ANSWER_LENGTH[1]}"
        f" AND length(answer_ru) BETWEEN {ANSWER_LENGTH[0]} AND {ANSWER_LENGTH[1]}",
        name="length",
    ),
    sa.CheckConstraint("(undone_by IS NULL) = (undone_at IS NULL)", name="undone"),
    sa.CheckConstraint("answered_count >= 0 AND partly_count >= 0 AND formal_count >= 0", name="counts"),
    sa.Index("ix_outcomes_proposal_id", "proposal_id", "id"),
    where_index("ix_outcomes_due_on", "due_on IS NOT NULL AND undone_at IS NULL", "due_on"),
    sa.Index("ix_outcomes_recorded_at", "recorded_at"),
)

outcome_files = table(
    "outcome_files",
    id_column(),
    # Letters and photos that came with an answer.
    sa.Column("outcome_id", Big, sa.ForeignKey("outcomes.id"), nullable=False),
    sa.Column("position", Big, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("file_id", sa.Text, nullable=False),
    sa.Column("file_unique_id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", Big, nullable=False),
    one_of("kind", ("photo", "document")),
    sa.CheckConstraint(f"position BETWEEN 1 AND {ATTACHMENTS_MOST}", name="position"),
    sa.UniqueConstraint("outcome_id", "position"),
    sa.UniqueConstraint("outcome_id", "file_unique_id"),
)

ratings = table(
    "ratings",
    id_column(),
    sa.Column("outcome_id", Big, sa.ForeignKey("outcomes.id"), nullable=False),
    # NULL once the person asked to be forgotten: the rating stays counted without a person.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("rating", sa.Text, nullable=False),
    sa.Column("rated_at", Big, nullable=False),
    one_of("rating", RATINGS),
    sa.UniqueConstraint("outcome_id", "person_id"),
    sa.Index("ix_ratings_person_id", "person_id"),
)
