"""The history of a proposal: every act with who and why for the team, plain for others, blind while appealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forum import (
    acts,
    appeals,
    browsing,
    correcting,
    joining,
    moderation,
    reports,
    submission,
    translating,
    undoing,
)
from forum.errors import HistoryClosed, HistoryNumber, NoCampaign, NotAllowed, NotYourRegion, ProposalNotFound
from forum.translating import Seen
from storage import exports
from storage.acts import Act, Carries, SanctionAct
from storage.database import to_ms
from storage.records import Person, Proposal
from tests.forum.people import NOW, RULES, Cast
from tests.forum.test_translating import TEXT_RU, TITLE_RU


async def rejected_and_appealed(cast: Cast, moderator: Person) -> Proposal:
    author = await cast.resident()
    proposal = await cast.pending(author)
    await moderation.reject(cast.db, moderator, proposal.id, 1, "unclear", "Түсініксіз", NOW, RULES)
    await appeals.file(cast.db, author, proposal.id, "Бұл шешіммен келіспеймін", NOW, RULES)
    return proposal


def told(history: acts.History) -> list[tuple[str, str, str | None]]:
    """Act, role and name, the oldest first."""
    found = []
    for act in reversed(history.acts):
        if isinstance(act, Act):
            found.append((f"{act.entry.act}:{act.entry.to_state}", act.entry.actor_role, act.name))
        else:
            found.append((f"{act.kind}:{act.reason}:{act.is_lifted}", "moderator", act.name))
    return found


async def test_every_act_has_who_when_and_why(cast: Cast) -> None:
    await cast.campaign()
    marat, asel = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    author = await cast.resident()
    proposal = await cast.pending(author)
    await moderation.send_back(cast.db, marat, proposal.id, 1, "Ауылды атаңыз", NOW, RULES)
    await submission.send(cast.db, author, proposal.id, 1, "kk", NOW, RULES)
    await correcting.correct(cast.db, asel, proposal.id, 2, "topic", "health", NOW)
    decision = await moderation.publish(cast.db, marat, proposal.id, 2, NOW)
    await undoing.undo(cast.db, asel, decision.id, NOW, RULES)
    seen = Seen(proposal.fingerprint or "", "ru", 0)
    await translating.save(cast.db, asel, proposal.id, TITLE_RU, TEXT_RU, seen, NOW, RULES)
    await moderation.publish(cast.db, marat, proposal.id, 3, NOW)
    await _sanction(cast, author, proposal, marat, asel)
    history = await acts.of_number(cast.db, marat, "1")
    assert told(history) == [
        ("state:pending", "author", None),
        ("state:returned", "moderator", "Марат"),
        ("state:pending", "author", None),
        ("correct:pending", "moderator", "Әсел"),
        ("state:published", "moderator", "Марат"),
        ("undo:pending", "moderator", "Әсел"),
        ("translate:pending", "moderator", "Әсел"),
        ("state:published", "moderator", "Марат"),
        ("mute:insult:False", "moderator", "Марат"),
        ("mute:insult:True", "moderator", "Әсел"),
    ]
    entries = [act.entry for act in reversed(history.acts) if isinstance(act, Act)]
    assert [entry.remark for entry in entries] == [None, "Ауылды атаңыз", *[None] * 6]
    assert entries[3].details == {"field": "topic", "from": "rural", "to": "health"}
    # Everybody else is told what was done, never who: the author all of it, others what everybody may read.
    own = await browsing.history(cast.db, author, proposal.id)
    assert [entry.act for entry in own] == [entry.act for entry in entries]
    public = await browsing.history(cast.db, await cast.resident(), proposal.id)
    assert {entry.to_state for entry in public} == {"published"}


async def _sanction(cast: Cast, author: Person, proposal: Proposal, by: Person, lifted_by: Person) -> None:
    sql = """
        INSERT INTO sanctions (person_id, kind, reason, proposal_id, region, until, set_by, set_at,
                               lifted_by, lifted_at)
        VALUES (:author, 'mute', 'insult', :proposal, 'KZ-59', :later, :by, :now, :lifted_by, :later)
    """
    now = to_ms(NOW + timedelta(seconds=1))
    values = {"author": author.id, "proposal": proposal.id, "by": by.id, "lifted_by": lifted_by.id}
    await cast.db.write(lambda tx: tx.run(sql, now=now, later=now + 1, **values))


async def test_a_join_counts_those_who_were_asked_and_what_they_answered(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    target, proposal = await cast.published(marat), await cast.pending()
    joined = await joining.join(cast.db, marat, proposal.id, 1, target.id, NOW)
    (newest, *_) = (await acts.of_proposal(cast.db, marat, proposal.id)).acts
    assert isinstance(newest, Act)
    assert (newest.entry.target_number, newest.carries) == (target.number, None)
    sql = "INSERT INTO carries (person_id, decision_id, asked_at, answer, answered_at) VALUES (:p, :d, 1, :a, :at)"
    for answer in ("carry", "leave", "leave", None):
        person = await cast.resident()
        values = {"p": person.id, "d": joined.decision.id, "a": answer, "at": None if answer is None else 1}
        await cast.db.write(lambda tx, values=values: tx.run(sql, **values))
    (newest, *_) = (await acts.of_proposal(cast.db, marat, proposal.id)).acts
    assert isinstance(newest, Act)
    assert newest.carries == Carries(asked=4, carried=1, left=2)
    own = await browsing.history(cast.db, await cast.organizer(), proposal.id)
    assert own[-1].target_number == target.number


async def test_reports_and_appeals_are_told_without_those_who_made_them(cast: Cast) -> None:
    await cast.campaign()
    marat, judge = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-71", name="Олга")
    reported = await cast.published(marat)
    for _ in range(3):
        await reports.report(cast.db, await cast.resident(), reported.id, "insult", NOW, RULES)
    assert told(await acts.of_proposal(cast.db, marat, reported.id))[-1] == ("state:hidden", "system", None)
    proposal = await rejected_and_appealed(cast, marat)
    await moderation.publish(cast.db, judge, proposal.id, 2, NOW)
    assert told(await acts.of_proposal(cast.db, marat, proposal.id)) == [
        ("state:pending", "author", None),
        ("state:rejected", "moderator", "Марат"),
        ("state:appealed", "author", None),
        ("state:published", "moderator", "Олга"),
    ]


async def test_whoever_may_judge_an_appeal_reads_no_history_until_it_is_decided(cast: Cast) -> None:
    await cast.campaign()
    marat, judge = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-71")
    organizer = await cast.organizer()
    proposal = await rejected_and_appealed(cast, marat)
    with pytest.raises(HistoryClosed):
        await acts.of_proposal(cast.db, organizer, proposal.id)
    with pytest.raises(NotYourRegion):
        await acts.of_number(cast.db, judge, str(proposal.number))
    plain = await browsing.history(cast.db, organizer, proposal.id)
    assert [entry.remark for entry in plain] == [None] * 3, "a remark may be signed"
    streams = (exports.stream_decisions, exports.stream_proposals)
    exported = [row for stream in streams async for rows in stream(cast.db, proposal.campaign_id, {}) for row in rows]
    assert [row["remark"] for row in exported] == [None, None]
    assert (await acts.of_proposal(cast.db, marat, proposal.id)).acts
    await moderation.publish(cast.db, judge, proposal.id, 2, NOW)
    assert ("state:rejected", "moderator", "Марат") in told(await acts.of_proposal(cast.db, organizer, proposal.id))


async def test_what_is_asked_for_wrongly_is_said_each_in_its_way(cast: Cast) -> None:
    author, marat, olga = await cast.resident(), await cast.moderator("KZ-59"), await cast.moderator("KZ-71")
    with pytest.raises(NoCampaign):
        await acts.of_number(cast.db, marat, "1")
    await cast.campaign()
    await cast.pending()
    draft = (await submission.begin(cast.db, author, NOW, RULES)).proposal
    for person, words, refusal in (
        (author, "1", NotAllowed),
        (olga, "1", NotYourRegion),
        (marat, "", HistoryNumber),
        (marat, "ұсыныс", HistoryNumber),
        (marat, "2", ProposalNotFound),
        (marat, "0", ProposalNotFound),
        (marat, "9" * 30, ProposalNotFound),
    ):
        with pytest.raises(refusal):
            await acts.of_number(cast.db, person, words)
    assert len((await acts.of_number(cast.db, marat, "№ 1")).acts) == 1
    for missing in (draft.id, 2**62):
        with pytest.raises(ProposalNotFound):
            await acts.of_proposal(cast.db, marat, missing)
    assert not any(isinstance(act, SanctionAct) for act in (await acts.of_number(cast.db, marat, "1")).acts)
