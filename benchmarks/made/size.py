"""How large a made-up campaign is, and when it takes place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

VERSION = 2  # of what is generated: raise it when the same size would give other rows
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
# A Monday's midnight in the forum's zone. Everything was submitted and voted before it; voting stays open for years.
END = datetime(2026, 11, 15, 19, 0, tzinfo=UTC)
END_MS = int(END.timestamp()) * 1000
CAMPAIGN_DAYS = 120
BEGIN_MS = END_MS - CAMPAIGN_DAYS * DAY_MS
WEEK_MS = 7 * DAY_MS


@dataclass(frozen=True, slots=True)
class Size:
    """``week_proposals`` and ``week_votes`` of all fall into the last week before END, the rest before it.

    The same two numbers give the same events in that week, however large the rest is.
    """

    proposals: int
    votes: int
    week_proposals: int = 0
    week_votes: int = 0
    people: int = 0
    all_published: bool = False
    seed: int = 20261116

    @property
    def people_count(self) -> int:
        """How many people there are: as asked for, or ten votes to each."""
        return self.people or max(2_000, self.votes // 10)

    @property
    def name(self) -> str:
        """A name of its own for every different content, fit for a file and for a database."""
        parts = [self.proposals, self.votes, self.week_proposals, self.week_votes, self.people_count, self.seed]
        return f"v{VERSION}{'a' if self.all_published else ''}_" + "_".join(map(str, parts))

    @property
    def title(self) -> str:
        """For people: ``200,000 proposals, 5,000,000 votes``."""
        return f"{self.proposals:,} proposals, {self.votes:,} votes"


SMALL = Size(2_000, 50_000, week_proposals=2_000, week_votes=50_000, people=500_000)
LARGE = Size(200_000, 5_000_000, week_proposals=2_000, week_votes=50_000, people=500_000)
