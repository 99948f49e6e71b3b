"""An organizer looks at a campaign's statistics: pages, tables, pictures; of a campaign that ended too."""

from __future__ import annotations

import pytest

from forum import campaigns, voting
from handlers.callbacks import OpenStats, SendStatsPicture
from locales import translator
from sandbox.person import Person
from tests.running import RunningBot
from tests.scenarios.test_digest_picture import picture_of

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def busy_forum(bot: RunningBot, language: str) -> Person:
    """Three proposals of one region: two published, one with two votes; Dinara organizes."""
    aigul, marat, sergey, dinara = (bot.sandbox.person(key) for key in ("aigul", "marat", "sergey", "dinara"))
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat, name="Марат")
    voters = [await bot.make_resident(sergey, "ru", "KZ-59"), await bot.person(marat)]
    await bot.make_resident(dinara, language, "KZ-71")
    first = await bot.submit(aigul, title="Ауыл мектебіне интернет")
    second = await bot.submit(aigul, title="Аялдамаға шатыр орнату", topic="sport", place="national")
    await bot.submit(aigul, title="Күтіп тұрған ұсыныс бар")
    bot.clock.move(hours=3)
    for proposal in (first, second):
        await bot.publish(proposal, marat)
    for voter in voters:
        await voting.cast(bot.db, voter, first.id, 1, bot.now(), bot.rules)
    return dinara


@both
async def test_every_page_has_its_figures_and_a_picture_that_says_them_too(bot: RunningBot, language: str) -> None:
    dinara, t = await busy_forum(bot, language), translator(language)
    await dinara.says("/stats")
    screen = await dinara.sees(
        t.plain("stats-whole", submitted=3, authors=1),
        t.plain("stats-published", published=2, shortlisted=0),
        t.plain("stats-votes", support=2, objections=0),
        t.plain("stats-line", name=t.plain("state-pending"), count=1),
        t.plain("stats-line", name=t.plain("language-kk"), count=3),
    )
    place = t.region("KZ-59", "short")
    await dinara.taps(t.plain("stats-button-place"), message=screen)
    await dinara.sees(f"{place}: 2 · 1 · 2", f"{t.region('national', 'short')}: 1 · 1 · 0", t.region("KZ-31", "short"))
    await dinara.taps(t.plain("stats-button-picture"))
    picture = await dinara.sees(f"{place}: 1 / 2")
    assert picture_of(bot, picture).startswith(b"\x89PNG")
    await dinara.taps(t.plain("stats-button-topic"), message=screen)
    await dinara.sees(f"{t.topic('sport', 'short')}: 1 · 1 · 0")
    await dinara.taps(t.plain("stats-button-day"), message=screen)
    today = t.day_month(bot.clock.today)
    await dinara.sees(f"{today}: 3 · 2")
    await dinara.taps(t.plain("stats-button-picture"))
    curve = await dinara.sees(t.plain("stats-caption-days", since=today, until=today, submitted=3, votes="2"))
    assert picture_of(bot, curve)
    await dinara.taps(t.plain("stats-button-pace"), message=screen)
    took = t.plain("digest-took-hours", hours=3)
    await dinara.sees(t.plain("stats-pace-median", took=took), f"{place}: 2 · {took} · 0 % · 1")
    await dinara.taps(t.plain("stats-button-answers"), message=screen)
    await dinara.sees(t.plain("stats-answers-none"))
    await dinara.taps(t.plain("stats-button-turnout"), message=screen)
    await dinara.sees(t.plain("stats-turnout-all", residents=4, voters=2, share=50), f"{place}: 3 · 2 · 67 %")
    # The same in tables, for whoever chose them; each as a message of its own.
    await bot.db.write(lambda tx: tx.run("UPDATE people SET message_form = 'rich'"))
    await dinara.taps(t.plain("stats-button-place"), message=screen)
    rich = await dinara.sees(t.plain("stats-rich-published"))
    assert rich.tables[0][1:] == [[place, "2", "1", "2", "0"], [t.region("national", "short"), "1", "1", "0", "0"]]
    await dinara.taps(t.plain("stats-button-pace"), message=rich)
    assert (await dinara.sees(t.plain("stats-rich-median"))).tables[0][2] == [place, "2", took, "0", "1"]
    assert not bot.sandbox.refused


async def test_an_ended_campaign_is_chosen_and_an_empty_one_has_no_picture(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("kk")
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, "kk", "KZ-71")
    await dinara.says("/stats")
    await dinara.sees(t.plain("error-no-campaign"))
    await busy_forum(bot, "kk")
    (first,) = await bot.rows("SELECT id FROM campaigns")
    await campaigns.end(bot.db, await bot._organizer(), first["id"], bot.now())
    await bot.open_campaign(name_kk="XIV Азаматтық форум", name_ru="XIV Гражданский форум")
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-stats"))
    await dinara.sees("XIV Азаматтық форум", t.plain("stats-nothing"))
    for page in ("place", "day"):
        await dinara.taps(t.plain(f"stats-button-{page}"))
        await dinara.taps(t.plain("stats-button-picture"))
        await dinara.alerted(t.plain("stats-empty-picture"))
    await dinara.taps(t.plain("stats-button-campaigns"))
    await dinara.taps("XIII Азаматтық форум")
    await dinara.sees("XIII Азаматтық форум", t.plain("stats-whole", submitted=3, authors=1))
    await dinara.taps(t.plain("stats-button-topic"))
    await dinara.sees("XIII Азаматтық форум", f"{t.topic('sport', 'short')}: 1 · 1 · 0")
    # Broken and foreign buttons.
    for forged in (OpenStats(page="pink"), OpenStats(campaign=99), SendStatsPicture(page="whole")):
        await dinara.forges(forged.pack())
        await dinara.alerted(t.plain("error-no-campaign" if forged == OpenStats(campaign=99) else "error-stale-button"))
    marat = bot.sandbox.person("marat")
    for forged in (OpenStats(), SendStatsPicture(page="day")):
        await marat.forges(forged.pack())
        await marat.alerted(t.plain("error-not-allowed"))
    await marat.says("/stats")
    await marat.sees(t.plain("error-not-allowed"))
    await dinara.taps(t.plain("campaign-button-campaign"))
    assert not bot.sandbox.refused
