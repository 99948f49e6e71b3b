"""An announcement to hundreds: each once and never too fast, through a kill, 429s, people who are gone, and a pause."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from bot.outbox import IN_HAND_MOST
from forum import announcements
from forum.announcements import Progress
from locales import translator
from storage import deliveries
from storage.database import Transaction
from storage.segments import Segment
from tests.forum.announced import KAZAKH, RUSSIAN
from tests.running import FASTER, RunningBot

SPEED = round(FASTER)  # Telegram's limits here are so many times as wide as well
PEOPLE, GONE = 300, 6


class Quick(RunningBot):
    """A bot whose pace, and Telegram's, are wider; announcements are fed when a test says so."""

    async def start(self) -> None:
        await super().start()
        self.app.schedule.stop()

    async def crowd(self) -> list[int]:
        """Three hundred people in both languages, six of whom have blocked the bot unnoticed; their Telegram ids."""
        accounts = [self.sandbox.add_person(f"Тұрғын {number}") for number in range(PEOPLE)]
        ids = [account.id for account in accounts]
        for number, id_ in enumerate(ids):
            chat = self.sandbox.world.chats[id_]
            chat.is_started, chat.is_blocked = True, number % (PEOPLE // GONE) == 0

        async def unit(tx: Transaction) -> None:
            for number, id_ in enumerate(ids):
                await tx.run(
                    """
                    INSERT INTO people (telegram_id, language, region, consent_version, consent_at, created_at)
                    VALUES (:id, :language, 'KZ-39', 1, 1, 1)
                    """,
                    id=id_,
                    language=("kk", "ru")[number % 2],
                )

        await self.db.write(unit)
        return ids

    async def begin(self) -> int:
        """Send to everybody in KZ-39."""
        organizer = await self._organizer()
        draft = await announcements.prepare(self.db, organizer, KAZAKH, RUSSIAN, Segment(region="KZ-39"), self.now())
        return (await announcements.start(self.db, organizer, draft.id, self.now())).id

    async def step(self) -> None:
        """What the schedule does, and a second of the bot's clock: 429s have asked for one."""
        await self.app.schedule.feed_announcement()
        await self.app.schedule.tell_of_announcement()
        self.clock.move(seconds=1)
        self.app.outbox.wake()
        await asyncio.sleep(0.05)

    async def until_sent(self, least: int) -> None:
        """Go on until so many messages have come."""
        for _ in range(400):
            if len(self.sandbox.tally.sent) >= least:
                return
            await self.step()
        raise AssertionError(f"only {len(self.sandbox.tally.sent)} of {least} were sent")

    async def until_done(self, announcement_id: int) -> Progress:
        """Go on until it has ended."""
        for _ in range(400):
            await self.step()
            progress = await announcements.told(self.db, announcement_id)
            if not progress.announcement.is_open:
                return progress
        raise AssertionError(f"still {progress.fates}")


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Quick]:
    async with Quick(database_url) as running:
        dinara = running.sandbox.person("dinara")
        await running.make_resident(dinara, "kk", "KZ-71")
        yield running


def most_in_a_second(times: list[float]) -> int:
    """The fullest second."""
    first = most = 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def test_three_hundred_people_get_it_once_through_a_kill_and_429s(bot: Quick) -> None:
    ids = await bot.crowd()
    bot.sandbox.keeps_pace(per_second=30 * SPEED, per_chat=SPEED, per_group_minute=None)
    bot.sandbox.fails("too_many_requests", method="sendMessage", times=9, chance=0.05)
    bot.sandbox.tally.clear()
    id_ = await bot.begin()
    await bot.until_sent(100)
    await bot.kill()
    await bot.start()
    await bot.db.write(lambda tx: tx.run("UPDATE deliveries SET claimed_until = 1 WHERE state = 'claimed'"))
    progress = await bot.until_done(id_)
    fates = progress.fates
    got = Counter(one.chat_id for one in bot.sandbox.tally.sent if KAZAKH in one.text or RUSSIAN in one.text)
    assert set(got.values()) == {1}, "nobody twice"
    assert sum(got.values()) >= fates.sent
    assert len(got) <= fates.sent + fates.unsure
    # Somebody who has blocked the bot may have been on the way when it was killed.
    assert GONE - fates.unsure <= fates.gone <= GONE
    assert fates.sent + fates.gone + fates.unsure == progress.total == PEOPLE
    assert set(got) <= set(ids)
    assert most_in_a_second([one.at for one in bot.sandbox.tally.sent]) <= 30 * SPEED
    (shown,) = [one for one in bot.sandbox.person("dinara").messages if f": {PEOPLE}" in str(one) and one.is_edited]
    assert f": {fates.sent}" in str(shown)


async def _owe_word(bot: Quick, person_id: int, announcement_id: int) -> None:
    """Something else than an announcement."""
    facts: dict[str, object] = {"announcement": announcement_id}

    async def unit(tx: Transaction) -> None:
        await deliveries.owe(tx, person_id, "announcement_end", facts, "word", bot.now())

    await bot.db.write(unit)
    bot.app.outbox.wake()


async def test_a_pause_holds_at_once_and_nobody_else_waits_behind_hundreds(bot: Quick) -> None:
    await bot.crowd()
    id_ = await bot.begin()
    await bot.until_sent(30)
    organizer, dinara = await bot._organizer(), bot.sandbox.person("dinara")
    before = len(bot.sandbox.tally.sent)
    await _owe_word(bot, organizer.id, id_)
    await dinara.sees_button(translator("kk").plain("announce-button-list"))
    told = [one.text for one in bot.sandbox.tally.sent[before:]]
    assert len(told) <= 2 * IN_HAND_MOST, "most of the hundreds are still to come"
    await announcements.set_state(bot.db, organizer, id_, "paused", bot.now())
    on_the_wire = 3
    before = len(bot.sandbox.tally.sent)
    await bot.app.schedule.feed_announcement()
    bot.app.outbox.wake()
    await asyncio.sleep(0.3)
    assert len(bot.sandbox.tally.sent) <= before + on_the_wire
    rows = await bot.rows("SELECT count(*) AS n FROM deliveries WHERE state = 'claimed'")
    assert rows[0]["n"] == 0, "what waited for its turn was given back"
    await announcements.set_state(bot.db, organizer, id_, "sending", bot.now())
    await bot.step()
    progress = await bot.until_done(id_)
    assert progress.fates.sent == PEOPLE - GONE
