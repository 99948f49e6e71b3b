"""What Telegram may answer to a message that is owed, and what becomes of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage

from bot.refusals import Meaning, meaning_of, said_by
from forum import people as forum_people
from storage.errors import DatabaseUnavailable
from tests.bot.post import Post, until

METHOD = SendMessage(chat_id=1, text="…")


@pytest.fixture
async def post(sqlite_url: str) -> AsyncIterator[Post]:
    async with Post(sqlite_url) as office:
        yield office


@pytest.mark.parametrize(
    ("problem", "meaning"),
    [
        (TelegramRetryAfter(METHOD, "Too Many Requests", 5), Meaning.SILENCE),
        (TelegramMigrateToChat(METHOD, "Bad Request: group chat was upgraded", -1001), Meaning.MOVED),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), Meaning.GONE),
        (TelegramForbiddenError(METHOD, "Forbidden: user is deactivated"), Meaning.GONE),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was kicked from the supergroup chat"), Meaning.GONE),
        (TelegramBadRequest(METHOD, "Bad Request: chat not found"), Meaning.GONE),
        (TelegramBadRequest(METHOD, "Bad Request: PEER_ID_INVALID"), Meaning.GONE),
        (TelegramBadRequest(METHOD, "Bad Request: not enough rights to send text messages to the chat"), Meaning.GONE),
        (TelegramBadRequest(METHOD, "Bad Request: message is too long"), Meaning.REFUSED),
        (TelegramBadRequest(METHOD, "Bad Request: can't parse entities"), Meaning.REFUSED),
        (TelegramEntityTooLarge(METHOD, "Request Entity Too Large"), Meaning.REFUSED),
        (TelegramServerError(METHOD, "Internal Server Error"), Meaning.PASSING),
        (TelegramNetworkError(METHOD, "no answer"), Meaning.PASSING),
        (TelegramAPIError(METHOD, "Conflict"), Meaning.PASSING),
        (DatabaseUnavailable("away"), Meaning.PASSING),
        (OSError("disk full"), Meaning.PASSING),
        (KeyError("decision"), Meaning.MISTAKE),
    ],
)
def test_every_answer_has_its_meaning(problem: Exception, meaning: Meaning) -> None:
    assert meaning_of(problem) is meaning


def test_what_an_answer_quotes_of_a_message_is_not_kept() -> None:
    said = said_by(TelegramBadRequest(METHOD, 'Bad Request: can\'t parse entities: Unsupported start tag "Аян" at 3'))
    assert "Аян" not in said
    assert "can't parse entities" in said


async def test_silence_for_one_chat_puts_off_that_message_by_as_much(post: Post) -> None:
    aigul, marat = await post.resident("Айгүл"), await post.resident("Марат")
    post.sandbox.fails("too_many_requests", method="sendMessage", chat_id=aigul.id, retry_after=7)
    first, second = await post.owe_all([(aigul, 1), (marat, 1)])
    worker = await post.worker()
    row = await post.row(first, "owed")
    assert row["not_before"] / 1000 - post.clock().timestamp() == 7
    await post.row(second, "sent")
    assert post.numbers(aigul) == []
    post.clock.move(seconds=7)
    worker.outbox.wake()
    await post.all_settled()
    assert (post.numbers(aigul), post.numbers(marat)) == ([1], [1])
    assert worker.fates == {"later": 1, "sent": 2}


async def test_silence_for_many_chats_is_waited_for_and_nothing_is_lost(post: Post) -> None:
    people = [await post.resident(f"Тұрғын {number}") for number in range(12)]
    await post.owe_all([(one, 1) for one in people])
    post.sandbox.fails("too_many_requests", method="sendMessage", retry_after=2, times=5)
    worker = await post.worker()
    await until(lambda: worker.fates == {"later": 5, "sent": 7})
    post.clock.move(seconds=2)
    worker.outbox.wake()
    await post.all_settled()
    assert [post.numbers(one) for one in people] == [[1]] * 12


@pytest.mark.parametrize("fault", ["server_error", "gateway_page", "drop_before"])
async def test_a_passing_fault_costs_a_pause(post: Post, fault: str) -> None:
    aigul = await post.resident()
    post.sandbox.fails(fault, method="sendMessage")
    (id_,) = await post.owe(aigul, 1)
    worker = await post.worker()
    row = await post.row(id_, "owed")
    assert row["problem"] in {"TelegramServerError", "TelegramNetworkError"}
    assert row["not_before"] > row["created_at"]
    post.clock.move(seconds=5)
    worker.outbox.wake()
    await post.all_settled()
    assert post.numbers(aigul) == [1]


async def test_while_telegram_is_away_only_single_messages_try_whether_it_is_back(post: Post) -> None:
    people = [await post.resident(f"Тұрғын {number}") for number in range(150)]
    await post.owe_all([(one, 1) for one in people])
    post.sandbox.fails("server_error", method="sendMessage", times=None)
    worker = await post.worker()
    await until(lambda: worker.fates["later"] >= 60)
    await asyncio.sleep(0.5)
    untouched = await post.rows("SELECT count(*) AS n FROM deliveries WHERE attempts = 0")
    assert untouched[0]["n"] > 80, "the messages in hand failed, the others wait without an attempt"
    post.sandbox.heals()
    post.clock.move(seconds=5)
    await post.all_settled()
    assert [post.numbers(one) for one in people] == [[1]] * 150


async def test_somebody_who_blocked_the_bot_costs_one_call(post: Post) -> None:
    aigul, marat = await post.resident("Айгүл"), await post.resident("Марат")
    aigul.blocks_bot()
    await post.owe(aigul, 1, 2, 3)
    await post.owe(marat, 1)
    worker = await post.worker()
    await post.all_settled()
    assert await post.states() == {"unreachable": 3, "sent": 1}
    await post.owe(aigul, 4)
    worker.outbox.wake()
    await post.all_settled()
    assert len(post.sends()) == 2
    aigul.unblocks_bot()
    await forum_people.arrive(post.db, aigul.id, post.clock())
    await post.owe(aigul, 5)
    worker.outbox.wake()
    await post.all_settled()
    assert post.numbers(aigul) == [5], "what was owed meanwhile is not told afterwards"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
    ],
)
async def test_somebody_who_is_gone_becomes_unreachable(post: Post, status: int, said: str) -> None:
    aigul = await post.resident()
    post.sandbox.fails("refusal", method="sendMessage", status=status, description=said)
    (id_,) = await post.owe(aigul, 1)
    await post.worker()
    assert (await post.row(id_, "unreachable"))["problem"] == said
    (row,) = await post.rows("SELECT unreachable_at FROM people WHERE telegram_id = :id", id=aigul.id)
    assert row["unreachable_at"] is not None


async def test_a_refused_message_is_given_up_and_holds_up_nothing(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    aigul = await post.resident()
    post.sandbox.fails(
        "refusal", method="sendMessage", status=400, description='Bad Request: can\'t parse entities: tag "Құпия"'
    )
    with caplog.at_level(logging.INFO):
        await post.owe(aigul, 1, 2)
        await post.worker()
        await post.all_settled()
    assert post.numbers(aigul) == [2]
    assert await post.states() == {"failed": 1, "sent": 1}
    assert "delivery refused" in caplog.text
    assert not [record for record in caplog.records if "Құпия" in str(vars(record))]


async def test_a_group_that_moved_gets_the_same_message_under_its_new_id(post: Post) -> None:
    group = await post.group("ru")
    new = group.migrates()
    await post.owe(group, 1, 2)
    worker = await post.worker()
    await post.all_settled()
    assert post.numbers(new) == [1, 2]
    assert (await new.sees("№ 1", "опубликовано")) is not None
    (row,) = await post.rows("SELECT telegram_id, unreachable_at FROM staff_groups")
    assert row == {"telegram_id": new.id, "unreachable_at": None}
    assert [call.chat_id for call in post.sends()] == [group.id, new.id, new.id], "the second goes straight there"
    assert worker.fates == {"sent": 2}


async def test_a_group_that_moved_to_one_connected_already_hands_over_what_it_is_owed(post: Post) -> None:
    group = await post.group()
    new = group.migrates()
    await post.change("INSERT INTO staff_groups (telegram_id, language, connected_at) VALUES (:id, 'kk', 1)", id=new.id)
    await post.owe(group, 1, 2)
    await post.worker()
    await post.all_settled()
    assert post.numbers(new) == [1, 2]


async def test_a_group_that_put_the_bot_out_is_unreachable(post: Post) -> None:
    group = await post.group()
    group.kicks_bot()
    await post.owe(group, 1, 2)
    await post.worker()
    await post.all_settled()
    assert await post.states() == {"unreachable": 2}
    (row,) = await post.rows("SELECT unreachable_at FROM staff_groups")
    assert row["unreachable_at"] is not None
