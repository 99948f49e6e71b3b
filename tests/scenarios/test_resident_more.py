"""The card's further buttons: files, history and withdrawing behind one button, and the way back and on."""

import pytest

from locales import translator
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import bare, onboard, published

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_a_reader_finds_the_rest_behind_more_and_the_way_back(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    proposal = await published(bot, aigul)
    await onboard(sergey, t)
    await sergey.taps(t.plain("menu-browse"))
    await sergey.taps(str(proposal.number))
    card = await sergey.sees(TITLE)
    labels = [label for row in card.rows for label in (button["text"] for button in row)]
    assert t.plain("more-follow") in labels
    assert t.plain("button-share") in labels
    assert len(card.rows[-1]) == 2, "the way back and the way on"
    await sergey.taps(t.plain("button-more"))
    more = await sergey.sees(TITLE, t.plain("more-choose"))
    assert more.id == card.id, "in place of the card"
    assert t.plain("mine-withdraw") not in sergey.labels()
    await sergey.taps(t.plain("mine-history"))
    history = await sergey.sees(bare(t.plain("mine-history-title", number="1")), t.plain("state-published"))
    assert t.plain("history-sent") not in history.text, "what went on before it was public is the author's"
    assert "Модератор KZ" not in history.text
    await sergey.taps(t.plain("mine-back-to-proposal"))
    await sergey.sees(TITLE, "1")
    await sergey.taps(t.plain("browse-to-list"))
    await sergey.sees(bare(t.plain("browse-title")))
    assert not bot.sandbox.refused


@both
async def test_an_author_has_the_main_action_on_the_card_and_the_rest_behind_more(
    bot: RunningBot, language: str
) -> None:
    await bot.open_campaign()
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.submit(aigul)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.taps("1", message=await aigul.sees(bare(t.plain("mine-title"))))
    await aigul.sees(t.plain("mine-pending"))
    assert t.plain("more-follow") not in aigul.labels(), "an author is told anyway"
    await aigul.taps(t.plain("button-more"))
    await aigul.sees(t.plain("more-choose"))
    assert t.plain("mine-withdraw") in aigul.labels()
    await aigul.taps(t.plain("mine-back-to-proposal"))
    await aigul.taps(t.plain("mine-back"))
    await aigul.sees(bare(t.plain("mine-title")))
    assert not bot.sandbox.refused


async def test_forged_buttons_of_what_one_may_not_see_change_nothing(bot: RunningBot) -> None:
    await bot.open_campaign()
    t, aigul, sergey = translator("ru"), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    await bot.make_resident(sergey, "ru")
    proposal = await bot.submit(aigul)
    await sergey.sees_button(t.plain("menu-mine"))
    for data in ("mor:{id}:list", "fol:{id}:1:list", "hst:{id}:list", "mor:99999:x", "fol:99999:1:x", "fol:x:1:x"):
        answer = await sergey.forges(data.format(id=proposal.id))
        assert answer is not None
        assert answer.show_alert, data
    assert await bot.rows("SELECT person_id FROM follows") == []
    assert not bot.sandbox.refused
