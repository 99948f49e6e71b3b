"""What residents are told without asking: whom an outcome concerns, switches, people who return at that moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from forum import deliveries, errors, following, moderation, notices, people, voting
from forum.notices import ANNOUNCEMENT, OUTCOME, OWN, PHASE, WEEKLY
from storage import deliveries as owed_rows
from storage import people as people_rows
from storage.database import Database, Transaction, to_ms
from storage.records import Person, Proposal
from tests.forum.people import NOW, RULES, Cast, rows

MINUTE = timedelta(minutes=1)


async def concluded(cast: Cast, proposal: Proposal, state: str = "answered") -> Proposal:
    """The proposal as it is after somebody recorded an outcome."""
    at = to_ms(cast.now)

    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE proposals SET state = :state, changed_at = :at WHERE id = :id",
                     state=state, at=at, id=proposal.id)  # fmt: skip

    await cast.db.write(unit)
    return proposal._replace(state=state, changed_at=cast.now)


async def owe_to_all(db: Database, proposal: Proposal, now: datetime, step: int = 1) -> None:
    """Owe word of a step to everybody, stretch by stretch."""
    come_to: int | None = 0
    while come_to is not None:
        after = come_to
        come_to = await db.write(
            lambda tx, after=after: notices.owe_outcome(tx, proposal, step, proposal.state, now, after)
        )


async def told(cast: Cast, kind: str = "outcome") -> list[int]:
    """Whom deliveries of a kind are owed to."""
    found = await rows(cast.db, "SELECT person_id FROM deliveries WHERE kind = :kind ORDER BY person_id", kind=kind)
    return [row[0] for row in found]


async def published(cast: Cast) -> Proposal:
    await cast.campaign()
    return await cast.published(await cast.moderator("KZ-59"))


async def test_an_outcome_is_owed_once_to_author_supporters_and_followers(cast: Cast) -> None:
    proposal = await published(cast)
    supporter, follower, both, against, bystander = [await cast.resident() for _ in range(5)]
    for person, value in ((supporter, 1), (both, 1), (against, -1)):
        await voting.cast(cast.db, person, proposal.id, value, cast.now, RULES)
    for person in (follower, both):
        await following.follow(cast.db, person, proposal.id, cast.now)
    after = await concluded(cast, proposal)
    for _ in range(2):
        await owe_to_all(cast.db, after, cast.now)
    assert await told(cast) == sorted([supporter.id, follower.id, both.id])
    assert await told(cast, "change") == [proposal.author_id]
    assert bystander.id not in await told(cast)
    cast.now += MINUTE
    await owe_to_all(cast.db, await concluded(cast, proposal, "done"), cast.now, step=2)
    assert len(await told(cast)) == 6, "the next state is the next message"


async def test_an_author_who_follows_the_own_proposal_hears_of_it_once(cast: Cast) -> None:
    proposal = await published(cast)
    author = await people.find(cast.db, proposal.author_id or 0)
    assert author is not None
    await following.follow(cast.db, author, proposal.id, cast.now)
    await owe_to_all(cast.db, await concluded(cast, proposal), cast.now)
    assert await told(cast) == []
    assert await told(cast, "change") == [author.id]


async def test_who_switched_it_off_or_cannot_be_reached_is_owed_nothing(cast: Cast) -> None:
    proposal = await published(cast)
    quiet, gone, wants = [await cast.resident() for _ in range(3)]
    for person in (quiet, gone, wants):
        await following.follow(cast.db, person, proposal.id, cast.now)
    await notices.set_switch(cast.db, quiet, OUTCOME, cast.now, RULES, is_on=False)
    await people.note_reach(cast.db, gone.telegram_id or 0, cast.now, is_blocked=True)
    author = await people.find(cast.db, proposal.author_id or 0)
    assert author is not None
    await notices.set_switch(cast.db, author, OWN, cast.now, RULES, is_on=False)
    await owe_to_all(cast.db, await concluded(cast, proposal), cast.now)
    assert await told(cast) == [wants.id]
    assert await told(cast, "change") == []


async def test_a_decision_is_not_owed_to_an_author_who_switched_it_off(cast: Cast) -> None:
    await cast.campaign()
    author, moderator = await cast.resident(), await cast.moderator("KZ-59")
    await notices.set_switch(cast.db, author, OWN, cast.now, RULES, is_on=False)
    proposal = await cast.pending(author)
    await moderation.publish(cast.db, moderator, proposal.id, proposal.round, cast.now)
    assert await told(cast, "decision") == []


async def test_switches_say_what_is_wanted_and_the_same_twice_is_the_same(cast: Cast) -> None:
    aigul = await cast.resident()
    is_on = {OWN: True, OUTCOME: True, WEEKLY: False, PHASE: False, ANNOUNCEMENT: True}
    assert await notices.switches_of(cast.db, aigul) == is_on
    for switch in is_on:
        for wanted in (False, False, True, True, False):
            found = await notices.set_switch(cast.db, aigul, switch, cast.now, RULES, is_on=wanted)
            assert found[switch] is wanted
    for kind in ("decision", "hidden", "change", "outcome", "weekly", "phase", "announcement"):
        assert not await notices.is_wanted(cast.db, aigul.id, kind)
    assert await notices.is_wanted(cast.db, aigul.id, "digest"), "a moderator's digest has settings of its own"
    with pytest.raises(errors.StaleButton):
        await notices.set_switch(cast.db, aigul, "everything", cast.now, RULES, is_on=False)
    with pytest.raises(errors.RegionNeeded):
        await notices.set_switch(cast.db, replace(aigul, region=None), WEEKLY, cast.now, RULES, is_on=True)


async def owe(cast: Cast, person: Person, cause: str, db: Database | None = None, after: timedelta = MINUTE) -> None:
    async def unit(tx: Transaction) -> None:
        assert await owed_rows.owe(tx, person.id, "decision", {}, cause, NOW + after)

    await (db or cast.db).write(unit)


async def fates(cast: Cast) -> list[str]:
    return [row[0] for row in await rows(cast.db, "SELECT state FROM deliveries ORDER BY id")]


async def test_a_notice_owed_after_telegram_was_asked_waits_on(cast: Cast) -> None:
    aigul = await cast.resident()
    await owe(cast, aigul, "before", after=-MINUTE)
    await owe(cast, aigul, "meanwhile", after=-MINUTE)
    (claimed,) = await deliveries.claim(cast.db, NOW, 10)
    await owe(cast, aigul, "since")
    await deliveries.mark_unreachable(cast.db, claimed, "blocked", NOW + 2 * MINUTE, asked_at=NOW)
    assert await fates(cast) == ["unreachable", "unreachable", "owed"]
    await people.arrive(cast.db, aigul.telegram_id or 0, NOW + 2 * MINUTE)
    (again,) = await deliveries.claim(cast.db, NOW + 2 * MINUTE, 10)
    assert again.telegram_id == aigul.telegram_id


async def test_who_returns_while_an_old_notice_is_being_closed_gets_it(cast: Cast) -> None:
    aigul = await cast.resident()
    await people.note_reach(cast.db, aigul.telegram_id or 0, NOW, is_blocked=True)
    await owe(cast, aigul, "old")
    (claimed,) = await deliveries.claim(cast.db, NOW + MINUTE, 10)
    assert claimed.telegram_id is None
    await people.arrive(cast.db, aigul.telegram_id or 0, NOW + MINUTE)
    await owe(cast, aigul, "new")
    await deliveries.mark_unreachable(cast.db, claimed, "unreachable", NOW + MINUTE)
    assert await fates(cast) == ["owed", "owed"]
    found = await people.find(cast.db, aigul.id)
    assert found is not None
    assert found.unreachable_at is None


async def test_returning_and_being_closed_at_once_never_ends_reachable_with_a_lost_notice(
    cast: Cast, replica: Database
) -> None:
    for number in range(10):
        aigul = await cast.resident()
        await people.note_reach(cast.db, aigul.telegram_id or 0, NOW, is_blocked=True)
        await owe(cast, aigul, f"old:{number}")
        (claimed,) = [one for one in await deliveries.claim(cast.db, NOW + MINUTE, 60) if one.person_id == aigul.id]

        async def return_and_be_owed(person: Person = aigul, cause: str = f"new:{number}") -> None:
            async def unit(tx: Transaction) -> None:
                await people_rows.register(tx, person.telegram_id or 0, NOW + MINUTE)

            await replica.write(unit)
            await owe(cast, person, cause, replica, 2 * MINUTE)

        await asyncio.gather(
            return_and_be_owed(),
            deliveries.mark_unreachable(cast.db, claimed, "unreachable", NOW + 3 * MINUTE),
        )
        ((state,),) = await rows(cast.db, "SELECT state FROM deliveries WHERE cause = :cause", cause=f"new:{number}")
        assert state == "owed"
        found = await people.find(cast.db, aigul.id)
        assert found is not None
        assert found.unreachable_at is None
