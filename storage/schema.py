"""The tables, once, for both databases; Alembic migrations are written against this metadata.

Times are integer milliseconds since 1970 UTC. Texts of fixed vocabulary are CHECKed here: the constraint is the
rule. SQLAlchemy is used for the schema and its migrations only, never on the path of an update.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.vocabulary import (
    ANNOUNCEMENT_STATES,
    ANSWER_STATES,
    ATTACHMENT_KINDS,
    CAMPAIGN_ACTS,
    DECISION_KINDS,
    DELIVERY_STATES,
    DIGEST_CADENCES,
    EXPORT_STATES,
    HISTORY_ACTS,
    LANGUAGES,
    MESSAGE_FORMS,
    NATIONAL,
    OUTCOME_STATES,
    PHASES,
    PROPOSAL_STATES,
    PUBLIC_STATES,
    RATINGS,
    REPORT_REASONS,
    ROLES,
    SANCTION_KINDS,
    SANCTION_REASONS,
    SELECTION_BASES,
    VERIFICATIONS,
    listed,
)

TITLE_LENGTH = (10, 120)
TEXT_LENGTH = (30, 2000)
ATTACHMENTS_MOST = 5
ADDRESSEE_LENGTH = (3, 200)
ANSWER_LENGTH = (10, 2000)
ANNOUNCEMENT_LENGTH = (10, 1500)
PAUSE_LENGTH = (10, 300)

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# STRICT tables of SQLite know INTEGER only (it holds 64 bits there); PostgreSQL needs BIGINT for milliseconds.
Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")


Degrees: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")
# Compared byte by byte, so that a beginning is a range of the index in either database.
Stem = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    # Ids are never used again: an old button must not act on whatever came to stand in its row's place.
    has_id = any(isinstance(part, sa.Column) and part.name == "id" for part in parts)
    return sa.Table(name, metadata, *parts, sqlite_strict=True, sqlite_autoincrement=has_id)


def _id() -> sa.Column[int]:
    return sa.Column("id", Big, sa.Identity(), primary_key=True)


def _one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN ({listed(values)})", name=column)


def _open_index(recipient: str) -> sa.Index:
    """What is still owed to a recipient, the oldest first: a worker sends these one by one."""
    is_open = sa.text("state IN ('owed', 'claimed')")
    name = f"ix_deliveries_open_{recipient.removesuffix('_id')}"
    return sa.Index(name, recipient, "id", sqlite_where=is_open, postgresql_where=is_open)


IS_PUBLISHED = "state = 'published'"


def _public_index(name: str, *columns: str) -> sa.Index:
    """An order of the lists. It holds what is public only, of whichever state: one walk gives a page in order."""
    return _where_index(name, f"state IN ({listed(PUBLIC_STATES)})", "campaign_id", *columns, "id")


def _where_index(name: str, condition: str, *columns: str) -> sa.Index:
    where = sa.text(condition)
    return sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


def _paused(what: str) -> sa.CheckConstraint:
    """A pause has its sentence in both languages, and a sentence its pause."""
    said = f"({what}_paused_at IS NULL) = ({what}_pause_{{}} IS NULL)"
    return sa.CheckConstraint(" AND ".join(said.format(language) for language in LANGUAGES), name=f"{what}_pause")


campaigns = _table(
    "campaigns",
    _id(),
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
    _one_of("verification", VERIFICATIONS),
    sa.CheckConstraint("follow_up_from >= voting_until", name="follow_up"),
    sa.CheckConstraint("shortlist_per_region > 0 AND shortlist_per_topic > 0", name="shortlist"),
    _paused("submitting"),
    _paused("voting"),
    _one_of("state", ("open", "ended")),
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

people = _table(
    "people",
    _id(),
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
    _one_of("message_form", MESSAGE_FORMS),
    _one_of("language", LANGUAGES),
    sa.CheckConstraint("(consent_version IS NULL) = (consent_at IS NULL)", name="consent"),
)

team = _table(
    "team",
    _id(),
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    # '' for organizers: their role is national.
    sa.Column("region", sa.Text, nullable=False, server_default=""),
    sa.Column("display_name", sa.Text, nullable=False),
    sa.Column("granted_by", Big, sa.ForeignKey("people.id")),
    sa.Column("granted_at", Big, nullable=False),
    sa.Column("revoked_by", Big, sa.ForeignKey("people.id")),
    sa.Column("revoked_at", Big),
    _one_of("role", ROLES),
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

invitations = _table(
    "invitations",
    _id(),
    # Only the SHA-256 of the token is kept: the link itself cannot be read back from the database.
    sa.Column("token_hash", sa.Text, nullable=False, unique=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("regions", sa.Text, nullable=False),
    sa.Column("created_by", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("created_at", Big, nullable=False),
    sa.Column("expires_at", Big, nullable=False),
    sa.Column("used_by", Big, sa.ForeignKey("people.id")),
    sa.Column("used_at", Big),
    _one_of("role", ROLES),
    sa.CheckConstraint("(used_by IS NULL) = (used_at IS NULL)", name="used"),
)

proposals = _table(
    "proposals",
    _id(),
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
    _one_of("state", PROPOSAL_STATES),
    sa.CheckConstraint("(state = 'joined') = (joined_to IS NOT NULL) AND joined_to <> id", name="joined_to"),
    sa.CheckConstraint(f"place = region OR place = '{NATIONAL}'", name="place"),
    _one_of("language", LANGUAGES),
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
    _where_index("ix_proposals_seen", IS_PUBLISHED, "campaign_id", "seen_count", "id"),
    # With an outcome: few among many, in whichever order; everything an order or a filter asks stands in it.
    _where_index(
        "ix_proposals_outcome",
        f"state IN ({listed(tuple(state for state in PUBLIC_STATES if state != 'published'))})",
        *("campaign_id", "state", "place", "topic", "published_at", "support_count", "rising", "place_in_turn", "id"),
    ),
    sa.Index("ix_proposals_published", "region", "published_at"),
    _where_index("ix_proposals_joined_to", "joined_to IS NOT NULL", "joined_to"),
    sa.Index("ix_proposals_queue", "state", "region", "queued_at", "id"),
    sa.Index("ix_proposals_author", "author_id", "campaign_id", "submitted_at"),
)

attachments = _table(
    "attachments",
    _id(),
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
    _one_of("kind", ATTACHMENT_KINDS),
    sa.CheckConstraint(
        "(kind = 'location') = (latitude IS NOT NULL) AND (latitude IS NULL) = (longitude IS NULL)", name="location"
    ),
    sa.CheckConstraint(f"position BETWEEN 1 AND {ATTACHMENTS_MOST}", name="position"),
    sa.UniqueConstraint("proposal_id", "position"),
    sa.UniqueConstraint("proposal_id", "file_unique_id"),
)

rejection_reasons = _table(
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

decisions = _table(
    "decisions",
    _id(),
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
    _one_of("kind", DECISION_KINDS),
    sa.CheckConstraint("(kind = 'reject') = (reason IS NOT NULL)", name="reason"),
    sa.CheckConstraint("kind <> 'return' OR remark IS NOT NULL", name="remark"),
    # One decision a round: the second of two moderators is refused by this, not by a look beforehand.
    sa.UniqueConstraint("proposal_id", "round"),
    # What a digest asks of each decision stands in them: a busy week has tens of thousands.
    sa.Index("ix_decisions_decided_at", "decided_at", "region", "kind", "queued_at", "undone_at"),
    sa.Index("ix_decisions_region", "region", "decided_at", "kind", "queued_at", "undone_at"),
    sa.Index("ix_decisions_moderator_id", "moderator_id", "kind"),
    _where_index("ix_decisions_undone_by", "undone_by IS NOT NULL", "undone_by"),
)

history = _table(
    "history",
    _id(),
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
    _one_of("act", HISTORY_ACTS),
    _one_of("actor_role", ("author", "moderator", "organizer", "system")),
    sa.Index("ix_history_proposal_id", "proposal_id", "id"),
)

votes = _table(
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

vote_hours = _table(
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

follows = _table(
    "follows",
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("followed_at", Big, nullable=False),
    sa.Index("ix_follows_proposal_id", "proposal_id", "person_id"),
)

sightings = _table(
    "sightings",
    # What the person was shown as "next": it does not come again.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("seen_at", Big, nullable=False),
)

reports = _table(
    "reports",
    _id(),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False),
    # NULL once the person asked to be forgotten.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("reported_at", Big, nullable=False),
    # When a moderator looked at the proposal because of it.
    sa.Column("settled_at", Big),
    _one_of("reason", REPORT_REASONS),
    sa.UniqueConstraint("proposal_id", "person_id"),
    sa.Index("ix_reports_person_id", "person_id", "reported_at"),
    sa.Index("ix_reports_reported_at", "reported_at"),
)

appeals = _table(
    "appeals",
    _id(),
    # Once: a second appeal against the same proposal cannot be inserted.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), nullable=False, unique=True),
    sa.Column("decision_id", Big, sa.ForeignKey("decisions.id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("filed_at", Big, nullable=False),
    sa.Index("ix_appeals_filed_at", "filed_at"),
)

switches = _table(
    "switches",
    # Kinds of notices the person switched off.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
)

resident_digests = _table(
    "resident_digests",
    # Residents who asked for the weekly digest of their region.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("due_at", Big, nullable=False),
    sa.Column("covered_until", Big, nullable=False),
    sa.Index("ix_resident_digests_due_at", "due_at"),
)

proposal_stems = _table(
    "proposal_stems",
    # The beginnings of a proposal's folded words (forum.folding), by which it is found.
    sa.Column("stem", Stem, primary_key=True),
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Index("ix_proposal_stems_proposal_id", "proposal_id", "stem"),
)

semantic_means = _table(
    "semantic_means",
    # The mean of a language's vectors, taken away from each before they are compared; counted anew it is a new row.
    _id(),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("counted", Big, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Big, nullable=False),
    _one_of("language", LANGUAGES),
    sa.Index("ix_semantic_means_model", "model", "language", "id"),
)

semantic_vectors = _table(
    "semantic_vectors",
    # What a proposal means, as the model of the extra usynys[similar] tells; gone when its text changes.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("model", sa.Text, nullable=False),
    # The mean taken away from it.
    sa.Column("mean_id", Big, sa.ForeignKey("semantic_means.id"), nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
    sa.Index("ix_semantic_vectors_mean_id", "mean_id", "proposal_id"),
)

translations = _table(
    "translations",
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    # Of the original that was translated: a text changed since has no translation.
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("translated_by", Big, sa.ForeignKey("people.id")),
    sa.Column("translated_at", Big, nullable=False),
    _one_of("language", LANGUAGES),
    sa.CheckConstraint(
        f"length(title) BETWEEN {TITLE_LENGTH[0]} AND {TITLE_LENGTH[1]}"
        f" AND length(text) BETWEEN {TEXT_LENGTH[0]} AND {TEXT_LENGTH[1]}",
        name="length",
    ),
)

carries = _table(
    "carries",
    # A supporter of a joined proposal is asked once whether the support goes over to the other one.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("decision_id", Big, sa.ForeignKey("decisions.id"), primary_key=True),
    sa.Column("asked_at", Big, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("answered_at", Big),
    _one_of("answer", ("carry", "leave")),
    sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    sa.Index("ix_carries_decision_id", "decision_id", "answer"),
)

sanctions = _table(
    "sanctions",
    _id(),
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
    _one_of("kind", SANCTION_KINDS),
    _one_of("reason", SANCTION_REASONS),
    sa.CheckConstraint("(kind = 'mute') = (until IS NOT NULL)", name="until"),
    sa.CheckConstraint("(lifted_by IS NULL) = (lifted_at IS NULL)", name="lifted"),
    sa.Index("ix_sanctions_person_id", "person_id", "id"),
    sa.Index("ix_sanctions_region", "region", "id"),
    sa.Index("ix_sanctions_proposal_id", "proposal_id"),
)

days = _table(
    "days",
    # Days that are off (or worked) though the calendar says otherwise, kept by organizers; YYYY-MM-DD.
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("is_working", Big, nullable=False),
    sa.Column("set_by", Big, sa.ForeignKey("people.id")),
    sa.Column("set_at", Big, nullable=False),
    sa.CheckConstraint("is_working IN (0, 1)", name="is_working"),
    sa.CheckConstraint("length(day) = 10", name="day"),
)

duties = _table(
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

digest_plans = _table(
    "digest_plans",
    _id(),
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
    _one_of("language", LANGUAGES),
    sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="recipient"),
    sa.UniqueConstraint("person_id", "region"),
    sa.UniqueConstraint("group_id", "region"),
    _one_of("cadence", DIGEST_CADENCES),
    sa.CheckConstraint("minute BETWEEN 0 AND 1439 AND weekday BETWEEN 1 AND 7", name="time"),
    sa.CheckConstraint("(cadence = 'off') = (due_at IS NULL)", name="due"),
    sa.Index("ix_digest_plans_due_at", "due_at"),
)

digests = _table(
    "digests",
    _id(),
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("group_id", Big, sa.ForeignKey("staff_groups.id")),
    sa.Column("region", sa.Text, nullable=False),
    # A weekly one comes with a picture.
    sa.Column("cadence", sa.Text, nullable=False, server_default="workdays"),
    sa.Column("period_from", Big, nullable=False),
    sa.Column("period_until", Big, nullable=False),
    sa.Column("created_at", Big, nullable=False),
    _one_of("cadence", DIGEST_CADENCES),
    sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="recipient"),
    sa.CheckConstraint("period_from < period_until", name="period"),
    sa.UniqueConstraint("person_id", "region", "period_until"),
    sa.UniqueConstraint("group_id", "region", "period_until"),
)

staff_groups = _table(
    "staff_groups",
    _id(),
    sa.Column("telegram_id", Big, nullable=False, unique=True),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("connected_at", Big, nullable=False),
    sa.Column("unreachable_at", Big),
    # Whose queue it works on: NULL before anybody connected it, or once it was disconnected.
    sa.Column("region", sa.Text),
    # The topic of a forum group that /connect was typed in.
    sa.Column("topic_id", Big),
    sa.Column("connected_by", Big, sa.ForeignKey("people.id")),
    _one_of("language", LANGUAGES),
    sa.Index("ix_staff_groups_region", "region"),
)

deliveries = _table(
    "deliveries",
    _id(),
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
    _one_of("state", DELIVERY_STATES),
    sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="recipient"),
    sa.Index("ix_deliveries_next", "state", "not_before", "id"),
    sa.Index("ix_deliveries_person_id", "person_id", "id"),
    _open_index("person_id"),
    _open_index("group_id"),
    _where_index("ix_deliveries_announcement", "announcement_id IS NOT NULL", "announcement_id", "state"),
)

campaign_acts = _table(
    "campaign_acts",
    _id(),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("at", Big, nullable=False),
    # NULL: the operator, by the command line.
    sa.Column("actor_id", Big, sa.ForeignKey("people.id")),
    sa.Column("act", sa.Text, nullable=False),
    # What was changed, as JSON: settings with their values before and after, names and sentences of pauses among them.
    sa.Column("details", sa.Text, nullable=False, server_default="{}"),
    _one_of("act", CAMPAIGN_ACTS),
    sa.Index("ix_campaign_acts_campaign_id", "campaign_id", "id"),
)

phase_switches = _table(
    "phase_switches",
    # A phase came at its date: exactly one row, whoever looks. A date moved since is another switch.
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), primary_key=True),
    sa.Column("phase", sa.Text, primary_key=True),
    sa.Column("due_at", Big, primary_key=True),
    sa.Column("switched_at", Big, nullable=False),
    # The person come to while those who asked are told, and when the last of them was owed it.
    sa.Column("come_to", Big, nullable=False, server_default="0"),
    sa.Column("told_at", Big),
    _one_of("phase", PHASES),
    _where_index("ix_phase_switches_open", "told_at IS NULL", "due_at"),
)

phase_followers = _table(
    "phase_followers",
    # Who asked to be told when a phase of the campaign begins.
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("asked_at", Big, nullable=False),
)

sections = _table(
    "sections",
    _id(),
    # Of the forum that a campaign prepares.
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("name_kk", sa.Text, nullable=False),
    sa.Column("name_ru", sa.Text, nullable=False),
    sa.Column("position", Big, nullable=False),
    sa.Column("removed_at", Big),
    sa.Index("ix_sections_campaign_id", "campaign_id", "position"),
)

selections = _table(
    "selections",
    _id(),
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
    _one_of("basis", SELECTION_BASES),
    sa.CheckConstraint("(basis = 'organizer') = (rank IS NULL)", name="rank"),
    sa.CheckConstraint("basis <> 'organizer' OR remark IS NOT NULL", name="remark"),
    sa.CheckConstraint("(dropped_by IS NULL) = (dropped_at IS NULL)", name="dropped"),
    _where_index("ix_selections_campaign_id", "dropped_at IS NULL", "campaign_id", "section_id", "id"),
    sa.Index(
        "uq_selections_in_force",
        "proposal_id",
        unique=True,
        sqlite_where=sa.text("dropped_at IS NULL"),
        postgresql_where=sa.text("dropped_at IS NULL"),
    ),
)

addressees = _table(
    "addressees",
    _id(),
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

outcomes = _table(
    "outcomes",
    _id(),
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
    _one_of("state", OUTCOME_STATES),
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
    _where_index("ix_outcomes_due_on", "due_on IS NOT NULL AND undone_at IS NULL", "due_on"),
    sa.Index("ix_outcomes_recorded_at", "recorded_at"),
)

outcome_files = _table(
    "outcome_files",
    _id(),
    # Letters and photos that came with an answer.
    sa.Column("outcome_id", Big, sa.ForeignKey("outcomes.id"), nullable=False),
    sa.Column("position", Big, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("file_id", sa.Text, nullable=False),
    sa.Column("file_unique_id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", Big, nullable=False),
    _one_of("kind", ("photo", "document")),
    sa.CheckConstraint(f"position BETWEEN 1 AND {ATTACHMENTS_MOST}", name="position"),
    sa.UniqueConstraint("outcome_id", "position"),
    sa.UniqueConstraint("outcome_id", "file_unique_id"),
)

ratings = _table(
    "ratings",
    _id(),
    sa.Column("outcome_id", Big, sa.ForeignKey("outcomes.id"), nullable=False),
    # NULL once the person asked to be forgotten: the rating stays counted without a person.
    sa.Column("person_id", Big, sa.ForeignKey("people.id")),
    sa.Column("rating", sa.Text, nullable=False),
    sa.Column("rated_at", Big, nullable=False),
    _one_of("rating", RATINGS),
    sa.UniqueConstraint("outcome_id", "person_id"),
    sa.Index("ix_ratings_person_id", "person_id"),
)

announcements = _table(
    "announcements",
    _id(),
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
    _one_of("state", ANNOUNCEMENT_STATES),
    sa.CheckConstraint(
        f"length(text_kk) BETWEEN {ANNOUNCEMENT_LENGTH[0]} AND {ANNOUNCEMENT_LENGTH[1]}"
        f" AND length(text_ru) BETWEEN {ANNOUNCEMENT_LENGTH[0]} AND {ANNOUNCEMENT_LENGTH[1]}",
        name="length",
    ),
    _where_index("ix_announcements_open", "state IN ('sending', 'paused')", "id"),
)

imports = _table(
    "imports",
    _id(),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("row_count", Big, nullable=False),
    sa.Column("added_count", Big, nullable=False),
    # NULL: the operator, by the command line.
    sa.Column("imported_by", Big, sa.ForeignKey("people.id")),
    sa.Column("imported_at", Big, nullable=False),
)

imported_proposals = _table(
    "imported_proposals",
    # From a meeting or from paper; the source's own key keeps the same row from coming twice.
    sa.Column("proposal_id", Big, sa.ForeignKey("proposals.id"), primary_key=True, autoincrement=False),
    sa.Column("import_id", Big, sa.ForeignKey("imports.id"), nullable=False),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("source_key", sa.Text, nullable=False),
    sa.Column("meeting_place", sa.Text, nullable=False),
    # YYYY-MM-DD.
    sa.Column("meeting_on", sa.Text, nullable=False),
    sa.CheckConstraint("length(meeting_on) = 10 AND length(source_key) BETWEEN 1 AND 64", name="length"),
    sa.UniqueConstraint("campaign_id", "source_key"),
    sa.Index("ix_imported_proposals_import_id", "import_id"),
)

export_orders = _table(
    "export_orders",
    _id(),
    sa.Column("person_id", Big, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("internal", Big, nullable=False),
    # Place, topic and state it is narrowed to, as JSON of codes; and behind which number a kill left it ("after").
    sa.Column("filters", sa.Text, nullable=False, server_default="{}"),
    # The same button pressed again is the same order.
    sa.Column("request", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="ordered"),
    sa.Column("rows_done", Big, nullable=False, server_default="0"),
    sa.Column("parts_sent", Big, nullable=False, server_default="0"),
    # The message in the organizer's chat that shows how far it is.
    sa.Column("message_id", Big),
    sa.Column("ordered_at", Big, nullable=False),
    sa.Column("ended_at", Big),
    _one_of("state", EXPORT_STATES),
    _one_of("language", LANGUAGES),
    sa.CheckConstraint("internal IN (0, 1)", name="internal"),
    sa.UniqueConstraint("person_id", "request", "format", "language", "internal"),
    sa.Index("ix_export_orders_person_id", "person_id", "id"),
)

daily_runs = _table(
    "daily_runs",
    # What is done once, whichever of several replicas does it: a night's open data, the telling of an outcome.
    sa.Column("name", sa.Text, primary_key=True),
    # YYYY-MM-DD.
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("taken_until", Big, nullable=False),
    sa.Column("finished_at", Big),
)

update_journal = _table(
    "update_journal",
    # Raw updates that were still running when they had to be confirmed to Telegram; gone when they are done.
    sa.Column("update_id", Big, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_at", Big, nullable=False),
    # Until then the process that wrote it down is at work on it; later any may take it over.
    sa.Column("taken_until", Big, nullable=False),
    sa.Index("ix_update_journal_taken_until", "taken_until"),
)

conversations = _table(
    "conversations",
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("state", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("version", Big, nullable=False),
    sa.Column("changed_at", Big, nullable=False),
    sa.Column("expires_at", Big, nullable=False),
    sa.Index("ix_conversations_expires_at", "expires_at"),
)
