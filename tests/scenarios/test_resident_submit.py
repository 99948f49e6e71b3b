"""Submitting: from the first step to the receipt, with every way back, and whatever happens in between."""

import asyncio

import pytest

from forum import moderation, texts
from locales import NATIONAL, translator
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, TOPIC, at_step, bare, heading, proposals_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_a_proposal_with_files_is_sent_and_gets_its_number(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    await aigul.sends_photo()
    await aigul.sees(t.plain("submit-files-photos", count=1))
    await aigul.sends_document("жоспар.pdf")
    await aigul.sees(t.plain("submit-files-documents", count=1))
    await aigul.taps(t.plain("submit-done"))
    await aigul.sees(TITLE, TEXT, t.region(REGION, "title"), t.topic(TOPIC))
    await aigul.taps(t.plain("button-send"))
    code = texts.short_fingerprint(texts.fingerprint(TITLE, TEXT))
    receipt = await aigul.sees("№ 1", code)
    assert receipt.rows[-1][0]["copy_text"]["text"] == code
    (row,) = await bot.rows("SELECT state, place, region, topic, title, text, language FROM proposals")
    assert row == {
        "state": "pending", "place": REGION, "region": REGION, "topic": TOPIC, "title": TITLE, "text": TEXT,
        "language": "kk",  # as its letters say, whatever the menu speaks
    }  # fmt: skip
    files = await bot.rows("SELECT kind, name FROM attachments ORDER BY position")
    assert [file["kind"] for file in files] == ["photo", "document"]
    assert files[1]["name"] == "жоспар.pdf"
    await aigul.taps(t.plain("submit-open"))
    await aigul.sees("№ 1", t.plain("state-pending"))
    assert not bot.sandbox.refused


@both
async def test_every_field_can_be_changed_from_the_preview(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "preview")
    await aigul.taps(t.plain("submit-change-title"))
    await aigul.sees(TITLE)
    await aigul.says("Мектеп жанына жаяу жол салу")
    await aigul.sees("Мектеп жанына жаяу жол салу", t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("submit-change-text"))
    await aigul.says("Балалар жол жиегімен жүреді. Мектепке дейін жаяу жол керек.")
    await aigul.sees("Балалар жол жиегімен жүреді", t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("submit-change-place"))
    await aigul.taps(t.region(NATIONAL, "short"))
    await aigul.sees(t.region(NATIONAL, "title"), t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("submit-change-topic"))
    await aigul.taps(t.topic("utilities", "short"))
    await aigul.sees(t.topic("utilities"), t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("submit-change-files"))
    await aigul.sends_photo()
    await aigul.taps(t.plain("submit-done"))
    await aigul.sees(t.plain("submit-files-photos", count=1), t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    (row,) = await bot.rows("SELECT place, region, topic FROM proposals")
    assert row == {"place": NATIONAL, "region": REGION, "topic": "utilities"}
    assert not bot.sandbox.refused


@both
async def test_each_step_leads_back_to_the_one_before(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    for step in (4, 3, 2, 1):
        await aigul.taps(t.plain("button-back"))
        await aigul.sees(heading(t, step))
        assert t.plain("button-cancel") in aigul.labels()
    for step in (2, 3, 4, 5):
        await aigul.taps(t.plain("submit-keep"))
        await aigul.sees(heading(t, step))
    await aigul.taps(t.plain("button-skip"))
    await aigul.sees(TITLE, TEXT)
    assert not bot.sandbox.refused


@pytest.mark.parametrize("step", ["place", "topic", "title", "text", "files", "preview"])
async def test_the_form_can_be_left_at_every_step_and_taken_up_again(bot_on_sqlite: RunningBot, step: str) -> None:
    bot, t, aigul = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, t, step)
    left = aigul.shown.text
    if step != "preview":
        await aigul.taps(t.plain("button-cancel"))
        await aigul.taps(t.plain("button-back"))
        await aigul.sees(left)
        await aigul.taps(t.plain("button-cancel"))
    await aigul.taps(t.plain("submit-later"))
    await aigul.sees(t.plain("submit-kept"))
    await aigul.says(TITLE)
    await aigul.sees(t.plain("menu-lost"))
    await aigul.taps(t.plain("menu-submit"))
    if step != "place":
        await aigul.taps(t.plain("button-continue"))
    # Files are optional, so a draft that lacks nothing else goes on at the preview.
    await aigul.sees(t.plain("submit-preview-hint") if step in {"files", "preview"} else left)
    assert not bot.sandbox.refused


@both
async def test_a_draft_is_deleted_only_after_a_confirmation(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    await aigul.sends_photo()
    await aigul.taps(t.plain("button-cancel"))
    await aigul.taps(t.plain("submit-delete"))
    assert await proposals_in(bot) == [("draft", None)]
    assert aigul.shown.button(t.plain("submit-delete-yes"))["style"] == "danger"  # type: ignore[index]
    yes, screen = aigul.data_behind(t.plain("submit-delete-yes")), aigul.shown
    await aigul.taps(t.plain("submit-delete-yes"))
    await aigul.sees(t.plain("submit-deleted"))
    assert await proposals_in(bot) == []
    assert await bot.rows("SELECT id FROM attachments") == []
    await aigul.forges(yes, screen)
    await aigul.taps(t.plain("submit-new"))
    await aigul.sees(heading(t, 1))
    assert not bot.sandbox.refused


@both
async def test_a_draft_is_offered_again_weeks_later_and_after_a_restart(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "text")
    bot.clock.move(days=25)
    await bot.restart()
    await aigul.taps(t.plain("menu-submit"))
    await aigul.sees(TITLE, t.plain("submit-found-hint"))
    await aigul.taps(t.plain("button-continue"))
    await aigul.sees(heading(t, 4))
    await aigul.says(TEXT)
    await aigul.taps(t.plain("button-skip"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    assert not bot.sandbox.refused


@pytest.mark.parametrize("step", ["title", "text"])
async def test_a_bot_killed_in_the_middle_goes_on_where_the_person_was(bot: RunningBot, step: str) -> None:
    t, aigul = translator("kk"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, t, "title")
    # Long enough to be a text as well: an update that comes a second time must not be taken for the next answer.
    title = "Барлық аялдамаға пандус пен жарық орнату"
    if step == "text":
        await aigul.says(title)
        await aigul.sees(heading(t, 4))
    await bot.kill()
    if step == "title":
        await aigul.says(title)
    await bot.start()
    await aigul.sees(heading(t, 4))
    await aigul.says(TEXT)
    await aigul.taps(t.plain("button-skip"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    (row,) = await bot.rows("SELECT title, text FROM proposals")
    assert row == {"title": title, "text": TEXT}


@both
async def test_start_in_the_middle_shows_the_menu_and_offers_the_draft(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "text")
    await aigul.starts()
    await aigul.sees(t.plain("menu-draft", title=TITLE))
    await aigul.says(TEXT)
    await aigul.sees(t.plain("menu-lost"))
    await aigul.taps(t.plain("menu-draft-continue"))
    await aigul.says(TEXT)
    await aigul.sees(heading(t, 5))
    assert not bot.sandbox.refused


async def test_the_menu_leads_out_of_the_form(bot_on_sqlite: RunningBot) -> None:
    bot, t, aigul = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, t, "title")
    screens = {"menu-browse": "browse-title", "menu-mine": "mine-title", "menu-settings": "settings-title"}
    for key, seen in screens.items():
        await aigul.taps(t.plain(key))
        await aigul.sees(bare(t.plain(seen)))
    (row,) = await bot.rows("SELECT title FROM proposals")
    assert row["title"] is None


async def test_sending_twice_is_one_proposal_and_one_receipt(bot: RunningBot) -> None:
    t, aigul = translator("kk"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, t, "preview")
    preview, data = aigul.shown, aigul.data_behind(t.plain("button-send"))
    await asyncio.gather(aigul.forges(data, preview), aigul.forges(data, preview))
    await aigul.forges(data, preview)
    assert "№ 1" in aigul.screen
    assert await proposals_in(bot) == [("pending", 1)]
    assert len(await bot.rows("SELECT id FROM history")) == 1


async def test_old_buttons_of_a_form_change_nothing_after_sending(bot: RunningBot) -> None:
    t, aigul = translator("kk"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, t, "topic")
    topic = aigul.data_behind(t.topic("sport", "short"))
    await aigul.taps(t.topic(TOPIC, "short"))
    cancel = aigul.data_behind(t.plain("button-cancel"))
    await aigul.says(TITLE)
    await aigul.says(TEXT)
    await aigul.taps(t.plain("button-skip"))
    delete, title = aigul.data_behind(t.plain("submit-delete")), aigul.data_behind(t.plain("submit-change-title"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    for data in (topic, cancel, delete, delete + "1", title):
        answer = await aigul.forges(data)
        assert answer is not None
        assert answer.show_alert
    (row,) = await bot.rows("SELECT state, topic, title FROM proposals")
    assert row == {"state": "pending", "topic": TOPIC, "title": TITLE}


async def test_two_devices_share_one_draft(bot: RunningBot) -> None:
    t, aigul = translator("kk"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, t, "topic")
    on_phone, topic = aigul.shown, aigul.data_behind(t.topic("sport", "short"))
    await aigul.taps(t.topic(TOPIC, "short"))
    await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))
    await aigul.forges(topic, on_phone)  # the other device still shows the second step
    await aigul.sees(heading(t, 4))
    await aigul.says(TEXT)
    await aigul.taps(t.plain("button-skip"))
    await aigul.sees(TITLE, TEXT, t.topic("sport"))
    assert await proposals_in(bot) == [("draft", None)]


@both
async def test_a_returned_proposal_is_changed_and_sent_again(bot: RunningBot, language: str) -> None:
    t, aigul, marat = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    proposal = await bot.submit(aigul)
    moderator = await bot.make_moderator(marat, REGION)
    await moderation.open_item(bot.db, moderator, proposal.id, bot.now(), bot.rules)
    remark = "Қай аялдамалар екенін <көрсетіңіз>"
    await moderation.send_back(bot.db, moderator, proposal.id, 1, remark, bot.now(), bot.rules)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.sees(t.plain("state-returned"))
    await aigul.taps("1", message=await aigul.sees(t.plain("state-returned")))
    await aigul.sees(remark, t.plain("mine-returned"))
    await aigul.taps(t.plain("mine-edit"))
    await aigul.sees(remark, TITLE, TEXT)
    assert t.plain("submit-delete") not in aigul.labels()
    await aigul.taps(t.plain("submit-change-text"))
    await aigul.says(TEXT + " Абай көшесіндегі үш аялдама.")
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1", bare(t.plain("submit-receipt-again", number="1")))
    assert await proposals_in(bot) == [("pending", 1)]
    assert not bot.sandbox.refused


@both
async def test_the_daily_limit_is_told_and_the_draft_waits(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    for number in range(3):
        await bot.submit(aigul, title=f"{TITLE} {number}")
    await aigul.taps(t.plain("menu-submit"))
    await aigul.sees(t.plain("error-daily-limit", limit=3))
    bot.clock.move(days=1)
    await aigul.taps(t.plain("menu-submit"))
    await aigul.sees(heading(t, 1))


@both
async def test_after_the_last_day_nothing_is_accepted(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    campaign = await bot.open_campaign(collecting_days=2)
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "preview")
    bot.clock.move(days=3)
    await aigul.taps(t.plain("button-send"))
    closed = t.plain("error-collecting-closed", until=t.moment(campaign.collecting_until))
    assert (await aigul.alerted(closed)).show_alert
    assert await proposals_in(bot) == [("draft", None)]
    await aigul.taps(t.plain("menu-submit"))
    await aigul.sees(closed)


@both
async def test_without_a_campaign_the_form_says_so(bot_on_sqlite: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot_on_sqlite.make_resident(aigul, language, REGION)
    for key in ("menu-submit", "menu-browse"):
        await aigul.taps(t.plain(key))
        await aigul.sees(t.plain("error-no-campaign"))
