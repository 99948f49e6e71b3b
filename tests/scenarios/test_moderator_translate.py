"""A moderator translates: two answers, a look, saved; changed, deleted; what comes in between is said."""

import pytest

from forum import team, withdrawal
from locales import translator
from sandbox.person import Person
from tests.running import ORGANIZER_ID, TEXT, TITLE, RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])
TITLE_RU = "Установить пандусы на остановках"
TEXT_RU = "Люди с ограниченными возможностями не могут войти в автобус. Каждой остановке нужен пандус."
STANDING = "SELECT title, text FROM translations"


async def at_preview(marat: Person, language: str = "kk", title: str = TITLE_RU, text: str = TEXT_RU) -> None:
    """The item open, both answers given."""
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("translate-button"))
    await marat.sees(t.plain("submit-step", step=1, steps=2))
    await marat.says(title)
    await marat.sees(t.plain("submit-step", step=2, steps=2))
    await marat.says(text)
    await marat.sees_button(t.plain("translate-button-save"))


@both
async def test_a_translation_is_written_looked_at_saved_changed_and_deleted(bot: RunningBot, language: str) -> None:
    proposal, _, marat = await one_waiting(bot, language=language)
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("translate-button"))
    await marat.sees(bare(t.plain("translate-title", number="1", language="ru")), TITLE)
    await marat.says("х" * 4096 + "Установить пандусы на остановках")  # two messages, the second would pass by itself
    long = {"length": 4128, "maximum": 120, "excess": 4008}
    await marat.sees(t.plain("error-title-long", **long), TITLE)
    await marat.sends_sticker()
    await marat.sees(t.plain("error-text-expected"), TITLE)
    bot.clock.move(seconds=5)
    await marat.says("Пандусы")
    await marat.sees(t.plain("error-title-short", length=7, minimum=10))
    await marat.says(TITLE_RU + " <везде> & сразу")
    await marat.sees(t.plain("submit-step", step=2, steps=2), TEXT)
    await marat.says(TEXT)
    await marat.sees(t.plain("error-translation-same"))
    await marat.says(TEXT + " Пандус өте керек.")
    doubted = await marat.sees(TITLE_RU + " <везде> & сразу", TEXT)
    assert bare(t.plain("translate-warning", language="ru")) in doubted.words
    await marat.says("Ещё слово")
    await marat.sees(t.plain("submit-button-expected"), TITLE_RU)
    await marat.taps(t.plain("translate-button-text"))
    await marat.says(TEXT_RU)
    sure = await marat.sees(TITLE_RU, TEXT_RU, t.plain("translate-preview-hint", language="ru"))
    assert bare(t.plain("translate-warning", language="ru")) not in sure.words
    await marat.taps(t.plain("translate-button-title"))
    await marat.taps(t.plain("translate-button-keep"))
    save = marat.data_behind(t.plain("translate-button-save"))
    await marat.taps(t.plain("translate-button-save"))
    await marat.sees(bare(t.plain("translate-saved", number="1")), t.plain("translate-saved-waiting", language="ru"))
    assert await bot.rows(STANDING) == [{"title": TITLE_RU + " <везде> & сразу", "text": TEXT_RU}]
    again = await marat.forges(save)
    assert again is not None
    assert not again.show_alert
    await marat.taps(t.plain("translate-button-see"))
    await marat.sees("Марат Жұмабеков", TITLE_RU + " <везде> & сразу")
    await marat.taps(t.plain("translate-button-title"))
    await marat.says(TITLE_RU)
    await marat.taps(t.plain("translate-button-save"))
    await marat.sees(bare(t.plain("translate-saved", number="1")))
    assert await bot.rows(STANDING) == [{"title": TITLE_RU, "text": TEXT_RU}]
    await marat.taps(t.plain("translate-button-see"))
    await marat.taps(t.plain("translate-button-delete"))
    await marat.taps(t.plain("button-cancel"))
    await marat.taps(t.plain("translate-button-delete"))
    drop = marat.data_behind(t.plain("translate-button-delete-yes"))
    await marat.taps(t.plain("translate-button-delete-yes"))
    await marat.sees(bare(t.plain("translate-deleted", number="1")))
    again = await marat.forges(drop)
    assert again is not None
    assert not again.show_alert
    assert await bot.rows(STANDING) == []
    await marat.taps(t.plain("button-back"))
    await marat.sees_button(t.plain("item-button-publish"))
    acts = await bot.rows("SELECT details FROM history WHERE proposal_id = :id AND act = 'translate'", id=proposal.id)
    assert len(acts) == 3
    assert all("not modified" in str(call) for call in bot.sandbox.refused), "the same screen once more"


@both
async def test_of_two_translators_the_later_chooses_and_the_other_is_told(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t = bot_on_sqlite, translator(language)
    _, _, marat = await one_waiting(bot, language=language)
    saule = bot.sandbox.add_person("Сәуле", language)
    await bot.make_moderator(saule, language=language, name="Сәуле Оспанова")
    await at_preview(marat, language)
    bot.clock.move(minutes=11)  # the item is free again
    await at_preview(saule, language, title="Пандусы нужны всем остановкам")
    await marat.taps(t.plain("translate-button-save"))
    await marat.sees(bare(t.plain("translate-saved", number="1")))
    await bot.restart()  # what was typed is not forgotten
    await saule.taps(t.plain("translate-button-save"))
    await saule.sees("Марат Жұмабеков", TITLE_RU)
    await saule.taps(t.plain("translate-button-mine"))
    await saule.sees(bare(t.plain("translate-saved", number="1")))
    told = await marat.sees(TITLE, "Сәуле Оспанова")
    facts = {"number": "1", "title": TITLE, "by": "Сәуле Оспанова"}
    assert bare(t.plain("translate-told-changed", **facts)) in told.words
    assert [row["title"] for row in await bot.rows(STANDING)] == ["Пандусы нужны всем остановкам"]
    assert not bot.sandbox.refused


@both
async def test_what_came_in_between_is_said_and_saves_nothing(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    proposal, aigul, marat = await one_waiting(bot, language=language)
    olga = bot.sandbox.person("olga")
    await bot.make_moderator(olga, "KZ-75", language=language)
    await at_preview(marat, language)
    save = marat.data_behind(t.plain("translate-button-save"))
    for stranger, refusal in ((olga, "error-not-your-region"), (aigul, "error-not-allowed")):
        answer = await stranger.forges(save)
        assert answer is not None
        assert answer.show_alert
        await stranger.alerted(translator("kk" if stranger is aigul else language).plain(refusal))
    await withdrawal.withdraw(bot.db, await bot.person(aigul), proposal.id, bot.now())
    await marat.taps(t.plain("translate-button-save"))
    await marat.alerted(t.plain("error-not-translatable"))
    await marat.says("Слова, которых никто не ждёт")
    assert await bot.rows(STANDING) == []


async def test_a_moderator_revoked_in_the_middle_translates_no_further(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("kk")
    _, _, marat = await one_waiting(bot)
    await at_preview(marat)
    (member,) = await bot.rows("SELECT id FROM team WHERE revoked_at IS NULL")
    dinara = bot.sandbox.person("dinara")
    assert dinara.id == ORGANIZER_ID
    await team.revoke(bot.db, await bot.make_organizer(dinara), member["id"], bot.now())
    await marat.taps(t.plain("translate-button-save"))
    await marat.alerted(t.plain("error-not-allowed"))
    assert await bot.rows(STANDING) == []
