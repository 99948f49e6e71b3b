"""Files that come in and go out: imports, exports, and what is made once a day."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.parts import Big, id_column, one_of, table
from storage.vocabulary import EXPORT_STATES, LANGUAGES

imports = table(
    "imports",
    id_column(),
    sa.Column("campaign_id", Big, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("row_count", Big, nullable=False),
    sa.Column("added_count", Big, nullable=False),
    # NULL: the operator, by the command line.
    sa.Column("imported_by", Big, sa.ForeignKey("people.id")),
    sa.Column("imported_at", Big, nullable=False),
)

imported_proposals = table(
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

export_orders = table(
    "export_orders",
    id_column(),
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
    one_of("state", EXPORT_STATES),
    one_of("language", LANGUAGES),
    sa.CheckConstraint("internal IN (0, 1)", name="internal"),
    sa.UniqueConstraint("person_id", "request", "format", "language", "internal"),
    sa.Index("ix_export_orders_person_id", "person_id", "id"),
)

daily_runs = table(
    "daily_runs",
    # What is done once, whichever of several replicas does it: a night's open data, the telling of an outcome.
    sa.Column("name", sa.Text, primary_key=True),
    # YYYY-MM-DD.
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("taken_until", Big, nullable=False),
    sa.Column("finished_at", Big),
)
