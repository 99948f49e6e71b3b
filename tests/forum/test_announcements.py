"""Announcements: whom they are for, fed little by little, held, gone on with and ended whoever presses at once."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace

import pytest

from forum import announced, announcements, announcing, deliveries, people, segments, team
from forum.errors import NotAllowed, StaleButton
from forum.organizer_errors import (
    AnnouncementEmpty,
    AnnouncementLength,
    AnnouncementOneLanguage,
    AnnouncementOpen,
    AnnouncementToNobody,
)
from storage import deliveries as outbox
from storage import segments as stored
from storage.announcements import HELD_UNTIL
from storage.database import Database, Transaction, to_ms
from storage.records import Delivery, Person
from storage.segments import Segment
from tests.forum.announced import KAZAKH, RUSSIAN, begun, crowd, owed_to, slowly
from tests.forum.people import NOW, Cast, rows

EVERY_SEGMENT = [
    Segment(region, language, audience, "rural" if audience == "supporters" else None)
    for region, language, audience in itertools.product(
        (None, "KZ-39"), (None, "kk", "ru"), ("everybody", "authors", "supporters")
    )
]


async def organizer(cast: Cast) -> Person:
    """Somebody with the role, not only an admin of the settings."""
    person = await cast.resident()
    token = await team.invite(cast.db, await cast.organizer(), "organizer", (), cast.now, cast.rules)
    await team.accept(cast.db, person, token, "Динара", cast.now, cast.rules)
    known = await people.find(cast.db, person.id)
    assert known is not None
    return known


async def claimed(cast: Cast, most: int = 500) -> tuple[Delivery, ...]:
    return await deliveries.claim(cast.db, cast.now, most)


async def all_sent(cast: Cast, claims: tuple[Delivery, ...]) -> None:
    for one in claims:
        assert await deliveries.mark_sent(cast.db, one, 1, cast.now)


async def test_a_segment_is_who_a_slow_count_finds(cast: Cast) -> None:
    there = await crowd(cast, 150, seed=6)
    known = [one.id for one in there]
    (campaign,) = await rows(cast.db, "SELECT id FROM campaigns")
    for segment in EVERY_SEGMENT:
        expected = slowly(there, segment)
        assert Segment.unpacked(segment.packed()) == segment
        others = await segments.count(cast.db, segment, campaign[0]) - len(expected)
        found: list[int] = []
        come_to, is_last = 0, False
        while not is_last:

            async def look(tx: Transaction, after: int = come_to, segment: Segment = segment) -> stored.Stretch:
                return await stored.find_stretch(tx, segment, campaign[0], after=after, most=4, looked=30)

            stretch = await cast.db.read(look)
            assert len(stretch.people) <= 4
            found += stretch.people
            come_to, is_last = stretch.come_to, stretch.is_last
        assert [id_ for id_ in found if id_ in known] == expected, segment
        assert len(found) == len(expected) + others, "counted as found"
    assert slowly(there, EVERY_SEGMENT[2]), "somebody supports"


async def test_texts_are_checked_and_both_are_needed(cast: Cast) -> None:
    one = await organizer(cast)
    for wrong, refusal in (
        ("***", AnnouncementEmpty),
        ("Қысқа", AnnouncementLength),
        ("а" * 1501, AnnouncementLength),
        ("Хабар " + "😀" * 750, AnnouncementLength),
    ):
        with pytest.raises(refusal):
            await announcements.prepare(cast.db, one, wrong, RUSSIAN, Segment(), NOW)
    with pytest.raises(AnnouncementOneLanguage):
        await announcements.prepare(cast.db, one, KAZAKH, KAZAKH.upper(), Segment(), NOW)
    with pytest.raises(NotAllowed):
        await announcements.prepare(cast.db, await cast.resident(), KAZAKH, RUSSIAN, Segment(), NOW)
    assert announcements.check_text("а" * 1500)
    for field, value in (("region", "KZ-39"), ("language", "ru"), ("topic", "rural")):
        assert segments.chosen(Segment(), field, value) != Segment()
    for field, value in (("language", "en"), ("audience", "supporters"), ("audience", ""), ("text_kk", "x")):
        with pytest.raises(StaleButton):
            segments.chosen(Segment(), field, value)


async def test_to_nobody_and_to_people_who_left_nothing_is_sent(cast: Cast) -> None:
    one = await organizer(cast)
    await cast.resident("KZ-39", "ru")
    with pytest.raises(AnnouncementToNobody):
        await announcements.prepare(cast.db, one, KAZAKH, RUSSIAN, Segment(region="KZ-75"), NOW)
    draft = await announcements.prepare(cast.db, one, KAZAKH, RUSSIAN, Segment(region="KZ-39"), NOW)
    assert draft.people_count == 1
    await cast.db.write(lambda tx: tx.run("UPDATE people SET unreachable_at = 1 WHERE region = 'KZ-39'"))
    with pytest.raises(AnnouncementToNobody):
        await announcements.start(cast.db, one, draft.id, NOW)
    assert await rows(cast.db, "SELECT id FROM deliveries WHERE kind = 'announcement'") == []


async def test_another_number_of_people_is_confirmed_anew(cast: Cast) -> None:
    one = await organizer(cast)
    draft = await announcements.prepare(cast.db, one, KAZAKH, RUSSIAN, Segment(), NOW)
    await cast.resident()
    again = await announcements.start(cast.db, one, draft.id, NOW)
    assert (again.state, again.people_count) == ("draft", draft.people_count + 1)
    begun_ = await announcements.start(cast.db, one, draft.id, NOW)
    assert begun_.state == "sending"
    assert (await announcements.start(cast.db, one, draft.id, NOW)).started_at == begun_.started_at


async def test_of_two_that_start_at_once_one_begins(cast: Cast, replica: Database) -> None:
    first, second = await organizer(cast), await organizer(cast)
    drafts = [await announcements.prepare(cast.db, who, KAZAKH, RUSSIAN, Segment(), NOW) for who in (first, second)]
    with pytest.raises(StaleButton):
        await announcements.start(cast.db, first, drafts[1].id, NOW)
    results = await asyncio.gather(
        announcements.start(cast.db, first, drafts[0].id, NOW),
        announcements.start(replica, second, drafts[1].id, NOW),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == ["Announcement", "AnnouncementOpen"]
    with pytest.raises(AnnouncementOpen):
        await announcements.prepare(cast.db, first, KAZAKH, RUSSIAN, Segment(), NOW)


async def test_replicas_feed_each_person_once_and_few_at_a_time(cast: Cast, replica: Database) -> None:
    there = await crowd(cast, 60, seed=7)
    one = await organizer(cast)
    known = await begun(cast, one)
    sent = 0
    for _ in range(100):
        await asyncio.gather(*(announcing.tend(db, cast.now, open_most=9) for db in (cast.db, replica, cast.db)))
        if (await announcements.told(cast.db, known.id)).announcement.state == "done":
            break
        claims = await claimed(cast)
        assert len(claims) <= 9
        sent += len(claims)
        await all_sent(cast, claims)
    owed = await owed_to(cast.db, known.id)
    assert len(set(owed)) == len(owed) == sent
    assert {one.id for one in there if one.hears} <= set(owed)
    progress = await announcements.told(cast.db, known.id)
    assert (progress.fates.sent, progress.left, progress.missing) == (progress.total, 0, 0)
    (end,) = await claimed(cast)
    assert (end.kind, end.person_id) == ("announcement_end", one.id)


async def test_a_pause_holds_what_is_owed_and_going_on_lets_it_go(cast: Cast) -> None:
    await crowd(cast, 40, seed=8)
    one = await organizer(cast)
    known = await begun(cast, one)
    await announcing.tend(cast.db, cast.now, open_most=20)
    (in_hand, *_) = await claimed(cast, 1)
    await announcements.set_state(cast.db, one, known.id, "paused", cast.now)
    assert await claimed(cast) == ()
    assert await announced.mark_leaving(cast.db, in_hand) == "paused"
    assert await announced.mark_held(cast.db, in_hand)
    before = await owed_to(cast.db, known.id)
    await announcing.tend(cast.db, cast.now, open_most=30)
    assert await owed_to(cast.db, known.id) == before, "nobody more is owed it meanwhile"
    (held,) = await rows(cast.db, "SELECT DISTINCT not_before FROM deliveries WHERE announcement_id = :id", id=known.id)
    assert held == (HELD_UNTIL,)
    progress = await announcements.set_state(cast.db, one, known.id, "sending", cast.now)
    assert progress.announcement.created_by == one.id
    assert len(await claimed(cast)) == 20


async def test_what_was_on_its_way_at_a_kill_is_not_sent_twice(cast: Cast) -> None:
    await crowd(cast, 20, seed=9)
    one = await organizer(cast)
    known = await begun(cast, one)
    await announcing.tend(cast.db, cast.now)
    first, second, *_ = await claimed(cast)
    assert await announced.mark_leaving(cast.db, first) is None
    await cast.db.write(outbox.release_all)  # as after a kill
    again = {claim.id: claim for claim in await claimed(cast)}
    assert await announced.mark_leaving(cast.db, again[first.id]) == announced.UNSURE
    assert await announced.mark_leaving(cast.db, again[second.id]) is None
    assert await deliveries.mark_failed(cast.db, again[first.id], announced.UNSURE, cast.now)
    assert (await announcements.told(cast.db, known.id)).fates.unsure == 1


async def test_of_those_who_pause_and_cancel_at_once_all_see_one_end(cast: Cast, replica: Database) -> None:
    there = await crowd(cast, 40, seed=10)
    first, second = await organizer(cast), await organizer(cast)
    known = await begun(cast, first)
    await announcing.tend(cast.db, cast.now, open_most=10)
    (in_hand, *_) = await claimed(cast, 1)
    await asyncio.gather(
        announcements.set_state(cast.db, first, known.id, "paused", cast.now),
        announcements.set_state(replica, second, known.id, "cancelled", cast.now),
        announcing.tend(replica, cast.now, open_most=20),
    )
    progress = await announcements.set_state(cast.db, first, known.id, "sending", cast.now)
    assert progress.announcement.state == "cancelled"
    assert [claim.kind for claim in await claimed(cast)] == ["announcement_end"], "word of it to who began it"
    assert await announced.mark_leaving(cast.db, in_hand) == "cancelled"
    await deliveries.mark_failed(cast.db, in_hand, announced.CANCELLED, cast.now)
    progress = await announcements.told(cast.db, known.id)
    assert (progress.cancelled, progress.left, progress.fates.sent) == (progress.total, 0, 0)
    assert progress.total >= len(slowly(there, Segment()))
    assert await announcements.prepare(cast.db, first, KAZAKH, RUSSIAN, Segment(), cast.now), "the next one may go"


async def test_every_fate_is_counted(cast: Cast) -> None:
    await crowd(cast, 30, seed=11)
    one = await organizer(cast)
    known = await begun(cast, one)
    await announcing.tend(cast.db, cast.now)
    claims = await claimed(cast)
    await deliveries.mark_unreachable(cast.db, claims[0], "blocked", cast.now)
    await deliveries.mark_failed(cast.db, claims[1], outbox.UNWANTED, cast.now)
    await deliveries.mark_failed(cast.db, claims[2], "refused", cast.now)
    await all_sent(cast, claims[3:])
    await announcing.tend(cast.db, cast.now)
    progress = await announcements.told(cast.db, known.id)
    fates = progress.fates
    assert progress.announcement.state == "done"
    assert (fates.gone, fates.unwanted, fates.failed, fates.sent) == (1, 1, 1, len(claims) - 3)
    assert progress.total == fates.owed == len(claims)


async def test_a_decision_waits_for_no_announcement(cast: Cast) -> None:
    await crowd(cast, 60, seed=12)
    one = await organizer(cast)
    await begun(cast, one)
    await announcing.tend(cast.db, cast.now)
    facts: dict[str, object] = {"decision": 1}

    async def owe(tx: Transaction) -> None:
        await outbox.owe(tx, one.id, "decision", facts, "decision:1", cast.now)

    await cast.db.write(owe)
    (first,) = await claimed(cast, 1)
    assert (first.kind, first.person_id) == ("decision", one.id), "although an announcement to the same one is older"
    rest = await deliveries.claim(cast.db, cast.now, 60, announced_most=7)
    assert [claim.kind for claim in rest] == ["announcement"] * 7
    assert one.id not in {claim.person_id for claim in rest}, "one message to a person at a time"


async def test_an_announcement_whose_organizer_was_revoked_is_paused_and_the_others_are_told(cast: Cast) -> None:
    await crowd(cast, 30, seed=13)
    first, second = await organizer(cast), await organizer(cast)
    known = await begun(cast, first)
    await announcing.tend(cast.db, cast.now, open_most=5)
    await cast.db.write(lambda tx: tx.run("UPDATE team SET revoked_at = 1 WHERE person_id = :id", id=first.id))
    for _ in range(2):
        paused = await announcing.tend(cast.db, cast.now, open_most=5)
        assert paused is not None
        assert paused.state == "paused"
    (told,) = await claimed(cast)
    assert (told.kind, told.person_id) == ("announcement_paused", second.id)
    with pytest.raises(NotAllowed):
        await announcements.set_state(cast.db, replace(first, memberships=()), known.id, "sending", cast.now)
    progress = await announcements.set_state(cast.db, second, known.id, "sending", cast.now)
    assert (progress.announcement.created_by, progress.announcement.message_id) == (second.id, None)
    running = await announcing.tend(cast.db, cast.now, open_most=5)
    assert running is not None
    assert running.state == "sending"


async def test_who_comes_later_or_leaves_before_the_turn_is_no_part_of_it(cast: Cast) -> None:
    one = await organizer(cast)
    residents = [await cast.resident() for _ in range(4)]
    known = await begun(cast, one)
    await announcing.tend(cast.db, cast.now, open_most=2)
    await cast.db.write(lambda tx: tx.run("UPDATE people SET unreachable_at = 1 WHERE id = :id", id=residents[-1].id))
    later = await cast.resident()
    await cast.db.write(
        lambda tx: tx.run("UPDATE people SET created_at = :at WHERE id = :id", at=to_ms(NOW) + 1, id=later.id)
    )
    for _ in range(10):
        await all_sent(cast, await claimed(cast))
        await announcing.tend(cast.db, cast.now, open_most=2)
    owed = await owed_to(cast.db, known.id)
    assert not {residents[-1].id, later.id} & set(owed)
    progress = await announcements.told(cast.db, known.id)
    assert (progress.announcement.state, progress.missing) == ("done", 1)
