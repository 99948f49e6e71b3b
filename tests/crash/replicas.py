"""Several bots in this process behind one webhook, each with a clock of its own that a test sets."""

from __future__ import annotations

import asyncio
from datetime import datetime
from types import TracebackType

from bot.app import App
from bot.schedule import SETTLED_AFTER
from tests.crash.stage import PATH, SECRET, UNBOUNDED
from tests.ports import free_port
from tests.running import RunningBot, SettableClock


class PeoplesClock(SettableClock):
    """The right time; when it moves on, every replica's own clock does too, right or wrong."""

    def __init__(self, instant: datetime, others: list[SettableClock]) -> None:
        super().__init__(instant)
        self.others = others

    def move(self, **span: float) -> None:
        """Let time pass for everybody."""
        super().move(**span)
        for clock in self.others:
            clock.move(**span)


class Replicas(RunningBot):
    """``apps`` of the same bot on one database; every update goes to two of them."""

    def __init__(self, database_url: str, count: int) -> None:
        super().__init__(database_url, **UNBOUNDED)
        self.ports = [free_port() for _ in range(count)]
        self.clocks = [SettableClock(self.clock.instant) for _ in range(count)]
        self.clock = PeoplesClock(self.clock.instant, self.clocks)
        self.apps: list[App] = []

    async def start(self) -> None:
        """Start them all at once; returns when each takes updates."""
        self.sandbox.spreads_webhook(*(f"http://127.0.0.1:{port}" for port in self.ports), copies=2)
        self._settings |= {"webhook_url": f"http://127.0.0.1:{self.ports[0]}{PATH}", "webhook_secret": SECRET}
        settings = [self.settings.model_copy(update={"http_port": port}) for port in self.ports]
        self.apps = [App(one, clock) for one, clock in zip(settings, self.clocks, strict=True)]
        self.app = self.apps[0]
        await asyncio.gather(*(app.start() for app in self.apps))

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        await self.db.close()
        await self.sandbox.stop()

    async def stop(self) -> None:
        """Stop them all gracefully."""
        await asyncio.gather(*(app.stop(within=5) for app in self.apps))

    async def kill(self) -> None:
        """End them all in the middle of whatever they do."""
        await asyncio.gather(*(app.abandon() for app in self.apps))

    def set_clocks(self, instant: datetime, *, but: tuple[int, datetime] | None = None) -> None:
        """Let it be this instant for everybody; ``but`` is one replica (by place) whose clock goes wrong."""
        for clock in (self.clock, *self.clocks):
            clock.instant = instant
        if but is not None:
            place, wrong = but
            self.clocks[place].instant = wrong

    async def wake(self) -> None:
        """What every replica's schedule does some seconds into a minute, all at once."""
        self.clock.move(seconds=SETTLED_AFTER.seconds)
        await asyncio.gather(*(app.schedule.wake() for app in self.apps))
        for app in self.apps:
            app.outbox.wake()
