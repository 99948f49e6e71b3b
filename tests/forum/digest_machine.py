"""Random histories of everything, with digests read at random moments and compared with a slow count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from forum import day_changes, days, digest_content, national_digest, rising
from forum.digest_content import DigestContent, Moment, Pace, Period
from forum.national_digest import NationalContent
from storage.database import Transaction, from_ms
from storage.decisions import Desk
from tests.forum.digest_count import HOUR_MS, SlowCount, Vote
from tests.forum.everything_machine import Act, done
from tests.forum.everything_rules import Everything, Step
from tests.forum.everything_stage import REGIONS, Stage
from tests.forum.everything_truth import Truth
from tests.forum.people import RULES

HOURS = (1, 5, 24, 72, 24 * 7, 24 * 20)
# What must have been there to be told: of what no digest tells nothing is found out.
SAID = (
    *("waiting", "late", "appealed", "oldest", "published", "returned", "rejected", "joined", "undone", "top"),
    *("rising", "on_duty", "reports_made", "appeals_filed", "appeals_waiting", "lines", "to_decide"),
)


class Digests(Everything):
    """Every vote is noted as it is cast: the hours' counters are what is to be judged."""

    forges = False  # rights are test_everything's

    def __init__(self, stage: Stage, new_database: Callable[[], str]) -> None:
        super().__init__(stage, new_database)
        self.votes_cast = [
            Vote(v["proposal_id"], v["changed_at"], int(v["value"] == 1), int(v["value"] == -1))
            for v in self.truth.rows["votes"]
        ]

    def happened(self, before: Truth) -> None:
        """Note what became of the votes."""
        if before.raw["votes"] == self.truth.raw["votes"]:
            return
        for vote in self.truth.rows["votes"]:
            pair = vote["proposal_id"], vote["person_id"]
            was, is_ = before.votes.get(pair, 0), vote["value"]
            if was != is_:
                moved = (is_ == 1) - (was == 1), (is_ == -1) - (was == -1)
                self.votes_cast.append(Vote(vote["proposal_id"], vote["changed_at"], *moved))

    def steps(self) -> tuple[Step, ...]:
        """A digest is read as often as anything else happens."""
        return (*super().steps(), *(self.change_day,) * 2, *(self.rise,) * 3, *(self.read_digests,) * 12)

    def change_day(self) -> None:
        """An organizer makes a day free, or a working day."""
        day = self.now.astimezone(RULES.zone).date() + timedelta(days=self.dice.randrange(10))
        slow, rights = SlowCount(self.truth, self.now, []), self.rights
        is_working = not slow.days.is_working(day)

        def work(person: Any) -> Any:
            return day_changes.change(self.db, person, day, self.now, RULES, is_working=is_working)

        facts = {"day": day.isoformat(), "is_working": is_working}
        self.do(Act("day", work, rights.organizes, facts=facts))

    def rise(self) -> None:
        """The numbers beside proposals are brought up to date: those of public ones are true then."""
        vote = from_ms(self.dice.choice(self.votes_cast).at)
        # Often just as the hour of a vote falls out of those that count, or will with the next.
        self.now = max(self.now, vote + timedelta(hours=self.dice.choice((0, 71, 72, 72))))
        at = self.now
        self.schedule(Act("rise", lambda _: rising.bring_up_to_date(self.db, self.now), lambda _: True))
        net = SlowCount(self.truth, at, self.votes_cast).risen()
        for id_, proposal in self.truth.proposals.items():
            if proposal["state"] == "published":
                assert proposal["rising"] == net.get(id_, 0), ("rising", proposal, net.get(id_, 0))

    def read_digests(self) -> None:
        """A moderator's or a group's, of both regions, and the country's: of periods short and long."""
        self.now += timedelta(days=self.dice.choice((0, 0, 1, 2, 4)))  # what waits grows late
        if self.dice.random() < 0.3:
            self.put_two_on_duty()
        person = self.dice.choice((0, *self.stage.everybody))
        slow = SlowCount(self.truth, self.now, self.votes_cast)
        for region in REGIONS:
            for _ in range(4):
                since, until = self._edges()
                self._compare(slow, region, person, Period(since, until, until))

    def put_two_on_duty(self) -> None:
        """For today, one of the region's moderators and, where there are two, a deputy."""
        region, today = self.dice.choice(REGIONS), self.now.astimezone(RULES.zone).date()
        there = [t["person_id"] for t in self.truth.team if t["region"] == region]
        named = self.dice.sample(there, min(2, len(there)))
        if len(named) > 1:
            self.do(self.put_on_duty(region, today.isoweekday(), named[0], named[1]))

    def _edges(self) -> tuple[datetime, datetime]:
        """At the very instant of something that happened, just after it, at a whole hour, or anywhere."""
        until = self._edge()
        if self.dice.random() < 0.5:
            return until - timedelta(hours=self.dice.choice(HOURS)), until
        since = self._edge()
        return (since, until) if since < until else (until, since + timedelta(milliseconds=1))

    def _edge(self) -> datetime:
        happened = [
            *(row[name] for row in self.truth.decisions.values() for name in ("decided_at", "undone_at")),
            *(row["reported_at"] for row in self.truth.rows["reports"]),
            *(row["filed_at"] for row in self.truth.rows["appeals"]),
        ]
        votes = [vote.at // HOUR_MS * HOUR_MS for vote in self.votes_cast]
        match self.dice.randrange(3):
            case 0:
                at = self.dice.choice([at for at in happened if at is not None])
            case 1:
                at = self.dice.choice(votes) + self.dice.choice((0, HOUR_MS))
            case _:
                ago = timedelta(hours=self.dice.randrange(50), milliseconds=self.dice.randrange(HOUR_MS))
                return self.now - ago
        return from_ms(at + self.dice.choice((0, 0, 1)))

    def _compare(self, slow: SlowCount, region: str, person: int, period: Period) -> None:
        async def work(tx: Transaction) -> tuple[DigestContent, NationalContent]:
            at = Moment(self.now, RULES, await days.calendar(tx, RULES))
            own = await digest_content.read(tx, Desk(person, (region,)), period, at)
            return own, await national_digest.read(tx, Desk(person, ()), period, at)

        own, national = self.run(self.db.read(work))
        expected = slow.of_region(region, person, period.since, period.until)
        assert _numbers(own, expected) == expected, (region, person, period)
        decided = ("published", "returned", "rejected", "joined")
        acts = ("undone", "reports_made", "appeals_filed", "support_gained", "top")
        is_quiet = not any(expected[name] for name in ("waiting", *decided, *acts))
        assert own.is_empty == is_quiet, own
        everywhere = slow.of_country(period.since, period.until, person)
        assert _national(national, everywhere) == everywhere, period
        order = [(-line.waiting.late, -line.waiting.total, -line.pace.decided) for line in national.lines]
        assert order == sorted(order), national.lines
        for name in SAID:
            done[f"digest with {name}"] += bool(expected.get(name) or everywhere.get(name))


def _pace(pace: Pace) -> tuple[int, int, timedelta | None]:
    return pace.decided, pace.late, pace.median


def _numbers(content: DigestContent, like: dict[str, Any]) -> dict[str, Any]:
    found = {name: getattr(content, name) for name in like if name != "reports_made"}
    return found | {
        "oldest": [item.proposal.id for item in content.oldest],
        "top": [(proposal.id, gained) for proposal, gained in content.top],
        "rising": [proposal.id for proposal in content.rising],
        "on_duty": None if content.on_duty is None else (content.on_duty.person_id, content.on_duty.deputy_id),
        "reports": tuple(content.reports),
        "reports_made": content.reports.reports,
        "pace": _pace(content.pace),
        "pace_before": _pace(content.pace_before),
    }


def _national(content: NationalContent, like: dict[str, Any]) -> dict[str, Any]:
    found = {name: getattr(content, name) for name in like}
    waiting = content.waiting
    return found | {
        "waiting": (waiting.fresh, waiting.near, waiting.late),
        "reports": tuple(content.reports),
        "pace": _pace(content.pace),
        "pace_before": _pace(content.pace_before),
        "lines": {
            line.region: (
                line.waiting.fresh,
                line.waiting.near,
                line.waiting.late,
                line.published,
                _pace(line.pace),
            )
            for line in content.lines
        },
    }
