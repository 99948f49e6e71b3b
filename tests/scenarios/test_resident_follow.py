"""Following a proposal: from the card, in Mine, and by somebody who has only read so far."""

import pytest

from locales import translator
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, bare, onboard, published

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def follows_in(bot: RunningBot) -> int:
    return len(await bot.rows("SELECT person_id FROM follows"))


@both
async def test_following_from_the_card_shows_in_mine_and_stops_there(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    proposal = await published(bot, aigul)
    await onboard(sergey, t)
    await sergey.taps(t.plain("menu-mine"))
    await sergey.taps(t.plain("mine-follows"))
    await sergey.sees(bare(t.plain("mine-follows-title")), t.plain("mine-follows-empty"))
    await sergey.starts(f"p_{proposal.id}")
    card = await sergey.sees(TITLE)
    old = card.button(t.plain("more-follow"))
    assert old is not None
    await sergey.taps(t.plain("more-follow"))
    await sergey.alerted(t.plain("more-followed"))
    await sergey.sees_button(t.plain("more-stop-following"))
    await sergey.forges(old["callback_data"], card)
    assert await follows_in(bot) == 1, "a button says what is wanted: twice is once"
    await sergey.taps(t.plain("button-support"))
    assert t.plain("more-stop-following") in sergey.labels(), "also after a vote"
    await sergey.taps(t.plain("menu-mine"))
    await sergey.taps(t.plain("mine-follows"))
    await sergey.sees(bare(t.plain("mine-follows-title")), TITLE, t.plain("state-published"))
    await sergey.taps("1", message=sergey.shown)
    await sergey.taps(t.plain("more-stop-following"))
    await sergey.alerted(t.plain("more-not-followed"))
    await sergey.taps(t.plain("mine-back"))
    await sergey.sees(t.plain("mine-follows-empty"))
    assert await follows_in(bot) == 0
    assert len(bot.sandbox.refused) == 1, "only the second press, which showed the same"


@both
async def test_a_reader_without_consent_agrees_first_and_then_follows(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    proposal = await published(bot, aigul)
    await sergey.starts(f"p_{proposal.id}")
    await sergey.taps(t.plain(f"language-{language}"))
    await sergey.taps(t.plain("start-read-only"))
    await sergey.sees(TITLE)
    await sergey.taps(t.plain("more-follow"))
    assert await follows_in(bot) == 0
    await sergey.taps(t.plain("start-agree"))
    await sergey.taps(t.region(REGION, "short"))
    await sergey.sees(TITLE)
    await sergey.sees_button(t.plain("more-stop-following"))
    assert await follows_in(bot) == 1
    assert not bot.sandbox.refused


async def test_many_followed_come_in_pages_and_odd_pages_are_the_nearest(bot_on_sqlite: RunningBot) -> None:
    bot, t, sergey = bot_on_sqlite, translator("ru"), bot_on_sqlite.sandbox.person("sergey")
    await bot.open_campaign()
    author = bot.sandbox.person("aigul")
    await bot.make_resident(author)
    await bot.make_resident(sergey, "ru")
    for number in range(9):
        proposal = await published(bot, author, f"Ұсыныстың аты {number + 1:02}")
        bot.clock.move(days=1)
        await sergey.starts(f"p_{proposal.id}")
        await sergey.taps(t.plain("more-follow"))
    await sergey.taps(t.plain("menu-mine"))
    await sergey.taps(t.plain("mine-follows"))
    await sergey.sees("Ұсыныстың аты 09", "Ұсыныстың аты 02")
    await sergey.taps("›")
    await sergey.sees("Ұсыныстың аты 01")
    for odd in ("min:follows-99", "min:follows-x", "min:follows"):
        await sergey.forges(odd)
        assert not (sergey.last_answer and sergey.last_answer.show_alert)
