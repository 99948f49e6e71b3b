"""Know your rights: short screens from the help, in both languages."""

import pytest

from handlers.views.rights import PAGES
from locales import translator
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
SCREEN_MOST = 1300  # characters: one screen of a telephone and a little


@both
async def test_every_sphere_has_a_short_screen_with_a_way_back(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    await aigul.taps(t.plain("menu-help"))
    await aigul.taps(t.plain("help-button-rights"))
    screen = await aigul.sees("adilet.zan.kz")
    labels = [t.plain(f"rights-button-{page}") for page in PAGES]
    assert aigul.labels() == [*labels, t.plain("help-back")]
    for label in labels:
        await aigul.taps(label)
        assert aigul.shown.id == screen.id  # one message, edited
        assert len(aigul.shown.text) < SCREEN_MOST
        assert aigul.labels() == [t.plain("rights-back")]
        await aigul.taps(t.plain("rights-back"))
    await aigul.taps(t.plain("help-back"))
    await aigul.sees("/submit")
    assert not bot.sandbox.refused


async def test_the_screens_say_what_a_proposal_is_not_and_how_long_an_answer_may_take(
    bot_on_sqlite: RunningBot,
) -> None:
    bot = bot_on_sqlite
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    for person, language in ((aigul, "kk"), (sergey, "ru")):
        t = translator(language)
        await bot.make_resident(person, language)
        await person.says("/help")
        await person.taps(t.plain("help-button-rights"))
        await person.sees({"kk": "жолданым емес", "ru": "не обращение по закону"}[language])
        await person.taps(t.plain("rights-button-appeal"))
        await person.sees({"kk": "15 жұмыс күні", "ru": "15 рабочих дней"}[language], "eotinish.gov.kz")


@both
async def test_a_screen_that_does_not_exist_is_the_first_one(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    await aigul.says("/help")
    await aigul.sees("/submit")
    for data in ("rgt:nowhere", "rgt:<b>", "rgt:main"):
        await aigul.forges("rgt:work")
        await aigul.sees(t.plain("rights-button-work"))
        await aigul.forges(data)
        await aigul.sees("adilet.zan.kz")
    for data in ("rgt:main:more", "rgt:" + "я" * 20):
        answer = await aigul.forges(data)
        assert answer is not None
        assert answer.text == t.plain("error-stale-button")
    assert not bot.sandbox.refused
