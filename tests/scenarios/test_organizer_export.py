"""An organizer orders a file in the chat, sees how far it is, stops it, and it arrives whole or in parts."""

import asyncio
import csv
import io
import json
import threading
from collections.abc import Iterator

import openpyxl
import pytest

from forum.export_feed import WRITERS
from locales import translator
from sandbox.person import Person
from tests.forum.many_proposals import many
from tests.forum.people import Cast
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])


def bare(text: str) -> str:
    """Without markup."""
    return text.replace("<b>", "").replace("</b>", "")


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """Nothing is written until it is set: whoever writes files is busy."""
    free = threading.Event()
    for _ in range(2):
        WRITERS.submit(free.wait)
    yield free
    free.set()


async def campaign_with_two(bot: RunningBot, language: str) -> Person:
    """A published and a waiting proposal; Dinara may export."""
    aigul, marat, dinara = (bot.sandbox.person(key) for key in ("aigul", "marat", "dinara"))
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat)
    await bot.publish(await bot.submit(aigul, title="=Ауыл мектебіне интернет"), marat)
    await bot.submit(aigul, title="Емханадағы кезекті азайту", topic="health")
    await bot.make_resident(dinara, language, "KZ-71")
    return dinara


@both
async def test_a_public_xlsx_comes_by_the_chat_and_the_message_says_so(bot: RunningBot, language: str) -> None:
    dinara, t = await campaign_with_two(bot, language), translator(language)
    await dinara.says("/export")
    await dinara.sees(t.plain("export-place", place=t.plain("browse-all-places")))
    await dinara.taps("XLSX")
    file = await dinara.receives_file(".xlsx")
    assert f"-{language}.xlsx" in file.name
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == t.plain("export-heading-number")
    assert [row[6] for row in rows[1:]] == ["=Ауыл мектебіне интернет"]
    assert [sheet.title for sheet in book.worksheets][-1] == t.plain("export-sheet-history")
    await dinara.sees(bare(t.plain("export-done", rows=1)), "XLSX")
    assert ("sendChatAction", dinara.id) in {(call.method, call.chat_id) for call in bot.sandbox.calls}
    assert not bot.sandbox.refused


@both
async def test_what_is_chosen_by_buttons_narrows_an_internal_file_that_says_so_on_its_face(
    bot: RunningBot, language: str
) -> None:
    dinara, t = await campaign_with_two(bot, language), translator(language)
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-internal"))
    await dinara.taps(t.plain("export-pick-topic"))
    await dinara.taps(t.topic("health", "short"))
    await dinara.taps(t.plain("export-pick-place"))
    await dinara.taps(t.region("KZ-59", "short"))
    await dinara.taps(t.plain("export-pick-state"))
    await dinara.taps(t.plain("state-pending"))
    await dinara.sees(t.plain("export-topic", topic=t.topic("health")), t.region("KZ-59", "title"))
    await dinara.taps(t.plain("export-pick-campaign"))
    await dinara.taps({"kk": "XIII Азаматтық", "ru": "XIII Гражданский"}[language])
    await dinara.taps(t.plain("export-button-csv"))
    file = await dinara.receives_file(".csv")
    assert file.data.startswith(b"\xef\xbb\xbf")
    note, headings, *rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert note == [t.plain("export-heading-internal-note")]
    assert [row[headings.index(t.plain("export-heading-title-kk"))] for row in rows] == ["Емханадағы кезекті азайту"]
    assert "internal" in file.name
    assert {"kk": "таратуға болмайды", "ru": "распространять нельзя"}[language] in file.caption
    await dinara.taps(t.plain("export-button-again"))
    await dinara.receives_file(".csv")
    await dinara.says("/export")
    await dinara.taps(t.plain("export-pick-topic"))
    await dinara.taps(t.topic("sport", "short"))
    answer = await dinara.taps("JSON lines")
    assert answer is not None
    assert answer.text == t.plain("error-export-empty")
    assert not bot.sandbox.refused


async def test_ordering_twice_sends_one_file(bot: RunningBot) -> None:
    dinara = await campaign_with_two(bot, "kk")
    await dinara.says("/export")
    await dinara.sees_button("JSON lines")
    order = dinara.data_behind("JSON lines")
    await dinara.forges(order, wait=False)
    await dinara.forges(order)
    file = await dinara.receives_file(".jsonl")
    assert [json.loads(line)["title-kk"] for line in file.data.decode().splitlines()] == ["=Ауыл мектебіне интернет"]
    assert len(await bot.rows("SELECT id FROM deliveries WHERE kind = 'export'")) == 1


async def test_without_a_campaign_or_proposals_there_is_nothing_to_export(bot: RunningBot) -> None:
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, "kk", "KZ-71")
    await dinara.says("/export")
    await dinara.sees("ұсыныс жинау науқаны өтіп жатқан жоқ")
    await bot.open_campaign()
    await dinara.says("/export")
    answer = await dinara.taps("CSV")
    assert answer is not None
    assert answer.show_alert
    assert await bot.rows("SELECT id FROM deliveries") == []


@both
async def test_a_file_over_the_limit_comes_in_parts_and_goes_on_after_a_kill_where_it_was(
    bot: RunningBot, language: str
) -> None:
    t, dinara = translator(language), bot.sandbox.person("dinara")
    bot.change_settings(export_part_megabytes=1)
    await bot.restart()
    await bot.make_resident(dinara, language, "KZ-71")
    await many(Cast(bot.db, bot.now()), await bot.open_campaign(), range(1, 451))
    await bot.db.write(lambda tx: tx.run("UPDATE proposals SET text = :text", text="Ұзақ мәтін «ә» " * 130))
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-csv"))
    first = await dinara.receives_file("-1-of-2.csv")
    bot.sandbox.fails("server_error", method="sendDocument", times=None)  # a second passes between two of them
    assert t.plain("export-caption-part", part=1, total=2) in first.caption
    await until_row(bot, "SELECT parts_sent AS n FROM export_orders", 1)
    await bot.kill()
    bot.sandbox.heals()
    bot.clock.move(minutes=10)
    await bot.start()
    second = await dinara.receives_file("-2-of-2.csv")
    await dinara.sees(bare(t.plain("export-done-parts", parts=2, rows=450)))
    numbers = []
    for file in (first, second):
        assert len(file.data) <= 1_000_000
        headings, *rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
        assert headings[0] == t.plain("export-heading-number")
        numbers += [int(row[0]) for row in rows]
    assert numbers == list(range(1, 451))
    assert sum(t.plain("export-caption-part", part=1, total=2) in str(message) for message in dinara.messages) == 1


@both
async def test_it_is_shown_how_far_a_file_is_and_it_can_be_stopped_and_ordered_anew(
    bot: RunningBot, held: threading.Event, language: str
) -> None:
    dinara, t = await campaign_with_two(bot, language), translator(language)
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-csv"))
    shown = await dinara.sees(bare(t.plain("export-preparing")), t.plain("export-will-come"))
    told = await dinara.sees(t.plain("export-written", done=0, total=2))
    assert told.id == shown.id
    stop = dinara.data_behind(t.plain("export-button-stop"))
    await dinara.taps(t.plain("export-button-stop"))
    await dinara.sees(bare(t.plain("export-cancelled")))
    await until_row(bot, "SELECT state AS n FROM deliveries WHERE kind = 'export'", "failed")
    await dinara.forges(stop)
    held.set()
    await dinara.taps(t.plain("export-button-again"))
    await dinara.receives_file(".csv")
    await dinara.sees(bare(t.plain("export-done", rows=1)))
    assert sum(".csv" in str(message) for message in dinara.messages) <= 1
    assert [row["state"] for row in await bot.rows("SELECT state FROM export_orders ORDER BY id")] == [
        "cancelled", "done",
    ]  # fmt: skip
    assert await bot.rows("SELECT id FROM deliveries WHERE kind = 'export_failed'") == []
    assert not bot.sandbox.refused


async def test_an_organizer_revoked_while_a_file_is_written_gets_nothing(
    bot: RunningBot, held: threading.Event
) -> None:
    dinara, yerlan, t = await campaign_with_two(bot, "kk"), bot.sandbox.person("yerlan"), translator("ru")
    await bot.make_organizer(yerlan)
    await yerlan.says("/export")
    await yerlan.taps(t.plain("export-button-csv"))
    await yerlan.sees(bare(t.plain("export-preparing")))
    stop = yerlan.data_behind(t.plain("export-button-stop"))
    await dinara.forges(stop)
    await bot.db.write(
        lambda tx: tx.run("UPDATE team SET revoked_at = 1, revoked_by = granted_by WHERE role = 'organizer'")
    )
    held.set()
    await yerlan.sees(bare(t.plain("export-taken-back")))
    await until_row(bot, "SELECT state AS n FROM export_orders", "failed")
    await yerlan.forges(stop)
    assert not [call for call in bot.sandbox.calls if call.method == "sendDocument"]


async def until_row(bot: RunningBot, sql: str, wanted: object) -> None:
    """Wait until the statement's ``n`` is this."""
    for _ in range(500):
        found = await bot.rows(sql)
        if found and found[0]["n"] == wanted:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{sql}: {found}")


@both
async def test_the_document_and_the_history_come_by_the_chat_too(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    dinara = await campaign_with_two(bot, language)
    moderator = bot.name_of(bot.sandbox.person("marat"))
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-docx"))
    file = await dinara.receives_file(".docx")
    assert file.data.startswith(b"PK")
    for copy, count, is_named in (("public", 1, False), ("internal", 3, True)):
        await dinara.says("/export")
        await dinara.taps(t.plain(f"export-button-{copy}"))
        await dinara.taps(t.plain("export-button-history-csv"))
        file = await dinara.receives_file(".csv")
        text = file.data.decode("utf-8-sig")
        assert "history" in file.name
        assert (moderator in text) == is_named
        assert len([row for row in csv.reader(io.StringIO(text)) if row[0].isdecimal()]) == count
    assert not bot.sandbox.refused
