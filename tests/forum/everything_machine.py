"""Everybody does everything in any order; after each act all that must hold is looked at.

An act is a button: first everybody presses it who may not, and no row of any table changes. Then somebody presses it
who may, by the rights computed apart, and exactly what the act is for has changed. Pressed once more, nothing does.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine

from forum.errors import DomainError
from storage.database import Database, open_database
from storage.records import Person
from tests.forum.everything_diagram import TOUCHES
from tests.forum.everything_effects import Deed, effect_of
from tests.forum.everything_rights import Rights
from tests.forum.everything_stage import Stage, of_before, records
from tests.forum.everything_truth import Row, Truth, demand_true, look
from tests.forum.people import NOW, RULES

T = TypeVar("T")
done: Counter[str] = Counter()  # acts that were done, and that were refused, of all histories of this process
tried: Counter[tuple[str, str]] = Counter()  # acts, by the role of who tried
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Act:
    """A button: ``work`` for whoever presses it, ``may`` they (by id); the schedule's has nobody.

    ``subject`` and ``facts`` say what it is about. ``region``: from where roles are seen.
    ``is_again_same``: pressed twice by the same person it is the same.
    """

    name: str
    work: Callable[[Person], Awaitable[Any]]
    may: Callable[[int], bool]
    subject: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    region: str | None = None
    is_again_same: bool = True

    def __str__(self) -> str:
        about = [] if self.subject is None else [f"proposal {self.subject}"]
        return " ".join((self.name, *about, *(f"{name}={value!r}" for name, value in self.facts.items())))


class Machine(RuleBasedStateMachine):
    """The stage, the clock, the dice of this step and the latest snapshot; acts stand in everything_acts."""

    forges = True

    def __init__(self, stage: Stage, new_database: Callable[[], str], salt: str = "") -> None:
        super().__init__()
        self.salt = salt  # so that walks of the same seeds are not the same
        self.seeds = Counter[int]()
        self.runner = asyncio.Runner()
        self.stage = stage
        self.dice = random.Random(0)
        self.now = NOW + timedelta(minutes=20)
        self.db: Database = self.run(open_database(new_database()))
        self.truth: Truth = self.run(look(self.db))
        self.people: dict[int, Person] = self.run(records(self.db, stage))
        demand_true(self.truth)

    def teardown(self) -> None:
        """Let go of the database."""
        self.run(self.db.close())
        self.runner.close()

    def run(self, work: Awaitable[T]) -> T:
        """On the history's one event loop."""

        async def whole() -> T:
            return await work

        return self.runner.run(whole())

    @property
    def rights(self) -> Rights:
        """As the rows are now."""
        return Rights(self.truth, self.now, RULES, frozenset({self.stage.admin}))

    def one(self, rows: Iterable[Row], suits: Callable[[Row], bool], whatever: float = 0.1) -> Row | None:
        """One of the rows that suit; now and then (``whatever``), or if none does, any."""
        everything = sorted(rows, key=lambda row: int(row["id"]))
        fitting = [row for row in everything if suits(row)]
        found = fitting if fitting and self.dice.random() >= whatever else everything
        return self.dice.choice(found) if found else None

    def proposal(self, *states: str, whatever: float = 0.1) -> Row:
        """One of the proposals, in one of these states if there is one; there always are some."""
        found = self.one(self.truth.proposals.values(), lambda row: row["state"] in states, whatever)
        assert found is not None
        return found

    def able(self, act: Act) -> list[int]:
        """Who may press it now."""
        return [id_ for id_ in self.stage.everybody if act.may(id_)]

    def do(self, act: Act, by: int | None = None) -> Any:
        """Whoever may not tries; then somebody who may (``by``, or as the dice fall) does it, at times twice."""
        able = self.able(act)
        if self.forges:
            self._forge(act, able)
        if by is not None and by not in able:
            return None  # tried by them too, in vain
        if not able:
            return None
        person = self.people[self.dice.choice(able) if by is None else by]
        result = self._press(act, person)
        if act.is_again_same and self.dice.random() < 0.4:
            self._press_again(act, person)
        return result

    def schedule(self, act: Act) -> None:
        """What happens by itself, twice: the second time there is nothing left."""
        nobody = self.people[self.stage.admin]
        self._press(act, nobody, is_schedule=True)
        if act.is_again_same:
            self._press_again(act, nobody)

    def wait(self, span: timedelta) -> None:
        """Time passes."""
        self.now += span
        note(f"{self.now:%d.%m %H:%M:%S} after {span}")

    def _forge(self, act: Act, able: list[int]) -> None:
        """Everybody tries who may not, as they are and as a screen of before knows them; nothing changes."""
        forgers = [self.people[id_] for id_ in self.stage.everybody if id_ not in able]
        # Roles are looked up when it is done: the record of somebody who has just lost them is worth nothing.
        forgers += [old for one in forgers if (old := of_before(one, self.truth)) is not None]

        async def press(person: Person) -> str | None:
            try:
                await act.work(person)
            except DomainError:
                return None
            return f"{self.stage.names[person.id]} {person.memberships}"

        async def all_() -> list[str]:
            return [one for one in await asyncio.gather(*map(press, forgers)) if one is not None]

        passed = self.run(all_())
        after = self.run(look(self.db, self.truth))
        changed = after.changed_since(self.truth)
        assert not changed, (f"{self.now:%d.%m %H:%M:%S}", "done without a right", str(act), changed, "by", passed)
        done[f"{act.name}: forged"] += len(forgers)
        rights = self.rights
        for person in forgers:
            tried[act.name, rights.role(person.id, act.region)] += 1

    def _press(self, act: Act, person: Person, *, is_schedule: bool = False) -> Any:
        name = "the schedule" if is_schedule else self.stage.names[person.id]
        result = None
        try:
            result = self.run(act.work(person))
        except DomainError as refusal:
            raise AssertionError(
                ("refused though nothing stood in the way", str(act), name, repr(refusal))
            ) from refusal
        before, after = self.truth, self.run(look(self.db, self.truth))
        changed = after.changed_since(before)
        note(f"{self.now:%d.%m %H:%M:%S} {act} by {name}: changed {sorted(changed)}")
        done[f"{act.name}: {'done' if changed else 'nothing to do'}"] += 1
        tried[act.name, "the schedule" if is_schedule else self.rights.role(person.id, act.region)] += 1
        assert changed <= TOUCHES[act.name], ("touched what is none of its business", changed - TOUCHES[act.name])
        deed = Deed(act.name, None if is_schedule else person.id, act.subject, act.facts, self.now, RULES)
        effect_of(before, deed).demand(after)
        if changed:
            demand_true(after)
            self._count_arrows(before, after)
            if changed & {"people", "team"}:
                self.people = self.run(records(self.db, self.stage))
        self.truth = after
        self.happened(before)
        self.now += SECOND
        return result

    def happened(self, before: Truth) -> None:
        """For those who keep a count of their own."""

    def _press_again(self, act: Act, person: Person) -> None:
        """The same press once more: a refusal or the same result, and nothing changes."""
        with suppress(DomainError):
            self.run(act.work(person))
        changed = self.run(look(self.db, self.truth)).changed_since(self.truth)
        assert not changed, ("done again by the same press", str(act), self.stage.names[person.id], changed)
        done[f"{act.name}: again"] += 1
        self.now += SECOND

    def _count_arrows(self, before: Truth, after: Truth) -> None:
        for arrow in after.rows["history"][len(before.rows["history"]) :]:
            if arrow["from_state"] != arrow["to_state"]:
                done[f"{arrow['act']} {arrow['from_state']} → {arrow['to_state']}"] += 1
