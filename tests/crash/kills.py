"""Cutting the power of the bot at random moments."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from tests.crash.stage import Stage, until

NOTICE_WITHIN = 5.0
ANSWERS = ("sendMessage", "editMessageText", "answerCallbackQuery")
LAST_WORDS = 0.05  # seconds in which the sandbox reads what the dead one had written to it


@dataclass(slots=True)
class Kills:
    """How often, and what was in hand at those moments.

    ``claimed``: deliveries a worker had; ``in_flight``: those of them whose message had left already, which nobody
    could write down any more; ``journaled``: updates confirmed to Telegram and not done.
    """

    stage: Stage
    chance: Random
    done: int = 0
    claimed: int = 0
    in_flight: int = 0
    journaled: int = 0

    def __str__(self) -> str:
        return f"{self.done} kills with {self.claimed} notices in hand, {self.journaled} updates in the journal"

    async def run(self, times: int, calls: int) -> None:
        """Kill a replica so many times: after up to ``calls`` calls of Telegram, at a notice, or at the start."""
        for _ in range(times):
            moment = self.chance.random()
            if moment < 0.6:
                await self._wait_for_calls(self.chance.randrange(1, calls))
            elif moment < 0.9:
                await self._wait_for_notice()
            else:
                await asyncio.sleep(self.chance.uniform(0.0, 0.5))
            await self.strike(self.chance.randrange(len(self.stage.processes)))

    async def strike(self, place: int, *, restart: bool = True) -> None:
        """Kill one replica, note what was in flight, start it again."""
        process = self.stage.processes[place]
        await asyncio.to_thread(process.kill)
        self.done += 1
        await asyncio.sleep(LAST_WORDS)
        claimed = await self.stage.notices_claimed()
        self.claimed += len(claimed)
        self.in_flight += len(claimed & self.stage.notices_heard().keys())
        self.journaled += await self.stage.count("update_journal")
        if restart:
            process.start()

    async def end(self) -> None:
        """Kill them all for good."""
        for place in range(len(self.stage.processes)):
            await self.strike(place, restart=False)

    async def _wait_for_calls(self, more: int) -> None:
        """Until the bot has answered people by so many calls again: a moment of its work on any machine."""
        calls = self.stage.sandbox.tally.calls

        def answers() -> int:
            return sum(calls[method] for method in ANSWERS)

        wanted = answers() + more
        await until(lambda: answers() >= wanted, "the bot did not come back after a kill")

    async def _wait_for_notice(self) -> None:
        """Until an author is being told of a decision: its delivery is in hand, and not yet marked as sent."""
        sent = self.stage.sandbox.tally.sent
        before = len(sent)
        with suppress(TimeoutError):
            async with asyncio.timeout(NOTICE_WITHIN):
                await until(lambda: any(map(self.stage.is_notice, sent[before:])), "no notice came")
