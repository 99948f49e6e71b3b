"""A moderator of a crash test: takes one item after another and decides, so that authors are owed a notice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks import GiveReason, NextItem, OpenQueue, PublishItem, RejectItem, SkipRemark
from locales import Translator
from sandbox.person import Person, ShownMessage
from tests.crash.told import Told
from tests.scenarios.resident_steps import bare

REASON = "out-of-scope"


@dataclass(slots=True)
class Moderator:
    """Publishes most of what comes, rejects the rest; goes back to the queue when it is empty."""

    person: Person
    t: Translator
    chance: Random
    told: Told

    async def act(self, stop: asyncio.Event) -> None:
        """Decide until told to stop; the decision in hand is made. Raises AssertionError for a lost answer."""
        await self.person.says("/queue")
        await self.person.sees(bare(self.t.plain("queue-title")))
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(0, 0.1))
            if self._data(PublishItem) is not None:
                is_done = await (self._publish() if self.chance.random() < 0.7 else self._reject())
                if is_done:
                    continue
            # Another moderator has the item or was quicker, or this screen is no item at all.
            if not await self._press(NextItem):
                await asyncio.sleep(0.3)
                await self._press(OpenQueue)

    async def _publish(self) -> bool:
        data = self._data(PublishItem)
        if data is None or not await self._send(*data):
            return False
        self._note(PublishItem.unpack(data[1]).proposal, "published")
        return True

    async def _reject(self) -> bool:
        if not await self._press(RejectItem):
            return False
        reasons = [data for data in self._all(GiveReason) if GiveReason.unpack(data[1]).reason == REASON]
        if not reasons or not await self._send(*reasons[0]):
            return False
        data = self._data(SkipRemark)
        if data is None or not await self._send(*data):
            return False
        self._note(SkipRemark.unpack(data[1]).proposal, "rejected")
        return True

    def _note(self, proposal: int, state: str) -> None:
        assert self.told.decisions.setdefault(proposal, state) == state, f"two decisions on one proposal {proposal}"

    async def _press(self, kind: type[CallbackData]) -> bool:
        """Press the button of this kind on the newest screen; whether it was there and was not refused."""
        data = self._data(kind)
        return data is not None and await self._send(*data)

    async def _send(self, screen: ShownMessage, data: str) -> bool:
        answer = await self.person.answered(self.person.presses(data, screen))
        self.told.actions += 1
        return not answer.show_alert

    def _data(self, kind: type[CallbackData]) -> tuple[ShownMessage, str] | None:
        return next(iter(self._all(kind)), None)

    def _all(self, kind: type[CallbackData]) -> list[tuple[ShownMessage, str]]:
        """Buttons of this kind on the last screen with buttons that is the moderator's work, no notice."""
        screen = self.person.shown
        data = [button.get("callback_data", "") for row in screen.rows for button in row]
        return [(screen, each) for each in data if each.split(":")[0] == kind.__prefix__]
