"""Language, region and consent can be changed at any time; the whole conversation follows."""

import pytest

from locales import REGION_CODES, translator
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, bare, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_the_menu_and_the_commands_follow_the_language(bot: RunningBot, language: str) -> None:
    other = "ru" if language == "kk" else "kk"
    t, then = translator(language), translator(other)
    await bot.open_campaign()
    aigul = bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    await aigul.taps(t.plain("menu-settings"))
    await aigul.sees(t.plain("settings-language-now", language=t.plain(f"language-{language}")))
    await aigul.taps(t.plain("settings-language"))
    await aigul.taps(t.plain(f"language-{other}"))
    await aigul.alerted(then.plain("settings-language-saved"))
    assert then.plain("menu-submit") in aigul.reply_labels()
    assert {command["description"] for command in aigul.commands} == {
        then.plain(f"command-{command['command']}") for command in aigul.commands
    }
    await aigul.taps(then.plain("menu-help"))
    await aigul.sees(then.plain("help-choose"))
    assert not bot.sandbox.refused


async def test_the_labels_of_the_former_language_still_work(bot_on_sqlite: RunningBot) -> None:
    await bot_on_sqlite.open_campaign()
    aigul = bot_on_sqlite.sandbox.person("aigul")
    await bot_on_sqlite.make_resident(aigul, "ru")
    await aigul.says(translator("kk").plain("menu-mine"))
    await aigul.sees(bare(translator("ru").plain("mine-title")))


@both
async def test_the_region_changes_and_what_was_done_stays(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    for person in (aigul, sergey):
        await bot.make_resident(person, language, "KZ-39")
    theirs, mine = await published(bot, sergey), await bot.submit(aigul)
    await aigul.starts(f"p_{theirs.id}")
    await aigul.sees(TITLE)
    await aigul.taps(t.plain("button-support"))
    await aigul.taps(t.plain("menu-settings"))
    await aigul.taps(t.plain("settings-region"))
    assert len([label for label in aigul.labels() if label != t.plain("button-back")]) == len(REGION_CODES)
    await aigul.taps(t.region("KZ-71", "short"))
    await aigul.alerted(t.plain("settings-saved"))
    await aigul.sees(t.region("KZ-71", "title"))
    assert await votes_in(bot, theirs) == [1]
    (row,) = await bot.rows("SELECT place, region FROM proposals WHERE id = :id", id=mine.id)
    assert row == {"place": "KZ-39", "region": "KZ-39"}
    await aigul.taps(t.plain("menu-submit"))
    await aigul.sees_button(t.region("KZ-71", "short"))
    assert not bot.sandbox.refused


@both
async def test_consent_can_be_given_in_the_settings_and_read_again(bot: RunningBot, language: str) -> None:
    t, olga = translator(language), bot.sandbox.add_person("Әсем", language)
    await bot.open_campaign()
    await olga.starts()
    await olga.taps(t.plain(f"language-{language}"))
    await olga.taps(t.plain("start-read-only"))
    await olga.taps(t.plain("menu-settings"))
    await olga.sees(t.plain("settings-consent-none"), t.plain("settings-region-none"))
    await olga.taps(t.plain("settings-consent"))
    await olga.taps(t.plain("start-agree"))
    await olga.taps(t.region("KZ-75", "short"))
    await olga.taps(t.plain("menu-settings"))
    await olga.sees(t.plain("settings-consent-given"), t.region("KZ-75", "title"))
    await olga.taps(t.plain("settings-consent-text"))
    await olga.sees(bot.settings.operator[language])
    await olga.taps(t.plain("button-back"))
    await olga.sees(t.plain("settings-consent-given"))
    assert not bot.sandbox.refused


async def test_the_form_speaks_the_new_language_from_its_next_step(bot_on_sqlite: RunningBot) -> None:
    bot, kk, ru = bot_on_sqlite, translator("kk"), translator("ru")
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await at_step(aigul, kk, "text")
    await aigul.taps(kk.plain("menu-settings"))
    await aigul.taps(kk.plain("settings-language"))
    await aigul.taps("Русский")
    await aigul.taps(ru.plain("menu-submit"))
    await aigul.taps(ru.plain("button-continue"))
    await aigul.sees(ru.plain("submit-step", step=4, steps=5))
