"""Appeals: once, in time, and decided by somebody with no hand in the matter."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from forum import appeals, browsing, digests, errors, moderation, people, reports, team, voting
from storage.database import Database
from storage.records import Person, Proposal
from tests.forum.people import NOW, RULES, Cast, rows

WORDS = "Мәтінде жарнама жоқ, кітапхана – мемлекеттік мекеме."
DAY = timedelta(days=1)


async def rejected(cast: Cast, moderator: Person, author: Person | None = None) -> tuple[Proposal, Person]:
    """A rejected proposal and its author."""
    author = author or await cast.resident()
    proposal = await cast.pending(author)
    await moderation.reject(cast.db, moderator, proposal.id, 1, "advertising", "Жарнама ғой. Марат", NOW, RULES)
    return proposal, author


async def appealed(cast: Cast, moderator: Person) -> tuple[Proposal, Person]:
    """A proposal whose author has appealed its rejection."""
    proposal, author = await rejected(cast, moderator)
    return await appeals.file(cast.db, author, proposal.id, WORDS, NOW, RULES), author


async def test_an_appeal_opens_a_new_round_in_the_queue_of_other_regions(cast: Cast) -> None:
    await cast.campaign()
    marat, olga = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-75", name="Ольга")
    proposal, _ = await appealed(cast, marat)
    assert (proposal.state, proposal.round) == ("appealed", 2)
    assert (await moderation.queue(cast.db, marat, NOW, RULES)).total == 0
    queue = await moderation.queue(cast.db, olga, NOW, RULES)
    assert (queue.total, queue.appealed) == (1, 1)
    item = await moderation.open_item(cast.db, olga, proposal.id, NOW, RULES)
    assert item.appeal is not None
    assert (item.appeal.text, item.appeal.reason.code) == (WORDS, "advertising")
    assert item.history == (), "the remark of whoever rejected it is kept from the judge"


@pytest.mark.parametrize(
    ("raw", "problem", "facts"),
    [
        ("  \u200b ", errors.AppealEmpty, {}),
        ("<b></b> !!", errors.AppealEmpty, {}),
        ("Жоқ", errors.AppealShort, {"length": 3, "minimum": 10}),
        ("ғ" * 501, errors.AppealLong, {"length": 501, "maximum": 500}),
    ],
)
def test_wrong_words_say_what_is_wrong(raw: str, problem: type[errors.DomainError], facts: dict[str, int]) -> None:
    with pytest.raises(problem) as caught:
        appeals.check_words(raw, RULES)
    assert caught.value.facts == facts


async def test_an_appeal_is_the_authors_once_and_within_seven_days(cast: Cast) -> None:
    await cast.campaign()
    marat, olga = await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    proposal, author = await rejected(cast, marat)
    with pytest.raises(errors.ProposalNotFound):
        await appeals.file(cast.db, await cast.resident(), proposal.id, WORDS, NOW, RULES)
    with pytest.raises(errors.AppealLate) as late:
        await appeals.file(cast.db, author, proposal.id, WORDS, NOW + 7 * DAY + timedelta(seconds=1), RULES)
    assert late.value.facts == {"until": NOW + 7 * DAY}
    filed = await appeals.file(cast.db, author, proposal.id, WORDS, NOW + 7 * DAY, RULES)
    assert await appeals.file(cast.db, author, proposal.id, WORDS, NOW + 8 * DAY, RULES) == filed, "the same again"
    with pytest.raises(errors.AppealUsed):
        await appeals.file(cast.db, author, proposal.id, "Басқаша айтқанда, келіспеймін", NOW, RULES)
    await moderation.reject(cast.db, olga, proposal.id, 2, "unclear", None, NOW + 8 * DAY, RULES)
    with pytest.raises(errors.AppealUsed):
        await appeals.rejection(cast.db, author, proposal.id, NOW + 8 * DAY, RULES)
    last = (await browsing.history(cast.db, author, proposal.id))[-1]
    state = (await browsing.card(cast.db, author, proposal.id)).proposal
    assert not appeals.may_appeal(state, last, NOW + 8 * DAY, RULES)


async def test_only_a_rejection_is_appealed(cast: Cast) -> None:
    await cast.campaign()
    marat, author = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await cast.pending(author)
    with pytest.raises(errors.NotAppealable):
        await appeals.file(cast.db, author, proposal.id, WORDS, NOW, RULES)
    await moderation.send_back(cast.db, marat, proposal.id, 1, "Нақтылаңыз", NOW, RULES)
    with pytest.raises(errors.NotAppealable):
        await appeals.file(cast.db, author, proposal.id, WORDS, NOW, RULES)
    with pytest.raises(errors.ConsentNeeded):
        await appeals.file(cast.db, replace(author, consent_version=None), proposal.id, WORDS, NOW, RULES)


async def test_who_has_a_hand_in_the_matter_does_not_decide(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59", name="Марат")
    both, colleague = await cast.moderator("KZ-75", "KZ-59"), await cast.moderator("KZ-59")
    # The author moderates elsewhere.
    author = await cast.moderator("KZ-11")
    proposal = await cast.pending(author)
    await moderation.reject(cast.db, marat, proposal.id, 1, "unclear", None, NOW, RULES)
    await appeals.file(cast.db, author, proposal.id, WORDS, NOW, RULES)
    for person in (marat, both, colleague, author):
        assert (await moderation.queue(cast.db, person, NOW, RULES)).total == 0
        assert await moderation.next_item(cast.db, person, NOW, RULES) is None
        for attempt in (
            moderation.open_item(cast.db, person, proposal.id, NOW, RULES),
            moderation.publish(cast.db, person, proposal.id, 2, NOW),
            moderation.reject(cast.db, person, proposal.id, 2, "unclear", None, NOW, RULES),
        ):
            with pytest.raises(errors.NotYourAppeal):
                await attempt
    with pytest.raises(errors.NotAllowed):
        await moderation.publish(cast.db, await cast.resident(), proposal.id, 2, NOW)
    assert await rows(cast.db, "SELECT state, taken_by FROM proposals") == [("appealed", None)]


async def test_who_rejected_does_not_decide_after_changing_regions(cast: Cast) -> None:
    await cast.campaign()
    organizer, marat = await cast.organizer(), await cast.moderator("KZ-59", name="Марат")
    proposal, _ = await appealed(cast, marat)
    for member in await team.members(cast.db, organizer):
        await team.revoke(cast.db, organizer, member.id, NOW)
    token = await team.invite(cast.db, organizer, "moderator", ("KZ-75",), NOW, RULES)
    found = await people.find(cast.db, marat.id)
    assert found is not None
    await team.accept(cast.db, found, token, "Марат", NOW, RULES)
    moved = await people.find(cast.db, marat.id)
    assert moved is not None
    assert moved.moderated_regions == ("KZ-75",)
    with pytest.raises(errors.NotYourAppeal):
        await moderation.publish(cast.db, moved, proposal.id, 2, NOW)


async def test_a_role_taken_back_a_moment_ago_decides_nothing(cast: Cast) -> None:
    await cast.campaign()
    organizer, marat, olga = await cast.organizer(), await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    proposal, _ = await appealed(cast, marat)
    for member in await team.members(cast.db, organizer):
        await team.revoke(cast.db, organizer, member.id, NOW)
    with pytest.raises(errors.NotAllowed):
        await moderation.publish(cast.db, olga, proposal.id, 2, NOW)  # as loaded before
    waiting = await cast.pending()
    with pytest.raises(errors.NotAllowed):
        await moderation.publish(cast.db, marat, waiting.id, 1, NOW)


async def test_a_judge_is_never_told_who_rejected(cast: Cast) -> None:
    await cast.campaign()
    marat, olga = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-75", name="Ольга")
    proposal, _ = await appealed(cast, marat)
    # A forged button of the first round would be refused with the name of whoever decided in it.
    with pytest.raises(errors.NotYourRegion):
        await moderation.publish(cast.db, olga, proposal.id, 1, NOW)
    with pytest.raises(errors.ProposalNotFound):
        await browsing.card(cast.db, olga, proposal.id)


async def test_an_old_button_does_not_tell_an_organizer_who_rejected_what_the_only_moderator_wrote(cast: Cast) -> None:
    await cast.campaign()
    author, rejecter, judge = await cast.moderator("KZ-59"), await cast.organizer(), await cast.organizer()
    proposal = await cast.pending(author)
    await moderation.reject(cast.db, rejecter, proposal.id, 1, "unclear", None, NOW, RULES)
    await appeals.file(cast.db, author, proposal.id, "Бұл шешіммен келіспеймін", NOW, RULES)
    with pytest.raises(errors.StaleButton):
        await moderation.publish(cast.db, judge, proposal.id, 1, NOW)
    assert (await moderation.publish(cast.db, judge, proposal.id, 2, NOW)).moderator_id == judge.id


async def test_organizers_decide_too(cast: Cast) -> None:
    await cast.campaign()
    marat, admin = await cast.moderator("KZ-59"), await cast.organizer()
    proposal, _ = await appealed(cast, marat)
    assert (await moderation.queue(cast.db, admin, NOW, RULES)).appealed == 1
    await cast.pending()
    assert (await moderation.queue(cast.db, admin, NOW, RULES)).total == 1, "new proposals are for the region"
    await moderation.publish(cast.db, admin, proposal.id, 2, NOW)
    last = await rows(cast.db, "SELECT from_state, to_state, actor_role FROM history ORDER BY id DESC LIMIT 1")
    assert last == [("appealed", "published", "organizer")]


async def test_a_granted_appeal_is_an_ordinary_published_proposal(cast: Cast) -> None:
    await cast.campaign()
    marat, olga, voter = await cast.moderator("KZ-59"), await cast.moderator("KZ-75"), await cast.resident()
    proposal, author = await appealed(cast, marat)
    with pytest.raises(errors.StaleButton):
        await moderation.send_back(cast.db, olga, proposal.id, 2, "Түзетіңіз", NOW, RULES)
    decision = await moderation.publish(cast.db, olga, proposal.id, 2, NOW + DAY)
    assert (await moderation.decision_notice(cast.db, decision.id)).decided_in == "appealed"
    card = await voting.cast(cast.db, voter, proposal.id, 1, NOW + DAY, RULES)
    assert card.proposal.published_at == NOW + DAY
    told = await rows(cast.db, "SELECT cause FROM deliveries WHERE person_id = :id ORDER BY id", id=author.id)
    assert len(told) == 2
    # Reported afterwards, it is again for its own region.
    for _ in range(3):
        last = await reports.report(cast.db, await cast.resident(), proposal.id, "insult", NOW + DAY, RULES)
    assert (last.proposal.state, last.proposal.round) == ("hidden", 3)
    with pytest.raises(errors.NotYourRegion):
        await moderation.publish(cast.db, olga, proposal.id, 3, NOW + DAY)
    rejection = await moderation.reject(cast.db, marat, proposal.id, 3, "abuse", None, NOW + DAY, RULES)
    assert not (await moderation.decision_notice(cast.db, rejection.id)).may_appeal
    with pytest.raises(errors.AppealUsed):
        await appeals.rejection(cast.db, author, proposal.id, NOW + DAY, RULES)


async def test_what_was_rejected_after_hiding_may_be_appealed_and_keeps_its_votes(cast: Cast) -> None:
    await cast.campaign()
    marat, olga, voter = await cast.moderator("KZ-59"), await cast.moderator("KZ-75"), await cast.resident()
    author = await cast.resident()
    proposal = await cast.pending(author)
    await moderation.publish(cast.db, marat, proposal.id, 1, NOW)
    await voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES)
    for _ in range(3):
        await reports.report(cast.db, await cast.resident(), proposal.id, "insult", NOW, RULES)
    await moderation.reject(cast.db, marat, proposal.id, 2, "abuse", None, NOW, RULES)
    await appeals.file(cast.db, author, proposal.id, WORDS, NOW, RULES)
    await moderation.publish(cast.db, olga, proposal.id, 3, NOW + DAY)
    card = await browsing.card(cast.db, voter, proposal.id)
    assert (card.proposal.support_count, card.my_vote, card.proposal.published_at) == (1, 1, NOW)


async def test_the_same_appeal_from_two_devices_at_once_is_one(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    for _ in range(5):
        proposal, author = await rejected(cast, marat)
        outcomes = await asyncio.gather(
            *(appeals.file(db, author, proposal.id, WORDS, NOW, RULES) for db in (cast.db, replica) * 2),
            appeals.file(replica, author, proposal.id, f"{WORDS} Басқаша.", NOW, RULES),
            return_exceptions=True,
        )
        assert any(isinstance(outcome, Proposal) for outcome in outcomes), outcomes
        assert all(isinstance(outcome, Proposal | errors.AppealUsed) for outcome in outcomes), outcomes
        ids = {"id": proposal.id}
        assert len(await rows(cast.db, "SELECT id FROM appeals WHERE proposal_id = :id", **ids)) == 1
        filed = "SELECT id FROM history WHERE proposal_id = :id AND to_state = 'appealed'"
        assert len(await rows(cast.db, filed, **ids)) == 1


async def test_of_two_judges_at_once_one_wins_and_the_author_is_told_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    olga, erlan = await cast.moderator("KZ-75", name="Ольга"), await cast.moderator("KZ-11", name="Ерлан")
    for _ in range(5):
        proposal, author = await appealed(cast, marat)
        outcomes = await asyncio.gather(
            moderation.publish(cast.db, olga, proposal.id, 2, NOW),
            moderation.reject(replica, erlan, proposal.id, 2, "unclear", None, NOW, RULES),
            return_exceptions=True,
        )
        (refused,) = [outcome for outcome in outcomes if isinstance(outcome, errors.AlreadyDecided)]
        assert refused.facts["by"] == ("Ерлан" if outcomes[0] is refused else "Ольга")
        told = await rows(cast.db, "SELECT id FROM deliveries WHERE person_id = :id", id=author.id)
        assert len(told) == 2, "the rejection, and the result of the appeal"


async def test_an_appeal_is_taken_by_one_judge_for_ten_minutes(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    olga, erlan = await cast.moderator("KZ-75", name="Ольга"), await cast.moderator("KZ-11")
    proposal, _ = await appealed(cast, marat)
    await moderation.open_item(cast.db, olga, proposal.id, NOW, RULES)
    with pytest.raises(errors.TakenBy):
        await moderation.publish(cast.db, erlan, proposal.id, 2, NOW)
    assert await moderation.next_item(cast.db, erlan, NOW, RULES) is None
    await moderation.publish(cast.db, erlan, proposal.id, 2, NOW + timedelta(minutes=10))


async def test_a_digest_counts_the_appeals_its_recipient_may_decide(cast: Cast) -> None:
    await cast.campaign()
    marat, olga = await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    await appealed(cast, marat)
    content = await digests.current(cast.db, olga, "KZ-75", NOW, RULES)
    assert (content.waiting, content.appealed) == (1, 1)
    assert (await digests.current(cast.db, marat, "KZ-59", NOW, RULES)).waiting == 0
