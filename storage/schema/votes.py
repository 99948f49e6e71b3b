"""Votes, and who follows what."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import Big, one_of, table

votes = table(
    "votes",
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    # 1 support, -1 objection, 0 taken back. The row stays, so that two taps at once always meet on it.
    sa.Column("value", Big, nullable=False),
    sa.Column("previous", Big, nullable=False, server_default="0"),
    sa.Column("cast_at", Big, nullable=False),
    sa.Column("changed_at", Big, nullable=False),
    sa.CheckConstraint("value IN (-1, 0, 1) AND previous IN (-1, 0, 1)", name="value"),
    sa.Index("ix_votes_person_id", "person_id", "changed_at"),
)

vote_hours = table(
    "vote_hours",
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    # Whole hours since 1970 UTC; the zone is a whole number of hours from UTC, so a digest's edges fall on them.
    sa.Column("hour", Big, primary_key=True),
    sa.Column("region", sa.Text, nullable=False),
    # Net change of support and of objections within the hour.
    sa.Column("support", Big, nullable=False, server_default="0"),
    sa.Column("objection", Big, nullable=False, server_default="0"),
    sa.Index("ix_vote_hours_region", "region", "hour", "proposal_id", "support", "objection"),
)

carries = table(
    "carries",
    # A supporter of a joined proposal is asked once whether the support goes over to the other one.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("decision_id", Big, sa.ForeignKey("decisions.id"), primary_key=True),
    sa.Column("asked_at", Big, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("answered_at", Big),
    one_of("answer", ("carry", "leave")),
    sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    sa.Index("ix_carries_decision_id", "decision_id", "answer"),
)

follows = table(
    "follows",
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("followed_at", Big, nullable=False),
    sa.Index("ix_follows_proposal_id", "proposal_id", "person_id"),
)
