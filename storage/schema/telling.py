"""What is owed to somebody and how far it is: messages, digests, announcements."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import Big, id_column, one_of, table, where_index
from storage.vocabulary import ANNOUNCEMENT_STATES, DELIVERY_STATES, DIGEST_CADENCES, LANGUAGES

ANNOUNCEMENT_LENGTH = (10, 1500)


def _open_index(recipient: str) -> sa.Index:
    """What is still owed to a recipient, the oldest first: a worker sends these one by one."""
    is_open = sa.text("state IN ('owed', 'claimed')")
    name = f"ix_deliveries_open_{recipient.removesuffix('_id')}"
    return sa.Index(name, recipient, "id", sqlite_where=is_open, postgresql_where=is_open)


deliveries = table(
    "deliveries",
    id_column(),
    # Owed to a person, or to a staff group.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("group_id", Big, sa.ForeignKey("staff_groups.id")),
    sa.Column("kind", sa.Text, nullable=False),
    # Ids and codes only, as JSON: what is said is rendered in the person's language when it is sent.
    sa.Column("facts", sa.Text, nullable=False),
    # What makes this message the same message: a second row of the same cause cannot be inserted.
    sa.Column("cause", sa.Text, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False, server_default="owed"),
    sa.Column("attempts", Big, nullable=False, server_default="0"),
    sa.Column("created_at", Big, nullable=False),
    sa.Column("not_before", Big, nullable=False),
    sa.Column("claimed_until", Big),
    sa.Column("sent_at", Big),
    sa.Column("message_id", Big),
    sa.Column("problem", sa.Text),
    # Which announcement it is part of: its fate is counted by this.
    sa.Column("announcement_id", Big, sa.ForeignKey("announcements.id")),
    one_of("state", DELIVERY_STATES),
    sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="recipient"),
    sa.Index("ix_deliveries_next", "state", "not_before", "id"),
    sa.Index("ix_deliveries_person_id", "person_id", "id"),
    _open_index("person_id"),
    _open_index("group_id"),
    where_index("ix_deliveries_announcement", "announcement_id IS NOT NULL", "announcement_id", "state"),
)

digest_plans = table(
    "digest_plans",
    id_column(),
    # For a person (a moderator of the region; an organizer: region ''), or for a staff group.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("group_id", Big, sa.ForeignKey("staff_groups.id")),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("cadence", sa.Text, nullable=False, server_default="workdays"),
    # Minutes after midnight in the zone; ISO weekday (1 Monday) of a weekly one.
    sa.Column("minute", Big, nullable=False, server_default="540"),
    sa.Column("weekday", Big, nullable=False, server_default="1"),
    sa.Column("due_at", Big),
    # Everything before this instant was already told (or is in a digest that is owed).
    sa.Column("covered_until", Big, nullable=False),
    # On leave until then: the first digest after it covers the whole time.
    sa.Column("paused_until", Big),
    # NULL: the recipient's own.
    sa.Column("language", sa.Text),
    one_of("language", LANGUAGES),
    sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="recipient"),
    sa.UniqueConstraint("person_id", "region"),
    sa.UniqueConstraint("group_id", "region"),
    one_of("cadence", DIGEST_CADENCES),
    sa.CheckConstraint("minute BETWEEN 0 AND 1439 AND weekday BETWEEN 1 AND 7", name="time"),
    sa.CheckConstraint("(cadence = 'off') = (due_at IS NULL)", name="due"),
    sa.Index("ix_digest_plans_due_at", "due_at"),
)

digests = table(
    "digests",
    id_column(),
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("group_id", Big, sa.ForeignKey("staff_groups.id")),
    sa.Column("region", sa.Text, nullable=False),
    # A weekly one comes with a picture.
    sa.Column("cadence", sa.Text, nullable=False, server_default="workdays"),
    sa.Column("period_from", Big, nullable=False),
    sa.Column("period_until", Big, nullable=False),
    sa.Column("created_at", Big, nullable=False),
    one_of("cadence", DIGEST_CADENCES),
    sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="recipient"),
    sa.CheckConstraint("period_from < period_until", name="period"),
    sa.UniqueConstraint("person_id", "region", "period_until"),
    sa.UniqueConstraint("group_id", "region", "period_until"),
)

resident_digests = table(
    "resident_digests",
    # Residents who asked for the weekly digest of their region.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("due_at", Big, nullable=False),
    sa.Column("covered_until", Big, nullable=False),
    sa.Index("ix_resident_digests_due_at", "due_at"),
)

announcements = table(
    "announcements",
    id_column(),
    sa.Column("text_kk", sa.Text, nullable=False),
    sa.Column("text_ru", sa.Text, nullable=False),
    # Whom it is for, as JSON of codes: region, language, authors or supporters, topic.
    sa.Column("segment", sa.Text, nullable=False, server_default="{}"),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id")),
    sa.Column("state", sa.Text, nullable=False, server_default="draft"),
    # How many people the segment had when it was sent, and how far it has come.
    sa.Column("people_count", Big),
    sa.Column("come_to", Big, nullable=False, server_default="0"),
    sa.Column("created_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("created_at", Big, nullable=False),
    sa.Column("started_at", Big),
    sa.Column("ended_at", Big),
    # The message in the organizer's chat that shows how far it is.
    sa.Column("message_id", Big),
    one_of("state", ANNOUNCEMENT_STATES),
    sa.CheckConstraint(
        f"length(text_kk) BETWEEN {ANNOUNCEMENT_LENGTH[0]} AND {ANNOUNCEMENT_LENGTH[1]}"
        f" AND length(text_ru) BETWEEN {ANNOUNCEMENT_LENGTH[0]} AND {ANNOUNCEMENT_LENGTH[1]}",
        name="length",
    ),
    where_index("ix_announcements_open", "state IN ('sending', 'paused')", "id"),
)

update_journal = table(
    "update_journal",
    # Raw updates that were still running when they had to be confirmed to Telegram; gone when they are done.
    sa.Column("update_id", Big, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_at", Big, nullable=False),
    # Until then the process that wrote it down is at work on it; later any may take it over.
    sa.Column("taken_until", Big, nullable=False),
    sa.Index("ix_update_journal_taken_until", "taken_until"),
)
