"""An organizer changes a campaign, pauses it, keeps its sections and looks back; residents read what came of it."""

from datetime import timedelta

import pytest

from forum import campaign_changes, campaigns, sections
from locales import Translator, translator
from sandbox.person import Person
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare, published

PEPPER = "pepper-of-thirty-two-characters!"
both = pytest.mark.parametrize("language", ["kk", "ru"])
WHY_KK = "Техникалық тексеру жүріп жатыр, ертең жалғасады."
WHY_RU = "Идёт техническая проверка, завтра продолжим <b>."


async def organizer(bot: RunningBot, language: str) -> tuple[Person, Translator]:
    """Dinara, organizer by the settings."""
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, language, "KZ-71")
    return dinara, translator(language)


async def asked(dinara: Person, t: Translator, setting: str) -> None:
    """The question for a setting, from the organizer's menu."""
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-changes"))
    await dinara.taps(t.plain(f"setting-button-{setting}"))


@both
async def test_a_setting_is_shown_as_old_and_new_confirmed_and_written_down(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language)
    campaign = await bot.open_campaign()
    await asked(dinara, t, "voting-until")
    question = bare(t.plain("campaign-ask-voting-until", example="23.12.2026")).splitlines()[0]
    for words, complaint in (
        ("ертең-завтра", t.plain("error-date-format")),
        ("01.01.2026", t.plain("error-date-past")),
        ("01.12.2026", t.plain("error-dates-clash", rule="voting-end")),
        ("01.01.2031", t.plain("error-date-far", year="2029")),
    ):
        await dinara.says(words)
        await dinara.sees(complaint, question)
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"), question)
    await dinara.says("31.01.2027")
    old, new = {
        "kk": ("2027 жылғы 22 қаңтар", "2027 жылғы 31 қаңтар"),
        "ru": ("22 января 2027 года", "31 января 2027 года"),
    }[language]
    shown = await dinara.sees(old, new)
    assert shown.rows[0][0]["style"] == "primary"
    assert await campaigns.current(bot.db) == campaign, "nothing is changed before it is confirmed"
    save = dinara.data_behind(t.plain("setting-button-save"))
    await dinara.taps(t.plain("setting-button-save"))
    await dinara.sees(bare(t.plain("setting-changed", name=t.plain("setting-voting-until"))), new)
    answer = await dinara.forges(save)
    assert answer is not None
    assert answer.show_alert, "an old confirmation changes nothing"
    await dinara.taps(t.plain("setting-button-vote-budget"))
    await dinara.says("көп")
    await dinara.sees(t.plain("setting-number-expected"))
    await dinara.taps("10")
    await dinara.taps(t.plain("setting-button-save"))
    await dinara.taps(t.plain("setting-button-verification"))
    await dinara.says("иә")
    await dinara.sees(t.plain("setting-buttons-only"))
    await dinara.taps(t.plain("setting-verification-phone"))
    await dinara.alerted(t.plain("error-phones-not-kept"))
    await dinara.taps(t.plain("button-back"))
    await dinara.taps(t.plain("campaign-button-campaign"))
    await dinara.taps(t.plain("campaign-button-history"))
    await dinara.sees(f"{t.plain('setting-voting-until')}: {old} → {new}", t.plain("record-create"))
    rows = await bot.rows("SELECT act FROM campaign_acts ORDER BY id")
    assert [row["act"] for row in rows] == ["create", "change", "change"]
    assert not bot.sandbox.refused


@both
async def test_what_came_in_between_is_said_instead_of_done(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    dinara, t = await organizer(bot, language)
    campaign = await bot.open_campaign()
    other = bot.sandbox.person("yerlan")
    await bot.make_organizer(other)
    await asked(dinara, t, "vote-budget")
    await dinara.says("5")
    await dinara.sees_button(t.plain("setting-button-save"))
    await campaign_changes.change(
        bot.db, await bot.person(other), campaign.id, "vote_budget", 7, bot.now(), bot.rules, seen=None
    )
    await dinara.taps(t.plain("setting-button-save"))
    await dinara.sees(t.plain("error-setting-moved"), "7")
    await dinara.taps(t.plain("setting-button-vote-budget"))
    await dinara.says("7")
    await dinara.sees(t.plain("error-setting-same"))
    await dinara.says("6")
    await dinara.sees_button(t.plain("setting-button-save"))
    await campaigns.end(bot.db, await bot.person(other), campaign.id, bot.now())
    await dinara.taps(t.plain("setting-button-save"))
    await dinara.sees(t.plain("error-campaign-over"))
    await dinara.sees_button(t.plain("campaign-button-new"))
    # Whoever is no organizer any more loses the buttons.
    aigul = bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    for data in (f"cac:name_kk:{campaign.id}", f"cav:vote_budget:5:{campaign.id}", f"cao:{campaign.id}:x"):
        await aigul.forges(data)
        await aigul.alerted(t.plain("error-not-allowed"))
    assert not bot.sandbox.refused


@both
async def test_a_campaign_is_made_with_every_setting_in_chat(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    dinara, t = await organizer(bot, language)
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-new"))
    await dinara.says("XIV Азаматтық форум")
    await dinara.says("XIV Гражданский форум")
    await dinara.taps("23.12.2026")  # thirty days are suggested
    await dinara.taps("22.01.2027")
    await dinara.sees(bare(t.plain("campaign-preview")), t.plain("campaign-preview-note"))
    for setting, words in (
        ("collecting-from", "1.12.2026"), ("voting-from", "24 желтоқсан"), ("follow-up-from", "01.02.2027"),
        ("vote-budget", "5"), ("shortlist-per-region", "3"), ("shortlist-per-topic", "4"),
    ):  # fmt: skip
        await dinara.taps(t.plain(f"setting-button-{setting}"))
        if setting == "follow-up-from":
            await dinara.says("22.01.2027")
            await dinara.sees(t.plain("error-dates-clash", rule="follow-up"))
        await dinara.says(words)
        await dinara.sees(bare(t.plain("campaign-preview")))
    await dinara.taps(t.plain("setting-button-verification"))
    await dinara.taps(t.plain("setting-verification-off"))
    await dinara.taps(t.plain("campaign-button-create"))
    await dinara.sees(t.plain("phase-preparation"))
    campaign = await campaigns.current(bot.db)
    assert (campaign.vote_budget, campaign.shortlist_per_region, campaign.shortlist_per_topic) == (5, 3, 4)
    assert (campaign.verification, campaign.follow_up_from is None) == ("none", False)
    await dinara.says("/menu")
    await dinara.sees(t.plain("menu-phase", phase=t.plain("phase-preparation")))
    assert not bot.sandbox.refused


@both
async def test_a_pause_is_read_on_the_card_in_the_menu_and_when_one_tries(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language)
    campaign, aigul = await bot.open_campaign(), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    proposal = await published(bot, bot.sandbox.person("aigul"))
    why = {"kk": WHY_KK, "ru": WHY_RU}[language]
    voter = bot.sandbox.person("sergey")
    await bot.make_resident(voter, language)
    await voter.starts(f"p_{proposal.id}")
    await voter.sees_button(t.plain("button-support"))
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-pauses"))
    for what in ("voting", "submitting"):
        await dinara.taps(t.plain(f"pause-button-{what}"))
        await dinara.says("қысқа")
        await dinara.sees(t.plain("error-pause-text", minimum=10, maximum=300))
        await dinara.says("**********")
        await dinara.sees(t.plain("pause-words-needed"))
        await dinara.says(WHY_KK)
        await dinara.says(WHY_RU)
        shown = await dinara.sees(WHY_KK, WHY_RU)
        assert shown.rows[0][0]["style"] == "danger"
        await dinara.taps(t.plain("pause-button-sure"))
        await dinara.sees(bare(t.plain(f"pause-done-{what}")))
    await voter.taps(t.plain("button-support"))
    await voter.alerted(why)
    card = await voter.sees(t.plain("pause-voting", why=why))
    assert "disabled" in card.rows[0][0]
    await voter.says("/menu")
    await voter.sees(t.plain("pause-voting", why=why), t.plain("pause-submitting", why=why))
    await voter.taps(t.plain("menu-submit"))
    await voter.sees(t.plain("error-submitting-paused", why=why))
    await voter.forges("sub:0")  # an old button that goes on with a draft
    await voter.sees(t.plain("error-submitting-paused", why=why))
    assert await bot.rows("SELECT value FROM votes") == []
    await dinara.taps(t.plain("pause-button-resume-voting"))
    await dinara.taps(t.plain("pause-button-resume-submitting"))
    await voter.starts(f"p_{proposal.id}")
    await voter.taps(t.plain("button-support"))
    await voter.sees(t.plain("browse-my-support"))
    await voter.taps(t.plain("menu-submit"))
    await voter.sees_button(t.plain("button-cancel"))
    await dinara.taps(t.plain("campaign-button-campaign"))
    await dinara.taps(t.plain("campaign-button-history"))
    await dinara.sees(t.plain("record-pause-voting"), t.plain("record-resume-submitting"), why)
    await voter.forges(f"pas:voting:{campaign.id}:1")
    await voter.alerted(t.plain("error-not-allowed"))
    assert not bot.sandbox.refused


@both
async def test_who_asked_is_told_of_a_phase_and_stops_it_from_the_message(bot: RunningBot, language: str) -> None:
    t, aigul, marat = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.make_resident(aigul, language)
    await bot.make_moderator(marat, "KZ-39", language=language)
    today = bot.clock.today
    await bot.open_campaign(collecting_from=today.replace(day=30), collecting_days=20, voting_days=40)
    await aigul.taps(t.plain("menu-settings"))
    await aigul.taps(t.plain("switch-button-open"))
    await aigul.sees(t.plain("switch-phase-off"))
    await aigul.taps(t.plain("switch-phase-button-on"))
    await aigul.sees(t.plain("switch-phase-on"))
    bot.clock.set(today.replace(day=30), 9)
    await bot.wake()
    for person in (aigul, marat):
        await person.sees(bare(t.plain("stage-begins-collecting")), bare(t.plain("stage-begins-voting")))
        await person.sees_button(t.plain("menu-submit"))
    await aigul.taps(t.plain("switch-button-stop"))
    await aigul.alerted(t.plain("switch-is-off"))
    bot.clock.set(today.replace(day=30) + timedelta(days=34), 9)
    await bot.wake()
    await marat.sees(bare(t.plain("stage-begins-closed")).splitlines()[0])
    told = await bot.rows("SELECT person_id, count(*) AS n FROM deliveries WHERE kind = 'phase' GROUP BY person_id")
    assert sorted(row["n"] for row in told) == [1, 2]
    assert not bot.sandbox.refused


@both
async def test_a_campaign_that_wants_a_phone_number_asks_for_it(sqlite_url: str, language: str) -> None:
    async with RunningBot(sqlite_url, phone_pepper=PEPPER) as bot:
        dinara, t = await organizer(bot, language)
        await bot.open_campaign()
        aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
        for resident in (aigul, sergey):
            await bot.make_resident(resident, language)
        proposal = await published(bot, aigul)
        await sergey.starts(f"p_{proposal.id}")
        await asked(dinara, t, "verification")
        await dinara.taps(t.plain("setting-verification-phone"))
        await dinara.taps(t.plain("setting-button-save"))
        await dinara.sees(f"{t.plain('setting-verification')}: {t.plain('setting-verification-phone')}")
        await sergey.taps(t.plain("button-support"))
        await sergey.sees(bare(t.plain("verify-why")).splitlines()[0])
        assert await bot.rows("SELECT value FROM votes") == []
        await sergey.taps(t.plain("verify-share"))
        await sergey.sees(t.plain("browse-my-support"))
        await sergey.taps(t.plain("menu-settings"))
        await sergey.sees(t.plain("settings-phone-given"))
        assert not bot.sandbox.refused


@both
async def test_sections_are_kept_in_chat(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    dinara, t = await organizer(bot, language)
    campaign = await bot.open_campaign()
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-sections"))
    await dinara.sees(t.plain("section-none"))
    for kk, ru in (("Ауыл & <қала>", "Село"), ("Білім", "Образование")):
        await dinara.taps(t.plain("section-button-add"))
        await dinara.says("аб")
        await dinara.sees(t.plain("error-section-name", minimum=3, maximum=80))
        await dinara.says(kk)
        await dinara.says(ru)
        await dinara.sees(kk, ru)
        await dinara.taps(t.plain("section-button-save"))
        await dinara.sees(bare(t.plain("section-added")))
    first = {"kk": "Ауыл & <қала>", "ru": "Село"}[language]
    await dinara.taps(f"1. {first}")
    await dinara.taps(t.plain("section-button-down"))
    await dinara.sees(t.plain("section-place", place=2, total=2))
    await dinara.taps(t.plain("section-button-ru"))
    await dinara.says("Образование")
    await dinara.sees(t.plain("error-section-exists"))
    await dinara.says("Село и аул")
    await dinara.sees(bare(t.plain("section-renamed")))
    await dinara.taps(f"1. {'Білім' if language == 'kk' else 'Образование'}")
    await dinara.taps(t.plain("section-button-remove"))
    await dinara.taps(t.plain("section-button-remove-sure"))
    there = await sections.list_of(bot.db, campaign.id)
    assert [(one.name_kk, one.name_ru) for one in there] == [("Ауыл & <қала>", "Село и аул")]
    assert not bot.sandbox.refused


@both
async def test_a_forum_that_is_over_is_still_read(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    dinara, t = await organizer(bot, language)
    old, aigul = await bot.open_campaign(), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    proposal = await published(bot, aigul)
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, language)
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-end"))
    await dinara.taps(t.plain("campaign-button-end-sure"))
    await dinara.sees(t.plain("campaign-latest", name=old.name(language)))
    await sergey.says("/list")
    await sergey.sees(t.plain("past-list", name=old.name(language)).replace("<b>", "").replace("</b>", ""))
    await bot.open_campaign(name_kk="XIV Азаматтық форум", name_ru="XIV Гражданский форум")
    await sergey.says("/list")
    await sergey.taps(t.plain("browse-filters"))
    await sergey.taps(t.plain("past-button-forums"))
    await sergey.taps(old.name(language))
    await sergey.sees(old.name(language), proposal.title or "")
    await sergey.taps(str(proposal.number))
    card = await sergey.sees(t.plain("browse-voting-closed"))
    assert "disabled" in card.rows[0][0]
    await sergey.taps(t.plain("browse-to-list"))
    await sergey.sees(old.name(language))
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-past"))
    await dinara.taps(old.name(language))
    await dinara.sees(t.plain("campaign-published", count=1), t.plain("phase-closed"))
    await dinara.taps(t.plain("campaign-button-history"))
    await dinara.sees(t.plain("record-end"))
    await dinara.taps(t.plain("button-back"))
    await dinara.taps(t.plain("past-button-read"))
    await dinara.sees(proposal.title or "")
    assert not bot.sandbox.refused
