"""Somebody who writes in one language is shown what was proposed in the other, where the extra is installed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

import forum.meanings
from forum.embedding import Model
from handlers.resident import preview
from locales import translator
from tests.forum.similar_texts import alike
from tests.running import RunningBot
from tests.scenarios.resident_steps import at_step, bare, heading, onboard, published
from tests.similar_extra import the_model

PAIR = {text.language: text for text in alike(is_same_language=False)[1]}


@pytest.fixture
async def bot_with_extra(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[RunningBot]:
    """The bot as it runs where usynys[similar] is installed."""
    monkeypatch.setattr(forum.meanings, "WITHIN", 60)  # this machine may have much to do
    monkeypatch.setattr(preview, "WITHIN", 60)
    telling = RunningBot(database_url)
    telling.model = the_model()
    async with telling as running:
        yield running


@pytest.fixture
async def bot_that_hangs(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[RunningBot]:
    """The bot with a model that never answers."""
    monkeypatch.setattr(forum.meanings, "WITHIN", 0.2)
    monkeypatch.setattr(preview, "WITHIN", 60)
    is_over = threading.Event()
    hanging = RunningBot(sqlite_url)
    hanging.model = Model("hangs", lambda: lambda _: is_over.wait())
    async with hanging as running:
        yield running
    is_over.set()


async def told(bot: RunningBot, count: int) -> None:
    """Wait for so many vectors."""
    async with asyncio.timeout(20):
        while True:
            if len(await bot.rows("SELECT proposal_id FROM semantic_vectors")) == count:
                return
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(("writes", "reads"), [("kk", "ru"), ("ru", "kk")])
async def test_a_preview_shows_what_was_proposed_in_the_other_language(
    bot_with_extra: RunningBot, writes: str, reads: str
) -> None:
    bot, there, mine = bot_with_extra, PAIR[reads], PAIR[writes]
    t, aigul, author = translator(writes), bot.sandbox.person("aigul"), bot.sandbox.person("yerlan")
    await bot.open_campaign()
    await bot.make_resident(author, reads, "KZ-59")
    await published(bot, author, there.title, text=there.text)
    await bot.app.schedule.tell_meanings()
    await onboard(aigul, t)
    await at_step(aigul, t, "title")
    await aigul.says(mine.title)
    await aigul.sees(heading(t, 4))
    await aigul.says(mine.text)
    await aigul.sees(heading(t, 5))
    await aigul.taps(t.plain("button-skip"))
    await aigul.sees(bare(t.plain("similar-title")), there.title)
    await aigul.taps(t.plain("similar-differs"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 2")
    await told(bot, 2)
    assert not bot.sandbox.refused


async def test_a_model_that_hangs_keeps_nobody_from_sending_nor_the_bot_from_ending(bot_that_hangs: RunningBot) -> None:
    bot, t = bot_that_hangs, translator("kk")
    aigul, author = bot.sandbox.person("aigul"), bot.sandbox.person("yerlan")
    await bot.open_campaign()
    await bot.make_resident(author, "kk", "KZ-59")
    await published(bot, author, "Аялдамаларға пандус салу")
    await onboard(aigul, t)
    await at_step(aigul, t, "preview")
    await aigul.sees(bare(t.plain("similar-title")), "Аялдамаларға пандус салу")
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 2")
    await bot.restart()
    assert await bot.rows("SELECT * FROM semantic_vectors") == []
    assert not bot.sandbox.refused
