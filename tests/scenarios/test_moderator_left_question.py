"""A question about a decision that was left open: what is typed later, or elsewhere, decides nothing."""

import pytest

from locales import translator
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of

both = pytest.mark.parametrize("language", ["kk", "ru"])
kk = translator("kk")


@both
async def test_words_that_come_too_late_are_no_remark(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, language=language)
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("item-button-return"))
    bot.clock.move(minutes=11)
    heard = aigul.moment
    await marat.says("Сәлем, қалайсыз?")
    again = await marat.sees(t.plain("decide-late"), "№ 1")
    assert again.labels == [t.plain("button-cancel")]
    assert await state_of(bot, proposal) == "pending"
    await aigul.hears_nothing(for_=0.2, since=heard)
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("Ауылдың атын жазыңыз", t.plain("decide-author-told"))
    assert await state_of(bot, proposal) == "returned"


async def test_words_that_come_too_late_are_no_reason_to_reject(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Қабылдамау")
    await marat.taps("Жарнама")
    bot.clock.move(days=40)
    await marat.says("Сәлем, қалайсыз?")
    await marat.sees(kk.plain("decide-late"), "Жарнама")
    assert await state_of(bot, proposal) == "pending"
    await marat.taps("Өткізіп жіберу")
    assert await state_of(bot, proposal) == "rejected"


@pytest.mark.parametrize("way", ["/help", "Көмек", "/mine"])
async def test_whoever_goes_elsewhere_has_left_the_question(bot: RunningBot, way: str) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    await marat.says(way)
    await marat.sees("")
    await marat.says("Қалай жариялаймын?")
    await marat.sees(kk.plain("menu-lost"))
    assert await state_of(bot, proposal) == "pending"


async def test_a_button_of_another_screen_leaves_the_question_too(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await marat.says("/help")
    elsewhere = await marat.sees("Модераторға:")
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    await marat.taps(kk.plain("help-button-vote"), message=elsewhere)
    await marat.says("Қалай дауыс беремін?")
    await marat.sees(kk.plain("menu-lost"))
    assert await state_of(bot, proposal) == "pending"
