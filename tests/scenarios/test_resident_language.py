"""Language and region at any time: in the middle of a form, for those who moderate and organize, and back again."""

import pytest

from locales import Translator, translator
from sandbox.person import Person
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, bare, heading, onboard, proposals_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


def other_than(language: str) -> Translator:
    """The speaker of the other language."""
    return translator("ru" if language == "kk" else "kk")


async def changes_language(person: Person, t: Translator, then: Translator) -> None:
    """By the settings, from anywhere."""
    await person.taps(t.plain("menu-settings"))
    await person.taps(t.plain("settings-language"))
    await person.taps(then.plain(f"language-{then.language}"))
    await person.alerted(then.plain("settings-language-saved"))


def commands_in(person: Person, t: Translator) -> bool:
    """Whether every command is described in this language."""
    return {one["description"] for one in person.commands} == {
        t.plain(f"command-{one['command']}") for one in person.commands
    }


@both
@pytest.mark.parametrize("step", ["topic", "title", "text", "preview"])
async def test_a_form_goes_on_in_the_new_language_with_everything_in_it(
    bot_on_sqlite: RunningBot, language: str, step: str
) -> None:
    bot, t, then = bot_on_sqlite, translator(language), other_than(language)
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await at_step(aigul, t, step)
    (draft,) = await bot.rows("SELECT place, topic, title, text FROM proposals")
    await changes_language(aigul, t, then)
    assert then.plain("menu-submit") in aigul.reply_labels()
    assert await bot.rows("SELECT place, topic, title, text FROM proposals") == [draft]
    await aigul.taps(then.plain("menu-submit"))
    await aigul.taps(then.plain("button-continue"))
    if step == "preview":
        await aigul.sees(TITLE, TEXT)
        await aigul.taps(then.plain("button-send"))
        await aigul.sees_button(then.plain("submit-open"))
        assert await proposals_in(bot) == [("pending", 1)]
    else:
        await aigul.sees(heading(then, {"topic": 2, "title": 3, "text": 4}[step]))
    assert not bot.sandbox.refused


@both
async def test_the_region_changes_in_the_middle_of_a_form_and_the_draft_keeps_its_place(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await at_step(aigul, t, "title")
    await aigul.taps(t.plain("menu-settings"))
    await aigul.taps(t.plain("settings-region"))
    await aigul.taps(t.region("KZ-71", "short"))
    await aigul.sees(t.region("KZ-71", "title"))
    assert await bot.rows("SELECT place, region FROM proposals") == [{"place": "KZ-59", "region": "KZ-59"}]
    await aigul.taps(t.plain("menu-submit"))
    await aigul.taps(t.plain("button-continue"))
    await aigul.sees(heading(t, 3))
    await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))


@both
async def test_the_menu_and_the_commands_of_every_role_follow(bot: RunningBot, language: str) -> None:
    t, then = translator(language), other_than(language)
    marat, dinara = bot.sandbox.person("marat"), bot.sandbox.person("dinara")
    await bot.open_campaign()
    await bot.make_moderator(marat, "KZ-59", language=language)
    await bot.make_organizer(dinara, language)
    for person, menu, command in ((marat, "menu-queue", "queue"), (dinara, "menu-organizer", "export")):
        assert t.plain(menu) in person.reply_labels()
        await changes_language(person, t, then)
        assert then.plain(menu) in person.reply_labels()
        assert t.plain("menu-mine") not in person.reply_labels()
        assert command in {one["command"] for one in person.commands}
        assert commands_in(person, then)
    await marat.taps(then.plain("menu-queue"))
    await marat.sees(then.plain("queue-empty"))
    await changes_language(marat, then, t)
    assert t.plain("menu-queue") in marat.reply_labels()
    assert commands_in(marat, t)
    assert not bot.sandbox.refused


@both
async def test_a_notice_comes_in_the_language_of_the_moment(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, then = bot_on_sqlite, translator(language), other_than(language)
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_moderator(marat, "KZ-59")
    await onboard(aigul, t)
    proposal = await bot.submit(aigul)
    await changes_language(aigul, t, then)
    await bot.publish(proposal, marat)
    await bot.wake()
    title = bare(then.plain("notice-published", number=str(proposal.number), title=TITLE)).splitlines()[0]
    await aigul.sees(title)
    assert not bot.sandbox.refused


@both
async def test_a_forged_language_or_region_changes_nothing(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await onboard(aigul, t)
    for forged in ("lng:en:settings", "lng:zz:start", "rgn:KZ-99:settings", "rgn:national:settings"):
        await aigul.forges(forged)
        await aigul.alerted(t.plain("error-stale-button"))
    (person,) = await bot.rows("SELECT language, region FROM people WHERE telegram_id = :id", id=aigul.id)
    assert person == {"language": language, "region": "KZ-59"}
