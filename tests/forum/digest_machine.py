"""Random histories of everything, with digests read at random moments and compared with a slow count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import rule

from forum import day_changes, days, digest_content, national_digest
from forum.digest_content import DigestContent, Moment, Pace, Period
from forum.national_digest import NationalContent
from storage.database import Transaction
from storage.decisions import Desk
from tests.forum.digest_count import SlowCount
from tests.forum.everything_machine import aim, done, index
from tests.forum.everything_rules import Everything
from tests.forum.everything_stage import REGIONS, Stage
from tests.forum.everything_truth import Truth
from tests.forum.people import RULES

HOURS = (1, 5, 24, 72, 24 * 7, 24 * 20)


class Digests(Everything):
    """Every vote is noted as it is cast: the hours' counters are what is to be judged."""

    def __init__(self, stage: Stage, new_database: Callable[[], str]) -> None:
        super().__init__(stage, new_database)
        self.votes = [(v["proposal_id"], v["changed_at"], int(v["value"] == 1)) for v in self.truth.rows["votes"]]

    def act(self, name: str, actor: int | None, work: Any, *, may: bool, must: bool = False) -> Any:
        """As always, and note what became of the votes."""
        before = self.truth
        result = super().act(name, actor, work, may=may, must=must)
        self._note_votes(before)
        return result

    def _note_votes(self, before: Truth) -> None:
        was = {(v["proposal_id"], v["person_id"]): v["value"] for v in before.rows["votes"]}
        for vote in self.truth.rows["votes"]:
            by = (vote["value"] == 1) - (was.get((vote["proposal_id"], vote["person_id"]), 0) == 1)
            if by:
                self.votes.append((vote["proposal_id"], vote["changed_at"], by))

    @rule(who=index, aims=aim, ahead=some.integers(0, 9), is_working=some.booleans())
    def change_day(self, who: int, aims: int, ahead: int, is_working: bool) -> None:
        """An organizer makes a day free, or a working day."""
        organizer = self.person(self.rights.organizes, who, aims)
        day = self.now.astimezone(RULES.zone).date() + timedelta(days=ahead)
        changing = day_changes.change(self.db, organizer, day, self.now, RULES, is_working=is_working)
        self.act("day", organizer.id, changing, may=self.rights.organizes(organizer.id))

    @rule(who=index, ago=some.integers(0, 50), part=some.integers(0, 3_599_999))
    def read_digests(self, who: int, ago: int, part: int) -> None:
        """A moderator's or a group's, of both regions, and the country's: of periods short and long."""
        self.now += timedelta(days=part % 5)  # what waits grows late
        until = self.now - timedelta(hours=ago, milliseconds=part)
        person = (0, *self.stage.everybody)[who % (len(self.stage.everybody) + 1)]
        slow = SlowCount(self.truth, self.now, self.votes)
        for region in REGIONS:
            for hours in HOURS:
                self._compare(slow, region, person, Period(until - timedelta(hours=hours), until, until))

    def _compare(self, slow: SlowCount, region: str, person: int, period: Period) -> None:
        async def work(tx: Transaction) -> tuple[DigestContent, NationalContent]:
            at = Moment(self.now, RULES, await days.calendar(tx, RULES))
            own = await digest_content.read(tx, Desk(person, (region,)), period, at)
            return own, await national_digest.read(tx, Desk(person, ()), period, at)

        own, national = self.run(self.db.read(work))
        expected = slow.of_region(region, person, period.since, period.until)
        assert _numbers(own, expected) == expected, (region, person, period)
        acts = ("undone", "reports_made", "appeals_filed", "support_gained", "top")
        is_quiet = not any(expected[name] for name in ("waiting", *acts)) and expected["pace"][0] == 0
        assert own.is_empty == is_quiet, own
        everywhere = slow.of_country(period.since, period.until)
        assert _national(national, everywhere) == everywhere, period
        order = [(-line.waiting.late, -line.waiting.total, -line.pace.decided) for line in national.lines]
        assert order == sorted(order), national.lines
        done["digest: done"] += 1


def _pace(pace: Pace) -> tuple[int, int, timedelta | None]:
    return pace.decided, pace.late, pace.median


def _numbers(content: DigestContent, like: dict[str, Any]) -> dict[str, Any]:
    found = {name: getattr(content, name) for name in like if name != "reports_made"}
    return found | {
        "oldest": [item.proposal.id for item in content.oldest],
        "top": [(proposal.id, gained) for proposal, gained in content.top],
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
