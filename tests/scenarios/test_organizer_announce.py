"""An organizer announces something: two texts, whom it is for, a test, the number of people, on its way, the end."""

import asyncio

import pytest

from handlers.callbacks import SetAnnouncement, StartAnnouncement
from locales import Translator, translator
from sandbox.person import Person
from storage.announcements import HELD_UNTIL
from tests.forum.announced import KAZAKH, RUSSIAN
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def at_preview(bot: RunningBot, language: str) -> tuple[Person, Translator]:
    """Dinara, an organizer, has written both texts; bad input on the way loses nothing.

    From here on announcements are fed when the test says so.
    """
    bot.app.schedule.stop()
    dinara, t = bot.sandbox.person("dinara"), translator(language)
    await bot.make_organizer(dinara, language)
    await dinara.says("/announce")
    await dinara.sees(t.plain("announce-none"))
    await dinara.taps(t.plain("announce-button-new"))
    await dinara.says("Қысқа")
    await dinara.sees(t.plain("error-announcement-length", length=5, minimum=10, maximum=1500))
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"))
    await dinara.says("а" * 1501)
    await dinara.sees(t.plain("error-announcement-length", length=1501, minimum=10, maximum=1500))
    await dinara.says(KAZAKH)
    await dinara.says(KAZAKH)
    await dinara.sees(t.plain("error-announcement-one-language"))
    await dinara.says(f"{RUSSIAN} <b>& только</b>")
    await dinara.sees(t.plain("announce-everybody"))
    return dinara, t


@both
async def test_an_announcement_goes_to_everybody_in_their_own_language(bot: RunningBot, language: str) -> None:
    aigul, sergey, marat = (bot.sandbox.person(key) for key in ("aigul", "sergey", "marat"))
    await bot.make_resident(aigul, "kk", "KZ-39")
    await bot.make_resident(sergey, "ru", "KZ-59")
    await bot.make_resident(marat, "ru", "KZ-59")
    dinara, t = await at_preview(bot, language)
    await dinara.taps(t.plain("announce-button-preview"))
    await dinara.sees(KAZAKH, f"{RUSSIAN} <b>& только</b>", t.plain("announce-preview-kk"))
    await dinara.taps(t.plain("announce-button-test"))
    shown = [message for message in dinara.messages if t.plain("announce-preview") not in str(message)]
    assert [KAZAKH in str(one) or RUSSIAN in str(one) for one in shown[-2:]] == [True, True]
    marat.blocks_bot()
    await bot.idle()
    await dinara.taps(t.plain("announce-button-count"))
    confirm = await dinara.sees(t.plain("announce-confirm", count=3).replace("<b>", "").replace("</b>", ""))
    (start,) = (data for label, data in _buttons(confirm) if label == t.plain("announce-button-send", count=3))
    await dinara.taps(t.plain("announce-button-send", count=3))
    await dinara.sees(t.plain("announce-fate-total", count=3))
    await dinara.forges(start)
    await bot.app.schedule.feed_announcement()
    got = await aigul.sees(KAZAKH)
    await sergey.sees(f"{RUSSIAN} <b>& только</b>")
    assert got.labels == [translator("kk").plain("switch-button-stop")]
    await _settled(bot)
    await bot.app.schedule.feed_announcement()
    await bot.app.schedule.tell_of_announcement()
    await dinara.sees(_bare(t.plain("announce-done")), t.plain("announce-fate-sent", count=3))
    await aigul.taps(translator("kk").plain("switch-button-stop"))
    await dinara.says("/announce")
    await dinara.sees(t.plain("announce-figures", sent=3, total=3), t.plain("announce-state-done"))
    await _again_to_region(bot, dinara, t)
    assert len([one for one in aigul.messages if KAZAKH in str(one)]) == 1
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def _again_to_region(bot: RunningBot, dinara: Person, t: Translator) -> None:
    """To a region where the only one has switched announcements off: nobody is there."""
    await dinara.taps(t.plain("announce-button-new"))
    await dinara.says(KAZAKH)
    await dinara.says(RUSSIAN)
    await dinara.taps(t.plain("announce-button-region"))
    await dinara.taps(t.region("KZ-39", "short"))
    await dinara.taps(t.plain("announce-button-language"))
    await dinara.taps(t.plain("announce-button-language-kk"))
    await dinara.taps(t.plain("announce-button-audience"))
    await dinara.taps(t.plain("announce-button-supporters"))
    await dinara.taps(t.topic("inclusion", "short"))
    await dinara.sees(t.region("KZ-39", "title"), t.topic("inclusion", "short"), t.plain("announce-language-kk"))
    await dinara.taps(t.plain("announce-button-audience"))
    await dinara.taps(t.plain("announce-button-everybody"))
    await dinara.taps(t.plain("announce-button-preview"))
    await dinara.says("Мынаны да қосыңыз")
    await dinara.sees(t.plain("announce-buttons-only"))
    await dinara.taps(t.plain("announce-button-count"))
    await dinara.sees(t.plain("error-announcement-to-nobody"))
    await dinara.taps(t.plain("button-cancel"))
    await dinara.sees(_bare(t.plain("announce-left")))


@both
async def test_an_announcement_is_paused_gone_on_with_and_cancelled(bot: RunningBot, language: str) -> None:
    aigul = bot.sandbox.person("aigul")
    await bot.make_resident(aigul, "kk", "KZ-39")
    yerlan = bot.sandbox.person("yerlan")
    await bot.make_organizer(yerlan, language)
    dinara, t = await at_preview(bot, language)
    await dinara.taps(t.plain("announce-button-preview"))
    await dinara.taps(t.plain("announce-button-count"))
    await dinara.taps(t.plain("announce-button-send", count=3))
    await dinara.taps(t.plain("announce-button-pause"))
    await dinara.sees(_bare(t.plain("announce-paused")), t.plain("announce-fate-left", count=3))
    heard = aigul.moment
    await bot.app.schedule.feed_announcement()
    assert await bot.rows("SELECT id FROM deliveries WHERE not_before < :held", held=HELD_UNTIL) == []
    await yerlan.says("/announce")
    await yerlan.taps("1")
    await yerlan.taps(t.plain("announce-button-go"))
    await yerlan.sees(_bare(t.plain("announce-sending")))
    await yerlan.taps(t.plain("announce-button-cancel"))
    await yerlan.sees(_bare(t.plain("announce-cancel-ask", sent=0, left=3)).splitlines()[1])
    await yerlan.taps(t.plain("announce-button-cancel-sure"))
    await yerlan.sees(_bare(t.plain("announce-cancelled")), t.plain("announce-fate-cancelled", count=3))
    (row,) = await bot.rows("SELECT id FROM announcements")
    await dinara.forges(SetAnnouncement(announcement=row["id"], wanted="sending").pack())
    await dinara.alerted(t.plain("announce-otherwise"))
    await dinara.sees(_bare(t.plain("announce-cancelled")))
    await bot.app.schedule.feed_announcement()
    await aigul.hears_nothing(for_=0.1, since=heard)
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def test_who_organizes_no_more_announces_nothing_and_the_others_hear_of_what_was_begun(
    bot_on_sqlite: RunningBot,
) -> None:
    bot, t = bot_on_sqlite, translator("kk")
    yerlan = bot.sandbox.person("yerlan")
    await bot.make_organizer(yerlan, "kk")
    olga = bot.sandbox.person("olga")
    await bot.make_resident(olga, "ru")
    bot.change_settings(admin_ids="")
    await bot.restart()
    dinara, t = await at_preview(bot, "kk")
    await dinara.taps(t.plain("announce-button-preview"))
    await dinara.taps(t.plain("announce-button-count"))
    await dinara.taps(t.plain("announce-button-send", count=3))
    await dinara.sees(_bare(t.plain("announce-sending")))
    known = await bot.person(dinara)
    await bot.db.write(lambda tx: tx.run("UPDATE team SET revoked_at = 1 WHERE person_id = :id", id=known.id))
    await dinara.taps(t.plain("announce-button-pause"))
    await dinara.alerted("құқығыңыз жоқ")
    (row,) = await bot.rows("SELECT id FROM announcements")
    await olga.forges(StartAnnouncement(announcement=row["id"]).pack())
    await olga.alerted("нет права")
    await bot.app.schedule.feed_announcement()
    await yerlan.sees(t.plain("announce-orphaned").splitlines()[1])
    await yerlan.taps(t.plain("announce-button-open"))
    await yerlan.sees(_bare(t.plain("announce-paused")))
    await yerlan.taps(t.plain("announce-button-go"))
    await bot.app.schedule.feed_announcement()
    await olga.sees(RUSSIAN)


async def _settled(bot: RunningBot) -> None:
    """Wait until nothing is owed."""
    for _ in range(200):
        if not await bot.rows("SELECT id FROM deliveries WHERE state IN ('owed', 'claimed')"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("something is owed still")


def _bare(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")


def _buttons(message: object) -> list[tuple[str, str]]:
    rows = getattr(message, "rows", [])
    return [(one["text"], one.get("callback_data", "")) for row in rows for one in row]
