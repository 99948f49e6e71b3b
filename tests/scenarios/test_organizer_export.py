"""An organizer orders a file in the chat and it arrives."""

import csv
import io

import openpyxl
import pytest

from locales import translator
from sandbox.person import Person
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def campaign_with_two(bot: RunningBot, language: str) -> Person:
    """A published and a waiting proposal; Dinara may export."""
    aigul, marat, dinara = (bot.sandbox.person(key) for key in ("aigul", "marat", "dinara"))
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat)
    await bot.publish(await bot.submit(aigul, title="=Ауыл мектебіне интернет"), marat)
    await bot.submit(aigul, title="Емханадағы кезекті азайту")
    await bot.make_resident(dinara, language, "KZ-71")
    return dinara


@both
async def test_a_public_xlsx_comes_by_the_chat(bot: RunningBot, language: str) -> None:
    dinara, t = await campaign_with_two(bot, language), translator(language)
    await dinara.says("/export")
    await dinara.taps("XLSX")
    await dinara.sees(
        t.plain("export-preparing", format=t.plain("export-button-xlsx")).replace("<b>", "").replace("</b>", "")
    )
    file = await dinara.receives_file(".xlsx")
    assert f"-{language}.xlsx" in file.name
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == t.plain("export-heading-number")
    assert [row[6] for row in rows[1:]] == ["=Ауыл мектебіне интернет"]
    assert ("sendChatAction", dinara.id) in {(call.method, call.chat_id) for call in bot.sandbox.calls}
    assert not bot.sandbox.refused


@both
async def test_an_internal_csv_says_so_on_its_face(bot: RunningBot, language: str) -> None:
    dinara, t = await campaign_with_two(bot, language), translator(language)
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-internal-csv"))
    await dinara.sees(t.plain("export-button-internal-csv"))
    file = await dinara.receives_file(".csv")
    assert file.data.startswith(b"\xef\xbb\xbf")
    text = file.data.decode("utf-8-sig")
    assert t.plain("export-heading-internal-note") in text
    assert "Емханадағы кезекті азайту" in text
    assert "internal" in file.name
    assert {"kk": "таратуға болмайды", "ru": "распространять нельзя"}[language] in file.caption
    assert list(csv.reader(io.StringIO(text)))


async def test_ordering_twice_sends_one_file(bot: RunningBot) -> None:
    dinara = await campaign_with_two(bot, "kk")
    await dinara.says("/export")
    await dinara.sees_button("XLSX")
    order = dinara.data_behind("XLSX")
    await dinara.forges(order, wait=False)
    await dinara.forges(order)
    await dinara.receives_file(".xlsx")
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
async def test_the_history_comes_as_a_file_with_names_inside_only(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    dinara = await campaign_with_two(bot, language)
    moderator = bot.name_of(bot.sandbox.person("marat"))
    for kind, count, is_named in (("history-csv", 1, False), ("internal-history-csv", 3, True)):
        await dinara.says("/export")
        await dinara.taps(t.plain(f"export-button-{kind}"))
        await dinara.sees(t.plain(f"export-button-{kind}"))
        file = await dinara.receives_file(".csv")
        text = file.data.decode("utf-8-sig")
        assert "history" in file.name
        assert (moderator in text) == is_named
        rows = [row for row in csv.reader(io.StringIO(text)) if row[0].isdecimal()]
        assert len(rows) == count
        assert t.plain("acts-by-role", role="moderator") in text
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-internal-history-xlsx"))
    file = await dinara.receives_file(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    assert [sheet.title for sheet in book.worksheets] == [t.plain("export-sheet-history")]
    assert not bot.sandbox.refused
