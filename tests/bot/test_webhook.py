"""The webhook: only Telegram gets in, 200 means done or written down, and whatever is cut off comes again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from io import BytesIO

import pytest
from aiohttp import ClientSession

from bot.clock import system_clock
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.http_server import BODY_MOST, HttpServer
from bot.telegram.session import WANTED, open_bot
from bot.updates import intake as intake_module
from bot.updates import webhook as webhook_module
from bot.updates.intake import Intake
from bot.updates.journal import Journal
from bot.updates.reach import TokenRefused
from bot.updates.webhook import CONNECTIONS, OF_ONE_CHAT, SECRET_HEADER, Webhook
from sandbox import Sandbox
from storage.database import Database, open_database
from tests.bot.updates import Handler, journaled, message, until, until_journaled

SECRET = "a_secret-of_the-tests"
HEADERS = {SECRET_HEADER: SECRET}
PATH = "/updates"


class Receiver:
    """A bot that only listens, on a port of its own."""

    def __init__(self, sandbox: Sandbox, db: Database, *, most: int = intake_module.MOST) -> None:
        self.handler = Handler()
        self.bot, self.session = open_bot(sandbox.token, sandbox.url)
        self.journal = Journal(db, system_clock)
        self.intake = Intake(self.handler, self.journal, most=most)
        self.server = HttpServer("127.0.0.1", 0)
        self.webhook = Webhook(self.intake, self.journal, self._register, SECRET, is_alone=True)
        self.server.add_post(PATH, self.webhook.receive)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}{PATH}"

    async def _register(self) -> None:
        await self.bot.set_webhook(
            self.url, secret_token=SECRET, max_connections=CONNECTIONS, allowed_updates=list(WANTED)
        )

    async def start(self) -> None:
        await self.server.start()
        await self.webhook.begin()

    async def stop(self, within: float = 1.0) -> None:
        """In order."""
        await self.webhook.finish(within)
        await self.close()

    async def close(self) -> None:
        """As when the process dies."""
        await self.intake.abandon()
        await self.server.stop()
        await self.session.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    database = await open_database(sqlite_url)
    yield database
    await database.close()


Receive = Callable[..., Awaitable[Receiver]]


@pytest.fixture
async def receive(sandbox: Sandbox, db: Database) -> AsyncIterator[Receive]:
    """Makes running receivers; they are cut off at the end of the test at the latest."""
    made: list[Receiver] = []

    async def make(*held: str, most: int = intake_module.MOST, database: Database = db) -> Receiver:
        made.append(Receiver(sandbox, database, most=most))
        made[-1].handler.hold(*held)
        await made[-1].start()
        return made[-1]

    yield make
    for receiver in made:
        await receiver.close()


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def post(http: ClientSession, url: str, update: object, headers: dict[str, str] | None = None) -> int:
    async with http.post(url, json=update, headers=HEADERS if headers is None else headers) as answer:
        await answer.read()
        return answer.status


def unconfirmed(sandbox: Sandbox) -> int:
    return len(sandbox.world.updates.pending)


async def test_telegram_sends_and_is_answered_when_the_work_is_done(sandbox: Sandbox, receive: Receive) -> None:
    bot = await receive("slow")
    await sandbox.person("aigul").says("slow")
    await sandbox.person("sergey").says("quick")
    await until(lambda: bot.handler.done == ["quick"] and unconfirmed(sandbox) == 1)
    bot.handler.let("slow")
    await until(lambda: unconfirmed(sandbox) == 0)
    assert bot.handler.done == ["quick", "slow"]


async def test_telegram_is_told_all_it_should_know(sandbox: Sandbox, receive: Receive) -> None:
    bot = await receive()
    assert sandbox.world.webhook is not None
    assert sandbox.world.webhook["url"] == bot.url
    assert sandbox.world.webhook["secret_token"] == SECRET
    assert sandbox.world.webhook["max_connections"] == 100
    assert sandbox.world.updates.allowed == set(WANTED)


async def test_what_waited_before_the_start_is_not_dropped(sandbox: Sandbox, receive: Receive) -> None:
    await sandbox.person("aigul").says("before")
    bot = await receive()
    await until(lambda: bot.handler.done == ["before"])


GOOD = json.dumps(message(1, 7)).encode()
NO_SECRET: dict[str, str] = {}
BAD = [
    ("no secret", PATH, NO_SECRET, GOOD, 401),
    ("wrong secret", PATH, {SECRET_HEADER: SECRET + "x"}, GOOD, 401),
    ("empty secret", PATH, {SECRET_HEADER: ""}, GOOD, 401),
    ("no secret and no body", PATH, NO_SECRET, b"", 401),
    ("other path", "/other", HEADERS, GOOD, 404),
    ("path below", PATH + "/more", HEADERS, GOOD, 404),
    ("root", "/", HEADERS, GOOD, 404),
    ("too large", PATH, HEADERS, b" " * (BODY_MOST + 1), 413),
    ("too large without the secret", PATH, NO_SECRET, b" " * (BODY_MOST + 1), 401),
    ("empty", PATH, HEADERS, b"", 400),
    ("not JSON", PATH, HEADERS, b"hello", 400),
    ("not UTF-8", PATH, HEADERS, b'{"update_id": 1, "x": "\xff"}', 400),
    ("cut off", PATH, HEADERS, GOOD[:-1], 400),
    ("deep", PATH, HEADERS, b"[" * 100_000, 400),
    ("a list", PATH, HEADERS, b"[1]", 400),
    ("null", PATH, HEADERS, b"null", 400),
    ("no number", PATH, HEADERS, b'{"message": {}}', 400),
    ("a text as number", PATH, HEADERS, b'{"update_id": "1"}', 400),
    ("true as number", PATH, HEADERS, b'{"update_id": true}', 400),
    ("a broken number", PATH, HEADERS, b'{"update_id": 1.5}', 400),
    ("zero", PATH, HEADERS, b'{"update_id": 0}', 400),
    ("larger than any", PATH, HEADERS, b'{"update_id": 9223372036854775808}', 400),
]


@pytest.mark.parametrize(
    ("path", "headers", "body", "status"), [row[1:] for row in BAD], ids=[row[0].replace(" ", "-") for row in BAD]
)
async def test_what_is_no_update_of_telegram_is_refused(
    receive: Receive, http: ClientSession, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    bot = await receive()
    url = bot.url.removesuffix(PATH) + path
    async with http.post(url, data=BytesIO(body), headers=headers) as answer:
        assert answer.status == status
        assert SECRET not in await answer.text()
    assert bot.handler.begun == []
    assert await post(http, bot.url, message(2, 7)) == 200, "the server lives on"


@pytest.mark.parametrize("method", ["get", "put", "delete"])
async def test_only_post_is_answered(receive: Receive, http: ClientSession, method: str) -> None:
    bot = await receive()
    async with http.request(method, bot.url, headers=HEADERS) as answer:
        assert answer.status == 405


async def test_an_update_nobody_understands_is_finished(
    receive: Receive, http: ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    bot = await receive()
    assert await post(http, bot.url, {"update_id": 5, "message": "secret words"}) == 200
    assert "secret words" not in caplog.text


async def test_the_same_update_twice_at_once_is_handled_once_and_answered_twice(
    receive: Receive, http: ClientSession
) -> None:
    bot = await receive("slow")
    first = asyncio.create_task(post(http, bot.url, message(1, 7, "slow")))
    await until(lambda: bot.handler.begun == ["slow"])
    second = asyncio.create_task(post(http, bot.url, message(1, 7, "slow")))
    await asyncio.sleep(0.1)
    assert not first.done()
    assert not second.done(), "200 would say that it is done"
    bot.handler.let("slow")
    assert [await first, await second, await post(http, bot.url, message(1, 7, "slow"))] == [200, 200, 200]
    assert bot.handler.begun == ["slow"]


async def test_what_takes_long_is_written_down_and_answered(
    receive: Receive, http: ClientSession, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_module, "PATIENCE", 0.2)
    bot = await receive("slow")
    assert await post(http, bot.url, message(1, 7, "slow")) == 200
    assert bot.handler.done == []
    assert await journaled(db) == [1]
    bot.handler.let("slow")
    await until_journaled(db)
    assert bot.handler.done == ["slow"]


async def test_what_can_neither_be_finished_nor_written_down_is_sent_again(
    receive: Receive, http: ClientSession, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_module, "PATIENCE", 0.1)
    away = await open_database(sqlite_url)
    bot = await receive("slow", database=away)
    await away.close()
    assert await post(http, bot.url, message(1, 7, "slow")) == 503
    bot.handler.let("slow")
    await until(lambda: bot.handler.done)
    assert await post(http, bot.url, message(1, 7, "slow")) == 200
    assert bot.handler.begun == ["slow"]


async def test_a_flood_of_one_chat_leaves_telegram_its_connections(
    receive: Receive, http: ClientSession, db: Database
) -> None:
    bot = await receive("flood")
    flood = [asyncio.create_task(post(http, bot.url, message(number, 7, "flood"))) for number in range(1, 91)]
    await until(lambda: sum(not task.done() for task in flood) == OF_ONE_CHAT)
    assert await post(http, bot.url, message(100, 8, "other")) == 200
    assert len(await journaled(db)) == 90 - OF_ONE_CHAT
    bot.handler.let("flood")
    assert set(await asyncio.gather(*flood)) == {200}
    await until(lambda: len(bot.handler.done) == 91)
    await until_journaled(db)
    assert not bot.handler.met


async def test_more_than_can_be_kept_is_refused_until_there_is_room(receive: Receive, http: ClientSession) -> None:
    bot = await receive("slow", most=3)
    held = [asyncio.create_task(post(http, bot.url, message(number, number, "slow"))) for number in (1, 2, 3)]
    await until(lambda: bot.intake.is_full)
    assert await post(http, bot.url, message(4, 4)) == 503
    bot.handler.let("slow")
    assert await asyncio.gather(*held) == [200, 200, 200]
    assert await post(http, bot.url, message(4, 4)) == 200


async def test_what_a_dead_process_left_is_taken_up_at_the_start(
    receive: Receive, http: ClientSession, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_module, "PATIENCE", 0.1)
    first = await receive("slow")
    assert await post(http, first.url, message(1, 7, "slow")) == 200
    await first.close()
    second = await receive()
    await until(lambda: second.handler.done == ["slow"])
    await until_journaled(db)


async def test_stopping_answers_what_is_finished_and_has_the_rest_sent_again(
    receive: Receive, http: ClientSession
) -> None:
    bot = await receive("ends", "endless")
    ends = asyncio.create_task(post(http, bot.url, message(1, 7, "ends")))
    endless = asyncio.create_task(post(http, bot.url, message(2, 8, "endless")))
    await until(lambda: sorted(bot.handler.begun) == ["endless", "ends"])
    stopping = asyncio.create_task(bot.stop(within=0.5))
    await asyncio.sleep(0.05)
    assert await post(http, bot.url, message(3, 9)) == 503
    bot.handler.let("ends")
    assert [await ends, await endless] == [200, 503]
    await stopping


async def test_a_stop_takes_nothing_from_the_bot_that_comes_after(sandbox: Sandbox, receive: Receive) -> None:
    first = await receive()
    await first.stop()
    assert sandbox.world.webhook is not None, "other processes may still listen"
    await sandbox.person("aigul").says("meanwhile")
    second = await receive()
    await until(lambda: second.handler.done == ["meanwhile"])


async def test_an_address_telegram_refuses_is_one_clear_line(sandbox: Sandbox, db: Database) -> None:
    bot, session = open_bot(sandbox.token, sandbox.url)
    journal = Journal(db, system_clock)
    register = partial(bot.set_webhook, "https://forum.example.kz/updates", secret_token=SECRET)
    webhook = Webhook(Intake(Handler(), journal), journal, register, SECRET, is_alone=True)
    with pytest.raises(CommandFailed, match="WEBHOOK_URL: Telegram refuses it: ") as refused:
        await webhook.begin()
    assert refused.value.code is ExitCode.SETTINGS
    assert SECRET not in str(refused.value)
    await session.close()


async def test_a_token_telegram_does_not_know_ends_the_start(sandbox: Sandbox, db: Database) -> None:
    bot, session = open_bot("500000001:revoked", sandbox.url)
    journal = Journal(db, system_clock)
    register = partial(bot.set_webhook, "http://127.0.0.1:1/updates", secret_token=SECRET)
    webhook = Webhook(Intake(Handler(), journal), journal, register, SECRET, is_alone=True)
    with pytest.raises(TokenRefused):
        await webhook.begin()
    await session.close()


async def test_a_sender_that_breaks_off_leaves_no_trace(
    receive: Receive, http: ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    bot = await receive()
    _, writer = await asyncio.open_connection("127.0.0.1", bot.server.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 100\r\n\r\n"
    writer.write(head.encode() + GOOD[:20])
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await post(http, bot.url, message(2, 7)) == 200
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
