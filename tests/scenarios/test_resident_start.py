"""Onboarding: four taps to the menu; a deep link, or what one was about to do, survives it."""

import pytest

from forum import team
from forum.policies import CONSENT_VERSION, Rules
from locales import translator
from storage.records import Person as Record
from tests.running import RunningBot
from tests.scenarios.resident_steps import onboard, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def consents(bot: RunningBot, telegram_id: int) -> object:
    """Which consent the bot has of somebody."""
    (row,) = await bot.rows("SELECT consent_version FROM people WHERE telegram_id = :id", id=telegram_id)
    return row["consent_version"]


@both
async def test_a_newcomer_is_at_the_menu_after_four_taps(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, newcomer = translator(language), bot.sandbox.add_person("Асқар", language)
    await newcomer.starts()
    await newcomer.sees("Тілді таңдаңыз", "Выберите язык")
    await newcomer.taps(t.plain(f"language-{language}"))
    assert bot.settings.operator[language] in newcomer.screen
    await newcomer.taps(t.plain("start-agree"))
    assert len(newcomer.labels()) == 20
    await newcomer.taps(t.region("KZ-59", "short"))
    forum = {"kk": "XIII Азаматтық форум", "ru": "XIII Гражданский форум"}[language]
    await newcomer.sees(t.region("KZ-59", "title"), forum)
    menu = [t.plain(f"menu-{name}") for name in ("submit", "browse", "next", "mine", "settings", "help")]
    assert newcomer.reply_labels() == menu
    assert await consents(bot, newcomer.id) == CONSENT_VERSION
    assert not bot.sandbox.refused


@pytest.mark.parametrize(("code", "first"), [("ru", "Русский"), ("kk", "Қазақша"), ("de", "Қазақша")])
async def test_the_language_of_telegram_is_suggested_first(bot_on_sqlite: RunningBot, code: str, first: str) -> None:
    newcomer = bot_on_sqlite.sandbox.add_person("Асқар", code)
    await newcomer.starts()
    await newcomer.sees("Тілді таңдаңыз · Выберите язык")
    assert newcomer.labels()[0] == first
    assert newcomer.shown.rows[0][0]["style"] == "primary"


@both
async def test_the_consent_can_be_read_in_full_and_left(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    newcomer = bot.sandbox.add_person("Асқар", language)
    await newcomer.starts()
    await newcomer.taps(t.plain(f"language-{language}"))
    await newcomer.taps(t.plain("button-details"))
    await newcomer.sees(str(CONSENT_VERSION), bot.settings.operator[language])
    await newcomer.taps(t.plain("button-back"))
    await newcomer.sees_button(t.plain("button-details"))
    await newcomer.taps(t.plain("start-read-only"))
    await newcomer.sees(t.plain("menu-reading"))
    assert await consents(bot, newcomer.id) is None


@both
async def test_a_link_to_a_proposal_survives_onboarding(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    author, t = bot.sandbox.person("aigul"), translator(language)
    await bot.make_resident(author)
    proposal = await published(bot, author)
    newcomer = bot.sandbox.add_person("Асқар", language)
    await onboard(newcomer, t, "KZ-10", payload=f"p_{proposal.id}")
    await newcomer.sees(f"№ {proposal.number}", t.region("KZ-39", "title"))
    await newcomer.taps(t.plain("button-support"))
    assert await votes_in(bot, proposal) == [1]
    assert not bot.sandbox.refused


async def test_a_reader_without_consent_votes_after_giving_it(bot: RunningBot) -> None:
    await bot.open_campaign()
    author, newcomer, t = bot.sandbox.person("aigul"), bot.sandbox.person("yerlan"), translator("kk")
    await bot.make_resident(author)
    proposal = await published(bot, author)
    await newcomer.starts(f"p_{proposal.id}")
    await newcomer.taps("Қазақша")
    await newcomer.taps(t.plain("start-read-only"))
    await newcomer.sees(f"№ {proposal.number}")
    await newcomer.taps(t.plain("button-support"))
    assert t.plain("start-consent-needed") in newcomer.screen
    assert await votes_in(bot, proposal) == []
    await newcomer.taps(t.plain("start-agree"))
    await newcomer.taps(t.region("KZ-59", "short"))
    await newcomer.sees(t.plain("browse-my-support"))
    await newcomer.sees_button("✓ Қолдаймын · 1")
    assert await votes_in(bot, proposal) == [1]
    assert not bot.sandbox.refused


@both
async def test_a_reader_without_consent_goes_on_to_the_form_after_giving_it(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, newcomer = translator(language), bot.sandbox.add_person("Асқар", language)
    await newcomer.starts()
    await newcomer.taps(t.plain(f"language-{language}"))
    await newcomer.taps(t.plain("start-read-only"))
    await newcomer.taps(t.plain("menu-browse"))
    await newcomer.sees(t.plain("browse-empty-all"))
    await newcomer.taps(t.plain("menu-submit"))
    await newcomer.sees(t.plain("start-consent-needed"))
    await newcomer.taps(t.plain("start-agree"))
    await newcomer.taps(t.region("KZ-75", "short"))
    await newcomer.sees(t.plain("submit-step", step=1, steps=5))
    await newcomer.sees_button(t.region("KZ-75", "short"))
    assert not bot.sandbox.refused


@pytest.mark.parametrize("payload", ["hello", "p_", "p_x1", "i_1", "p_99999999999999999999", "v_1_1", "sub"])
async def test_an_unknown_link_is_the_ordinary_start(bot_on_sqlite: RunningBot, payload: str) -> None:
    await bot_on_sqlite.open_campaign()
    t, newcomer = translator("kk"), bot_on_sqlite.sandbox.person("yerlan")
    await onboard(newcomer, t, payload=payload)
    await newcomer.sees("XIII Азаматтық форум")
    await newcomer.hears_nothing(for_=0.2)
    assert not bot_on_sqlite.sandbox.refused


@both
async def test_a_link_to_a_proposal_that_is_not_there_says_so(bot_on_sqlite: RunningBot, language: str) -> None:
    t, reader = translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot_on_sqlite.make_resident(reader, language)
    await reader.starts("p_4711")
    await reader.sees(t.plain("error-proposal-not-found"))
    assert t.plain("menu-browse") in reader.reply_labels()


@both
async def test_an_invitation_survives_onboarding(bot: RunningBot, language: str) -> None:
    organizer = await bot.make_organizer(bot.sandbox.person("dinara"))
    token = await team.invite(bot.db, organizer, "moderator", ("KZ-59",), bot.now(), Rules())
    t, newcomer = translator(language), bot.sandbox.add_person("Марал", language)
    await onboard(newcomer, t, "KZ-59", payload=f"i_{token}")
    await newcomer.sees_button(t.plain("menu-queue"))
    record: Record = await bot.person(newcomer)
    assert record.moderated_regions == ("KZ-59",)
    assert {"queue", "digest"} <= {command["command"] for command in newcomer.commands}
    assert not bot.sandbox.refused


async def test_an_invitation_needs_the_consent(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("ru")
    organizer = await bot.make_organizer(bot.sandbox.person("dinara"))
    token = await team.invite(bot.db, organizer, "moderator", ("KZ-59",), bot.now(), Rules())
    newcomer = bot.sandbox.person("olga")
    await newcomer.starts(f"i_{token}")
    await newcomer.taps("Русский")
    answer = await newcomer.taps(t.plain("start-read-only"))
    assert answer is not None
    assert answer.show_alert
    assert answer.text == t.plain("start-invitation-consent")
    assert not (await bot.person(newcomer)).is_moderator
    await newcomer.starts(f"i_{token}")
    await newcomer.taps(t.plain("start-agree"))
    await newcomer.taps(t.region("KZ-59", "short"))
    await newcomer.sees_button(t.plain("menu-queue"))


async def test_start_again_shows_the_menu_at_once(bot_on_sqlite: RunningBot) -> None:
    await bot_on_sqlite.open_campaign()
    aigul = bot_on_sqlite.sandbox.person("aigul")
    await bot_on_sqlite.make_resident(aigul, "kk", "KZ-39")
    await aigul.starts()
    await aigul.sees("XIII Азаматтық форум", "Қостанай облысы")


async def test_old_buttons_of_onboarding_do_no_harm(bot_on_sqlite: RunningBot) -> None:
    bot, t, newcomer = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("yerlan")
    await newcomer.starts()
    await newcomer.taps("Қазақша")
    agree, read = newcomer.data_behind(t.plain("start-agree")), newcomer.data_behind(t.plain("start-read-only"))
    screen = newcomer.shown
    await newcomer.taps(t.plain("start-agree"))
    await newcomer.forges(agree, screen)
    region = newcomer.data_behind(t.region("KZ-59", "short"))
    await newcomer.taps(t.region("KZ-59", "short"))
    await newcomer.forges(region, screen)
    await newcomer.forges(agree, screen)
    await newcomer.forges(read, screen)
    await newcomer.alerted(t.plain("error-stale-button"))
    assert await consents(bot, newcomer.id) == CONSENT_VERSION
    assert (await bot.person(newcomer)).region == "KZ-59"


@pytest.mark.parametrize("data", ["lng:de:start", "rgn:KZ-99:start", "cns:maybe:start", "cns:agree", "lng"])
async def test_forged_buttons_of_onboarding_are_refused(bot_on_sqlite: RunningBot, data: str) -> None:
    t, aigul = translator("kk"), bot_on_sqlite.sandbox.person("aigul")
    await bot_on_sqlite.make_resident(aigul)
    await aigul.sees_button(t.plain("menu-help"))
    await aigul.forges(data)
    await aigul.alerted(t.plain("error-stale-button"))
    record = await bot_on_sqlite.person(aigul)
    assert (record.language, record.region) == ("kk", "KZ-39")


async def test_a_region_before_the_consent_asks_for_the_consent(bot_on_sqlite: RunningBot) -> None:
    t, newcomer = translator("kk"), bot_on_sqlite.sandbox.person("yerlan")
    await newcomer.starts()
    await newcomer.taps("Қазақша")
    await newcomer.forges("rgn:KZ-59:start")
    assert t.plain("start-agree") in newcomer.labels()
    assert (await bot_on_sqlite.person(newcomer)).region is None
