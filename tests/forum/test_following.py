"""Following: public proposals only, the same wish twice is once, and a card knows it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from forum import browsing, errors, following, voting, withdrawal
from storage.database import Database
from tests.forum.people import RULES, Cast, rows


async def test_following_twice_is_once_and_stopping_twice_too(cast: Cast) -> None:
    await cast.campaign()
    aigul, proposal = await cast.resident(), await cast.published(await cast.moderator("KZ-59"))
    for _ in range(2):
        await following.follow(cast.db, aigul, proposal.id, cast.now)
    assert await rows(cast.db, "SELECT person_id, proposal_id FROM follows") == [(aigul.id, proposal.id)]
    assert [one.id for one in await following.followed(cast.db, aigul)] == [proposal.id]
    for _ in range(2):
        await following.stop(cast.db, aigul, proposal.id)
    assert await following.followed(cast.db, aigul) == ()


async def test_only_what_everybody_may_read_can_be_followed(cast: Cast) -> None:
    await cast.campaign()
    aigul, pending = await cast.resident(), await cast.pending()
    for proposal_id in (pending.id, 99_999):
        with pytest.raises(errors.ProposalNotFound):
            await following.follow(cast.db, aigul, proposal_id, cast.now)
    assert await rows(cast.db, "SELECT 1 FROM follows") == []


async def test_who_has_not_agreed_to_anything_follows_nothing(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    reader = replace(await cast.resident(), consent_version=None)
    with pytest.raises(errors.ConsentNeeded):
        await following.follow(cast.db, reader, proposal.id, cast.now)
    await following.stop(cast.db, reader, proposal.id)


async def test_a_card_tells_whether_it_is_followed_also_after_each_vote(cast: Cast) -> None:
    await cast.campaign()
    aigul, proposal = await cast.resident(), await cast.published(await cast.moderator("KZ-59"))
    assert not (await browsing.card(cast.db, aigul, proposal.id)).is_followed
    await following.follow(cast.db, aigul, proposal.id, cast.now)
    assert (await browsing.card(cast.db, aigul, proposal.id)).is_followed
    for value in (1, 1, -1, 0, 0):
        card = await voting.cast(cast.db, aigul, proposal.id, value, cast.now, RULES)
        assert (card.my_vote, card.is_followed) == (value, True)
    await following.stop(cast.db, aigul, proposal.id)
    for value in (1, 1):
        assert not (await voting.cast(cast.db, aigul, proposal.id, value, cast.now, RULES)).is_followed


async def test_what_was_withdrawn_is_followed_by_nobody_any_more(cast: Cast) -> None:
    await cast.campaign()
    author, aigul = await cast.resident(), await cast.resident()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    await following.follow(cast.db, aigul, proposal.id, cast.now)
    author = replace(author, id=proposal.author_id or 0)
    await withdrawal.withdraw(cast.db, author, proposal.id, cast.now)
    assert await following.followed(cast.db, aigul) == ()
    await following.stop(cast.db, aigul, proposal.id)


async def test_two_devices_that_follow_and_stop_at_once_leave_one_row_or_none(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    aigul, proposal = await cast.resident(), await cast.published(await cast.moderator("KZ-59"))
    for _ in range(10):
        await asyncio.gather(
            following.follow(cast.db, aigul, proposal.id, cast.now),
            following.follow(replica, aigul, proposal.id, cast.now),
            following.stop(replica, aigul, proposal.id),
        )
        assert len(await rows(cast.db, "SELECT 1 FROM follows")) <= 1


async def test_everybody_sees_what_became_of_a_public_proposal_but_no_remarks(cast: Cast) -> None:
    await cast.campaign()
    aigul = await cast.resident()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    entries = await browsing.history(cast.db, aigul, proposal.id)
    assert [entry.to_state for entry in entries] == ["published"], "what went on before is the author's"
    assert all(entry.remark is None and entry.reason is None for entry in entries)
    with pytest.raises(errors.NotAllowed):
        await browsing.history(cast.db, aigul, (await cast.pending()).id)
