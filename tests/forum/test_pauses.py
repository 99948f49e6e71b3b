"""Pausing submitting or voting: at once, for everybody, losing nothing that was accepted."""

from __future__ import annotations

import asyncio

import pytest

from forum import browsing, campaign_changes, campaigns, pauses, submission, voting
from forum.browsing import Card
from forum.errors import NotAllowed, StaleButton
from forum.organizer_errors import CampaignOver, PauseText, SubmittingPaused, VotingPaused
from storage.database import Database
from tests.forum.people import NOW, RULES, Cast, rows

KK, RU = "Тексеру жүріп жатыр, ертең жалғасады.", "Идёт проверка, продолжим завтра."
COUNTED = """
    SELECT p.support_count, (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = 1) AS given
      FROM proposals p WHERE p.id = :id
"""


async def test_a_pause_is_said_in_ones_own_language_and_ends(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    kazakh, russian = await cast.resident(), await cast.resident(language="ru")
    drafted = await submission.begin(cast.db, kazakh, NOW, RULES)
    await voting.cast(cast.db, russian, proposal.id, 1, NOW, RULES)
    for what in ("voting", "submitting"):
        for _ in range(2):  # again is the same
            await pauses.pause(cast.db, organizer, campaign.id, what, KK, RU, NOW)
    with pytest.raises(VotingPaused) as voted:
        await voting.cast(cast.db, russian, proposal.id, 0, NOW, RULES)
    assert voted.value.facts == {"why": RU}
    with pytest.raises(SubmittingPaused) as begun:
        await submission.begin(cast.db, kazakh, NOW, RULES)
    assert begun.value.facts == {"why": KK}
    # Nothing is lost: the vote, the draft.
    assert (await browsing.card(cast.db, russian, proposal.id)).my_vote == 1
    kept = await submission.find_draft(cast.db, kazakh)
    assert kept is not None
    assert kept.proposal.id == drafted.proposal.id
    for what in ("voting", "submitting"):
        for _ in range(2):
            await pauses.resume(cast.db, organizer, campaign.id, what, NOW)
    assert (await voting.cast(cast.db, russian, proposal.id, 0, NOW, RULES)).my_vote == 0
    assert await submission.begin(cast.db, kazakh, NOW, RULES) == kept
    _, acts = await campaign_changes.acts(cast.db, organizer, campaign.id)
    assert [act.act for act in acts] == ["resume", "resume", "pause", "pause", "create"]
    assert acts[2].details == {"what": "submitting", "kk": KK, "ru": RU}


async def test_a_returned_proposal_waits_for_the_end_of_the_pause_too(cast: Cast) -> None:
    campaign, author = await cast.campaign(), await cast.resident()
    proposal = await cast.pending(author)
    await pauses.pause(cast.db, None, campaign.id, "submitting", KK, RU, NOW)
    with pytest.raises(SubmittingPaused):
        await cast.pending(await cast.resident())
    # What was sent before is the same receipt again.
    again = await submission.send(cast.db, author, proposal.id, 0, "kk", NOW, RULES)
    assert (again.already_sent, again.proposal.number) == (True, proposal.number)


async def test_what_no_pause_can_be(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    for kk, ru in (("қысқа", RU), (KK, "а" * 301)):
        with pytest.raises(PauseText):
            await pauses.pause(cast.db, organizer, campaign.id, "voting", kk, ru, NOW)
    with pytest.raises(StaleButton):
        await pauses.pause(cast.db, organizer, campaign.id, "everything", KK, RU, NOW)
    for act in (
        pauses.pause(cast.db, await cast.resident(), campaign.id, "voting", KK, RU, NOW),
        pauses.resume(cast.db, await cast.resident(), campaign.id, "voting", NOW),
    ):
        with pytest.raises(NotAllowed):
            await act
    await campaigns.end(cast.db, organizer, campaign.id, NOW)
    with pytest.raises(CampaignOver):
        await pauses.pause(cast.db, organizer, campaign.id, "voting", KK, RU, NOW)


async def test_votes_and_proposals_that_race_a_pause_count_or_are_refused(cast: Cast, replica: Database) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    voters = await cast.crowd(60)
    dbs = (cast.db, replica)
    first = (voting.cast(dbs[n % 2], voter, proposal.id, 1, NOW, RULES) for n, voter in enumerate(voters[:30]))
    pausing = pauses.pause(replica, organizer, campaign.id, "voting", KK, RU, NOW)
    outcomes = await asyncio.gather(*first, pausing, return_exceptions=True)
    accepted = [one for one in outcomes[:-1] if isinstance(one, Card)]
    assert all(isinstance(one, Card | VotingPaused) for one in outcomes[:-1])
    assert await rows(cast.db, COUNTED, id=proposal.id) == [(len(accepted), len(accepted))]
    after = await asyncio.gather(
        *(voting.cast(dbs[n % 2], voter, proposal.id, 1, NOW, RULES) for n, voter in enumerate(voters[30:])),
        return_exceptions=True,
    )
    assert {type(one) for one in after} == {VotingPaused}, "once it holds, nobody gets past it"
    authors = [await cast.resident() for _ in range(6)]
    sent = await asyncio.gather(
        *(cast.pending(author) for author in authors[:3]),
        pauses.pause(replica, organizer, campaign.id, "submitting", KK, RU, NOW),
        *(cast.pending(author) for author in authors[3:]),
        return_exceptions=True,
    )
    numbered = [one for one in sent if not isinstance(one, BaseException) and hasattr(one, "number")]
    problems = {type(one) for one in sent if isinstance(one, BaseException)}
    assert problems <= {SubmittingPaused}
    ((last,),) = await rows(cast.db, "SELECT last_number FROM campaigns")
    assert last == len(numbered) + 1, "every number that was taken is a proposal's"
