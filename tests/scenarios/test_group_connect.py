"""A moderator connects a staff group; strangers are told alone that they cannot; the group may be lost again."""

import pytest

from locales import Translator, translator
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])


def plain_of(t: Translator, key: str) -> str:
    """The heading of a screen, without its markup."""
    heading = t.html(key, region="", bot="").split("</b>")[0]
    return heading.removeprefix("<b>")


async def regions_of(bot: RunningBot) -> list[tuple[int, str | None, int | None]]:
    """What groups there are: chat, region, topic."""
    found = await bot.rows("SELECT telegram_id, region, topic_id FROM staff_groups ORDER BY id")
    return [(row["telegram_id"], row["region"], row["topic_id"]) for row in found]


@both
async def test_a_moderator_connects_the_group_and_disconnects_it(bot: RunningBot, language: str) -> None:
    marat, olga, t = bot.sandbox.person("marat"), bot.sandbox.person("olga"), translator(language)
    await bot.make_moderator(marat, language=language)
    await marat.says("/connect")
    await marat.sees(plain_of(t, "group-how"), "/connect", "/disconnect")
    group = bot.sandbox.add_group("Модераторлар")
    await marat.says_in(group, "Кім бар?")  # talk is nobody's business
    await olga.says_in(group, "/connect")
    await olga.told_alone(group, "модератор")
    assert await regions_of(bot) == []
    await marat.says_in(group, "/connect@other_bot")
    await marat.says_in(group, "/connect")
    shown = await group.sees(t.region("KZ-59", "title"), "/disconnect", "/queue")
    assert shown.labels == [t.plain("queue-button-queue")]
    assert await regions_of(bot) == [(group.id, "KZ-59", None)]
    await olga.says_in(group, "/disconnect")
    await bot.idle()
    assert await regions_of(bot) == [(group.id, "KZ-59", None)]
    await marat.says_in(group, "/disconnect")
    await group.sees(t.region("KZ-59", "title"), "/connect")
    assert await regions_of(bot) == [(group.id, None, None)]
    await marat.says_in(group, "/queue")
    await marat.told_alone(group, t.plain("error-group-not-connected"))
    assert len(group.messages) == 2, "nothing else was said to everybody"
    assert not bot.sandbox.refused


@both
async def test_several_regions_are_chosen_by_a_button_and_a_change_is_asked_first(
    bot: RunningBot, language: str
) -> None:
    marat, saule, olga = (
        bot.sandbox.person("marat"),
        bot.sandbox.add_person("Сәуле", language),
        bot.sandbox.person("olga"),
    )
    t = translator(language)
    await bot.make_moderator(marat, language=language)
    await bot.make_moderator(saule, "KZ-10", "KZ-71", language=language)
    group = bot.sandbox.add_group("Модераторлар", is_super=True)
    topic = group.opens_topic()
    await saule.says_in(group, "/connect", topic=topic)
    question = await group.sees(plain_of(t, "group-choose"))
    assert len(question.labels) == 3
    data = saule.data_in(group, t.region("KZ-71", "short"))
    for stranger in (marat, olga):
        await stranger.forges_in(group, data)
        told = t.plain("error-not-your-region") if stranger is marat else "модератор"
        await stranger.told_alone(group, told)
    assert await regions_of(bot) == []
    await saule.taps_in(group, t.region("KZ-71", "short"))
    await group.sees(t.region("KZ-71", "title"), "/disconnect")
    assert await regions_of(bot) == [(group.id, "KZ-71", topic)]
    await marat.says_in(group, "/connect", topic=topic)
    await group.sees(t.region("KZ-71", "title"), t.region("KZ-59", "title"))
    await marat.taps_in(group, t.plain("group-button-keep"))
    assert await regions_of(bot) == [(group.id, "KZ-71", topic)]
    await marat.says_in(group, "/connect", topic=topic)
    # Others answer for that region: they let the group go first.
    await marat.taps_in(group, t.plain("group-button-change", region=t.region("KZ-59", "short")))
    await marat.told_alone(group, t.plain("error-group-of-others"))
    assert await regions_of(bot) == [(group.id, "KZ-71", topic)]
    await saule.says_in(group, "/connect", topic=topic)
    await saule.taps_in(group, t.region("KZ-10", "short"))
    await group.sees(t.region("KZ-10", "title"), "/disconnect")
    await saule.says_in(group, "/disconnect", topic=topic)
    await group.sees(t.region("KZ-10", "title"), "/connect")
    await marat.says_in(group, "/connect", topic=topic)
    await group.sees(t.region("KZ-59", "title"), "/disconnect")
    assert await regions_of(bot) == [(group.id, "KZ-59", topic)]
    assert not bot.sandbox.refused


@both
async def test_where_nobody_can_be_told_alone_an_alert_says_it(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    marat, olga, t = bot.sandbox.person("marat"), bot.sandbox.person("olga"), translator(language)
    await bot.make_moderator(marat, language=language)
    group = bot.sandbox.add_group("Модераторлар")
    group.forbids_ephemeral()
    await olga.says_in(group, "/connect")
    await group.sees("модератор")
    await marat.says_in(group, "/connect")
    await group.sees(t.region("KZ-59", "title"), "/disconnect")
    answer = await olga.taps_in(group, t.plain("queue-button-queue"))
    assert answer is not None
    assert answer.show_alert
    await olga.alerted("модератор")
    assert await bot.rows("SELECT id FROM people WHERE telegram_id = :id", id=olga.id) == [], "nobody is registered"


@both
async def test_a_group_that_is_lost_is_told_of_in_private(bot: RunningBot, language: str) -> None:
    marat, aigul, t = bot.sandbox.person("marat"), bot.sandbox.person("aigul"), translator(language)
    await bot.open_campaign()
    await bot.make_moderator(marat, language=language)
    await bot.make_resident(aigul, "kk", "KZ-59")
    group = bot.sandbox.add_group("Модераторлар", is_super=True)
    topic = group.opens_topic()
    await marat.says_in(group, "/connect", topic=topic)
    await group.sees("/disconnect")
    group.closes_topic(topic)
    await bot.submit(aigul)
    new = await group.sees("№ 1", "Аялдамаларға пандус орнату")
    assert "message_thread_id" not in new.raw
    assert await regions_of(bot) == [(group.id, "KZ-59", None)]
    group.silences_bot()
    await marat.sees(plain_of(t, "group-notice-silent"))
    heard = marat.moment
    group.lets_bot_write()
    group.kicks_bot()
    await bot.idle()
    await marat.hears_nothing(0.3, since=heard)  # of the same group once
    group.takes_bot_back()
    await marat.says_in(group, "/connect")
    await group.sees("/disconnect")
    await bot.idle()
    bot.clock.move(minutes=1)
    await marat.says_in(group, "/connect")
    await bot.idle()
    group.kicks_bot()
    await marat.sees(plain_of(t, "group-notice-left"))
    assert await regions_of(bot) == [(group.id, None, None)]


async def test_a_group_that_becomes_a_supergroup_stays_connected(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    marat, aigul = bot.sandbox.person("marat"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_moderator(marat)
    await bot.make_resident(aigul, "kk", "KZ-59")
    group = bot.sandbox.add_group("Модераторлар")
    await marat.says_in(group, "/connect")
    await group.sees("/disconnect")
    new = group.migrates()
    await bot.idle()
    assert await regions_of(bot) == [(new.id, "KZ-59", None)]
    await bot.submit(aigul)
    await new.sees("№ 1")


async def test_whoever_types_in_the_name_of_the_group_is_told_why_it_cannot_be(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    group, t = bot.sandbox.add_group("Модераторлар", is_super=True), translator("kk")
    nobody = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat = {"id": group.id, "type": "supergroup", "title": "Модераторлар"}
    for number, words in enumerate(("/connect", "/start", "Сәлем"), 900_001):
        typed = {"message_id": number, "date": 1795000000, "chat": chat, "from": nobody, "sender_chat": chat}
        bot.sandbox.world.updates.add(group.id, "message", typed | {"text": words})
    await group.sees(t.plain("error-anonymous-in-group"))
    await bot.idle()
    assert len(group.messages) == 1
    assert await regions_of(bot) == []


@both
async def test_connecting_where_the_bot_may_not_write_is_told_in_private(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot = bot_on_sqlite
    marat, t = bot.sandbox.person("marat"), translator(language)
    await bot.make_moderator(marat, language=language)
    group = bot.sandbox.add_group("Модераторлар")
    group.silences_bot()
    await marat.says_in(group, "/connect")
    await marat.sees(plain_of(t, "group-notice-silent"), t.region("KZ-59", "title"))
    assert group.messages == []
