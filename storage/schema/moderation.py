"""Decisions of moderators, what they answer, and the history of every act."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import Big, id_column, one_of, table, where_index
from storage.vocabulary import DECISION_KINDS, HISTORY_ACTS, REPORT_REASONS

rejection_reasons = table(
    "rejection_reasons",
    # Canned reasons, which organizers keep; a code is never used again for another reason.
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name_kk", sa.Text, nullable=False),
    sa.Column("name_ru", sa.Text, nullable=False),
    # A sentence or two to the author: what it means and what to do now.
    sa.Column("about_kk", sa.Text, nullable=False),
    sa.Column("about_ru", sa.Text, nullable=False),
    # A public one may be told to others beside the number; a hidden one is told to the author and the team only.
    sa.Column("is_public", Big, nullable=False),
    # One no longer offered stays the reason of what was rejected for it.
    sa.Column("is_offered", Big, nullable=False, server_default="1"),
    sa.Column("position", Big, nullable=False),
    sa.Column("changed_by", Big, sa.ForeignKey("people.id")),
    sa.Column("changed_at", Big),
    sa.CheckConstraint("is_public IN (0, 1) AND is_offered IN (0, 1)", name="flags"),
    sa.CheckConstraint("length(code) BETWEEN 1 AND 20", name="code"),
)

decisions = table(
    "decisions",
    id_column(),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    sa.Column("round", Big, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("moderator_id", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("reason", sa.Text, sa.ForeignKey("rejection_reasons.code")),
    sa.Column("remark", sa.Text),
    sa.Column("decided_at", Big, nullable=False),
    # Whose queue it stood in and since when: the moderation time is told from these.
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("queued_at", Big, nullable=False),
    # The proposal it was joined to.
    sa.Column("target_id", Big, sa.ForeignKey("proposals.id")),
    sa.Column("undone_at", Big),
    sa.Column("undone_by", Big, sa.ForeignKey("people.id")),
    sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    sa.CheckConstraint("(kind = 'join') = (target_id IS NOT NULL) AND target_id <> proposal_id", name="target"),
    one_of("kind", DECISION_KINDS),
    sa.CheckConstraint("(kind = 'reject') = (reason IS NOT NULL)", name="reason"),
    sa.CheckConstraint("kind <> 'return' OR remark IS NOT NULL", name="remark"),
    # One decision a round: the second of two moderators is refused by this, not by a look beforehand.
    sa.UniqueConstraint("proposal_id", "round"),
    # What a digest asks of each decision stands in them: a busy week has tens of thousands.
    sa.Index("ix_decisions_decided_at", "decided_at", "region", "kind", "queued_at", "undone_at"),
    sa.Index("ix_decisions_region", "region", "decided_at", "kind", "queued_at", "undone_at"),
    sa.Index("ix_decisions_moderator_id", "moderator_id", "kind"),
    where_index("ix_decisions_undone_by", "undone_by IS NOT NULL", "undone_by"),
)

history = table(
    "history",
    id_column(),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("actor_id", Big, sa.ForeignKey("people.id")),
    sa.Column("actor_role", sa.Text, nullable=False),
    sa.Column("from_state", sa.Text),
    sa.Column("to_state", sa.Text, nullable=False),
    sa.Column("decision_id", Big, sa.ForeignKey("decisions.id")),
    sa.Column("fingerprint", sa.Text),
    # What was done: a state came, or (the state stays) a topic, region or language was corrected, a translation added.
    sa.Column("act", sa.Text, nullable=False, server_default="state"),
    # Codes and ids of the act as JSON; texts are never here.
    sa.Column("details", sa.Text, nullable=False, server_default="{}"),
    one_of("act", HISTORY_ACTS),
    one_of("actor_role", ("author", "moderator", "organizer", "system")),
    sa.Index("ix_history_proposal_id", "proposal_id", "id"),
)

reports = table(
    "reports",
    id_column(),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    # NULL once the person asked to be forgotten.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("reported_at", Big, nullable=False),
    # When a moderator looked at the proposal because of it.
    sa.Column("settled_at", Big),
    one_of("reason", REPORT_REASONS),
    sa.UniqueConstraint("proposal_id", "person_id"),
    sa.Index("ix_reports_person_id", "person_id", "reported_at"),
    sa.Index("ix_reports_reported_at", "reported_at"),
)

appeals = table(
    "appeals",
    id_column(),
    # Once: a second appeal against the same proposal cannot be inserted.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False, unique=True),
    sa.Column("decision_id", Big, sa.ForeignKey("decisions.id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("filed_at", Big, nullable=False),
    sa.Index("ix_appeals_filed_at", "filed_at"),
)
