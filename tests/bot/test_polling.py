"""Polling: an update is confirmed when it is finished or written down, and comes again when it is neither."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

import pytest

from bot.clock import system_clock
from bot.telegram.session import open_bot
from bot.updates import polling
from bot.updates.intake import Intake
from bot.updates.journal import Journal
from bot.updates.order import Update
from bot.updates.polling import Polling
from bot.updates.reach import TokenRefused
from sandbox import Sandbox
from storage.database import Database, open_database
from tests.bot.updates import Handler, journaled, until, until_journaled


class Receiver:
    """A bot that only polls: remembers the texts it got; a text that is held waits in the handler."""

    def __init__(self, sandbox: Sandbox, db: Database, token: str | None = None) -> None:
        self.bot, self.session = open_bot(token or sandbox.token, sandbox.url)
        self.handler = Handler()
        self.journal = Journal(db, system_clock)
        self.intake = Intake(self.handler, self.journal)
        self.polling = Polling(self._feed, self.intake, self.journal)
        self.polls: list[tuple[int | None, int]] = []
        self.task: asyncio.Task[None] | None = None

    @property
    def done(self) -> list[str]:
        return self.handler.done

    @property
    def begun(self) -> list[str]:
        return self.handler.begun

    async def _feed(self, offset: int | None, wait_for: int) -> list[Update]:
        self.polls.append((offset, wait_for))
        return await self.session.updates(self.bot, offset, wait_for)

    def start(self) -> None:
        self.task = asyncio.create_task(self._live())

    async def _live(self) -> None:
        await self.polling.begin()
        await self.polling.run()

    async def cut(self) -> None:
        """Stop polling as when the process dies."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.wait([self.task])
        await self.intake.abandon()
        await self.session.close()

    async def stop(self, within: float = 1.0) -> None:
        """Stop in order."""
        assert self.task is not None
        self.task.cancel()
        await asyncio.wait([self.task])
        await self.polling.finish(within)
        await self.session.close()


Receive = Callable[..., Receiver]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    database = await open_database(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def receive(sandbox: Sandbox, db: Database) -> AsyncIterator[Receive]:
    """Makes receivers that hold some texts; they are cut off at the end of the test at the latest."""
    made: list[Receiver] = []

    def make(*held: str, database: Database = db) -> Receiver:
        made.append(Receiver(sandbox, database))
        made[-1].handler.hold(*held)
        made[-1].start()
        return made[-1]

    yield make
    for receiver in made:
        await receiver.cut()


def unconfirmed(sandbox: Sandbox) -> int:
    return len(sandbox.world.updates.pending)


async def test_an_update_is_confirmed_when_it_is_finished(sandbox: Sandbox, receive: Receive) -> None:
    aigul, bot = sandbox.person("aigul"), receive()
    await aigul.says("hello")
    await until(lambda: unconfirmed(sandbox) == 0)
    assert bot.done == ["hello"]


async def test_a_slow_update_is_confirmed_only_after_it_is_written_down(
    sandbox: Sandbox, receive: Receive, db: Database
) -> None:
    aigul, bot = sandbox.person("aigul"), receive("slow")
    await aigul.says("slow")
    await until(lambda: bot.begun == ["slow"])
    assert unconfirmed(sandbox) == 1
    await until(lambda: unconfirmed(sandbox) == 0)
    assert len(await journaled(db)) == 1
    assert bot.done == []
    bot.handler.let("slow")
    await until_journaled(db)
    assert bot.done == ["slow"]


async def test_nothing_is_confirmed_that_could_not_be_written_down(
    sandbox: Sandbox, receive: Receive, sqlite_url: str
) -> None:
    away = await open_database(sqlite_url)
    bot = receive("slow", database=away)
    await until(lambda: bot.polls)
    await away.close()
    await sandbox.person("aigul").says("slow")
    await until(lambda: bot.begun == ["slow"])
    await sandbox.person("sergey").says("quick")
    await until(lambda: bot.done == ["quick"])
    assert unconfirmed(sandbox) == 2
    bot.handler.let("slow")
    await until(lambda: unconfirmed(sandbox) == 0)


async def test_a_slow_update_holds_up_nobody_else(sandbox: Sandbox, receive: Receive) -> None:
    aigul, sergey, bot = sandbox.person("aigul"), sandbox.person("sergey"), receive("slow")
    await aigul.says("slow")
    await until(lambda: bot.begun == ["slow"])
    await sergey.says("quick")
    await until(lambda: bot.done == ["quick"])
    await aigul.says("after")
    await until(lambda: unconfirmed(sandbox) == 0)
    assert bot.begun == ["slow", "quick"]
    bot.handler.let("slow")
    await until(lambda: bot.done == ["quick", "slow", "after"])


async def test_telegram_is_not_asked_again_and_again_while_an_update_is_slow(
    sandbox: Sandbox, receive: Receive
) -> None:
    bot = receive("slow")
    await sandbox.person("aigul").says("slow")
    await until(lambda: bot.polls and bot.polls[-1][1] == polling.LONG and bot.begun == ["slow"])
    await asyncio.sleep(polling.PATIENCE * 3)
    assert [wait_for for _, wait_for in bot.polls] == [polling.LONG] * 2
    assert unconfirmed(sandbox) == 0


async def test_one_slow_update_among_hundreds_stops_neither_them_nor_telegram(
    sandbox: Sandbox, receive: Receive, db: Database
) -> None:
    people = [sandbox.add_person(f"Person {number}") for number in range(60)]
    for turn in range(8):
        for person in people:
            is_slow = turn == 0 and person is people[0]
            await person.says("slow" if is_slow else "quick")
    bot = receive("slow")
    await until(lambda: unconfirmed(sandbox) == 0)
    await until(lambda: len(bot.done) == 480 - 8)
    assert len(await journaled(db)) == 8, "the slow one and those behind it in its chat"
    assert len(bot.polls) < 40
    bot.handler.let("slow")
    await until_journaled(db)
    assert len(bot.done) == 480


async def test_what_was_cut_off_comes_again_and_what_was_finished_before_it_does_not(
    sandbox: Sandbox, receive: Receive
) -> None:
    aigul, first = sandbox.person("aigul"), receive("slow")
    await aigul.says("quick")
    await until(lambda: unconfirmed(sandbox) == 0)
    await aigul.says("slow")
    await until(lambda: first.begun == ["quick", "slow"])
    await first.cut()
    second = receive()
    await until(lambda: second.done == ["slow"])
    await until(lambda: unconfirmed(sandbox) == 0)


async def test_what_was_confirmed_and_cut_off_is_taken_up_before_anything_newer(
    sandbox: Sandbox, receive: Receive, db: Database
) -> None:
    aigul, first = sandbox.person("aigul"), receive("slow")
    await aigul.says("slow")
    await aigul.says("second")
    await until(lambda: first.begun == ["slow"] and unconfirmed(sandbox) == 0)
    await first.cut()
    await aigul.says("third")
    second = receive()
    await until(lambda: len(second.done) == 3)
    assert second.done == ["slow", "second", "third"]
    await until_journaled(db)
    await until(lambda: unconfirmed(sandbox) == 0)


async def test_an_update_that_is_both_written_down_and_unconfirmed_is_handled_once(
    sandbox: Sandbox, receive: Receive, db: Database
) -> None:
    aigul, first = sandbox.person("aigul"), receive("slow")
    await aigul.says("slow")
    await until(lambda: first.begun == ["slow"])
    update = next(iter(sandbox.world.updates.pending.values()))
    await first.journal.write_down([update])
    await first.cut()
    second = receive()
    await until(lambda: second.done == ["slow"])
    await until(lambda: unconfirmed(sandbox) == 0)
    await until_journaled(db)
    assert second.begun == ["slow"]


async def test_a_mistake_in_one_update_does_not_stop_the_others(
    sandbox: Sandbox, receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    aigul, bot = sandbox.person("aigul"), receive()
    await aigul.says("broken")
    await aigul.says("next")
    await until(lambda: bot.done == ["next"])
    await until(lambda: unconfirmed(sandbox) == 0)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == ["update failed"]


async def test_stopping_lets_an_update_finish_and_confirms_it(sandbox: Sandbox, receive: Receive) -> None:
    aigul, bot = sandbox.person("aigul"), receive("slow")
    await aigul.says("slow")
    await until(lambda: bot.begun == ["slow"])
    stopping = asyncio.create_task(bot.stop(within=5))
    await asyncio.sleep(0.05)
    bot.handler.let("slow")
    await stopping
    assert bot.done == ["slow"]
    assert unconfirmed(sandbox) == 0


async def test_stopping_cuts_off_what_takes_too_long_and_it_is_done_later(sandbox: Sandbox, receive: Receive) -> None:
    aigul, sergey, bot = sandbox.person("aigul"), sandbox.person("sergey"), receive("endless")
    await sergey.says("quick")
    await aigul.says("endless")
    await until(lambda: bot.begun == ["quick", "endless"])
    await bot.stop(within=0.1)
    assert bot.done == ["quick"]
    second = receive()
    await until(lambda: second.done == ["endless"])


async def test_a_second_copy_is_told_of_once_and_polling_goes_on(
    sandbox: Sandbox, receive: Receive, caplog: pytest.LogCaptureFixture
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


async def test_a_refused_token_ends_polling(sandbox: Sandbox, db: Database) -> None:
    receiver = Receiver(sandbox, db, token="500000001:revoked")
    with pytest.raises(TokenRefused):
        await receiver.polling.run()
    await receiver.cut()


@pytest.mark.parametrize("kind", ["server_error", "drop_before", "too_many_requests"])
async def test_polling_outlives_trouble_of_the_network(sandbox: Sandbox, receive: Receive, kind: str) -> None:
    sandbox.fails(kind, method="getUpdates")
    aigul, bot = sandbox.person("aigul"), receive()
    await aigul.says("hello")
    await until(lambda: bot.done == ["hello"])
    await until(lambda: unconfirmed(sandbox) == 0)


async def test_a_server_that_is_away_is_waited_for(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox()
    await sandbox.start()
    receiver = Receiver(sandbox, db)
    await sandbox.stop()
    receiver.start()
    await until(lambda: any("no updates" in record.message for record in caplog.records))
    assert receiver.task is not None
    assert not receiver.task.done()
    await receiver.cut()
