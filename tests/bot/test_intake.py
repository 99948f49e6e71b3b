"""The intake: each update once, in its chat's order, many at once, within bounds; what is written down is safe."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.updates import intake as intake_module
from bot.updates.intake import Intake
from bot.updates.journal import LEASE, Journal
from bot.updates.order import Update
from storage.database import Database
from tests.bot.updates import Handler, blocking, journaled, message, until, until_journaled
from tests.running import MONDAY, SettableClock

WITHIN = 20.0


class Parts:
    """An intake with what is around it."""

    def __init__(self, db: Database, clock: SettableClock, *, at_once: int = 128, most: int = 1000) -> None:
        self.handler = Handler()
        self.journal = Journal(db, clock)
        self.seen: list[tuple[str, str]] = []
        self.intake = Intake(
            self.handler,
            self.journal,
            observe=lambda kind, outcome, seconds: self.seen.append((kind, outcome)),
            at_once=at_once,
            most=most,
        )


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(MONDAY)


@pytest.fixture
async def parts(database: Database, clock: SettableClock) -> AsyncIterator[Parts]:
    made = Parts(database, clock)
    yield made
    await made.intake.abandon()


@pytest.fixture
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "AGAIN_AFTER", (0.01,) * 4)


async def test_updates_of_a_chat_are_handled_in_the_order_they_came(parts: Parts) -> None:
    parts.handler.hold("1")
    tasks = [parts.intake.take(message(number, 7, str(number))) for number in (1, 2, 3)]
    tasks.append(parts.intake.take(message(4, 8, "other")))
    await until(lambda: parts.handler.done == ["other"])
    parts.handler.let("1")
    await asyncio.wait_for(asyncio.gather(*[task for task in tasks if task]), WITHIN)
    assert parts.handler.done == ["other", "1", "2", "3"]
    assert not parts.handler.met


async def test_the_same_update_twice_is_handled_once(parts: Parts) -> None:
    parts.handler.hold("slow")
    first = parts.intake.take(message(1, 7, "slow"))
    assert parts.intake.take(message(1, 7, "slow")) is first, "the second one waits for the first"
    parts.handler.let("slow")
    assert first is not None
    await first
    assert parts.intake.take(message(1, 7, "slow")) is None
    assert parts.handler.begun == ["slow"]


async def test_only_so_many_numbers_are_remembered(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "REMEMBERED", 3)
    for number in range(1, 6):
        await (parts.intake.take(message(number, 7)) or asyncio.sleep(0))
    assert parts.intake.take(message(5, 7)) is None
    assert parts.intake.take(message(1, 7)) is not None


async def test_a_flood_of_one_chat_takes_one_place(database: Database, clock: SettableClock) -> None:
    parts = Parts(database, clock, at_once=2)
    parts.handler.hold("flood")
    for number in range(1, 101):
        parts.intake.take(message(number, 7, "flood"))
    for number in range(101, 121):
        parts.intake.take(message(number, number, "other"))
    await until(lambda: parts.handler.done == ["other"] * 20)
    assert parts.intake.unfinished_of(7) == 100
    parts.handler.let("flood")
    await parts.intake.finish(WITHIN)
    assert len(parts.handler.done) == 120
    assert not parts.handler.met


async def test_no_more_are_handled_at_once_than_the_bound(database: Database, clock: SettableClock) -> None:
    parts = Parts(database, clock, at_once=3)
    for number in range(1, 31):
        parts.intake.take(message(number, number))
    await parts.intake.finish(WITHIN)
    assert parts.handler.most_at_once == 3
    assert len(parts.handler.done) == 30


async def test_a_full_intake_says_so_until_there_is_room(database: Database, clock: SettableClock) -> None:
    parts = Parts(database, clock, most=2)
    parts.handler.hold("slow")
    parts.intake.take(message(1, 1, "slow"))
    assert not parts.intake.is_full
    parts.intake.take(message(2, 2, "slow"))
    assert parts.intake.is_full
    waiting = asyncio.create_task(parts.intake.room())
    await asyncio.sleep(0.05)
    assert not waiting.done()
    parts.handler.let("slow")
    await asyncio.wait_for(waiting, WITHIN)
    await parts.intake.finish(WITHIN)


async def test_a_mistake_of_ours_counts_as_finished(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    await (parts.intake.take(message(1, 7, "broken")) or asyncio.sleep(0))
    assert parts.intake.take(message(1, 7, "broken")) is None
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == ["update failed"]
    assert parts.seen == [("message", "failed")]


@pytest.mark.usefixtures("_no_pauses")
async def test_an_update_is_handled_again_when_the_database_was_away(parts: Parts) -> None:
    parts.handler.away[1] = 3
    after = [parts.intake.take(message(number, 7, str(number))) for number in (1, 2)]
    await asyncio.gather(*[task for task in after if task])
    assert parts.handler.begun == ["1", "1", "1", "1", "2"]
    assert parts.handler.done == ["1", "2"], "the chat's order is kept"
    assert parts.seen == [("message", "ok")] * 2


@pytest.mark.usefixtures("_no_pauses")
async def test_the_last_attempt_is_told_that_it_is_the_last(parts: Parts) -> None:
    parts.handler.away[1] = 100
    await (parts.intake.take(message(1, 7)) or asyncio.sleep(0))
    assert parts.handler.last_attempts == [False, False, False, False, True]
    assert parts.seen == [("message", "unavailable")]


@pytest.mark.usefixtures("_no_pauses")
async def test_what_nobody_can_be_told_about_waits_for_the_database_to_come_back(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "UNTOLD_AGAIN_AFTER", (0.01,) * 20)
    parts.handler.away[1] = 15
    parts.intake.take(blocking(1, 7))
    last = parts.intake.take(message(2, 7, "after it"))
    assert last is not None
    await asyncio.wait_for(last, WITHIN)
    assert parts.handler.done == ["my_chat_member", "after it"], "a block noted after the return would undo it"
    assert parts.seen == [("my_chat_member", "ok"), ("message", "ok")]


@pytest.mark.usefixtures("_no_pauses")
async def test_what_nobody_can_be_told_about_does_not_wait_for_ever(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "UNTOLD_AGAIN_AFTER", (0.01,) * 3)
    parts.handler.away[1] = 1000
    await (parts.intake.take(blocking(1, 7)) or asyncio.sleep(0))
    assert parts.handler.last_attempts == [False] * 7 + [True]
    assert parts.seen == [("my_chat_member", "unavailable")]


async def test_a_block_that_waits_is_not_finished_and_comes_again_after_a_kill(parts: Parts) -> None:
    parts.handler.away[1] = 1000
    finished: list[int] = []
    parts.intake.on_done = finished.append
    parts.intake.take(blocking(1, 7))
    await until(lambda: parts.handler.begun)
    await parts.intake.abandon()
    assert finished == [], "Telegram is not told that it is done"


async def test_whoever_waits_for_the_database_keeps_nobody_from_being_handled(
    database: Database, clock: SettableClock
) -> None:
    parts = Parts(database, clock, at_once=1)
    parts.handler.away[1] = 1
    parts.intake.take(message(1, 1, "waits"))
    parts.intake.take(message(2, 2, "quick"))
    await until(lambda: parts.handler.done)
    assert parts.handler.done == ["quick"]
    await parts.intake.finish(WITHIN)


async def test_what_is_written_down_is_forgotten_when_it_is_done(parts: Parts, database: Database) -> None:
    parts.handler.hold("slow")
    update = message(5, 7, "slow")
    parts.intake.take(update)
    await parts.journal.write_down([update])
    assert await journaled(database) == [5]
    parts.handler.let("slow")
    await until_journaled(database)


async def test_the_next_update_of_a_chat_begins_when_the_row_of_the_one_before_is_gone(
    database: Database, clock: SettableClock
) -> None:
    rows_at_begin: dict[str, list[int]] = {}
    held = Handler()
    held.hold("support")

    async def handle(update: Update, may_retry: bool) -> None:
        rows_at_begin[update["message"]["text"]] = await journaled(database)
        await held(update, may_retry)

    journal = Journal(database, clock)
    intake = Intake(handle, journal)
    intake.take(message(1, 7, "support"))
    last = intake.take(message(2, 7, "object"))
    await until(lambda: held.begun == ["support"])
    await journal.write_down([message(1, 7, "support")])
    held.let("support")
    assert last is not None
    await asyncio.wait_for(last, WITHIN)
    assert rows_at_begin == {"support": [], "object": []}, "a replay of support would undo the objection"


async def test_an_update_done_while_it_was_written_down_leaves_no_row(parts: Parts, database: Database) -> None:
    for number in range(1, 51):
        update = message(number, number)
        parts.intake.take(update)
        await parts.journal.write_down([update])
    await parts.intake.finish(WITHIN)
    await until_journaled(database)


async def test_what_was_left_in_the_middle_is_taken_up_in_its_order(
    parts: Parts, database: Database, clock: SettableClock
) -> None:
    updates = [message(number, 7, str(number)) for number in (3, 1, 2)]
    parts.handler.hold("3")
    for update in updates:
        parts.intake.take(update)
    await parts.journal.write_down(updates)
    await parts.intake.abandon()
    after = Parts(database, clock)
    for update in await after.journal.leftovers(whoever_has_them=True):
        after.intake.take(update)
    after.intake.take(message(4, 7, "4"))
    await after.intake.finish(WITHIN)
    assert after.handler.done == ["1", "2", "3", "4"]
    await until_journaled(database)


async def test_texts_come_back_from_the_journal_as_they_were(parts: Parts, database: Database) -> None:
    text = "Ұсыныс «№214» \\ \" ' \x00 \ud83d"  # half of a pair, which a broken client may send
    update = message(1, 7, text)
    await parts.journal.write_down([update])
    assert await Journal(database, parts.journal._now).leftovers(whoever_has_them=True) == [update]


async def test_a_lease_keeps_others_away_until_it_is_over(
    parts: Parts, database: Database, clock: SettableClock
) -> None:
    await parts.journal.write_down([message(1, 7)])
    other = Journal(database, clock)
    assert await other.leftovers() == []
    clock.move(seconds=LEASE.total_seconds())
    assert [update["update_id"] for update in await other.leftovers()] == [1]
    assert await Journal(database, clock).leftovers() == [], "now it is the other's"


async def test_a_clock_set_back_does_not_lock_updates_away(
    parts: Parts, database: Database, clock: SettableClock
) -> None:
    await parts.journal.write_down([message(1, 7)])
    clock.instant -= timedelta(hours=1)
    assert len(await Journal(database, clock).leftovers()) == 1


async def test_an_orderly_end_gives_back_what_was_cut_off(
    parts: Parts, database: Database, clock: SettableClock
) -> None:
    parts.handler.hold("slow")
    updates = [message(1, 7, "slow"), message(2, 8, "quick")]
    for update in updates:
        parts.intake.take(update)
    await parts.journal.write_down(updates)
    await parts.intake.finish(0.1)
    await parts.journal.release()
    assert [update["update_id"] for update in await Journal(database, clock).leftovers()] == [1]


async def test_nothing_counts_as_written_down_when_the_database_was_away(clock: SettableClock, sqlite_url: str) -> None:
    from storage.database import open_database
    from storage.errors import DatabaseUnavailable

    db = await open_database(sqlite_url)
    await db.close()
    journal = Journal(db, clock)
    with pytest.raises(DatabaseUnavailable):
        await journal.write_down([message(1, 7)])
    assert journal.held == 0
