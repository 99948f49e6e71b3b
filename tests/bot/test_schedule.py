"""The schedule wakes; digests come at their minute, and at the start when they were missed."""

from __future__ import annotations

import asyncio

from tests.running import RunningBot


async def test_a_digest_comes_at_its_minute_and_once(bot: RunningBot) -> None:
    marat, aigul = bot.sandbox.person("marat"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, region="KZ-59")
    await bot.make_moderator(marat, "KZ-59")
    await bot.submit(aigul)
    await bot.wake()
    assert await bot.rows("SELECT * FROM digests") == []
    bot.clock.move(hours=23)
    await bot.wake()
    await bot.wake()
    await marat.sees("Солтүстік Қазақстан облысы", "24 қараша")
    await bot.wake()
    await asyncio.sleep(0.3)
    assert sum("24 қараша" in str(message) for message in marat.messages) == 1
    assert len(await bot.rows("SELECT * FROM digests")) == 1


async def test_a_digest_that_was_missed_comes_at_the_start(bot: RunningBot) -> None:
    marat, aigul = bot.sandbox.person("marat"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, region="KZ-59")
    await bot.make_moderator(marat, "KZ-59")
    await bot.submit(aigul)
    await bot.kill()
    bot.clock.move(hours=26)
    await bot.start()
    await marat.sees("Солтүстік Қазақстан облысы")


async def test_forms_nobody_came_back_to_are_forgotten(bot: RunningBot) -> None:
    yerlan = bot.sandbox.person("yerlan")
    await bot.open_campaign()
    await bot.make_resident(yerlan)
    await yerlan.taps("Ұсыныс жіберу")
    await bot.idle()
    assert len(await bot.rows("SELECT * FROM conversations")) == 1
    bot.clock.move(days=61)
    await bot.app.schedule.clean()
    assert await bot.rows("SELECT * FROM conversations") == []
