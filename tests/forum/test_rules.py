"""The rules one by one: who may what, when, and what each refusal says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from forum import (
    attaching,
    browsing,
    campaign_settings,
    campaigns,
    errors,
    moderation,
    people,
    submission,
    team,
    texts,
    voting,
    withdrawal,
)
from forum.browsing import PageQuery
from forum.organizer_errors import DatesClash
from storage.records import Person
from tests.forum.people import NOW, RULES, TEXT, Cast


async def test_writing_needs_a_language_a_consent_and_a_region_in_this_order(cast: Cast) -> None:
    await cast.campaign()
    person = await people.arrive(cast.db, 1, NOW)
    steps: tuple[tuple[type[errors.DomainError], Callable[[Person], Awaitable[Person]]], ...] = (
        (errors.LanguageNeeded, lambda p: people.choose_language(cast.db, p, "ru", NOW)),
        (errors.ConsentNeeded, lambda p: people.give_consent(cast.db, p, NOW)),
        (errors.RegionNeeded, lambda p: people.choose_region(cast.db, p, "KZ-71", NOW)),
    )
    for expected, step in steps:
        with pytest.raises(expected):
            await submission.begin(cast.db, person, NOW, RULES)
        person = await step(person)
    assert (await submission.begin(cast.db, person, NOW, RULES)).proposal.state == "draft"


@pytest.mark.parametrize(
    ("raw", "problem", "facts"),
    [
        ("", errors.TitleEmpty, {}),
        (" \n\t\u200b\u2060 ", errors.TitleEmpty, {}),
        ("Қысқа", errors.TitleShort, {"length": 5, "minimum": 10}),
        ("Ұ" * 143, errors.TitleLong, {"length": 143, "maximum": 120, "excess": 23}),
    ],
)
def test_a_wrong_title_says_what_is_wrong(raw: str, problem: type[errors.DomainError], facts: dict[str, Any]) -> None:
    with pytest.raises(problem) as caught:
        texts.check_title(raw, RULES)
    assert caught.value.facts == facts


def test_a_text_is_cleaned_and_measured_after_cleaning() -> None:
    assert texts.clean_text("  Бір\x00 \r\n\r\n\r\n\r\nекі\u200b ") == "Бір\n\nекі"
    assert texts.clean_line("Бір\n екі\t үш") == "Бір екі үш"
    assert texts.check_text("а" * 30 + " " * 5000, RULES) == "а" * 30
    with pytest.raises(errors.TextShort):
        texts.check_text("а" * 29 + "   ", RULES)
    # One letter typed as two code points is one letter.
    assert texts.clean_line("\u0438\u0306") == "\u0439"


def test_a_fingerprint_changes_with_any_letter() -> None:
    one, other = texts.fingerprint("Атауы", "Мәтіні"), texts.fingerprint("Атауы", "Мәтінi")
    assert one != other
    assert texts.short_fingerprint(one).replace(" ", "") == one[:12]


async def test_phases_follow_the_dates(cast: Cast) -> None:
    campaign = await cast.campaign(collecting=10, voting=20)
    day = timedelta(days=1)
    assert campaigns.phases(campaign, campaign.collecting_from - day) == {"preparation"}
    assert campaigns.phases(campaign, NOW) == {"collecting", "voting"}
    assert campaigns.phases(campaign, campaign.collecting_until) == {"voting"}
    assert campaigns.phases(campaign, campaign.voting_until) == {"closed"}
    assert campaign_settings.last_day(campaign.collecting_until, RULES.zone) == date(2026, 12, 3)


async def test_after_the_last_day_nothing_is_accepted(cast: Cast) -> None:
    campaign = await cast.campaign(collecting=10, voting=20)
    proposal = await cast.published(await cast.moderator("KZ-59"))
    author, voter = await cast.resident(), await cast.resident()
    with pytest.raises(errors.CollectingClosed):
        await submission.begin(cast.db, author, campaign.collecting_until, RULES)
    with pytest.raises(errors.VotingClosed):
        await voting.cast(cast.db, voter, proposal.id, 1, campaign.voting_until, RULES)
    last_moment = campaign.voting_until - timedelta(milliseconds=1)
    assert (await voting.cast(cast.db, voter, proposal.id, 1, last_moment, RULES)).my_vote == 1


async def test_a_draft_written_before_the_end_cannot_be_sent_after_it(cast: Cast) -> None:
    campaign = await cast.campaign(collecting=10, voting=20)
    author = await cast.resident()
    draft = await submission.begin(cast.db, author, NOW, RULES)
    await submission.change(
        cast.db,
        author,
        draft.proposal.id,
        NOW,
        RULES,
        place="KZ-59",
        topic="rural",
        title="Ауылға жаңа мектеп керек",
        text=TEXT,
    )
    with pytest.raises(errors.CollectingClosed):
        await submission.send(cast.db, author, draft.proposal.id, 0, "kk", campaign.collecting_until, RULES)
    kept = await submission.find_draft(cast.db, author)
    assert kept is not None
    assert kept.proposal.number is None


async def test_an_unfinished_draft_is_not_sent(cast: Cast) -> None:
    await cast.campaign()
    author = await cast.resident()
    draft = await submission.begin(cast.db, author, NOW, RULES)
    with pytest.raises(errors.DraftIncomplete):
        await submission.send(cast.db, author, draft.proposal.id, 0, "kk", NOW, RULES)


async def test_three_a_day_and_ten_a_campaign(cast: Cast) -> None:
    await cast.campaign()
    author = await cast.resident()
    for day in range(4):
        cast.now = NOW + timedelta(days=day)
        for _ in range(3 if day < 3 else 1):
            await cast.pending(author)
        with pytest.raises(errors.DailyLimit if day < 3 else errors.CampaignLimit):
            await submission.begin(cast.db, author, cast.now, RULES)


async def test_files_are_at_most_five_and_the_same_file_is_one(cast: Cast) -> None:
    await cast.campaign()
    author = await cast.resident()
    draft = await submission.begin(cast.db, author, NOW, RULES)

    def file(number: int, size: int = 1000) -> attaching.NewAttachment:
        return attaching.NewAttachment("photo", f"file{number}", f"unique{number}", "сурет.jpg", size)

    for number in (1, 1, 2, 3, 4, 5, 5):
        draft = await attaching.attach(cast.db, author, draft.proposal.id, file(number), NOW, RULES)
    assert [attachment.position for attachment in draft.attachments] == [1, 2, 3, 4, 5]
    with pytest.raises(errors.AttachmentsFull):
        await attaching.attach(cast.db, author, draft.proposal.id, file(6), NOW, RULES)
    with pytest.raises(errors.AttachmentTooLarge):
        await attaching.attach(cast.db, author, draft.proposal.id, file(7, 21_000_000), NOW, RULES)
    assert (await attaching.detach_all(cast.db, author, draft.proposal.id)).attachments == ()


async def test_a_returned_proposal_is_mended_and_keeps_its_number(cast: Cast) -> None:
    await cast.campaign()
    author, moderator = await cast.resident(), await cast.moderator("KZ-59")
    proposal = await cast.pending(author)
    with pytest.raises(errors.NotEditable):
        await submission.change(cast.db, author, proposal.id, NOW, RULES, title="Басқа атауы бар ұсыныс")
    await moderation.send_back(cast.db, moderator, proposal.id, 1, "Мекенжайын нақтылаңыз", NOW, RULES)
    await submission.change(cast.db, author, proposal.id, NOW, RULES, title="Басқа атауы бар ұсыныс")
    receipt = await submission.send(cast.db, author, proposal.id, 1, "kk", NOW, RULES)
    assert (receipt.proposal.number, receipt.proposal.round, receipt.proposal.state) == (1, 2, "pending")
    assert receipt.proposal.fingerprint != proposal.fingerprint
    await moderation.publish(cast.db, moderator, proposal.id, 2, NOW)
    states = [entry.to_state for entry in await browsing.history(cast.db, author, proposal.id)]
    assert states == ["pending", "returned", "pending", "published"]


async def test_a_stranger_cannot_touch_or_see_what_is_not_published(cast: Cast) -> None:
    await cast.campaign()
    stranger = await cast.resident()
    proposal = await cast.pending()
    for attempt in (
        submission.load(cast.db, stranger, proposal.id),
        submission.change(cast.db, stranger, proposal.id, NOW, RULES, topic="other"),
        submission.send(cast.db, stranger, proposal.id, 1, "kk", NOW, RULES),
        withdrawal.withdraw(cast.db, stranger, proposal.id, NOW),
        browsing.card(cast.db, stranger, proposal.id),
    ):
        with pytest.raises(errors.ProposalNotFound):
            await attempt
    with pytest.raises(errors.NotAllowed):
        await browsing.history(cast.db, stranger, proposal.id)
    with pytest.raises(errors.ProposalNotPublished):
        await voting.cast(cast.db, stranger, proposal.id, 1, NOW, RULES)
    assert await submission.discard(cast.db, stranger, proposal.id) is False


async def test_nobody_votes_on_the_own_proposal_unless_the_settings_say_so(cast: Cast) -> None:
    await cast.campaign()
    author, moderator = await cast.resident(), await cast.moderator("KZ-59")
    proposal = await cast.pending(author)
    await moderation.publish(cast.db, moderator, proposal.id, 1, NOW)
    with pytest.raises(errors.OwnProposal):
        await voting.cast(cast.db, author, proposal.id, 1, NOW, RULES)
    card = await voting.cast(cast.db, author, proposal.id, 1, NOW, replace(RULES, own_vote_allowed=True))
    assert card.proposal.support_count == 1


MODERATOR_ACTS: dict[str, Callable[[Cast, Person, int], Any]] = {
    "queue": lambda c, who, _: moderation.queue(c.db, who, NOW, RULES),
    "open": lambda c, who, id_: moderation.open_item(c.db, who, id_, NOW, RULES),
    "next": lambda c, who, _: moderation.next_item(c.db, who, NOW, RULES),
    "publish": lambda c, who, id_: moderation.publish(c.db, who, id_, 1, NOW),
    "return": lambda c, who, id_: moderation.send_back(c.db, who, id_, 1, "Нақтылаңыз", NOW, RULES),
    "reject": lambda c, who, id_: moderation.reject(c.db, who, id_, 1, "unclear", None, NOW, RULES),
}


@pytest.mark.parametrize("act", MODERATOR_ACTS)
async def test_only_moderators_of_the_region_do_moderators_acts(cast: Cast, act: str) -> None:
    await cast.campaign()
    proposal = await cast.pending(place="KZ-59")
    resident, elsewhere = await cast.resident(), await cast.moderator("KZ-75")
    with pytest.raises(errors.NotAllowed):
        await MODERATOR_ACTS[act](cast, resident, proposal.id)
    if act in {"open", "publish", "return", "reject"}:
        with pytest.raises(errors.NotYourRegion):
            await MODERATOR_ACTS[act](cast, elsewhere, proposal.id)
    assert (await browsing.card(cast.db, await cast.organizer(), proposal.id)).proposal.state == "pending"


async def test_a_national_proposal_is_decided_in_its_authors_region(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.pending(place="national")
    assert (proposal.place, proposal.region) == ("national", "KZ-59")
    moderator = await cast.moderator("KZ-59")
    assert (await moderation.queue(cast.db, moderator, NOW, RULES)).total == 1


async def test_an_item_taken_by_another_is_refused_until_ten_minutes_are_over(cast: Cast) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59")
    proposal = await cast.pending()
    await moderation.open_item(cast.db, first, proposal.id, NOW, RULES)
    with pytest.raises(errors.TakenBy):
        await moderation.publish(cast.db, second, proposal.id, 1, NOW + timedelta(minutes=9))
    assert await moderation.next_item(cast.db, second, NOW, RULES) is None
    (row,) = (await moderation.queue(cast.db, second, NOW, RULES)).items
    assert row.taken_by_name == "Марат"
    await moderation.publish(cast.db, second, proposal.id, 1, NOW + timedelta(minutes=10))


async def test_the_same_decision_again_is_the_same_and_another_is_refused(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.pending()
    once = await moderation.reject(cast.db, moderator, proposal.id, 1, "unclear", None, NOW, RULES)
    assert await moderation.reject(cast.db, moderator, proposal.id, 1, "unclear", None, NOW, RULES) == once
    with pytest.raises(errors.AlreadyDecided):
        await moderation.publish(cast.db, moderator, proposal.id, 1, NOW)
    other = await cast.pending()
    with pytest.raises(errors.StaleButton):
        await moderation.reject(cast.db, moderator, other.id, 1, "because", None, NOW, RULES)


async def test_a_revoked_moderator_loses_everything_and_the_old_link_does_not_bring_it_back(cast: Cast) -> None:
    await cast.campaign()
    organizer, person = await cast.organizer(), await cast.resident()
    token = await team.invite(cast.db, organizer, "moderator", ("KZ-59", "KZ-11"), NOW, RULES)
    assert len(await team.accept(cast.db, person, token, "Марат", NOW, RULES)) == 2
    for member in await team.members(cast.db, organizer):
        await team.revoke(cast.db, organizer, member.id, NOW)
    found = await people.find(cast.db, person.id)
    assert found is not None
    assert not found.is_moderator
    with pytest.raises(errors.NotAllowed):
        await moderation.queue(cast.db, found, NOW, RULES)
    with pytest.raises(errors.InvitationUsed):
        await team.accept(cast.db, found, token, "Марат", NOW, RULES)


async def test_a_revoked_organizer_does_not_come_back_by_an_own_link(cast: Cast) -> None:
    admin, person = await cast.organizer(), await cast.resident()
    token = await team.invite(cast.db, admin, "organizer", (), NOW, RULES)
    await team.accept(cast.db, person, token, "Динара", NOW, RULES)
    organizer = await people.find(cast.db, person.id)
    assert organizer is not None
    spare = await team.invite(cast.db, organizer, "organizer", (), NOW, RULES)
    (member,) = await team.members(cast.db, admin)
    await team.revoke(cast.db, admin, member.id, NOW)
    revoked = await people.find(cast.db, person.id)
    assert revoked is not None
    with pytest.raises(errors.InvitationExpired):
        await team.accept(cast.db, revoked, spare, "Динара", NOW, RULES)


async def test_a_returned_proposal_may_come_back_until_the_voting_ends(cast: Cast) -> None:
    campaign = await cast.campaign(collecting=10, voting=20)
    author, moderator = await cast.resident(), await cast.moderator("KZ-59")
    proposal = await cast.pending(author)
    await moderation.send_back(cast.db, moderator, proposal.id, 1, "Нақтылаңыз", NOW, RULES)
    with pytest.raises(errors.CollectingClosed):
        await submission.send(cast.db, author, proposal.id, 1, "kk", campaign.voting_until, RULES)
    receipt = await submission.send(cast.db, author, proposal.id, 1, "kk", campaign.collecting_until, RULES)
    assert receipt.proposal.state == "pending"


async def test_my_votes_do_not_show_what_was_withdrawn(cast: Cast) -> None:
    await cast.campaign()
    author, voter, moderator = await cast.resident(), await cast.resident(), await cast.moderator("KZ-59")
    proposal = await cast.pending(author)
    await moderation.publish(cast.db, moderator, proposal.id, 1, NOW)
    await voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES)
    assert len(await browsing.my_votes(cast.db, voter)) == 1
    await withdrawal.withdraw(cast.db, author, proposal.id, NOW)
    assert await browsing.my_votes(cast.db, voter) == ()


async def test_an_invitation_is_over_after_a_week_and_a_guess_finds_nothing(cast: Cast) -> None:
    organizer, person = await cast.organizer(), await cast.resident()
    token = await team.invite(cast.db, organizer, "organizer", (), NOW, RULES)
    with pytest.raises(errors.InvitationUnknown):
        await team.accept(cast.db, person, "guess", "Аты", NOW, RULES)
    with pytest.raises(errors.InvitationExpired):
        await team.accept(cast.db, person, token, "Аты", NOW + timedelta(days=7), RULES)
    with pytest.raises(errors.NotAllowed):
        await team.invite(cast.db, person, "organizer", (), NOW, RULES)


@pytest.mark.parametrize(
    ("collecting_until", "voting_until", "problem"),
    [
        (date(2026, 11, 22), date(2026, 12, 1), errors.DatePast),
        (date(2026, 12, 2), date(2026, 12, 1), DatesClash),
    ],
)
async def test_dates_of_a_campaign_must_make_sense(
    cast: Cast, collecting_until: date, voting_until: date, problem: type[errors.DomainError]
) -> None:
    plan = campaigns.CampaignPlan("Форум науқаны", "Кампания форума", collecting_until, voting_until)
    with pytest.raises(problem):
        await campaigns.create(cast.db, await cast.organizer(), plan, NOW, RULES)
    with pytest.raises(errors.NotAllowed):
        await campaigns.create(cast.db, await cast.resident(), plan, NOW, RULES)


@pytest.mark.parametrize("order", ["new", "top"])
async def test_pages_follow_each_other_without_gap_or_overlap_there_and_back(cast: Cast, order: str) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for number in range(13):
        cast.now = NOW + timedelta(minutes=number // 2)  # equal instants and equal counts must not lose anybody
        proposal = await cast.published(moderator)
        if number % 3 == 0:
            await voting.cast(cast.db, await cast.resident(), proposal.id, 1, cast.now, RULES)
    reader = await cast.resident()
    page = await browsing.list_page(cast.db, campaign, PageQuery(place="KZ-59", order=order), reader)
    pages = [page]
    while page.has_next:
        page = await browsing.list_page(cast.db, campaign, page.next_query(), reader)
        pages.append(page)
    seen = [item.id for one in pages for item in one.items]
    assert [len(one.items) for one in pages] == [5, 5, 3]
    assert len(set(seen)) == 13
    assert [one.query.number for one in pages] == [1, 2, 3]
    assert not pages[0].has_previous
    for expected in reversed(pages[:-1]):
        page = await browsing.list_page(cast.db, campaign, page.previous_query(), reader)
        assert [item.id for item in page.items] == [item.id for item in expected.items]
        assert page.query.number == expected.query.number


async def test_a_page_that_is_gone_becomes_the_nearest_one(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    mine = [await cast.resident() for _ in range(6)]
    published = []
    for number, author in enumerate(mine):
        cast.now = NOW + timedelta(minutes=number)
        proposal = await cast.pending(author)
        await moderation.publish(cast.db, moderator, proposal.id, 1, cast.now)
        published.append((author, proposal))
    first = await browsing.list_page(cast.db, campaign, PageQuery(order="new"), moderator)
    second = first.next_query()
    author, oldest = published[0]
    await withdrawal.withdraw(cast.db, author, oldest.id, cast.now)
    nearest = await browsing.list_page(cast.db, campaign, second, moderator)
    left = [proposal.id for _, proposal in reversed(published[1:])]
    assert [item.id for item in nearest.items] == left, "the nearest page is shown, whole"
    sport = await browsing.list_page(cast.db, campaign, PageQuery(topic="sport"), moderator)
    assert sport.items == ()


async def test_somebody_unreachable_is_reachable_again_with_the_first_word(cast: Cast) -> None:
    person = await cast.resident()
    assert person.telegram_id is not None
    await people.note_reach(cast.db, person.telegram_id or 0, NOW, is_blocked=True)
    assert (await people.find(cast.db, person.id)) is not None
    assert (await people.arrive(cast.db, person.telegram_id, NOW)).unreachable_at is None
    assert person.created_at == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
