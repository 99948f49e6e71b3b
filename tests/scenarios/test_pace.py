"""Whoever presses too fast is told once, in the own language, and then there is silence; what was taken stays."""

import pytest

from locales import translator
from tests.running import RunningBot
from tests.scenarios.resident_steps import REGION, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_too_many_actions_are_told_once(sqlite_url: str, language: str) -> None:
    t = translator(language)
    async with RunningBot(sqlite_url, actions_a_minute=4) as bot:
        aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
        await bot.make_resident(aigul, language, REGION, starts=False)
        await bot.make_resident(sergey, language, REGION, starts=False)
        for _ in range(4):
            await aigul.says("/help")
        await bot.idle()
        await aigul.says("/help")
        await aigul.sees(t.plain("error-too-fast"))
        before = aigul.moment
        await aigul.says("/help")
        await aigul.forges("hlp:main", wait=False)
        await bot.idle()
        await aigul.hears_nothing(for_=0.2, since=before)
        calls = len(bot.sandbox.calls)
        await sergey.says("/help")  # others are served as ever
        await sergey.sees("")
        assert all(call.chat_id == sergey.id for call in bot.sandbox.calls[calls:])


@both
async def test_too_many_votes_are_told_once_and_the_taken_ones_stay(sqlite_url: str, language: str) -> None:
    t = translator(language)
    async with RunningBot(sqlite_url, votes_an_hour=2) as bot:
        await bot.open_campaign()
        aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
        await bot.make_resident(aigul)
        await bot.make_resident(sergey, language, REGION)
        proposal = await published(bot, aigul)
        await sergey.starts(f"p_{proposal.id}")
        await sergey.taps(t.plain("button-support"))
        await sergey.taps(t.plain("button-object"))
        answer = await sergey.taps(t.plain("button-support"))
        assert answer is not None
        assert answer.show_alert
        assert answer.text == t.plain("error-too-many-votes")
        before = sergey.moment
        await sergey.taps(t.plain("button-support"), wait=False)
        await bot.idle()
        await sergey.hears_nothing(for_=0.2, since=before)
        assert await votes_in(bot, proposal) == [-1]
