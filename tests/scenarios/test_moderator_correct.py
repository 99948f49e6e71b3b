"""A moderator corrects topic, region and language; the author hears what was corrected."""

import pytest

from locales import translator
from tests.running import TITLE, RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened
from tests.scenarios.resident_steps import bare, published

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_topic_language_and_region_of_an_item_are_corrected(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, "kk", language)
    t, theirs = translator(language), translator("kk")
    await opened(marat)
    await marat.taps(t.plain("correct-button"))
    await marat.sees(bare(t.plain("correct-title", number="1", title=TITLE)), t.topic("inclusion"))
    await marat.taps(t.plain("correct-button-topic"))
    await marat.taps(t.topic("health", "short"))
    await marat.sees(t.plain("correct-done"), t.topic("health"))
    await aigul.sees(theirs.topic("health"), theirs.plain("correct-notice-text"))
    await marat.taps(t.plain("correct-to-ru"))
    await marat.sees(t.plain("correct-language", value="ru"))
    await aigul.sees(theirs.plain("correct-language", value="ru"))
    await marat.taps(t.plain("correct-button-topic"))
    await marat.taps(t.topic("health", "short"))
    await marat.sees(t.plain("correct-same"))
    await marat.taps(t.plain("correct-button-place"))
    await marat.taps(t.region("KZ-75", "short"))
    await marat.sees(bare(t.plain("correct-moved", number="1")))
    await aigul.sees(theirs.region("KZ-75", "title"))
    await marat.taps(t.plain("queue-button-queue"))
    await marat.sees(t.plain("queue-empty"))
    (row,) = await bot.rows("SELECT place, region, topic, language, state FROM proposals")
    assert list(row.values()) == ["KZ-75", "KZ-75", "health", "ru", "pending"]
    assert proposal.place == "KZ-59"
    assert not bot.sandbox.refused


@both
async def test_a_published_one_is_corrected_from_its_card_and_back(bot: RunningBot, language: str) -> None:
    t, aigul, marat = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.make_moderator(marat, "KZ-59", language=language, name="Марат Жұмабеков")
    one = await published(bot, aigul)
    await marat.starts(f"p_{one.id}")
    await marat.taps(t.plain("button-more"))
    await marat.taps(t.plain("work-button"))
    await marat.taps(t.plain("correct-button"))
    await marat.taps(t.plain("correct-button-place"))
    await marat.taps(t.region("national", "short"))
    await marat.sees(t.plain("correct-done"), t.region("national", "title"))
    await marat.taps(t.plain("button-back"))
    await marat.sees(t.plain("work-about"))
    await marat.taps(t.plain("work-button-back"))
    await marat.sees(TITLE, t.region("national", "title"))
    for data in (
        f"cos:{one.id}:2:topic:nonsense:",
        f"cos:{one.id}:2:title:x:",
        f"coc:{one.id}:2:text:",
        f"cor:{one.id}:9:",
    ):
        answer = await marat.forges(data)
        assert answer is not None
        assert answer.show_alert, data
    for data in (f"cor:{one.id}:2:", f"coc:{one.id}:2:topic:", f"cos:{one.id}:2:topic:health:", f"wrk:{one.id}"):
        answer = await aigul.forges(data)
        assert answer is not None
        assert answer.show_alert, data
    (row,) = await bot.rows("SELECT place, region, topic FROM proposals")
    assert list(row.values()) == ["national", "KZ-59", "inclusion"]
    assert not bot.sandbox.refused
