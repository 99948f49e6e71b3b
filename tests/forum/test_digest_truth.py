"""Digests against an independent slow count over random histories, and a year of one recipient's periods.

For longer, and each time others: EVERYTHING=300 python -m pytest -q -s --timeout=0 tests/forum/test_digest_truth.py
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from forum import day_changes, digests, moderation, voting
from forum.errors import DomainError
from storage.database import Database, from_ms, open_database, to_ms
from storage.records import DigestPlan, Person
from tests.conftest import apart
from tests.forum.digest_count import ZONE, Days, SlowCount, Vote, day_of
from tests.forum.digest_machine import SAID, Digests
from tests.forum.everything_machine import done
from tests.forum.everything_truth import Truth, look
from tests.forum.people import NOW, RULES, Cast
from tests.forum.test_everything import LONGER, copies, prepared, walk

REGION = "KZ-59"
DAY, YEAR = timedelta(days=1), timedelta(days=365)
SEEDS = (1, 2) if not LONGER else tuple(random.SystemRandom().randrange(10**6) for _ in range(max(1, LONGER // 30)))


@pytest.mark.timeout(0 if LONGER else 300)
def test_digests_say_what_a_slow_count_over_random_histories_says(sqlite_url: str, tmp_path: Path) -> None:
    stage = apart(asyncio.run, prepared(sqlite_url))
    new_database = copies(sqlite_url, tmp_path)
    apart(walk, lambda: Digests(stage, new_database), 12)
    unsaid = [name for name in SAID if not done[f"digest with {name}"]]
    assert not unsaid, unsaid


@dataclass
class Year:
    """One moderator, the plan, and every move of what the plan has told."""

    db: Database
    cast: Cast
    moderator: Person
    organizer: Person
    dice: random.Random
    now: datetime = NOW
    latest: datetime = NOW
    told: list[tuple[int, int]] = field(default_factory=list)  # every move of covered_until
    waits: list[tuple[int, int]] = field(default_factory=list)  # proposals nobody has decided on

    async def plan(self) -> DigestPlan:
        """As it stands now."""
        return await digests.plan_of(self.db, self.moderator, REGION, self.now, RULES)

    async def live(self) -> None:
        """Go through a year: look when something is due, or be away; change settings; let things happen."""
        while self.now < NOW + YEAR:
            before = await self.plan()
            await self._pass(before)
            await self._happen()
            if self.dice.random() < 0.15:
                await self._watched(self._set)
            if self.dice.random() < 0.05:
                await self._change_day()
            await self._watched(self._look)

    async def _pass(self, plan: DigestPlan) -> None:
        chance, self.latest = self.dice.random(), max(self.latest, self.now)
        if chance < 0.04:
            # The clock is set back, but never by more than a day altogether.
            self.now = max(self.now - timedelta(minutes=self.dice.randrange(1, 23 * 60)), self.latest - DAY)
        elif chance < 0.15:
            self.now += timedelta(minutes=self.dice.randrange(1, 9 * 24 * 60))  # away, whatever is due
        elif chance < 0.75 and plan.due_at is not None and plan.due_at > self.now:
            self.now = min(plan.due_at, self.now + timedelta(days=9)) + timedelta(seconds=10)
        else:
            self.now += timedelta(minutes=self.dice.randrange(1, 16 * 60))

    async def _happen(self) -> None:
        """Something comes, something is decided, somebody votes; for some weeks nothing does."""
        self.cast.now = self.now
        if (self.now - NOW).days % 40 < 12:
            waiting, self.waits = self.waits, []
        elif self.dice.random() < 0.15:
            proposal = await self.cast.pending(place=REGION)
            self.waits.append((proposal.id, proposal.round))
            waiting = []
        else:
            waiting = [self.waits.pop()] if self.waits and self.dice.random() < 0.5 else []
        for proposal_id, round_ in waiting:
            await moderation.publish(self.db, self.moderator, proposal_id, round_, self.now)
            if self.dice.random() < 0.3:
                await voting.cast(self.db, self.organizer, proposal_id, voting.SUPPORT, self.now, RULES)

    async def _set(self) -> None:
        """One of the settings of the plan."""
        dice = self.dice
        match dice.randrange(5):
            case 0:
                until = self._today() + timedelta(days=dice.randrange(1, 20))
                await digests.pause(self.db, self.moderator, REGION, until, self.now, RULES)
            case 1:
                await digests.pause(self.db, self.moderator, REGION, None, self.now, RULES)
            case 2:
                minute = dice.choice((0, 540, 540, 540, 1080, 1439))
                await digests.set_plan(self.db, self.moderator, REGION, self.now, RULES, minute=minute)
            case 3:
                weekday = dice.randrange(1, 8)
                await digests.set_plan(self.db, self.moderator, REGION, self.now, RULES, weekday=weekday)
            case 4:
                cadence = dice.choice(("workdays", "workdays", "daily", "weekly", "off"))
                await digests.set_plan(self.db, self.moderator, REGION, self.now, RULES, cadence=cadence)

    async def _change_day(self) -> None:
        day = self._today() + timedelta(days=self.dice.randrange(0, 15))
        is_working = self.dice.random() < 0.5
        try:
            await day_changes.change(self.db, self.organizer, day, self.now, RULES, is_working=is_working)
        except DomainError:
            await day_changes.take_back(self.db, self.organizer, day, self.now, RULES)

    def _today(self) -> date:
        return self.now.astimezone(ZONE).date()

    async def _look(self) -> None:
        await digests.due(self.db, self.now, RULES)

    async def _watched(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do something, and look at every move of what was told."""
        before, known = await self.plan(), len((await look(self.db)).rows["digests"])
        await act()
        after, truth = await self.plan(), await look(self.db)
        new = truth.rows["digests"][known:]
        edges = to_ms(before.covered_until), to_ms(after.covered_until)
        if edges[0] == edges[1]:
            assert not new, ("a digest of no time", new)
            self._demand_late_or_free(before, after, truth)
            return
        assert edges[0] < edges[1], ("told time came back", edges)
        self.told.append(edges)
        self._demand_named(before, after.covered_until, truth)
        slow = SlowCount(truth, self.now, _votes(truth)).of_region(REGION, self.moderator.id, *map(from_ms, edges))
        is_empty = not (slow["waiting"] or slow["pace"][0] or slow["support_gained"] or slow["top"])
        periods = [(row["period_from"], row["period_until"]) for row in new]
        assert not new or not Days(truth.rows["days"]).is_holiday(self._today()), (
            "sent on a day off",
            before,
            self.now,
        )
        assert periods == ([] if is_empty else [edges]), (self.now, slow, periods, edges)

    def _demand_named(self, plan: DigestPlan, until: datetime, truth: Truth) -> None:
        """A digest's time is one the plan names, not more than twelve hours ago, and on no day off."""
        days, local = Days(truth.rows["days"]), until.astimezone(ZONE)
        assert local.hour * 60 + local.minute == plan.minute, (plan, until)
        assert timedelta() <= self.now - until <= RULES.digest_late_after, (plan, until, self.now)
        assert not days.is_holiday(local.date()), (plan, until)
        if plan.cadence == "workdays":
            assert days.is_working(local.date()), (plan, until)
        if plan.paused_until is not None:
            assert until >= plan.paused_until, (plan, until)

    def _demand_late_or_free(self, before: DigestPlan, after: DigestPlan, truth: Truth) -> None:
        """Nothing was told, though a look was due: then it was too late for it, or the day was made free since."""
        if before.due_at is None or before.due_at > self.now:
            return
        days = Days(truth.rows["days"])
        is_late = self.now - before.due_at > RULES.digest_late_after
        is_free = not days.is_working(day_of(to_ms(before.due_at))) or days.is_holiday(self._today())
        is_told = before.covered_until >= before.due_at  # the clock was set back
        assert is_late or is_free or is_told, (before, after, self.now)
        assert after.due_at is None or after.due_at > self.now, (before, after, self.now)


def _votes(truth: Truth) -> list[Vote]:
    return [Vote(v["proposal_id"], v["cast_at"], 1) for v in truth.rows["votes"] if v["value"] == 1]


@pytest.mark.timeout(0 if LONGER else 300)
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_year_of_periods_tiles_time(sqlite_url: str, seed: int) -> None:
    db = await open_database(sqlite_url)
    cast = Cast(db)
    await cast.campaign(collecting=400, voting=401)
    moderator = await cast.moderator(REGION)
    year = Year(db, cast, moderator, await cast.organizer(), random.Random(seed))
    await year.live()
    truth = await look(db)
    told = year.told
    assert told[0][0] == to_ms(NOW)
    assert all(one[1] == following[0] for one, following in itertools.pairwise(told)), "a gap or an overlap"
    periods = [(row["period_from"], row["period_until"]) for row in truth.rows["digests"]]
    assert len(set(periods)) == len(periods)
    assert set(periods) <= set(told)
    assert 5 < len(periods) < len(told), (len(periods), len(told))  # some had nothing to say, many had
    await db.close()
