"""Ten minutes a day are enough: how many taps lie between the digest and three decisions."""

import pytest

from locales import translator
from tests.canned import reason_name
from tests.running import RunningBot
from tests.scenarios.test_digest_moderator import TUESDAY, region_at_work
from tests.scenarios.test_resident_taps import Counting

both = pytest.mark.parametrize("language", ["kk", "ru"])
TAPS_MOST = 7


@both
async def test_from_the_digest_to_three_decisions_few_taps(bot: RunningBot, language: str) -> None:
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    await marat.sees(t.plain("digest-waiting", waiting=4, fresh=4, near=0, late=0))
    walk = Counting(marat, t)
    await walk.tap("№ 2")
    await marat.sees("№ 2 · Күтіп тұрған ұсыныс 1")
    await walk.tap(t.plain("item-button-publish"))
    await marat.sees("№ 3 · Күтіп тұрған ұсыныс 2")
    await walk.tap(t.plain("item-button-reject"))
    await walk.tap(reason_name("duplicate", language))
    await walk.tap(t.plain("button-skip"))
    await marat.sees("№ 4 · Күтіп тұрған ұсыныс 3")
    await walk.tap(t.plain("item-button-publish"))
    await marat.sees("№ 5 · Күтіп тұрған ұсыныс 4")
    decided = await bot.rows("SELECT kind FROM decisions ORDER BY id")
    assert [row["kind"] for row in decided][1:] == ["publish", "reject", "publish"]
    told = f"{language}: {walk.taps} taps"
    print(told)  # noqa: T201 - the count is what this test is read for
    assert walk.taps <= TAPS_MOST, told
    assert not bot.sandbox.refused
