"""Several replicas behind one webhook: each update to some of them, the dead ones passed over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiohttp import web

from sandbox import Person, Sandbox


class Replica:
    """A bot that notes what it is sent; `works` False lets it fail, `holds` lets it wait before it answers."""

    def __init__(self) -> None:
        self.works = True
        self.holds: asyncio.Event | None = None
        self.origin = ""
        self.heard: list[str] = []
        self.runner: web.AppRunner

    async def start(self) -> None:
        application = web.Application()
        application.router.add_post("/hook/secret", self._take)
        self.runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self.runner.addresses[0][1]}"

    async def _take(self, request: web.Request) -> web.Response:
        message = (await request.json())["message"]
        if self.holds is not None:
            await self.holds.wait()
        if not self.works:
            return web.Response(status=503)
        self.heard.append(message["text"])
        return web.Response()


@pytest.fixture
async def replicas(sandbox: Sandbox, bot: Bot) -> AsyncIterator[list[Replica]]:
    three = [Replica() for _ in range(3)]
    for replica in three:
        await replica.start()
    yield three
    for replica in three:
        await replica.runner.cleanup()


async def all_taken(sandbox: Sandbox) -> None:
    for _ in range(2000):
        if not sandbox.world.updates.pending:
            return
        await asyncio.sleep(0.005)
    raise AssertionError("the updates were not taken")


def heard_in_all(replicas: list[Replica]) -> dict[str, int]:
    texts = [text for replica in replicas for text in replica.heard]
    return {text: texts.count(text) for text in texts}


async def spread(sandbox: Sandbox, bot: Bot, replicas: list[Replica], copies: int) -> None:
    sandbox.spreads_webhook(*(replica.origin for replica in replicas), copies=copies)
    await bot.set_webhook("http://127.0.0.1:1/hook/secret")


async def test_each_update_goes_to_one_of_the_replicas_in_turn(
    sandbox: Sandbox, bot: Bot, replicas: list[Replica], aigul: Person
) -> None:
    await spread(sandbox, bot, replicas, copies=1)
    for number in range(5):
        await aigul.says(f"{number}")
    await all_taken(sandbox)
    assert heard_in_all(replicas) == dict.fromkeys(("/start", "0", "1", "2", "3", "4"), 1)
    assert [len(replica.heard) for replica in replicas] == [2, 2, 2]


async def test_each_update_goes_to_two_of_three(
    sandbox: Sandbox, bot: Bot, replicas: list[Replica], aigul: Person
) -> None:
    await spread(sandbox, bot, replicas, copies=2)
    await aigul.says("бір")
    await aigul.says("екі")
    await all_taken(sandbox)
    assert heard_in_all(replicas) == {"/start": 2, "бір": 2, "екі": 2}


async def test_what_a_dead_replica_was_to_take_a_living_one_takes(
    sandbox: Sandbox, bot: Bot, replicas: list[Replica], aigul: Person
) -> None:
    await replicas[0].runner.cleanup()
    replicas[1].works = False
    await spread(sandbox, bot, replicas, copies=1)
    await aigul.says("бір")
    await all_taken(sandbox)
    assert heard_in_all(replicas) == {"/start": 1, "бір": 1}
    assert replicas[2].heard == ["/start", "бір"]


async def test_the_next_update_of_a_chat_waits_for_every_copy(
    sandbox: Sandbox, bot: Bot, replicas: list[Replica], aigul: Person
) -> None:
    slow = replicas[0].holds = asyncio.Event()
    await spread(sandbox, bot, replicas[:2], copies=2)
    await aigul.says("бір")
    await asyncio.sleep(0.1)
    assert replicas[1].heard == ["/start"]
    assert len(sandbox.world.updates.pending) == 2
    slow.set()
    await all_taken(sandbox)
    assert replicas[0].heard == replicas[1].heard == ["/start", "бір"]


async def test_a_bot_that_sets_its_webhook_again_gets_at_once_what_waited(
    sandbox: Sandbox, bot: Bot, replicas: list[Replica], aigul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.webhook.FIRST_PAUSE_SECONDS", 3600.0)
    replicas[0].works = False
    await spread(sandbox, bot, replicas[:1], copies=1)
    await asyncio.sleep(0.1)
    replicas[0].works = True
    await bot.set_webhook("http://127.0.0.1:1/hook/secret")
    await all_taken(sandbox)
    assert replicas[0].heard == ["/start"]
