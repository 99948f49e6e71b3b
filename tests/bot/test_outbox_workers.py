"""Several outboxes, dying outboxes, slow outboxes: nothing is lost, and nothing is sent twice that need not be."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from bot import outbox
from storage.lead import OUTBOX, AdvisoryLead
from tests.bot.post import Post, quick_pacing, until


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[Post]:
    async with Post(database_url) as office:
        yield office


async def test_two_workers_send_everything_once_and_in_order(post: Post) -> None:
    people = [await post.resident(f"Тұрғын {number}") for number in range(25)]
    first, second = await post.worker(own_database=True), await post.worker(own_database=True)
    # On SQLite whoever begins gives back all claims: with one process there are none but of a process before.
    await first.outbox.begun.wait()
    await second.outbox.begun.wait()
    for number in (1, 2, 3):
        await post.owe_all([(one, number) for one in people])
    first.outbox.wake()
    second.outbox.wake()
    await post.all_settled()
    assert [post.numbers(one) for one in people] == [[1, 2, 3]] * 25
    assert first.fates + second.fates == Counter(sent=75)
    assert await post.states() == {"sent": 75}


async def test_what_a_dead_worker_had_claimed_is_sent_by_the_next(post: Post) -> None:
    aigul = await post.resident()
    (id_,) = await post.owe(aigul, 1)
    pacing = quick_pacing()
    pacing.hold(None, 10_000)
    dead = await post.worker(pacing=pacing)
    await post.row(id_, "claimed")
    await post.end(dead, gracefully=False)
    assert (await post.row(id_))["state"] == "claimed"
    worker = await post.worker()
    if post.db.dialect == "postgresql":
        await asyncio.sleep(0.3)
        assert (await post.row(id_))["state"] == "claimed", "another replica may still be sending it"
        post.clock.move(minutes=2)
        worker.outbox.wake()
    await post.all_settled()
    assert post.numbers(aigul) == [1]
    assert (await post.row(id_))["attempts"] == 2


async def test_a_worker_that_was_too_slow_cannot_overwrite_what_another_wrote(post: Post) -> None:
    aigul = await post.resident()
    (id_,) = await post.owe(aigul, 1)
    post.sandbox.fails("hang_after", method="sendMessage", seconds=1.5)
    slow = await post.worker()
    await until(lambda: len(post.sends()) >= 1)
    post.clock.move(minutes=2)
    quick = await post.worker()
    row = await post.row(id_, "sent")
    await slow.idle()
    assert (slow.fates["sent"], quick.fates["sent"]) == (0, 1)
    assert await post.row(id_, "sent") == row
    assert row["message_id"] == aigul.messages[-1].id


async def test_a_message_that_takes_long_stays_with_its_worker(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "RENEW_EVERY", 0.05)
    aigul = await post.resident()
    (id_,) = await post.owe(aigul, 1)
    post.sandbox.fails("hang_after", method="sendMessage", seconds=1.5)
    await post.worker()
    await until(lambda: len(post.sends()) >= 1)
    other = quick_pacing()
    if post.db.dialect == "postgresql":
        await post.worker(own_database=True, pacing=other)
    for _ in range(3):
        # A minute and a half of the clock goes by between two renewals: less than the two minutes of a claim.
        post.clock.move(seconds=90)
        await asyncio.sleep(0.25)
    await post.row(id_, "sent")
    assert post.numbers(aigul) == [1]


async def test_a_claim_that_ran_out_before_its_call_is_left_to_others(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LEASE", 0.0)
    aigul = await post.resident()
    (id_,) = await post.owe(aigul, 1)
    worker = await post.worker()
    await post.row(id_, "claimed")
    await worker.idle()
    assert not post.sends()
    assert (await post.row(id_))["state"] == "claimed"


async def test_a_stop_lets_what_is_being_sent_arrive_and_gives_back_the_rest(post: Post) -> None:
    people = [await post.resident(f"Тұрғын {number}") for number in range(4)]
    ids = await post.owe_all([(one, 1) for one in people])
    post.sandbox.fails("hang_after", method="sendMessage", seconds=0.7, chat_id=people[0].id)
    pacing = quick_pacing()
    worker = await post.worker(pacing=pacing)
    await until(lambda: any(call.chat_id == people[0].id for call in post.sends()))
    pacing.hold(None, 10_000)
    await post.end(worker, gracefully=True)
    states = await post.states()
    assert (await post.row(ids[0]))["state"] == "sent"
    assert states["claimed"] == 0
    assert states["sent"] == len(post.sends()), "what was asked for is recorded"
    await post.worker()
    await post.all_settled()
    assert [post.numbers(one) for one in people] == [[1]] * 4


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
async def test_of_several_replicas_one_sends_and_the_next_takes_over(post: Post, database_url: str) -> None:
    people = [await post.resident(f"Тұрғын {number}") for number in range(10)]
    leads = [AdvisoryLead(database_url, OUTBOX) for _ in range(2)]
    assert [await lead.is_ours() for lead in leads] == [True, False]
    leader, other = [await post.worker(own_database=True, lead=lead) for lead in leads]
    await post.owe_all([(one, 1) for one in people])
    await post.all_settled()
    assert (leader.fates["sent"], other.fates["sent"]) == (10, 0)
    await post.end(leader, gracefully=False)
    await post.owe_all([(one, 2) for one in people])
    await post.all_settled()
    assert other.fates["sent"] == 10
    assert [post.numbers(one) for one in people] == [[1, 2]] * 10


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
async def test_a_lead_whose_connection_broke_off_is_another_ones(post: Post, database_url: str) -> None:
    first, second = AdvisoryLead(database_url, OUTBOX), AdvisoryLead(database_url, OUTBOX)
    assert await first.is_ours()
    await post.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'usynys lead'")
    for _ in range(200):
        if await second.is_ours() and not await first.is_ours():
            break
        await asyncio.sleep(0.05)
    assert (await first.is_ours(), await second.is_ours()) == (False, True)
    await first.close()
    await second.close()
