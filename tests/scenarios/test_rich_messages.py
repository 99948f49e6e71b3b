"""Tables instead of plain messages for the team: chosen by buttons, refused by an old Telegram, given back."""

from __future__ import annotations

from datetime import date

import pytest

from locales import REGION_CODES, translator
from sandbox.person import Person
from sandbox.shown import ShownMessage
from tests.running import RunningBot
from tests.scenarios.test_digest_moderator import TUESDAY, region_at_work
from tests.scenarios.test_digest_organizer import country_at_work

both = pytest.mark.parametrize("language", ["kk", "ru"])
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


async def chooses(person: Person, language: str, form: str) -> ShownMessage:
    """The settings, after the button of ``form``."""
    t = translator(language)
    await person.says("/digest")
    await person.taps(t.plain("digest-button-settings"))
    await person.taps(t.plain(f"rich-button-{form}"))
    await person.alerted(t.plain("digest-saved"))
    return await person.sees(t.plain(f"rich-form-{form}"))


def rich_calls(bot: RunningBot) -> int:
    return sum(call.method == "sendRichMessage" and call.error is None for call in bot.sandbox.calls)


@both
async def test_a_moderator_reads_and_decides_in_tables(bot: RunningBot, language: str) -> None:
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    settings = await chooses(marat, language, "tables")
    assert t.plain("digest-chosen", label=t.plain("rich-button-tables")) in settings.labels
    assert t.plain("rich-button-classic") in settings.labels
    await marat.taps(t.plain("digest-button-show"))
    asked = await marat.sees(t.plain("rich-oldest"))
    assert asked.id != settings.id, "tables come as a message of their own"

    bot.clock.set(TUESDAY, 9, 0)
    await bot.wake()
    digest = await marat.sees(t.region("KZ-59", "title"), t.day_month(TUESDAY), "Ауыл мектебіне интернет")
    assert digest.tables[0][1] == ["4", "4", "0", "0"]
    assert digest.tables[1][1:] == [[str(n + 1), f"Күтіп тұрған ұсыныс {n}", "2"] for n in (1, 2, 3)]
    assert [t.plain("rich-published"), "1"] in digest.tables[2]
    assert [t.plain("rich-support"), "+1"] in digest.tables[2]
    assert digest.labels == [
        "№ 2", "№ 3", "№ 4", t.plain("digest-button-queue"), t.plain("digest-button-settings"),
    ]  # fmt: skip
    await marat.taps("№ 2", message=digest)
    await marat.sees("Күтіп тұрған ұсыныс 1")
    await marat.taps(t.plain("item-button-publish"))
    assert (await bot.rows("SELECT state FROM proposals WHERE number = 2"))[0]["state"] == "published"

    await marat.says("/history 2")
    history = await marat.sees(t.plain("rich-history", number="2"), "Күтіп тұрған ұсыныс 1")
    blocks = history.raw["rich_message"]["blocks"]
    acts = [(block["summary"], block.get("is_open", False)) for block in blocks if block["type"] == "details"]
    assert [is_open for _, is_open in acts] == [True, False]
    assert acts[0][0].endswith(t.plain("state-published"))
    assert t.plain("acts-by", role="moderator", name="Марат Жұмабеков") in history.words
    await marat.taps(t.plain("button-back"), message=history)
    await marat.sees_button(t.plain("work-button-history"))
    assert not bot.sandbox.refused


@both
async def test_refused_by_telegram_the_plain_form_comes_once_and_one_can_go_back(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot = bot_on_sqlite
    marat, _ = await region_at_work(bot, language)
    t = translator(language)
    await chooses(marat, language, "tables")
    refusals = [(404, "Not Found"), (400, "Bad Request: RICH_MESSAGE_INVALID")]
    for day, (status, said) in zip((TUESDAY, WEDNESDAY), refusals, strict=True):
        bot.sandbox.fails("refusal", method="sendRichMessage", status=status, description=said)
        before = len(marat.messages)
        bot.clock.set(day, 9, 0)
        await bot.wake()
        digest = await marat.sees(t.day_month(day), t.plain("digest-oldest").rstrip(":"), "Күтіп тұрған ұсыныс 1")
        assert "rich_message" not in digest.raw
        assert digest.labels[:3] == ["№ 2", "№ 3", "№ 4"]
        await marat.hears_nothing(for_=0.2)
        assert len(marat.messages) == before + 1
    assert {row["state"] for row in await bot.rows("SELECT state FROM deliveries WHERE kind = 'digest'")} == {"sent"}
    assert rich_calls(bot) == 0

    # What passes is no refusal: the same form is tried again.
    bot.sandbox.fails("server_error", method="sendRichMessage")
    await marat.says("/digest")
    again = await marat.sees(t.plain("rich-oldest"))
    assert again.tables
    await chooses(marat, language, "classic")
    sent = rich_calls(bot)
    bot.clock.set(THURSDAY, 9, 0)
    await bot.wake()
    plain = await marat.sees(t.day_month(THURSDAY), "Күтіп тұрған ұсыныс 1")
    assert "rich_message" not in plain.raw
    assert rich_calls(bot) == sent


@both
async def test_an_organizers_overview_has_every_region(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    erlan, marat = await country_at_work(bot, language)
    t = translator(language)
    await bot.make_moderator(bot.sandbox.add_person("Сәуле", "kk"), "KZ-10")
    await chooses(erlan, language, "tables")
    bot.clock.set(date(2026, 11, 27), 9, 0)
    await bot.wake()
    digest = await erlan.sees(t.region("national", "title"), t.day_month(date(2026, 11, 27)))
    assert digest.tables[0][1] == ["3", "0", "0", "3"]
    busy, quiet = digest.tables[1:3]
    assert [row[:4] for row in busy[1:]] == [
        [t.region("KZ-75", "short"), "2", "2", "0"], [t.region("KZ-59", "short"), "1", "1", "1"],
    ]  # fmt: skip
    assert [row[0] for row in quiet[1:]] == [t.region("KZ-10", "short")]
    assert all(t.region(region, "short") in digest.words for region in REGION_CODES), "the others have no moderator"
    assert digest.labels[:2] == [t.region("KZ-75", "short"), t.region("KZ-59", "short")]
    await erlan.taps(t.region("KZ-59", "short"), message=digest)
    look = await erlan.sees(t.region("KZ-59", "title"), "Аялдамаға шатыр орнату", t.plain("national-look"))
    assert look.tables
    # The choice is each person's own, made with a button that exists, and only by the team.
    await marat.says("/digest")
    assert "rich_message" not in (await marat.sees("Аялдамаға шатыр орнату")).raw
    await marat.forges("dgf:KZ-59:pink")
    await marat.alerted(translator("kk").plain("error-stale-button"))
    aigul = bot.sandbox.person("aigul")
    await aigul.starts()
    await aigul.forges("dgf:KZ-59:rich")
    await aigul.alerted(translator("kk").plain("error-not-allowed"))
    rows = await bot.rows("SELECT telegram_id FROM people WHERE message_form = 'rich'")
    assert [row["telegram_id"] for row in rows] == [erlan.id]
