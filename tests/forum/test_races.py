"""Two at once: one wins, the other is told, and the numbers are right. Two connections play two replicas."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from forum import attaching, campaigns, moderation, submission, team, voting, withdrawal
from forum.errors import (
    AlreadyDecided,
    CampaignExists,
    DailyLimit,
    InvitationUsed,
    NotPending,
    NotWithdrawable,
    ProposalNotPublished,
    TakenBy,
)
from storage import campaigns as campaign_rows
from storage.database import Database, Transaction
from tests.forum.people import NOW, RULES, Cast, rows


async def test_of_two_moderators_deciding_at_once_one_wins_and_the_other_hears_who(
    cast: Cast, replica: Database
) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    for _ in range(8):
        proposal = await cast.pending()
        outcomes = await asyncio.gather(
            moderation.publish(cast.db, first, proposal.id, 1, NOW),
            moderation.reject(replica, second, proposal.id, 1, "unclear", None, NOW, RULES),
            return_exceptions=True,
        )
        refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyDecided)]
        assert len(refused) == 1, outcomes
        assert refused[0].facts["by"] == ("Әсел" if outcomes[0] is refused[0] else "Марат")
        state = "rejected" if outcomes[0] is refused[0] else "published"
        assert await rows(cast.db, "SELECT state FROM proposals WHERE id = :id", id=proposal.id) == [(state,)]
        told = await rows(cast.db, "SELECT id FROM deliveries WHERE person_id = :id", id=proposal.author_id)
        assert len(told) == 1, "the author is told once"
        assert len(await rows(cast.db, "SELECT id FROM history WHERE proposal_id = :id", id=proposal.id)) == 2


async def test_two_taps_of_one_vote_count_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voter = await cast.resident()
    await asyncio.gather(*(voting.cast(db, voter, proposal.id, 1, NOW, RULES) for db in (cast.db, replica) * 4))
    counts = await rows(cast.db, "SELECT support_count, object_count FROM proposals WHERE id = :id", id=proposal.id)
    assert counts == [(1, 0)]
    assert await rows(cast.db, "SELECT value FROM votes") == [(1,)]


async def test_counters_equal_votes_when_people_change_their_minds_at_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voters = [await cast.resident() for _ in range(12)]
    wishes = [(voter, value) for voter in voters for value in (1, -1, 0, 1, -1)]
    await asyncio.gather(
        *(
            voting.cast((cast.db, replica)[index % 2], voter, proposal.id, value, NOW, RULES)
            for index, (voter, value) in enumerate(wishes)
        )
    )
    (counted,) = await rows(cast.db, "SELECT support_count, object_count FROM proposals WHERE id = :id", id=proposal.id)
    (votes,) = await rows(
        cast.db,
        """
        SELECT CAST(sum(CASE WHEN value = 1 THEN 1 ELSE 0 END) AS BIGINT) AS s,
               CAST(sum(CASE WHEN value = -1 THEN 1 ELSE 0 END) AS BIGINT) AS o
          FROM votes
        """,
    )
    (hours,) = await rows(
        cast.db,
        "SELECT CAST(sum(support) AS BIGINT) AS s, CAST(sum(objection) AS BIGINT) AS o FROM vote_hours",
    )
    assert counted == votes == hours
    assert await rows(cast.db, "SELECT count(*) AS n FROM votes") == [(12,)]


async def test_a_vote_and_a_withdrawal_at_once_leave_a_true_count(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        author, voter = await cast.resident(), await cast.resident()
        proposal = await cast.pending(author)
        await moderation.publish(cast.db, moderator, proposal.id, 1, NOW)
        voted, withdrawn = await asyncio.gather(
            voting.cast(replica, voter, proposal.id, 1, NOW, RULES),
            withdrawal.withdraw(cast.db, author, proposal.id, NOW),
            return_exceptions=True,
        )
        assert not isinstance(withdrawn, Exception)
        accepted = 0 if isinstance(voted, ProposalNotPublished) else 1
        assert await rows(cast.db, "SELECT support_count FROM proposals WHERE id = :id", id=proposal.id) == [
            (accepted,)
        ]
        votes = await rows(cast.db, "SELECT value FROM votes WHERE proposal_id = :id", id=proposal.id)
        assert len(votes) == accepted, "a refused vote leaves no row"


async def test_a_decision_and_a_withdrawal_at_once_leave_one_of_them(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        author = await cast.resident()
        proposal = await cast.pending(author)
        decided, withdrawn = await asyncio.gather(
            moderation.reject(replica, moderator, proposal.id, 1, "unclear", None, NOW, RULES),
            withdrawal.withdraw(cast.db, author, proposal.id, NOW),
            return_exceptions=True,
        )
        if isinstance(decided, NotPending):
            assert not isinstance(withdrawn, Exception)
        else:
            assert isinstance(withdrawn, NotWithdrawable), (decided, withdrawn)
        states = await rows(cast.db, "SELECT to_state FROM history WHERE proposal_id = :id ORDER BY id", id=proposal.id)
        assert len(states) == 2


async def test_the_history_names_the_state_that_was_really_left(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(10):
        author = await cast.resident()
        proposal = await cast.pending(author)
        await asyncio.gather(
            moderation.publish(replica, moderator, proposal.id, 1, NOW),
            *(withdrawal.withdraw(db, author, proposal.id, NOW) for db in (cast.db, replica)),
            return_exceptions=True,
        )
        steps = await rows(
            cast.db, "SELECT from_state, to_state FROM history WHERE proposal_id = :id ORDER BY id", id=proposal.id
        )
        assert [later[0] for later in steps[1:]] == [earlier[1] for earlier in steps[:-1]], steps
        assert steps[-1][1] == "withdrawn"
        assert len({to for _, to in steps}) == len(steps), "withdrawn once"


async def test_files_sent_at_once_are_all_kept(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    author = await cast.resident()
    draft = await submission.begin(cast.db, author, NOW, RULES)
    files = [attaching.NewAttachment("photo", f"file{n}", f"unique{n}", "сурет.jpg", 1000) for n in range(4)]
    await asyncio.gather(
        *(
            attaching.attach((cast.db, replica)[n % 2], author, draft.proposal.id, file, NOW, RULES)
            for n, file in enumerate(files)
        )
    )
    kept = await submission.load(cast.db, author, draft.proposal.id)
    assert {attachment.file_unique_id for attachment in kept.attachments} == {file.file_unique_id for file in files}


async def test_two_replicas_full_of_voters_refuse_nobody(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    popular = [await cast.published(moderator) for _ in range(5)]
    voters = [await cast.resident() for _ in range(12)]
    wishes = [(voter, proposal) for voter in voters for proposal in popular]
    # Each replica walks the proposals in its own direction: the groups' locks would cross.
    cards = await asyncio.gather(
        *(voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES) for voter, proposal in wishes),
        *(voting.cast(replica, voter, proposal.id, 1, NOW, RULES) for voter, proposal in reversed(wishes)),
    )
    assert len(cards) == 2 * len(wishes)
    assert await rows(cast.db, "SELECT DISTINCT support_count FROM proposals WHERE state = 'published'") == [(12,)]


async def test_an_item_is_taken_by_one_of_two(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    proposal = await cast.pending()
    outcomes = await asyncio.gather(
        moderation.open_item(cast.db, first, proposal.id, NOW, RULES),
        moderation.open_item(replica, second, proposal.id, NOW, RULES),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, moderation.Item) for outcome in outcomes) == 1
    (refused,) = [outcome for outcome in outcomes if isinstance(outcome, TakenBy)]
    assert refused.facts["by"] in {"Марат", "Әсел"}
    assert refused.facts["until"] == NOW + RULES.taken_for


async def test_one_link_lets_one_of_two_in(cast: Cast, replica: Database) -> None:
    organizer = await cast.organizer()
    token = await team.invite(cast.db, organizer, "moderator", ("KZ-59",), NOW, RULES)
    guests = [(db, await cast.resident()) for db in (cast.db, replica, cast.db, replica)]
    outcomes = await asyncio.gather(
        *(team.accept(db, guest, token, "Аты", NOW, RULES) for db, guest in guests), return_exceptions=True
    )
    assert sum(isinstance(outcome, InvitationUsed) for outcome in outcomes) == 3, outcomes
    assert len(await rows(cast.db, "SELECT id FROM team")) == 1


async def test_of_two_campaigns_at_once_one_opens(cast: Cast, replica: Database) -> None:
    organizer = await cast.organizer()
    day = NOW.date()
    plan = campaigns.CampaignPlan("Форум науқаны", "Кампания форума", day.replace(day=28), day.replace(day=30))
    other = replace(plan, name_kk="Басқа науқан")
    outcomes = await asyncio.gather(
        campaigns.create(cast.db, organizer, plan, NOW, RULES),
        campaigns.create(replica, organizer, other, NOW, RULES),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, CampaignExists) for outcome in outcomes) == 1
    assert len(await rows(cast.db, "SELECT id FROM campaigns")) == 1


async def test_the_same_campaign_asked_for_twice_at_once_is_one(cast: Cast, replica: Database) -> None:
    organizer = await cast.organizer()
    last_day = NOW.date().replace(day=28)
    plan = campaigns.CampaignPlan("Форум науқаны", "Кампания форума", last_day, last_day)
    created = await asyncio.gather(*(campaigns.create(db, organizer, plan, NOW, RULES) for db in (cast.db, replica)))
    assert created[0] == created[1]
    assert len(await rows(cast.db, "SELECT id FROM campaigns")) == 1


async def test_the_same_sending_twice_at_once_is_one_proposal_with_one_number(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    author = await cast.resident()
    draft = await submission.begin(cast.db, author, NOW, RULES)
    await submission.change(
        cast.db, author, draft.proposal.id, NOW, RULES, place="national", topic="digital", title="Т" * 20, text="М" * 40
    )
    receipts = await asyncio.gather(
        *(submission.send(db, author, draft.proposal.id, 0, "kk", NOW, RULES) for db in (cast.db, replica) * 3)
    )
    assert {receipt.proposal.number for receipt in receipts} == {1}
    assert sum(not receipt.already_sent for receipt in receipts) == 1
    assert len(await rows(cast.db, "SELECT id FROM history")) == 1


async def test_numbers_have_no_gaps_when_some_submissions_fail(cast: Cast) -> None:
    await cast.campaign()
    rules = replace(RULES, proposals_a_day=1)
    for _ in range(5):
        author = await cast.resident()
        draft = await submission.begin(cast.db, author, NOW, rules)
        await cast.pending(author)
        # A second draft from before the limit was reached takes a number and is then refused the rest of the unit.
        again = await submission.begin(cast.db, author, NOW, RULES)
        await submission.change(
            cast.db, author, again.proposal.id, NOW, RULES, place="KZ-59", topic="rural", title="Т" * 20, text="М" * 40
        )

        async def takes_a_number_and_fails(tx: Transaction, campaign_id: int = draft.proposal.campaign_id) -> None:
            assert await campaign_rows.next_number(tx, campaign_id, NOW) is not None
            raise LookupError

        with pytest.raises(LookupError):
            await cast.db.write(takes_a_number_and_fails)
        with pytest.raises(DailyLimit):
            await submission.send(cast.db, author, again.proposal.id, 0, "kk", NOW, rules)
    numbers = await rows(cast.db, "SELECT number FROM proposals WHERE number IS NOT NULL ORDER BY number")
    assert numbers == [(1,), (2,), (3,), (4,), (5,)]
