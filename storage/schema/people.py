"""People, the team, what they chose and what they are in the middle of."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import Big, id_column, one_of, table
from storage.vocabulary import LANGUAGES, MESSAGE_FORMS, ROLES, SANCTION_KINDS, SANCTION_REASONS

people = table(
    "people",
    id_column(),
    # NULL once the person asked to be forgotten: votes stay counted without a person.
    sa.Column("telegram_id", Big, unique=True),
    sa.Column("language", sa.Text),
    sa.Column("region", sa.Text),
    sa.Column("consent_version", Big),
    sa.Column("consent_at", Big),
    sa.Column("created_at", Big, nullable=False),
    sa.Column("unreachable_at", Big),
    # Keyed hash of a verified phone number; the number itself is nowhere.
    sa.Column("phone_hash", sa.Text, unique=True),
    # The filters and the order of the list as last chosen, packed as its button packs them.
    sa.Column("list_choice", sa.Text),
    # Until when the person writes nothing, and since when neither writes nor votes; why stands in sanctions.
    sa.Column("muted_until", Big),
    sa.Column("banned_at", Big),
    # How digests, histories and overviews come: plain messages, or rich ones with tables.
    sa.Column("message_form", sa.Text, nullable=False, server_default="classic"),
    one_of("message_form", MESSAGE_FORMS),
    one_of("language", LANGUAGES),
    sa.CheckConstraint("(consent_version IS NULL) = (consent_at IS NULL)", name="consent"),
)

team = table(
    "team",
    id_column(),
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    # '' for organizers: their role is national.
    sa.Column("region", sa.Text, nullable=False, server_default=""),
    sa.Column("display_name", sa.Text, nullable=False),
    sa.Column("granted_by", Big, sa.ForeignKey("people.id")),
    sa.Column("granted_at", Big, nullable=False),
    sa.Column("revoked_by", Big, sa.ForeignKey("people.id")),
    sa.Column("revoked_at", Big),
    one_of("role", ROLES),
    sa.CheckConstraint("(role = 'organizer') = (region = '')", name="region"),
    sa.Index(
        "uq_team_in_force",
        "person_id",
        "role",
        "region",
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    ),
    sa.Index("ix_team_region", "region", "role"),
)

invitations = table(
    "invitations",
    id_column(),
    # Only the SHA-256 of the token is kept: the link itself cannot be read back from the database.
    sa.Column("token_hash", sa.Text, nullable=False, unique=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("regions", sa.Text, nullable=False),
    sa.Column("created_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("created_at", Big, nullable=False),
    sa.Column("expires_at", Big, nullable=False),
    sa.Column("used_by", Big, sa.ForeignKey("people.id")),
    sa.Column("used_at", Big),
    one_of("role", ROLES),
    # Who ended it before its time; NULL also where that was not written down.
    sa.Column("ended_by", Big, sa.ForeignKey("people.id")),
    sa.CheckConstraint("(used_by IS NULL) = (used_at IS NULL)", name="used"),
    sa.CheckConstraint("ended_by IS NULL OR used_by IS NULL", name="ended"),
)

switches = table(
    "switches",
    # Kinds of notices the person switched off.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
)

sanctions = table(
    "sanctions",
    id_column(),
    # NULL once the person asked to be forgotten.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    # A sentence to the person, as their moderator wrote it.
    sa.Column("remark", sa.Text),
    # What it was for, and whose moderators may lift it.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id")),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("until", Big),
    sa.Column("set_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("set_at", Big, nullable=False),
    sa.Column("lifted_by", Big, sa.ForeignKey("people.id")),
    sa.Column("lifted_at", Big),
    one_of("kind", SANCTION_KINDS),
    one_of("reason", SANCTION_REASONS),
    sa.CheckConstraint("(kind = 'mute') = (until IS NOT NULL)", name="until"),
    sa.CheckConstraint("(lifted_by IS NULL) = (lifted_at IS NULL)", name="lifted"),
    sa.Index("ix_sanctions_person_id", "person_id", "id"),
    sa.Index("ix_sanctions_region", "region", "id"),
    sa.Index("ix_sanctions_proposal_id", "proposal_id"),
)

duties = table(
    "duties",
    # The moderator of the day in a region: ISO weekday (1 Monday), with a deputy.
    sa.Column("region", sa.Text, primary_key=True),
    sa.Column("weekday", Big, primary_key=True),
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("deputy_id", Big, sa.ForeignKey("people.id")),
    sa.Column("set_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("set_at", Big, nullable=False),
    sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
    sa.CheckConstraint("deputy_id <> person_id", name="deputy"),
    sa.Index("ix_duties_person_id", "person_id"),
    sa.Index("ix_duties_deputy_id", "deputy_id"),
)

staff_groups = table(
    "staff_groups",
    id_column(),
    sa.Column("telegram_id", Big, nullable=False, unique=True),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("connected_at", Big, nullable=False),
    sa.Column("unreachable_at", Big),
    # Whose queue it works on: NULL before anybody connected it, or once it was disconnected.
    sa.Column("region", sa.Text),
    # The topic of a forum group that /connect was typed in.
    sa.Column("topic_id", Big),
    sa.Column("connected_by", Big, sa.ForeignKey("people.id")),
    one_of("language", LANGUAGES),
    sa.Index("ix_staff_groups_region", "region"),
)

conversations = table(
    "conversations",
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("state", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("version", Big, nullable=False),
    sa.Column("changed_at", Big, nullable=False),
    sa.Column("expires_at", Big, nullable=False),
    sa.Index("ix_conversations_expires_at", "expires_at"),
)
