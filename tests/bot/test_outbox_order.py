"""Each recipient gets their messages in order, and nobody waits behind somebody else's thousand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.outbox import IN_HAND_MOST
from bot.telegram.pacing import Pacing
from tests.bot.post import Post, quick_pacing, until


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[Post]:
    async with Post(database_url) as office:
        yield office


async def test_messages_of_one_person_come_in_the_order_they_were_owed(post: Post) -> None:
    aigul, marat = await post.resident("Айгүл"), await post.resident("Марат")
    await post.owe(aigul, 3, 1, 4, 2)
    await post.owe(marat, 2, 1)
    await post.worker()
    await post.all_settled()
    assert post.numbers(aigul) == [3, 1, 4, 2]
    assert post.numbers(marat) == [2, 1]


async def test_a_younger_message_waits_while_an_older_one_has_to_be_tried_again(post: Post) -> None:
    aigul = await post.resident()
    first, second = await post.owe(aigul, 1, 2)
    post.sandbox.fails("server_error", method="sendMessage")
    worker = await post.worker()
    await post.row(first, "owed")
    await asyncio.sleep(0.3)
    assert (await post.row(second))["attempts"] == 0
    post.clock.move(seconds=10)
    worker.outbox.wake()
    await post.all_settled()
    assert post.numbers(aigul) == [1, 2]


async def test_hundreds_owed_to_one_person_hold_up_nobody(post: Post) -> None:
    busy = await post.resident("Көп алатын")
    others = [await post.resident(f"Тұрғын {number}") for number in range(30)]
    await post.owe_all([(busy, 1)] * 600)
    await post.owe_all([(one, 2) for one in others])
    await post.worker()
    await asyncio.gather(*[one.sees("№ 2") for one in others])
    assert len(post.numbers(busy)) < 300, "they came after a small part of the 600"
    assert (await post.states())["failed"] == 0


async def test_several_busy_recipients_are_served_side_by_side(post: Post) -> None:
    busy = [await post.resident(f"Көп алатын {number}") for number in range(4)]
    group = await post.group()
    for one in busy:
        await post.owe_all([(one, 1)] * 300)
    await post.owe_all([(group, 1)] * 300)
    await post.worker()
    await asyncio.gather(*[one.sees("№ 1") for one in busy], group.sees("№ 1"))
    assert (await post.states())["owed"] > 900, "each got one before any got them all"


async def test_no_more_is_claimed_than_can_be_sent_in_a_moment(post: Post) -> None:
    people = [await post.resident(f"Тұрғын {number}") for number in range(IN_HAND_MOST + 20)]
    await post.owe_all([(one, 1) for one in people])
    pacing = quick_pacing()
    pacing.hold(None, 10_000)
    worker = await post.worker(pacing=pacing)
    await until(lambda: worker.outbox.in_hand > 0)
    await asyncio.sleep(0.3)
    assert await post.states() == {"claimed": IN_HAND_MOST, "owed": 20}
    await post.end(worker, gracefully=True)
    assert await post.states() == {"owed": IN_HAND_MOST + 20}, "a stop gives back what it has not sent"
    assert not post.sends()


async def test_somebody_owed_something_in_either_language_reads_their_own(post: Post) -> None:
    aigul, sergey = await post.resident(language="kk"), await post.resident(language="ru")
    await post.owe_all([(aigul, 1), (sergey, 1)])
    await post.worker()
    await aigul.sees("жарияланды")
    await sergey.sees("опубликовано")


async def test_telegrams_pace_is_kept_before_it_has_to_complain(post: Post) -> None:
    # Above Telegram's 30, because a busy machine may hand over late together what left apart.
    post.sandbox.keeps_pace(per_second=45, per_chat=None)
    people = [await post.resident(f"Тұрғын {number}") for number in range(70)]
    await post.owe_all([(one, 1) for one in people])
    worker = await post.worker(pacing=Pacing())
    await post.all_settled()
    assert worker.fates == {"sent": 70}
    assert not post.sandbox.refused
