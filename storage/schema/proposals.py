"""Proposals, what belongs to one, and how they are found."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import ATTACHMENTS_MOST, Big, id_column, one_of, table, where_index
from storage.vocabulary import ATTACHMENT_KINDS, LANGUAGES, NATIONAL, PROPOSAL_STATES, PUBLIC_STATES, listed

TITLE_LENGTH = (10, 120)
TEXT_LENGTH = (30, 2000)
IS_PUBLISHED = "state = 'published'"
Degrees: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")
# Compared byte by byte, so that a beginning is a range of the index in either database.
Stem = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _public_index(name: str, *columns: str) -> sa.Index:
    """An order of the lists. It holds what is public only, of whichever state: one walk gives a page in order."""
    return where_index(name, f"state IN ({listed(PUBLIC_STATES)})", "campaign_id", *columns, "id")


proposals = table(
    "proposals",
    id_column(),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("number", Big),
    sa.Column("author_id", Big, sa.ForeignKey("people.id")),
    sa.Column("state", sa.Text, nullable=False, server_default="draft"),
    # How many times the text was sent for moderation; one decision exists per round.
    sa.Column("round", Big, nullable=False, server_default="0"),
    # What it is about: a region's code, or 'national'.
    sa.Column("place", sa.Text),
    # Whose moderators decide: the region it is about, or the author's for a national one.
    sa.Column("region", sa.Text),
    sa.Column("topic", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("text", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("fingerprint", sa.Text),
    sa.Column("support_count", Big, nullable=False, server_default="0"),
    sa.Column("object_count", Big, nullable=False, server_default="0"),
    sa.Column("created_at", Big, nullable=False),
    sa.Column("changed_at", Big, nullable=False),
    sa.Column("submitted_at", Big),
    # When the current round began: the queue's order and the moderator's clock.
    sa.Column("queued_at", Big),
    sa.Column("published_at", Big),
    sa.Column("taken_by", Big, sa.ForeignKey("people.id")),
    sa.Column("taken_until", Big),
    # Where it stands in the fair order: spread evenly over 32 bits by its number (forum.fair).
    sa.Column("place_in_turn", Big, nullable=False, server_default="0"),
    # To how many it was shown as "next".
    sa.Column("seen_count", Big, nullable=False, server_default="0"),
    # Net support of the last days, brought up to date by the schedule.
    sa.Column("rising", Big, nullable=False, server_default="0"),
    # The proposal it was joined to.
    sa.Column("joined_to", Big, sa.ForeignKey("proposals.id")),
    one_of("state", PROPOSAL_STATES),
    sa.CheckConstraint("(state = 'joined') = (joined_to IS NOT NULL) AND joined_to <> id", name="joined_to"),
    sa.CheckConstraint(f"place = region OR place = '{NATIONAL}'", name="place"),
    one_of("language", LANGUAGES),
    sa.CheckConstraint("support_count >= 0 AND object_count >= 0", name="counts"),
    sa.CheckConstraint(f"length(title) <= {TITLE_LENGTH[1]} AND length(text) <= {TEXT_LENGTH[1]}", name="length"),
    sa.CheckConstraint(
        "state IN ('draft', 'withdrawn') OR (number IS NOT NULL AND place IS NOT NULL AND region IS NOT NULL"
        " AND topic IS NOT NULL AND language IS NOT NULL AND fingerprint IS NOT NULL"
        " AND title IS NOT NULL AND text IS NOT NULL"
        f" AND length(title) >= {TITLE_LENGTH[0]} AND length(text) >= {TEXT_LENGTH[0]}"
        " AND submitted_at IS NOT NULL AND queued_at IS NOT NULL)",
        name="complete",
    ),
    sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name="published"),
    sa.UniqueConstraint("campaign_id", "number"),
    sa.Index(
        "uq_proposals_one_draft",
        "campaign_id",
        "author_id",
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    ),
    _public_index("ix_proposals_new", "published_at"),
    _public_index("ix_proposals_top", "support_count"),
    _public_index("ix_proposals_place_new", "place", "published_at"),
    _public_index("ix_proposals_place_top", "place", "support_count"),
    _public_index("ix_proposals_place_topic_new", "place", "topic", "published_at"),
    _public_index("ix_proposals_place_topic_top", "place", "topic", "support_count"),
    _public_index("ix_proposals_topic_new", "topic", "published_at"),
    _public_index("ix_proposals_topic_top", "topic", "support_count"),
    _public_index("ix_proposals_turn", "place_in_turn"),
    _public_index("ix_proposals_place_turn", "place", "place_in_turn"),
    _public_index("ix_proposals_topic_turn", "topic", "place_in_turn"),
    _public_index("ix_proposals_place_topic_turn", "place", "topic", "place_in_turn"),
    _public_index("ix_proposals_rising", "rising"),
    _public_index("ix_proposals_place_rising", "place", "rising"),
    _public_index("ix_proposals_topic_rising", "topic", "rising"),
    _public_index("ix_proposals_place_topic_rising", "place", "topic", "rising"),
    where_index("ix_proposals_seen", IS_PUBLISHED, "campaign_id", "seen_count", "id"),
    # With an outcome: few among many, in whichever order; everything an order or a filter asks stands in it.
    where_index(
        "ix_proposals_outcome",
        f"state IN ({listed(tuple(state for state in PUBLIC_STATES if state != 'published'))})",
        *("campaign_id", "state", "place", "topic", "published_at", "support_count", "rising", "place_in_turn", "id"),
    ),
    sa.Index("ix_proposals_published", "region", "published_at"),
    where_index("ix_proposals_joined_to", "joined_to IS NOT NULL", "joined_to"),
    sa.Index("ix_proposals_queue", "state", "region", "queued_at", "id"),
    sa.Index("ix_proposals_author", "author_id", "campaign_id", "submitted_at"),
)

attachments = table(
    "attachments",
    id_column(),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    sa.Column("position", Big, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("file_id", sa.Text, nullable=False),
    sa.Column("file_unique_id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", Big, nullable=False),
    sa.Column("added_at", Big, nullable=False),
    # Degrees, of a location only.
    sa.Column("latitude", Degrees),
    sa.Column("longitude", Degrees),
    one_of("kind", ATTACHMENT_KINDS),
    sa.CheckConstraint(
        "(kind = 'location') = (latitude IS NOT NULL) AND (latitude IS NULL) = (longitude IS NULL)", name="location"
    ),
    sa.CheckConstraint(f"position BETWEEN 1 AND {ATTACHMENTS_MOST}", name="position"),
    sa.UniqueConstraint("proposal_id", "position"),
    sa.UniqueConstraint("proposal_id", "file_unique_id"),
)

translations = table(
    "translations",
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    # Of the original that was translated: a text changed since has no translation.
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("translated_by", Big, sa.ForeignKey("people.id")),
    sa.Column("translated_at", Big, nullable=False),
    one_of("language", LANGUAGES),
    sa.CheckConstraint(
        f"length(title) BETWEEN {TITLE_LENGTH[0]} AND {TITLE_LENGTH[1]}"
        f" AND length(text) BETWEEN {TEXT_LENGTH[0]} AND {TEXT_LENGTH[1]}",
        name="length",
    ),
)

proposal_stems = table(
    "proposal_stems",
    # The beginnings of a proposal's folded words (forum.folding), by which it is found.
    sa.Column("stem", Stem, primary_key=True),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Index("ix_proposal_stems_proposal_id", "proposal_id", "stem"),
)

semantic_means = table(
    "semantic_means",
    # The mean of a language's vectors, taken away from each before they are compared; counted anew it is a new row.
    id_column(),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("counted", Big, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Big, nullable=False),
    one_of("language", LANGUAGES),
    sa.Index("ix_semantic_means_model", "model", "language", "id"),
)

semantic_vectors = table(
    "semantic_vectors",
    # What a proposal means, as the model of the extra usynys[similar] tells; gone when its text changes.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("model", sa.Text, nullable=False),
    # The mean taken away from it.
    sa.Column("mean_id", Big, sa.ForeignKey("semantic_means.id"), nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
    sa.Index("ix_semantic_vectors_mean_id", "mean_id", "proposal_id"),
)

sightings = table(
    "sightings",
    # What the person was shown as "next": it does not come again.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("seen_at", Big, nullable=False),
)
