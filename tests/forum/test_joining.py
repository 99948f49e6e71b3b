"""Joining: what may be joined to what, two at once, where readers are led, and the one question to each supporter."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from forum import (
    browsing,
    campaign_changes,
    campaigns,
    carrying,
    errors,
    exports,
    joining,
    moderation,
    people,
    reports,
    team,
    undoing,
    voting,
    withdrawal,
)
from forum.workable import round_of
from locales import translator
from locales.export_words import Words
from storage import joins
from storage.database import Database, Transaction
from storage.joins import Ripe
from storage.records import Person
from tests.forum.export_campaign import read_csv
from tests.forum.joined import RIPE, acts, demand_true_counters, found, fresh, joined, supported
from tests.forum.people import NOW, RULES, Cast, rows

REASONS = ("insult", "insult", "advertising")


async def test_a_pending_one_is_joined_and_its_author_hears_of_it(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    target, pending = await cast.published(moderator), await cast.pending()
    done = await joining.join(cast.db, moderator, pending.id, 1, target.id, NOW)
    assert (done.proposal.state, done.proposal.joined_to, done.proposal.round) == ("joined", target.id, 1)
    assert await acts(cast.db, pending) == [("state", "draft", "pending"), ("state", "pending", "joined")]
    again = await joining.join(cast.db, moderator, pending.id, 1, target.id, NOW)
    assert again.decision == done.decision
    told = await rows(cast.db, "SELECT kind, cause FROM deliveries WHERE person_id = :id", id=pending.author_id)
    assert told == [("decision", f"decision:{done.decision.id}")]
    with pytest.raises(errors.ProposalNotFound):
        await browsing.card(cast.db, await cast.resident(), pending.id)  # nobody has published its text


async def test_a_published_one_is_joined_in_a_round_of_its_own_and_leads_on(cast: Cast) -> None:
    await cast.campaign()
    moderator, reader = await cast.moderator("KZ-59"), await cast.resident()
    first, second, third = [await cast.published(moderator) for _ in range(3)]
    await supported(cast, first, reader)
    await joined(cast, moderator, first, second)
    assert (await found(cast.db, first))["round"] == 2
    (queued,) = await rows(cast.db, "SELECT decided_at - queued_at FROM decisions WHERE kind = 'join'")
    assert queued == (0,), "it waited for nobody"
    with pytest.raises(errors.ProposalNotPublished):
        await voting.cast(cast.db, reader, first.id, 0, NOW, RULES)
    await joined(cast, moderator, second, third)
    card = await browsing.card(cast.db, reader, first.id)
    assert card.joined_to is not None
    assert card.joined_to.id == third.id, "its readers are led on to the last one"
    assert [(one.id, value) for one, value in await browsing.my_votes(cast.db, reader)] == [(first.id, 1)]
    for reason in REASONS:
        await reports.report(cast.db, await cast.resident(), third.id, reason, NOW, RULES)
    assert (await browsing.card(cast.db, reader, first.id)).joined_to is None, "nobody reads a hidden one's title"
    assert (await browsing.card(cast.db, moderator, first.id)).joined_to is not None


async def test_a_hidden_one_is_joined_and_its_reports_are_settled(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    target, proposal = await cast.published(moderator), await cast.published(moderator)
    for reason in REASONS:
        await reports.report(cast.db, await cast.resident(), proposal.id, reason, NOW, RULES)
    decision = await joined(cast, moderator, proposal, target)
    open_reports = "SELECT count(*) AS n FROM reports WHERE settled_at IS NULL"
    assert await rows(cast.db, open_reports) == [(0,)]
    await undoing.undo(cast.db, moderator, decision.id, NOW, RULES)
    assert (await found(cast.db, proposal))["state"] == "hidden"
    assert await rows(cast.db, open_reports) == [(3,)], "they count again"


async def test_what_cannot_be_joined_says_why(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    one, other, third = [await cast.published(moderator) for _ in range(3)]
    pending, author = await cast.pending(), await cast.resident()
    joined_to = await joined(cast, moderator, other, one)
    assert joined_to.target_id == one.id
    round_ = round_of(await fresh(cast, one))

    async def refused(kind: type[errors.DomainError], proposal: int, target: int, round_: int) -> errors.DomainError:
        with pytest.raises(kind) as refusal:
            await joining.join(cast.db, moderator, proposal, round_, target, NOW)
        with pytest.raises(kind):
            await joining.preview(cast.db, moderator, proposal, round_, target, NOW)
        return refusal.value

    await refused(errors.JoinSelf, one.id, one.id, round_)
    await refused(errors.JoinCircle, one.id, other.id, round_)
    assert (await refused(errors.JoinTargetJoined, third.id, other.id, 2)).facts == {"number": str(one.number)}
    await refused(errors.JoinTarget, one.id, pending.id, round_)
    await refused(errors.ProposalNotFound, one.id, 9999, round_)
    await refused(errors.ProposalNotFound, 9999, one.id, 1)
    await refused(errors.AlreadyDecided, one.id, third.id, 1)  # a button of the item, which was published since
    await refused(errors.AlreadyDecided, other.id, third.id, 2)
    await withdrawal.withdraw(cast.db, await _author(cast, pending.author_id), pending.id, NOW)
    await refused(errors.NotPending, pending.id, one.id, 1)
    for stranger in (author, await cast.organizer()):
        with pytest.raises(errors.NotAllowed):
            await joining.join(cast.db, stranger, third.id, 2, one.id, NOW)
    with pytest.raises(errors.NotYourRegion):
        await joining.join(cast.db, await cast.moderator("KZ-75"), third.id, 2, one.id, NOW)
    assert (await found(cast.db, third))["state"] == "published"


async def _author(cast: Cast, person_id: int | None) -> Person:
    assert person_id is not None
    person = await people.find(cast.db, person_id)
    assert person is not None
    return person


async def test_proposals_of_two_campaigns_are_not_joined(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    old = await cast.published(moderator)
    await campaigns.end(cast.db, await cast.organizer(), campaign.id, NOW)
    await cast.campaign()
    new = await cast.published(moderator)
    with pytest.raises(errors.JoinCampaign):
        await joining.join(cast.db, moderator, new.id, 2, old.id, NOW)
    with pytest.raises(errors.ProposalNotFound):
        await joining.by_number(cast.db, new, "7")
    assert old.number == new.number == 1
    assert (await joining.by_number(cast.db, new, "001")).id == new.id


@pytest.mark.parametrize("digits", ["0", "99", "9" * 30])
async def test_a_number_nobody_has_is_not_found(cast: Cast, digits: str) -> None:
    await cast.campaign()
    proposal = await cast.pending()
    with pytest.raises(errors.ProposalNotFound):
        await joining.by_number(cast.db, proposal, digits)


async def test_an_item_another_has_open_and_a_role_taken_back_stop_a_join(cast: Cast) -> None:
    await cast.campaign()
    moderator, other = await cast.moderator("KZ-59"), await cast.moderator("KZ-59", name="Әсел")
    target, pending, published = await cast.published(moderator), await cast.pending(), await cast.published(moderator)
    await moderation.open_item(cast.db, other, pending.id, NOW, RULES)
    with pytest.raises(errors.TakenBy):
        await joining.join(cast.db, moderator, pending.id, 1, target.id, NOW)
    ((member,),) = await rows(cast.db, "SELECT id FROM team WHERE person_id = :id", id=moderator.id)
    await team.revoke(cast.db, await cast.organizer(), member, NOW)
    for proposal, round_ in ((published, 2), (pending, 1)):
        with pytest.raises(errors.NotAllowed):  # the screen was opened before, so the person still has the role
            await joining.join(cast.db, moderator, proposal.id, round_, target.id, RIPE)


async def test_of_two_joins_in_a_circle_one_is_refused(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    for _ in range(6):
        one, other = await cast.published(first), await cast.published(first)
        outcomes = await asyncio.gather(
            joining.join(cast.db, first, one.id, 2, other.id, NOW),
            joining.join(replica, second, other.id, 2, one.id, NOW),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, errors.JoinCircle) for outcome in outcomes) == 1, outcomes
        assert {(await found(cast.db, both))["state"] for both in (one, other)} == {"joined", "published"}


async def test_a_join_and_a_withdrawal_at_once_leave_one_of_them(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    target = await cast.published(moderator)
    for _ in range(6):
        author = await cast.resident()
        pending = await cast.pending(author)
        done, withdrawn = await asyncio.gather(
            joining.join(replica, moderator, pending.id, 1, target.id, NOW),
            withdrawal.withdraw(cast.db, author, pending.id, NOW),
            return_exceptions=True,
        )
        if isinstance(done, errors.NotPending):
            assert not isinstance(withdrawn, Exception)
        else:
            assert isinstance(withdrawn, errors.NotWithdrawable), (done, withdrawn)
        assert len(await acts(cast.db, pending)) == 2


async def test_the_target_withdrawn_at_once_is_no_target(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        author = await cast.resident()
        target = await cast.pending(author)
        await moderation.publish(cast.db, moderator, target.id, 1, NOW)
        pending = await cast.pending()
        done, withdrawn = await asyncio.gather(
            joining.join(replica, moderator, pending.id, 1, target.id, NOW),
            withdrawal.withdraw(cast.db, author, target.id, NOW),
            return_exceptions=True,
        )
        assert not isinstance(withdrawn, Exception)
        is_joined = (await found(cast.db, pending))["state"] == "joined"
        assert is_joined != isinstance(done, errors.JoinTarget), done


async def test_supporters_are_asked_once_when_the_join_can_be_undone_no_more(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    one, target = await cast.published(moderator), await cast.published(moderator)
    voters, enemy = [await cast.resident() for _ in range(3)], await cast.resident()
    await supported(cast, one, *voters)
    await supported(cast, one, enemy, value=-1)
    decision = await joined(cast, moderator, one, target)
    assert await carrying.ask_due(cast.db, NOW + RULES.undo_for - timedelta(seconds=1), RULES) == 0
    asked = await asyncio.gather(*(carrying.ask_due(db, RIPE, RULES) for db in (cast.db, replica)))
    assert sum(asked) == 3
    assert await carrying.ask_due(cast.db, RIPE, RULES) == 0
    causes = await rows(cast.db, "SELECT cause FROM deliveries WHERE kind = 'carry' ORDER BY id")
    assert sorted(causes) == sorted((f"carry:{decision.id}:{voter.id}",) for voter in voters)
    assert await carrying.question(cast.db, enemy.id, decision.id, RIPE) is None
    question = await carrying.question(cast.db, voters[0].id, decision.id, RIPE)
    assert question is not None
    assert (question.proposal.id, question.target.id) == (one.id, target.id)


async def test_an_asking_that_broke_off_is_gone_on_with(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    one, target = await cast.published(moderator), await cast.published(moderator)
    await supported(cast, one, *[await cast.resident() for _ in range(5)])
    await joined(cast, moderator, one, target)
    monkeypatch.setattr(carrying, "STRETCH", 2)
    real, stretches = joins.ask_stretch, []

    async def dies(tx: Transaction, join: Ripe, **stretch: Any) -> int:
        stretches.append(join)
        if len(stretches) == 2:
            raise LookupError
        return await real(tx, join, **stretch)

    monkeypatch.setattr(joins, "ask_stretch", dies)
    with pytest.raises(LookupError):
        await carrying.ask_due(cast.db, RIPE, RULES)
    asked = "SELECT count(*) AS n FROM carries"
    assert await rows(cast.db, asked) == [(2,)]
    monkeypatch.setattr(joins, "ask_stretch", real)
    assert await carrying.ask_due(cast.db, RIPE, RULES) == 3
    assert await rows(cast.db, asked) == [(5,)]


async def test_nobody_is_asked_about_an_undone_join(cast: Cast) -> None:
    await cast.campaign()
    moderator, voter = await cast.moderator("KZ-59"), await cast.resident()
    one, target = await cast.published(moderator), await cast.published(moderator)
    await supported(cast, one, voter)
    decision = await joined(cast, moderator, one, target)
    await undoing.undo(cast.db, moderator, decision.id, NOW, RULES)
    assert await carrying.ask_due(cast.db, RIPE, RULES) == 0
    assert await carrying.question(cast.db, voter.id, decision.id, RIPE) is None
    with pytest.raises(errors.StaleButton):
        await carrying.answer(cast.db, voter, decision.id, "carry", RIPE, RULES)
    assert (await found(cast.db, one))["support_count"] == 1


async def test_a_vote_goes_over_once_however_often_it_is_pressed(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(4):
        one, target = await cast.published(moderator), await cast.published(moderator)
        carries, leaves, both = [await cast.resident() for _ in range(3)]
        await supported(cast, one, carries, leaves, both)
        await supported(cast, target, both)
        decision = await joined(cast, moderator, one, target)
        await carrying.ask_due(cast.db, RIPE, RULES)
        answers = await asyncio.gather(
            *(carrying.answer(db, carries, decision.id, "carry", RIPE, RULES) for db in (cast.db, replica) * 2),
            carrying.answer(cast.db, leaves, decision.id, "leave", RIPE, RULES),
            carrying.answer(replica, both, decision.id, "carry", RIPE, RULES),
        )
        assert [one.answer for one in answers] == ["carry"] * 4 + ["leave", "carry"]
        kept = await carrying.answer(cast.db, leaves, decision.id, "carry", RIPE, RULES)
        assert kept.answer == "leave", "what was answered once stands"
        assert [(await found(cast.db, p))["support_count"] for p in (one, target)] == [1, 2]
        answered = "SELECT answer FROM carries WHERE decision_id = :id ORDER BY person_id"
        assert await rows(cast.db, answered, id=decision.id) == [("carry",), ("leave",), ("carry",)]
    await demand_true_counters(cast.db)


async def test_carrying_keeps_the_rules_of_voting(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    one, target = await cast.published(moderator), await cast.pending(author)
    await moderation.publish(cast.db, moderator, target.id, 1, NOW)
    enemy, late, spent = [await cast.resident() for _ in range(3)]
    await supported(cast, one, author, enemy, late, spent)
    await supported(cast, target, enemy, value=-1)
    other = await cast.published(moderator)
    decision = await joined(cast, moderator, one, target)
    await carrying.ask_due(cast.db, RIPE, RULES)
    await campaign_changes.change(
        cast.db, await cast.organizer(), campaign.id, "vote_budget", 1, cast.now, RULES, seen=None
    )
    await supported(cast, other, spent)  # the vote that came free is given elsewhere
    for person, now, kind in (
        (enemy, RIPE, errors.CarryObjects),
        (author, RIPE, errors.OwnProposal),
        (late, campaign.voting_until, errors.VotingClosed),
        (spent, RIPE, errors.VoteBudgetSpent),
        (replace(late, consent_version=None), RIPE, errors.ConsentNeeded),
        (await cast.resident(), RIPE, errors.StaleButton),
    ):
        with pytest.raises(kind):
            await carrying.answer(cast.db, person, decision.id, "carry", now, RULES)
    with pytest.raises(errors.StaleButton):
        await carrying.answer(cast.db, late, decision.id, "perhaps", RIPE, RULES)
    assert await carrying.question(cast.db, author.id, decision.id, RIPE) is None
    assert await carrying.question(cast.db, late.id, decision.id, campaign.voting_until) is None
    assert await rows(cast.db, "SELECT count(*) AS n FROM carries WHERE answer IS NOT NULL") == [(0,)]
    assert (await carrying.answer(cast.db, late, decision.id, "carry", RIPE, RULES)).answer == "carry"
    await demand_true_counters(cast.db)


async def test_a_vote_goes_to_the_last_of_a_chain(cast: Cast) -> None:
    await cast.campaign()
    moderator, voter = await cast.moderator("KZ-59"), await cast.resident()
    first, second, third = [await cast.published(moderator) for _ in range(3)]
    await supported(cast, first, voter)
    decision = await joined(cast, moderator, first, second)
    await carrying.ask_due(cast.db, RIPE, RULES)
    await joined(cast, moderator, second, third)
    carried = await carrying.answer(cast.db, voter, decision.id, "carry", RIPE, RULES)
    assert carried.target.id == third.id
    assert [(await found(cast.db, p))["support_count"] for p in (first, second, third)] == [0, 0, 1]
    await demand_true_counters(cast.db)


async def test_the_internal_copy_names_the_other_number_and_the_decision_in_force(cast: Cast, tmp_path: Path) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    target, one, undone = [await cast.published(moderator) for _ in range(3)]
    await joined(cast, moderator, one, target)
    back = await joined(cast, moderator, undone, target)
    await undoing.undo(cast.db, moderator, back.id, NOW, RULES)
    path = tmp_path / "copy.csv"
    await exports.write_csv(cast.db, path, campaign, Words(translator("ru"), {}), internal=True)
    sheet = read_csv(path)
    heading = next(n for n, row in enumerate(sheet) if "Объединено с №" in row)
    found_in = [dict(zip(sheet[heading], row, strict=True)) for row in sheet[heading + 1 :]]
    told = {row["№"]: (row["Объединено с №"], row["Последнее решение"]) for row in found_in}
    assert told == {"1": ("", "Опубликовано"), "2": ("1", "Объединено"), "3": ("", "Опубликовано")}
