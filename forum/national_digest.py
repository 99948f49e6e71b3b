"""The organizers' digest: all regions at once, those with late work first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from forum import due_answers
from forum.digest_content import Moment, Pace, Period, Waiting, counted, pace_of, stand
from forum.due_answers import NOTHING_DUE, DueAnswers
from storage import digest_facts, outcome_lists, queue
from storage.database import Transaction
from storage.decisions import Desk
from storage.digest_facts import Arrived, Decided, Decisions, Reported


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One region: what waits there now, and what was decided there in the period."""

    region: str
    waiting: Waiting
    published: int
    pace: Pace

    @property
    def order(self) -> tuple[int, int, int]:
        """Late work first, then much work."""
        return -self.waiting.late, -self.waiting.total, -self.pace.decided


@dataclass(frozen=True, slots=True)
class NationalContent:
    """What the organizers' digest says about [since, until).

    ``lines`` are the regions with something to say, in their order; all others have nothing waiting and decided
    nothing. ``moderated`` are the regions that have a moderator. ``appealed`` are all appeals that wait now;
    ``to_decide`` counts what waits for the recipient: appeals, and what the only moderator of a region wrote. The other
    numbers are sums over the country, as of :class:`forum.digest_content.DigestContent`. ``due``: answers of addressees
    that are due soon or overdue now; ``answered`` came in the period.
    """

    cadence: str
    since: datetime
    until: datetime
    lines: tuple[RegionLine, ...]
    moderated: frozenset[str]
    waiting: Waiting
    published: int
    returned: int
    rejected: int
    joined: int
    undone: int
    reports: Reported
    appeals_filed: int
    appealed: int
    to_decide: int
    pace: Pace
    pace_before: Pace
    weeks: int
    due: DueAnswers = NOTHING_DUE
    answered: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing to say: then nothing is sent."""
        decided = (self.published, self.returned, self.rejected, self.joined)
        acts = (*decided, self.undone, self.reports.reports, self.appeals_filed, self.appealed)
        answers = (self.due.soon, self.due.overdue, self.answered)
        return not (self.waiting.total or any(acts) or any(answers))


async def read(tx: Transaction, desk: Desk, period: Period, at: Moment) -> NationalContent:
    """The digest of the whole country for an organizer; ``desk`` is whose appeals are counted as theirs."""
    arrived = await digest_facts.waiting_in(tx, at.offset)
    edges = period.since, period.until
    decisions = await digest_facts.decided(tx, None, *edges, at.offset)
    before = await digest_facts.decided(tx, None, *period.before, at.offset)
    kinds = counted((one.kind, one.many) for one in decisions.made)
    reports = (await digest_facts.reported(tx, None, *edges)).values()
    here = tuple(one for one in arrived if one.state != "appealed")
    return NationalContent(
        cadence=period.cadence,
        since=period.since,
        until=period.until,
        lines=_lines(here, decisions, at),
        moderated=await digest_facts.moderated_regions(tx),
        waiting=stand(here, at),
        published=kinds["publish"],
        returned=kinds["return"],
        rejected=kinds["reject"],
        joined=kinds["join"],
        undone=decisions.undone,
        reports=Reported(sum(one.reports for one in reports), sum(one.proposals for one in reports)),
        appeals_filed=sum((await digest_facts.appealed(tx, None, *edges)).values()),
        appealed=sum(one.many for one in arrived if one.state == "appealed"),
        to_decide=await queue.count(tx, desk),
        pace=pace_of(decisions.made, decisions.median, at),
        pace_before=pace_of(before.made, before.median, at),
        weeks=period.weeks,
        due=await due_answers.read(tx, at.calendar, at.now),
        answered=await outcome_lists.count_answers(tx, *edges),
    )


def _lines(here: tuple[Arrived, ...], decisions: Decisions, at: Moment) -> tuple[RegionLine, ...]:
    waiting, decided = defaultdict[str, list[Arrived]](list), defaultdict[str, list[Decided]](list)
    for arrived in here:
        waiting[arrived.region].append(arrived)
    for one in decisions.made:
        decided[one.region].append(one)
    lines = []
    for region in sorted({*waiting, *decided}):
        own = decided[region]
        pace = pace_of(own, decisions.medians.get(region), at)
        published = sum(one.many for one in own if one.kind == "publish")
        lines.append(RegionLine(region, stand(waiting[region], at), published, pace))
    return tuple(sorted(lines, key=lambda line: line.order))
