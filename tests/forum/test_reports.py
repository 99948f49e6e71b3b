"""Reports: who may make them, how many, and what three of them do; two connections play two replicas."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from forum import browsing, digests, errors, moderation, reports, voting, withdrawal
from storage.database import Database
from storage.records import Person, Proposal
from tests.forum.people import NOW, RULES, Cast, rows

REASONS = ("insult", "personal-data", "advertising", "not-for-forum")


async def report(cast: Cast, person: Person, proposal: Proposal, reason: str = "insult") -> reports.Reported:
    return await reports.report(cast.db, person, proposal.id, reason, NOW, RULES)


async def hidden(cast: Cast, moderator: Person) -> Proposal:
    """A proposal that three residents have reported."""
    proposal = await cast.published(moderator)
    for reason in ("insult", "insult", "advertising"):
        last = await report(cast, await cast.resident(), proposal, reason)
    assert last.proposal.state == "hidden"
    return last.proposal


async def test_the_third_of_three_racing_reports_hides_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        proposal = await cast.published(moderator)
        residents = [await cast.resident() for _ in range(3)]
        await asyncio.gather(
            *(
                reports.report((cast.db, replica)[n % 2], resident, proposal.id, REASONS[n], NOW, RULES)
                for n, resident in enumerate(residents)
            )
        )
        ids = {"id": proposal.id}
        assert await rows(cast.db, "SELECT state, round FROM proposals WHERE id = :id", **ids) == [("hidden", 2)]
        changes = "SELECT from_state, to_state, actor_role, actor_id FROM history WHERE proposal_id = :id"
        assert (await rows(cast.db, f"{changes} ORDER BY id", **ids))[2:] == [("published", "hidden", "system", None)]
        told = await rows(cast.db, "SELECT cause FROM deliveries WHERE kind = 'hidden' ORDER BY id DESC")
        assert told[0] == (f"hidden:{proposal.id}:2",)
    assert len(told) == 6


async def test_more_than_three_at_once_hide_once_and_the_late_ones_hear_it_is_checked(
    cast: Cast, replica: Database
) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    residents = [await cast.resident() for _ in range(6)]
    outcomes = await asyncio.gather(
        *(
            reports.report((cast.db, replica)[n % 2], resident, proposal.id, "insult", NOW, RULES)
            for n, resident in enumerate(residents)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, errors.ProposalHidden) for outcome in outcomes) == 3, outcomes
    assert await rows(cast.db, "SELECT count(*) AS n FROM reports") == [(3,)]
    assert await rows(cast.db, "SELECT count(*) AS n FROM history WHERE to_state = 'hidden'") == [(1,)]


async def test_one_person_reports_a_proposal_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    proposal, resident = await cast.published(await cast.moderator("KZ-59")), await cast.resident()
    outcomes = await asyncio.gather(
        *(reports.report(db, resident, proposal.id, "insult", NOW, RULES) for db in (cast.db, replica) * 3)
    )
    assert sum(outcome.is_first for outcome in outcomes) == 1
    assert not (await report(cast, resident, proposal, "advertising")).is_first
    assert await rows(cast.db, "SELECT reason FROM reports") == [("insult",)]
    assert await rows(cast.db, "SELECT state FROM proposals") == [("published",)]


async def test_five_a_day_also_when_pressed_at_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator, resident = await cast.moderator("KZ-59"), await cast.resident()
    proposals = [await cast.published(moderator) for _ in range(7)]
    outcomes = await asyncio.gather(
        *(
            reports.report((cast.db, replica)[n % 2], resident, proposal.id, "insult", NOW, RULES)
            for n, proposal in enumerate(proposals)
        ),
        return_exceptions=True,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, errors.ReportLimit)]
    assert [refusal.facts for refusal in refused] == [{"limit": 5}] * 2, outcomes
    (left,) = [p for p, outcome in zip(proposals, outcomes, strict=True) if outcome is refused[0]]
    assert (await reports.report(cast.db, resident, left.id, "insult", NOW + timedelta(days=1), RULES)).is_first, (
        "the next day counts anew"
    )


async def test_who_may_report_what(cast: Cast) -> None:
    await cast.campaign()
    moderator, author, resident = await cast.moderator("KZ-59"), await cast.resident(), await cast.resident()
    pending = await cast.pending(author)
    with pytest.raises(errors.ProposalNotFound):
        await report(cast, resident, pending)
    await moderation.publish(cast.db, moderator, pending.id, 1, NOW)
    with pytest.raises(errors.OwnReport):
        await report(cast, author, pending)
    with pytest.raises(errors.StaleButton):
        await report(cast, resident, pending, "because")
    with pytest.raises(errors.ConsentNeeded):
        await report(cast, replace(resident, consent_version=None), pending)
    with pytest.raises(errors.ProposalNotFound):
        await reports.report(cast.db, resident, 999, "insult", NOW, RULES)
    await withdrawal.withdraw(cast.db, author, pending.id, NOW)
    with pytest.raises(errors.ProposalNotFound):
        await report(cast, resident, pending)
    assert not await rows(cast.db, "SELECT id FROM reports")


async def test_a_hidden_proposal_takes_no_votes_and_is_read_by_its_author_and_moderators(cast: Cast) -> None:
    await cast.campaign()
    moderator, reader = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await hidden(cast, moderator)
    with pytest.raises(errors.ProposalNotPublished):
        await voting.cast(cast.db, reader, proposal.id, 1, NOW, RULES)
    with pytest.raises(errors.ProposalHidden):
        await browsing.card(cast.db, reader, proposal.id)
    with pytest.raises(errors.ProposalHidden):
        await report(cast, reader, proposal)
    assert (await browsing.card(cast.db, moderator, proposal.id)).proposal.state == "hidden"


async def test_a_moderator_sees_reasons_with_numbers_and_keeps_it_with_its_votes(cast: Cast) -> None:
    await cast.campaign()
    moderator, voter = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await cast.published(moderator)
    await voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES)
    for reason in ("insult", "insult", "advertising"):
        await report(cast, await cast.resident(), proposal, reason)
    later = NOW + timedelta(hours=1)
    queue = await moderation.queue(cast.db, moderator, later, RULES)
    assert (queue.total, queue.reported, queue.appealed) == (1, 1, 0)
    item = await moderation.open_item(cast.db, moderator, proposal.id, later, RULES)
    assert item.reports == (("insult", 2), ("advertising", 1))
    decision = await moderation.publish(cast.db, moderator, proposal.id, 2, later)
    assert decision.round == 2
    ids = {"id": proposal.id}
    assert await rows(cast.db, "SELECT state, support_count FROM proposals WHERE id = :id", **ids) == [("published", 1)]
    assert (await browsing.card(cast.db, voter, proposal.id)).proposal.published_at == NOW
    # Three new ones are needed now, and who has reported it cannot again.
    for number in (1, 2, 3):
        resident = await cast.resident()
        state = (await report(cast, resident, proposal)).proposal.state
        assert state == ("hidden" if number == 3 else "published")
    notice = await moderation.decision_notice(cast.db, decision.id)
    assert (notice.decided_in, notice.may_appeal) == ("hidden", False)


async def test_a_hidden_proposal_is_published_or_rejected_and_never_returned(cast: Cast) -> None:
    await cast.campaign()
    moderator, elsewhere = await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    proposal = await hidden(cast, moderator)
    with pytest.raises(errors.StaleButton):
        await moderation.send_back(cast.db, moderator, proposal.id, 2, "Түзетіңіз", NOW, RULES)
    with pytest.raises(errors.NotYourRegion):
        await moderation.publish(cast.db, elsewhere, proposal.id, 2, NOW)
    with pytest.raises(errors.AlreadyDecided):
        await moderation.reject(cast.db, moderator, proposal.id, 1, "abuse", None, NOW, RULES)
    decision = await moderation.reject(cast.db, moderator, proposal.id, 2, "abuse", None, NOW, RULES)
    assert (await moderation.decision_notice(cast.db, decision.id)).may_appeal
    assert not await rows(cast.db, "SELECT id FROM reports WHERE settled_at IS NULL")


async def test_of_two_moderators_checking_at_once_one_wins(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    for _ in range(5):
        proposal = await hidden(cast, first)
        outcomes = await asyncio.gather(
            moderation.publish(cast.db, first, proposal.id, 2, NOW),
            moderation.reject(replica, second, proposal.id, 2, "abuse", None, NOW, RULES),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, errors.AlreadyDecided) for outcome in outcomes) == 1, outcomes
        changes = await rows(cast.db, "SELECT id FROM history WHERE from_state = 'hidden' AND proposal_id = :id",
                             id=proposal.id)  # fmt: skip
        assert len(changes) == 1


async def test_a_report_and_a_withdrawal_at_once_leave_one_true_history(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(5):
        author = await cast.resident()
        proposal = await cast.pending(author)
        await moderation.publish(cast.db, moderator, proposal.id, 1, NOW)
        for _ in range(2):
            await report(cast, await cast.resident(), proposal)
        reported, withdrawn = await asyncio.gather(
            reports.report(replica, await cast.resident(), proposal.id, "insult", NOW, RULES),
            withdrawal.withdraw(cast.db, author, proposal.id, NOW),
            return_exceptions=True,
        )
        was_hidden = isinstance(withdrawn, errors.NotWithdrawable)
        assert was_hidden != isinstance(reported, errors.ProposalNotFound), (reported, withdrawn)
        (state,) = await rows(cast.db, "SELECT state FROM proposals WHERE id = :id", id=proposal.id)
        assert state == ("hidden" if was_hidden else "withdrawn",)


async def test_somebody_forgotten_counts_no_more_towards_hiding(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    for _ in range(2):
        await report(cast, await cast.resident(), proposal)

    async def forget(tx: object) -> None:
        await tx.run("UPDATE reports SET person_id = NULL")  # type: ignore[attr-defined]

    await cast.db.write(forget)
    assert (await report(cast, await cast.resident(), proposal)).proposal.state == "published"


async def test_a_digest_counts_what_residents_reported(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    await hidden(cast, moderator)
    await cast.pending()
    content = await digests.current(cast.db, moderator, "KZ-59", NOW, RULES)
    assert (content.waiting, content.reported, content.appealed) == (2, 1, 0)
