"""Faults on request, as a bot meets them."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientError, ClientSession

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Ask


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


async def test_a_cut_answer_is_a_call_that_was_done(sandbox: Sandbox, client: ClientSession, aigul: Person) -> None:
    sandbox.fails("cut", method="sendMessage")
    params = {"chat_id": aigul.id, "text": "жетті"}
    with pytest.raises(ClientError):
        async with client.post(f"/bot{sandbox.token}/sendMessage", json=params) as response:
            await response.read()
    assert aigul.screen == "жетті"


async def test_an_answer_may_come_late_or_never(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("hang_after", seconds=0.05)
    await bot.send_message(aigul.id, "кеш")
    sandbox.fails("hang_after", method="sendMessage")
    sending = asyncio.create_task(bot.send_message(aigul.id, "жауапсыз"))
    await aigul.sees("жауапсыз")
    done, _ = await asyncio.wait([sending], timeout=0.05)
    assert not done
    sandbox.heals()
    assert (await sending).text == "жауапсыз"


async def test_a_call_given_up_while_it_hung_was_never_done(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("hang_before", method="sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(aigul.id, "бекер", request_timeout=1)
    await bot.get_me()  # by then the server knows that nobody waits there any more
    sandbox.heals()
    await bot.send_message(aigul.id, "соңғысы")
    assert [message.text for message in aigul.messages] == ["/start", "соңғысы"]


async def test_a_gateway_answers_with_a_page(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("gateway_page")
    with pytest.raises(ClientDecodeError):
        await bot.send_message(aigul.id, "a")
    assert sandbox.tally.refused == {502: 1}


async def test_any_refusal_can_be_asked_for(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sandbox.fails("refusal", status=400, description="Bad Request: PEER_ID_INVALID")
    with pytest.raises(TelegramBadRequest, match="PEER_ID_INVALID"):
        await bot.send_message(aigul.id, "a")


async def test_a_fault_by_chance_strikes_its_share(sandbox: Sandbox, ask: Ask, aigul: Person) -> None:
    sandbox.fails("server_error", method="sendMessage", times=None, chance=0.5)
    answers = [(await ask("sendMessage", chat_id=aigul.id, text="a"))["ok"] for _ in range(100)]
    assert 25 < sum(answers) < 75


async def test_an_account_that_is_gone_is_said_so(bot: Bot, aigul: Person) -> None:
    aigul.deletes_account()
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(aigul.id, "a")


async def test_telegrams_pace_is_kept_overall_in_a_chat_and_in_a_group(sandbox: Sandbox, ask: Ask) -> None:
    people = [sandbox.add_person(f"Тұрғын {number}") for number in range(31)]
    for person in people:
        await person.starts()
    group = sandbox.add_group("Қостанай альянсы")

    async def pauses(*chats: int) -> list[int]:
        answers = [await ask("sendMessage", chat_id=chat, text="a") for chat in chats]
        return [answer.get("parameters", {}).get("retry_after", 0) for answer in answers]

    sandbox.keeps_pace()
    assert await pauses(people[0].id, people[0].id) == [0, 1]
    sandbox.keeps_pace(per_second=30, per_chat=None)
    assert await pauses(*(person.id for person in people)) == [*[0] * 30, 1]
    sandbox.keeps_pace(per_second=None, per_chat=None)
    *first, last = await pauses(*[group.id] * 21)
    assert first == [0] * 20
    assert 55 <= last <= 60


async def test_calls_and_messages_are_counted(sandbox: Sandbox, bot: Bot, ask: Ask, aigul: Person) -> None:
    await bot.get_updates(timeout=0)
    await bot.send_message(aigul.id, "бір")
    sandbox.fails("too_many_requests", retry_after=60)
    for _ in range(2):
        await ask("sendMessage", chat_id=aigul.id, text="екі")
    tally = sandbox.tally
    assert tally.calls == {"getUpdates": 1, "sendMessage": 3}
    assert tally.refused == {429: 1}
    assert tally.faults == {("too_many_requests", "sendMessage"): 1}
    assert tally.impatient == 1
    assert [sent.text for sent in tally.sent_to(aigul.id)] == ["бір", "екі"]
    tally.clear()
    assert not tally.calls
    assert not tally.sent
