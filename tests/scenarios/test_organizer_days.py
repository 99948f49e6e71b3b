"""An organizer makes days free or working days; the moderators' digests follow."""

from datetime import date

import pytest

from handlers.callbacks import TakeDayBack
from locales import Translator, translator
from sandbox.person import Person
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])
TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)
INDEPENDENCE, LAST = date(2026, 12, 16), date(2026, 12, 31)


async def organizer(bot: RunningBot, language: str) -> tuple[Person, Translator]:
    """Dinara with the days on the screen."""
    dinara, t = bot.sandbox.person("dinara"), translator(language)
    await bot.make_resident(dinara, language, "KZ-71")
    await dinara.says("/campaign")
    await dinara.taps(t.plain("days-button-days"))
    return dinara, t


@both
async def test_a_day_is_made_free_a_saturday_works_and_a_change_is_taken_back(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language)
    await dinara.sees(t.plain("days-line-holiday", date=INDEPENDENCE, weekday=t.plain("digest-weekday-3")))
    await dinara.taps(t.plain("days-button-off"))
    await dinara.sees("31.12.2026", t.day_month(LAST))
    for typed, complaint in {
        "ертең / завтра": "error-date-format",
        "31.02.2027": "error-date-format",
        "22.11.2026": "error-date-past",
        "01.01.2030": "error-day-far",
        "2026-11-28": "error-day-free",
        "16.12.2026": "error-day-free",
    }.items():
        await dinara.says(typed)
        await dinara.sees(t.plain(complaint), "31.12.2026")
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"), "31.12.2026")
    await dinara.says(t.day_month(LAST).upper())
    done = t.plain("days-done-off", date=f"<b>{t.date(LAST)}</b>", weekday=t.plain("digest-weekday-4"))
    await dinara.sees(t.date(LAST), t.plain("digest-weekday-4"), bare(done)[:12])
    await dinara.taps(t.plain("days-button-worked"))
    await dinara.says("24.11.2026")
    await dinara.sees(t.plain("error-day-working"))
    await dinara.says("28.11.2026")
    await dinara.sees(bare(t.html("days-line-worked", date=SATURDAY, weekday=t.plain("digest-weekday-6"))))
    found = await bot.rows("SELECT day, is_working FROM days ORDER BY day")
    assert [(row["day"], row["is_working"]) for row in found] == [("2026-11-28", 1), ("2026-12-31", 0)]
    await dinara.taps(t.plain("days-button-back", date="31.12.2026"))
    await dinara.alerted(t.plain("days-taken-back", date=LAST))
    screen = await dinara.sees(bare(t.html("days-title"))[:20])
    assert t.date(LAST) not in screen.words
    await dinara.taps(t.plain("campaign-button-campaign"))
    await dinara.sees(bare(t.html("campaign-none"))[:10])
    assert not bot.sandbox.refused
    # Pressed again, and a day that is none.
    await dinara.forges(TakeDayBack(day=20261231).pack())
    await dinara.alerted(t.plain("days-taken-back", date=LAST))
    await dinara.forges(TakeDayBack(day=20269931).pack())
    await dinara.alerted(t.plain("error-stale-button"))
    assert [row["day"] for row in await bot.rows("SELECT day FROM days")] == ["2026-11-28"]


async def test_no_digest_comes_on_a_day_made_free_and_one_comes_on_a_saturday_that_works(
    bot_on_sqlite: RunningBot,
) -> None:
    bot = bot_on_sqlite
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat)
    await bot.submit(aigul)
    dinara, t = await organizer(bot, "kk")
    await dinara.taps(t.plain("days-button-off"))
    await dinara.says("24 қараша")
    await dinara.sees(t.date(TUESDAY))
    await dinara.taps(t.plain("days-button-worked"))
    await dinara.says("2026 жылғы 28 қараша")
    await dinara.sees(t.date(SATURDAY))
    bot.clock.set(TUESDAY, 9)
    since = marat.moment
    await bot.wake()
    await marat.hears_nothing(since=since)
    bot.clock.set(WEDNESDAY, 9)
    await bot.wake()
    await marat.sees(t.day_month(WEDNESDAY))
    bot.clock.set(SATURDAY, 9)
    await bot.wake()
    await marat.sees(t.day_month(SATURDAY))
    digests = await bot.rows("SELECT period_from, period_until FROM digests ORDER BY id")
    assert digests[-2]["period_until"] == digests[-1]["period_from"]
