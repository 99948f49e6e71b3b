"""Who may claim which message when, and whose word about its fate counts."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from typing import Any

import pytest

from forum import deliveries
from forum.deliveries import CLAIMED_FOR, Round
from storage import claims, staff_groups
from storage import deliveries as rows
from storage.database import Transaction, open_database
from storage.records import Delivery, Person, StaffGroup
from tests.forum.people import NOW, Cast

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
_causes = itertools.count(1)


async def owe(cast: Cast, *recipients: Person | StaffGroup, kind: str = "decision") -> list[int]:
    """Owe one message to each, in this order; their ids."""
    causes = [f"test:{next(_causes)}" for _ in recipients]

    async def unit(tx: Transaction) -> None:
        for recipient, cause in zip(recipients, causes, strict=True):
            tell = rows.owe_group if isinstance(recipient, StaffGroup) else rows.owe
            assert await tell(tx, recipient.id, kind, {}, cause, NOW)

    await cast.db.write(unit)

    async def look(tx: Transaction) -> list[int]:
        found = await tx.all("SELECT id FROM deliveries ORDER BY id DESC LIMIT :n", n=len(recipients))
        return sorted(row["id"] for row in found)

    return await cast.db.read(look)


async def group(cast: Cast, telegram_id: int = -100) -> StaffGroup:
    return await cast.db.write(lambda tx: staff_groups.add(tx, telegram_id, "kk", NOW))


async def row_of(cast: Cast, id_: int) -> dict[str, Any]:
    async def look(tx: Transaction) -> dict[str, Any]:
        row = await tx.one("SELECT * FROM deliveries WHERE id = :id", id=id_)
        assert row is not None
        return {key: row[key] for key in row.keys()}  # noqa: SIM118 - a Row

    return await cast.db.read(look)


def ids(claimed: tuple[Delivery, ...]) -> list[int]:
    return [delivery.id for delivery in claimed]


async def test_of_each_recipient_only_the_oldest_message_can_be_claimed(cast: Cast) -> None:
    aigul, marat, staff = await cast.resident(), await cast.resident(), await group(cast)
    owed = await owe(cast, aigul, aigul, marat, staff, staff, aigul)
    first = await deliveries.claim(cast.db, NOW, 10)
    assert ids(first) == [owed[0], owed[2], owed[3]]
    assert [(one.person_id, one.group_id, one.telegram_id) for one in first] == [
        (aigul.id, None, aigul.telegram_id),
        (marat.id, None, marat.telegram_id),
        (None, staff.id, staff.telegram_id),
    ]
    assert await deliveries.claim(cast.db, NOW, 10) == ()
    await deliveries.mark_sent(cast.db, first[0], 1, NOW)
    await deliveries.mark_failed(cast.db, first[2], "refused", NOW)
    assert ids(await deliveries.claim(cast.db, NOW, 10)) == [owed[1], owed[4]]


async def test_what_is_owed_for_later_holds_nobody_up(cast: Cast) -> None:
    aigul, staff = await cast.resident(), await group(cast)
    later = NOW + timedelta(minutes=10)

    async def unit(tx: Transaction) -> None:
        assert await rows.owe(tx, aigul.id, "decision", {}, "later", NOW, not_before=later)
        assert await rows.owe_group(tx, staff.id, "decision", {}, "later of a group", NOW, not_before=later)

    await cast.db.write(unit)
    owed = await owe(cast, aigul, staff)
    claimed = await deliveries.claim(cast.db, NOW, 10)
    assert ids(claimed) == owed
    for one in claimed:
        await deliveries.mark_sent(cast.db, one, 1, NOW)
    assert await deliveries.claim(cast.db, later - SECOND, 10) == ()
    assert len(await deliveries.claim(cast.db, later, 10)) == 2


async def test_an_older_message_that_was_put_off_holds_the_younger_ones(cast: Cast) -> None:
    aigul = await cast.resident()
    older, younger = await owe(cast, aigul, aigul)
    (claimed,) = await deliveries.claim(cast.db, NOW, 10)
    await deliveries.mark_later(cast.db, claimed, NOW + 5 * SECOND, "TelegramServerError")
    assert await deliveries.claim(cast.db, NOW + 4 * SECOND, 10) == ()
    (again,) = await deliveries.claim(cast.db, NOW + 5 * SECOND, 10)
    assert (again.id, again.attempts) == (older, 2)
    await deliveries.mark_sent(cast.db, again, 1, NOW)
    assert ids(await deliveries.claim(cast.db, NOW + 5 * SECOND, 10)) == [younger]


async def test_a_message_held_for_quiet_hours_lets_younger_ones_pass_until_they_end(cast: Cast) -> None:
    aigul = await cast.resident()
    held, passing, last = await owe(cast, aigul, aigul, aigul)
    (claimed,) = await deliveries.claim(cast.db, NOW, 10)
    await deliveries.mark_held(cast.db, claimed, NOW + 5 * SECOND)
    (second,) = await deliveries.claim(cast.db, NOW, 10)
    assert second.id == passing
    await deliveries.mark_sent(cast.db, second, 1, NOW)
    assert ids(await deliveries.claim(cast.db, NOW + 5 * SECOND, 10)) == [held], "now it is first again"
    assert (await row_of(cast, last))["attempts"] == 0


async def test_thousands_for_a_few_do_not_hide_what_others_are_owed(cast: Cast) -> None:
    busy, staff = await cast.resident(), await group(cast)
    others = [await cast.resident() for _ in range(5)]
    flood = await owe(cast, *[busy] * 2000, *[staff] * 2000)
    wanted = await owe(cast, *others)
    claimed = await deliveries.claim(cast.db, NOW, 60)
    assert sorted(ids(claimed)) == [flood[0], flood[2000], *wanted]
    assert await deliveries.claim(cast.db, NOW, 60) == (), "the busy ones have theirs on the way"


async def test_those_whose_first_message_is_on_its_way_do_not_hide_the_others(cast: Cast) -> None:
    people = [await cast.resident() for _ in range(20)]
    for _ in range(2):
        await owe(cast, *people[:10])
    await deliveries.claim(cast.db, NOW, 10)
    later = await owe(cast, *people[10:])
    assert ids(await deliveries.claim(cast.db, NOW, 5)) == later[:5]


async def test_going_round_many_busy_recipients_reaches_every_one(cast: Cast) -> None:
    busy = [await cast.resident() for _ in range(claims.HOPS + 6)]
    for _ in range(6):
        await owe(cast, *busy)
    reached: set[int | None] = set()
    round_ = Round()
    for _ in range(10):
        claimed = await deliveries.claim(cast.db, NOW, 25, round_=round_)
        reached |= {delivery.person_id for delivery in claimed}
        assert all(delivery.attempts == 1 for delivery in claimed)
    assert reached == {person.id for person in busy}
    assert round_.is_over


async def test_what_is_in_hand_is_not_claimed_again_by_the_same_worker(cast: Cast) -> None:
    await owe(cast, await cast.resident())
    (claimed,) = await deliveries.claim(cast.db, NOW, 10)
    assert await deliveries.claim(cast.db, NOW + CLAIMED_FOR, 10, in_hand={claimed.id}) == ()


async def test_a_claimed_delivery_comes_back_when_its_worker_dies(cast: Cast) -> None:
    (id_,) = await owe(cast, await cast.resident())
    await deliveries.claim(cast.db, NOW, 10)
    assert await deliveries.claim(cast.db, NOW + CLAIMED_FOR - SECOND, 10) == ()
    (again,) = await deliveries.claim(cast.db, NOW + CLAIMED_FOR, 10)
    assert (again.id, again.attempts) == (id_, 2)
    await deliveries.mark_sent(cast.db, again, 77, NOW)
    assert await deliveries.claim(cast.db, NOW + DAY, 10) == ()


async def test_a_claim_made_before_the_clock_was_set_back_does_not_last_an_hour_longer(cast: Cast) -> None:
    (id_,) = await owe(cast, await cast.resident())
    await deliveries.claim(cast.db, NOW + 60 * 60 * SECOND, 10)
    (again,) = await deliveries.claim(cast.db, NOW, 10)
    assert (again.id, again.attempts) == (id_, 2)


async def test_a_renewed_claim_lasts_longer_and_a_lost_one_cannot_be_renewed(cast: Cast) -> None:
    await owe(cast, await cast.resident())
    (slow,) = await deliveries.claim(cast.db, NOW, 10)
    assert await deliveries.renew(cast.db, [slow], NOW + 90 * SECOND) == {slow.id}
    assert await deliveries.claim(cast.db, NOW + CLAIMED_FOR, 10) == ()
    (quick,) = await deliveries.claim(cast.db, NOW + 90 * SECOND + CLAIMED_FOR, 10)
    assert await deliveries.renew(cast.db, [slow], NOW) == frozenset()
    assert await deliveries.renew(cast.db, [quick], NOW) == {quick.id}


async def test_a_late_worker_does_not_overwrite_what_another_has_claimed_since(cast: Cast) -> None:
    aigul = await cast.resident()
    await owe(cast, aigul)
    (slow,) = await deliveries.claim(cast.db, NOW, 10)
    (quick,) = await deliveries.claim(cast.db, NOW + CLAIMED_FOR, 10)
    assert not await deliveries.mark_later(cast.db, slow, NOW, "TelegramNetworkError")
    assert not await deliveries.mark_unreachable(cast.db, slow, "blocked", NOW)
    assert not await deliveries.mark_failed(cast.db, slow, "refused", NOW)
    assert not await deliveries.mark_sent(cast.db, slow, 4, NOW)
    await deliveries.release(cast.db, [slow])
    assert (await row_of(cast, quick.id))["state"] == "claimed"
    assert await deliveries.mark_sent(cast.db, quick, 5, NOW)
    row = await row_of(cast, quick.id)
    assert (row["state"], row["message_id"], row["problem"]) == ("sent", 5, None)


async def test_workers_that_race_never_claim_the_same_delivery(cast: Cast, database_url: str) -> None:
    people = [await cast.resident() for _ in range(12)]
    await owe(cast, *people)
    replica = await open_database(database_url)
    claimed: list[int] = []
    while len(claimed) < len(people):
        claims = await asyncio.gather(*(deliveries.claim(db, NOW, 3) for db in (cast.db, replica) * 3))
        claimed += [delivery.id for claim in claims for delivery in claim]
    await replica.close()
    assert len(claimed) == len(set(claimed)) == 12


async def test_an_unreachable_recipient_is_owed_nothing_any_more(cast: Cast) -> None:
    aigul, marat, staff = await cast.resident(), await cast.resident(), await group(cast)
    owed = await owe(cast, aigul, aigul, marat, staff, staff)
    for delivery in await deliveries.claim(cast.db, NOW, 10):
        if delivery.person_id != marat.id:
            await deliveries.mark_unreachable(cast.db, delivery, "blocked", NOW)
    states = [(await row_of(cast, id_))["state"] for id_ in owed]
    assert states == ["unreachable", "unreachable", "claimed", "unreachable", "unreachable"]
    await owe(cast, aigul, staff)
    assert [one.telegram_id for one in await deliveries.claim(cast.db, NOW, 10)] == [None, None]
    assert (await group(cast)).unreachable_at is None, "connecting it again brings it back"


async def test_an_organizer_whose_file_fails_is_owed_a_word_about_it_once(cast: Cast) -> None:
    organizer = await cast.organizer()
    (id_,) = await owe(cast, organizer, kind="export")
    (export,) = await deliveries.claim(cast.db, NOW, 10)
    assert await deliveries.mark_failed(cast.db, export, "refused", NOW)
    assert not await deliveries.mark_failed(cast.db, export, "refused", NOW)
    (notice,) = await deliveries.claim(cast.db, NOW, 10)
    assert (notice.kind, notice.person_id, notice.facts) == ("export_failed", organizer.id, {"export": id_})
    await deliveries.mark_failed(cast.db, notice, "refused", NOW)
    assert await deliveries.claim(cast.db, NOW, 10) == (), "there is no word about the word"


async def test_claims_of_the_process_before_are_given_back_only_where_it_was_the_only_one(cast: Cast) -> None:
    await owe(cast, await cast.resident(), await cast.resident())
    await deliveries.claim(cast.db, NOW, 10)
    is_alone = cast.db.dialect == "sqlite"
    assert await deliveries.release_left(cast.db) == (2 if is_alone else 0)
    assert len(await deliveries.claim(cast.db, NOW, 10)) == (2 if is_alone else 0)


async def test_what_is_owed_is_counted_no_further_than_needed(cast: Cast) -> None:
    await owe(cast, *[await cast.resident()] * 30)
    await deliveries.claim(cast.db, NOW, 10)
    assert await cast.db.read(lambda tx: rows.count_open(tx, 100)) == 30
    assert await cast.db.read(lambda tx: rows.count_open(tx, 10)) == 10


@pytest.mark.parametrize("is_known", [False, True])
async def test_a_group_that_moves_takes_what_it_is_owed_along(cast: Cast, is_known: bool) -> None:
    staff = await group(cast)
    if is_known:
        await group(cast, -1001)
    await owe(cast, staff, staff)
    (claimed,) = await deliveries.claim(cast.db, NOW, 10)
    await deliveries.mark_moved(cast.db, claimed, -1001, NOW)
    await deliveries.mark_sent(cast.db, claimed, 1, NOW)
    (second,) = await deliveries.claim(cast.db, NOW, 10)
    assert second.telegram_id == -1001


async def test_only_failures_of_the_message_itself_bring_it_nearer_to_being_given_up(cast: Cast) -> None:
    (id_,) = await owe(cast, await cast.resident())
    now = NOW
    for _ in range(3):
        (claimed,) = await deliveries.claim(cast.db, now, 10)
        assert claimed.attempts == 1
        await deliveries.release(cast.db, [claimed])
        (claimed,) = await deliveries.claim(cast.db, now, 10)
        now += SECOND
        assert await deliveries.mark_later(cast.db, claimed, now, "retry after", is_attempt=False)
        (claimed,) = await deliveries.claim(cast.db, now, 10)
        now += SECOND
        assert await deliveries.mark_held(cast.db, claimed, now)
    assert (await row_of(cast, id_))["attempts"] == 0
    (claimed,) = await deliveries.claim(cast.db, now, 10)
    assert await deliveries.mark_later(cast.db, claimed, now + SECOND, "TelegramServerError")
    assert (await row_of(cast, id_))["attempts"] == 1


async def test_a_pause_written_twice_leaves_the_next_claim_alone(cast: Cast) -> None:
    (id_,) = await owe(cast, await cast.resident())
    (first,) = await deliveries.claim(cast.db, NOW, 10)
    until = NOW + SECOND
    assert await deliveries.mark_later(cast.db, first, until, "retry after", is_attempt=False)
    (second,) = await deliveries.claim(cast.db, until, 10)
    # The answer to the first writing was lost, and meanwhile the message is on its way.
    assert not await deliveries.mark_later(cast.db, first, until, "retry after", is_attempt=False)
    assert (await row_of(cast, id_))["state"] == "claimed"
    assert await deliveries.mark_sent(cast.db, second, 77, until)
