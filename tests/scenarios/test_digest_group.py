"""A staff group's digest: at its minute, at once, and set by moderators of its region alone."""

from datetime import date

import pytest

from locales import translator
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))


@both
async def test_the_groups_digest_comes_and_is_set_by_its_moderators_only(bot: RunningBot, language: str) -> None:
    t = translator(language)
    aigul, marat, olga = (bot.sandbox.person(key) for key in ("aigul", "marat", "olga"))
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat, language=language, name="Марат Жұмабеков")
    await bot.make_moderator(olga, "KZ-75", language=language)
    group = bot.sandbox.add_group("Модераторлар")
    await marat.says_in(group, "/connect")
    await group.sees(t.region("KZ-59", "title"))
    await bot.submit(aigul, title="Ауыл мектебіне интернет")
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    waiting = t.plain("digest-waiting", waiting=1, fresh=1, near=0, late=0)
    digest = await group.sees(waiting, "Ауыл мектебіне интернет")
    assert digest.labels == ["№ 1", t.plain("digest-button-queue"), t.plain("digest-button-settings")]
    assert len(await bot.rows("SELECT id FROM digests WHERE group_id IS NOT NULL")) == 1

    # A stranger and a moderator of elsewhere are told alone that they cannot.
    settings = marat.data_in(group, t.plain("digest-button-settings"))
    await olga.says_in(group, "/digest")
    await olga.told_alone(group, t.plain("error-not-your-region"))
    await aigul.forges_in(group, settings)
    await aigul.told_alone(group, translator("kk").plain("error-moderators-only"))
    await olga.forges_in(group, settings)
    await olga.told_alone(group, t.plain("error-not-your-region"))
    own = settings.split(".")[0] + ":settings"
    await marat.forges_in(group, own)
    await marat.told_alone(group, t.plain("error-stale-button"))

    await marat.taps_in(group, t.plain("digest-button-settings"))
    await group.sees(t.plain("digest-settings-group"), t.plain("digest-plan-workdays", time="09:00"))
    await marat.taps_in(group, t.plain("digest-cadence-daily"))
    await marat.taps_in(group, "18:00")
    await group.sees(t.plain("digest-plan-daily", time="18:00"))
    await marat.taps_in(group, t.plain("digest-button-language"))
    other = translator("ru" if language == "kk" else "kk")
    await marat.taps_in(group, t.plain(f"language-{other.language}"))
    await group.sees(t.plain("digest-language", language=t.plain(f"language-{other.language}")))
    (own_plan,) = await bot.rows("SELECT cadence, minute FROM digest_plans WHERE region = 'KZ-59' AND group_id IS NULL")
    assert (own_plan["cadence"], own_plan["minute"]) == ("workdays", 540), "the moderator's own plan stays"
    bot.clock.set(TUESDAY, 18, 0)
    await bot.wake()
    await group.sees(other.plain("digest-waiting", waiting=1, fresh=1, near=0, late=0))
    await marat.says_in(group, "/digest")
    await marat.taps_in(group, "№ 1")
    await group.sees("Ауыл мектебіне интернет", "Қаралуда" if language == "kk" else "На рассмотрении")

    # Put out, or disconnected: nothing more is sent; nobody else's digest suffers from it.
    await marat.says_in(group, "/disconnect")
    await group.sees("/connect")
    shown = len(group.messages)
    bot.clock.set(WEDNESDAY, 18, 0)
    await bot.wake()
    await marat.sees(t.plain("digest-waiting", waiting=1, fresh=0, near=1, late=0))
    assert len(group.messages) == shown
    assert await bot.rows("SELECT id FROM digest_plans WHERE group_id IS NOT NULL") == []


async def test_a_pause_in_a_group_holds_its_digest(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("kk")
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat)
    group = bot.sandbox.add_group("Модераторлар")
    await marat.says_in(group, "/connect")
    await group.sees(t.region("KZ-59", "title"))
    await bot.submit(aigul)
    await marat.says_in(group, "/digest")
    await marat.taps_in(group, t.plain("digest-button-settings"))
    await marat.taps_in(group, t.plain("digest-button-pause"))
    ends = t.day_month(date(2026, 11, 30))
    await marat.taps_in(group, t.plain("digest-pause-week", day=ends))
    await group.sees(t.plain("digest-paused", day=ends))
    shown = len(group.messages)
    bot.clock.set(THURSDAY, 9, 0)
    await bot.wake()
    await marat.sees(t.plain("digest-waiting", waiting=1, fresh=0, near=0, late=1))
    assert len(group.messages) == shown
    bot.clock.set(date(2026, 11, 30), 9, 0)
    await bot.wake()
    await group.sees(t.plain("digest-waiting", waiting=1, fresh=0, near=0, late=1), t.day_month(date(2026, 11, 30)))
