"""An author appeals a rejection once; somebody with no hand in the matter decides."""

import pytest

from forum import moderation
from handlers.callbacks import AppealRejection, FileAppeal, TakeItem
from locales import translator
from tests.canned import reason_name
from tests.running import TITLE, RunningBot
from tests.scenarios.complaint_steps import WORDS, appealed, rejected
from tests.scenarios.moderator_steps import state_of
from tests.scenarios.resident_steps import at_step, bare, heading

both = pytest.mark.parametrize("language", ["kk", "ru"])
kk, ru = translator("kk"), translator("ru")


@both
async def test_the_way_from_the_notice_to_a_filed_appeal(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, _ = await rejected(bot, language)
    await aigul.sees(reason_name("advertising", t.language), t.plain("appeal-offer", days=7))
    await aigul.taps(t.plain("appeal-button"))
    await aigul.sees(t.moment(bot.now() + bot.rules.appeal_for), "500")
    for words, key, facts in (
        ("Жоқ", "error-appeal-short", {"length": 3, "minimum": 10}),
        ("ғ" * 501, "error-appeal-long", {"length": 501, "maximum": 500}),
        ("\u200b", "error-appeal-empty", {}),
    ):
        await aigul.says(words)
        await aigul.sees(t.plain(key, **facts), "№ 1")
    await aigul.sends_sticker()
    await aigul.sees(t.plain("error-text-expected"))
    await aigul.forwards("Арнадағы жазба туралы")
    await aigul.sees(t.plain("error-forwarded"))
    await aigul.says("Бірінші нұсқасы осындай еді")
    await aigul.sees("Бірінші нұсқасы осындай еді", t.plain("appeal-preview-once"))
    await aigul.taps(t.plain("appeal-button-again"))
    await aigul.says(WORDS)
    preview = await aigul.sees(WORDS, t.plain("appeal-preview-once"))
    await aigul.taps(t.plain("appeal-button-file"))
    await aigul.sees(bare(t.plain("appeal-filed", number="1", days=3)))
    assert await state_of(bot, proposal) == "appealed"
    again = await aigul.forges(FileAppeal(proposal=proposal.id, sure=1).pack(), preview)
    assert again is not None
    assert not again.show_alert
    assert await bot.rows("SELECT text FROM appeals") == [{"text": WORDS}]
    await aigul.taps(t.plain("mine-back-to-proposal"))
    await aigul.sees(t.plain("state-appealed"), t.plain("appeal-being-decided"))
    assert t.plain("appeal-button") not in aigul.labels()
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-history"))
    await aigul.sees(t.plain("history-appealed"))
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


@both
async def test_the_card_of_a_rejected_proposal_leads_there_and_cancel_leads_back(
    bot: RunningBot, language: str
) -> None:
    t = translator(language)
    proposal, aigul, _ = await rejected(bot, language)
    await aigul.sees(reason_name("advertising", t.language))
    await aigul.taps(t.plain("menu-mine"))
    await aigul.taps("1", message=await aigul.sees(bare(t.plain("mine-title"))))
    await aigul.taps(t.plain("appeal-button"))
    await aigul.taps(t.plain("button-cancel"))
    await aigul.sees(TITLE, t.plain("state-rejected"))
    # The step is over: what is typed now is no appeal.
    await aigul.says(WORDS)
    await aigul.sees(t.plain("menu-lost"))
    await aigul.taps(t.plain("appeal-button"))
    await aigul.says(WORDS)
    await aigul.taps(t.plain("button-cancel"))
    assert await state_of(bot, proposal) == "rejected"
    assert not await bot.rows("SELECT id FROM appeals")


@both
async def test_another_region_grants_it_blind_and_the_author_is_told(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, marat, olga = await appealed(bot, language, language)
    await marat.says("/queue")
    await marat.sees(kk.plain("queue-empty"))
    await olga.says("/queue")
    await olga.sees(t.plain("queue-appealed", count=1), t.plain("queue-line-appealed"), t.region("KZ-59", "short"))
    await olga.taps("№ 1")
    item = await olga.sees(
        bare(t.plain("item-appealed", reason=reason_name("advertising", t.language))), WORDS, proposal.text or ""
    )
    assert "Марат" not in item.words
    assert t.plain("item-button-return") not in item.labels
    await olga.taps(t.plain("item-button-publish"))
    await olga.sees(bare(t.plain("decide-published", number="1")))
    await aigul.sees(bare(t.plain("appeal-notice-granted", number="1", title=TITLE)))
    assert await state_of(bot, proposal) == "published"
    await aigul.taps(t.plain("button-open"))
    await aigul.sees(t.plain("state-published"))
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-history"))
    history = await aigul.sees(t.plain("history-appealed"), t.plain("history-appeal-granted"))
    assert "Ольга" not in history.words
    assert not bot.sandbox.refused


@both
async def test_a_final_rejection_says_so_and_offers_no_second_appeal(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, _, olga = await appealed(bot, language, language)
    await olga.says("/queue")
    await olga.taps("№ 1")
    await olga.taps(t.plain("item-button-reject"))
    await olga.taps(reason_name("unclear", t.language))
    await olga.says("Кімге қажет екені түсініксіз")
    await olga.sees(t.plain("decide-author-told"))
    told = await aigul.sees(reason_name("unclear", t.language), "Кімге қажет екені түсініксіз")
    refused = t.plain("appeal-notice-refused", number="1", title=TITLE, reason=reason_name("unclear", language))
    assert bare(refused) in told.words
    assert t.plain("appeal-button") not in told.labels
    await aigul.taps(t.plain("button-open"))
    await aigul.sees(t.plain("state-rejected"))
    assert t.plain("appeal-button") not in aigul.labels()
    await aigul.forges(AppealRejection(proposal=proposal.id).pack())
    await aigul.alerted(t.plain("error-appeal-used"))
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-history"))
    await aigul.sees(t.plain("history-appeal-refused"))
    assert not bot.sandbox.refused


@both
async def test_on_the_eighth_day_it_is_too_late(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, _ = await rejected(bot, language)
    decided = bot.now()
    notice = await aigul.sees(reason_name("advertising", t.language))
    await aigul.taps(t.plain("appeal-button"))
    await aigul.says(WORDS)
    await aigul.sees(WORDS)
    bot.clock.move(days=7, minutes=1)
    late = t.plain("error-appeal-late", until=t.moment(decided.replace(day=decided.day + 7)))
    await aigul.taps(t.plain("appeal-button-file"))
    await aigul.alerted(late)
    await aigul.taps(t.plain("appeal-button"), message=notice)
    await aigul.alerted(late)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.taps("1", message=await aigul.sees(bare(t.plain("mine-title"))))
    await aigul.sees(t.plain("state-rejected"))
    assert t.plain("appeal-button") not in aigul.labels()
    assert await state_of(bot, proposal) == "rejected"


async def test_the_language_may_change_in_the_middle(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, _ = await rejected(bot)
    olga = bot.sandbox.person("olga")
    judge = await bot.make_moderator(olga, "KZ-75", name="Ольга Ким")
    await aigul.says("/settings")
    await aigul.taps(kk.plain("settings-language"))
    languages = aigul.shown
    await aigul.taps(kk.plain("appeal-button"))
    await aigul.says(WORDS)
    preview = await aigul.sees(WORDS)
    await aigul.taps(ru.plain("language-ru"), message=languages)
    await aigul.taps(kk.plain("appeal-button-file"), message=preview)
    await aigul.sees(bare(ru.plain("appeal-filed", number="1", days=3)))
    await moderation.publish(bot.db, judge, proposal.id, 2, bot.now())
    bot.app.outbox.wake()
    await aigul.sees(bare(ru.plain("appeal-notice-granted", number="1", title=TITLE)))


@both
async def test_whoever_went_elsewhere_is_asked_for_the_words_again(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, _ = await rejected(bot, language)
    await aigul.taps(t.plain("appeal-button"))
    await aigul.says(WORDS)
    preview = await aigul.sees(WORDS)
    await aigul.says("/menu")
    await aigul.taps(t.plain("appeal-button-file"), message=preview)
    await aigul.alerted(t.plain("appeal-words-again"))
    await aigul.says(WORDS)
    await aigul.taps(t.plain("appeal-button-file"))
    await aigul.sees(bare(t.plain("appeal-filed", number="1", days=3)))
    assert await state_of(bot, proposal) == "appealed"


async def test_another_form_takes_over_and_old_buttons_send_nothing(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, _ = await rejected(bot)
    await aigul.taps(kk.plain("appeal-button"))
    await aigul.says(WORDS)
    preview = await aigul.sees(WORDS)
    await at_step(aigul, kk, "title")
    await aigul.sees(heading(kk, 3))
    await aigul.taps(kk.plain("appeal-button-file"), message=preview)
    await aigul.alerted(kk.plain("error-stale-button"))
    await aigul.taps(kk.plain("button-cancel"), message=preview)
    await aigul.sees(TITLE, kk.plain("state-rejected"))
    await aigul.says("Жаңа ұсыныстың атауы")
    await aigul.sees(heading(kk, 4))
    assert await state_of(bot, proposal) == "rejected"


@both
async def test_forged_buttons_of_others_decide_and_show_nothing(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, marat, olga = await appealed(bot)
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, language, "KZ-75")
    await sergey.sees_button(t.plain("menu-mine"))
    ids = f"{proposal.id}:2"
    for data in (f"tak:{proposal.id}:0:", f"pub:{ids}:", f"rej:{ids}:", f"rmk:{ids}:abuse:"):
        await sergey.forges(data)
        await sergey.alerted(t.plain("error-not-allowed"))
        await marat.forges(data)
        await marat.alerted(kk.plain("error-not-your-appeal"))
    for pressed in (AppealRejection(proposal=proposal.id), FileAppeal(proposal=proposal.id, sure=1)):
        await sergey.forges(pressed.pack())
        assert sergey.last_answer is not None
        assert sergey.last_answer.show_alert
    for data in (f"pub:{proposal.id}:1:", f"ret:{ids}:"):
        await olga.forges(data)
        assert olga.last_answer is not None
        assert olga.last_answer.show_alert
        assert "Марат" not in (olga.last_answer.text or "")
    await olga.forges(TakeItem(proposal=proposal.id).pack())
    await olga.sees(WORDS)
    assert await state_of(bot, proposal) == "appealed"
    await aigul.forges(f"pub:{ids}:")
    await aigul.alerted(kk.plain("error-not-allowed"))
