"""What waits for a moderator: all of it, or of one kind, one topic, one age; ten at a time, the oldest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from forum import days, duty
from forum.calendar import Calendar
from forum.decidable import desk_of
from forum.duty import Duty
from forum.policies import Rules, demand_team
from storage import queue as waiting_queue
from storage.database import Database, Transaction
from storage.decisions import Waiting
from storage.queue import Bounds, Tally, Wanted
from storage.records import Person, Proposal

QUEUE_MOST: Final = 10
# What waits, by why it does: sent by its author, reported by residents, appealed against a rejection.
STATE_OF: Final = {"new": "pending", "reported": "hidden", "appealed": "appealed"}
KINDS: Final = ("all", *STATE_OF)
AGES: Final = ("all", "fresh", "near", "late")


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """What of the queue is shown: ``kind`` of KINDS, ``age`` of AGES, ``topic`` None: of any."""

    kind: str = "all"
    age: str = "all"
    topic: str | None = None

    @property
    def is_all(self) -> bool:
        """Nothing is left out."""
        return self == QueueChoice()


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A waiting proposal: ``day`` counts working days from 1, ``taken_by_name`` is set while somebody has it."""

    proposal: Proposal
    taken_by_name: str | None
    day: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits for the moderator, and how much does.

    ``total`` is all that waits, of it ``reported`` (hidden) and ``appealed``; ``chosen`` is how many the choice leaves,
    ``items`` are ten of those, from the oldest; ``page`` counts from 1. ``on_duty`` is who answers for today where the
    queue is of one region.
    """

    total: int
    reported: int
    appealed: int
    items: tuple[QueueItem, ...]
    choice: QueueChoice = QueueChoice()
    chosen: int = 0
    page: int = 1
    on_duty: Duty | None = None

    @property
    def pages(self) -> int:
        """How many pages the choice fills, at least one."""
        return max(1, -(-self.chosen // QUEUE_MOST))


@dataclass(frozen=True, slots=True)
class Shares:
    """How many wait of each kind, age and topic, with the rest of the choice as it is."""

    choice: QueueChoice
    kinds: dict[str, int]
    ages: dict[str, int]
    topics: dict[str | None, int]


def queue_item(waiting: Waiting, now: datetime, calendar: Calendar) -> QueueItem:
    """A row of the queue with its day."""
    since = waiting.proposal.queued_at or waiting.proposal.created_at
    return QueueItem(waiting.proposal, waiting.taken_by_name, calendar.day_of_waiting(since, now))


async def queue(
    db: Database, moderator: Person, now: datetime, rules: Rules, choice: QueueChoice | None = None, page: int = 1
) -> Queue:
    """One page of what waits for the moderator; one too far is the last. Raises NotAllowed.

    Of the own regions, but for what the moderator wrote, and appeals of others.
    """
    demand_team(moderator)
    desk, wanted = desk_of(moderator), choice or QueueChoice()

    async def work(tx: Transaction) -> Queue:
        calendar = await days.calendar(tx, rules)
        bounds = bounds_of(calendar, now, rules)
        tallies = await waiting_queue.tallies(tx, desk, bounds)
        states = _counted(tallies, "state")
        chosen = sum(tally.number for tally in tallies if _matches(tally, wanted))
        empty = Queue(states.total(), states["hidden"], states["appealed"], (), wanted, chosen)
        number = min(max(1, page), empty.pages)
        found = await waiting_queue.page(
            tx, desk, as_wanted(wanted, bounds), now, QUEUE_MOST, (number - 1) * QUEUE_MOST
        )
        items = tuple(queue_item(one, now, calendar) for one in found)
        on_duty = await duty.of_today(tx, desk.regions[0], calendar, now) if len(desk.regions) == 1 else None
        return replace(empty, items=items, page=number, on_duty=on_duty)

    return await db.read(work)


async def shares(db: Database, moderator: Person, now: datetime, rules: Rules, choice: QueueChoice) -> Shares:
    """What each filter would leave. Raises NotAllowed."""
    demand_team(moderator)

    async def work(tx: Transaction) -> Shares:
        bounds = bounds_of(await days.calendar(tx, rules), now, rules)
        tallies = await waiting_queue.tallies(tx, desk_of(moderator), bounds)

        def count(wanted: QueueChoice) -> int:
            return sum(tally.number for tally in tallies if _matches(tally, wanted))

        topics = sorted({tally.topic for tally in tallies})
        return Shares(
            choice,
            {kind: count(replace(choice, kind=kind)) for kind in KINDS},
            {age: count(replace(choice, age=age)) for age in AGES},
            {topic: count(replace(choice, topic=topic)) for topic in (None, *topics)},
        )

    return await db.read(work)


async def count_of(db: Database, moderator: Person) -> int:
    """All that waits for the moderator, in a read of its own."""
    return await db.read(lambda tx: count_waiting(tx, moderator))


async def count_waiting(tx: Transaction, moderator: Person) -> int:
    """All that waits for the moderator."""
    return await waiting_queue.count(tx, desk_of(moderator))


def bounds_of(calendar: Calendar, now: datetime, rules: Rules) -> Bounds:
    """What has waited since before ``late`` is late, what since before ``near`` is on the last day of its term."""
    day, number = calendar.today(now), 1
    starts: dict[int, datetime] = {}
    while len(starts) < 2:
        if number >= rules.decision_workdays:
            starts.setdefault(number, datetime.combine(day + timedelta(days=1), time(), rules.zone))
        number += calendar.is_working_day(day)
        day -= timedelta(days=1)
    return Bounds(late=starts[rules.decision_workdays + 1], near=starts[rules.decision_workdays])


def as_wanted(choice: QueueChoice, bounds: Bounds) -> Wanted:
    """The choice as the storage asks it."""
    states = tuple(STATE_OF.values()) if choice.kind == "all" else (STATE_OF[choice.kind],)
    since = {"fresh": bounds.near, "near": bounds.late}.get(choice.age)
    until = {"near": bounds.near, "late": bounds.late}.get(choice.age)
    return Wanted(states, choice.topic, since, until)


def _matches(tally: Tally, choice: QueueChoice) -> bool:
    return (
        (choice.kind == "all" or tally.state == STATE_OF[choice.kind])
        and choice.age in ("all", tally.age)
        and choice.topic in (None, tally.topic)
    )


def _counted(tallies: tuple[Tally, ...], name: str) -> Counter[str]:
    counted = Counter[str]()
    for tally in tallies:
        counted[getattr(tally, name)] += tally.number
    return counted
