"""What becomes of each message owed is written down, and those who press a button are answered before all of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.person import Person
from storage import deliveries, people, staff_groups
from storage.database import Transaction
from storage.records import Decision, Proposal
from tests.crash import truth
from tests.crash.conftest import Length
from tests.running import RunningBot

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[RunningBot]:
    """The bot at Telegram's own pace, which the sandbox keeps here and remembers the silences of."""
    running = RunningBot(database_url)
    running.faster = 1
    async with running:
        yield running


async def decided(bot: RunningBot) -> tuple[Proposal, Decision]:
    """A published proposal: what everybody here is told about."""
    await bot.open_campaign()
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.make_resident(aigul, region="KZ-59")
    await bot.make_moderator(marat)
    proposal = await bot.submit(aigul)
    return proposal, await bot.publish(proposal, marat)


async def known(bot: RunningBot, count: int) -> list[Person]:
    """People who have pressed Start long ago."""
    found = [bot.sandbox.add_person(f"Тұрғын {number}") for number in range(count)]
    for person in found:
        bot.sandbox.world.chats[person.id].is_started = True
        await bot.make_resident(person, starts=False)
    return found


async def owe(bot: RunningBot, decision: Decision, *persons: Person) -> None:
    """Owe each of them a notice about a decision."""

    async def unit(tx: Transaction) -> None:
        facts: dict[str, object] = {"proposal": decision.proposal_id, "decision": decision.id}
        for person in persons:
            found = await people.find_by_telegram_id(tx, person.id)
            assert found is not None
            await deliveries.owe(tx, found.id, "decision", facts, f"test:{person.id}", bot.now())

    await bot.db.write(unit)
    bot.app.outbox.wake()


async def owe_group(bot: RunningBot, decision: Decision, *chats: int) -> None:
    """Owe each of these groups the same."""

    async def unit(tx: Transaction) -> None:
        facts: dict[str, object] = {"proposal": decision.proposal_id, "decision": decision.id}
        for chat in chats:
            group = await staff_groups.add(tx, chat, "ru", bot.now())
            await deliveries.owe_group(tx, group.id, "decision", facts, f"test:{chat}", bot.now())

    await bot.db.write(unit)
    bot.app.outbox.wake()


async def fate_of(bot: RunningBot, chat: int) -> dict[str, Any]:
    (row,) = await bot.rows("SELECT * FROM deliveries WHERE cause = :cause", cause=f"test:{chat}")
    return row


async def test_every_fate_is_written_down(bot: RunningBot) -> None:
    sandbox = bot.sandbox
    _, decision = await decided(bot)
    well, blocked, deleted, stranger, gone, refused, slow, failing, broken = await known(bot, 9)
    sandbox.world.chats[blocked.id].is_blocked = True  # just now: the bot has not been told
    deleted.deletes_account()
    sandbox.world.chats[stranger.id].is_started = False
    sandbox.fails("refusal", "sendMessage", gone.id, times=None, status=400, description="Bad Request: chat not found")
    wrong = "Bad Request: can't parse entities"
    sandbox.fails("refusal", "sendMessage", refused.id, times=None, status=400, description=wrong)
    sandbox.fails("too_many_requests", "sendMessage", slow.id, times=2, retry_after=1)
    sandbox.fails("server_error", "sendMessage", failing.id, times=2)
    sandbox.fails("drop_before", "sendMessage", broken.id, times=2)
    moved, kicked = sandbox.add_group("Көшкен топ"), sandbox.add_group("Шығарған топ")
    new = moved.migrates()
    kicked.kicks_bot()
    await owe(bot, decision, well, blocked, deleted, stranger, gone, refused, slow, failing, broken)
    await owe_group(bot, decision, moved.id, kicked.id)
    await truth.settled(bot)

    for person, attempts in ((well, 1), (slow, 1), (failing, 3), (broken, 3)):
        fate = await fate_of(bot, person.id)
        (sent,) = sandbox.tally.sent_to(person.id)
        assert (fate["state"], fate["message_id"], fate["attempts"]) == ("sent", sent.message_id, attempts)
        assert fate["sent_at"] is not None
    for person, said in (
        (blocked, "bot was blocked by the user"),
        (deleted, "user is deactivated"),
        (stranger, "bot can't initiate conversation"),
        (gone, "chat not found"),
    ):
        fate = await fate_of(bot, person.id)
        assert fate["state"] == "unreachable"
        assert said in fate["problem"]
        assert await is_unreachable(bot, person.id)
    fate = await fate_of(bot, refused.id)
    assert fate["state"] == "failed"
    assert "can't parse entities" in fate["problem"]
    assert not await is_unreachable(bot, refused.id)
    assert sandbox.tally.impatient == 0
    await groups_fared_as_they_did(bot, (moved.id, new.id), kicked.id)


async def is_unreachable(bot: RunningBot, telegram_id: int) -> bool:
    (row,) = await bot.rows("SELECT unreachable_at FROM people WHERE telegram_id = :id", id=telegram_id)
    return row["unreachable_at"] is not None


async def groups_fared_as_they_did(bot: RunningBot, moved: tuple[int, int], kicked: int) -> None:
    """A group that moved is written to where it is now, and known by that; one that put the bot out is not."""
    old, new = moved
    fate = await fate_of(bot, old)
    (sent,) = bot.sandbox.tally.sent_to(new)
    assert (fate["state"], fate["message_id"]) == ("sent", sent.message_id)
    fate = await fate_of(bot, kicked)
    assert fate["state"] == "unreachable"
    # Whichever came first: the refusal, or the update about the bot's having been put out.
    assert "kicked" in fate["problem"] or fate["problem"] == "unreachable"
    rows = await bot.rows("SELECT telegram_id, unreachable_at FROM staff_groups ORDER BY telegram_id")
    assert [(row["telegram_id"], row["unreachable_at"] is None) for row in rows] == [(new, True), (kicked, False)]


async def test_somebody_unreachable_is_written_to_again_after_coming_back(bot: RunningBot) -> None:
    _, decision = await decided(bot)
    (person,) = await known(bot, 1)
    person.blocks_bot()
    await owe(bot, decision, person)
    await truth.settled(bot)
    assert await is_unreachable(bot, person.id)
    await person.starts()
    await bot.idle()
    assert not await is_unreachable(bot, person.id)


async def test_whoever_presses_a_button_is_answered_before_hundreds_of_messages_owed(
    bot: RunningBot, length: Length
) -> None:
    _, decision = await decided(bot)
    count = 1000 if length.is_long else 300
    await owe(bot, decision, *await known(bot, count))
    asking = await known(bot, 10)
    bot.sandbox.keeps_pace()
    await asyncio.gather(*(person.starts() for person in asking))
    await asyncio.gather(*(person.sees_button("Ұсыныс жіберу", timeout=60) for person in asking))
    (row,) = await bot.rows("SELECT count(*) AS n FROM deliveries WHERE state IN ('owed', 'claimed')")
    assert row["n"] > count / 2, "the answers waited for the messages owed"
    assert bot.sandbox.tally.refused[429] == 0
