"""The campaigns, their phases and sections, and what organizers changed in them."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import Big, id_column, one_of, table, where_index
from storage.vocabulary import CAMPAIGN_ACTS, LANGUAGES, PHASES, VERIFICATIONS


def _paused(what: str) -> sa.CheckConstraint:
    """A pause has its sentence in both languages, and a sentence its pause."""
    said = f"({what}_paused_at IS NULL) = ({what}_pause_{{}} IS NULL)"
    return sa.CheckConstraint(" AND ".join(said.format(language) for language in LANGUAGES), name=f"{what}_pause")


campaigns = table(
    "campaigns",
    id_column(),
    sa.Column("name_kk", sa.Text, nullable=False),
    sa.Column("name_ru", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="open"),
    sa.Column("collecting_from", Big, nullable=False),
    sa.Column("collecting_until", Big, nullable=False),
    sa.Column("voting_from", Big, nullable=False),
    sa.Column("voting_until", Big, nullable=False),
    sa.Column("last_number", Big, nullable=False, server_default="0"),
    # Supports and objections a resident may have at a time; NULL: as many as there are proposals.
    sa.Column("vote_budget", Big),
    sa.Column("created_by", Big, sa.ForeignKey("people.id")),
    sa.Column("created_at", Big, nullable=False),
    # When what became of the proposals begins to be told; NULL: as soon as voting is over.
    sa.Column("follow_up_from", Big),
    # Whether a vote, or a proposal, needs a verified phone number; NULL: as the settings say.
    sa.Column("verification", sa.Text),
    # How many the ranking offers for the shortlist, of each region and of each topic; NULL: none.
    sa.Column("shortlist_per_region", Big),
    sa.Column("shortlist_per_topic", Big),
    # Paused since, and what residents are told of it in both languages.
    sa.Column("submitting_paused_at", Big),
    sa.Column("submitting_pause_kk", sa.Text),
    sa.Column("submitting_pause_ru", sa.Text),
    sa.Column("voting_paused_at", Big),
    sa.Column("voting_pause_kk", sa.Text),
    sa.Column("voting_pause_ru", sa.Text),
    sa.Column("ended_at", Big),
    one_of("verification", VERIFICATIONS),
    sa.CheckConstraint("follow_up_from >= voting_until", name="follow_up"),
    sa.CheckConstraint("shortlist_per_region > 0 AND shortlist_per_topic > 0", name="shortlist"),
    _paused("submitting"),
    _paused("voting"),
    one_of("state", ("open", "ended")),
    sa.CheckConstraint("collecting_from < collecting_until", name="collecting"),
    sa.CheckConstraint("voting_from < voting_until", name="voting"),
    sa.CheckConstraint("vote_budget > 0", name="vote_budget"),
    sa.CheckConstraint("collecting_from <= voting_from AND collecting_until <= voting_until", name="phases"),
    sa.Index(
        "uq_campaigns_one_open",
        "state",
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    ),
)

campaign_acts = table(
    "campaign_acts",
    id_column(),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("at", Big, nullable=False),
    # NULL: the operator, by the command line.
    sa.Column("actor_id", Big, sa.ForeignKey("people.id")),
    sa.Column("act", sa.Text, nullable=False),
    # What was changed, as JSON: settings with their values before and after, names and sentences of pauses among them.
    sa.Column("details", sa.Text, nullable=False, server_default="{}"),
    one_of("act", CAMPAIGN_ACTS),
    sa.Index("ix_campaign_acts_campaign_id", "campaign_id", "id"),
)

phase_switches = table(
    "phase_switches",
    # A phase came at its date: exactly one row, whoever looks. A date moved since is another switch.
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), primary_key=True),
    sa.Column("phase", sa.Text, primary_key=True),
    sa.Column("due_at", Big, primary_key=True),
    sa.Column("switched_at", Big, nullable=False),
    # The person come to while those who asked are told, and when the last of them was owed it.
    sa.Column("come_to", Big, nullable=False, server_default="0"),
    sa.Column("told_at", Big),
    one_of("phase", PHASES),
    where_index("ix_phase_switches_open", "told_at IS NULL", "due_at"),
)

phase_followers = table(
    "phase_followers",
    # Who asked to be told when a phase of the campaign begins.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("asked_at", Big, nullable=False),
)

sections = table(
    "sections",
    id_column(),
    # Of the forum that a campaign prepares.
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("name_kk", sa.Text, nullable=False),
    sa.Column("name_ru", sa.Text, nullable=False),
    sa.Column("position", Big, nullable=False),
    sa.Column("removed_at", Big),
    sa.Index("ix_sections_campaign_id", "campaign_id", "position"),
)

days = table(
    "days",
    # Days that are off (or worked) though the calendar says otherwise, kept by organizers; YYYY-MM-DD.
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("is_working", Big, nullable=False),
    sa.Column("set_by", Big, sa.ForeignKey("people.id")),
    sa.Column("set_at", Big, nullable=False),
    sa.CheckConstraint("is_working IN (0, 1)", name="is_working"),
    sa.CheckConstraint("length(day) = 10", name="day"),
)
