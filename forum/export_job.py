"""One export being made: what is asked for, and the feeds it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from forum.export_feed import Counted, Feed
from forum.export_history import acts
from forum.export_words import ExportQuery, ExportWords
from storage import exports
from storage.database import Database
from storage.records import Campaign


@dataclass(frozen=True, slots=True)
class ExportJob:
    """What is to be written, and where. ``most``: bytes of a part; ``sent``: parts that stand before these.

    ``organizer`` (by language) and ``now`` stand on the cover of a document.
    """

    db: Database
    path: Path
    campaign: Campaign
    words: ExportWords
    internal: bool
    query: ExportQuery
    counted: Counted
    most: int | None = None
    sent: int = 0
    organizer: Mapping[str, str] | None = None
    now: datetime | None = None

    @property
    def note(self) -> str | None:
        """What stands on the face of an internal copy."""
        return self.words.heading("internal-note") if self.internal else None

    def proposals(self) -> Feed:
        """The proposals."""
        return Feed(exports.stream_proposals(self.db, self.campaign.id, asdict(self.query)), self.counted)

    def decisions(self) -> Feed:
        """The decisions on them."""
        return Feed(exports.stream_decisions(self.db, self.campaign.id, asdict(self.query)), self.counted)

    def acts(self) -> Feed:
        """All acts on them."""
        return Feed(acts(self.db, self.campaign.id, self.query, self.internal), self.counted)
