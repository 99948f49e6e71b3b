"""Supporters of a joined proposal are asked once whether their vote goes over, ten minutes after the join."""

import pytest

from forum import joining, voting
from locales import translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import bare, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
OTHER_TITLE = "Емханадағы кезекті азайту"


async def joined(bot: RunningBot, *voters: Person) -> tuple[Proposal, Proposal, int]:
    """A proposal that the voters support, joined to another one."""
    aigul = bot.sandbox.person("aigul")
    await bot.make_resident(aigul, "kk", "KZ-59")
    one, target = await published(bot, aigul), await published(bot, aigul, OTHER_TITLE)
    for voter in voters:
        await voting.cast(bot.db, await bot.person(voter), one.id, 1, bot.now(), bot.rules)
    moderator = bot.sandbox.person("marat")
    marat = await bot.make_moderator(moderator, "KZ-59", name="Марат Жұмабеков")
    done = await joining.join(bot.db, marat, one.id, 2, target.id, bot.now())
    return one, target, done.decision.id


async def counts(bot: RunningBot, *proposals: Proposal) -> list[int]:
    """The supports of each."""
    rows = await bot.rows("SELECT id, support_count FROM proposals")
    found = {row["id"]: row["support_count"] for row in rows}
    return [found[proposal.id] for proposal in proposals]


@both
async def test_one_carries_one_leaves_and_each_is_asked_once(bot: RunningBot, language: str) -> None:
    t, sergey, yerlan = translator(language), bot.sandbox.person("sergey"), bot.sandbox.person("yerlan")
    await bot.open_campaign()
    for person in (sergey, yerlan):
        await bot.make_resident(person, language, "KZ-59")
    one, target, _ = await joined(bot, sergey, yerlan)
    heard = sergey.moment
    bot.clock.move(minutes=9)
    await bot.wake()
    await sergey.hears_nothing(since=heard)
    bot.clock.move(minutes=2)
    await bot.wake()
    question = await sergey.sees("№ 1", TITLE, "№ 2", OTHER_TITLE)
    assert question.labels == [
        t.plain("carry-button-carry"),
        t.plain("carry-button-leave"),
        t.plain("joining-button-target", number="2"),
    ]
    leave = sergey.data_behind(t.plain("carry-button-leave"))
    await sergey.taps(t.plain("joining-button-target", number="2"), message=question)
    await sergey.sees(OTHER_TITLE)
    await sergey.taps(t.plain("carry-button-carry"), message=question)
    await sergey.sees(bare(t.plain("carry-carried", target="2")))
    await yerlan.taps(t.plain("carry-button-leave"), message=await yerlan.sees("№ 1", "№ 2"))
    await yerlan.sees(bare(t.plain("carry-left", number="1")))
    assert await counts(bot, one, target) == [1, 1]
    await sergey.forges(leave)
    await sergey.sees(bare(t.plain("carry-carried", target="2")))
    assert await counts(bot, one, target) == [1, 1], "the answer stands"
    asked = sergey.moment
    await bot.wake()
    await sergey.hears_nothing(since=asked)
    assert not bot.sandbox.refused


@both
async def test_an_objection_there_is_told_and_nothing_moves(bot: RunningBot, language: str) -> None:
    t, sergey, stranger = translator(language), bot.sandbox.person("sergey"), bot.sandbox.person("yerlan")
    await bot.open_campaign()
    for person in (sergey, stranger):
        await bot.make_resident(person, language, "KZ-59")
    one, target, decision = await joined(bot, sergey)
    await voting.cast(bot.db, await bot.person(sergey), target.id, -1, bot.now(), bot.rules)
    bot.clock.move(minutes=11)
    await bot.wake()
    await sergey.sees("№ 1", "№ 2", OTHER_TITLE)
    await sergey.taps(t.plain("carry-button-carry"))
    await sergey.alerted(t.plain("error-carry-objects", number="2"))
    for data in (f"cry:{decision}:carry", f"cry:{decision}:perhaps", "cry:99999:carry"):
        answer = await stranger.forges(data)
        assert answer is not None
        assert answer.show_alert, data
    assert await counts(bot, one, target) == [1, 0]
    assert not bot.sandbox.refused
