"""An outcome is told once to everybody it concerns, when it can be taken back no more; answers are rated once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from forum import (
    addressees,
    became,
    due_answers,
    errors,
    following,
    notices,
    organizer_errors,
    outcome_telling,
    outcomes,
    people,
    ratings,
)
from forum.calendar import Calendar
from forum.notices import OUTCOME, OWN
from storage import outcome_lists
from storage.database import Database, Transaction, to_ms
from storage.outcomes import NewOutcome
from storage.records import Person, Proposal
from tests.forum.becoming import MINUTE, TODAY, answer, sent, shortlisted, stepped
from tests.forum.people import RULES, Cast, rows

LATER = 11 * MINUTE


async def supported(cast: Cast, proposal: Proposal, *persons: Person) -> None:
    """Votes for a proposal, as they were when voting was over."""
    at = to_ms(cast.now)

    async def unit(tx: Transaction) -> None:
        for person in persons:
            await tx.run(
                "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at) VALUES (:p, :who, 1, :at, :at)",
                p=proposal.id,
                who=person.id,
                at=at,
            )

    await cast.db.write(unit)


async def told(cast: Cast, kind: str = "outcome") -> list[int]:
    """Whom deliveries of a kind are owed to."""
    found = await rows(cast.db, "SELECT person_id FROM deliveries WHERE kind = :kind ORDER BY person_id", kind=kind)
    return [row[0] for row in found]


@pytest.fixture
async def stage(cast: Cast) -> tuple[Cast, Person, Proposal]:
    """An organizer and a shortlisted proposal; nobody is owed anything."""
    await cast.campaign()
    by = await cast.organizer()
    proposal = await shortlisted(cast, await cast.moderator("KZ-59"), by)

    async def unit(tx: Transaction) -> None:
        await tx.run("DELETE FROM deliveries")

    await cast.db.write(unit)
    return cast, by, proposal


async def test_a_step_is_told_once_ten_minutes_later_to_those_who_want_it(
    stage: tuple[Cast, Person, Proposal],
) -> None:
    cast, by, proposal = stage
    supporter, follower, both, quiet, gone = [await cast.resident() for _ in range(5)]
    await supported(cast, proposal, supporter, both, quiet)
    for person in (follower, both, gone):
        await following.follow(cast.db, person, proposal.id, cast.now)
    await notices.set_switch(cast.db, quiet, OUTCOME, cast.now, RULES, is_on=False)
    await people.note_reach(cast.db, gone.telegram_id or 0, cast.now, is_blocked=True)
    await stepped(cast, by, proposal, NewOutcome("recommended"))
    assert await outcome_telling.tell_due(cast.db, cast.now + 9 * MINUTE, RULES) == 0
    assert await told(cast) == []
    for again in (1, 0):
        assert await outcome_telling.tell_due(cast.db, cast.now + LATER, RULES) == again
    wanting = sorted([supporter.id, follower.id, both.id])
    assert (await told(cast), await told(cast, "change")) == (wanting, [proposal.author_id])
    cast.now += LATER
    await cast.db.write(lambda tx: tx.run("DELETE FROM deliveries"))
    author = await people.find(cast.db, proposal.author_id or 0)
    assert author is not None
    await notices.set_switch(cast.db, author, OWN, cast.now, RULES, is_on=False)
    wrong = await stepped(cast, by, proposal, await _sent(cast, by))
    await outcomes.undo(cast.db, by, wrong.outcome.id, cast.now + MINUTE, RULES)
    assert await outcome_telling.tell_due(cast.db, cast.now + LATER, RULES) == 0, "what was taken back is told nobody"
    await stepped(cast, by, proposal, await _sent(cast, by))
    assert await outcome_telling.tell_due(cast.db, cast.now + LATER, RULES) == 1
    assert (await told(cast), await told(cast, "change")) == (wanting, [])


async def _sent(cast: Cast, by: Person) -> NewOutcome:
    akimat = await addressees.add(cast.db, by, "Әкімдік", "Акимат", cast.now)
    return NewOutcome("sent", akimat.id, TODAY, TODAY + timedelta(days=21))


async def test_thousands_are_told_stretch_by_stretch_and_a_kill_between_loses_nobody(
    stage: tuple[Cast, Person, Proposal], replica: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "STRETCH", 10)
    cast, by, proposal = stage
    crowd = await cast.crowd(35)
    await supported(cast, proposal, *crowd)
    recorded = await stepped(cast, by, proposal, NewOutcome("recommended"))
    cast.now += LATER
    step = recorded.outcome.id
    come_to = await cast.db.write(lambda tx: notices.owe_outcome(tx, recorded.proposal, step, "recommended", cast.now))
    everybody = sorted(person.id for person in crowd)
    assert come_to == everybody[9]
    assert await told(cast) == everybody[:10]
    # Two replicas go on with it at once.
    await asyncio.gather(*(outcome_telling.tell_due(db, cast.now, RULES) for db in (cast.db, replica)))
    assert await told(cast) == everybody
    late = await cast.resident()
    await following.follow(cast.db, late, proposal.id, cast.now)
    assert await outcome_telling.tell_due(cast.db, cast.now + MINUTE, RULES) == 0
    assert await told(cast) == everybody, "who follows later is not told of what was before"


async def counters(db: Database, outcome_id: int) -> tuple[Any, Any]:
    """The counters of an answer, and the rows they count."""
    (kept,) = await rows(
        db, "SELECT answered_count, partly_count, formal_count FROM outcomes WHERE id = :id", id=outcome_id
    )
    found = await rows(db, "SELECT rating, count(*) FROM ratings WHERE outcome_id = :id GROUP BY rating", id=outcome_id)
    counts = dict(found)
    return kept, tuple(counts.get(one, 0) for one in ("answered", "partly", "formal"))


async def test_counters_equal_the_ratings_however_they_are_changed_at_once(
    stage: tuple[Cast, Person, Proposal], replica: Database
) -> None:
    cast, by, proposal = stage
    raters = [await cast.resident() for _ in range(8)]
    await supported(cast, proposal, *raters)
    await sent(cast, by, proposal)
    given = await stepped(cast, by, proposal, answer())
    step, kinds = given.outcome.id, ("answered", "partly", "formal")
    wishes = [(rater, kinds[(index + turn) % 3]) for turn in range(4) for index, rater in enumerate(raters)]
    await asyncio.gather(
        *(
            ratings.rate((cast.db, replica)[index % 2], rater, step, wish, cast.now)
            for index, (rater, wish) in enumerate(wishes)
        )
    )
    kept, counted = await counters(cast.db, step)
    assert kept == counted
    assert sum(kept) == len(raters)
    assert await rows(cast.db, "SELECT count(*) FROM ratings") == [(8,)]


async def test_only_those_who_asked_rate_and_only_the_answer_that_stands(
    stage: tuple[Cast, Person, Proposal],
) -> None:
    cast, by, proposal = stage
    supporter, against, bystander = [await cast.resident() for _ in range(3)]
    await supported(cast, proposal, supporter, against)
    await cast.db.write(lambda tx: tx.run("UPDATE votes SET value = -1 WHERE person_id = :id", id=against.id))
    went = await sent(cast, by, proposal)
    given = await stepped(cast, by, proposal, answer())
    ((first,),) = await rows(cast.db, "SELECT min(id) FROM outcomes")
    early = await became.told(cast.db, first, supporter.id, "kk", cast.now, RULES)
    assert early is not None
    assert (early.became.addressee, early.became.answer) == (None, None), "what came later has a message of its own"
    author = await people.find(cast.db, proposal.author_id or 0)
    assert author is not None
    for person, rating in ((supporter, "formal"), (author, "partly"), (supporter, "answered"), (supporter, "answered")):
        await ratings.rate(cast.db, person, given.outcome.id, rating, cast.now)
    assert (await counters(cast.db, given.outcome.id))[0] == (1, 1, 0)
    for person in (against, bystander):
        with pytest.raises(organizer_errors.RatingNotYours):
            await ratings.rate(cast.db, person, given.outcome.id, "formal", cast.now)
    with pytest.raises(errors.Banned):
        await ratings.rate(cast.db, replace(supporter, banned_at=cast.now), given.outcome.id, "formal", cast.now)
    for step, rating in ((given.outcome.id, "best"), (went.outcome.id, "formal"), (999, "formal")):
        with pytest.raises(errors.StaleButton):
            await ratings.rate(cast.db, supporter, step, rating, cast.now)
    later = await stepped(cast, by, proposal, answer("done"))
    with pytest.raises(errors.StaleButton):
        await ratings.rate(cast.db, supporter, later.outcome.id, "formal", cast.now)
    await ratings.rate(cast.db, supporter, given.outcome.id, "formal", cast.now)
    seen = await became.of(cast.db, later.proposal, supporter, cast.now, RULES)
    assert seen is not None
    assert seen.answer is not None
    assert seen.news is not None
    assert (seen.my_rating, seen.may_rate, seen.answer.counts) == (
        "formal", True, {"answered": 0, "partly": 1, "formal": 1},
    )  # fmt: skip
    for taken_back in (later, given):
        await outcomes.undo(cast.db, by, taken_back.outcome.id, cast.now, RULES)
    with pytest.raises(organizer_errors.RatingClosed):
        await ratings.rate(cast.db, author, given.outcome.id, "formal", cast.now)


async def test_the_clock_counts_working_days_of_kazakhstan(cast: Cast) -> None:
    calendar = Calendar(RULES.zone)
    # The 16th of December is a holiday: fifteen working days from Monday the 23rd of November end on the 14th, …
    assert due_answers.suggested(TODAY, calendar).isoformat() == "2026-12-14"
    # … and from the 30th they end after it.
    assert due_answers.suggested(TODAY + timedelta(days=7), calendar).isoformat() == "2026-12-22"
    due = due_answers.suggested(TODAY, calendar)
    for days, told_of in (
        (0, (0, 15, False, 0)),
        (5, (4, 15, False, 0)),
        (21, (15, 15, False, 0)),
        (25, (15, 15, True, 3)),
    ):
        clock = due_answers.clock_of(TODAY, due, calendar, TODAY + timedelta(days=days))
        assert (clock.day, clock.limit, clock.is_overdue, clock.late) == told_of, days


async def test_answers_due_and_new_ones_are_counted_for_the_digests(stage: tuple[Cast, Person, Proposal]) -> None:
    cast, by, first = stage
    moderator = await cast.moderator("KZ-59")
    made = [first, *[await shortlisted(cast, moderator, by) for _ in range(4)]]
    for proposal, days in zip(made, (1, 2, 7, 9, 60), strict=True):
        await sent(cast, by, proposal, TODAY + timedelta(days=days))
    since = cast.now
    cast.now += timedelta(days=4)  # Friday the 27th: by Wednesday the 2nd is soon
    await stepped(cast, by, made[1], answer())
    await stepped(cast, by, made[1], answer("done"))

    async def work(tx: Transaction) -> Any:
        calendar = Calendar(RULES.zone)
        found = await due_answers.read(tx, calendar, cast.now)
        there = await due_answers.count(tx, calendar, cast.now, region="KZ-59")
        elsewhere = await due_answers.count(tx, calendar, cast.now, region="KZ-39")
        answered = await outcome_lists.count_answers(tx, since, cast.now + MINUTE)
        return found, there, elsewhere, answered

    found, there, elsewhere, answered = await cast.db.read(work)
    assert ((found.soon, found.overdue), there, elsewhere, answered) == ((2, 1), (2, 1), (0, 0), 1)
    assert [one.proposal.id for one, _ in found.oldest] == [made[0].id, made[2].id, made[3].id]
    assert [clock.late for _, clock in found.oldest] == [3, 0, 0]
