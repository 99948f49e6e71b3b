"""A moderator takes a decision back; the author hears of it, and of two moderators the second hears who was first."""

import pytest

from locales import translator
from tests.running import TITLE, RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_a_publication_is_taken_back_and_decided_anew(bot: RunningBot, language: str) -> None:
    other = "ru" if language == "kk" else "kk"
    proposal, aigul, marat = await one_waiting(bot, author_language=other, language=language)
    t, theirs = translator(language), translator(other)
    await opened(marat)
    await marat.taps(t.plain("item-button-publish"))
    result = await marat.sees("№ 1", t.plain("decide-author-told"))
    await aigul.sees(TITLE, "№ 1")
    await marat.taps(t.plain("undo-button"), message=result)
    undone = await marat.sees(t.plain("undo-state-pending"), t.plain("undo-author"))
    assert undone.id == result.id, "in place of the result"
    assert await state_of(bot, proposal) == "pending"
    notice = theirs.plain("undo-notice", number="1", title=TITLE, state="pending")
    told = await aigul.sees(bare(notice).splitlines()[0], bare(notice).splitlines()[-1])
    assert theirs.plain("button-open") in told.labels
    await marat.taps(t.plain("undo-button-open"))
    await marat.sees(TITLE)
    await marat.sees_button(t.plain("item-button-publish"))
    await marat.taps(t.plain("item-button-reject"))
    await marat.taps({"kk": "Жарнама", "ru": "Реклама"}[language])
    await marat.taps(t.plain("button-skip"))
    assert await state_of(bot, proposal) == "rejected"
    await aigul.sees({"kk": "Реклама", "ru": "Жарнама"}[language])
    assert not bot.sandbox.refused


@both
async def test_the_second_of_two_and_the_late_one_hear_why_not(bot: RunningBot, language: str) -> None:
    proposal, _, marat = await one_waiting(bot, language, language)
    t, saule = translator(language), bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(saule, language=language, name="Сәуле Оспанова")
    await opened(marat)
    await marat.taps(t.plain("item-button-publish"))
    undo = marat.data_behind(t.plain("undo-button"))
    await marat.taps(t.plain("undo-button"))
    await marat.sees(t.plain("undo-state-pending"))
    await saule.forges(undo)
    await saule.alerted(t.plain("error-already-undone", by="Марат Жұмабеков"))
    await marat.taps(t.plain("undo-button-open"))
    await marat.taps(t.plain("item-button-publish"))
    second = marat.data_behind(t.plain("undo-button"))
    bot.clock.move(minutes=11)
    await saule.forges(second)
    await saule.alerted(t.plain("error-undo-late", minutes=10))
    assert await state_of(bot, proposal) == "published"
    assert not bot.sandbox.refused


async def test_a_notice_that_was_not_sent_is_not_sent_any_more(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, marat = await one_waiting(bot)
    t, heard = translator("kk"), aigul.moment
    bot.app.outbox.stop()
    await opened(marat)
    await marat.taps(t.plain("item-button-publish"))
    await marat.taps(t.plain("undo-button"))
    await marat.sees(t.plain("undo-state-pending"))
    await bot.restart()
    await aigul.hears_nothing(since=heard)
    assert await state_of(bot, proposal) == "pending"


async def test_a_stranger_and_a_revoked_moderator_undo_nothing(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Жариялау")
    undo = marat.data_behind("күшін жою")
    olga = bot.sandbox.person("olga")
    await bot.make_moderator(olga, "KZ-75", name="Ольга Ким")
    revoke = "UPDATE team SET revoked_at = 1, revoked_by = person_id WHERE display_name LIKE 'Марат%'"
    await bot.db.write(lambda tx: tx.run(revoke))
    for person in (aigul, olga, marat):
        answer = await person.forges(undo)
        assert answer is not None
        assert answer.show_alert
    for data in ("und:99999:", "und:x:", "und:"):
        answer = await olga.forges(data)
        assert answer is not None
        assert answer.show_alert
    assert await state_of(bot, proposal) == "published"
    assert not bot.sandbox.refused
