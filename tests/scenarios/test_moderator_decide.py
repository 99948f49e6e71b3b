"""A moderator publishes, returns and rejects; the author hears of it in the own language."""

import pytest

from forum import reasons, submission
from locales import translator
from tests.canned import ABOUT_DUPLICATE, reason_name
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])
NAMED = {"number": "1", "title": "Аялдамаларға пандус орнату"}


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
    await marat.taps(reason_name("duplicate", t.language))
    await marat.sees(reason_name("duplicate", t.language), t.plain("button-skip"))
    await marat.says("№ 7 ұсыныс осы туралы")
    await marat.sees(reason_name("duplicate", t.language), "№ 7 ұсыныс осы туралы")
    assert await state_of(bot, proposal) == "rejected"
    await aigul.sees(
        reason_name("duplicate", t.language),
        ABOUT_DUPLICATE[t.language == "ru"],
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


@both
async def test_the_next_item_opens_by_itself_below_what_was_decided(bot: RunningBot, language: str) -> None:
    _, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    await bot.submit(aigul, title="Емханадағы кезекті азайту")
    await bot.submit(aigul, title="Саябаққа шам орнату")
    await opened(marat)
    item = await marat.sees("Аялдамаларға пандус орнату", t.plain("item-others", count=2))
    publish = marat.data_behind(t.plain("item-button-publish"))
    await marat.taps(t.plain("item-button-publish"))  # one tap from an open item
    following = await marat.sees("Емханадағы кезекті азайту", t.plain("item-others", count=1))
    decided = next(message for message in marat.messages if message.id == item.id)
    assert bare(t.plain("decide-published", number="1")) in decided.words
    assert decided.labels == [t.plain("undo-button"), t.plain("queue-button-queue")]
    assert following.id != item.id
    # The same button twice opens no second item.
    answer = await marat.answered(marat.presses(publish, item))
    assert not answer.show_alert
    await bot.idle()
    assert marat.messages[-1].id == following.id
    # Three taps for a reasoned rejection.
    await marat.taps(t.plain("item-button-reject"))
    await marat.taps(reason_name("unclear", language))
    await marat.taps(t.plain("button-skip"))
    last = await marat.sees("Саябаққа шам орнату", t.plain("item-others", count=0))
    assert last.id not in (item.id, following.id)
    await marat.taps(t.plain("item-button-publish"))
    done = await marat.sees(t.plain("decide-none-left"))
    assert done.id == marat.messages[-1].id == last.id
    await marat.taps(t.plain("queue-button-queue"))
    await marat.sees(t.plain("queue-empty"))
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


@both
async def test_a_reason_taken_off_the_list_meanwhile_is_refused_and_another_chosen(
    bot: RunningBot, language: str
) -> None:
    proposal, aigul, marat = await one_waiting(bot, language, language)
    t, dinara = translator(language), bot.sandbox.person("dinara")
    organizer = await bot.make_organizer(dinara)
    await opened(marat)
    await marat.taps(t.plain("item-button-reject"))
    chosen = marat.data_behind(reason_name("duplicate", language))
    await marat.taps(reason_name("duplicate", language))
    skip = marat.data_behind(t.plain("button-skip"))
    await reasons.set_offered(bot.db, organizer, "duplicate", bot.now(), is_offered=False)
    await marat.says("№ 7 ұсыныс осы туралы")
    again = await marat.sees(t.plain("error-reason-withdrawn"), bare(t.plain("decide-reject-reasons", **NAMED)))
    assert reason_name("duplicate", language) not in again.labels
    for data in (skip, chosen):
        await marat.forges(data)
        await marat.alerted(t.plain("error-reason-withdrawn"))
    for forged in (f"rmk:{proposal.id}:1:nothing:", f"rsn:{proposal.id}:1:nothing:"):
        await marat.forges(forged)
        await marat.alerted(t.plain("error-stale-button"))
    assert await state_of(bot, proposal) == "pending"
    await marat.taps(reason_name("unclear", language))
    await marat.says("Қ" * 4096 + "Ауыл")  # a message holds no more: two come, the second would pass by itself
    await marat.sees(t.plain("decide-comment-long", length=4100, maximum=1000))
    await marat.sends_sticker()
    await marat.sees(t.plain("error-text-expected"))
    assert await state_of(bot, proposal) == "pending"
    await marat.says("Нақтылаңыз")
    await marat.sees(reason_name("unclear", language), "Нақтылаңыз")
    assert await state_of(bot, proposal) == "rejected"
    await aigul.sees(reason_name("unclear", language), "Нақтылаңыз")


@both
async def test_a_moderator_does_not_decide_about_an_own_proposal(bot: RunningBot, language: str) -> None:
    t, marat, saule = translator(language), bot.sandbox.person("marat"), bot.sandbox.add_person("Сәуле", language)
    await bot.open_campaign()
    await bot.make_moderator(marat, language=language)
    await bot.make_moderator(saule, language=language)
    proposal = await bot.submit(marat)
    await marat.says("/queue")
    await marat.sees(t.plain("queue-empty"))
    for forged in (f"tak:{proposal.id}:0:", f"pub:{proposal.id}:1:", f"rej:{proposal.id}:1:"):
        await marat.forges(forged)
        await marat.alerted(t.plain("error-own-decision"))
    await opened(saule)
    await saule.taps(t.plain("item-button-publish"))
    assert await state_of(bot, proposal) == "published"


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
