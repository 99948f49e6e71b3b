"""Telegram is busy just when the buttons of a finished step are to go: the form goes on all the same."""

import pytest

from locales import translator
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, at_step, heading

kk = translator("kk")


@pytest.mark.parametrize("fault", ["server_error", "too_many_requests"])
async def test_an_answer_goes_where_it_was_asked_for(bot: RunningBot, fault: str) -> None:
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, kk, "title")
    bot.sandbox.fails(fault, method="editMessageReplyMarkup", times=None)
    await aigul.says(TITLE)
    await aigul.sees(heading(kk, 4))
    await bot.idle()
    await aigul.says(TEXT)
    await aigul.sees(heading(kk, 5))
    await bot.idle()
    assert await bot.rows("SELECT title, text FROM proposals") == [{"title": TITLE, "text": TEXT}]
    assert not any(kk.plain("error-unexpected") in message.words for message in aigul.messages)
