"""Fewest calls: what each frequent act costs at the Bot API, in both languages."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from locales import translator
from sandbox.person import Person
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, at_step, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
IN_PLACE = {"editMessageText": 1, "answerCallbackQuery": 1}
BELOW = {"sendMessage": 1, "answerCallbackQuery": 1}
WRITTEN = {"sendMessage": 1}


class Costs:
    """Counts what the bot calls for one person's acts."""

    def __init__(self, bot: RunningBot, person: Person) -> None:
        self.bot = bot
        self.person = person

    @asynccontextmanager
    async def are(self, expected: dict[str, int]) -> AsyncIterator[None]:
        """The act inside makes exactly these calls; what the outbox sends to others meanwhile is not of it."""
        await self.bot.idle()
        before = len(self.bot.sandbox.calls)
        yield
        await self.bot.idle()
        calls = [call for call in self.bot.sandbox.calls[before:] if call.chat_id in (None, self.person.id)]
        assert Counter(call.method for call in calls) == expected


@both
async def test_what_a_resident_does_all_day(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    costs = Costs(bot, sergey)
    await bot.open_campaign()
    await bot.make_resident(aigul)
    await bot.make_resident(sergey, language, REGION)
    for number in range(6):
        bot.clock.move(days=1)
        await published(bot, aigul, title=f"{TITLE} {number}", place="national")
    async with costs.are(WRITTEN):
        await sergey.taps(t.plain("menu-browse"))
    for choice in ("browse-filters", "browse-new"):
        async with costs.are(IN_PLACE):
            await sergey.taps(t.plain(choice))
    async with costs.are(IN_PLACE):
        await sergey.taps("›")
    async with costs.are(IN_PLACE):
        await sergey.taps("1")
    for vote in ("button-support", "button-object", "button-object"):
        async with costs.are(IN_PLACE):
            await sergey.taps(t.plain(vote))
    async with costs.are(IN_PLACE):
        await sergey.taps(t.plain("browse-to-list"))
    async with costs.are(WRITTEN):
        await sergey.says("/menu")
    async with costs.are(BELOW):
        await sergey.forges("mnu:main")
    async with costs.are({"answerCallbackQuery": 1}):
        await sergey.forges("nobody:1")


@both
async def test_what_writing_a_proposal_costs(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul = bot.sandbox.person("aigul")
    costs = Costs(bot, aigul)
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "topic")
    async with costs.are(IN_PLACE):
        await aigul.taps(t.topic("inclusion", "short"))
    # The answered step loses its buttons, so that nobody presses them by mistake.
    async with costs.are({"sendMessage": 1, "editMessageReplyMarkup": 1}):
        await aigul.says(TITLE)


@both
async def test_what_a_moderator_does_all_day(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    costs = Costs(bot, marat)
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    for number in range(3):
        await bot.submit(aigul, title=f"{TITLE} {number}")
    await bot.make_moderator(marat, REGION, language=language)
    async with costs.are(WRITTEN):
        await marat.taps(t.plain("menu-queue"))
    async with costs.are(IN_PLACE):
        await marat.taps("№ 1")
    async with costs.are(IN_PLACE | WRITTEN):  # the next item opens by itself below
        await marat.taps(t.plain("item-button-publish"))
    async with costs.are(IN_PLACE):
        await marat.taps(t.plain("button-next"))
    async with costs.are(IN_PLACE):
        await marat.taps(t.plain("queue-button-queue"))
