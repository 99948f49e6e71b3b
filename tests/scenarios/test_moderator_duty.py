"""The moderator of the day: /duty, the week by buttons, and those who may not be on it."""

from dataclasses import replace

import pytest

from forum import team
from handlers.callbacks import EditDuty, SetDuty
from locales import translator
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
IDS = {"region": "KZ-59", "weekday": 1}


@both
async def test_moderators_put_each_other_on_duty_by_buttons(bot: RunningBot, language: str) -> None:
    t, marat, asel = translator(language), bot.sandbox.person("marat"), bot.sandbox.person("sergey")
    first = await bot.make_moderator(marat, language=language, name="Марат <Ж>")
    second = await bot.make_moderator(asel, language=language, name="Әсел")
    stranger = await bot.make_moderator(bot.sandbox.person("olga"), "KZ-75", name="Ольга")
    await marat.says("/duty")
    await marat.sees(t.region("KZ-59", "title"), t.plain("duty-today-nobody"))
    await marat.taps(t.plain("digest-weekday-short-1"))
    await marat.sees(t.plain("digest-weekday-1"))
    assert "Ольга" not in marat.labels()
    await marat.taps("Марат <Ж>")
    await marat.sees("Марат <Ж>")
    assert "Марат <Ж>" not in marat.labels(), "nobody stands in for themselves"
    await marat.taps("Әсел")
    await marat.alerted(t.plain("duty-saved"))
    line = t.plain("duty-line-deputy", weekday=t.plain("digest-weekday-1"), name="Марат <Ж>", deputy="Әсел")
    await marat.sees(line)
    await marat.taps(t.plain("queue-button-queue"))
    await marat.sees(t.plain("queue-empty"), "Марат <Ж>", "Әсел")
    await marat.taps(t.plain("duty-button-duty"))
    await marat.sees(line)
    # Forged: a deputy who is the same, somebody of another region, a weekday that is none.
    for forged, refusal in (
        (SetDuty(**IDS, person=first.id, deputy=first.id), "error-duty-deputy-same"),
        (SetDuty(**IDS, person=stranger.id), "error-duty-not-moderator"),
        (EditDuty(**IDS, person=stranger.id), "error-duty-not-moderator"),
        (EditDuty(region="KZ-59", weekday=8), "error-stale-button"),
        (EditDuty(region="KZ-75", weekday=1), "error-not-your-region"),
    ):
        await marat.forges(forged.pack())
        await marat.alerted(t.plain(refusal))
    # Asel has the screen open while Marat's role is taken back: he is offered, and refused.
    await asel.says("/duty")
    await asel.taps(t.plain("digest-weekday-short-2"))
    choosing = await asel.sees(t.plain("digest-weekday-2"))
    dinara = replace(await bot.person(bot.sandbox.person("dinara")), is_admin=True)
    (held,) = [one for one in await team.members(bot.db, dinara) if one.person_id == first.id]
    await team.revoke(bot.db, dinara, held.id, bot.now())
    await asel.taps("Марат <Ж>", message=choosing)
    await asel.alerted(t.plain("error-duty-not-moderator"))
    await asel.taps(t.plain("button-back"))
    await asel.sees(t.plain("duty-line", weekday=t.plain("digest-weekday-1"), name="Әсел"))
    await asel.taps(t.plain("digest-weekday-short-1"))
    await asel.taps(t.plain("duty-button-nobody"))
    await asel.sees(t.plain("duty-today-nobody"))
    await marat.says("/duty")
    await marat.sees(t.plain("error-not-allowed"))
    assert second.id != stranger.id
    assert not bot.sandbox.refused


async def test_a_moderator_of_two_regions_chooses_one(bot_on_sqlite: RunningBot) -> None:
    t, marat = translator("ru"), bot_on_sqlite.sandbox.person("marat")
    await bot_on_sqlite.make_moderator(marat, "KZ-59", "KZ-75", language="ru")
    await marat.says("/duty")
    await marat.taps(t.region("KZ-75", "short"))
    await marat.sees(t.region("KZ-75", "title"))
    await marat.taps(t.plain("digest-weekday-short-3"))
    await marat.taps(bot_on_sqlite.name_of(marat))
    await marat.taps(t.plain("duty-button-no-deputy"))
    await marat.sees(t.plain("digest-weekday-3"), bot_on_sqlite.name_of(marat))
    (row,) = await bot_on_sqlite.rows("SELECT region, weekday, deputy_id FROM duties")
    assert row == {"region": "KZ-75", "weekday": 3, "deputy_id": None}
