"""Several processes on one PostgreSQL: a chat is in one pair of hands at a time; a lost connection costs order only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack

import pytest

from bot.clock import system_clock
from bot.updates.intake import Intake
from bot.updates.journal import Journal
from storage import isolation
from storage.database import Database, open_database
from storage.isolation import AdvisoryLocks
from tests.bot.updates import Handler, message, until
from tests.conftest import apart
from tests.postgresql import PostgresServer
from tests.postgresql_databases import TEMPLATE

pytestmark = pytest.mark.postgresql
WITHIN = 20.0
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'usynys order' AND datname = '{}'
"""


@pytest.fixture
def name() -> str:
    return "usynys_isolation"


@pytest.fixture
def url(postgres_template: PostgresServer, name: str) -> Iterator[str]:
    apart(asyncio.run, postgres_template.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    yield postgres_template.url(name)
    apart(asyncio.run, postgres_template.run(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def make(url: str) -> AsyncIterator[Callable[[], AdvisoryLocks]]:
    """Makes the locks of one process after another."""
    made: list[AdvisoryLocks] = []

    def make_one() -> AdvisoryLocks:
        made.append(AdvisoryLocks(url))
        return made[-1]

    yield make_one
    for one in made:
        await one.close()


class Chats:
    """Work in chats by several processes; ``met`` tells the chats in which two were inside at once."""

    def __init__(self) -> None:
        self.inside: set[int] = set()
        self.met: set[int] = set()
        self.count = 0

    async def work(self, locks: AdvisoryLocks, chat: int, times: int) -> None:
        for _ in range(times):
            async with locks.of(chat):
                if chat in self.inside:
                    self.met.add(chat)
                self.inside.add(chat)
                await asyncio.sleep(0.002)
                self.inside.discard(chat)
                self.count += 1


async def test_two_processes_are_never_in_one_chat_at_once(make: Callable[[], AdvisoryLocks]) -> None:
    chats, one, two = Chats(), make(), make()
    work = [chats.work(locks, chat, 10) for locks in (one, two) for chat in (7, 8, -1001234567890)]
    await asyncio.wait_for(asyncio.gather(*work), WITHIN)
    assert chats.met == set()
    assert chats.count == 60


async def test_a_chat_that_is_held_elsewhere_keeps_no_other_chat_waiting(make: Callable[[], AdvisoryLocks]) -> None:
    one, two = make(), make()
    async with one.of(7):
        waiting = asyncio.create_task(Chats().work(two, 7, 1))
        await asyncio.wait_for(Chats().work(two, 8, 5), WITHIN)
        assert not waiting.done()
    await asyncio.wait_for(waiting, WITHIN)


async def test_what_a_dead_process_held_is_free_at_once(make: Callable[[], AdvisoryLocks]) -> None:
    one, two = make(), make()
    async with AsyncExitStack() as held:
        await held.enter_async_context(one.of(7))
        await one.close()
        await asyncio.wait_for(Chats().work(two, 7, 1), WITHIN)


async def test_a_lost_connection_is_made_again(
    make: Callable[[], AdvisoryLocks], postgres_server: PostgresServer, name: str
) -> None:
    chats, one, two = Chats(), make(), make()
    async with one.of(7):
        await postgres_server.run(CUT.format(name))
    await asyncio.wait_for(asyncio.gather(chats.work(one, 7, 10), chats.work(two, 7, 10)), WITHIN)
    assert chats.count == 20
    chats.met.clear()
    await asyncio.wait_for(asyncio.gather(chats.work(one, 7, 10), chats.work(two, 7, 10)), WITHIN)
    assert chats.met == set(), "and the order is kept again"


async def test_a_server_that_is_away_stops_nobody(url: str) -> None:
    locks = AdvisoryLocks(url.replace("usynys_isolation", "nowhere"))
    chats = Chats()
    await asyncio.wait_for(asyncio.gather(*[chats.work(locks, chat, 3) for chat in range(20)]), WITHIN)
    assert chats.count == 60
    await locks.close()


async def test_whoever_holds_a_chat_for_too_long_is_taken_for_dead(
    make: Callable[[], AdvisoryLocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "WAIT_MOST", 0.2)
    one, two, chats = make(), make(), Chats()
    async with one.of(7):
        await asyncio.wait_for(chats.work(two, 7, 1), WITHIN)
    assert chats.count == 1


async def test_waiting_that_is_given_up_leaves_no_lock_behind(make: Callable[[], AdvisoryLocks]) -> None:
    one, two = make(), make()
    for pause in (0.0, 0.001, 0.005, 0.01, 0.02, 0.03):
        async with one.of(7):
            waiting = asyncio.create_task(Chats().work(two, 7, 1))
            await asyncio.sleep(pause)
        waiting.cancel()
        await asyncio.wait([waiting])
    await asyncio.wait_for(Chats().work(one, 7, 1), WITHIN)
    await until(lambda: not one.held and not two.held)


async def test_the_keys_of_chats_meet_no_other_lock_of_the_program(make: Callable[[], AdvisoryLocks], url: str) -> None:
    db = await open_database(url)
    async with make().of(7315212):
        await asyncio.wait_for(Journal(db, system_clock).write_down([message(1, 7315212)]), WITHIN)
    await db.close()


async def test_two_replicas_never_handle_one_chat_at_the_same_time(url: str) -> None:
    db: Database = await open_database(url)
    handler = Handler()
    replicas = [
        (Intake(handler, Journal(db, system_clock), locks), locks) for locks in (AdvisoryLocks(url), AdvisoryLocks(url))
    ]
    # Every update reaches both, as when an answer was lost on its way to Telegram.
    for number in range(1, 101):
        for intake, _ in replicas:
            intake.take(message(number, number % 5, str(number)))
    for intake, locks in replicas:
        await intake.finish(WITHIN)
        await locks.close()
    await db.close()
    assert len(handler.done) == 200
    assert not handler.met
