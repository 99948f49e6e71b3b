"""Warning, muting and banning authors: what each forbids, who may, one of two at once, and taking it back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from forum import appeals, browsing, following, moderation, people, privacy, reports, sanctions, submission, voting
from forum.errors import (
    AlreadyLifted,
    AlreadySanctioned,
    AuthorGone,
    AuthorOnTeam,
    Banned,
    Muted,
    NotAllowed,
    NotYourRegion,
    RemarkLong,
    StaleButton,
)
from forum.sanctions import Wanted
from storage.database import Database
from storage.records import Person, Proposal
from storage.sanctions import Sanction
from tests.forum.people import NOW, RULES, Cast, rows

WARN = Wanted("warn", 0, "flood", 0)
MUTE = Wanted("mute", 7, "insult", 0)
BAN = Wanted("ban", 0, "advertising", 0)


async def again(cast: Cast, person: Person) -> Person:
    """The person as the next update loads them."""
    found = await people.find(cast.db, person.id)
    assert found is not None
    return found


async def scene(cast: Cast) -> tuple[Person, Person, Proposal, Proposal]:
    """A moderator, an author with a rejected proposal, that proposal, and a published one of somebody else."""
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    author = await cast.resident()
    proposal = await cast.pending(author)
    await moderation.reject(cast.db, moderator, proposal.id, 1, "abuse", None, NOW, RULES)
    return moderator, author, proposal, await cast.published(moderator)


async def test_a_warning_forbids_nothing(cast: Cast) -> None:
    moderator, author, proposal, theirs = await scene(cast)
    done = await sanctions.sanction(cast.db, moderator, proposal.id, WARN, "Қайталамаңыз", NOW, RULES)
    assert (done.kind, done.reason, done.remark, done.until, done.set_by_name) == (
        "warn", "flood", "Қайталамаңыз", None, "Марат",
    )  # fmt: skip
    warned = await again(cast, author)
    assert (warned.muted_until, warned.banned_at) == (None, None)
    await submission.begin(cast.db, warned, NOW, RULES)
    await voting.cast(cast.db, warned, theirs.id, 1, NOW, RULES)
    assert (await sanctions.in_force(cast.db, moderator, 0, NOW)).sanctions == ()


async def test_somebody_muted_writes_nothing_until_then_but_votes_and_appeals(cast: Cast) -> None:
    moderator, author, proposal, theirs = await scene(cast)
    await sanctions.sanction(cast.db, moderator, proposal.id, MUTE, None, NOW, RULES)
    muted = await again(cast, author)
    until = NOW + timedelta(days=7)
    assert muted.muted_until == until
    for refused in (
        submission.begin(cast.db, muted, NOW, RULES),
        submission.send(cast.db, muted, proposal.id, 0, "kk", NOW, RULES),
        submission.change(cast.db, muted, proposal.id, NOW, RULES, topic="rural"),
        reports.report(cast.db, muted, theirs.id, "insult", NOW, RULES),
        reports.demand_reportable(cast.db, muted, theirs.id, NOW, RULES),
    ):
        with pytest.raises(Muted) as told:
            await refused
        assert told.value.facts == {"until": until}
    await voting.cast(cast.db, muted, theirs.id, 1, NOW, RULES)
    await following.follow(cast.db, muted, theirs.id, NOW)
    await appeals.file(cast.db, muted, proposal.id, "Бұл жарнама емес, қараңызшы", NOW, RULES)
    await submission.begin(cast.db, muted, until, RULES)  # nothing has to run for it to end


async def test_somebody_banned_reads_and_is_forgotten_and_no_more(cast: Cast) -> None:
    moderator, author, proposal, theirs = await scene(cast)
    await sanctions.sanction(cast.db, moderator, proposal.id, BAN, None, NOW, RULES)
    banned = await again(cast, author)
    for refused in (
        submission.begin(cast.db, banned, NOW, RULES),
        reports.report(cast.db, banned, theirs.id, "insult", NOW, RULES),
        voting.cast(cast.db, banned, theirs.id, 1, NOW, RULES),
        following.follow(cast.db, banned, theirs.id, NOW),
    ):
        with pytest.raises(Banned):
            await refused
    assert (await browsing.card(cast.db, banned, theirs.id)).proposal.id == theirs.id
    await appeals.rejection(cast.db, banned, proposal.id, NOW, RULES)
    assert await privacy.forget(cast.db, banned, f"500:{banned.telegram_id}:{banned.telegram_id}:0:default", NOW)
    assert await rows(cast.db, "SELECT kind, person_id, remark FROM sanctions") == [("ban", None, None)]
    with pytest.raises(AuthorGone):
        await sanctions.author_of(cast.db, moderator, proposal.id)


async def test_only_moderators_of_the_region_set_one_and_the_team_gets_none(cast: Cast) -> None:
    moderator, author, proposal, _ = await scene(cast)
    elsewhere, resident = await cast.moderator("KZ-10", name="Сәуле"), await cast.resident()
    for stranger, problem in ((elsewhere, NotYourRegion), (resident, NotAllowed), (author, NotAllowed)):
        with pytest.raises(problem):
            await sanctions.sanction(cast.db, stranger, proposal.id, WARN, None, NOW, RULES)
        with pytest.raises(problem):
            await sanctions.author_of(cast.db, stranger, proposal.id)
    own, colleague = await cast.pending(moderator), await cast.pending(await cast.moderator("KZ-59", name="Әсел"))
    for of_team in (own, colleague):
        assert (await sanctions.author_of(cast.db, moderator, of_team.id)).is_own == (of_team is own)
        with pytest.raises(AuthorOnTeam):
            await sanctions.sanction(cast.db, moderator, of_team.id, WARN, None, NOW, RULES)
    # What would set nothing tells a colleague from a resident no more than it does anybody.
    revoked = replace(resident, memberships=moderator.memberships)
    for of_anybody in (colleague, proposal):
        with pytest.raises(AlreadySanctioned) as told:
            await sanctions.sanction(cast.db, moderator, of_anybody.id, replace(WARN, seen=999), None, NOW, RULES)
        assert told.value.facts == {"by": ""}
        with pytest.raises(NotAllowed):
            await sanctions.sanction(cast.db, revoked, of_anybody.id, WARN, None, NOW, RULES)
    for forged in (Wanted("jail", 0, "flood", 0), Wanted("mute", 3, "flood", 0), Wanted("ban", 7, "flood", 0),
                   Wanted("warn", 0, "because", 0)):  # fmt: skip
        with pytest.raises(StaleButton):
            await sanctions.sanction(cast.db, moderator, proposal.id, forged, None, NOW, RULES)
    with pytest.raises(RemarkLong):
        await sanctions.sanction(cast.db, moderator, proposal.id, WARN, "ә" * 5000, NOW, RULES)
    assert await rows(cast.db, "SELECT id FROM sanctions") == []


async def test_the_author_is_numbers_and_earlier_sanctions(cast: Cast) -> None:
    moderator, author, proposal, _ = await scene(cast)
    await moderation.publish(cast.db, moderator, (await cast.pending(author)).id, 1, NOW)
    await sanctions.sanction(cast.db, moderator, proposal.id, WARN, None, NOW, RULES)
    seen = await sanctions.author_of(cast.db, moderator, proposal.id)
    assert (seen.record.sent, seen.record.published, seen.record.rejected) == (2, 1, 1)
    assert [one.kind for one in seen.sanctions] == ["warn"]
    assert seen.latest == seen.sanctions[0].id
    assert not seen.is_own


async def test_of_two_moderators_at_once_one_stands_and_the_other_hears_it(cast: Cast, replica: Database) -> None:
    moderator, _, proposal, _ = await scene(cast)
    other = await cast.moderator("KZ-59", name="Әсел")
    for _ in range(6):
        seen = (await sanctions.author_of(cast.db, moderator, proposal.id)).latest
        done = await asyncio.gather(
            sanctions.sanction(cast.db, moderator, proposal.id, replace(MUTE, seen=seen), None, NOW, RULES),
            sanctions.sanction(replica, other, proposal.id, replace(BAN, seen=seen), None, NOW, RULES),
            return_exceptions=True,
        )
        refused = [one for one in done if isinstance(one, BaseException)]
        assert len(refused) == 1, done
        assert isinstance(refused[0], AlreadySanctioned)
        assert refused[0].facts["by"] in {"Марат", "Әсел"}
    assert await rows(cast.db, "SELECT count(*) FROM sanctions") == [(6,)]
    assert await rows(cast.db, "SELECT count(*) FROM deliveries WHERE kind = 'sanction'") == [(6,)]


async def test_an_author_who_is_forgotten_at_the_same_moment_is_gone(cast: Cast, replica: Database) -> None:
    moderator, author, proposal, _ = await scene(cast)
    for _ in range(3):
        forgetting = privacy.forget(cast.db, author, "key", NOW)
        warning = sanctions.sanction(replica, moderator, proposal.id, WARN, "Қайталамаңыз", NOW, RULES)
        is_done, outcome = await asyncio.gather(forgetting, warning, return_exceptions=True)
        assert is_done is True
        assert isinstance(outcome, AuthorGone | Sanction), outcome
        assert await rows(cast.db, "SELECT count(*) FROM sanctions WHERE person_id IS NOT NULL") == [(0,)]
        author = await cast.resident()
        proposal = await cast.pending(author)


async def test_the_same_press_twice_or_at_once_is_one(cast: Cast, replica: Database) -> None:
    moderator, _, proposal, _ = await scene(cast)
    done = await asyncio.gather(
        *(sanctions.sanction(db, moderator, proposal.id, MUTE, None, NOW, RULES) for db in (cast.db, replica))
    )
    assert done[0] == done[1] == await sanctions.sanction(cast.db, moderator, proposal.id, MUTE, None, NOW, RULES)
    assert await rows(cast.db, "SELECT count(*) FROM deliveries WHERE kind = 'sanction'") == [(1,)]


async def test_lifting_leaves_what_others_set_and_is_told_once(cast: Cast, replica: Database) -> None:
    moderator, author, proposal, _ = await scene(cast)
    other, elsewhere = await cast.moderator("KZ-59", name="Әсел"), await cast.moderator("KZ-10", name="Сәуле")
    mute = await sanctions.sanction(cast.db, moderator, proposal.id, MUTE, None, NOW, RULES)
    longer = Wanted("mute", 30, "flood", mute.id)
    second = await sanctions.sanction(cast.db, other, proposal.id, longer, None, NOW, RULES)
    ban = await sanctions.sanction(cast.db, moderator, proposal.id, replace(BAN, seen=second.id), None, NOW, RULES)
    page = await sanctions.in_force(cast.db, other, 0, NOW)
    assert [one.id for one in page.sanctions] == [ban.id, second.id, mute.id]
    assert (await sanctions.in_force(cast.db, elsewhere, 0, NOW)).sanctions == ()
    with pytest.raises(NotYourRegion):
        await sanctions.lift(cast.db, elsewhere, ban.id, NOW)
    with pytest.raises(NotAllowed):
        await sanctions.lift(cast.db, author, ban.id, NOW)
    await sanctions.lift(cast.db, await cast.organizer(), ban.id, NOW)
    assert (await again(cast, author)).banned_at is None
    lifted = await asyncio.gather(
        sanctions.lift(cast.db, moderator, second.id, NOW), sanctions.lift(replica, other, second.id, NOW),
        return_exceptions=True,
    )  # fmt: skip
    assert sum(isinstance(one, AlreadyLifted) for one in lifted) == 1, lifted
    assert (await again(cast, author)).muted_until == mute.until
    await sanctions.lift(cast.db, moderator, mute.id, NOW)
    assert (await sanctions.lift(cast.db, moderator, mute.id, NOW)).lifted_by == moderator.id
    assert (await again(cast, author)).muted_until is None
    assert await rows(cast.db, "SELECT count(*) FROM deliveries WHERE kind = 'sanction_lifted'") == [(3,)]
    with pytest.raises(StaleButton):
        await sanctions.lift(cast.db, moderator, 999, NOW)
