"""An organizer creates a campaign in chat, looks at it and ends it."""

import pytest

from locales import translator
from sandbox.person import Person
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def organizer(bot: RunningBot, language: str = "kk") -> Person:
    """Dinara, organizer by the settings, in the asked language."""
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, language, "KZ-71")
    return dinara


async def filled(dinara: Person) -> None:
    """All four questions answered (in Kazakh)."""
    await dinara.says("/campaign")
    await dinara.taps("Науқан құру")
    await dinara.says("XIV Азаматтық форум")
    await dinara.sees("Орысша атауы")
    await dinara.says("XIV Гражданский форум")
    await dinara.sees("Ұсыныс қабылдаудың соңғы күні")
    await dinara.says("01.09.2027")
    await dinara.sees("Дауыс берудің соңғы күні")
    await dinara.says("1.10.2027")
    await dinara.sees("Тексеріп шығыңыз")


@both
async def test_a_campaign_is_created_in_chat(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language), translator(language)
    await dinara.taps(t.plain("menu-organizer"))
    await dinara.taps(t.plain("campaign-button-new"))
    await dinara.sees(t.plain("campaign-step", step=1, total=4))
    await dinara.says("XIV  Азаматтық\nфорум")
    await dinara.sees(t.plain("campaign-step", step=2, total=4))
    await dinara.says("XIV Гражданский форум")
    await dinara.sees(t.plain("campaign-step", step=3, total=4))
    await dinara.says("01.09.2027")
    await dinara.sees(t.plain("campaign-step", step=4, total=4))
    await dinara.says("1.10.2027")
    first, last = {
        "kk": ("2027 жылғы 1 қыркүйек", "2027 жылғы 1 қазан"),
        "ru": ("1 сентября 2027 года", "1 октября 2027 года"),
    }[language]
    preview = await dinara.sees("XIV Азаматтық форум", "XIV Гражданский форум", first, last)
    assert preview.rows[0][0]["style"] == "primary"
    await dinara.taps(t.plain("campaign-button-create"))
    await dinara.sees(first, last, t.plain("campaign-published", count=0), t.plain("phase-collecting"))
    (row,) = await bot.rows("SELECT name_kk, name_ru, state FROM campaigns")
    assert row == {"name_kk": "XIV Азаматтық форум", "name_ru": "XIV Гражданский форум", "state": "open"}
    assert not bot.sandbox.refused


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ("31.02.2027", "Бұл күнді оқу мүмкін болмады"),
        ("2027-13-01", "Бұл күнді оқу мүмкін болмады"),
        ("қыркүйек", "Бұл күнді оқу мүмкін болмады"),
        ("00.00.0000", "Бұл күнді оқу мүмкін болмады"),
        ("01.01.2020", "Бұл күн өтіп кетті"),
        ("01.01.9999", "Бұл күн тым алыс"),
        ("***", "Бұл күнді оқу мүмкін болмады"),
    ],
)
async def test_a_wrong_date_is_asked_for_again(bot_on_sqlite: RunningBot, answer: str, complaint: str) -> None:
    dinara = await organizer(bot_on_sqlite)
    await dinara.says("/campaign")
    await dinara.taps("Науқан құру")
    await dinara.says("XIV Азаматтық форум")
    await dinara.says("XIV Гражданский форум")
    await dinara.says(answer)
    await dinara.sees(complaint, "3-қадам")
    await dinara.says("1.9.2027")
    await dinara.sees("4-қадам")


async def test_the_last_day_of_voting_cannot_come_before_that_of_collecting(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    await filled(dinara)
    await dinara.taps("Дауыс беру мерзімі")
    await dinara.says("31.08.2027")
    await dinara.sees("Дауыс берудің соңғы күні ұсыныс қабылдаудың соңғы күнінен ерте болмауға тиіс", "4-қадам")
    await dinara.says("01.09.2027")
    await dinara.sees("Тексеріп шығыңыз", "Дауыс берудің соңғы күні: 2027 жылғы 1 қыркүйек")
    # Moving the other date past it asks for voting again.
    await dinara.taps("Қабылдау мерзімі")
    await dinara.says("15.09.2027")
    await dinara.sees("4-қадам")
    await dinara.says("20.09.2027")
    await dinara.sees("Ұсыныс қабылдаудың соңғы күні: 2027 жылғы 15 қыркүйек")


@both
async def test_a_name_that_cannot_be_one_is_asked_for_again(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language), translator(language)
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-new"))
    step = t.plain("campaign-step", step=1, total=4)
    for words in ("***", "<b></b>", "\u200b"):
        await dinara.says(words)
        await dinara.sees(t.plain("campaign-name-empty"), step)
    for words in ("аб", "а" * 121):
        await dinara.says(words)
        await dinara.sees(t.plain("error-campaign-name", minimum=3, maximum=120), step)
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"), step)
    await dinara.sends_voice()
    await dinara.sees(t.plain("error-text-expected"), step)
    await dinara.forwards("Арнадағы жазба")
    await dinara.sees(t.plain("error-forwarded"), step)
    await dinara.says("Форум <2027> & Ко")
    await dinara.sees(t.plain("campaign-step", step=2, total=4))
    assert not bot.sandbox.refused


async def test_back_and_cancel_work_at_every_step(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    await filled(dinara)
    await dinara.says("тағы бір сөз")
    await dinara.sees("төмендегі батырмаларды", "Тексеріп шығыңыз")
    await dinara.taps("Орысша атауы")
    await dinara.sees("2-қадам")
    await dinara.taps("Артқа")
    await dinara.sees("1-қадам")
    await dinara.says("XV Азаматтық форум")
    await dinara.sees("Тексеріп шығыңыз", "XV Азаматтық форум", "XIV Гражданский форум")
    old_create = dinara.data_behind("Құру")
    await dinara.taps("Бас тарту")
    await dinara.sees("науқан құрылған жоқ", "Қазір ашық науқан жоқ")
    answer = await dinara.forges(old_create)
    assert answer is not None
    assert answer.show_alert
    assert await bot.rows("SELECT id FROM campaigns") == []


async def test_creating_twice_shows_the_one_campaign(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    await filled(dinara)
    create = dinara.data_behind("Құру")
    await dinara.forges(create, wait=False)
    await dinara.forges(create)
    await dinara.sees("Науқан ашылды", "XIV Азаматтық форум")
    assert len(await bot.rows("SELECT id FROM campaigns")) == 1
    await dinara.forges("cmp:new:0")
    await dinara.alerted("бір ғана науқан")


async def test_the_form_goes_on_after_a_restart(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    await dinara.says("/campaign")
    await dinara.taps("Науқан құру")
    await dinara.says("XIV Азаматтық форум")
    await dinara.sees("2-қадам")
    await bot.restart()
    await dinara.says("XIV Гражданский форум")
    await dinara.sees("3-қадам")


@both
async def test_ending_asks_once_more_and_is_final(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language), translator(language)
    campaign = await bot.open_campaign()
    await dinara.says("/campaign")
    await dinara.sees(campaign.name(language))
    await dinara.taps(t.plain("campaign-button-end"))
    asked = await dinara.sees(campaign.name(language))
    assert asked.rows[0][0]["style"] == "danger"
    await dinara.taps(t.plain("button-cancel"))
    await dinara.sees_button(t.plain("campaign-button-end"))
    await dinara.taps(t.plain("campaign-button-end"))
    sure = dinara.data_behind(t.plain("campaign-button-end-sure"))
    await dinara.taps(t.plain("campaign-button-end-sure"))
    await dinara.sees_button(t.plain("campaign-button-new"))
    assert await bot.rows("SELECT state FROM campaigns") == [{"state": "ended"}]
    # The old button, when the next campaign runs already, ends nothing.
    await bot.open_campaign()
    await dinara.forges(sure)
    assert await bot.rows("SELECT state FROM campaigns ORDER BY id") == [{"state": "ended"}, {"state": "open"}]
    assert not bot.sandbox.refused


async def test_the_phase_follows_the_dates(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    await bot.open_campaign(collecting_days=10, voting_days=20)
    await dinara.says("/campaign")
    await dinara.sees("Кезеңі: Ұсыныс қабылдау · Дауыс беру")
    bot.clock.move(days=11)
    await dinara.says("/campaign")
    await dinara.sees("Кезеңі: Дауыс беру")
    bot.clock.move(days=11)
    await dinara.says("/campaign")
    await dinara.sees("Кезеңі: Аяқталды")
