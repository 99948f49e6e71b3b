"""Everybody does everything in any order; after each act all that must hold is looked at.

An act is refused, and then no row of any table has changed; or done, and then the rights computed apart allowed it and
only the tables of that act have changed.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import note
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine

from forum.errors import DomainError
from storage.database import Database, open_database
from storage.records import Person
from tests.forum.everything_diagram import TOUCHES
from tests.forum.everything_rights import Rights
from tests.forum.everything_stage import Stage, person_of
from tests.forum.everything_truth import Row, Truth, demand_true, look
from tests.forum.people import NOW, RULES

T = TypeVar("T")
index = some.integers(0, 63)
# 0: one whom the act suits, if there is one; 3: anybody. Examples shrink towards what suits.
aim = some.integers(0, 3)
done: Counter[str] = Counter()  # acts that were done, and that were refused, of all histories of this process


class Machine(RuleBasedStateMachine):
    """The stage, the clock and the latest snapshot; rules stand in everything_rules."""

    def __init__(self, stage: Stage, new_database: Callable[[], str]) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stage = stage
        self.now = NOW + timedelta(minutes=10)
        self.db: Database = self.run(open_database(new_database()))
        self.former: dict[int, Person] = {id_: self.run(person_of(self.db, stage, id_)) for id_ in stage.everybody}
        self.truth: Truth = self.run(look(self.db))
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

    def chosen(self, all_: Iterable[Row], suits: Callable[[Row], bool], which: int, aims: int) -> Row | None:
        """One of these rows: of those that suit, unless the aim is off or none does."""
        everything = sorted(all_, key=lambda row: int(row["id"]))
        fitting = [row for row in everything if suits(row)]
        rows = fitting if fitting and aims < 3 else everything
        return rows[which % len(rows)] if rows else None

    def person(self, suits: Callable[[int], bool], who: int, aims: int, *, is_stale: bool = False) -> Person:
        """Somebody as the next update would find them; ``is_stale``: with the roles they had in the beginning."""
        fitting = [id_ for id_ in self.stage.everybody if suits(id_)]
        ids: Sequence[int] = fitting if fitting and aims < 3 else self.stage.everybody
        found = self.run(person_of(self.db, self.stage, ids[who % len(ids)]))
        return replace(found, memberships=self.former[found.id].memberships) if is_stale else found

    def act(self, name: str, actor: int | None, work: Awaitable[Any], *, may: bool, must: bool = False) -> Any:
        """Do one act and look; ``may``: the rights allow a change, ``must``: and nothing stands in the way."""
        refusal: DomainError | None = None
        result = None
        try:
            result = self.run(work)
        except DomainError as refused:
            refusal = refused
        after = self.run(look(self.db))
        changed = after.changed_since(self.truth)
        outcome = "done" if refusal is None else f"refused ({type(refusal).__name__})"
        note(f"{self.now:%d.%m %H:%M:%S} {name} by {actor}: {outcome}, changed {sorted(changed)}")
        done[f"{name}: {'refused' if refusal else 'done' if changed else 'nothing to do'}"] += 1
        assert not (refusal and changed), ("refused, and yet changed", changed)
        assert changed <= TOUCHES[name], ("touched what is none of its business", changed - TOUCHES[name])
        assert may or not changed, ("done without a right", name, actor, changed)
        assert not (must and refusal), ("refused though nothing stood in the way", name, actor, repr(refusal))
        demand_true(after)
        for arrow in after.rows["history"][len(self.truth.rows["history"]) :]:
            done[f"{arrow['act']} {arrow['from_state']} → {arrow['to_state']}"] += 1
        self.truth = after
        self.now += timedelta(seconds=1)
        return result

    def proposal(self, suits: Callable[[Row], bool], which: int, aims: int) -> Row:
        """One of the proposals; there always are some."""
        found = self.chosen(self.truth.proposals.values(), suits, which, aims)
        assert found is not None
        return found
