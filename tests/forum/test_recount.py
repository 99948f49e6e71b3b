"""The recount: it finds what is untrue, mends it, and never quarrels with those who vote meanwhile."""

from __future__ import annotations

import asyncio

from forum import voting
from forum.recount import Compared, compare
from storage.database import Database, Transaction
from storage.recount import Tally
from tests.forum.people import NOW, RULES, Cast, rows


async def go_through(db: Database, *, mend: bool = False) -> tuple[Compared, list[Tally]]:
    found: list[Tally] = []
    last = Compared(0, 0, 0, ())
    async for last in compare(db, mend=mend):
        found += last.differing
    return last, found


async def spoil(db: Database, sql: str, **values: object) -> None:
    async def unit(tx: Transaction) -> None:
        assert await tx.run(sql, **values)

    await db.write(unit)


async def ground(cast: Cast, proposals: int, voters: int) -> list[int]:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    ids = [(await cast.published(moderator)).id for _ in range(proposals)]
    crowd = await cast.crowd(voters)
    await asyncio.gather(
        *(
            voting.cast(cast.db, voter, id_, -1 if index % 3 == 0 else 1, NOW, RULES)
            for id_ in ids
            for index, voter in enumerate(crowd)
        )
    )
    return ids


async def test_an_empty_database_has_no_differences(cast: Cast) -> None:
    assert await go_through(cast.db) == (Compared(0, 0, 0, ()), [])


async def test_true_numbers_are_found_true(cast: Cast) -> None:
    await ground(cast, 3, 6)
    last, found = await go_through(cast.db)
    assert (last.proposals, last.total, last.votes, found) == (3, 3, 18, [])


async def test_each_untrue_number_is_found_and_mended(cast: Cast) -> None:
    first, second, third = await ground(cast, 3, 6)
    await spoil(cast.db, "UPDATE proposals SET support_count = 40 WHERE id = :id", id=first)
    await spoil(cast.db, "UPDATE vote_hours SET objection = 7 WHERE proposal_id = :id", id=second)
    await spoil(cast.db, "DELETE FROM vote_hours WHERE proposal_id = :id", id=third)
    expected = [
        Tally(first, 1, (4, 2), (40, 2), (4, 2)),
        Tally(second, 2, (4, 2), (4, 2), (4, 7)),
        Tally(third, 3, (4, 2), (4, 2), (0, 0)),
    ]
    assert (await go_through(cast.db))[1] == expected
    assert (await go_through(cast.db))[1] == expected, "looking changes nothing"
    assert (await go_through(cast.db, mend=True))[1] == expected
    assert (await go_through(cast.db))[1] == []
    assert await rows(cast.db, "SELECT DISTINCT support_count, object_count FROM proposals") == [(4, 2)]


async def test_mending_meets_voters_and_loses_none_of_them(cast: Cast, replica: Database) -> None:
    (id_,) = await ground(cast, 1, 3)
    crowd = await cast.crowd(300)

    async def votes(part: int) -> None:
        for start in range(part * 10, len(crowd), 20):
            await asyncio.gather(
                *(voting.cast(replica, voter, id_, 1, NOW, RULES) for voter in crowd[start : start + 10])
            )

    async def mends() -> None:
        for _ in range(12):
            await spoil(cast.db, "UPDATE proposals SET support_count = support_count + 5 WHERE id = :id", id=id_)
            await go_through(cast.db, mend=True)

    await asyncio.gather(votes(0), mends(), votes(1))
    await go_through(cast.db, mend=True)
    assert (await go_through(cast.db))[1] == []
    assert await rows(cast.db, "SELECT support_count, object_count FROM proposals") == [(302, 1)]


async def test_two_who_mend_at_once_do_not_mend_twice(cast: Cast, replica: Database) -> None:
    ids = await ground(cast, 4, 3)
    await spoil(cast.db, "UPDATE proposals SET support_count = 0, object_count = 9")
    await asyncio.gather(go_through(cast.db, mend=True), go_through(replica, mend=True))
    assert (await go_through(cast.db))[1] == []
    assert await rows(cast.db, "SELECT support_count, object_count FROM proposals") == [(2, 1)] * len(ids)


async def test_votes_cast_during_a_look_are_no_differences(cast: Cast, replica: Database) -> None:
    ids = await ground(cast, 2, 2)
    crowd = await cast.crowd(200)
    voted = asyncio.gather(*(voting.cast(replica, voter, id_, 1, NOW, RULES) for voter in crowd for id_ in ids))
    while not voted.done():
        assert (await go_through(cast.db))[1] == []
    await voted
