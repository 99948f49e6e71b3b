"""What becomes of a proposal after the vote: every step from every state, refusals, mistakes taken back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from forum import (
    addressees,
    became,
    browsing,
    campaigns,
    errors,
    organizer_errors,
    outcome_checks,
    outcome_lists,
    outcome_telling,
    outcomes,
    people,
    recommending,
    team,
)
from forum.outcome_lists import OutcomeQuery
from storage import recommending as stored
from storage.database import Database, Transaction
from storage.outcomes import NewOutcome
from storage.records import Person, Proposal
from storage.schema import outcomes as schema
from storage.vocabulary import OUTCOME_STATES
from tests.forum.becoming import KK, MINUTE, RU, TODAY, answer, sent, shortlisted, stepped
from tests.forum.people import NOW, RULES, Cast, rows

STATES = ("shortlisted", *OUTCOME_STATES)
ALLOWED = {(state, to) for state, following in outcomes.NEXT.items() for to in following}


async def organizer(cast: Cast, name: str) -> Person:
    """Somebody of the team, known by a name."""
    person = await cast.resident()
    token = await team.invite(cast.db, await cast.organizer(), "organizer", (), cast.now, RULES)
    await team.accept(cast.db, person, token, name, cast.now, RULES)
    found = await people.find(cast.db, person.id)
    assert found is not None
    return found


@pytest.fixture
async def stage(cast: Cast) -> tuple[Cast, Person, Proposal]:
    """An organizer and a shortlisted proposal."""
    await cast.campaign()
    by = await organizer(cast, "Динара")
    return cast, by, await shortlisted(cast, await cast.moderator("KZ-59"), by)


def step_to(state: str, addressee: int) -> NewOutcome:
    match state:
        case "recommended":
            return NewOutcome(state)
        case "sent":
            return NewOutcome(state, addressee, TODAY, TODAY + timedelta(days=21))
        case "in_progress":
            return answer(state, due_on=TODAY + timedelta(days=60))
    return answer(state)


def test_the_lengths_are_those_of_the_tables() -> None:
    assert (outcome_checks.ANSWER_LENGTH, addressees.NAME_LENGTH) == (schema.ANSWER_LENGTH, schema.ADDRESSEE_LENGTH)


async def test_only_the_steps_of_the_diagram_are_taken(stage: tuple[Cast, Person, Proposal]) -> None:
    cast, by, proposal = stage
    akimat = await addressees.add(cast.db, by, "Әкімдік", "Акимат", cast.now)

    async def put(tx: Transaction, state: str) -> None:
        await tx.run("DELETE FROM outcomes")
        await tx.run("UPDATE proposals SET state = :state WHERE id = :id", state=state, id=proposal.id)

    done = set()
    for state in STATES:
        for to in OUTCOME_STATES:
            await cast.db.write(lambda tx, state=state: put(tx, state))
            try:
                recorded = await outcomes.record(cast.db, by, proposal.id, 0, step_to(to, akimat.id), cast.now, RULES)
            except organizer_errors.OutcomeNotNext:
                continue
            assert recorded.proposal.state == recorded.outcome.state == to
            done.add((state, to))
    assert done == ALLOWED
    steps = await rows(cast.db, "SELECT from_state, to_state, actor_role, details FROM history WHERE act = 'state'")
    assert {(one[0], one[1]) for one in steps if one[2] == "organizer"} == ALLOWED
    assert all("outcome" in one[3] for one in steps if one[2] == "organizer")


async def test_bad_steps_are_refused_and_change_nothing(stage: tuple[Cast, Person, Proposal]) -> None:
    cast, by, proposal = stage
    first = await stepped(cast, by, proposal, NewOutcome("recommended"))
    akimat = await addressees.add(cast.db, by, "Әкімдік", "Акимат", cast.now)
    day = timedelta(days=1)
    for new, refusal in (
        (NewOutcome("sent", akimat.id, TODAY + day, TODAY + 9 * day), organizer_errors.SentAhead),
        (NewOutcome("sent", akimat.id, TODAY - 400 * day, TODAY), organizer_errors.SentLongAgo),
        (NewOutcome("sent", akimat.id, TODAY, TODAY - day), organizer_errors.DueBeforeSent),
        (NewOutcome("sent", akimat.id, TODAY, TODAY + 800 * day), errors.DayFar),
        (NewOutcome("sent", 999, TODAY, TODAY + day), errors.StaleButton),
        (NewOutcome("sent", akimat.id, TODAY, None), errors.StaleButton),
    ):
        with pytest.raises(refusal):
            await outcomes.record(cast.db, by, proposal.id, first.outcome.id, new, cast.now, RULES)
    gone = (await stepped(cast, by, proposal, NewOutcome("sent", akimat.id, TODAY, TODAY + day))).outcome.id
    file = ("photo", "id", "unique", "хат.jpg", 10)
    refused: tuple[tuple[NewOutcome, type[errors.DomainError]], ...] = (
        (answer(answer_ru=None), organizer_errors.AnswerOneLanguage),
        (answer(answer_kk=""), organizer_errors.AnswerOneLanguage),
        (answer(answer_ru=KK.upper()), organizer_errors.AnswerSame),
        (answer(answer_ru="Нет"), organizer_errors.AnswerLength),
        (answer(answer_kk="а" * 2001), organizer_errors.AnswerLength),
        (answer("in_progress"), errors.StaleButton),
        (answer("in_progress", due_on=TODAY - day), errors.DatePast),
        (answer("done", due_on=TODAY), errors.StaleButton),
        (answer(files=tuple((*file[:2], str(n), *file[3:]) for n in range(6))), errors.AttachmentsFull),
        (answer(files=((*file[:4], 30_000_000),)), errors.AttachmentTooLarge),
    )
    for new, refusal_of_answer in refused:
        with pytest.raises(refusal_of_answer):
            await outcomes.record(cast.db, by, proposal.id, gone, new, cast.now, RULES)
    resident = await cast.resident()
    with pytest.raises(errors.NotAllowed):
        await outcomes.record(cast.db, resident, proposal.id, gone, answer(), cast.now, RULES)
    revoked = replace(resident, memberships=by.memberships)
    with pytest.raises(errors.NotAllowed):
        await outcomes.undo(cast.db, revoked, gone, cast.now, RULES)
    assert await rows(cast.db, "SELECT state FROM outcomes ORDER BY id") == [("recommended",), ("sent",)]


async def test_a_mistake_is_taken_back_within_ten_minutes_and_seen_by_the_team_only(
    stage: tuple[Cast, Person, Proposal],
) -> None:
    cast, by, proposal = stage
    before = await sent(cast, by, proposal)
    file = ("document", "id", "unique", "хат.pdf", 10)
    wrong = await stepped(cast, by, proposal, answer("declined", files=(file, file)))
    again = await outcomes.record(cast.db, by, proposal.id, before.outcome.id, answer("declined"), cast.now, RULES)
    assert again.outcome.id == wrong.outcome.id, "the same press handled again"
    undone = await outcomes.undo(cast.db, by, wrong.outcome.id, cast.now + 9 * MINUTE, RULES)
    assert undone.proposal.state == "sent"
    assert (await outcomes.undo(cast.db, by, wrong.outcome.id, cast.now + 9 * MINUTE, RULES)).proposal.state == "sent"
    other = await organizer(cast, "Ерлан")
    with pytest.raises(organizer_errors.OutcomeUndone) as refused:
        await outcomes.undo(cast.db, other, wrong.outcome.id, cast.now, RULES)
    assert refused.value.facts == {"by": "Динара"}
    with pytest.raises(organizer_errors.OutcomeGoneOn):
        await outcomes.record(cast.db, other, proposal.id, wrong.outcome.id, answer("done"), cast.now, RULES)
    right = await stepped(cast, by, proposal, answer("in_progress", due_on=TODAY + timedelta(days=90)))
    with pytest.raises(organizer_errors.OutcomeGoneOn):
        await outcomes.undo(cast.db, by, before.outcome.id, cast.now, RULES)
    with pytest.raises(organizer_errors.OutcomeLate):
        await outcomes.undo(cast.db, by, right.outcome.id, cast.now + 10 * MINUTE, RULES)
    reader = await cast.resident()
    seen = await became.of(cast.db, right.proposal, reader, cast.now, RULES)
    assert seen is not None
    assert [step.state for step in seen.steps] == ["recommended", "sent", "in_progress"]
    assert seen.answer is not None
    assert (seen.answer.id, seen.files, seen.may_rate) == (right.outcome.id, (), False)
    with pytest.raises(errors.ProposalNotFound):
        await became.files(cast.db, wrong.outcome.id)
    shown = [entry.to_state for entry in await browsing.history(cast.db, reader, proposal.id)]
    assert shown == ["published", "recommended", "sent", "in_progress"]
    assert len(await browsing.history(cast.db, by, proposal.id)) == len(shown) + 3, "sent for moderation, undone, undo"


async def test_of_two_organizers_at_once_one_records_and_the_other_hears_who(
    stage: tuple[Cast, Person, Proposal], replica: Database
) -> None:
    cast, first, _ = stage
    second, moderator = await organizer(cast, "Ерлан"), await cast.moderator("KZ-59")
    for _ in range(6):
        proposal = await shortlisted(cast, moderator, first)
        seen = (await sent(cast, first, proposal)).outcome.id
        results = await asyncio.gather(
            outcomes.record(cast.db, first, proposal.id, seen, answer("done"), cast.now, RULES),
            outcomes.record(replica, second, proposal.id, seen, answer("declined"), cast.now, RULES),
            return_exceptions=True,
        )
        (refused,) = [one for one in results if isinstance(one, organizer_errors.OutcomeRecorded)]
        won_first = results[1] is refused
        assert refused.facts == {
            "by": "Динара" if won_first else "Ерлан", "state": "done" if won_first else "declined",
        }  # fmt: skip
        assert len(await rows(cast.db, "SELECT id FROM outcomes WHERE proposal_id = :id", id=proposal.id)) == 3
        (last,) = await rows(cast.db, "SELECT state FROM proposals WHERE id = :id", id=proposal.id)
        assert last == ("done" if won_first else "declined",)
        ((last_step,),) = await rows(cast.db, "SELECT max(id) FROM outcomes")
        undone = await asyncio.gather(
            *(outcomes.undo(db, one, last_step, cast.now, RULES) for db, one in ((cast.db, first), (replica, second))),
            return_exceptions=True,
        )
        assert sum(isinstance(one, organizer_errors.OutcomeUndone) for one in undone) == 1


async def test_a_section_is_recommended_whole_and_no_more_than_was_counted(
    stage: tuple[Cast, Person, Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recommending, "STRETCH", 2)
    cast, by, first = stage

    async def unit(tx: Transaction) -> int:
        row = await tx.one(
            "INSERT INTO sections (campaign_id, name_kk, name_ru, position) VALUES (:id, 'Қоғам', 'Общество', 1)"
            " RETURNING id",
            id=first.campaign_id,
        )
        assert row is not None
        return int(row["id"])

    section, moderator = await cast.db.write(unit), await cast.moderator("KZ-59")
    inside = [(await shortlisted(cast, moderator, by, section)).id for _ in range(5)]
    count, upto = await recommending.to_recommend(cast.db, by, first.campaign_id, section)
    late = await shortlisted(cast, moderator, by, section)
    assert count == 5
    for expected in (5, 0):
        done = await recommending.recommend_all(cast.db, by, first.campaign_id, section, upto, cast.now)
        assert done == expected
    found = await rows(cast.db, "SELECT id FROM proposals WHERE state = 'recommended' ORDER BY id")
    assert [one[0] for one in found] == inside
    steps = await rows(
        cast.db,
        "SELECT h.details, o.id FROM history h JOIN outcomes o ON o.proposal_id = h.proposal_id"
        " WHERE h.to_state = 'recommended' ORDER BY o.id",
    )
    assert [one[0] for one in steps] == [f'{{"outcome":{one[1]}}}' for one in steps]
    campaign = await campaigns.latest(cast.db)
    listed = await outcome_lists.page(
        cast.db, by, campaign, OutcomeQuery("shortlisted", f"s{section}"), cast.now, RULES
    )
    assert [item.proposal.id for item, _ in listed.items] == [late.id]
    assert (await recommending.to_recommend(cast.db, by, first.campaign_id, None))[0] == 2
    with pytest.raises(errors.NotAllowed):
        await recommending.recommend_all(cast.db, await cast.resident(), first.campaign_id, None, upto, cast.now)


async def test_what_was_recommended_at_once_is_taken_back_at_once_and_two_organizers_do_it_once(
    stage: tuple[Cast, Person, Proposal], replica: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recommending, "STRETCH", 2)
    cast, by, first = stage
    other, moderator = await organizer(cast, "Ерлан"), await cast.moderator("KZ-59")
    rest = [(await shortlisted(cast, moderator, by)).id for _ in range(5)]
    _, upto = await recommending.to_recommend(cast.db, by, first.campaign_id, None)
    assert await recommending.recommend_all(cast.db, by, first.campaign_id, None, upto, cast.now) == 6
    akimat = await addressees.add(cast.db, by, "Әкімдік", "Акимат", cast.now)
    await stepped(cast, by, first, NewOutcome("sent", akimat.id, TODAY, TODAY + timedelta(days=21)))
    late = cast.now + 9 * MINUTE  # a minute before the first of them are told
    last = late - timedelta(milliseconds=1)
    batch = await recommending.latest_batch(cast.db, other, first.campaign_id, last, RULES)
    assert batch == recommending.Batch(by.id, cast.now, 5, cast.now + 8 * MINUTE)
    assert await recommending.latest_batch(cast.db, other, first.campaign_id, late, RULES) is None
    resident = await cast.resident()

    async def undo(db: Database, who: Person, now: datetime) -> int:
        return await recommending.undo_all(db, who, first.campaign_id, by.id, cast.now, now, RULES)

    for who, now, refusal in (
        (other, late, organizer_errors.OutcomeLate),
        (resident, cast.now, errors.NotAllowed),
        (replace(resident, memberships=by.memberships), cast.now, errors.NotAllowed),
    ):
        with pytest.raises(refusal):
            await undo(cast.db, who, now)
    racing, now = ((cast.db, by), (replica, other)), last
    results = await asyncio.gather(*(undo(db, who, now) for db, who in racing), return_exceptions=True)
    assert sum(one for one in results if isinstance(one, int)) == 5
    for (db, who), result in zip(racing, results, strict=True):
        if isinstance(result, int):
            assert await undo(db, who, now) == result, "the same press again"
        else:
            assert isinstance(result, organizer_errors.OutcomeUndone), result
    found = await rows(cast.db, "SELECT id, state FROM proposals WHERE state <> 'published' ORDER BY id")
    assert found == [(first.id, "sent"), *((id_, "shortlisted") for id_ in rest)]
    undone = await rows(
        cast.db,
        "SELECT h.proposal_id, h.details, h.from_state, h.to_state FROM history h JOIN outcomes o"
        " ON o.proposal_id = h.proposal_id AND o.undone_by = h.actor_id WHERE h.act = 'undo' ORDER BY h.proposal_id",
    )
    steps = dict(await rows(cast.db, "SELECT proposal_id, id FROM outcomes WHERE undone_at IS NOT NULL"))
    assert undone == [(id_, f'{{"outcome":{steps[id_]}}}', "recommended", "shortlisted") for id_ in rest]
    assert await outcome_telling.tell_due(cast.db, late + 2 * MINUTE, RULES) == 2, "of what has gone on only"


@pytest.mark.parametrize(  # SQLite's units wait for one another before they look at anything
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
async def test_what_was_taken_back_singly_neither_stops_the_rest_nor_stands_for_it(
    stage: tuple[Cast, Person, Proposal], replica: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recommending, "STRETCH", 2)
    cast, by, first = stage
    other, moderator = await organizer(cast, "Ерлан"), await cast.moderator("KZ-59")
    rest = [(await shortlisted(cast, moderator, by)).id for _ in range(3)]
    campaign, at = first.campaign_id, cast.now
    _, upto = await recommending.to_recommend(cast.db, by, campaign, None)
    assert await recommending.recommend_all(cast.db, by, campaign, None, upto, at) == 4
    waiting: list[asyncio.Task[int]] = []

    async def anew(tx: Transaction) -> None:
        """A whole stretch taken back and recommended anew, while undoing the whole waits for it."""
        whole, now, them = recommending.undo_all, at + MINUTE, (by.id, by.is_admin)
        await stored.undo_stretch(tx, campaign, by=by.id, at=at, most=2, organizer=them, now=now)
        if not waiting:
            waiting.append(asyncio.create_task(whole(replica, other, campaign, by.id, at, now, RULES)))
        await asyncio.sleep(0.1)
        await stored.recommend_stretch(tx, campaign, None, upto=upto, most=2, organizer=them, now=now)

    await cast.db.write(anew)
    assert await waiting[0] == 2
    found = await rows(cast.db, "SELECT id, state FROM proposals WHERE state <> 'published' ORDER BY id")
    states = ["recommended", "recommended", "shortlisted", "shortlisted"]
    assert found == list(zip((first.id, *rest), states, strict=True))
    # Of the two anew one is taken back by itself, and the other goes on.
    ((step,),) = await rows(
        cast.db, "SELECT id FROM outcomes WHERE undone_at IS NULL AND proposal_id = :id", id=rest[0]
    )
    await outcomes.undo(cast.db, by, step, at + MINUTE, RULES)
    akimat = await addressees.add(cast.db, by, "Әкімдік", "Акимат", at)
    await stepped(cast, by, first, NewOutcome("sent", akimat.id, TODAY, TODAY + timedelta(days=21)))
    with pytest.raises(organizer_errors.OutcomeGoneOn):
        await recommending.undo_all(cast.db, other, campaign, by.id, at + MINUTE, at + MINUTE, RULES)


async def test_lists_have_what_is_due_first_and_pages_meet(stage: tuple[Cast, Person, Proposal]) -> None:
    cast, by, first = stage
    moderator, campaign = await cast.moderator("KZ-59"), await campaigns.latest(cast.db)
    wanted = []
    for days in (30, 3, 12, 1, 5, 1, 40, 9, 2, 60):
        proposal = await shortlisted(cast, moderator, by)
        await sent(cast, by, proposal, TODAY + timedelta(days=days))
        wanted.append((days, proposal.id))
    wanted.sort()
    cast.now += timedelta(days=3)
    query = OutcomeQuery("sent")
    one = await outcome_lists.page(cast.db, by, campaign, query, cast.now, RULES)
    two = await outcome_lists.page(
        cast.db, by, campaign, replace(query, after=one.items[-1][0].cursor), cast.now, RULES
    )
    found = [item.proposal.id for page in (one, two) for item, _ in page.items]
    assert found == [id_ for _, id_ in wanted]
    assert (one.total, one.has_previous, one.has_next, two.has_previous, two.has_next) == (10, False, True, True, False)
    back = await outcome_lists.page(
        cast.db, by, campaign, replace(query, after=two.items[0][0].cursor, backwards=True), cast.now, RULES
    )
    assert back.items == one.items
    assert [clock.is_overdue for _, clock in one.items if clock is not None] == [True] * 3 + [False] * 5
    overview = await outcome_lists.overview(cast.db, by, campaign, cast.now, RULES)
    assert (overview.counts["sent"], overview.counts["shortlisted"]) == (10, 1)
    # Thursday the 26th: overdue from the 24th and the 25th; due by Tuesday the 1st.
    assert (overview.overdue, overview.soon) == (3, 2)
    for by_what, count in (("KZ-59", 10), ("KZ-39", 0)):
        page = await outcome_lists.page(cast.db, by, campaign, replace(query, by=by_what), cast.now, RULES)
        assert page.total == count
    assert (await outcome_lists.of_number(cast.db, by, campaign, str(first.number))).id == first.id
    for words in ("214", "абв", ""):
        with pytest.raises(errors.ProposalNotFound):
            await outcome_lists.of_number(cast.db, by, campaign, words)


async def test_addressees_are_found_by_words_of_either_language_and_stand_once(cast: Cast, replica: Database) -> None:
    by = await cast.organizer()
    names = ("Қостанай облысының әкімдігі", "Акимат Костанайской области")
    pairs = [(db, *names) for db in (cast.db, replica)] + [(cast.db, "Білім министрлігі", "Министерство просвещения")]
    added = await asyncio.gather(*(addressees.add(db, by, kk, ru, NOW) for db, kk, ru in pairs))
    assert added[0] == added[1]
    for words in ("костанай", "АКИМАТ обл", "әкімдік"[:6]):
        found = await addressees.choice(cast.db, by, words, 9)
        assert [one.name_kk for one in found.items] == [names[0]], words
    assert len((await addressees.choice(cast.db, by, "", 1)).items) == 2
    for kk, ru in ((names[0].upper(), "Другое"), ("Басқа атау", names[1])):
        with pytest.raises(organizer_errors.AddresseeTaken):
            await addressees.add(cast.db, by, kk, ru, NOW)
    for name in ("аб", "а" * 300, "<b></b>"):
        with pytest.raises(organizer_errors.AddresseeLength):
            addressees.check_name(name)
    with pytest.raises(organizer_errors.AddresseeTaken):
        await addressees.demand_free(cast.db, "ru", names[1].lower())
    assert (outcome_checks.check_answer(f"  {KK} "), outcome_checks.check_answer(RU)) == (KK, RU)
