"""At night only what somebody asked for is sent; the rest comes in the morning, in its order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from forum.policies import Rules
from locales import translator
from tests.bot.post import Post, quick_pacing, until
from tests.running import ZONE

RULES = Rules(proposals_a_day=100, proposals_a_campaign=100, quiet_from=21, quiet_until=9)


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[Post]:
    async with Post(database_url, RULES) as office:
        yield office


async def test_news_of_the_night_come_in_the_morning_in_their_order(post: Post) -> None:
    aigul, marat = await post.resident("Айгүл"), await post.resident("Марат")
    post.clock.set(post.clock.today, 21)
    first, second = await post.owe(aigul, 2, 1)
    await post.owe(marat, 3)
    worker = await post.worker()
    morning = datetime.combine(post.clock.today + timedelta(days=1), datetime.min.time(), ZONE) + timedelta(hours=9)
    await post.all_put_off()
    for id_ in (first, second):
        row = await post.row(id_)
        assert (row["state"], row["not_before"], row["attempts"]) == ("owed", morning.timestamp() * 1000, 0)
    post.clock.set(post.clock.today + timedelta(days=1), 8, 59)
    worker.outbox.wake()
    await asyncio.sleep(0.3)
    assert not post.sends()
    post.clock.set(post.clock.today, 9)
    worker.outbox.wake()
    await post.all_settled()
    assert (post.numbers(aigul), post.numbers(marat)) == ([2, 1], [3])


async def test_what_was_asked_for_passes_what_the_night_holds(post: Post) -> None:
    dinara = await post.resident("Динара")
    post.admins.add(dinara.id)
    post.clock.set(post.clock.today, 23)
    (held,) = await post.owe(dinara, 1)
    asked = await post.owe_other(dinara, "export_failed", {"export": 1})
    await post.worker()
    await dinara.sees(translator("kk").plain("export-failed"))
    assert (await post.row(asked, "sent"))["attempts"] == 1
    row = await post.row(held)
    assert (row["state"], row["attempts"]) == ("owed", 0)
    assert post.numbers(dinara) == []


async def test_the_night_holds_what_was_on_its_way_out(post: Post) -> None:
    group = await post.group()
    (id_,) = await post.owe(group, 1)
    post.clock.set(post.clock.today, 20, 59)
    pacing = quick_pacing()
    pacing.hold(None, 20)
    worker = await post.worker(pacing=pacing)
    await until(lambda: worker.outbox.in_hand > 0)
    post.clock.set(post.clock.today, 21)
    row = await post.row(id_, "owed")
    assert row["not_before"] / 1000 - post.clock().timestamp() == 12 * 3600
    await worker.idle()  # the row is there a moment before the worker has counted it
    assert worker.fates == {"held": 1}
    post.clock.set(post.clock.today + timedelta(days=1), 9)
    worker.outbox.wake()
    await group.sees("№ 1")


async def test_thousands_owed_at_nightfall_are_all_put_off(post: Post) -> None:
    aigul = await post.resident()
    group = await post.group()
    await post.owe_all([(aigul, 1)] * 1500 + [(group, 1)] * 700)
    post.clock.set(post.clock.today, 22)
    await post.worker()
    await post.all_put_off()
    assert not post.sends()
