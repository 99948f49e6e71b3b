"""The tables, once, for both databases; Alembic migrations are written against this metadata.

Times are integer milliseconds since 1970 UTC. Texts of fixed vocabulary are CHECKed here: the constraint is the
rule. SQLAlchemy is used for the schema and its migrations only, never on the path of an update.
"""

from __future__ import annotations

from storage.schema import campaigns, files, moderation, outcomes, people, proposals, telling, votes
from storage.schema.parts import metadata

__all__ = ["campaigns", "files", "metadata", "moderation", "outcomes", "people", "proposals", "telling", "votes"]
