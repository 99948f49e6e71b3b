"""Polling: an update is confirmed when it is finished, and comes again when it was not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.telegram.session import open_bot
from bot.updates import polling
from bot.updates.polling import Polling, TokenRefused, Update
from sandbox import Sandbox

Work = Callable[[Update], Awaitable[None]]


class Receiver:
    """A bot that only polls: remembers the texts it got; a text in ``gates`` is held until its gate opens."""

    def __init__(self, sandbox: Sandbox, token: str | None = None) -> None:
        self.bot, self.session = open_bot(token or sandbox.token, sandbox.url)
        self.polling = Polling(self._feed, self._handle)
        self.begun: list[str] = []
        self.done: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.task: asyncio.Task[None] | None = None

    async def _feed(self, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        return await self.session.updates(self.bot, offset, wait_for)

    async def _handle(self, update: Update) -> None:
        text = update["message"]["text"]
        self.begun.append(text)
        if text in self.gates:
            await self.gates[text].wait()
        if text == "broken":
            raise RuntimeError("a mistake in a handler")
        self.done.append(text)

    def start(self) -> None:
        self.task = asyncio.create_task(self.polling.run())

    async def cut(self) -> None:
        """Stop polling as when the process dies."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.wait([self.task])
        await self.polling.abandon()
        await self.session.close()

    async def stop(self, within: float = 1.0) -> None:
        """Stop in order."""
        assert self.task is not None
        self.task.cancel()
        await asyncio.wait([self.task])
        await self.polling.finish(within)
        await self.session.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def receive(sandbox: Sandbox) -> AsyncIterator[Callable[[], Receiver]]:
    """Makes receivers that are cut off at the end of the test at the latest."""
    made: list[Receiver] = []

    def make() -> Receiver:
        made.append(Receiver(sandbox))
        made[-1].start()
        return made[-1]

    yield make
    for receiver in made:
        await receiver.cut()


async def until(look: Callable[[], object], within: float = 10.0) -> None:
    for _ in range(int(within / 0.01)):
        if look():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


def unconfirmed(sandbox: Sandbox) -> int:
    return len(sandbox.world.updates.pending)


async def test_an_update_is_confirmed_only_when_it_is_finished(
    sandbox: Sandbox, receive: Callable[[], Receiver]
) -> None:
    aigul, bot = sandbox.person("aigul"), receive()
    bot.gates["slow"] = asyncio.Event()
    await aigul.says("slow")
    await until(lambda: bot.begun == ["slow"])
    await asyncio.sleep(polling.PATIENCE * 1.5)
    assert unconfirmed(sandbox) == 1
    bot.gates["slow"].set()
    await until(lambda: unconfirmed(sandbox) == 0)
    assert bot.done == ["slow"]


async def test_a_slow_update_holds_up_nobody_else(sandbox: Sandbox, receive: Callable[[], Receiver]) -> None:
    aigul, sergey, bot = sandbox.person("aigul"), sandbox.person("sergey"), receive()
    bot.gates["slow"] = asyncio.Event()
    await aigul.says("slow")
    await until(lambda: bot.begun == ["slow"])
    await sergey.says("quick")
    await until(lambda: bot.done == ["quick"])
    await aigul.says("after")
    await asyncio.sleep(polling.PATIENCE * 1.5)
    assert bot.begun == ["slow", "quick"]
    bot.gates["slow"].set()
    await until(lambda: unconfirmed(sandbox) == 0)
    assert bot.done == ["quick", "slow", "after"]


async def test_what_was_cut_off_comes_again_and_what_was_finished_before_it_does_not(
    sandbox: Sandbox, receive: Callable[[], Receiver]
) -> None:
    aigul, first = sandbox.person("aigul"), receive()
    first.gates["slow"] = asyncio.Event()
    await aigul.says("quick")
    await until(lambda: unconfirmed(sandbox) == 0)
    await aigul.says("slow")
    await until(lambda: first.begun == ["quick", "slow"])
    await first.cut()
    second = receive()
    await until(lambda: second.done == ["slow"])
    await until(lambda: unconfirmed(sandbox) == 0)


async def test_a_mistake_in_one_update_does_not_stop_the_others(
    sandbox: Sandbox, receive: Callable[[], Receiver], caplog: pytest.LogCaptureFixture
) -> None:
    aigul, bot = sandbox.person("aigul"), receive()
    await aigul.says("broken")
    await aigul.says("next")
    await until(lambda: bot.done == ["next"])
    await until(lambda: unconfirmed(sandbox) == 0)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == ["update failed"]


async def test_stopping_lets_an_update_finish_and_confirms_it(
    sandbox: Sandbox, receive: Callable[[], Receiver]
) -> None:
    aigul, bot = sandbox.person("aigul"), receive()
    bot.gates["slow"] = asyncio.Event()
    await aigul.says("slow")
    await until(lambda: bot.begun == ["slow"])
    stopping = asyncio.create_task(bot.stop(within=5))
    await asyncio.sleep(0.05)
    bot.gates["slow"].set()
    await stopping
    assert bot.done == ["slow"]
    assert unconfirmed(sandbox) == 0


async def test_stopping_cuts_off_what_takes_too_long_and_leaves_it_unconfirmed(
    sandbox: Sandbox, receive: Callable[[], Receiver]
) -> None:
    aigul, sergey, bot = sandbox.person("aigul"), sandbox.person("sergey"), receive()
    bot.gates["endless"] = asyncio.Event()
    await sergey.says("quick")
    await aigul.says("endless")
    await until(lambda: bot.begun == ["quick", "endless"])
    await bot.stop(within=0.1)
    assert bot.done == ["quick"]
    second = receive()
    await until(lambda: second.done == ["endless"])


async def test_a_second_copy_is_told_of_once_and_polling_goes_on(
    sandbox: Sandbox, receive: Callable[[], Receiver], caplog: pytest.LogCaptureFixture
) -> None:
    aigul, first = sandbox.person("aigul"), receive()
    await until(sandbox.world.updates.is_served)
    second = receive()
    await until(lambda: any("another copy" in record.message for record in caplog.records))
    await second.cut()
    await aigul.says("hello")
    await until(lambda: first.done == ["hello"] or second.done == ["hello"])
    told = [record.message for record in caplog.records if "another copy" in record.message]
    assert len(told) <= 2  # each copy says it once


async def test_a_refused_token_ends_polling(sandbox: Sandbox) -> None:
    receiver = Receiver(sandbox, token="500000001:revoked")
    with pytest.raises(TokenRefused):
        await receiver.polling.run()
    await receiver.cut()


@pytest.mark.parametrize("kind", ["server_error", "drop_before", "too_many_requests"])
async def test_polling_outlives_trouble_of_the_network(
    sandbox: Sandbox, receive: Callable[[], Receiver], kind: str
) -> None:
    sandbox.fails(kind, method="getUpdates")
    aigul, bot = sandbox.person("aigul"), receive()
    await aigul.says("hello")
    await until(lambda: bot.done == ["hello"])
    await until(lambda: unconfirmed(sandbox) == 0)


async def test_a_server_that_is_away_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox()
    await sandbox.start()
    receiver = Receiver(sandbox)
    await sandbox.stop()
    receiver.start()
    await until(lambda: any("no updates" in record.message for record in caplog.records))
    assert receiver.task is not None
    assert not receiver.task.done()
    await receiver.cut()
