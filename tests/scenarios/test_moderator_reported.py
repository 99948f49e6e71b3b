"""What residents reported stands in the queue of its region; what was appealed, in the queues of the others."""

import pytest

from forum import team
from handlers.callbacks import OpenQueue
from locales import translator
from tests.canned import reason_name
from tests.running import TITLE, RunningBot
from tests.scenarios.complaint_steps import appealed, hidden
from tests.scenarios.moderator_steps import state_of
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])
kk, ru = translator("kk"), translator("ru")


@both
async def test_a_reported_item_shows_the_reasons_and_is_published_again(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, marat = await hidden(bot, language, language)
    await marat.says("/menu")
    await marat.sees(t.plain("menu-waiting", waiting=1))
    await marat.says("/queue")
    await marat.sees(t.plain("queue-total", total=1), t.plain("queue-reported", count=1),
                     t.plain("queue-line-reported"))  # fmt: skip
    await marat.taps("№ 1")
    item = await marat.sees(
        bare(t.plain("item-reported")),
        t.plain("item-report", reason=t.plain("report-insult"), count=2),
        t.plain("item-report", reason=t.plain("report-advertising"), count=1),
    )
    assert "Тұрғын insult" not in item.words
    assert t.plain("item-button-return") not in item.labels
    await marat.taps(t.plain("item-button-keep"))
    await marat.sees(bare(t.plain("decide-published", number="1")), t.plain("decide-none-left"))
    await aigul.sees(bare(t.plain("report-notice-kept", number="1", title=TITLE)))
    assert await state_of(bot, proposal) == "published"
    await aigul.taps(t.plain("button-open"))
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-history"))
    await aigul.sees(t.plain("history-hidden"), t.plain("history-kept"))
    assert not bot.sandbox.refused


@both
async def test_a_reported_item_is_rejected_and_the_author_may_appeal(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, marat = await hidden(bot, language, language)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps(t.plain("item-button-reject"))
    await marat.taps(reason_name("abuse", t.language))
    await marat.taps(t.plain("button-skip"))
    reason = reason_name("abuse", t.language)
    await aigul.sees(
        bare(t.plain("report-notice-rejected", number="1", title=TITLE, reason=reason)),
        t.plain("appeal-offer", days=7),
    )
    await aigul.sees_button(t.plain("appeal-button"))
    assert await state_of(bot, proposal) == "rejected"


@both
async def test_residents_and_moderators_of_elsewhere_press_nothing(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, _, marat = await hidden(bot)
    sergey, olga = bot.sandbox.person("sergey"), bot.sandbox.person("olga")
    await bot.make_resident(sergey, language, "KZ-59")
    await bot.make_moderator(olga, "KZ-75", language=language)
    await sergey.sees_button(t.plain("menu-mine"))
    ids = f"{proposal.id}:2"
    for data in (f"tak:{proposal.id}:0:", f"pub:{ids}:", f"rej:{ids}:", f"rsn:{ids}:abuse:", f"rmk:{ids}:abuse:"):
        await sergey.forges(data)
        await sergey.alerted(t.plain("error-not-allowed"))
        await olga.forges(data)
        await olga.alerted(t.plain("error-not-your-region"))
    await marat.forges(f"ret:{ids}:")
    await marat.alerted(kk.plain("error-stale-button"))
    assert await state_of(bot, proposal) == "hidden"


async def test_a_revoked_moderator_presses_nothing(bot: RunningBot) -> None:
    proposal, _, marat = await hidden(bot)
    await marat.says("/queue")
    await marat.taps("№ 1")
    dinara = bot.sandbox.person("dinara")
    organizer = await bot.make_organizer(dinara)
    for member in await team.members(bot.db, organizer):
        if member.role == "moderator":
            await team.revoke(bot.db, organizer, member.id, bot.now())
    await marat.taps(kk.plain("item-button-keep"))
    await marat.alerted(kk.plain("error-not-allowed"))
    assert await state_of(bot, proposal) == "hidden"


async def test_the_second_of_two_moderators_hears_who_was_first(bot: RunningBot) -> None:
    proposal, _, marat = await hidden(bot)
    saule = bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(saule, "KZ-59", name="Сәуле Оспанова")
    await marat.says("/queue")
    await marat.taps("№ 1")
    await saule.says("/queue")
    await saule.sees(kk.plain("queue-line-taken", by="Марат Жұмабеков"))
    await marat.taps(kk.plain("item-button-keep"))
    await marat.sees(bare(kk.plain("decide-published", number="1")))
    await saule.forges(f"rmk:{proposal.id}:2:abuse:")
    await saule.alerted("Марат Жұмабеков")
    assert await state_of(bot, proposal) == "published"


@both
async def test_an_organizer_finds_appeals_and_decides(bot: RunningBot, language: str) -> None:
    t = translator(language)
    proposal, aigul, _, _ = await appealed(bot, language)
    erlan = bot.sandbox.person("yerlan")
    await bot.make_organizer(erlan, language)
    await erlan.taps(t.plain("menu-organizer"))
    await erlan.taps(t.plain("queue-button-appeals", count=1))
    await erlan.taps("№ 1")
    await erlan.taps(t.plain("item-button-publish"))
    await erlan.sees(bare(t.plain("decide-published", number="1")), t.plain("decide-none-left"))
    await aigul.sees(bare(t.plain("appeal-notice-granted", number="1", title=TITLE)))
    await erlan.forges(OpenQueue().pack())
    await erlan.sees(t.plain("queue-empty"))
    assert await state_of(bot, proposal) == "published"
