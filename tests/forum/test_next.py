"""Next: least seen first, each once, counted once whatever happens at the same time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from forum import unseen, voting
from storage.database import Database
from storage.records import Campaign, Person
from tests.forum.many_proposals import many, run
from tests.forum.people import RULES, Cast, rows


async def counts(cast: Cast) -> dict[int, int]:
    """How many saw each proposal, by its column; that it is true is checked here every time."""
    found = await rows(
        cast.db,
        """
        SELECT p.id, p.seen_count, (SELECT count(*) FROM sightings s WHERE s.proposal_id = p.id)
          FROM proposals p
        """,
    )
    assert all(column == counted for _, column, counted in found)
    return {id_: column for id_, column, _ in found}


async def through(cast: Cast, campaign: Campaign, reader: Person) -> list[int]:
    """One after the other until none is left."""
    shown: list[int] = []
    after = 0
    while (following := await unseen.find_next(cast.db, campaign, reader, after, cast.now)) is not None:
        shown.append(following)
        after = following
        assert len(shown) < 100
    return shown


async def test_a_reader_goes_through_all_of_them_once(cast: Cast) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 21))
    readers = [await cast.resident() for _ in range(3)]
    walks = [await through(cast, campaign, reader) for reader in readers]
    assert all(sorted(walk) == made for walk in walks)
    assert await counts(cast) == dict.fromkeys(made, 3)
    assert await through(cast, campaign, readers[0]) == [walks[0][-1]], "opened anew: where one stopped"


async def test_the_least_seen_come_first(cast: Cast) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 13))
    for reader in [await cast.resident() for _ in range(12)]:
        assert await unseen.find_next(cast.db, campaign, reader, 0, cast.now) is not None
    assert set((await counts(cast)).values()) == {1}, "twelve readers, each sent to another one"
    assert sorted(await counts(cast)) == made


async def test_ones_own_and_what_one_voted_on_do_not_come(cast: Cast) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 7))
    (author_id,) = {row[0] for row in await rows(cast.db, "SELECT author_id FROM proposals")}
    reader = await cast.resident()
    for id_, value in ((made[0], 1), (made[1], -1)):
        await voting.cast(cast.db, reader, id_, value, cast.now, RULES)
    await run(cast, "UPDATE proposals SET author_id = :me WHERE id = :id", me=reader.id, id=made[2])
    await run(cast, "UPDATE proposals SET state = 'shortlisted' WHERE id = :id", id=made[3])
    await run(cast, "UPDATE proposals SET author_id = NULL WHERE id = :id", id=made[4])
    assert author_id != reader.id
    assert sorted(await through(cast, campaign, reader)) == made[4:]


async def test_the_same_question_again_is_the_same_answer_and_counts_once(cast: Cast) -> None:
    campaign = await cast.campaign()
    await many(cast, campaign, range(1, 9))
    reader = await cast.resident()
    first = await unseen.find_next(cast.db, campaign, reader, 0, cast.now)
    assert first is not None
    assert await unseen.find_next(cast.db, campaign, reader, 0, cast.now) == first
    second = await unseen.find_next(cast.db, campaign, reader, first, cast.now)
    assert second not in (None, first)
    assert await unseen.find_next(cast.db, campaign, reader, first, cast.now) == second
    assert await unseen.find_next(cast.db, campaign, reader, 0, cast.now) == second
    assert sorted((await counts(cast)).values()) == [0] * 6 + [1, 1]


async def test_opened_anew_after_a_vote_it_goes_on(cast: Cast) -> None:
    campaign = await cast.campaign()
    await many(cast, campaign, range(1, 4))
    reader = await cast.resident()
    first = await unseen.find_next(cast.db, campaign, reader, 0, cast.now)
    assert first is not None
    await voting.cast(cast.db, reader, first, 1, cast.now, RULES)
    second = await unseen.find_next(cast.db, campaign, reader, 0, cast.now)
    assert second not in (None, first)
    await run(cast, "UPDATE proposals SET state = 'withdrawn' WHERE id = :id", id=second)
    assert await unseen.find_next(cast.db, campaign, reader, 0, cast.now) not in (None, first, second)


async def test_what_one_came_from_counts_as_seen_and_what_is_not_there_does_no_harm(cast: Cast) -> None:
    campaign = await cast.campaign()
    opened, other = await many(cast, campaign, range(1, 3))
    (pending,) = await many(cast, campaign, range(3, 4), state="pending")
    reader = await cast.resident()
    assert await unseen.find_next(cast.db, campaign, reader, opened, cast.now) == other
    assert await counts(cast) == {opened: 1, other: 1, pending: 0}
    assert await unseen.find_next(cast.db, campaign, reader, other, cast.now) is None
    stranger = await cast.resident()
    for after in (pending, 4711):
        assert await unseen.find_next(cast.db, campaign, stranger, after, cast.now) in (opened, other)
    assert (await counts(cast))[pending] == 0


async def test_without_consent_one_may_look_too(cast: Cast) -> None:
    campaign = await cast.campaign()
    (only,) = await many(cast, campaign, range(1, 2))
    await run(cast, "INSERT INTO people (telegram_id, created_at) VALUES (77, 1)")
    ((id_,),) = await rows(cast.db, "SELECT id FROM people WHERE telegram_id = 77")
    pattern = await cast.resident()
    newcomer = Person(id_, 77, None, None, None, pattern.created_at, None)
    assert await unseen.find_next(cast.db, campaign, newcomer, 0, cast.now) == only
    assert await counts(cast) == {only: 1}


async def test_two_at_once_count_a_reader_once_and_readers_all(cast: Cast, replica: Database) -> None:
    campaign = await cast.campaign()
    made = await many(cast, campaign, range(1, 4))
    reader = await cast.resident()
    await asyncio.gather(
        *(
            unseen.find_next(db, campaign, reader, after, cast.now + timedelta(milliseconds=after))
            for after in (0, made[0], 0, made[0])
            for db in (cast.db, replica)
        )
    )
    await counts(cast)
    crowd = await cast.crowd(60)
    shown = await asyncio.gather(
        *(
            unseen.find_next(db, campaign, one, 0, cast.now)
            for place, one in enumerate(crowd)
            for db in ((cast.db, replica)[place % 2],)
        )
    )
    assert None not in shown
    assert sum((await counts(cast)).values()) == len(await rows(cast.db, "SELECT 1 FROM sightings"))
    assert len(await rows(cast.db, "SELECT 1 FROM sightings WHERE person_id <> :me", me=reader.id)) == 60
