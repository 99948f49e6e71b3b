"""A crowd that acts while something breaks, and what must hold when all is over."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from random import Random
from typing import Any, Protocol

from sandbox.person import Person
from tests.crash import truth
from tests.crash.moderators import Moderator
from tests.crash.residents import Author, Voter
from tests.crash.stage import Stage, until
from tests.crash.told import Told

BALLOT = 6  # proposals everybody votes on
MODERATORS = 2


class Actor(Protocol):
    """Somebody who does one thing after another."""

    async def act(self, stop: asyncio.Event) -> None:
        """Until told to stop."""


class Crowd:
    """Residents who vote, residents who write, and moderators who decide what waits in the queue."""

    def __init__(self, stage: Stage, chance: Random) -> None:
        self.told = Told()
        self._stage, self._chance = stage, chance
        self._voters: list[Person] = []
        self._actors: list[Actor] = []
        self._numbered = 0

    async def gather(self, people: int, waiting: int, *, is_writing: bool = True) -> None:
        """Open a campaign with something to vote on, and about ``waiting`` proposals in the queue."""
        stage, kk = self._stage, self._stage.speaks("kk")
        await stage.open_campaign()
        moderators, residents = await stage.moderators(MODERATORS), await stage.residents(people)
        others = await stage.residents(max(BALLOT, people // 2))
        ballot = await stage.published(others[:BALLOT], moderators[0])
        self._numbered = BALLOT + await stage.waiting(others, each=max(1, waiting // len(others)))
        writing = max(3, people // 6) if is_writing else 0
        self._voters = residents[writing:]
        self._actors = [Moderator(person, stage.speaks("ru"), self._own(), self.told) for person in moderators]
        self._actors += [Author(person, kk, self._own(), self.told) for person in residents[:writing]]
        self._actors += [Voter(person, kk, ballot, self._own(), self.told) for person in self._voters]

    async def act_during(self, trouble: Coroutine[Any, Any, None]) -> None:
        """Let everybody act until the trouble is over, and finish what they are at. Raises what any of them meets."""
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as everybody:
            for actor in self._actors:
                everybody.create_task(actor.act(stop))
            await trouble
            is_writing = any(isinstance(actor, Author) for actor in self._actors)
            await until(lambda: self.told.is_varied(is_writing), "nothing of some kind was accepted")
            stop.set()

    async def demand_truth(self, doubles_most: int) -> str:
        """After everything has settled: all is as people were told. A line that says how much of what there was."""
        stage, told = self._stage, self.told
        await truth.votes_are_as_told(stage, told)
        truth.cards_show_the_votes(stage, told, self._voters)
        await truth.counters_equal_votes(stage)
        await truth.proposals_are_as_told(stage, told, self._numbered)
        await truth.decisions_are_as_told(stage, told)
        notices = await truth.notices_arrived(stage)
        assert notices.again <= doubles_most
        return (
            f"{told.actions} actions, {len(told.votes)} votes, {len(told.proposals)} proposals,"
            f" {len(told.decisions)} decisions; of {notices.owed} notices owed {notices.again} came again"
            f" ({doubles_most} had left unrecorded)"
        )

    def _own(self) -> Random:
        """Everybody's choices are their own, whatever order they act in."""
        return Random(self._chance.random())
