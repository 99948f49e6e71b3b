"""The organizers' digest: every region, late work first; regions to look at; the schedule."""

from datetime import date

import pytest

from forum import moderation
from locales import translator
from sandbox.person import Person
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
TUESDAY, FRIDAY, NEXT_MONDAY = (date(2026, 11, day) for day in (24, 27, 30))


async def country_at_work(bot: RunningBot, language: str) -> tuple[Person, Person]:
    """On Monday: one waits in KZ-59, which has a moderator, two in KZ-75, which has none; one was published."""
    aigul, sergey, marat, erlan = (
        bot.sandbox.person("aigul"),
        bot.sandbox.person("sergey"),
        bot.sandbox.person("marat"),
        bot.sandbox.add_person("Ерлан", language),
    )
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_resident(sergey, "ru", "KZ-75")
    await bot.make_moderator(marat, "KZ-59")
    await bot.make_organizer(erlan, language)
    published = await bot.submit(aigul, title="Ауыл мектебіне интернет")
    bot.clock.move(hours=3)
    await bot.publish(published, marat)
    await bot.submit(aigul, title="Аялдамаға шатыр орнату")
    for title in ("Жаңа саябақ ашу керек", "Көшеге шам орнату керек"):
        await bot.submit(sergey, title=title)
    return erlan, marat


@both
async def test_the_countrys_digest_comes_at_nine_with_late_regions_first(bot: RunningBot, language: str) -> None:
    erlan, marat = await country_at_work(bot, language)
    t = translator(language)
    bot.clock.set(FRIDAY, 9, 0)
    await bot.wake()
    digest = await erlan.sees(
        t.region("national", "title"),
        t.day_month(FRIDAY),
        t.plain("digest-waiting", waiting=3, fresh=0, near=0, late=3),
        t.plain("national-published", published=1),
        t.plain("digest-median", took=t.plain("digest-took-hours", hours=3)),
    )
    lines = digest.words.splitlines()
    late = [line.partition(":")[0] for line in lines if line.count(" · ") == 3 and ":" in line]
    assert late == [t.region("KZ-75", "short"), t.region("KZ-59", "short")], "no quiet ones without a moderator"
    assert t.region("KZ-75", "short") + ": 2 · 2 · 0 · –" in lines
    heading = t.plain("national-unmoderated", regions="").split("</b>")[0].removeprefix("<b>")
    without = next(line for line in lines if line.startswith(heading))
    assert t.region("KZ-75", "short") in without
    assert t.region("KZ-10", "short") in without
    assert t.region("KZ-59", "short") not in without
    assert digest.labels[:2] == [t.region("KZ-75", "short"), t.region("KZ-59", "short")]

    await erlan.taps(t.region("KZ-59", "short"), message=digest)
    look = await erlan.sees(t.region("KZ-59", "title"), "Аялдамаға шатыр орнату", t.plain("national-look"))
    assert look.id != digest.id
    assert not [label for label in look.labels if label.startswith("№")], "organizers do not decide on it"
    await erlan.taps(t.plain("national-button-regions"), message=look)
    await erlan.taps(t.region("KZ-10", "short"))
    await erlan.sees(t.region("KZ-10", "title"), t.plain("digest-waiting-none"))
    await erlan.taps(t.plain("national-button-national"))
    await erlan.sees(t.plain("digest-waiting", waiting=3, fresh=0, near=0, late=3))
    await erlan.taps(t.plain("campaign-button-team"), message=digest)
    await erlan.sees("Марат Жұмабеков")
    assert not any(message.is_edited for message in erlan.messages if message.id == digest.id)
    # It is no moderator's, and a moderator's is no organizer's to set.
    await marat.forges("dig:national:settings")
    await marat.alerted(translator("kk").plain("error-not-allowed"))
    await erlan.forges("dgs:KZ-59:off:540:1")
    await erlan.alerted(t.plain("error-not-allowed"))
    for broken in (
        "dig:KZ-99:show",
        "dig:KZ-59.x:show",
        "dgp:national:20261399",
        "dgl:national:en",
        "dig:national:all",
    ):
        await erlan.forges(broken)
        await erlan.alerted(t.plain("error-stale-button"))


@both
async def test_it_is_shown_at_once_and_set_by_buttons(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    erlan, marat = await country_at_work(bot, language)
    t = translator(language)
    await erlan.says("/digest")
    await erlan.sees(t.plain("digest-waiting", waiting=3, fresh=3, near=0, late=0), t.region("KZ-75", "short") + ": 2")
    await erlan.taps(t.plain("digest-button-settings"))
    await erlan.sees(t.region("national", "title"), t.plain("digest-plan-workdays", time="09:00"))
    await erlan.taps(t.plain("digest-cadence-weekly"))
    await erlan.alerted(t.plain("digest-saved"))
    await erlan.sees(t.plain("digest-plan-weekly", weekday=t.plain("digest-weekday-1"), time="09:00"))
    since = erlan.moment
    bot.clock.set(FRIDAY, 9, 0)
    await bot.wake()
    await erlan.hears_nothing(since=since)
    # A week later what was decided is compared with the week before.
    moderator = await bot.person(marat)
    (waiting,) = await bot.rows("SELECT id FROM proposals WHERE state = 'pending' AND region = 'KZ-59'")
    await moderation.publish(bot.db, moderator, waiting["id"], 1, bot.now())
    bot.clock.set(NEXT_MONDAY, 9, 0)
    await bot.wake()
    await erlan.sees(t.day_month(NEXT_MONDAY), t.plain("national-published", published=2))


async def test_an_admin_of_the_settings_who_moderates_too_chooses(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    dinara = bot.sandbox.person("dinara")
    await bot.open_campaign()
    await bot.make_moderator(dinara, "KZ-71", language="ru")
    t = translator("ru")
    await dinara.says("/digest")
    await dinara.sees("Какой показать?")
    await dinara.taps(t.region("national", "short"))
    await dinara.sees(t.plain("digest-waiting-none"), t.plain("national-quiet"))
    assert await bot.rows("SELECT id FROM digest_plans WHERE region = ''") == []
    await dinara.taps(t.plain("digest-button-settings"))
    await dinara.sees(t.plain("digest-plan-workdays", time="09:00"))
    assert len(await bot.rows("SELECT id FROM digest_plans WHERE region = ''")) == 1
