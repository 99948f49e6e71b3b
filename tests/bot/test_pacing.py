"""Pacing: Telegram's limits are kept in advance, direct messages go first, and silences are kept."""

from __future__ import annotations

import asyncio
import random
from bisect import bisect_left
from collections import Counter
from itertools import pairwise

import pytest

from bot.telegram.pacing import (
    BULK_HOLD_MOST,
    CHAT_GAP,
    GAP,
    GROUP_MOST,
    GROUP_SPAN,
    YIELD_MOST,
    Pacing,
)
from tests.bot.virtual_time import VirtualTime

GROUP = -1001
HAIR = 1e-6  # seconds lost in floating point


class Scene:
    """Pacing in time of its own; ``left`` lists what left: chat and second."""

    def __init__(self, late: float = 0.0) -> None:
        self.time = VirtualTime(late)
        self.pacing = Pacing(self.time, self.time.sleep)
        self.left: list[tuple[int, float]] = []
        self.start = self.time.now

    async def bulk(self, chat: int, after: float = 0.0) -> None:
        if after:
            await self.time.sleep(after)
        await self.pacing.turn(chat)
        self.left.append((chat, self.time.now - self.start))

    async def direct(self, chat: int, after: float = 0.0) -> None:
        if after:
            await self.time.sleep(after)
        await self.pacing.wait_hold(chat)
        self.pacing.note_direct(chat)
        self.left.append((chat, self.time.now - self.start))

    def moments(self, chat: int) -> list[float]:
        return [moment for one, moment in self.left if one == chat]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def most_in_a_span(moments: list[float], span: float) -> int:
    """The most moments in any half-open span."""
    ordered = sorted(moments)
    return max(bisect_left(ordered, moment + span - HAIR) - place for place, moment in enumerate(ordered))


async def test_bulk_leaves_evenly_just_below_thirty_a_second(scene: Scene) -> None:
    await scene.time.run(*[scene.bulk(chat) for chat in range(1, 121)])
    moments = [moment for _, moment in scene.left]
    assert all(later - earlier > GAP - HAIR for earlier, later in pairwise(moments))
    assert most_in_a_span(moments, 1.0) <= 30
    assert moments[-1] <= 119 / (30 * 0.95), "at least 95 % of what Telegram allows"


async def test_whoever_comes_has_one_of_those_that_stand_back_before_it(scene: Scene) -> None:
    async def announced(chat: int) -> None:
        await scene.pacing.turn(chat, stands_back=True)
        scene.left.append((chat, scene.time.now - scene.start))

    await scene.time.run(*[announced(chat) for chat in range(1, 61)], *[scene.bulk(chat, GAP / 2) for chat in (77, 78)])
    order = [chat for chat, _ in scene.left]
    assert order.index(77) <= 2, "sixty wait, and one of them had its turn"
    assert order.index(78) <= 3
    assert order[-1] == 60
    moments = [moment for _, moment in scene.left]
    assert all(later - earlier > GAP - HAIR for earlier, later in pairwise(moments))


async def test_waking_late_does_not_lower_the_pace() -> None:
    scene = Scene(late=0.005)
    await scene.time.run(*[scene.bulk(chat) for chat in range(1, 121)])
    moments = [moment for _, moment in scene.left]
    assert most_in_a_span(moments, 1.0) <= 30
    assert moments[-1] <= 119 / (30 * 0.95)


async def test_who_came_first_leaves_first(scene: Scene) -> None:
    await scene.time.run(*[scene.bulk(chat) for chat in (5, 3, 9, 1, 7)])
    assert [chat for chat, _ in scene.left] == [5, 3, 9, 1, 7]


async def test_one_chat_gets_one_message_a_second_and_the_others_do_not_wait_for_it(scene: Scene) -> None:
    await scene.time.run(*[scene.bulk(7) for _ in range(3)], *[scene.bulk(chat) for chat in range(11, 21)])
    first, second, third = scene.moments(7)
    assert second - first >= CHAT_GAP - HAIR
    assert third - second >= CHAT_GAP - HAIR
    assert max(moment for chat, moment in scene.left if chat != 7) < CHAT_GAP


async def test_who_comes_while_another_waits_for_its_chat_passes_by(scene: Scene) -> None:
    await scene.time.run(scene.bulk(7), scene.bulk(7), scene.bulk(8, after=0.5))
    assert [chat for chat, _ in scene.left] == [7, 8, 7]
    assert scene.moments(8) == [pytest.approx(0.5)]


async def test_a_group_gets_twenty_a_minute_and_people_do_not_wait_for_it(scene: Scene) -> None:
    await scene.time.run(*[scene.bulk(GROUP) for _ in range(25)], scene.bulk(7, after=30))
    moments = scene.moments(GROUP)
    assert most_in_a_span(moments, GROUP_SPAN) == GROUP_MOST
    assert moments[GROUP_MOST] >= moments[0] + GROUP_SPAN - HAIR
    assert scene.moments(7) == [pytest.approx(30)]


async def test_direct_messages_count_towards_a_groups_minute(scene: Scene) -> None:
    for _ in range(GROUP_MOST):
        scene.pacing.note_direct(GROUP)
    await scene.time.run(scene.bulk(GROUP))
    assert scene.moments(GROUP) == [pytest.approx(GROUP_SPAN)]


async def test_direct_messages_never_wait_and_bulk_makes_room_for_them(scene: Scene) -> None:
    await scene.time.run(*[scene.direct(chat) for chat in range(100, 110)])
    assert {moment for _, moment in scene.left} == {0.0}
    await scene.time.run(scene.bulk(7))
    assert scene.moments(7) == [pytest.approx(10 * GAP)]


async def test_bulk_keeps_a_second_from_a_direct_message_to_the_same_chat(scene: Scene) -> None:
    await scene.time.run(scene.direct(7, after=0.3), scene.bulk(7, after=0.4))
    assert scene.moments(7) == [pytest.approx(0.3), pytest.approx(0.3 + CHAT_GAP)]


async def test_a_direct_message_that_comes_while_bulk_waits_in_line_makes_it_wait_again(scene: Scene) -> None:
    for chat in range(100, 120):
        scene.pacing.note_direct(chat)
    await scene.time.run(scene.bulk(7), scene.direct(7, after=0.1))
    assert scene.moments(7) == [pytest.approx(0.1), pytest.approx(0.1 + CHAT_GAP)]


async def test_a_flood_of_direct_messages_holds_bulk_back_for_ten_seconds_at_most(scene: Scene) -> None:
    flood = [scene.direct(1000 + number, after=number / 60) for number in range(60 * 15)]
    await scene.time.run(*flood, *[scene.bulk(chat, after=0.1) for chat in (7, 8)])
    for chat in (7, 8):
        assert YIELD_MOST / 2 < scene.moments(chat)[0] <= 0.1 + YIELD_MOST + 2 * GAP + HAIR


async def test_a_flood_that_is_over_is_forgotten_within_a_second(scene: Scene) -> None:
    for number in range(5000):
        scene.pacing.note_direct(1000 + number)
    await scene.time.run(scene.bulk(7))
    assert scene.moments(7)[0] <= 1.0 + HAIR


async def test_silence_in_one_chat_holds_that_chat_and_all_bulk_but_no_other_direct_message(scene: Scene) -> None:
    scene.pacing.hold(7, 5)
    await scene.time.run(scene.direct(7), scene.direct(8), scene.bulk(9), scene.bulk(7))
    assert scene.moments(8) == [0.0]
    assert scene.moments(7)[0] == pytest.approx(5)
    assert scene.moments(7)[1] >= scene.moments(7)[0] + CHAT_GAP - HAIR
    assert scene.moments(9)[0] >= 5


async def test_a_silence_asked_for_meanwhile_is_kept_by_who_waits_already(scene: Scene) -> None:
    scene.pacing.hold(7, 5)

    async def ask_again() -> None:
        await scene.time.sleep(2)
        scene.pacing.hold(7, 10)

    await scene.time.run(scene.direct(7), scene.bulk(7), ask_again())
    assert scene.moments(7)[0] == pytest.approx(12)


async def test_silence_asked_for_in_several_private_chats_holds_everything(scene: Scene) -> None:
    for chat, seconds in ((7, 4), (8, 3600), (9, 6)):
        scene.pacing.hold(chat, seconds)
    assert scene.pacing.held_for(None) == pytest.approx(4), "as long as several are held, not as long as the longest"
    await scene.time.run(scene.direct(1), scene.bulk(2))
    assert scene.moments(1)[0] == pytest.approx(4)
    assert scene.moments(2)[0] >= 4


async def test_groups_have_limits_of_their_own_and_hold_nobody_else_up(scene: Scene) -> None:
    for group in (GROUP, GROUP - 1, GROUP - 2, GROUP - 3):
        scene.pacing.hold(group, 40)
    await scene.time.run(scene.direct(7))
    assert scene.moments(7) == [0.0]
    assert scene.pacing.held_for(GROUP) == pytest.approx(40)


async def test_silence_without_a_chat_holds_everything(scene: Scene) -> None:
    scene.pacing.hold(None, 3)
    await scene.time.run(scene.direct(7))
    assert scene.moments(7) == [pytest.approx(3)]


async def test_those_who_waited_while_everything_was_held_leave_one_by_one_and_new_ones_at_once(scene: Scene) -> None:
    scene.pacing.hold(None, 3)
    waited = range(100, 130)
    await scene.time.run(*[scene.direct(chat) for chat in waited], scene.direct(7, after=3.2))
    moments = [scene.moments(chat)[0] for chat in waited]
    assert moments == sorted(moments), "in the order they came"
    assert most_in_a_span(moments, 1.0) <= 30
    assert moments[-1] <= 3 + len(moments) * GAP + HAIR
    assert scene.moments(7) == [pytest.approx(3.2)]


async def test_an_hour_of_silence_in_one_chat_holds_other_bulk_for_a_minute(scene: Scene) -> None:
    scene.pacing.hold(7, 3600)
    await scene.time.run(scene.bulk(8), scene.bulk(7))
    assert scene.moments(8) == [pytest.approx(BULK_HOLD_MOST)]
    assert scene.moments(7) == [pytest.approx(3600)]


async def test_who_gives_up_waiting_leaves_the_others_their_turn(scene: Scene) -> None:
    scene.pacing.note_direct(7)
    waiting = [asyncio.ensure_future(scene.bulk(chat)) for chat in (7, 7, 8, 9)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    waiting[2].cancel()
    await scene.time.pass_until(waiting)
    assert sorted(chat for chat, _ in scene.left) == [7, 9]
    assert scene.pacing.counts().waiting == 0


async def test_chats_are_forgotten(scene: Scene) -> None:
    for number in range(3000):
        scene.pacing.note_direct(1000 + number)
        scene.pacing.note_direct(GROUP - number)
    scene.pacing.hold(5, 1)
    assert scene.pacing.counts().remembered_chats == 6001
    await scene.time.run(scene.time.sleep(GROUP_SPAN + 1))
    scene.pacing.note_direct(GROUP)
    scene.pacing.hold(6, 1)
    assert scene.pacing.counts().remembered_chats == 2


async def test_the_numbers_say_what_happens(scene: Scene) -> None:
    await scene.time.run(scene.direct(1), scene.direct(2), scene.bulk(3))
    scene.pacing.hold(4, 9)
    waiting = asyncio.ensure_future(scene.bulk(5))
    await asyncio.sleep(0)
    counts = scene.pacing.counts()
    assert (counts.bulk, counts.direct, counts.waiting, counts.held_chats) == (1, 2, 1, 1)
    assert counts.bulk_held_for == pytest.approx(9)
    assert counts.all_held_for == 0
    waiting.cancel()
    await asyncio.wait([waiting])


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_comes_the_limits_hold_for_bulk(seed: int) -> None:
    scene, chance = Scene(late=0.001), random.Random(seed)
    chats = [*range(1, 40), GROUP, GROUP - 1]
    bulk = [scene.bulk(chance.choice(chats), after=chance.uniform(0, 8)) for _ in range(150)]
    sent_to: Counter[int] = Counter()

    async def silence() -> None:
        await scene.time.sleep(3)
        scene.pacing.hold(chance.choice(chats), 2)

    await scene.time.run(*bulk, silence())
    for chat, _ in scene.left:
        sent_to[chat] += 1
    assert len(scene.left) == 150
    assert most_in_a_span([moment for _, moment in scene.left], 1.0) <= 30
    for chat in sent_to:
        assert most_in_a_span(scene.moments(chat), CHAT_GAP) == 1
        if chat < 0:
            assert most_in_a_span(scene.moments(chat), GROUP_SPAN) <= GROUP_MOST
