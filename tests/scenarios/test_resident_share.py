"""Sharing one proposal: its link works in every chat, and survives the onboarding of whoever follows it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from forum import withdrawal
from locales import translator
from sandbox.person import Person
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, onboard, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
NEWCOMERS = {"kk": "yerlan", "ru": "olga"}


def shared(person: Person) -> tuple[str, str]:
    """The link and the words that the button of the screen offers to other chats."""
    offered = parse_qs(urlsplit(person.link("t.me/share")).query)
    return offered["url"][0], offered["text"][0]


@both
async def test_a_shared_proposal_is_found_by_somebody_who_has_never_seen_the_bot(
    bot: RunningBot, language: str
) -> None:
    await bot.open_campaign()
    t, aigul, friend = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person(NEWCOMERS[language])
    await onboard(aigul, t)
    proposal = await published(bot, aigul, place=REGION)
    await aigul.starts(f"p_{proposal.id}")
    await aigul.sees_button(t.plain("button-share"))
    link, words = shared(aigul)
    assert words == t.plain("browse-share", number=str(proposal.number), title=TITLE)
    assert link == f"https://t.me/usynys_bot?start=p_{proposal.id}"
    await friend.follows(link)
    await friend.taps(t.plain(f"language-{language}"))
    await friend.taps(t.plain("start-agree"))
    await friend.taps(t.region(REGION, "short"))
    await friend.sees(TITLE)
    await friend.taps(t.plain("button-support"))
    await friend.alerted(t.plain("browse-voted-support"))
    assert not bot.sandbox.refused


@both
async def test_the_words_of_a_link_carry_any_title_whole(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    title = "100% «Әкімдік» & <b>пандус</b> #1? +7 =x 🙂"
    proposal = await published(bot, aigul, title)
    await aigul.starts(f"p_{proposal.id}")
    await aigul.sees(title)
    assert shared(aigul)[1] == t.plain("browse-share", number=str(proposal.number), title=title)


@both
async def test_a_link_that_leads_nowhere_any_more_says_so_and_leads_on(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t = bot_on_sqlite, translator(language)
    await bot.open_campaign()
    aigul, reader = bot.sandbox.person("aigul"), bot.sandbox.person(NEWCOMERS[language])
    await bot.make_resident(aigul, "kk", REGION)
    proposal = await published(bot, aigul)
    await withdrawal.withdraw(bot.db, await bot.person(aigul), proposal.id, bot.now())
    await onboard(reader, t)
    for payload in (f"p_{proposal.id}", "p_999999", "p_0"):
        await reader.starts(payload)
        await reader.sees(t.plain("error-proposal-not-found"))
    for payload in ("p_", "p_abc", "p_-1", "p_1_2", "p_" + "9" * 60, "nothing"):
        await reader.starts(payload)
        await reader.sees_button(t.plain("menu-browse"))
    assert not bot.sandbox.refused
