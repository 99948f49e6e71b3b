"""How much it takes to submit a proposal: taps and typed messages of the person, messages of the bot that remain."""

import pytest

from locales import Translator, translator
from sandbox.person import Person
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, TOPIC, heading

both = pytest.mark.parametrize("language", ["kk", "ru"])
TAPS_MOST, MESSAGES_MOST = 10, 11


class Counting:
    """A person whose taps and typed messages are counted."""

    def __init__(self, person: Person, t: Translator) -> None:
        self.person, self.t = person, t
        self.taps = self.typed = 0

    async def tap(self, label: str) -> None:
        self.taps += 1
        await self.person.taps(label)

    async def type(self, words: str) -> None:
        self.typed += 1
        await self.person.says(words)

    @property
    def remaining(self) -> int:
        """Messages of the bot in the chat."""
        return sum(message.raw["from"]["is_bot"] for message in self.person.messages)


async def submits(walk: Counting) -> None:
    """From Start to the receipt, the shortest way there is."""
    t = walk.t
    walk.taps += 1
    await walk.person.starts()
    for label in (
        t.plain(f"language-{t.language}"), t.plain("start-agree"), t.region(REGION, "short"), t.plain("menu-submit"),
        t.region(REGION, "short"), t.topic(TOPIC, "short"),
    ):  # fmt: skip
        await walk.tap(label)
    await walk.type(TITLE)
    await walk.person.sees(heading(t, 4))
    await walk.type(TEXT)
    await walk.person.sees(heading(t, 5))
    await walk.tap(t.plain("button-skip"))
    await walk.tap(t.plain("button-send"))
    await walk.person.sees("№ 1", t.plain("submit-receipt-share"))


@both
async def test_from_start_to_a_receipt_few_taps_and_few_messages(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    walk = Counting(bot.sandbox.add_person("Әсел", language), translator(language))
    await submits(walk)
    await bot.idle()
    sent = sum(call.method == "sendMessage" for call in bot.sandbox.calls)
    told = f"{language}: {walk.taps} taps, {walk.typed} typed, {sent} sent by the bot, {walk.remaining} remain"
    print(told)  # noqa: T201 - the count is what this test is read for
    assert walk.taps <= TAPS_MOST, told
    assert walk.typed == 2, told
    assert sent <= MESSAGES_MOST, told
    assert walk.remaining < 12, told
    assert not bot.sandbox.refused


@both
async def test_changing_everything_on_the_way_leaves_few_messages_too(bot: RunningBot, language: str) -> None:
    """With files, a wrong answer, a change from the preview and a warning, the buttons of one message only remain."""
    t = translator(language)
    await bot.open_campaign()
    person = bot.sandbox.add_person("Әсел", language)
    walk = Counting(person, t)
    await person.starts()
    for label in (
        t.plain(f"language-{language}"), t.plain("start-agree"), t.region(REGION, "short"), t.plain("menu-submit"),
        t.region(REGION, "short"), t.topic(TOPIC, "short"),
    ):  # fmt: skip
        await walk.tap(label)
    await walk.type("Қысқа")
    await person.sees(heading(t, 3))
    await walk.type(TITLE)
    await person.sees(heading(t, 4))
    await walk.type(TEXT + " +7 701 234 56 78")
    await person.sees(heading(t, 5))
    await person.sends_album(3)
    await person.sees(t.plain("submit-files-photos", count=1))
    await bot.idle()
    await walk.tap(t.plain("submit-done"))
    await walk.tap(t.plain("submit-change-topic"))
    await walk.tap(t.topic("utilities", "short"))
    await walk.tap(t.plain("button-send"))
    await walk.tap(t.plain("check-send"))
    await person.sees("№ 1")
    await bot.idle()
    assert walk.remaining < 12
    with_buttons = [message for message in person.messages if message.rows]
    assert [message.id for message in with_buttons] == [person.shown.id]
    assert not bot.sandbox.refused
