"""Votes that are not taken: each refusal is one alert with its reason, and nothing is counted or lost."""

import asyncio
from datetime import timedelta

import pytest

from forum import campaign_changes, campaigns, withdrawal
from locales import Translator, translator
from sandbox.person import Person
from sandbox.queries import CallbackAnswer
from storage.records import Campaign, Proposal
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare, onboard, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def voter_and_proposals(
    bot: RunningBot, language: str, count: int = 1, **campaign: object
) -> tuple[Person, Translator, list[Proposal]]:
    """Sergey, who came by himself, and so many published proposals of Aigul's."""
    await bot.open_campaign(**campaign)  # type: ignore[arg-type]
    aigul, sergey, t = bot.sandbox.person("aigul"), bot.sandbox.person("sergey"), translator(language)
    await bot.make_resident(aigul)
    proposals = [await published(bot, aigul, f"Көшеге жарық орнату {number}") for number in range(count)]
    await onboard(sergey, t)
    return sergey, t, proposals


async def opens(person: Person, proposal: Proposal) -> None:
    """The card from its link."""
    await person.starts(f"p_{proposal.id}")
    await person.sees(f"№ {proposal.number}")


async def budget(bot: RunningBot, most: int | None) -> Campaign:
    """What the organizer allows each resident."""
    campaign = await campaigns.current(bot.db)
    return await campaign_changes.change(
        bot.db,
        await bot._organizer(),
        campaign.id,
        "vote_budget",
        most,
        bot.now(),
        bot.rules,
        seen=campaign.vote_budget,
    )


def is_one_alert(answer: CallbackAnswer | None, sentence: str) -> bool:
    """Whether the press was answered with the whole sentence, in a window of its own."""
    return answer is not None and answer.show_alert and answer.text == sentence


@both
async def test_a_spent_budget_says_how_many_and_how_to_free_one(bot: RunningBot, language: str) -> None:
    sergey, t, (first, second, third) = await voter_and_proposals(bot, language, 3)
    await budget(bot, 2)
    await sergey.says("/menu")
    await sergey.sees(t.plain("vote-left", left=2))
    await opens(sergey, first)
    await sergey.sees(t.plain("vote-left", left=2))
    await sergey.taps(t.plain("button-support"))
    await sergey.sees(t.plain("browse-my-support"), t.plain("vote-left", left=1))
    await opens(sergey, second)
    await sergey.taps(t.plain("button-object"))
    await sergey.sees(t.plain("browse-my-objection"), t.plain("vote-left", left=0))
    await opens(sergey, third)
    refused = t.plain("error-vote-budget-spent", budget=2)
    assert is_one_alert(await sergey.taps(t.plain("button-support")), refused)
    assert is_one_alert(await sergey.taps(t.plain("button-object")), refused)
    assert [await votes_in(bot, proposal) for proposal in (first, second, third)] == [[1], [-1], []]
    # As the sentence says: one is taken back among what is one's own, then there is room.
    await sergey.taps(t.plain("menu-mine"))
    await sergey.taps(t.plain("mine-votes"))
    await sergey.taps("2", message=await sergey.sees(bare(t.plain("mine-votes-title"))))
    await sergey.taps(t.plain("button-object"))
    await sergey.alerted(t.plain("browse-vote-taken-back"))
    await sergey.sees(t.plain("vote-left", left=1))
    await opens(sergey, third)
    await sergey.taps(t.plain("button-support"))
    await sergey.sees(t.plain("vote-left", left=0))
    await sergey.taps(t.plain("button-object"))  # a change needs no further vote
    await sergey.sees(t.plain("browse-my-objection"), t.plain("vote-left", left=0))
    assert [await votes_in(bot, proposal) for proposal in (first, second, third)] == [[1], [0], [-1]]
    assert not bot.sandbox.refused


@both
async def test_without_a_budget_nobody_hears_of_one(bot_on_sqlite: RunningBot, language: str) -> None:
    sergey, t, (proposal,) = await voter_and_proposals(bot_on_sqlite, language)
    said = t.plain("vote-left", left=1).split("1")[0]
    await sergey.says("/menu")
    assert said not in (await sergey.sees(t.plain("menu-published", published=1))).text
    await opens(sergey, proposal)
    await sergey.taps(t.plain("button-support"))
    assert said not in (await sergey.sees(t.plain("browse-my-support"))).text


@both
async def test_two_cards_pressed_at_once_share_the_last_vote(bot: RunningBot, language: str) -> None:
    sergey, t, proposals = await voter_and_proposals(bot, language, 2)
    await budget(bot, 1)
    queries = [sergey.presses(f"vt:{proposal.id}:1:link") for proposal in proposals]
    answers = await asyncio.gather(*(sergey.answered(query) for query in queries))
    assert sorted(answer.text for answer in answers) == sorted(
        [t.plain("browse-voted-support"), t.plain("error-vote-budget-spent", budget=1)]
    )
    assert sorted([await votes_in(bot, proposal) for proposal in proposals]) == [[], [1]]


@both
async def test_before_the_first_day_the_vote_is_refused_with_the_day(bot: RunningBot, language: str) -> None:
    first_day = bot.clock.today + timedelta(days=10)
    sergey, t, (proposal,) = await voter_and_proposals(bot, language, voting_from=first_day)
    await opens(sergey, proposal)
    start = (await campaigns.current(bot.db)).voting_from
    answer = await sergey.forges(f"vt:{proposal.id}:1:link")
    assert is_one_alert(answer, t.plain("error-voting-not-open", start=t.moment(start)))
    assert await votes_in(bot, proposal) == []


@both
async def test_after_the_last_day_the_vote_is_refused_and_the_old_one_stands(bot: RunningBot, language: str) -> None:
    sergey, t, (proposal,) = await voter_and_proposals(bot, language, collecting_days=1, voting_days=2)
    await opens(sergey, proposal)
    await sergey.taps(t.plain("button-support"))
    card = sergey.shown
    bot.clock.move(days=4)
    assert is_one_alert(await sergey.taps(t.plain("button-object"), message=card), t.plain("error-voting-closed"))
    assert await votes_in(bot, proposal) == [1]


@both
async def test_a_proposal_that_is_not_published_takes_no_vote(bot: RunningBot, language: str) -> None:
    sergey, t, (proposal,) = await voter_and_proposals(bot, language)
    waiting = await bot.submit(bot.sandbox.person("aigul"), title="Әлі жарияланбаған ұсыныс")
    await opens(sergey, proposal)
    support = sergey.data_behind(t.plain("button-support"))
    for odd in (support.replace(f":{proposal.id}:", f":{waiting.id}:"), "vt:999999:1:link"):
        answer = await sergey.forges(odd)
        assert answer is not None
        assert answer.show_alert
        assert answer.text in {t.plain("error-proposal-not-published"), t.plain("error-proposal-not-found")}
    assert await votes_in(bot, waiting) == []


@both
async def test_a_proposal_withdrawn_under_the_thumb_keeps_the_votes_it_had(bot: RunningBot, language: str) -> None:
    sergey, t, (proposal, other) = await voter_and_proposals(bot, language, 2)
    await budget(bot, 1)
    await opens(sergey, proposal)
    await sergey.taps(t.plain("button-support"))
    card = sergey.shown
    aigul = await bot.person(bot.sandbox.person("aigul"))
    await withdrawal.withdraw(bot.db, aigul, proposal.id, bot.now())
    answer = await sergey.taps(t.plain("button-object"), message=card)
    assert answer is not None
    assert answer.show_alert
    assert answer.text in {t.plain("error-proposal-not-published"), t.plain("error-proposal-not-found")}
    assert await votes_in(bot, proposal) == [1]
    await opens(sergey, other)
    await sergey.taps(t.plain("button-support"))  # the withdrawn one has given its vote back
    await sergey.sees(t.plain("browse-my-support"), t.plain("vote-left", left=0))


@both
async def test_ones_own_proposal_is_refused_whatever_the_budget(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    proposal = await published(bot, aigul)
    await budget(bot, 3)
    await opens(aigul, proposal)
    assert t.plain("vote-left", left=3) not in aigul.screen
    answer = await aigul.forges(f"vt:{proposal.id}:1:link")
    assert is_one_alert(answer, t.plain("error-own-proposal"))
    assert await votes_in(bot, proposal) == []


@both
async def test_who_only_reads_is_asked_for_consent_and_then_the_vote_is_taken(bot: RunningBot, language: str) -> None:
    _, t, (proposal,) = await voter_and_proposals(bot, "kk")
    t, olga = translator(language), bot.sandbox.person("olga")
    await budget(bot, 1)
    await olga.starts(f"p_{proposal.id}")
    await olga.taps(t.plain(f"language-{language}"))
    await olga.taps(t.plain("start-read-only"))
    await olga.sees(f"№ {proposal.number}")
    await olga.taps(t.plain("button-support"))
    assert await votes_in(bot, proposal) == [], "no vote before the consent"
    await olga.taps(t.plain("start-agree"))
    await olga.taps(t.region("KZ-59", "short"))
    await olga.sees(t.plain("browse-my-support"), t.plain("vote-left", left=0))
    assert await votes_in(bot, proposal) == [1]
    assert not bot.sandbox.refused
