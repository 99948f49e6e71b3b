"""The whole bot in either mode: the same conversation, nothing lost by a kill, a change of mode or a second replica."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.app import App
from bot.logs import LineFormatter
from bot.updates import journal as journal_module
from bot.updates import webhook as webhook_module
from bot.updates.journal import LEASE
from sandbox.person import Person
from tests.bot.updates import journaled, until, until_journaled
from tests.ports import free_port
from tests.running import RunningBot

SECRET = "a_secret-of_the-tests"
WITHIN = 30.0


def listening() -> dict[str, Any]:
    """The settings of a webhook on a port of its own."""
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}/updates", "webhook_secret": SECRET, "http_port": port}


@pytest.fixture(params=["polling", "webhook"])
async def either(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[RunningBot]:
    """The bot in each mode on each kind of database."""
    settings = listening() if request.param == "webhook" else {}
    async with RunningBot(database_url, **settings) as bot:
        yield bot


async def submit_and_publish(bot: RunningBot) -> None:
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, region="KZ-59")
    await bot.make_moderator(marat, "KZ-59")
    proposal = await bot.submit(aigul)
    await bot.publish(proposal, marat)
    await aigul.sees(f"№ {proposal.number}")


async def test_a_conversation_is_the_same(either: RunningBot) -> None:
    yerlan = either.sandbox.person("yerlan")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз")
    await yerlan.taps("Қазақша")
    await yerlan.sees_button("Келісемін")
    await submit_and_publish(either)
    assert not either.sandbox.refused


async def test_what_was_sent_while_the_bot_was_dead_is_answered(either: RunningBot) -> None:
    yerlan = either.sandbox.person("yerlan")
    await either.kill()
    await yerlan.starts()
    await either.start()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    await either.idle(WITHIN)


async def test_what_was_confirmed_and_running_at_a_kill_is_done_after_it(
    either: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_module, "PATIENCE", 0.3)
    yerlan = either.sandbox.person("yerlan")
    either.sandbox.fails("hang_before", method="sendMessage", chat_id=yerlan.id, times=None)
    await yerlan.starts()
    await either.confirmed(WITHIN)  # nothing was said yet
    assert len(await journaled(either.db)) == 1
    await either.kill()
    either.sandbox.heals()
    either.clock.move(seconds=LEASE.total_seconds())
    await either.start()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    await until_journaled(either.db)


async def test_a_stop_takes_less_than_ten_seconds_even_when_telegram_hangs(either: RunningBot) -> None:
    yerlan = either.sandbox.person("yerlan")
    either.sandbox.fails("hang_before", method="sendMessage", chat_id=yerlan.id, times=None)
    await yerlan.starts()
    await until(lambda: either.app.intake.unfinished == 1)
    await asyncio.wait_for(either.app.stop(within=1), 10)
    either.sandbox.heals()
    await either.start()
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)


async def test_a_change_of_mode_loses_nothing(database_url: str) -> None:
    async with RunningBot(database_url) as bot:
        people = [bot.sandbox.add_person(f"Person {number}") for number in range(3)]
        for person, settings in zip(people, (listening(), {}, listening()), strict=True):
            await bot.kill()
            await person.starts()
            bot.change_settings(**settings)
            await bot.start()
            await person.sees("Тілді таңдаңыз", timeout=WITHIN)
            await bot.idle(WITHIN)
            assert (bot.sandbox.world.webhook is not None) == bool(settings)


async def test_the_log_names_each_update_of_a_line(bot_on_sqlite: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(LineFormatter().format(record))

    lines: list[str] = []
    handler = Lines()
    logger = logging.getLogger("bot.updates")
    logger.addHandler(handler)
    caplog.set_level(logging.DEBUG, "bot.updates")
    try:
        await bot_on_sqlite.sandbox.person("yerlan").starts()
        await until(lambda: any("update finished" in line for line in lines))
    finally:
        logger.removeHandler(handler)
    (line,) = [line for line in lines if "update finished" in line]
    assert " update=1" in line
    assert "kind=message" in line


class Replicas:
    """Several bots on one database behind one address: here Telegram sends each update to the next one."""

    def __init__(self, first: RunningBot) -> None:
        self.first = first
        self.others: list[App] = []

    async def add(self) -> App:
        app = App(self.first.settings.model_copy(update={"http_port": free_port()}), self.first.clock)
        await app.start()
        self.others.append(app)
        return app

    async def stop(self) -> None:
        for app in self.others:
            await app.stop(within=2)


@pytest.fixture
async def replicas(postgres_url: str) -> AsyncIterator[Replicas]:
    async with RunningBot(postgres_url, **listening()) as bot:
        made = Replicas(bot)
        yield made
        await made.stop()


@pytest.mark.postgresql
async def test_a_replica_takes_up_what_a_dead_one_left(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_module, "PATIENCE", 0.3)
    monkeypatch.setattr(journal_module, "BEAT", 0.2)
    bot = replicas.first
    second = await replicas.add()
    yerlan = bot.sandbox.person("yerlan")
    bot.sandbox.fails("hang_before", method="sendMessage", chat_id=yerlan.id, times=None)
    await yerlan.starts()
    await bot.confirmed(WITHIN)
    assert len(await journaled(bot.db)) == 1
    await bot.kill()
    bot.sandbox.heals()
    await asyncio.sleep(journal_module.BEAT * 10)
    assert second.intake.unfinished == 0, "its lease still runs"
    bot.clock.instant += timedelta(seconds=LEASE.total_seconds() + 1)
    await yerlan.sees("Тілді таңдаңыз", timeout=WITHIN)
    await until_journaled(bot.db)
    await bot.start()


@pytest.mark.postgresql
async def test_every_update_at_two_replicas_is_one_vote_each(replicas: Replicas) -> None:
    bot = replicas.first
    second = await replicas.add()
    await submit_and_publish(bot)
    (proposal,) = await bot.rows("SELECT id FROM proposals")
    residents = [bot.sandbox.add_person(f"Person {number}") for number in range(10)]
    for resident in residents:
        await bot.make_resident(resident)
    bot.clock.move(days=31)
    numbers = itertools.count(900_000_001)
    ports = [bot.settings.http_port, second._settings.http_port]
    async with ClientSession(headers={webhook_module.SECRET_HEADER: SECRET}) as http:

        async def send(update: dict[str, Any], port: int | None) -> int:
            async with http.post(f"http://127.0.0.1:{port}/updates", json=update) as answer:
                return answer.status

        presses = [
            _presses(next(numbers), one, f"vt:{proposal['id']}:{value}:link") for value in (1, -1) for one in residents
        ]
        answers = await asyncio.gather(*[send(update, port) for update in presses for port in ports])
    assert set(answers) == {200}
    votes = await bot.rows("SELECT person_id, value FROM votes WHERE proposal_id = :id", id=proposal["id"])
    assert len(votes) == len(residents)
    counted = await bot.rows("SELECT support_count, object_count FROM proposals WHERE id = :id", id=proposal["id"])
    cast = [sum(vote["value"] == value for vote in votes) for value in (1, -1)]
    assert cast == [counted[0]["support_count"], counted[0]["object_count"]]
    assert sum(cast) == len(residents)


def _presses(number: int, person: Person, data: str) -> dict[str, Any]:
    chat = {"id": person.id, "type": "private"}
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {"id": person.id, "is_bot": False, "first_name": "Person"},
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": 1, "date": 1, "chat": chat, "text": "…"},
        },
    }
