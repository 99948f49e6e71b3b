"""What a digest must say, counted slowly in plain Python from the rows of the tables, one loop a number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple
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


class Vote(NamedTuple):
    """As it was cast: by how much the support changed, and the objections."""

    proposal: int
    at: int
    support: int
    objection: int = 0


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

    def __init__(self, truth: Truth, now: datetime, votes: list[Vote]) -> None:
        self.truth, self.now, self.days = truth, to_ms(now), Days(truth.rows["days"])
        self.votes = votes

    def of_region(self, region: str, person: int, since: datetime, until: datetime) -> dict[str, Any]:
        """The numbers of a region's digest for a moderator (0: for a group)."""
        first, end = to_ms(since), to_ms(until)
        mine = [p for p in self.truth.proposals.values() if self._waits_for(p, region, person)]
        lateness = Counter(self.days.lateness(p["queued_at"], self.now) for p in mine)
        gained = self._gained(region, first, end)
        best = sorted(gained, key=lambda id_: (-gained[id_], id_))[:3]
        reports = [r for r in self._within("reports", "reported_at", first, end) if self._region(r) == region]
        appeals = self._within("appeals", "filed_at", first, end)
        top = [(id_, gained[id_]) for id_ in best if gained[id_] > 0]
        return {
            **{name: lateness[name] for name in ("fresh", "near", "late")},
            "waiting": len(mine),
            "reported": sum(p["state"] == "hidden" for p in mine),
            "appealed": sum(p["state"] == "appealed" for p in mine),
            "oldest": [p["id"] for p in sorted(mine, key=lambda p: (p["queued_at"], p["id"]))[:3]],
            **self.decided({region}, first, end),
            "support_gained": sum(gained.values()),
            "top": top,
            "rising": self._rising(region, {id_ for id_, _ in top}),
            "on_duty": self._on_duty(region),
            "reports": (len(reports), len({r["proposal_id"] for r in reports})),
            "reports_made": len(reports),
            "appeals_filed": sum(self.truth.decisions[a["decision_id"]]["region"] == region for a in appeals),
            "appeals_waiting": sum(
                p["state"] == "appealed" and p["region"] == region for p in self.truth.proposals.values()
            ),
        }

    def of_country(self, since: datetime, until: datetime, person: int) -> dict[str, Any]:
        """The numbers of the organizers' digest, for one of them (0: for nobody)."""
        first, end = to_ms(since), to_ms(until)
        regions = {p["region"] for p in self.truth.proposals.values() if p["region"] is not None}
        here = [p for p in self.truth.proposals.values() if p["state"] in ("pending", "hidden")]
        reports = self._within("reports", "reported_at", first, end)
        lines = {}
        for region in regions | {d["region"] for d in self.truth.decisions.values()}:
            own = Counter(self.days.lateness(p["queued_at"], self.now) for p in here if p["region"] == region)
            made = self.decided({region}, first, end)
            if own or any(made[kind] for kind in ("published", "returned", "rejected", "joined")):
                lines[region] = (own["fresh"], own["near"], own["late"], made["published"], made["pace"])
        lateness = Counter(self.days.lateness(p["queued_at"], self.now) for p in here)
        return {
            "waiting": (lateness["fresh"], lateness["near"], lateness["late"]),
            "appealed": sum(p["state"] == "appealed" for p in self.truth.proposals.values()),
            **self.decided(None, first, end),
            "reports": (len(reports), len({r["proposal_id"] for r in reports})),
            "appeals_filed": len(self._within("appeals", "filed_at", first, end)),
            "lines": lines,
            "moderated": {t["region"] for t in self.truth.team if t["role"] == "moderator"},
            "to_decide": sum(self._judges(p, person) or self._is_left_to(p, person) for p in self._proposals),
        }

    def risen(self) -> dict[int, int]:
        """Net support of the last 72 hours, the running one among them, of what has any."""
        net, first = Counter[int](), self.now // HOUR_MS - 71
        for vote in self.votes:
            if vote.at // HOUR_MS >= first:
                net[vote.proposal] += vote.support - vote.objection
        return dict(net)

    @property
    def _proposals(self) -> Iterable[Row]:
        return self.truth.proposals.values()

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
        # A published one that was joined came and went at one instant: it waited for nobody.
        made = [d for d in made if d["kind"] != "join" or d["decided_at"] > d["queued_at"]]
        late = sum(self.days.lateness(d["queued_at"], d["decided_at"]) == "late" for d in made)
        took = [d["decided_at"] - d["queued_at"] for d in made]
        return len(made), late, timedelta(milliseconds=int(median(took))) if took else None

    def _waits_for(self, proposal: Row, region: str, person: int) -> bool:
        if proposal["author_id"] == person:
            return False
        if proposal["state"] in ("pending", "hidden"):
            return bool(proposal["region"] == region)
        return self._judges(proposal, person)

    def _judges(self, proposal: Row, person: int) -> bool:
        """An appeal they have no hand in."""
        if proposal["state"] != "appealed" or proposal["author_id"] == person or not self.truth.is_on_team(person):
            return False
        (appeal,) = [a for a in self.truth.rows["appeals"] if a["proposal_id"] == proposal["id"]]
        rejected_by = self.truth.decisions[appeal["decision_id"]]["moderator_id"]
        return rejected_by != person and not self.truth.moderates(person, proposal["region"])

    def _is_left_to(self, proposal: Row, person: int) -> bool:
        """What the only moderator of a region wrote, for organizers."""
        if proposal["state"] not in ("pending", "hidden") or proposal["author_id"] == person:
            return False
        there = {t["person_id"] for t in self.truth.team if t["region"] == proposal["region"]}
        organizes = any((t["person_id"], t["role"]) == (person, "organizer") for t in self.truth.team)
        return organizes and there == {proposal["author_id"]}

    def _rising(self, region: str, shown: set[int]) -> list[int]:
        """At most three about the region beside those shown, of the six whose number beside them is the highest."""
        here = [p for p in self._proposals if (p["state"], p["place"]) == ("published", region) and p["rising"] > 0]
        here.sort(key=lambda p: (-p["rising"], -p["id"]))
        return [p["id"] for p in here[:6] if p["id"] not in shown][:3]

    def _on_duty(self, region: str) -> tuple[int, int | None] | None:
        """Who answers for today, and the deputy: of those put on the weekday who moderate the region still."""
        today = day_of(self.now)
        if self.days.is_holiday(today):
            return None
        for row in self.truth.rows["duties"]:
            if (row["region"], row["weekday"]) == (region, today.isoweekday()):
                named = [id_ for id_ in (row["person_id"], row["deputy_id"]) if self.truth.moderates(id_ or 0, region)]
                return (named[0], named[1] if len(named) > 1 else None) if named else None
        return None

    def _region(self, row: Row) -> str | None:
        region: str | None = self.truth.proposals[row["proposal_id"]]["region"]
        return region

    def _within(self, table: str, column: str, first: int, end: int) -> list[Row]:
        return [row for row in self.truth.rows[table] if first <= row[column] < end]

    def _gained(self, region: str, first: int, end: int) -> dict[int, int]:
        """Support by whole hours; an hour's votes count where the proposal stood when its first came."""
        stood = {(h["proposal_id"], h["hour"]): h["region"] for h in self.truth.rows["vote_hours"]}
        gained: dict[int, int] = defaultdict(int)
        for vote in self.votes:
            hour = vote.at // HOUR_MS
            if first // HOUR_MS <= hour < end // HOUR_MS and stood[vote.proposal, hour] == region:
                gained[vote.proposal] += vote.support
        return dict(gained)
