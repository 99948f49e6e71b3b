"""A moderator publishes, returns and rejects; the author hears of it in the own language."""

import pytest

from forum import submission
from locales import translator
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_publishing_tells_the_author_in_the_authors_language(bot: RunningBot, language: str) -> None:
    other = "ru" if language == "kk" else "kk"
    proposal, aigul, marat = await one_waiting(bot, author_language=language, language=other)
    t, theirs = translator(other), translator(language)
    await opened(marat)
    await marat.taps(t.plain("item-button-publish"))
    await marat.sees("№ 1", t.plain("decide-author-told"), t.plain("decide-none-left"))
    assert await state_of(bot, proposal) == "published"
    told = await aigul.sees("Аялдамаларға пандус орнату", "№ 1")
    assert {"kk": "Ұсынысыңыз жарияланды", "ru": "Ваше предложение опубликовано"}[language] in told.words
    assert told.labels == [
        theirs.plain("button-open"),
        theirs.plain("button-share"),
        theirs.plain("switch-button-stop"),
    ]
    assert not bot.sandbox.refused


@both
async def test_returning_asks_for_a_remark_that_reaches_the_author(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("item-button-return"))
    await marat.sees(t.number(1000))
    await marat.says("Қай ауыл екенін <нақтылаңыз> & мекенжайын жазыңыз")
    await marat.sees("№ 1", "Қай ауыл екенін <нақтылаңыз>", t.plain("decide-author-told"))
    assert await state_of(bot, proposal) == "returned"
    told = await aigul.sees("Қай ауыл екенін <нақтылаңыз> & мекенжайын жазыңыз", t.plain("notice-returned-next"))
    assert told.labels == [t.plain("notice-button-edit"), t.plain("button-open"), t.plain("switch-button-stop")]
    assert not bot.sandbox.refused


@both
async def test_rejecting_shows_eight_reasons_and_takes_a_sentence(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("item-button-reject"))
    assert len(marat.labels()) == 9
    await marat.taps(t.plain("reason-duplicate"))
    await marat.sees(t.plain("reason-duplicate"), t.plain("button-skip"))
    await marat.says("№ 7 ұсыныс осы туралы")
    await marat.sees(t.plain("reason-duplicate"), "№ 7 ұсыныс осы туралы")
    assert await state_of(bot, proposal) == "rejected"
    await aigul.sees(
        t.plain("reason-duplicate"),
        t.plain("reason-duplicate-about"),
        t.plain("notice-comment"),
        "№ 7 ұсыныс осы туралы",
    )
    assert not bot.sandbox.refused


async def test_a_rejection_needs_no_sentence(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Қабылдамау")
    await marat.taps("Жарнама")
    await marat.taps("Өткізіп жіберу")
    await marat.sees("№ 1 ұсыныс қабылданбады", "Жарнама")
    assert await state_of(bot, proposal) == "rejected"
    told = await aigul.sees("Ұсынысыңыз қабылданбады", "Себебі: Жарнама")
    assert "түсініктемесі" not in told.words


async def test_after_a_decision_the_next_item_is_one_tap_away(bot: RunningBot) -> None:
    _, aigul, marat = await one_waiting(bot)
    await bot.submit(aigul, title="Емханадағы кезекті азайту")
    await opened(marat)
    await marat.taps("Жариялау")
    await marat.sees("Кезекте қалғаны: 1")
    await marat.taps("Келесі")
    await marat.sees("Емханадағы кезекті азайту", "Қаралуда")


async def test_a_second_decision_is_refused_with_who_decided(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    saule = bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(saule, name="Сәуле Оспанова")
    await opened(marat)
    publish, reject = marat.data_behind("Жариялау"), marat.data_behind("Қабылдамау")
    await marat.taps("Жариялау")
    await aigul.sees("Ұсынысыңыз жарияланды")
    for data in (reject, publish):
        answer = await saule.forges(data)
        assert answer is not None
        assert answer.show_alert
        await saule.alerted("шешім қабылданған", "Марат Жұмабеков")
    assert await state_of(bot, proposal) == "published"
    assert len(await bot.rows("SELECT id FROM decisions")) == 1


async def test_the_same_button_twice_gives_the_same_result_once(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    await opened(marat)
    publish = marat.data_behind("Жариялау")
    await marat.taps("Жариялау")
    await aigul.sees("Ұсынысыңыз жарияланды")
    heard = aigul.moment
    answer = await marat.forges(publish)
    assert answer is not None
    assert not answer.show_alert
    await aigul.hears_nothing(since=heard)
    assert await state_of(bot, proposal) == "published"


async def test_two_moderators_at_once_make_one_decision(bot: RunningBot) -> None:
    _, aigul, marat = await one_waiting(bot)
    saule = bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(saule, name="Сәуле Оспанова")
    await opened(marat)
    publish = marat.data_behind("Жариялау")
    bot.clock.move(minutes=11)  # nobody has it any more
    await marat.forges(publish, wait=False)
    await saule.forges(publish, wait=False)
    await aigul.sees("Ұсынысыңыз жарияланды")
    assert len(await bot.rows("SELECT id FROM decisions")) == 1
    assert len(await bot.rows("SELECT id FROM deliveries WHERE kind = 'decision'")) == 1


async def test_a_returned_proposal_comes_back_with_the_earlier_remark(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    await opened(marat)
    first_publish = marat.data_behind("Жариялау")
    await marat.taps("Пысықтауға қайтару")
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("пысықтауға қайтарылды")
    author = await bot.person(aigul)
    await submission.send(bot.db, author, proposal.id, proposal.round, "kk", bot.now(), bot.rules)
    await opened(marat)
    await marat.sees("Бұрын пысықтауға қайтарылған", "Ауылдың атын жазыңыз")
    # The button of the first round belongs to the text as it was then.
    answer = await marat.forges(first_publish)
    assert answer is not None
    assert answer.show_alert
    assert await state_of(bot, proposal) == "pending"
    await marat.taps("Жариялау")
    assert await state_of(bot, proposal) == "published"


@both
async def test_the_notice_stays_when_its_buttons_are_pressed(bot: RunningBot, language: str) -> None:
    _, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("item-button-return"))
    await marat.says("Ауылдың атын жазыңыз")
    notice = await aigul.sees("Ауылдың атын жазыңыз", t.plain("notice-returned-next"))
    await aigul.taps(t.plain("notice-button-edit"), message=notice)
    form = await aigul.sees("Аялдамаларға пандус орнату")
    assert form.id != notice.id
    await aigul.taps(t.plain("button-open"), message=notice)
    card = await aigul.sees("Аялдамаларға пандус орнату", "№ 1")
    assert card.id != notice.id
    assert not any(message.is_edited for message in aigul.messages if message.id == notice.id)
    assert not bot.sandbox.refused


async def test_an_author_who_blocked_the_bot_stops_nothing(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    aigul.blocks_bot()
    await opened(marat)
    await marat.taps("Жариялау")
    await marat.sees("№ 1 ұсыныс жарияланды")
    assert await state_of(bot, proposal) == "published"
