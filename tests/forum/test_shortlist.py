"""Confirming the shortlist: who may and when, what is written down, what happens when two do it, taking it back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from forum import (
    candidates,
    joining,
    notices,
    people,
    sections,
    shortlist,
    shortlist_notices,
    shortlisted,
    team,
    unranked,
    withdrawal,
)
from forum.candidates import Board
from forum.errors import DomainError, NotAllowed, ProposalNotFound
from forum.organizer_errors import (
    NumberExpected,
    SectionGone,
    SectionUsed,
    ShortlistEarly,
    ShortlistFurther,
    ShortlistMissing,
    ShortlistNotOffered,
    ShortlistRemark,
    ShortlistRemarkEmpty,
    ShortlistState,
    ShortlistTaken,
    ShortlistTakenByAdmin,
)
from storage.database import Database
from storage.records import Campaign, Person, Proposal
from tests.forum.many_proposals import run
from tests.forum.people import NOW, RULES, Cast, rows

REGION = Board("region", "KZ-59")
TOPIC = Board("topic", "rural")
WHY = "Мұны екі өңірдің жиналысы бірге ұсынды"
OVER = NOW + timedelta(days=62)


@dataclass
class Stage:
    """A campaign whose voting is over: three published proposals, the earlier the better."""

    campaign: Campaign
    moderator: Person
    organizer: Person
    best: Proposal
    second: Proposal
    third: Proposal


async def make_organizer(cast: Cast, name: str) -> Person:
    person = await cast.resident()
    token = await team.invite(cast.db, await cast.organizer(), "organizer", (), cast.now, RULES)
    await team.accept(cast.db, person, token, name, cast.now, RULES)
    found = await people.find(cast.db, person.id)
    assert found is not None
    return found


@pytest.fixture
async def stage(cast: Cast) -> Stage:
    campaign = await cast.campaign()
    await run(cast, "UPDATE campaigns SET shortlist_per_region = 2, shortlist_per_topic = 2")
    moderator, organizer = await cast.moderator("KZ-59"), await make_organizer(cast, "Динара")
    made = [await cast.published(moderator) for _ in range(3)]
    for support, proposal in zip((9, 7, 5), made, strict=True):
        await run(cast, "UPDATE proposals SET support_count = :n, object_count = 1 WHERE id = :id", n=support,
                  id=proposal.id)  # fmt: skip
    cast.now = OVER
    return Stage(campaign, moderator, organizer, *made)


async def state_of(cast: Cast, proposal: Proposal) -> str:
    ((state,),) = await rows(cast.db, "SELECT state FROM proposals WHERE id = :id", id=proposal.id)
    return str(state)


async def refused(attempt: Awaitable[object]) -> DomainError:
    try:
        await attempt
    except DomainError as refusal:
        return refusal
    raise AssertionError("it was not refused")


async def test_a_candidate_is_confirmed_with_the_figures_of_the_moment(cast: Cast, stage: Stage) -> None:
    found = await candidates.figures(cast.db, stage.organizer, REGION, stage.best.id, OVER)
    assert found.candidate is not None
    assert (found.candidate.place, found.candidate.margin, found.candidate.tied) == (1, 4, ())
    (added,) = await sections.add(cast.db, stage.organizer, stage.campaign.id, "Ауыл", "Село", OVER)
    put = await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, added.id, OVER)
    assert put.by == "Динара"
    kept = put.selection
    assert (kept.basis, kept.rank, kept.support, kept.objections, kept.margin) == ("region", 1, 9, 1, 4)
    assert (kept.section_id, kept.remark, kept.selected_at) == (added.id, None, OVER)
    assert await state_of(cast, stage.best) == "shortlisted"
    done = "SELECT from_state, to_state, actor_id, actor_role, details FROM history WHERE proposal_id = :id"
    *_, last = await rows(cast.db, f"{done} ORDER BY id", id=stage.best.id)
    assert last[:4] == ("published", "shortlisted", stage.organizer.id, "organizer")
    assert json.loads(last[4]) == {"basis": "region", "section": added.id}
    told = "SELECT kind FROM deliveries WHERE person_id = :id ORDER BY id"
    assert [kind for (kind,) in await rows(cast.db, told, id=stage.best.author_id)] == ["decision", "shortlisted"]
    # Pressed again it is the same, also where somebody has moved it since.
    await shortlist.assign(cast.db, stage.organizer, stage.best.id, None, OVER)
    again = await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, added.id, OVER)
    assert again.selection == replace(kept, section_id=None)
    assert await rows(cast.db, "SELECT count(*) FROM selections") == [(1,)]


async def test_nobody_but_organizers_and_nobody_before_the_end_of_voting(cast: Cast, stage: Stage) -> None:
    resident = await cast.resident()
    attempts: list[Callable[[Person, timedelta], Awaitable[object]]] = [
        lambda who, ago: candidates.lines(cast.db, who, [REGION], OVER - ago),
        lambda who, ago: candidates.board_page(cast.db, who, REGION, 1, OVER - ago, "kk"),
        lambda who, ago: candidates.figures(cast.db, who, REGION, stage.best.id, OVER - ago),
        lambda who, ago: shortlist.confirm(cast.db, who, REGION, stage.best.id, None, OVER - ago),
        lambda who, ago: shortlist.choose(cast.db, who, stage.best.id, WHY, None, OVER - ago),
        lambda who, ago: unranked.of_number(cast.db, who, "1", OVER - ago),
    ]
    for attempt in attempts:
        for person in (resident, stage.moderator):
            assert isinstance(await refused(attempt(person, timedelta())), NotAllowed)
        early = await refused(attempt(stage.organizer, timedelta(days=3)))
        assert isinstance(early, ShortlistEarly)
        assert early.facts["start"] == stage.campaign.voting_until
    for reading in (shortlisted.whole(cast.db, resident), shortlisted.section_page(cast.db, resident, None, 0, "kk")):
        assert isinstance(await refused(reading), NotAllowed)
    # A campaign that was ended before its day is over, too.
    await run(cast, "UPDATE campaigns SET state = 'ended'")
    await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, None, OVER - timedelta(days=3))


async def test_a_role_taken_back_since_the_screen_was_shown_confirms_nothing(cast: Cast, stage: Stage) -> None:
    admin = await cast.organizer()
    for member in await team.members(cast.db, admin):
        if member.role == "organizer":
            await team.revoke(cast.db, admin, member.id, OVER)
    for attempt in (
        shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, None, OVER),
        shortlist.choose(cast.db, stage.organizer, stage.third.id, WHY, None, OVER),
        shortlist.drop(cast.db, stage.organizer, stage.best.id, OVER),
        shortlist.assign(cast.db, stage.organizer, stage.best.id, None, OVER),
    ):
        assert isinstance(await refused(attempt), NotAllowed)
    assert await rows(cast.db, "SELECT id FROM selections") == []


async def test_of_two_organizers_confirming_at_once_one_wins_and_the_other_hears_who(
    cast: Cast, replica: Database, stage: Stage
) -> None:
    other = await make_organizer(cast, "Ерлан")
    for proposal in (stage.best, stage.second):
        outcomes = await asyncio.gather(
            shortlist.confirm(cast.db, stage.organizer, REGION, proposal.id, None, OVER),
            shortlist.confirm(replica, other, TOPIC, proposal.id, None, OVER),
            return_exceptions=True,
        )
        (taken,) = [one for one in outcomes if isinstance(one, ShortlistTaken)]
        assert taken.facts["by"] == ("Ерлан" if outcomes[0] is taken else "Динара"), outcomes
    assert await rows(cast.db, "SELECT count(*) FROM selections") == [(2,)]
    acts = "SELECT count(*) FROM history WHERE to_state = 'shortlisted'"
    assert await rows(cast.db, acts) == [(2,)]
    assert await rows(cast.db, "SELECT count(*) FROM deliveries WHERE kind = 'shortlisted'") == [(2,)]


async def test_an_author_withdraws_while_an_organizer_confirms(cast: Cast, replica: Database, stage: Stage) -> None:
    for proposal in (stage.best, stage.second):
        author = await people.find(cast.db, proposal.author_id or 0)
        assert author is not None
        confirmed, withdrawn = await asyncio.gather(
            shortlist.confirm(cast.db, stage.organizer, REGION, proposal.id, None, OVER),
            withdrawal.withdraw(replica, author, proposal.id, OVER),
            return_exceptions=True,
        )
        state = await state_of(cast, proposal)
        assert isinstance(confirmed, ShortlistState) == (state == "withdrawn"), (confirmed, withdrawn)
        kept = await rows(cast.db, "SELECT id FROM selections WHERE proposal_id = :id", id=proposal.id)
        assert len(kept) == (state == "shortlisted")


async def test_what_was_withdrawn_hidden_or_joined_meanwhile_is_refused_by_its_state(cast: Cast, stage: Stage) -> None:
    await joining.join(cast.db, stage.moderator, stage.second.id, 2, stage.best.id, OVER)
    await run(cast, "UPDATE proposals SET state = 'hidden' WHERE id = :id", id=stage.third.id)
    for proposal, state in ((stage.second, "joined"), (stage.third, "hidden")):
        for attempt in (
            shortlist.confirm(cast.db, stage.organizer, REGION, proposal.id, None, OVER),
            shortlist.choose(cast.db, stage.organizer, proposal.id, WHY, None, OVER),
            unranked.of_number(cast.db, stage.organizer, str(proposal.number), OVER),
        ):
            refusal = await refused(attempt)
            assert isinstance(refusal, ShortlistState)
            assert refusal.facts["state"] == state


async def test_somebody_without_a_place_needs_a_reason_in_words(cast: Cast, stage: Stage) -> None:
    assert isinstance(
        await refused(shortlist.confirm(cast.db, stage.organizer, REGION, stage.third.id, None, OVER)),
        ShortlistNotOffered,
    )
    for words, refusal in (("  ***  ", ShortlistRemarkEmpty), ("Қысқа", ShortlistRemark), ("ұ" * 301, ShortlistRemark)):
        assert isinstance(
            await refused(shortlist.choose(cast.db, stage.organizer, stage.third.id, words, None, OVER)), refusal
        )
    admin = await cast.organizer()
    put = await shortlist.choose(cast.db, admin, stage.third.id, f"  {WHY}\n", None, OVER)
    assert (put.selection.basis, put.selection.rank, put.selection.margin) == ("organizer", None, None)
    assert (put.selection.remark, put.by) == (WHY, "")
    again = await refused(unranked.of_number(cast.db, stage.organizer, "№ 3", OVER))
    assert isinstance(again, ShortlistTakenByAdmin)
    for words, kind in (("үш", NumberExpected), ("99", ProposalNotFound), ("9" * 30, ProposalNotFound)):
        assert isinstance(await refused(unranked.of_number(cast.db, stage.organizer, words, OVER)), kind)
    assert (await unranked.of_number(cast.db, stage.organizer, " №2 ", OVER)).id == stage.second.id


async def test_it_is_taken_off_while_it_is_shortlisted_and_can_be_put_on_again(cast: Cast, stage: Stage) -> None:
    for _ in range(2):
        await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, None, cast.now)
        for _ in range(2):  # pressed twice
            after = await shortlist.drop(cast.db, stage.organizer, stage.best.id, cast.now)
            assert after.state == "published"
        cast.now += timedelta(minutes=1)
    found = await rows(cast.db, "SELECT selected_by, dropped_by FROM selections ORDER BY id")
    assert found == [(stage.organizer.id, stage.organizer.id)] * 2
    steps = await rows(cast.db, "SELECT to_state FROM history WHERE proposal_id = :id ORDER BY id", id=stage.best.id)
    assert [state for (state,) in steps] == ["pending", "published", *["shortlisted", "published"] * 2]
    other = await make_organizer(cast, "Ерлан")
    assert isinstance(await refused(shortlist.drop(cast.db, other, stage.best.id, OVER)), ShortlistMissing)
    assert isinstance(await refused(shortlist.assign(cast.db, other, stage.best.id, None, OVER)), ShortlistMissing)
    await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, None, OVER)
    await run(cast, "UPDATE proposals SET state = 'recommended' WHERE id = :id", id=stage.best.id)
    further = await refused(shortlist.drop(cast.db, stage.organizer, stage.best.id, OVER))
    assert isinstance(further, ShortlistFurther)
    assert await rows(cast.db, "SELECT count(*) FROM selections WHERE dropped_at IS NULL") == [(1,)]


async def test_who_was_not_told_of_the_shortlist_does_not_hear_that_it_was_left(cast: Cast, stage: Stage) -> None:
    author = await people.find(cast.db, stage.best.author_id or 0)
    assert author is not None
    for is_on, expected in ((False, []), (True, ["shortlisted", "unlisted"])):
        await notices.set_switch(cast.db, author, notices.OWN, OVER, RULES, is_on=is_on)
        put = await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, None, OVER)
        assert await shortlist_notices.hears_of_listing(cast.db, put) == is_on
        await notices.set_switch(cast.db, author, notices.OWN, OVER, RULES, is_on=True)
        assert not await shortlist_notices.would_hear_of_drop(cast.db, put), "the first word can still be held back"
        await run(cast, "UPDATE deliveries SET state = 'sent', sent_at = 1, message_id = 1")
        assert await shortlist_notices.would_hear_of_drop(cast.db, put) == is_on
        await shortlist.drop(cast.db, stage.organizer, stage.best.id, OVER)
        assert await shortlist_notices.hears_of_drop(cast.db, stage.best.id) == is_on
        told = "SELECT kind FROM deliveries WHERE person_id = :id AND kind IN ('shortlisted', 'unlisted') ORDER BY id"
        assert [kind for (kind,) in await rows(cast.db, told, id=author.id)] == expected
    await people.note_reach(cast.db, author.telegram_id or 0, OVER, is_blocked=True)
    assert not await shortlist_notices.hears_of_listing(cast.db, put)
    assert not await shortlist_notices.would_hear_of_drop(cast.db, put)


async def test_dropping_and_confirming_at_once_leaves_one_truth(cast: Cast, replica: Database, stage: Stage) -> None:
    other = await make_organizer(cast, "Ерлан")
    await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, None, OVER)
    for _ in range(4):
        await asyncio.gather(
            shortlist.drop(cast.db, stage.organizer, stage.best.id, OVER),
            shortlist.confirm(replica, other, REGION, stage.best.id, None, OVER),
            return_exceptions=True,
        )
        in_force = await rows(cast.db, "SELECT id FROM selections WHERE dropped_at IS NULL")
        assert len(in_force) == (await state_of(cast, stage.best) == "shortlisted")
        steps = await rows(cast.db, "SELECT from_state, to_state FROM history WHERE proposal_id = :id ORDER BY id",
                           id=stage.best.id)  # fmt: skip
        assert [later[0] for later in steps[1:]] == [earlier[1] for earlier in steps[:-1]]


async def test_a_section_is_chosen_changed_and_not_removed_while_something_stands_in_it(
    cast: Cast, replica: Database, stage: Stage
) -> None:
    added = await sections.add(cast.db, stage.organizer, stage.campaign.id, "Ауыл", "Село", OVER)
    added = await sections.add(cast.db, stage.organizer, stage.campaign.id, "Қала", "Город", OVER)
    rural, urban = (one.id for one in added)
    await shortlist.confirm(cast.db, stage.organizer, REGION, stage.best.id, rural, OVER)
    found = await candidates.figures(cast.db, stage.organizer, REGION, stage.second.id, OVER)
    assert found.suggested is not None
    assert found.suggested.id == rural, "the last one of the topic went there"
    for _ in range(2):
        moved = await shortlist.assign(cast.db, stage.organizer, stage.best.id, urban, OVER)
        assert moved.selection.section_id == urban
    acts = await rows(cast.db, "SELECT details FROM history WHERE act = 'correct'")
    assert [json.loads(details) for (details,) in acts] == [{"field": "section", "from": rural, "to": urban}]
    await run(cast, "UPDATE sections SET removed_at = 1 WHERE id = :id", id=rural)
    for attempt in (
        shortlist.assign(cast.db, stage.organizer, stage.best.id, rural, OVER),
        shortlist.confirm(cast.db, stage.organizer, REGION, stage.second.id, rural, OVER),
        shortlist.assign(cast.db, stage.organizer, stage.best.id, 999, OVER),
    ):
        assert isinstance(await refused(attempt), SectionGone)
    await shortlist.assign(cast.db, stage.organizer, stage.best.id, None, OVER)
    removed, put = await asyncio.gather(
        sections.remove(cast.db, stage.organizer, urban, OVER),
        shortlist.assign(replica, stage.organizer, stage.best.id, urban, OVER),
        return_exceptions=True,
    )
    ((is_removed,),) = await rows(cast.db, "SELECT removed_at IS NOT NULL FROM sections WHERE id = :id", id=urban)
    assert isinstance(put, SectionGone) if is_removed else isinstance(removed, SectionUsed), (removed, put)


async def test_the_shortlist_is_read_by_sections_and_pages(cast: Cast, stage: Stage) -> None:
    (section,) = await sections.add(cast.db, stage.organizer, stage.campaign.id, "Ауыл", "Село", OVER)
    for number in range(9):
        proposal = stage.second if number == 8 else stage.best if number == 7 else None
        if proposal is None:
            cast.now = NOW
            proposal = await cast.published(stage.moderator)
        await shortlist.choose(cast.db, stage.organizer, proposal.id, WHY, section.id if number < 7 else None, OVER)
    whole = await shortlisted.whole(cast.db, stage.organizer)
    assert ([one.selected for one in whole.sections], whole.without, whole.total) == ([7], 2, 9)

    async def page(after: int, *, backwards: bool = False) -> shortlisted.SectionPage:
        return await shortlisted.section_page(cast.db, stage.organizer, section.id, after, "kk", backwards=backwards)

    first = await page(0)
    assert (first.total, len(first.items), first.has_previous, first.has_next) == (7, 5, False, True)
    second = await page(first.items[-1].selection.id)
    assert (len(second.items), second.has_previous, second.has_next) == (2, True, False)
    back = await page(second.items[0].selection.id, backwards=True)
    assert back == first
    assert await page(10**9) == first, "beyond the end it begins anew"
    with pytest.raises(SectionGone):
        await shortlisted.section_page(cast.db, stage.organizer, 999, 0, "kk")
