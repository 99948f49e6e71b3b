"""A moderator warns, mutes and bans an author without learning who it is, and takes it back."""

import pytest

from handlers.callbacks import ChooseSanction, LiftSanction, OpenAuthor, SetSanction
from locales import Translator, translator
from sandbox.person import Person
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def kinds_of(bot: RunningBot) -> list[str]:
    """What was set and still holds."""
    return [
        str(row["kind"]) for row in await bot.rows("SELECT kind FROM sanctions WHERE lifted_at IS NULL ORDER BY id")
    ]


async def author_opened(person: Person, t: Translator) -> None:
    """The screen of the author of the first item."""
    await opened(person)
    await person.taps(t.plain("item-button-author"))
    await person.sees(t.plain("author-choose"))


@both
async def test_an_author_is_muted_with_a_sentence_and_hears_it_in_the_own_language(
    bot: RunningBot, language: str
) -> None:
    _, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    await author_opened(marat, t)
    screen = marat.shown
    assert "Айгүл" not in screen.words
    await marat.taps(t.plain("author-button-mute", days=7))
    await marat.taps(t.plain("sanction-reason-flood"))
    await marat.says("ә" * 4096 + "Ауыл")  # two messages, the second would pass by itself
    await marat.sees(t.plain("decide-comment-long", length=4100, maximum=1000), t.plain("button-skip"))
    assert await kinds_of(bot) == []
    await marat.sends_sticker()
    await marat.sees(t.plain("error-text-expected"))
    await marat.says("Бір <мәтінді> бірнеше рет жібермеңіз")
    await marat.sees("Бір <мәтінді> бірнеше рет жібермеңіз", t.plain("sanction-reason-flood"))
    told = await aigul.sees("Бір <мәтінді> бірнеше рет жібермеңіз", t.plain("sanction-notice-mute-still"), "№ 1")
    assert "Марат" not in told.words
    assert await kinds_of(bot) == ["mute"]
    await marat.taps(t.plain("item-button-author"))
    await marat.sees("Марат Жұмабеков", t.plain("sanction-reason-flood"))
    await marat.taps(t.plain("author-button-lift-mute"))
    await aigul.sees("№ 1", plain(t, "sanction-notice-lifted-mute"))
    assert await kinds_of(bot) == []
    assert not bot.sandbox.refused


def plain(t: Translator, key: str) -> str:
    """The heading of a message, without its markup."""
    return t.html(key, number="1").split("</b>")[0].removeprefix("<b>")


@both
async def test_a_ban_is_asked_about_once_more_and_lifted_from_the_list(bot: RunningBot, language: str) -> None:
    _, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    await marat.says("/sanctions")
    await marat.sees(t.plain("sanctions-none"))
    await author_opened(marat, t)
    await marat.taps(t.plain("author-button-ban"))
    await marat.taps(t.plain("sanction-reason-insult"))
    await marat.says("Қорлау сөздер үшін")
    await marat.sees("Қорлау сөздер үшін", t.plain("author-ban-sure"))
    assert await kinds_of(bot) == []
    await marat.taps(t.plain("author-button-ban-sure"))
    await aigul.sees(t.plain("sanction-notice-ban-still"), "Қорлау сөздер үшін")
    assert await kinds_of(bot) == ["ban"]
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, language)
    await dinara.says("/sanctions")  # an organizer sees all regions
    await dinara.sees("№ 1", "Марат Жұмабеков", t.plain("sanction-reason-insult"))
    await dinara.taps(t.plain("sanctions-button-lift", place="1"))
    await dinara.sees(t.plain("sanctions-none"))
    await aigul.sees(plain(t, "sanction-notice-lifted-ban"))
    assert await kinds_of(bot) == []
    assert not bot.sandbox.refused


async def test_a_warning_needs_no_sentence_and_the_second_moderator_hears_of_the_first(
    bot_on_sqlite: RunningBot,
) -> None:
    bot = bot_on_sqlite
    proposal, aigul, marat = await one_waiting(bot)
    t, saule = translator("kk"), bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(saule, name="Сәуле Оспанова")
    ids = {"proposal": proposal.id, "kind": "warn", "days": 0, "after": 0}
    await author_opened(marat, t)
    await marat.taps(t.plain("author-button-warn"))
    await marat.taps(t.plain("sanction-reason-advertising"))
    await marat.taps(t.plain("button-skip"))
    await aigul.sees(t.plain("sanction-notice-warn-still"))
    heard = aigul.moment
    await marat.forges(SetSanction(**ids, grounds=3).pack())  # the same press again
    await saule.forges(SetSanction(**ids, grounds=1).pack())
    await saule.alerted("Марат Жұмабеков")
    await aigul.hears_nothing(0.3, since=heard)
    assert await kinds_of(bot) == ["warn"]


async def test_forged_buttons_of_sanctions_are_refused(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, marat = await one_waiting(bot)
    t, saule, olga = translator("kk"), bot.sandbox.add_person("Сәуле", "kk"), bot.sandbox.person("olga")
    await bot.make_moderator(saule, "KZ-10", name="Сәуле Оспанова")
    await bot.make_resident(olga, "kk")
    ids = {"proposal": proposal.id, "kind": "ban", "days": 0, "after": 0}
    forged = [
        OpenAuthor(proposal=proposal.id).pack(),
        ChooseSanction(**ids).pack(),
        SetSanction(**ids, grounds=1, sure=1).pack(),
    ]
    for person, key in ((olga, "not-allowed"), (aigul, "not-allowed"), (saule, "not-your-region")):
        for data in forged:
            await person.forges(data)
            await person.alerted(t.plain(f"error-{key}"))
    for data in (f"sac:{proposal.id}:jail:0:0:", f"sas:{proposal.id}:mute:3:0:1:1:", f"sas:{proposal.id}:warn:0:0:9:1:",
                 LiftSanction(sanction=99).pack(), f"sab:{proposal.id}:"):  # fmt: skip
        await marat.forges(data)
        await marat.alerted(t.plain("error-stale-button"))
    await olga.says("/sanctions")
    await olga.sees(t.plain("error-not-allowed"))
    own = await bot.submit(marat)
    await marat.forges(OpenAuthor(proposal=own.id).pack())
    await marat.sees(t.plain("author-own"))
    await marat.forges(ChooseSanction(proposal=own.id, kind="warn", days=0, after=0).pack())
    await marat.alerted(t.plain("error-author-on-team"))
    # That a colleague wrote it is not told: the author looks like any other, and only the sanction is refused.
    theirs = await bot.submit(saule, place="KZ-59")
    await marat.forges(OpenAuthor(proposal=theirs.id).pack())
    await marat.sees(t.plain("author-choose"))
    await marat.forges(SetSanction(proposal=theirs.id, kind="warn", days=0, after=0, grounds=1).pack())
    await marat.alerted(t.plain("error-author-on-team"))
    assert await kinds_of(bot) == []
