"""The outbox: what is owed reaches people once, whatever Telegram does meanwhile."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.sending import ATTEMPTS_MOST
from forum import export_orders
from locales import translator
from sandbox import Person
from storage import deliveries, people
from storage.database import Transaction
from storage.records import Proposal
from tests.running import FASTER, RunningBot

NOTICE = "жарияланды"


class Scene:
    """Aigul's proposal is pending, Marat moderates; publishing it owes her a message."""

    def __init__(self, bot: RunningBot) -> None:
        self.bot = bot
        self.aigul: Person = bot.sandbox.person("aigul")
        self.marat: Person = bot.sandbox.person("marat")

    async def set(self) -> Scene:
        await self.bot.open_campaign()
        await self.bot.make_resident(self.aigul, region="KZ-59")
        await self.bot.make_moderator(self.marat, "KZ-59")
        return self

    async def publish(self) -> Proposal:
        """Publish a proposal; the outbox is told as a handler would tell it."""
        proposal = await self.bot.submit(self.aigul)
        await self.bot.publish(proposal, self.marat)
        self.bot.app.services.wake()
        return proposal

    async def delivery(self, state: str, attempts: int = 0, problem: str | None = None) -> dict[str, Any]:
        """The one delivery, once it is in the state, was tried so many times, and has the problem if one is named."""
        for _ in range(500):
            (row,) = await self.bot.rows("SELECT * FROM deliveries WHERE kind <> 'export_failed'")
            if row["state"] == state and row["attempts"] >= attempts and problem in {None, row["problem"]}:
                return row
            await asyncio.sleep(0.02)
        raise AssertionError(f"the delivery is {row['state']}, not {state}: {row['problem']}")

    def notices(self) -> int:
        """How many messages about the decision Aigul has."""
        return sum(NOTICE in str(message) for message in self.aigul.messages)


@pytest.fixture
async def scene(bot_on_sqlite: RunningBot) -> Scene:
    return await Scene(bot_on_sqlite).set()


async def test_a_message_owed_is_sent_and_recorded(bot: RunningBot) -> None:
    scene = await Scene(bot).set()
    proposal = await scene.publish()
    shown = await scene.aigul.sees(f"№ {proposal.number}", NOTICE)
    row = await scene.delivery("sent")
    assert (row["attempts"], row["message_id"], row["problem"]) == (1, shown.id, None)
    assert not bot.sandbox.refused


async def test_nobody_needs_to_wake_the_outbox(scene: Scene) -> None:
    proposal = await scene.bot.submit(scene.aigul)
    await scene.bot.publish(proposal, scene.marat)
    await scene.aigul.sees(NOTICE)


async def test_a_passing_error_is_tried_again_after_a_pause(scene: Scene) -> None:
    scene.bot.sandbox.fails("server_error", method="sendMessage")
    await scene.publish()
    waiting = await scene.delivery("owed", attempts=1)
    assert waiting["problem"] == "TelegramServerError"
    await asyncio.sleep(1.2)
    assert scene.notices() == 0, "the clock stands still, so the pause is not over"
    scene.bot.clock.move(seconds=5)
    await scene.bot.wake()
    row = await scene.delivery("sent")
    assert (row["attempts"], scene.notices()) == (2, 1)


async def test_pauses_grow(scene: Scene) -> None:
    scene.bot.sandbox.fails("drop_before", method="sendMessage", times=3)
    await scene.publish()
    pauses = []
    for attempt in (1, 2, 3):
        row = await scene.delivery("owed", attempt)
        pauses.append(row["not_before"] / 1000 - scene.bot.now().timestamp())
        scene.bot.clock.move(seconds=pauses[-1])
        await scene.bot.wake()
    assert pauses == sorted(set(pauses)), "each is longer than the one before"
    await scene.delivery("sent")


async def test_silence_asked_for_by_telegram_is_kept(scene: Scene) -> None:
    silence = 2 * round(FASTER)  # two seconds of ours
    scene.bot.sandbox.fails("too_many_requests", method="sendMessage", retry_after=silence)
    await scene.publish()
    row = await scene.delivery("owed", problem="retry after")
    assert row["not_before"] / 1000 - scene.bot.now().timestamp() == silence
    assert row["attempts"] == 0, "it is not the message's fault"
    scene.bot.clock.move(seconds=silence)
    before = len(scene.bot.sandbox.calls)
    await scene.bot.wake()
    await asyncio.sleep(0.5)
    assert len(scene.bot.sandbox.calls) == before, "the seconds have not passed on Telegram's side"
    await scene.delivery("sent")
    assert scene.notices() == 1


async def test_somebody_who_blocked_the_bot_becomes_unreachable_until_they_return(scene: Scene) -> None:
    proposal = await scene.bot.submit(scene.aigul)
    scene.aigul.blocks_bot()
    await scene.bot.publish(proposal, scene.marat)
    await scene.delivery("unreachable")
    (row,) = await scene.bot.rows("SELECT unreachable_at FROM people WHERE telegram_id = :id", id=scene.aigul.id)
    assert row["unreachable_at"] is not None
    scene.aigul.unblocks_bot()
    await scene.aigul.starts()
    await scene.bot.idle()
    (row,) = await scene.bot.rows("SELECT unreachable_at FROM people WHERE telegram_id = :id", id=scene.aigul.id)
    assert row["unreachable_at"] is None


async def test_somebody_who_never_pressed_start_is_unreachable(scene: Scene) -> None:
    olga = scene.bot.sandbox.person("olga")
    await scene.bot.make_resident(olga, "ru", "KZ-59", starts=False)
    proposal = await scene.bot.submit(olga)
    await scene.bot.publish(proposal, scene.marat)
    row = await scene.delivery("unreachable")
    assert "chat not found" in row["problem"] or "initiate" in row["problem"]


async def test_what_telegram_refuses_for_good_is_recorded_and_holds_up_nothing(scene: Scene) -> None:
    author = await scene.bot.person(scene.aigul)
    await scene.bot.db.write(
        lambda tx: tx.run(
            "INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)"
            " VALUES (:id, 'decision', '{\"decision\":99,\"proposal\":99}', 'lost', 1, 1)",
            id=author.id,
        )
    )
    await scene.delivery("failed")
    await scene.publish()
    await scene.aigul.sees(NOTICE)


async def _owe_lost_export(scene: Scene, person: Person) -> int:
    owner = await scene.bot.person(person)
    facts = '{"campaign":99,"format":"csv","language":"kk","internal":false}'
    await scene.bot.db.write(
        lambda tx: tx.run(
            "INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)"
            " VALUES (:id, 'export', :facts, 'lost', 1, 1)",
            id=owner.id,
            facts=facts,
        )
    )
    return owner.id


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_an_organizer_is_told_when_the_file_will_never_come(scene: Scene, language: str) -> None:
    dinara = scene.bot.sandbox.person("dinara")
    await scene.bot.make_resident(dinara, language, "KZ-71")
    await _owe_lost_export(scene, dinara)
    shown = await dinara.sees(translator(language).plain("export-failed"))
    await scene.delivery("failed")
    await scene.bot.app.stop()
    (told,) = await scene.bot.rows("SELECT * FROM deliveries WHERE kind = 'export_failed'")
    assert (told["state"], told["message_id"]) == ("sent", shown.id), "the word about it is a delivery like others"


async def test_an_organizer_is_told_when_telegram_was_away_for_a_day(scene: Scene) -> None:
    dinara = scene.bot.sandbox.person("dinara")
    await scene.bot.make_resident(dinara, "kk", "KZ-71")
    scene.bot.sandbox.fails("server_error", method="sendDocument")
    owner = replace(await scene.bot.person(dinara), is_admin=True)
    wish = export_orders.Wish("csv", "kk", True, "late")
    await scene.bot.submit(scene.aigul)
    order = await export_orders.order_export(scene.bot.db, owner, wish, scene.bot.now() + timedelta(hours=1))
    scene.bot.clock.move(hours=1)
    await scene.bot.db.write(
        lambda tx: tx.run("UPDATE deliveries SET attempts = :n WHERE kind = 'export'", n=ATTEMPTS_MOST)
    )
    scene.bot.app.outbox.wake()
    await dinara.sees(translator("kk").plain("export-failed"))
    await scene.delivery("failed")
    (row,) = await scene.bot.rows("SELECT state FROM export_orders WHERE id = :id", id=order.id)
    assert row["state"] == "failed"


async def test_somebody_who_organizes_no_longer_hears_nothing_of_the_file(scene: Scene) -> None:
    before = len(scene.marat.messages)
    await _owe_lost_export(scene, scene.marat)
    await scene.delivery("failed")
    await scene.bot.idle()
    assert len(scene.marat.messages) == before


async def test_people_are_answered_while_hundreds_wait_for_their_turn(scene: Scene) -> None:
    proposal = await scene.bot.submit(scene.aigul)
    await scene.bot.publish(proposal, scene.marat)
    await scene.delivery("sent")
    crowd = [scene.bot.sandbox.add_person(f"Тұрғын {number}", "kk") for number in range(500)]
    for person in crowd:
        scene.bot.sandbox.world.chats[person.id].is_started = True
    (told,) = await scene.bot.rows("SELECT facts FROM deliveries")

    async def unit(tx: Transaction) -> None:
        for person in crowd:
            await people.register(tx, person.id, scene.bot.now())
            known = await people.find_by_telegram_id(tx, person.id)
            assert known is not None
            await deliveries.owe(tx, known.id, "decision", json.loads(told["facts"]), f"c:{person.id}", scene.bot.now())

    await scene.bot.db.write(unit)
    scene.bot.app.services.wake()
    for _ in range(3):
        await scene.marat.says("/help")
        await scene.marat.sees("/start")
    (waiting,) = await scene.bot.rows("SELECT count(*) AS n FROM deliveries WHERE state IN ('owed', 'claimed')")
    assert waiting["n"] > 250, "nobody waited for the crowd"
    assert not scene.bot.sandbox.refused


async def test_a_message_claimed_by_a_bot_that_died_is_sent_by_the_next(scene: Scene) -> None:
    await scene.bot.kill()
    proposal = await scene.bot.submit(scene.aigul)
    await scene.bot.publish(proposal, scene.marat)
    await scene.bot.db.write(
        lambda tx: tx.run("UPDATE deliveries SET state = 'claimed', attempts = 1, claimed_until = 1")
    )
    await scene.bot.start()
    await scene.aigul.sees(NOTICE)
    assert (await scene.delivery("sent"))["attempts"] == 2


async def test_a_stop_in_the_middle_sends_nothing_twice(scene: Scene) -> None:
    await scene.publish()
    await scene.bot.restart()
    await scene.delivery("sent")
    await scene.bot.restart()
    await asyncio.sleep(0.2)
    assert scene.notices() == 1
