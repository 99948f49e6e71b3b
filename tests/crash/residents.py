"""Residents of a crash test: they vote, change their minds, tap twice, and write proposals step by step.

Each of them waits for what every action of theirs must bring, however often the bot is killed meanwhile: an answer
to a tap, the next screen after a message. One that never comes fails the test.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from random import Random

from forum.texts import fingerprint, short_fingerprint
from handlers.callbacks import CastVote
from handlers.resident.vote import SAID
from locales import Translator
from sandbox.person import Person, ShownMessage
from storage.records import Proposal
from tests.crash.told import SentProposal, Told
from tests.scenarios.resident_steps import REGION, TOPIC, heading

LATER = "error-try-later"
AGAIN_AFTER = 0.3  # seconds

_NUMBER = re.compile(r"№ (\d+)")


@dataclass(slots=True)
class Voter:
    """Opens cards and votes on them: supports, objects, takes back, taps twice, changes their mind at once."""

    person: Person
    t: Translator
    ballot: list[Proposal]
    chance: Random
    told: Told
    pause: float = 1.0  # seconds at most between two acts: thousands a minute leave no room for messages owed
    _cards: dict[int, int] = field(default_factory=dict)

    async def act(self, stop: asyncio.Event) -> None:
        """Vote until told to stop; the action in hand is finished. Raises AssertionError for a lost answer."""
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(0, self.pause))
            proposal = self.chance.choice(self.ballot)
            if proposal.id not in self._cards or self.chance.random() < 0.05:
                await self._open(proposal)
            await self._vote(proposal)

    async def _open(self, proposal: Proposal) -> None:
        """Follow the link to a card; again when the bot asks to come later."""
        while True:
            await self.person.starts(f"p_{proposal.id}")
            shown = await self._card_or_later(proposal)
            if shown is not None:
                break
            await asyncio.sleep(AGAIN_AFTER)
        self._cards[proposal.id] = shown.id
        self.told.actions += 1

    async def _card_or_later(self, proposal: Proposal) -> ShownMessage | None:
        """The card; None when the bot asks to come later. An earlier one may come once more after a kill."""
        card = self.person.sees(f"№ {proposal.number} ·", proposal.title or "")
        later = self.person.sees(self.t.plain(LATER))
        coming = [asyncio.create_task(card), asyncio.create_task(later)]
        try:
            await asyncio.wait(coming, return_when=asyncio.FIRST_COMPLETED)
            return coming[0].result() if coming[0].done() else None
        finally:
            for task in coming:
                task.cancel()
            await asyncio.wait(coming)

    async def _vote(self, proposal: Proposal) -> None:
        card = message_of(self.person, self._cards[proposal.id])
        buttons = [button["callback_data"] for button in card.rows[0]]
        kind = self.chance.random()
        pressed = [self.chance.choice(buttons)]
        if kind < 0.15:
            pressed *= 2
        elif kind > 0.85:
            pressed = self.chance.sample(buttons, 2)
        queries = [self.person.presses(data, card) for data in pressed]
        said = [(await self.person.answered(query)).text for query in queries]
        while self._is_put_off(said):
            # Whatever has become of them meanwhile: the last wish is said again, and only that may hold.
            await asyncio.sleep(AGAIN_AFTER)
            pressed = pressed[-1:]
            said = [(await self.person.answered(self.person.presses(pressed[0], card))).text]
        for data, text in zip(pressed, said, strict=True):
            self._note(proposal, card, CastVote.unpack(data).value, text)

    def _is_put_off(self, said: list[str]) -> bool:
        return self.t.plain(LATER) in said

    def _note(self, proposal: Proposal, card: ShownMessage, value: int, said: str) -> None:
        assert said == self.t.plain(SAID[value]), f"{self.person!r} voted {value} and heard {said!r}"
        self.told.votes[self.person.id, proposal.id] = value
        self.told.cards[self.person.id, proposal.id] = card.id
        self.told.actions += 1


@dataclass(slots=True)
class Author:
    """Writes one proposal after another, typing what is asked step by step."""

    person: Person
    t: Translator
    chance: Random
    told: Told
    written: int = 0

    async def act(self, stop: asyncio.Event) -> None:
        """Write until told to stop; the proposal in hand is sent. Raises AssertionError for a lost step."""
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(0, 0.3))
            await self._write()

    async def _write(self) -> None:
        person, t = self.person, self.t
        self.written += 1
        title = f"Құлап тұрып жазылған ұсыныс {person.id}-{self.written}"
        text = f"Бот өшіп қалса да, бұл мәтін сақталуы керек. Жазған: {person.id}, реті: {self.written}."
        await person.says("/submit")
        await self._next(1)
        await self._tap(t.region(REGION, "short"), 2)
        await self._tap(t.topic(TOPIC, "short"), 3)
        await person.says(title)
        await self._next(4)
        await person.says(text)
        await self._next(5)
        await person.taps(t.plain("button-skip"))
        await person.sees(title)
        await person.taps(t.plain("button-send"))
        receipt = await person.sees(short_fingerprint(fingerprint(title, text)))
        found = _NUMBER.search(receipt.words)
        assert found is not None, receipt
        self.told.proposals.append(SentProposal(person.id, int(found[1]), title, text))
        self.told.actions += 3

    async def _next(self, step: int) -> None:
        await self.person.sees(heading(self.t, step))
        self.told.actions += 1

    async def _tap(self, label: str, step: int) -> None:
        await self.person.taps(label)
        await self._next(step)


def message_of(person: Person, number: int) -> ShownMessage:
    """A message of somebody's chat as it stands now."""
    return next(message for message in reversed(person.messages) if message.id == number)
