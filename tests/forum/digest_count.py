"""What a digest must say, counted slowly in plain Python from the rows of the tables, one loop a number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from forum.calendar import is_public_holiday
from storage.database import to_ms
from tests.forum.everything_truth import Row, Truth

ZONE = ZoneInfo("Asia/Almaty")
TERM = 3
DAY_MS = 86_400_000
HOUR_MS = 3_600_000


def day_of(at: int) -> date:
    """The forum's day of an instant in milliseconds."""
    return datetime.fromtimestamp(at / 1000, ZONE).date()


class Days:
    """Which days are free, by the holidays and what organizers changed."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.changed = {date.fromisoformat(row["day"]): bool(row["is_working"]) for row in rows}

    def is_working(self, day: date) -> bool:
        """Whether moderators work."""
        return self.changed.get(day, day.weekday() < 5 and not is_public_holiday(day))

    def is_holiday(self, day: date) -> bool:
        """Whether no digest comes at all."""
        return not self.changed.get(day, not is_public_holiday(day))

    def lateness(self, came: int, at: int) -> str:
        """How something that came stood at an instant."""
        day, waited = day_of(came), 1
        while day < day_of(at):
            day += timedelta(days=1)
            waited += self.is_working(day)
        return "fresh" if waited < TERM else "near" if waited == TERM else "late"


def _earlier(since: int, until: int) -> tuple[int, int]:
    """The same span so many whole weeks earlier that it ends before this one begins."""
    weeks = 1
    while until - weeks * 7 * DAY_MS > since:
        weeks += 1
    return since - weeks * 7 * DAY_MS, until - weeks * 7 * DAY_MS


class SlowCount:
    """Counts over one snapshot at one instant."""

    def __init__(self, truth: Truth, now: datetime, votes: list[tuple[int, int, int]]) -> None:
        self.truth, self.now, self.days = truth, to_ms(now), Days(truth.rows["days"])
        self.votes = votes  # (proposal, at, by how much the support changed), as they were cast

    def of_region(self, region: str, person: int, since: datetime, until: datetime) -> dict[str, Any]:
        """The numbers of a region's digest for a moderator (0: for a group)."""
        first, end = to_ms(since), to_ms(until)
        mine = [p for p in self.truth.proposals.values() if self._waits_for(p, region, person)]
        lateness = Counter(self.days.lateness(p["queued_at"], self.now) for p in mine)
        gained = self._gained(region, first, end)
        best = sorted(gained, key=lambda id_: (-gained[id_], id_))[:3]
        reports = [r for r in self._within("reports", "reported_at", first, end) if self._region(r) == region]
        appeals = self._within("appeals", "filed_at", first, end)
        return {
            **{name: lateness[name] for name in ("fresh", "near", "late")},
            "waiting": len(mine),
            "reported": sum(p["state"] == "hidden" for p in mine),
            "appealed": sum(p["state"] == "appealed" for p in mine),
            "oldest": [p["id"] for p in sorted(mine, key=lambda p: (p["queued_at"], p["id"]))[:3]],
            **self.decided({region}, first, end),
            "support_gained": sum(gained.values()),
            "top": [(id_, gained[id_]) for id_ in best if gained[id_] > 0],
            "reports": (len(reports), len({r["proposal_id"] for r in reports})),
            "reports_made": len(reports),
            "appeals_filed": sum(self.truth.decisions[a["decision_id"]]["region"] == region for a in appeals),
            "appeals_waiting": sum(
                p["state"] == "appealed" and p["region"] == region for p in self.truth.proposals.values()
            ),
        }

    def of_country(self, since: datetime, until: datetime) -> dict[str, Any]:
        """The numbers of the organizers' digest."""
        first, end = to_ms(since), to_ms(until)
        regions = {p["region"] for p in self.truth.proposals.values() if p["region"] is not None}
        here = [p for p in self.truth.proposals.values() if p["state"] in ("pending", "hidden")]
        reports = self._within("reports", "reported_at", first, end)
        lines = {}
        for region in regions | {d["region"] for d in self.truth.decisions.values()}:
            own = Counter(self.days.lateness(p["queued_at"], self.now) for p in here if p["region"] == region)
            made = self.decided({region}, first, end)
            if own or made["pace"][0]:
                lines[region] = (own["fresh"], own["near"], own["late"], made["published"], made["pace"])
        lateness = Counter(self.days.lateness(p["queued_at"], self.now) for p in here)
        return {
            "waiting": (lateness["fresh"], lateness["near"], lateness["late"]),
            "appealed": sum(p["state"] == "appealed" for p in self.truth.proposals.values()),
            **self.decided(None, first, end),
            "reports": (len(reports), len({r["proposal_id"] for r in reports})),
            "appeals_filed": len(self._within("appeals", "filed_at", first, end)),
            "lines": lines,
        }

    def decided(self, regions: set[str] | None, first: int, end: int) -> dict[str, Any]:
        """What was decided and taken back within [first, end), and how soon, now and some weeks earlier."""
        made = self._made(regions, first, end)
        kinds = Counter(d["kind"] for d in made)
        return {
            "published": kinds["publish"],
            "returned": kinds["return"],
            "rejected": kinds["reject"],
            "joined": kinds["join"],
            "undone": len([d for d in self._of(regions) if first <= (d["undone_at"] or -1) < end]),
            "pace": self._pace(made),
            "pace_before": self._pace(self._made(regions, *_earlier(first, end))),
        }

    def _of(self, regions: set[str] | None) -> list[Row]:
        return [d for d in self.truth.decisions.values() if regions is None or d["region"] in regions]

    def _made(self, regions: set[str] | None, first: int, end: int) -> list[Row]:
        within = [d for d in self._of(regions) if first <= d["decided_at"] < end]
        return [d for d in within if d["undone_at"] is None or d["undone_at"] >= end]

    def _pace(self, made: list[Row]) -> tuple[int, int, timedelta | None]:
        late = sum(self.days.lateness(d["queued_at"], d["decided_at"]) == "late" for d in made)
        took = [
            d["decided_at"] - d["queued_at"] for d in made if d["kind"] != "join" or d["decided_at"] > d["queued_at"]
        ]
        return len(made), late, timedelta(milliseconds=int(median(took))) if took else None

    def _waits_for(self, proposal: Row, region: str, person: int) -> bool:
        if proposal["author_id"] == person:
            return False
        if proposal["state"] in ("pending", "hidden"):
            return bool(proposal["region"] == region)
        if proposal["state"] != "appealed" or not self.truth.is_on_team(person):
            return False
        (appeal,) = [a for a in self.truth.rows["appeals"] if a["proposal_id"] == proposal["id"]]
        rejected_by = self.truth.decisions[appeal["decision_id"]]["moderator_id"]
        return rejected_by != person and not self.truth.moderates(person, proposal["region"])

    def _region(self, row: Row) -> str | None:
        region: str | None = self.truth.proposals[row["proposal_id"]]["region"]
        return region

    def _within(self, table: str, column: str, first: int, end: int) -> list[Row]:
        return [row for row in self.truth.rows[table] if first <= row[column] < end]

    def _gained(self, region: str, first: int, end: int) -> dict[int, int]:
        """Support by whole hours; an hour's votes count where the proposal stood when its first came."""
        stood = {(h["proposal_id"], h["hour"]): h["region"] for h in self.truth.rows["vote_hours"]}
        gained: dict[int, int] = defaultdict(int)
        for proposal, at, by in self.votes:
            hour = at // HOUR_MS
            if first // HOUR_MS <= hour < end // HOUR_MS and stood[proposal, hour] == region:
                gained[proposal] += by
        return dict(gained)
