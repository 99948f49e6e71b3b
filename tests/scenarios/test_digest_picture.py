"""The picture of a week: before a weekly digest, by a button, in a group; a digest never waits for it in vain."""

from datetime import date
from pathlib import Path

import pytest

from forum import digests, voting
from locales import translator
from sandbox.person import Person
from sandbox.shown import ShownMessage
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
TUESDAY, NEXT_MONDAY = date(2026, 11, 24), date(2026, 11, 30)


async def voted_week(bot: RunningBot, language: str, *, cadence: str = "weekly") -> Person:
    """On Monday two vote for one proposal, another one waits; Marat gets his digest on Mondays."""
    aigul, marat, sergey = (bot.sandbox.person(key) for key in ("aigul", "marat", "sergey"))
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat, language=language, name="Марат Жұмабеков")
    published = await bot.submit(aigul, title="Ауыл мектебіне интернет")
    await bot.publish(published, marat)
    for person in (await bot.make_resident(sergey, "ru", "KZ-59"), await bot.person(marat)):
        await voting.cast(bot.db, person, published.id, 1, bot.now(), bot.rules)
    await bot.submit(aigul, title="Аялдамаға шатыр орнату")
    await digests.set_plan(
        bot.db, await bot.person(marat), "KZ-59", bot.now(), bot.rules, cadence=cadence, weekday=1, minute=540
    )
    return marat


def picture_of(bot: RunningBot, message: ShownMessage) -> bytes:
    """The bytes of a message's photo."""
    assert "photo" in message.raw
    stored = bot.sandbox.world.files.find(message.file_id or "")
    assert stored is not None
    return bot.sandbox.world.files.read(stored)


@both
async def test_a_weekly_digest_comes_below_its_picture(bot: RunningBot, language: str) -> None:
    marat = await voted_week(bot, language)
    t = translator(language)
    bot.clock.set(NEXT_MONDAY, 9, 0)
    await bot.wake()
    digest = await marat.sees(t.plain("digest-waiting", waiting=1, fresh=0, near=0, late=1))
    votes = t.plain("picture-caption-votes", votes="2", before="0")
    picture = await marat.sees(t.region("KZ-59", "title"), t.day_month(date(2026, 11, 23)), votes)
    assert picture.id < digest.id
    assert picture_of(bot, picture).startswith(b"\x89PNG")
    assert t.plain("digest-weekday-short-1") + " 2 (0)" in picture.words
    assert not picture.labels, "the digest below has the buttons"
    since = marat.moment
    await bot.restart()
    await bot.wake()
    await marat.hears_nothing(since=since)
    assert not bot.sandbox.refused


@both
async def test_the_button_of_a_digest_sends_the_picture_below(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    marat = await voted_week(bot, language, cadence="workdays")
    t = translator(language)
    await marat.says("/digest")
    await marat.taps(t.plain("picture-button"))
    await marat.alerted(t.plain("picture-empty"))  # today is no whole day yet
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    digest = await marat.sees(t.day_month(TUESDAY))
    assert t.plain("picture-button") not in digest.labels
    assert not any("photo" in message.raw for message in marat.messages)
    await marat.says("/digest")
    await marat.taps(t.plain("picture-button"))
    picture = await marat.sees(t.plain("picture-caption-votes", votes="2", before="0"))
    assert picture_of(bot, picture)
    # Those who may not read the digest get no picture of it.
    for forged in ("dpi:KZ-75", "dpi:national"):
        await marat.forges(forged)
        await marat.alerted(t.plain("error-not-your-region" if "KZ" in forged else "error-not-allowed"))
    for broken in ("dpi:KZ-99", "dpi:KZ-59.7", "dpi:"):
        await marat.forges(broken)
        await marat.alerted(t.plain("error-stale-button"))
    dinara = bot.sandbox.person("dinara")
    await bot.make_organizer(dinara, language)
    await dinara.says("/digest")
    await dinara.taps(t.plain("picture-button"))
    national = await dinara.sees(t.region("national", "title"), t.region("KZ-59", "short"))
    assert picture_of(bot, national)


async def test_a_digest_comes_even_if_its_picture_cannot_be_drawn_or_sent(
    bot_on_sqlite: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = bot_on_sqlite
    marat = await voted_week(bot, "kk")
    monkeypatch.setattr("handlers.pictures.drawing.RENDERER", Path("/nowhere"))
    bot.clock.set(NEXT_MONDAY, 9, 0)
    await bot.wake()
    await marat.sees("Күтіп тұр: 1")
    await marat.says("/digest")
    await marat.taps("Апта диаграммасы")
    await marat.alerted(translator("kk").plain("picture-failed"))
    monkeypatch.undo()
    said = "Bad Request: not enough rights to send photos to the chat"
    bot.sandbox.fails("refusal", method="sendPhoto", status=400, description=said)
    bot.clock.set(date(2026, 12, 7), 9, 0)
    await bot.wake()
    await marat.sees("7 желтоқсан", "Күтіп тұр: 1")
    assert not any("photo" in message.raw for message in marat.messages)
    fates = await bot.rows("SELECT state FROM deliveries WHERE kind = 'digest_picture' ORDER BY id")
    assert [row["state"] for row in fates] == ["failed", "failed"]
    assert not await bot.rows("SELECT id FROM people WHERE unreachable_at IS NOT NULL")


async def test_a_staff_group_gets_the_picture_in_its_language(bot_on_sqlite: RunningBot) -> None:
    bot, ru = bot_on_sqlite, translator("ru")
    marat = await voted_week(bot, "kk", cadence="off")
    group = bot.sandbox.add_group("Модераторлар")
    await marat.says_in(group, "/connect")
    await group.sees("/queue")
    (connected,) = await bot.rows("SELECT id FROM staff_groups")
    moderator, group_id = await bot.person(marat), connected["id"]
    now, rules = bot.now(), bot.rules
    await digests.set_plan(bot.db, moderator, "KZ-59", now, rules, cadence="weekly", weekday=1, group_id=group_id)
    await digests.set_language(bot.db, moderator, "KZ-59", "ru", now, rules, group_id=group_id)
    bot.clock.set(NEXT_MONDAY, 9, 0)
    await bot.wake()
    await group.sees(ru.plain("digest-waiting", waiting=1, fresh=0, near=0, late=1))
    caption = ru.plain("picture-caption-votes", votes="2", before="0")
    picture = await group.sees(ru.region("KZ-59", "title"), caption)
    assert picture_of(bot, picture)
    await marat.says_in(group, "/digest")
    await marat.taps_in(group, ru.plain("picture-button"))
    again = await group.sees(caption)
    assert again.id != picture.id
