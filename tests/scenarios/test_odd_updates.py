"""What Telegram sends twice, in many pieces or by itself is answered once, or not at all."""

import pytest

from forum import moderation
from locales import translator
from tests.running import TITLE, RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of
from tests.scenarios.odd_updates import heard, moves_on, sends_album, sent_again
from tests.scenarios.resident_steps import REGION, at_step, heading

kk = translator("kk")


async def test_an_answer_that_comes_again_is_not_the_next_answer_of_a_campaign(bot: RunningBot) -> None:
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, "kk", "KZ-71")
    await dinara.says("/campaign")
    await dinara.taps("Науқан құру")
    answers = ("XIV Азаматтық форум", "XIV Гражданский форум", "01.09.2027", "01.10.2027")
    for step, words in enumerate(answers, start=1):
        await dinara.sees(f"{step}-қадам")
        await sent_again(bot, dinara, await dinara.says(words))
    await dinara.sees("Тексеріп шығыңыз", "2027 жылғы 1 қыркүйек", "2027 жылғы 1 қазан", *answers[:2])
    assert heard(dinara, "Тексеріп шығыңыз") == 1


async def test_a_remark_that_comes_again_after_the_decision_is_not_answered_again(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    remark = await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("пысықтауға қайтарылды")
    before = marat.moment
    await sent_again(bot, marat, remark)
    await marat.hears_nothing(for_=0.2, since=before)
    assert await state_of(bot, proposal) == "returned"


async def test_a_remark_that_comes_again_before_its_answer_gets_the_result(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    # The decision is committed and the process is killed before anything else.
    words = "Ауылдың атын жазыңыз"
    moderator = await bot.person(marat)
    await moderation.send_back(bot.db, moderator, proposal.id, proposal.round, words, bot.now(), bot.rules)
    await marat.says(words)
    await marat.sees("№ 1 ұсыныс пысықтауға қайтарылды", words)
    assert len(await bot.rows("SELECT id FROM decisions")) == 1


@pytest.mark.parametrize("step", ["place", "title"])
async def test_an_album_where_none_is_expected_brings_one_complaint(bot: RunningBot, step: str) -> None:
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, kk, step)
    complaint = {"place": kk.plain("submit-button-expected"), "title": kk.plain("submit-not-text", kind="file")}[step]
    await sends_album(bot, aigul, 10)
    await aigul.sees(complaint)
    assert heard(aigul, complaint) == 1
    await sends_album(bot, aigul, 2)
    assert heard(aigul, complaint) == 2


async def test_an_album_of_too_many_files_brings_one_complaint(bot: RunningBot) -> None:
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    await at_step(aigul, kk, "files")
    most = bot.rules.attachments_most
    await sends_album(bot, aigul, most + 4)
    complaint = kk.plain("error-attachments-full", maximum=most)
    await aigul.sees(complaint)
    assert heard(aigul, complaint) == 1
    assert len(await bot.rows("SELECT id FROM attachments")) == most


async def test_an_album_for_a_remark_brings_one_complaint(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    await sends_album(bot, marat, 10)
    await marat.sees(kk.plain("error-text-expected"))
    assert heard(marat, kk.plain("error-text-expected")) == 1
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("пысықтауға қайтарылды")
    assert await state_of(bot, proposal) == "returned"


async def test_an_album_for_a_campaign_brings_one_complaint(bot: RunningBot) -> None:
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, "kk", "KZ-71")
    await dinara.says("/campaign")
    await dinara.taps("Науқан құру")
    await sends_album(bot, dinara, 10)
    await dinara.sees(kk.plain("error-text-expected"))
    assert heard(dinara, kk.plain("error-text-expected")) == 1


async def test_a_live_location_is_answered_once_however_far_it_goes(bot: RunningBot) -> None:
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    location = await aigul.sends_location(54.87, 69.16)
    await aigul.sees(kk.plain("menu-lost"))
    await moves_on(bot, aigul, location)
    assert not heard(aigul, kk.plain("menu-edited"))
    await at_step(aigul, kk, "title")
    await moves_on(bot, aigul, location)
    assert not heard(aigul, kk.plain("menu-edited"))
    await aigul.says(TITLE)
    await aigul.sees(heading(kk, 4))


async def test_a_failure_with_nobody_to_answer_is_in_the_log(
    bot_on_sqlite: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot = bot_on_sqlite
    aigul = bot.sandbox.person("aigul")
    await bot.make_resident(aigul)
    del bot.clock.instant  # whoever asks for the time fails
    aigul.blocks_bot()
    await bot.idle()
    assert any(record.name == "handlers.middlewares" for record in caplog.records)
