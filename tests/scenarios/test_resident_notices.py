"""What residents are told without asking: outcomes, the weekly digest, and stopping each kind with one tap."""

from datetime import date

import pytest

from locales import translator
from sandbox.person import Person
from tests.running import TITLE, RunningBot
from tests.scenarios.outcome_steps import AKIMAT, on_shortlist, recorded
from tests.scenarios.resident_steps import bare, onboard, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def kinds(bot: RunningBot, state: str = "sent") -> list[str]:
    found = await bot.rows("SELECT kind FROM deliveries WHERE state = :state ORDER BY id", state=state)
    return [row["kind"] for row in found]


async def opens_notices(person: Person, language: str) -> None:
    t = translator(language)
    await person.taps(t.plain("menu-settings"))
    await person.taps(t.plain("switch-button-open"))
    await person.sees(bare(t.plain("switch-title")))


@both
async def test_an_outcome_reaches_author_supporter_and_follower_and_stops_with_one_tap(
    bot: RunningBot, language: str
) -> None:
    proposal, aigul, sergey, t = await on_shortlist(bot, language)
    await recorded(bot, proposal, "recommended", "sent")
    told = await sergey.sees(TITLE, t.plain("state-sent"), AKIMAT[language])
    assert told.words.startswith(bare(t.plain("change-outcome", number="1", title=TITLE, state=t.plain("state-sent"))))
    await aigul.sees(bare(t.plain("change-own", number="1", title=TITLE, state=t.plain("state-sent"))))
    await sergey.taps(t.plain("button-open"), message=told)
    await sergey.sees(t.plain("state-sent"), t.plain("browse-voting-none"))
    await sergey.taps(t.plain("switch-button-stop"), message=told)
    await sergey.alerted(t.plain("switch-is-off"))
    await recorded(bot, proposal, "answered")
    await aigul.sees(t.plain("state-answered"))
    assert (await kinds(bot)).count("outcome") == 2
    await opens_notices(sergey, language)
    await sergey.sees(t.plain("switch-outcome-off"))
    await sergey.taps(t.plain("switch-outcome-button-on"))
    await sergey.sees(t.plain("switch-outcome-on"))
    await recorded(bot, proposal, "done")
    await sergey.sees(t.plain("state-done"))
    assert await votes_in(bot, proposal) == [1]
    assert not bot.sandbox.refused


@both
async def test_a_decision_stops_with_one_tap_too(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    await published(bot, aigul)
    await bot.wake()
    await aigul.sees(TITLE)
    await aigul.sees_button(t.plain("switch-button-stop"))
    await aigul.taps(t.plain("switch-button-stop"))
    await aigul.alerted(t.plain("switch-is-off"))
    await published(bot, aigul, "Екінші ұсыныстың аты")
    await bot.wake()
    assert await kinds(bot) == ["decision"]
    assert await kinds(bot, "owed") == []
    assert not bot.sandbox.refused


@both
async def test_what_was_switched_off_in_the_night_is_not_sent_in_the_morning(database_url: str, language: str) -> None:
    async with RunningBot(database_url, quiet_hours="21-9") as bot:
        proposal, aigul, sergey, t = await on_shortlist(bot, language)
        bot.clock.set(date(2026, 11, 23), 22)
        await recorded(bot, proposal, "recommended")
        await opens_notices(sergey, language)
        await sergey.sees(t.plain("switch-quiet", begins="21:00", ends="09:00"))
        await sergey.taps(t.plain("switch-outcome-button-off"))
        await sergey.sees(t.plain("switch-outcome-off"))
        assert "outcome" not in await kinds(bot)
        bot.clock.set(date(2026, 11, 24), 9)
        await bot.wake()
        await aigul.sees(t.plain("state-recommended"))
        await bot.wake()
        found = await bot.rows("SELECT state, problem FROM deliveries WHERE kind = 'outcome'")
        assert found == [{"state": "failed", "problem": "not wanted any more"}]
        assert not bot.sandbox.refused


@both
async def test_the_weekly_digest_is_asked_for_and_comes_once_on_monday(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul, "kk", "KZ-59")
    await onboard(sergey, t)
    await opens_notices(sergey, language)
    await sergey.sees(t.plain("switch-weekly-off"))
    await sergey.taps(t.plain("switch-weekly-button-on"))
    await sergey.sees(t.plain("switch-weekly-on"), t.region("KZ-59", "title"))
    bot.clock.move(days=1)
    proposal = await published(bot, aigul)
    await sergey.starts(f"p_{proposal.id}")
    await sergey.taps(t.plain("button-support"))
    bot.clock.set(date(2026, 11, 30), 10)
    await bot.wake()
    digest = await sergey.sees(t.region("KZ-59", "title"), TITLE, t.plain("week-published", count=1))
    await bot.wake()
    await sergey.taps(t.plain("week-button-open", number="1"), message=digest)
    await sergey.sees(bare(t.plain("browse-card-title", number="1", title=TITLE)))
    assert (await kinds(bot)).count("weekly") == 1
    await sergey.taps(t.plain("switch-button-stop"), message=digest)
    await sergey.alerted(t.plain("switch-is-off"))
    await published(bot, aigul, "Екінші ұсыныстың аты")
    bot.clock.set(date(2026, 12, 7), 10)
    await bot.wake()
    assert (await kinds(bot)).count("weekly") == 1
    assert not bot.sandbox.refused


async def test_a_forged_switch_is_stale(bot_on_sqlite: RunningBot) -> None:
    bot, t, sergey = bot_on_sqlite, translator("ru"), bot_on_sqlite.sandbox.person("sergey")
    await bot.make_resident(sergey, "ru")
    await sergey.sees_button(t.plain("menu-settings"))
    for data in ("swt:everything:0:0", "swt:own:x:0", "swt::1:0", "ntc:x"):
        await sergey.forges(data)
        assert (await sergey.alerted(t.plain("error-stale-button"))).show_alert
    assert await bot.rows("SELECT kind FROM switches") == []
