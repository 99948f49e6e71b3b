"""One update at a time per chat, chats beside each other."""

from __future__ import annotations

import asyncio

import pytest

from bot.updates.order import ChatOrder, chat_of


async def test_work_of_one_chat_is_done_in_the_order_it_came() -> None:
    order, done = ChatOrder(), []

    async def work(name: str, pause: float) -> None:
        await asyncio.sleep(pause)
        done.append(name)

    tasks = [
        order.start(7, lambda: work("first", 0.03)),
        order.start(7, lambda: work("second", 0.0)),
        order.start(7, lambda: work("third", 0.0)),
    ]
    await asyncio.gather(*tasks)
    assert done == ["first", "second", "third"]


async def test_another_chat_does_not_wait() -> None:
    order, gate = ChatOrder(), asyncio.Event()
    slow = order.start(1, lambda: _until(gate))
    await asyncio.wait_for(order.start(2, _nothing), 1)
    assert not slow.done()
    gate.set()
    await slow


async def test_a_failure_does_not_hold_up_the_chat() -> None:
    order = ChatOrder()

    async def fail() -> None:
        raise RuntimeError("broken")

    broken, after = order.start(1, fail), order.start(1, _nothing)
    await asyncio.wait_for(after, 1)
    with pytest.raises(RuntimeError, match="broken"):
        await broken


async def test_nothing_is_remembered_of_finished_chats() -> None:
    order = ChatOrder()
    await asyncio.gather(*[order.start(chat % 5, _nothing) for chat in range(50)])
    await asyncio.sleep(0)
    assert order._last == {}


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"update_id": 1, "callback_query": {"id": "9", "from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"update_id": 1, "callback_query": {"id": "9", "from": {"id": 6}}}, 6),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 8}, "from": {"id": 6}}}, 8),
        ({"update_id": 1, "inline_query": {"from": {"id": 6}}}, 6),
        ({"update_id": 1, "poll": {"id": "3"}}, 0),
        ({"update_id": 1}, 0),
        ({"update_id": 1, "message": "no message"}, 0),
        ({"update_id": 1, "message": {"chat": {"id": "5"}}}, 0),
        ({"update_id": 1, "message": {"chat": {}}}, 0),
    ],
)
def test_the_chat_of_an_update(update: dict[str, object], chat: int) -> None:
    assert chat_of(update) == chat


async def _until(gate: asyncio.Event) -> None:
    await gate.wait()


async def _nothing() -> None:
    return None
