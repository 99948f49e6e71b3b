"""Faults on request, as a bot meets them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiohttp import ClientSession

from sandbox import Person, Sandbox


async def test_the_bot_is_told_to_wait(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("too_many_requests", method="sendMessage", chat_id=aigul.id, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(aigul.id, "a")
    assert refused.value.retry_after == 7
    await bot.send_message(aigul.id, "a")
    assert sandbox.refused == []


async def test_the_server_fails_for_others_methods_not(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("server_error", method="sendMessage", times=2)
    await bot.get_me()
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await bot.send_message(aigul.id, "a")
    await bot.send_message(aigul.id, "a")


async def test_a_broken_connection_loses_the_call_or_only_its_answer(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("drop_before")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(aigul.id, "жоғалды")
    sandbox.fails("drop_after")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(aigul.id, "жетті")
    assert [message.text for message in aigul.messages] == ["/start", "жетті"]


async def test_a_pace_holds_until_it_is_cleared(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    async with ClientSession(sandbox.url) as client:
        async with client.post("/sandbox/faults", json={"per_chat": 1}) as response:
            assert response.status == 200
        await bot.send_message(aigul.id, "a")
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(aigul.id, "a")
        async with client.post("/sandbox/faults", json={"clear": True}) as response:
            assert response.status == 200
        await bot.send_message(aigul.id, "a")
        async with client.post("/sandbox/faults", json={"kind": "flood"}) as response:
            assert response.status == 400
