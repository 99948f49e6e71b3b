"""A moderator's digest: at its minute, at once, and by its own schedule."""

from datetime import date

import pytest

from forum import moderation, voting
from locales import translator
from sandbox.person import Person
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
MONDAY, TUESDAY, SATURDAY, NEXT_MONDAY = (date(2026, 11, day) for day in (23, 24, 28, 30))


async def region_at_work(bot: RunningBot, language: str = "kk", waiting: int = 4) -> tuple[Person, Person]:
    """On Monday morning: one proposal published and supported, some wait; Marat moderates."""
    aigul, marat, sergey = (bot.sandbox.person(key) for key in ("aigul", "marat", "sergey"))
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat, language=language, name="Марат Жұмабеков")
    published = await bot.submit(aigul, title="Ауыл мектебіне интернет")
    await bot.publish(published, marat)
    voter = await bot.make_resident(sergey, "ru", "KZ-59")
    await voting.cast(bot.db, voter, published.id, 1, bot.now(), bot.rules)
    authors = [bot.sandbox.add_person(f"Тұрғын {n}", "kk") for n in range(2)]
    for author in authors:
        await bot.make_resident(author, "kk", "KZ-59")
    for n in range(waiting):
        bot.clock.move(minutes=1)
        await bot.submit(authors[n % 2], title=f"Күтіп тұрған ұсыныс {n + 1}")
    return marat, aigul


@both
async def test_the_digest_comes_at_nine_on_a_working_day(bot: RunningBot, language: str) -> None:
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    bot.clock.set(TUESDAY, 8, 59)
    since = marat.moment
    await bot.wake()
    await marat.hears_nothing(since=since)
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    digest = await marat.sees(
        t.region("KZ-59", "title"),
        t.day_month(TUESDAY),
        t.plain("digest-waiting", waiting=4, fresh=4, near=0, late=0),
        "Күтіп тұрған ұсыныс 1",
        "Күтіп тұрған ұсыныс 3",
        t.plain("digest-published", published=1, support="+1"),
        "Ауыл мектебіне интернет (+1)",
    )
    assert "Күтіп тұрған ұсыныс 4" not in digest.words
    assert digest.labels == [
        "№ 2", "№ 3", "№ 4", t.plain("digest-button-queue"), t.plain("digest-button-settings"),
    ]  # fmt: skip
    assert not bot.sandbox.refused


async def test_the_digests_buttons_open_items_below_and_the_digest_stays(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot)
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    digest = await marat.sees("Күтіп тұр: 4")
    await marat.taps("№ 3", message=digest)
    item = await marat.sees("Күтіп тұрған ұсыныс 2", "Қаралуда")
    assert item.id != digest.id
    await marat.taps("Кезекті ашу", message=digest)
    queue = await marat.sees("Қаралатын ұсыныстар кезегі")
    assert queue.id != digest.id
    await marat.taps("Баптау", message=digest)
    settings = await marat.sees("Дайджест баптаулары")
    assert settings.id != digest.id
    assert not any(message.is_edited for message in marat.messages if message.id == digest.id)


async def test_one_digest_a_period_whatever_restarts(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot)
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    await marat.sees("Күтіп тұр: 4")
    since = marat.moment
    await bot.wake()
    await bot.restart()
    await bot.wake()
    bot.clock.set(TUESDAY, 18, 0)
    await bot.wake()
    await marat.hears_nothing(since=since)
    assert len(await bot.rows("SELECT id FROM digests")) == 1


async def test_a_missed_digest_comes_on_return_within_twelve_hours(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot)
    bot.clock.set(TUESDAY, 14, 0)
    await bot.wake()
    await marat.sees("Күтіп тұр: 4", "Жарияланды: 1")


async def test_one_missed_for_longer_widens_the_next(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot)
    since = marat.moment
    bot.clock.set(TUESDAY, 22, 0)
    await bot.wake()
    await marat.hears_nothing(since=since)
    bot.clock.set(date(2026, 11, 25), 9, 0)
    await bot.wake()
    await marat.sees("Өзгерістер, кезең басы: 23 қараша, 10:00", "Жарияланды: 1. Қолдау: +1")


async def test_after_a_week_of_silence_one_digest_covers_it_all(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot)
    bot.clock.set(date(2026, 12, 2), 10, 0)
    await bot.wake()
    await marat.sees("2 желтоқсан", "кезең басы: 23 қараша, 10:00", "Жарияланды: 1")
    assert len(await bot.rows("SELECT id FROM digests")) == 1


async def test_the_waiting_ones_grow_old(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot, waiting=1)
    bot.clock.set(date(2026, 11, 25), 9, 0)
    await bot.wake()
    await marat.sees("Жаңа: 0. Мерзімі таяу: 1. Мерзімі өткен: 0", "3-күн")
    bot.clock.set(date(2026, 11, 26), 9, 0)
    await bot.wake()
    await marat.sees("Жаңа: 0. Мерзімі таяу: 0. Мерзімі өткен: 1", "4-күн")


async def test_no_digest_on_days_off_and_none_when_there_is_nothing_to_say(bot: RunningBot) -> None:
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat)
    since = marat.moment
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    await marat.hears_nothing(since=since)
    await bot.submit(aigul)
    bot.clock.set(SATURDAY, 9, 0)
    await bot.wake()
    since = marat.moment
    bot.clock.set(SATURDAY, 12, 0)
    await bot.wake()
    await marat.hears_nothing(since=since)
    bot.clock.set(NEXT_MONDAY, 9, 0)
    await bot.wake()
    await marat.sees("Күтіп тұр: 1")


@both
async def test_the_command_shows_the_digest_at_once(bot: RunningBot, language: str) -> None:
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    await marat.says("/digest")
    await marat.sees(
        t.plain("digest-waiting", waiting=4, fresh=4, near=0, late=0),
        t.plain("digest-published", published=1, support="+1"),
    )
    await marat.taps("№ 2")
    await marat.sees("Күтіп тұрған ұсыныс 1", t.plain("item-others", count=3))
    # Asked for or not, the scheduled one still comes.
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    await marat.sees(t.plain("digest-waiting", waiting=4, fresh=4, near=0, late=0))


async def test_a_moderator_of_two_regions_chooses_one(bot: RunningBot) -> None:
    marat = bot.sandbox.person("marat")
    await bot.make_moderator(marat, "KZ-59", "KZ-75")
    await marat.says("/digest")
    await marat.taps("Алматы қаласы")
    await marat.sees("Алматы қаласы", "Қаралатын ұсыныс жоқ", "жаңа ұсыныс жарияланған жоқ")


@both
async def test_the_schedule_is_set_by_buttons(bot: RunningBot, language: str) -> None:
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    await marat.says("/digest")
    await marat.taps(t.plain("digest-button-settings"))
    screen = await marat.sees(t.plain("digest-plan-workdays", time="09:00"))
    chosen = [button["text"] for row in screen.rows for button in row if button.get("style") == "success"]
    assert chosen == [
        f"✓ {label}" for label in (t.plain("digest-cadence-workdays"), "09:00", t.plain("rich-button-classic"))
    ]
    await marat.taps(t.plain("digest-cadence-weekly"))
    await marat.alerted(t.plain("digest-saved"))
    await marat.taps(t.plain("digest-weekday-short-3"))
    await marat.taps("18:00")
    await marat.sees(t.plain("digest-plan-weekly", weekday=t.plain("digest-weekday-3"), time="18:00"))
    since = marat.moment
    bot.clock.set(TUESDAY, 18, 0)
    await bot.wake()
    await marat.hears_nothing(since=since)
    bot.clock.set(date(2026, 11, 25), 18, 0)
    await bot.wake()
    await marat.sees(t.plain("digest-waiting", waiting=4, fresh=0, near=4, late=0))
    await marat.taps(t.plain("digest-cadence-off"))
    off = await marat.sees(t.plain("digest-plan-off"))
    assert "18:00" not in off.labels
    since = marat.moment
    bot.clock.set(date(2026, 12, 2), 18, 0)
    await bot.wake()
    await marat.hears_nothing(since=since)
    await marat.taps(t.plain("digest-cadence-daily"))
    await marat.sees(t.plain("digest-plan-daily", time="18:00"))
    bot.clock.set(date(2026, 12, 5), 18, 0)  # a Saturday
    await bot.wake()
    await marat.sees(t.region("KZ-59", "title"), t.day_month(date(2026, 12, 5)))
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def test_the_chosen_button_pressed_again_changes_nothing(bot: RunningBot) -> None:
    marat, _ = await region_at_work(bot)
    await marat.says("/digest")
    await marat.taps("Баптау")
    before = await bot.rows("SELECT * FROM digest_plans")
    await marat.taps("✓ 09:00")
    await marat.alerted("Сақталды")
    assert await bot.rows("SELECT * FROM digest_plans") == before


@both
async def test_a_pause_and_a_language_are_set_by_buttons(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    marat, _ = await region_at_work(bot, language)
    t, other = translator(language), "ru" if language == "kk" else "kk"
    await marat.says("/digest")
    await marat.taps(t.plain("digest-button-settings"))
    await marat.taps(t.plain("digest-button-language"))
    await marat.taps(t.plain(f"language-{other}"))
    await marat.alerted(t.plain("digest-saved"))
    await marat.sees(t.plain("digest-language", language=t.plain(f"language-{other}")))
    await marat.taps(t.plain("digest-button-pause"))
    ends = t.day_month(date(2026, 12, 7))
    await marat.taps(t.plain("digest-pause-fortnight", day=ends))
    paused = await marat.sees(t.plain("digest-paused", day=ends))
    assert t.plain("digest-button-paused", day=ends) in paused.labels
    since = marat.moment
    for day in (24, 25, 30):
        bot.clock.set(date(2026, 11, day), 9, 0)
        await bot.wake()
    await marat.hears_nothing(since=since)
    await marat.forges("dgp:KZ-59:20271207")
    await marat.alerted(t.plain("error-stale-button"))
    bot.clock.set(date(2026, 12, 7), 9, 0)
    await bot.wake()
    # In the chosen language, of the whole time since the last one.
    o = translator(other)
    await marat.sees(
        o.plain("digest-waiting", waiting=4, fresh=0, near=0, late=4),
        o.plain("digest-published", published=1, support="+1"),
    )
    await marat.taps(o.plain("digest-button-settings"))
    await marat.taps(t.plain("digest-button-language"))
    await marat.taps(t.plain("digest-language-own"))
    await marat.taps(t.plain("digest-button-pause"))
    await marat.taps(t.plain("digest-pause-week", day=t.day_month(date(2026, 12, 14))))
    await marat.taps(t.plain("digest-button-paused", day=t.day_month(date(2026, 12, 14))))
    await marat.taps(t.plain("digest-pause-end"))
    await marat.taps(t.plain("digest-button-show"))
    await marat.sees(t.plain("digest-waiting", waiting=4, fresh=0, near=0, late=4))


@both
async def test_what_was_decided_is_told_with_its_pace_against_a_week_earlier(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot = bot_on_sqlite
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    moderator = await bot.person(marat)
    waiting = [row["id"] for row in await bot.rows("SELECT id FROM proposals WHERE state = 'pending' ORDER BY id")]
    db, rules = bot.db, bot.rules
    # After seven days, on the next Monday; a week earlier one was published at once.
    bot.clock.set(NEXT_MONDAY, 11, 0)
    await moderation.send_back(db, moderator, waiting[0], 1, "Мекенжайын жазыңыз", bot.now(), rules)
    await moderation.reject(db, moderator, waiting[1], 1, "abuse", None, bot.now(), rules)
    bot.clock.set(date(2026, 12, 1), 9, 0)
    await marat.says("/digest")
    await marat.sees(
        t.plain("digest-returned", count=1),
        t.plain("digest-rejected", count=1),
        t.plain("digest-median", took=t.plain("digest-took-days", days=7)).split(" (")[0],
        t.plain("digest-took-days", days=7),
    )
    assert not bot.sandbox.refused
