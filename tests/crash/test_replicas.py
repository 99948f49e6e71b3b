"""Three replicas behind one webhook, every update sent to two of them: what happens once has one effect."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from sandbox.person import Person
from tests.conftest import apart
from tests.crash import truth
from tests.crash.conftest import Length
from tests.crash.replicas import Replicas
from tests.crash.stage import Stage, until
from tests.crash.test_crash import survive
from tests.postgresql import PostgresServer
from tests.postgresql_databases import TEMPLATE
from tests.running import ZONE

pytestmark = [pytest.mark.timeout(3600), pytest.mark.postgresql]

REGIONS = ("KZ-59", "KZ-39", "KZ-75")
HOUR = timedelta(hours=1)


@pytest.fixture
async def url(postgres_template: PostgresServer) -> AsyncIterator[str]:
    await postgres_template.run(f"CREATE DATABASE replicas TEMPLATE {TEMPLATE}")
    yield postgres_template.url("replicas")
    apart(asyncio.run, postgres_template.run("DROP DATABASE replicas WITH (FORCE)"))


async def test_three_replicas_that_are_killed_and_told_everything_twice_do_it_once(
    url: str, tmp_path: Path, length: Length, chance: Random, report: Callable[[str], None]
) -> None:
    async with Stage(url, "webhook", tmp_path / "log", replicas=3) as stage:
        await survive(stage, length, chance, report)


@pytest.fixture
async def replicas(url: str) -> AsyncIterator[Replicas]:
    async with Replicas(url, 3) as running:
        yield running


async def moderators_of(bot: Replicas) -> list[Person]:
    """Two in each region, with a proposal waiting there, so that each digest has something to say."""
    await bot.open_campaign()
    found = []
    for region in REGIONS:
        author = bot.sandbox.add_person(f"Тұрғын {region}")
        bot.sandbox.world.chats[author.id].is_started = True
        await bot.make_resident(author, region=region, starts=False)
        await bot.submit(author, place=region)
        for number in range(2):
            moderator = bot.sandbox.add_person(f"Модератор {region} {number}")
            await bot.make_moderator(moderator, region)
            found.append(moderator)
    bot.sandbox.tally.clear()
    return found


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, in which the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


async def digests_by_person(bot: Replicas, moderators: list[Person]) -> list[int]:
    await truth.settled(bot)
    return [len(bot.sandbox.tally.sent_to(person.id)) for person in moderators]


async def periods_tile(bot: Replicas, moderators: list[Person], days: int) -> None:
    """One row a recipient and period, each beginning where the one before ended."""
    rows = await bot.rows("SELECT person_id, region, period_from, period_until FROM digests ORDER BY period_until")
    counts = Counter((row["person_id"], row["region"]) for row in rows)
    assert list(counts.values()) == [days] * len(moderators)
    for person in {row["person_id"] for row in rows}:
        own = [row for row in rows if row["person_id"] == person]
        assert all(earlier["period_until"] == later["period_from"] for earlier, later in pairwise(own))


async def test_each_recipient_gets_one_digest_a_period_whatever_clocks_and_replicas_do(replicas: Replicas) -> None:
    bot, moderators = replicas, await moderators_of(replicas)
    everybody = len(moderators)

    bot.set_clocks(at(24, 8, 58))
    await bot.wake()
    assert await digests_by_person(bot, moderators) == [0] * everybody, "it is not nine yet"
    bot.set_clocks(at(24, 9))
    await bot.wake()
    assert await digests_by_person(bot, moderators) == [1] * everybody
    for hour in (8, 9):
        bot.set_clocks(at(24, hour))
        await bot.wake()
        assert await digests_by_person(bot, moderators) == [1] * everybody, "the hour is lived through twice"

    bot.set_clocks(at(25, 8, 30), but=(1, at(25, 8, 30) + HOUR))
    await bot.wake()
    bot.set_clocks(at(25, 9, 45))
    await bot.wake()
    assert await digests_by_person(bot, moderators) == [2] * everybody, "one clock goes an hour fast"

    await bot.stop()
    bot.set_clocks(at(26, 11))
    await bot.start()
    assert await digests_by_person(bot, moderators) == [3] * everybody, "nobody was there at nine"
    await bot.wake()
    assert await digests_by_person(bot, moderators) == [3] * everybody
    await periods_tile(bot, moderators, days=3)


async def test_a_digest_owed_by_replicas_that_die_is_sent_by_those_that_come(replicas: Replicas) -> None:
    bot, moderators = replicas, await moderators_of(replicas)
    bot.sandbox.fails("hang_after", "sendMessage", times=2)
    bot.set_clocks(at(24, 9))
    await bot.wake()
    await until(lambda: len(bot.sandbox.tally.sent) >= 2, "no digest was sent")
    await bot.kill()
    (row,) = await bot.rows("SELECT count(*) AS n FROM deliveries WHERE state = 'claimed'")
    bot.sandbox.heals()
    bot.set_clocks(at(24, 9, 5))
    await bot.start()
    got = await digests_by_person(bot, moderators)
    assert all(count >= 1 for count in got)
    assert sum(got) - len(moderators) <= row["n"]
    await periods_tile(bot, moderators, days=1)
