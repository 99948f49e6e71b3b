"""What Telegram shows before anybody writes: profile, commands and menu, by language and role."""

import pytest

from handlers.commands import MODERATOR, ORGANIZER, RESIDENT
from locales import translator
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])


def names(commands: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(command["command"] for command in commands)


@both
async def test_the_profile_says_what_the_bot_is_and_who_runs_it(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    person = bot.sandbox.add_person("Біреу", language)
    texts = person.bot_texts
    for operator in bot.settings.operator.values():
        assert operator in texts["description"]
    for word in ("Азаматтық форум", "Гражданского форума"):
        assert word in texts["description"]
        assert word in texts["short_description"]
    assert texts["name"] == translator(language).plain("profile-name")


async def test_a_third_language_reads_kazakh(bot_on_sqlite: RunningBot) -> None:
    person = bot_on_sqlite.sandbox.add_person("Jane", "en")
    t = translator("kk")
    assert person.bot_texts["name"] == t.plain("profile-name")
    assert person.commands[1]["description"] == t.plain("command-submit")


@both
async def test_commands_follow_the_role_and_the_chosen_language(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    marat = bot.sandbox.person("marat")
    assert names(marat.commands) == RESIDENT
    await bot.make_moderator(marat, language=language)
    assert names(marat.commands) == RESIDENT + MODERATOR
    assert marat.commands[len(RESIDENT)]["description"] == t.plain("command-queue")
    other = translator("ru" if language == "kk" else "kk")
    await marat.says("/settings")
    await marat.taps({"kk": "Тіл", "ru": "Язык"}[language])
    await marat.taps({"kk": "Русский", "ru": "Қазақша"}[language])
    assert marat.commands[len(RESIDENT)]["description"] == other.plain("command-queue")


@both
async def test_an_organizer_of_the_settings_has_the_commands_from_start(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t = bot_on_sqlite, translator(language)
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, language, "KZ-71")
    assert names(dinara.commands) == RESIDENT + ORGANIZER
    assert dinara.commands[len(RESIDENT)]["description"] == t.plain("command-campaign")


async def test_start_is_answered_when_telegram_refuses_the_commands(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("kk")
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, "kk", "KZ-71")
    bot.sandbox.fails("server_error", method="setMyCommands", times=None)
    await dinara.says("/start")
    answer = await dinara.sees(bare(t.plain("menu-no-campaign")))
    assert t.plain("error-unexpected") not in answer.words


async def test_every_command_of_every_role_is_answered(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    dinara = bot.sandbox.person("dinara")
    await bot.open_campaign()
    await bot.make_moderator(dinara)
    for command in RESIDENT + MODERATOR + ORGANIZER:
        await dinara.says(f"/{command}")
        answer = await dinara.sees("")
        assert translator("kk").plain("error-unknown-command") not in answer.words, command
        assert translator("kk").plain("error-unexpected") not in answer.words, command


async def test_a_restart_sets_nothing_that_telegram_has_already(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    calls = len(bot.sandbox.calls)
    await bot.restart()
    again = {call.method for call in list(bot.sandbox.calls)[calls:]}
    assert not again & {"setMyName", "setMyDescription", "setMyShortDescription"}
