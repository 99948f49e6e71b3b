"""The running bot under test: starts, answers, restarts and survives a kill."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.running import RunningBot


async def test_a_newcomer_is_greeted(bot: RunningBot) -> None:
    yerlan = bot.sandbox.person("yerlan")
    await yerlan.starts()
    await yerlan.sees("Тілді таңдаңыз")
    assert not bot.sandbox.refused


async def test_what_was_sent_while_the_bot_was_away_is_answered(bot: RunningBot) -> None:
    yerlan = bot.sandbox.person("yerlan")
    await bot.kill()
    await yerlan.starts()
    await bot.start()
    await yerlan.sees("Тілді таңдаңыз")


async def test_a_bot_that_is_restarted_goes_on(bot: RunningBot) -> None:
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, region="KZ-59")
    await bot.make_moderator(marat, "KZ-59")
    proposal = await bot.submit(aigul)
    await bot.restart()
    await bot.publish(proposal, marat)
    await aigul.sees(f"№ {proposal.number}")
    (row,) = await bot.rows("SELECT state FROM proposals WHERE id = :id", id=proposal.id)
    assert row == {"state": "published"}
    assert not bot.sandbox.refused


async def test_two_bots_live_in_one_process_without_meeting(tmp_path: Path, sqlite_template: Path) -> None:
    urls = []
    for name in ("one.db", "two.db"):
        shutil.copyfile(sqlite_template, tmp_path / name)
        urls.append(f"sqlite:///{tmp_path / name}")
    async with RunningBot(urls[0]) as one, RunningBot(urls[1]) as two:
        await one.sandbox.person("yerlan").starts()
        await one.sandbox.person("yerlan").sees("Тілді таңдаңыз")
        await two.idle()
        assert [len(await bot.rows("SELECT id FROM people")) for bot in (one, two)] == [1, 0]
