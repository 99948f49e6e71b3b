"""What a moderator writes to the author: remarks, optional sentences, and what cannot be one."""

import pytest

from forum import withdrawal
from locales import translator
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of

both = pytest.mark.parametrize("language", ["kk", "ru"])
kk = translator("kk")


@pytest.mark.parametrize(
    ("remark", "complaint"),
    [
        ("***", "Ескерту бос"),
        ("\u200b\u2060", "Ескерту бос"),
        ("<b></b>", "Ескерту бос"),
        ("а" * 1001, "Ескерту 1001 таңба болды"),
    ],
)
async def test_a_remark_that_cannot_be_one_is_asked_for_again(bot: RunningBot, remark: str, complaint: str) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    await marat.says(remark)
    again = await marat.sees(complaint.replace("1001", kk.number(1001)), "пысықтауға қайтару")
    assert again.labels == ["Бас тарту"]
    assert await state_of(bot, proposal) == "pending"
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("№ 1 ұсыныс пысықтауға қайтарылды")


@both
async def test_a_sticker_a_voice_note_and_a_forward_are_no_remark(bot: RunningBot, language: str) -> None:
    proposal, _, marat = await one_waiting(bot, language=language)
    t = translator(language)
    await opened(marat)
    await marat.taps(t.plain("item-button-return"))
    await marat.sends_sticker()
    await marat.sees(t.plain("error-text-expected"))
    await marat.sends_voice()
    await marat.sees(t.plain("error-text-expected"))
    await marat.sends_photo(caption="Сурет")
    await marat.sees(t.plain("error-text-expected"))
    await marat.forwards("Арнадағы жазба")
    await marat.sees(t.plain("error-forwarded"))
    assert await state_of(bot, proposal) == "pending"
    await marat.taps(t.plain("button-cancel"))
    await marat.sees_button(t.plain("item-button-publish"))
    await marat.says("Бұл енді ескерту емес")
    assert await state_of(bot, proposal) == "pending"


async def test_the_optional_sentence_is_checked_as_strictly(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Қабылдамау")
    await marat.taps("Мәні түсініксіз")
    await marat.says("…")
    await marat.sees("Түсініктеме бос", "Өткізіп жіберу")
    await marat.says("б" * 1001)
    await marat.sees("Түсініктеме", "рұқсат етілгені")
    await marat.sends_sticker()
    await marat.sees("Бұл қадамда мәтін керек")
    await marat.forwards("Арнадағы жазба")
    await marat.sees("Қайта бағытталған хабарлама қабылданбайды")
    await marat.taps("Артқа")
    await marat.taps("Құзыреттен тыс")
    await marat.taps("Өткізіп жіберу")
    await marat.sees("Құзыреттен тыс", "қабылданбады")
    assert await state_of(bot, proposal) == "rejected"
    assert not bot.sandbox.refused


async def test_buttons_of_a_withdrawn_proposal_say_that_it_is_gone(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    await withdrawal.withdraw(bot.db, await bot.person(aigul), proposal.id, bot.now())
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("Бұл ұсыныс енді кезекте жоқ")
    assert await state_of(bot, proposal) == "withdrawn"
    # The form is over: the next words are not taken for a remark.
    await marat.says("Тағы бір сөз")
    assert await state_of(bot, proposal) == "withdrawn"


async def test_a_remark_goes_on_after_a_restart(bot: RunningBot) -> None:
    proposal, aigul, marat = await one_waiting(bot)
    await opened(marat)
    await marat.taps("Пысықтауға қайтару")
    await bot.restart()
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("№ 1 ұсыныс пысықтауға қайтарылды")
    await aigul.sees("Ауылдың атын жазыңыз")
    assert await state_of(bot, proposal) == "returned"


async def test_a_command_or_the_menu_in_the_middle_of_a_remark_is_no_remark(bot: RunningBot) -> None:
    proposal, _, marat = await one_waiting(bot)
    await opened(marat)
    answers = {
        "/digest": "Күтіп тұр: 1",
        "Дайджест": "Күтіп тұр: 1",
        "Ұсыныстар": "Ұсыныстар",
        "/start": "XIII Азаматтық форум",
    }
    for words, answer in answers.items():
        await marat.taps("Пысықтауға қайтару")
        await marat.says(words)
        await marat.sees(answer)
        await marat.says("Бұл ескерту емес")
        await opened(marat)
    assert await state_of(bot, proposal) == "pending"
    await marat.says("Бұл ескерту емес")
    assert await state_of(bot, proposal) == "pending"
