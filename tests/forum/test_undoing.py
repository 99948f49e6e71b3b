"""Undoing: the proposal stands where it stood, within ten minutes, once, by those who may."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from forum import (
    appeals,
    browsing,
    correcting,
    errors,
    joining,
    moderation,
    reports,
    submission,
    team,
    undoing,
    voting,
    withdrawal,
)
from forum.policies import Rules
from storage import decisions
from storage.database import Database
from storage.records import Decision, Proposal
from tests.forum.joined import acts, demand_true_counters, found, fresh, joined, supported
from tests.forum.people import NOW, RULES, Cast, rows

SOON = NOW + timedelta(minutes=3)
LAST = NOW + RULES.undo_for


async def told(cast: Cast, proposal: Proposal) -> list[tuple[str, str]]:
    """What the author is owed: kind and state of each delivery."""
    sql = "SELECT kind, state FROM deliveries WHERE person_id = :id ORDER BY id"
    return await rows(cast.db, sql, id=proposal.author_id)


async def sent(cast: Cast) -> None:
    """As if the outbox had sent all there is."""
    await cast.db.write(lambda tx: tx.run("UPDATE deliveries SET state = 'sent' WHERE state = 'owed'"))


async def decided(cast: Cast, kind: str, proposal: Proposal, round_: int = 1) -> Decision:
    """A decision of a fresh moderator of KZ-59."""
    moderator, ids = await cast.moderator("KZ-59"), (proposal.id, round_)
    if kind == "publish":
        return await moderation.publish(cast.db, moderator, *ids, NOW)
    if kind == "return":
        return await moderation.send_back(cast.db, moderator, *ids, "Ауылдың атын жазыңыз", NOW, RULES)
    if kind == "reject":
        return await moderation.reject(cast.db, moderator, *ids, "unclear", None, NOW, RULES)
    target = await cast.published(moderator)
    return (await joining.join(cast.db, moderator, *ids, target.id, NOW)).decision


@pytest.mark.parametrize("kind", ["publish", "return", "reject", "join"])
async def test_every_decision_can_be_taken_back_by_any_moderator_of_the_region(cast: Cast, kind: str) -> None:
    await cast.campaign()
    other, pending = await cast.moderator("KZ-59", name="Әсел"), await cast.pending()
    decision = await decided(cast, kind, pending)
    await sent(cast)
    undone = await undoing.undo(cast.db, other, decision.id, LAST, RULES)
    assert (undone.decision.undone_at, undone.decision.undone_by) == (LAST, other.id)
    row = await found(cast.db, pending)
    assert (row["state"], row["round"], row["joined_to"], row["published_at"]) == ("pending", 2, None, None)
    assert (await fresh(cast, pending)).queued_at == pending.queued_at, "the clock goes on"
    assert (await acts(cast.db, pending))[-1] == ("undo", undoing.LEFT_IN[kind], "pending")
    assert await told(cast, pending) == [("decision", "sent"), ("undone", "owed")]
    again = await undoing.undo(cast.db, other, decision.id, LAST, RULES)
    assert again.decision == undone.decision
    with pytest.raises(errors.AlreadyUndone) as refused:
        await undoing.undo(cast.db, await cast.moderator("KZ-59"), decision.id, LAST, RULES)
    assert refused.value.facts == {"by": "Әсел"}
    with pytest.raises(errors.StaleButton):
        await moderation.publish(cast.db, other, pending.id, 1, LAST)
    await moderation.publish(cast.db, other, pending.id, 2, LAST)
    assert (await found(cast.db, pending))["state"] == "published"


async def test_an_author_who_was_not_told_yet_hears_of_neither(cast: Cast) -> None:
    await cast.campaign()
    pending = await cast.pending()
    decision = await decided(cast, "reject", pending)
    await undoing.undo(cast.db, await cast.moderator("KZ-59"), decision.id, SOON, RULES)
    assert await told(cast, pending) == [("decision", "failed")]


async def test_who_may_not_and_when_it_is_too_late(cast: Cast) -> None:
    await cast.campaign()
    pending = await cast.pending()
    decision = await decided(cast, "publish", pending)
    for person in (await cast.resident(), await cast.organizer()):
        with pytest.raises(errors.NotAllowed):
            await undoing.undo(cast.db, person, decision.id, SOON, RULES)
    with pytest.raises(errors.NotYourRegion):
        await undoing.undo(cast.db, await cast.moderator("KZ-75"), decision.id, SOON, RULES)
    revoked = await cast.moderator("KZ-59")
    ((member,),) = await rows(cast.db, "SELECT id FROM team WHERE person_id = :id", id=revoked.id)
    await team.revoke(cast.db, await cast.organizer(), member, NOW)
    with pytest.raises(errors.NotAllowed):  # the screen was opened before, so the person still has the role
        await undoing.undo(cast.db, revoked, decision.id, SOON, RULES)
    moderator = await cast.moderator("KZ-59")
    with pytest.raises(errors.StaleButton):
        await undoing.undo(cast.db, moderator, 999, SOON, RULES)
    with pytest.raises(errors.UndoLate) as late:
        await undoing.undo(cast.db, moderator, decision.id, LAST + timedelta(milliseconds=1), RULES)
    assert late.value.facts == {"minutes": 10}
    assert (await found(cast.db, pending))["state"] == "published"


async def test_what_moved_on_is_not_undone(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")

    async def refused(decision: Decision) -> None:
        with pytest.raises(errors.UndoChanged):
            await undoing.undo(cast.db, moderator, decision.id, SOON, RULES)

    author = await cast.resident()
    withdrawn = await cast.pending(author)
    decision = await decided(cast, "publish", withdrawn)
    await withdrawal.withdraw(cast.db, author, withdrawn.id, SOON)
    await refused(decision)

    reported = await cast.pending()
    decision = await decided(cast, "publish", reported)
    for _ in range(3):
        await reports.report(cast.db, await cast.resident(), reported.id, "insult", SOON, RULES)
    await refused(decision)

    mended = await cast.pending(author)
    decision = await decided(cast, "return", mended)
    change = {"title": "Ауыл мектебіне жаңа интернет"}
    await submission.change(cast.db, author, mended.id, SOON, RULES, **change)
    await refused(decision)
    await submission.send(cast.db, author, mended.id, 1, "kk", SOON, RULES)
    await refused(decision)

    appealed = await cast.pending(author)
    decision = await decided(cast, "reject", appealed)
    await appeals.file(cast.db, author, appealed.id, "Мәтіні түсінікті жазылған.", SOON, RULES)
    await refused(decision)

    target = await cast.pending()
    decision = await decided(cast, "publish", target)
    await joined(cast, moderator, await cast.pending(), target)
    await refused(decision)


async def test_a_verdict_on_an_appeal_is_taken_back_by_its_judge_and_judged_again(cast: Cast) -> None:
    await cast.campaign()
    author, judge, other = await cast.resident(), await cast.moderator("KZ-75"), await cast.moderator("KZ-39")
    own = await cast.moderator("KZ-59")
    pending = await cast.pending(author)
    await decided(cast, "reject", pending)
    await appeals.file(cast.db, author, pending.id, "Мәтіні түсінікті жазылған.", NOW, RULES)
    verdict = await moderation.publish(cast.db, judge, pending.id, 2, NOW)
    for person in (other, own, await cast.organizer()):
        with pytest.raises(errors.UndoNotYours):
            await undoing.undo(cast.db, person, verdict.id, SOON, RULES)
    await undoing.undo(cast.db, judge, verdict.id, SOON, RULES)
    row = await found(cast.db, pending)
    assert (row["state"], row["round"], row["published_at"]) == ("appealed", 3, None)
    with pytest.raises(errors.NotYourAppeal):
        await moderation.publish(cast.db, own, pending.id, 3, SOON)
    item = await moderation.open_item(cast.db, other, pending.id, SOON, RULES)
    assert item.appeal is not None
    await moderation.publish(cast.db, other, pending.id, 3, SOON)
    with pytest.raises(errors.NotYourAppeal):
        await moderation.open_item(cast.db, own, pending.id, SOON, RULES)
    assert (await found(cast.db, pending))["state"] == "published"


async def test_an_organizers_verdict_is_the_organizers(cast: Cast) -> None:
    await cast.campaign()
    author, organizer = await cast.resident(), await cast.organizer()
    pending = await cast.pending(author)
    await decided(cast, "reject", pending)
    await appeals.file(cast.db, author, pending.id, "Мәтіні түсінікті жазылған.", NOW, RULES)
    verdict = await moderation.publish(cast.db, organizer, pending.id, 2, NOW)
    await undoing.undo(cast.db, organizer, verdict.id, SOON, RULES)
    assert (await found(cast.db, pending))["state"] == "appealed"


async def test_what_was_kept_is_hidden_again_and_stays_published_once(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    for _ in range(3):
        await reports.report(cast.db, await cast.resident(), proposal.id, "insult", NOW, RULES)
    kept = await moderation.publish(cast.db, moderator, proposal.id, 2, NOW)
    await undoing.undo(cast.db, moderator, kept.id, SOON, RULES)
    row = await found(cast.db, proposal)
    assert (row["state"], row["round"]) == ("hidden", 3)
    assert row["published_at"] is not None
    assert await rows(cast.db, "SELECT count(*) AS n FROM reports WHERE settled_at IS NULL") == [(3,)]
    item = await moderation.open_item(cast.db, moderator, proposal.id, SOON, RULES)
    assert item.reports == (("insult", 3),)


async def test_an_undone_join_gives_its_page_back(cast: Cast) -> None:
    await cast.campaign()
    moderator, voter = await cast.moderator("KZ-59"), await cast.resident()
    one, target = await cast.published(moderator), await cast.published(moderator)
    await supported(cast, one, voter)
    decision = await joined(cast, moderator, one, target)
    await undoing.undo(cast.db, moderator, decision.id, SOON, RULES)
    row = await found(cast.db, one)
    assert (row["state"], row["round"], row["joined_to"], row["support_count"]) == ("published", 3, None, 1)
    card = await browsing.card(cast.db, voter, one.id)
    assert (card.my_vote, card.joined_to) == (1, None)
    await joined(cast, moderator, target, one)  # the other way round is no circle now
    assert (await found(cast.db, target))["joined_to"] == one.id


async def test_of_two_moderators_undoing_at_once_one_wins(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    for _ in range(6):
        pending = await cast.pending()
        decision = await decided(cast, "publish", pending)
        outcomes = await asyncio.gather(
            undoing.undo(cast.db, first, decision.id, SOON, RULES),
            undoing.undo(replica, second, decision.id, SOON, RULES),
            return_exceptions=True,
        )
        (refused,) = [outcome for outcome in outcomes if isinstance(outcome, errors.AlreadyUndone)]
        assert refused.facts["by"] == ("Әсел" if outcomes[0] is refused else "Марат")
        assert (await found(cast.db, pending))["round"] == 2
        assert len([act for act in await acts(cast.db, pending) if act[0] == "undo"]) == 1


async def test_an_undo_and_a_vote_at_once_leave_a_true_count(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        pending, voters = await cast.pending(), [await cast.resident() for _ in range(3)]
        decision = await decided(cast, "publish", pending)
        undone, *votes = await asyncio.gather(
            undoing.undo(replica, moderator, decision.id, SOON, RULES),
            *(voting.cast(cast.db, voter, pending.id, 1, SOON, RULES) for voter in voters),
            return_exceptions=True,
        )
        assert not isinstance(undone, Exception)
        counted = sum(not isinstance(vote, errors.ProposalNotPublished) for vote in votes)
        assert (await found(cast.db, pending))["support_count"] == counted
    await demand_true_counters(cast.db)


async def test_votes_of_an_undone_publication_end_when_the_text_is_to_change(cast: Cast) -> None:
    await cast.campaign()
    moderator, voter, enemy = await cast.moderator("KZ-59"), await cast.resident(), await cast.resident()
    pending = await cast.pending()
    decision = await decided(cast, "publish", pending)
    await supported(cast, pending, voter)
    await supported(cast, pending, enemy, value=-1)
    await undoing.undo(cast.db, moderator, decision.id, SOON, RULES)
    assert (await found(cast.db, pending))["support_count"] == 1, "published again as it is, they still count"
    await moderation.send_back(cast.db, moderator, pending.id, 2, "Ауылдың атын жазыңыз", SOON, RULES)
    assert (await found(cast.db, pending))["support_count"] == 0
    await demand_true_counters(cast.db)


async def test_an_undo_and_a_withdrawal_at_once_leave_a_whole_history(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        author = await cast.resident()
        pending = await cast.pending(author)
        decision = await decided(cast, "publish", pending)
        await asyncio.gather(
            undoing.undo(replica, moderator, decision.id, SOON, RULES),
            withdrawal.withdraw(cast.db, author, pending.id, SOON),
            return_exceptions=True,
        )
        steps = await acts(cast.db, pending)
        assert [later[1] for later in steps[1:]] == [earlier[2] for earlier in steps[:-1]], steps
        assert steps[-1][2] == "withdrawn"


async def test_a_shorter_time_to_undo_is_a_rule(cast: Cast) -> None:
    await cast.campaign()
    moderator, pending = await cast.moderator("KZ-59"), await cast.pending()
    decision = await decided(cast, "publish", pending)
    with pytest.raises(errors.UndoLate):
        await undoing.undo(cast.db, moderator, decision.id, SOON, Rules(undo_for=timedelta(minutes=2)))
    assert (await cast.db.read(lambda tx: decisions.find(tx, decision.id))) == decision


async def test_nobody_undoes_joins_or_corrects_what_is_their_own(cast: Cast) -> None:
    await cast.campaign()
    author, other = await cast.moderator("KZ-59", name="Әсел"), await cast.moderator("KZ-59")
    own, target = await cast.pending(author), await cast.published(other)
    decision = await moderation.publish(cast.db, other, own.id, 1, NOW)
    with pytest.raises(errors.OwnDecision):
        await undoing.undo(cast.db, author, decision.id, SOON, RULES)
    with pytest.raises(errors.OwnDecision):
        await joining.join(cast.db, author, own.id, 2, target.id, NOW)
    with pytest.raises(errors.OwnDecision):
        await correcting.correct(cast.db, author, own.id, 2, "topic", "health", NOW)
    with pytest.raises(errors.JoinOwn):
        await joining.join(cast.db, author, target.id, 2, own.id, NOW)
    assert (await found(cast.db, own))["state"] == "published"


async def test_an_organizer_takes_back_what_they_decided_for_a_regions_only_moderator(cast: Cast) -> None:
    await cast.campaign()
    author, organizer, other = await cast.moderator("KZ-59"), await cast.organizer(), await cast.organizer()
    own = await cast.pending(author)
    decision = await moderation.publish(cast.db, organizer, own.id, 1, NOW)
    for stranger in (other, await cast.moderator("KZ-10")):
        with pytest.raises(errors.DomainError) as refused:
            await undoing.undo(cast.db, stranger, decision.id, SOON, RULES)
        assert type(refused.value) in (errors.NotAllowed, errors.NotYourRegion)
    with pytest.raises(errors.NotAllowed):
        await undoing.undo(cast.db, replace(organizer, is_admin=False), decision.id, SOON, RULES)
    await undoing.undo(cast.db, organizer, decision.id, SOON, RULES)
    assert (await found(cast.db, own))["state"] == "pending"
    (role,) = await rows(cast.db, "SELECT actor_role FROM history WHERE act = 'undo'")
    assert role == ("organizer",)
