"""An organizer keeps the canned reasons, and hears of a region that nobody moderates."""

import pytest

from forum import reasons
from locales import Translator, translator
from sandbox.person import Person
from tests.canned import reason_name
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened

both = pytest.mark.parametrize("language", ["kk", "ru"])
NEW = {
    "name_kk": "Қайталап жіберілген",
    "name_ru": "Прислано повторно",
    "about_kk": "Бұл мәтін бұрын жіберілген. Оның жауабын «Менікі» бөлімінен оқыңыз.",
    "about_ru": "Этот текст уже присылали. Ответ на него стоит в разделе «Моё».",
}


async def at_the_list(bot: RunningBot, language: str) -> tuple[Person, Translator]:
    """Dinara, an organizer, with the list of reasons on the screen."""
    dinara, t = bot.sandbox.person("dinara"), translator(language)
    await bot.make_organizer(dinara, language)
    await dinara.says("/campaign")
    await dinara.taps(t.plain("reasons-button"))
    return dinara, t


def label(field: str, t: Translator) -> str:
    """The button that asks for a field."""
    return t.plain(f"reasons-button-{field.replace('_', '-')}")


@both
async def test_a_reason_is_added_in_both_languages_and_moderators_choose_it(bot: RunningBot, language: str) -> None:
    _, aigul, marat = await one_waiting(bot, language, language)
    dinara, t = await at_the_list(bot, language)
    await dinara.sees(reason_name("unclear", language), t.plain("reasons-hint"))
    await dinara.taps(t.plain("reasons-button-add"))
    for step, wrong, complaint in (
        ("name_kk", "***", t.plain("error-reason-words-empty")),
        ("name_ru", "Р" * 41, t.plain("error-reason-words", length=41, minimum=3, maximum=40)),
        ("about_kk", "Қысқа", t.plain("error-reason-words", length=5, minimum=20, maximum=300)),
        ("about_ru", NEW["about_kk"], t.plain("error-reason-one-language")),
    ):
        await dinara.says(wrong)
        await dinara.sees(complaint)
        await dinara.says(NEW[step])
    preview = await dinara.sees(*NEW.values())
    assert t.plain("reasons-button-add-public") in preview.labels
    add = dinara.data_behind(t.plain("reasons-button-add-hidden"))
    await dinara.says("Енді қосыңыз")
    await dinara.sees(t.plain("reasons-buttons-only"))
    await dinara.forges(add)
    await dinara.sees(NEW["name_kk"], t.plain("reasons-is-hidden"), t.plain("reasons-is-offered"))
    again = await dinara.forges(add)
    assert again is not None
    assert not again.show_alert
    assert len(await reasons.list_all(bot.db)) == 9
    name, about = (NEW[f"{part}_{language}"] for part in ("name", "about"))
    await opened(marat)
    await marat.taps(t.plain("item-button-reject"))
    await marat.taps(name)
    await marat.sees(about)
    await marat.taps(t.plain("button-skip"))
    await aigul.sees(name, about)
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


@both
async def test_a_reason_is_renamed_opened_withdrawn_and_moved(bot: RunningBot, language: str) -> None:
    dinara, t = await at_the_list(bot, language)
    await dinara.taps("8")
    await dinara.sees(reason_name("illegal", "kk"), reason_name("illegal", "ru"), t.plain("reasons-is-hidden"))
    await dinara.taps(label("name_kk", t))
    await dinara.says(reason_name("abuse", "kk"))
    await dinara.sees(t.plain("error-reason-name-taken"), t.plain("reasons-now", words=reason_name("illegal", "kk")))
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"))
    await dinara.says("Заңда тыйым салынған <іс>")
    await dinara.sees("Заңда тыйым салынған <іс>", reason_name("illegal", "ru"))
    await dinara.taps(t.plain("reasons-button-public"))
    await dinara.sees(t.plain("reasons-is-public"))
    await dinara.taps(t.plain("reasons-button-up"))
    await dinara.taps(t.plain("reasons-button-withdrawn"))
    await dinara.sees(t.plain("reasons-is-withdrawn"))
    await dinara.taps(t.plain("button-back"))
    line = t.plain("reasons-line", position=7, name="Заңда тыйым салынған <іс>" if language == "kk" else "Противоречит")
    await dinara.sees(line, t.plain("reasons-withdrawn"))
    await dinara.taps("7")
    await dinara.taps(t.plain("reasons-button-offered"))
    await dinara.sees(t.plain("reasons-is-offered"))
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def test_moderators_and_revoked_organizers_keep_no_reasons(bot_on_sqlite: RunningBot) -> None:
    bot, marat = bot_on_sqlite, bot_on_sqlite.sandbox.person("marat")
    await bot.make_moderator(marat)
    for forged in (
        "qur:1",
        "quo:abuse",
        "qua:abuse:name_kk",
        "qus:abuse:public",
        "qus:abuse:nonsense",
        "qup:abuse:1",
        "qun:new",
        "qun:name_kk",
        "qun:cancel",
        "qud:added-1:1",
    ):
        await marat.forges(forged)
        await marat.alerted("құқығыңыз жоқ")
    dinara, t = await at_the_list(bot, "kk")
    await dinara.taps("1")
    await dinara.taps(label("name_kk", t))
    for forged in ("quo:nothing", "qua:abuse:code", "qus:abuse:nonsense", "qud:nothing:1"):
        await dinara.forges(forged)
        await dinara.alerted("Бұл батырма ескірген")


@both
async def test_organizers_hear_of_a_region_without_moderators(bot: RunningBot, language: str) -> None:
    dinara, aigul, t = bot.sandbox.person("dinara"), bot.sandbox.person("aigul"), translator(language)
    await bot.open_campaign()
    await bot.make_organizer(dinara, language)
    await bot.make_resident(aigul, "kk", "KZ-39")
    await bot.submit(aigul)
    await bot.app.schedule.tell_unattended()
    told = await dinara.sees(t.region("KZ-39", "title"))
    assert told.labels == [t.plain("unattended-button")]
    heard = dinara.moment
    await bot.app.schedule.tell_unattended()
    await dinara.hears_nothing(since=heard)
    await dinara.taps(t.plain("unattended-button"))
    await dinara.sees_button(t.plain("team-button-moderator"))
    assert not bot.sandbox.refused
