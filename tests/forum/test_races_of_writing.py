"""Two updates of one person, or of two, at once: drafts, links, plans and decisions come out whole."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from forum import attaching, digests, moderation, people, submission, team
from forum.errors import DailyLimit, InvitationExpired, NotAllowed, NotEditable, ProposalNotFound
from storage.database import Database, DatabaseUnavailable
from tests.forum.people import NOW, RULES, TEXT, Cast, rows


async def test_two_beginnings_at_once_are_one_draft(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    author = await cast.resident()
    drafts = await asyncio.gather(*(submission.begin(db, author, NOW, RULES) for db in (cast.db, replica) * 3))
    assert len({draft.proposal.id for draft in drafts}) == 1
    assert len(await rows(cast.db, "SELECT id FROM proposals")) == 1


async def test_a_day_s_limit_holds_when_a_person_hurries(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    author, rules = await cast.resident(), replace(RULES, proposals_a_day=2)

    async def submits(db: Database) -> None:
        for _ in range(6):
            try:
                draft = await submission.begin(db, author, NOW, rules)
                fields = {"place": "KZ-59", "topic": "rural", "title": "Ауыл мектебіне интернет", "text": TEXT}
                await submission.change(db, author, draft.proposal.id, NOW, rules, **fields)
                await submission.send(db, author, draft.proposal.id, 0, "kk", NOW, rules)
            except (DailyLimit, NotEditable, ProposalNotFound):
                continue

    await asyncio.gather(submits(cast.db), submits(replica))
    assert await rows(cast.db, "SELECT number FROM proposals WHERE state = 'pending' ORDER BY number") == [(1,), (2,)]


async def test_a_file_and_the_end_of_its_draft_at_once_leave_no_stray_file(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    author = await cast.resident()
    for number in range(12):
        draft = await submission.begin(cast.db, author, NOW, RULES)
        file = attaching.NewAttachment("photo", f"file{number}", f"unique{number}", "сурет.jpg", 1000)
        attached, discarded = await asyncio.gather(
            attaching.attach(cast.db, author, draft.proposal.id, file, NOW, RULES),
            submission.discard(replica, author, draft.proposal.id),
            return_exceptions=True,
        )
        assert discarded is True, discarded
        assert isinstance(attached, submission.Draft | ProposalNotFound), attached
        assert await rows(cast.db, "SELECT id FROM attachments") == []


async def test_a_file_and_the_sending_at_once_keep_to_one_order(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    for number in range(8):
        author = await cast.resident()
        draft = await submission.begin(cast.db, author, NOW, RULES)
        fields = {"place": "KZ-59", "topic": "rural", "title": "Ауыл мектебіне интернет", "text": TEXT}
        await submission.change(cast.db, author, draft.proposal.id, NOW, RULES, **fields)
        file = attaching.NewAttachment("photo", f"file{number}", f"unique{number}", "сурет.jpg", 1000)
        attached, sent = await asyncio.gather(
            attaching.attach(replica, author, draft.proposal.id, file, NOW, RULES),
            submission.send(cast.db, author, draft.proposal.id, 0, "kk", NOW, RULES),
            return_exceptions=True,
        )
        assert isinstance(sent, submission.Receipt), sent
        kept = await rows(cast.db, "SELECT id FROM attachments WHERE proposal_id = :id", id=draft.proposal.id)
        assert len(kept) == int(isinstance(attached, submission.Draft))
        assert isinstance(attached, submission.Draft | NotEditable), attached


async def test_the_same_decision_twice_at_once_is_one_and_no_quarrel(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(8):
        proposal = await cast.pending()
        decisions = await asyncio.gather(
            *(moderation.publish(db, moderator, proposal.id, 1, NOW) for db in (cast.db, replica) * 2)
        )
        assert len({decision.id for decision in decisions}) == 1
        told = await rows(cast.db, "SELECT id FROM deliveries WHERE person_id = :id", id=proposal.author_id)
        assert len(told) == 1


async def test_what_one_moderator_has_taken_another_does_not_decide(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    first, second = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    for _ in range(8):
        proposal = await cast.pending()
        opened, decided = await asyncio.gather(
            moderation.open_item(cast.db, first, proposal.id, NOW, RULES),
            moderation.publish(replica, second, proposal.id, 1, NOW),
            return_exceptions=True,
        )
        assert isinstance(opened, Exception) != isinstance(decided, Exception), (opened, decided)


async def test_one_person_following_a_link_twice_at_once_is_told_the_same(cast: Cast, replica: Database) -> None:
    organizer = await cast.organizer()
    for _ in range(6):
        guest = await cast.resident()
        token = await team.invite(cast.db, organizer, "moderator", ("KZ-59", "KZ-71"), NOW, RULES)
        granted = await asyncio.gather(
            *(team.accept(db, guest, token, "Марат", NOW, RULES) for db in (cast.db, replica) * 2)
        )
        assert len({tuple(roles) for roles in granted}) == 1
        held = await rows(cast.db, "SELECT region FROM team WHERE person_id = :id ORDER BY region", id=guest.id)
        assert held == [("KZ-59",), ("KZ-71",)]


async def test_no_link_outlives_the_organizer_s_role(cast: Cast, replica: Database) -> None:
    admin = await cast.organizer()
    for _ in range(8):
        guest = await cast.resident()
        token = await team.invite(cast.db, admin, "organizer", (), NOW, RULES)
        await team.accept(cast.db, guest, token, "Дана", NOW, RULES)
        organizer = await people.find(cast.db, guest.id)
        assert organizer is not None
        ((membership,),) = await rows(cast.db, "SELECT id FROM team WHERE person_id = :id", id=guest.id)
        link, _ = await asyncio.gather(
            team.invite(cast.db, organizer, "moderator", ("KZ-59",), NOW, RULES),
            team.revoke(replica, admin, membership, NOW),
            return_exceptions=True,
        )
        if isinstance(link, str):
            stranger = await cast.resident()
            (outcome,) = await asyncio.gather(
                team.accept(cast.db, stranger, link, "Бөтен", NOW, RULES), return_exceptions=True
            )
            assert isinstance(outcome, InvitationExpired), outcome
        else:
            assert isinstance(link, NotAllowed), link


async def test_two_changes_of_one_plan_at_once_are_both_kept(cast: Cast, replica: Database) -> None:
    for _ in range(8):
        moderator = await cast.moderator("KZ-59")
        await asyncio.gather(
            digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, cadence="weekly"),
            digests.set_plan(replica, moderator, "KZ-59", NOW, RULES, minute=18 * 60),
            digests.set_plan(cast.db, moderator, "KZ-59", NOW, RULES, weekday=3),
        )
        (plan,) = await digests.plans(cast.db, moderator)
        assert (plan.cadence, plan.minute, plan.weekday) == ("weekly", 18 * 60, 3)


async def test_a_digest_is_owed_once_by_replicas_that_wake_together(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderators = [await cast.moderator("KZ-59") for _ in range(5)]
    await cast.pending()
    later = NOW + timedelta(days=1)
    owed = await asyncio.gather(*(digests.due(db, later, RULES) for db in (cast.db, replica) * 2))
    assert sum(owed) == len(moderators)
    assert len(await rows(cast.db, "SELECT id FROM deliveries WHERE kind = 'digest'")) == len(moderators)


async def test_newcomers_who_write_twice_at_once_are_one_person(cast: Cast, replica: Database) -> None:
    for telegram_id in range(5000, 5010):
        arrived = await asyncio.gather(*(people.arrive(db, telegram_id, NOW) for db in (cast.db, replica) * 2))
        assert len({person.id for person in arrived}) == 1


async def test_an_exhausted_pool_makes_units_wait_and_refuses_none(cast: Cast) -> None:
    crowd = await cast.crowd(60)
    outcomes = await asyncio.gather(
        *(people.choose_region(cast.db, person, "KZ-71", NOW) for person in crowd), return_exceptions=True
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, DatabaseUnavailable)]
    assert await rows(cast.db, "SELECT count(*) AS n FROM people WHERE region = 'KZ-71'") == [(60,)]
