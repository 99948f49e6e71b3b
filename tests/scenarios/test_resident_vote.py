"""Voting: the numbers on the buttons are right each time, and one row holds the vote."""

import asyncio
from datetime import timedelta

import pytest

from forum import withdrawal
from locales import Translator, translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import RunningBot
from tests.scenarios.resident_steps import published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def card(bot: RunningBot, language: str = "kk", **campaign: object) -> tuple[Proposal, Person, Translator]:
    """Sergey before the card of a published proposal."""
    await bot.open_campaign(**campaign)  # type: ignore[arg-type]
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    await bot.make_resident(sergey, language, "KZ-59")
    proposal = await published(bot, aigul)
    await sergey.starts(f"p_{proposal.id}")
    await sergey.sees(f"№ {proposal.number}")
    return proposal, sergey, translator(language)


def votes_on(person: Person, t: Translator) -> list[tuple[str, str | None]]:
    """Labels and colours of the two buttons."""
    return [(button["text"], button.get("style")) for button in person.shown.rows[0]]


def expected(t: Translator, support: str, objection: str, mine: int = 0) -> list[tuple[str, str | None]]:
    """The buttons with these numbers, the given vote marked."""
    both_ways = ((1, "button-support", support), (-1, "button-object", objection))
    return [
        (f"{'✓ ' if value == mine else ''}{t.plain(key)} · {count}", "success" if value == mine else None)
        for value, key, count in both_ways
    ]


@both
async def test_support_objection_and_taking_back_are_counted(bot: RunningBot, language: str) -> None:
    proposal, sergey, t = await card(bot, language)
    assert votes_on(sergey, t) == expected(t, "0", "0")
    await sergey.taps(t.plain("button-support"))
    await sergey.alerted(t.plain("browse-voted-support"))
    await sergey.sees(t.plain("browse-my-support"), t.plain("browse-card-counts", support=1, objection=0))
    assert votes_on(sergey, t) == expected(t, "1", "0", 1)
    await sergey.taps(t.plain("button-object"))
    await sergey.alerted(t.plain("browse-voted-objection"))
    await sergey.sees(t.plain("browse-my-objection"))
    assert votes_on(sergey, t) == expected(t, "0", "1", -1)
    await sergey.taps(t.plain("button-object"))
    await sergey.alerted(t.plain("browse-vote-taken-back"))
    assert votes_on(sergey, t) == expected(t, "0", "0")
    assert t.plain("browse-my-objection") not in sergey.screen
    assert await votes_in(bot, proposal) == [0]
    assert not bot.sandbox.refused


async def test_a_vote_is_one_edit_and_one_answer(bot: RunningBot) -> None:
    _, sergey, t = await card(bot)
    before = len(bot.sandbox.calls)
    await sergey.taps(t.plain("button-support"))
    # The author's notice, which nobody has waited for, may leave meanwhile.
    calls = [call.method for call in bot.sandbox.calls[before:] if call.chat_id in {sergey.id, None}]
    assert sorted(calls) == ["answerCallbackQuery", "editMessageText"]


async def test_the_same_button_twice_is_one_vote(bot: RunningBot) -> None:
    proposal, sergey, t = await card(bot)
    shown, support = sergey.shown, sergey.data_behind(t.plain("button-support"))
    await asyncio.gather(*(sergey.forges(support, shown) for _ in range(4)))
    assert await votes_in(bot, proposal) == [1]
    assert votes_on(sergey, t) == expected(t, "1", "0", 1)


async def test_two_people_at_once_are_two_votes(bot: RunningBot) -> None:
    proposal, sergey, t = await card(bot)
    voters = [bot.sandbox.add_person(f"Тұрғын {number}") for number in range(4)]
    for voter in voters:
        await bot.make_resident(voter)
        await voter.starts(f"p_{proposal.id}")
        await voter.sees(f"№ {proposal.number}")
    await asyncio.gather(*(voter.taps(t.plain("button-support")) for voter in voters), sergey.taps("Қарсымын"))
    assert sorted(await votes_in(bot, proposal)) == [-1, 1, 1, 1, 1]
    (row,) = await bot.rows("SELECT support_count, object_count FROM proposals WHERE id = :id", id=proposal.id)
    assert row == {"support_count": 4, "object_count": 1}


async def test_two_devices_show_one_vote(bot: RunningBot) -> None:
    proposal, sergey, t = await card(bot)
    first = sergey.shown
    await sergey.starts(f"p_{proposal.id}")
    second = await sergey.sees(f"№ {proposal.number}")
    assert second.id != first.id
    await sergey.taps(t.plain("button-support"), message=second)
    await sergey.taps(t.plain("button-support"), message=first)  # this one still says "support", and so it does
    assert await votes_in(bot, proposal) == [1]
    assert votes_on(sergey, t) == expected(t, "1", "0", 1)


@both
async def test_ones_own_proposal_shows_numbers_without_buttons(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    proposal = await published(bot, aigul)
    await aigul.starts(f"p_{proposal.id}")
    await aigul.sees(t.plain("browse-own"), t.plain("browse-card-counts", support=0, objection=0))
    assert not any(t.plain("button-support") in label for label in aigul.labels())
    await aigul.forges(f"vt:{proposal.id}:1:link")
    assert (await aigul.alerted(t.plain("error-own-proposal"))).show_alert
    assert await votes_in(bot, proposal) == []


async def test_ones_own_proposal_can_be_voted_on_where_the_settings_say_so(database_url: str) -> None:
    async with RunningBot(database_url, own_vote_allowed=True) as bot:
        await bot.open_campaign()
        t, aigul = translator("kk"), bot.sandbox.person("aigul")
        await bot.make_resident(aigul)
        proposal = await published(bot, aigul)
        await aigul.starts(f"p_{proposal.id}")
        await aigul.taps(t.plain("button-support"))
        await aigul.sees(t.plain("browse-my-support"))
        assert t.plain("browse-own") not in aigul.screen
        assert await votes_in(bot, proposal) == [1]


@both
async def test_after_the_last_day_the_vote_stands_and_the_buttons_rest(bot: RunningBot, language: str) -> None:
    proposal, sergey, t = await card(bot, language, collecting_days=1, voting_days=2)
    await sergey.taps(t.plain("button-support"))
    objection = sergey.shown
    bot.clock.move(days=4)
    await sergey.taps(t.plain("button-object"), message=objection)
    assert (await sergey.alerted(t.plain("error-voting-closed"))).show_alert
    await sergey.sees(t.plain("browse-voting-closed"), t.plain("browse-my-support-final"))
    assert all("disabled" in button for button in sergey.shown.rows[0])
    assert votes_on(sergey, t) == expected(t, "1", "0", 1)
    assert await votes_in(bot, proposal) == [1]
    assert not bot.sandbox.refused


@both
async def test_before_the_first_day_the_card_says_when(bot: RunningBot, language: str) -> None:
    first_day = bot.clock.today + timedelta(days=10)
    proposal, sergey, t = await card(bot, language, voting_from=first_day)
    assert t.plain("browse-voting-later", date=first_day) in sergey.shown.text
    assert all("disabled" in button for button in sergey.shown.rows[0])
    bot.clock.set(first_day, 0, 0)
    await sergey.starts(f"p_{proposal.id}")
    await sergey.taps(t.plain("button-support"))
    await sergey.sees(t.plain("browse-my-support"))


@both
async def test_a_withdrawn_proposal_takes_no_vote(bot: RunningBot, language: str) -> None:
    proposal, sergey, t = await card(bot, language)
    await withdrawal.withdraw(bot.db, await bot.person(bot.sandbox.person("aigul")), proposal.id, bot.now())
    answer = await sergey.taps(t.plain("button-support"))
    assert answer is not None
    assert answer.show_alert
    assert answer.text in {t.plain("error-proposal-not-published"), t.plain("error-proposal-not-found")}
    assert await votes_in(bot, proposal) == []


@pytest.mark.parametrize("data", ["vt:{id}:2:link", "vt:{id}:-7:link", "vt:{id}:x:link", "vt:{id}", "vt:999:1:link"])
async def test_forged_votes_are_refused(bot_on_sqlite: RunningBot, data: str) -> None:
    proposal, sergey, t = await card(bot_on_sqlite)
    answer = await sergey.forges(data.format(id=proposal.id))
    assert answer is not None
    assert answer.show_alert
    assert answer.text != t.plain("error-unexpected")
    assert await votes_in(bot_on_sqlite, proposal) == []


async def test_a_vote_does_not_move_with_the_region(bot: RunningBot) -> None:
    proposal, sergey, t = await card(bot)
    await sergey.taps(t.plain("button-support"))
    await sergey.taps(t.plain("menu-settings"))
    await sergey.taps(t.plain("settings-region"))
    await sergey.taps(t.region("KZ-75", "short"))
    await sergey.starts(f"p_{proposal.id}")
    await sergey.sees(t.plain("browse-my-support"))
    assert await votes_in(bot, proposal) == [1]
