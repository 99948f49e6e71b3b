"""An organizer imports proposals from a meeting: template, errors by row and column, adding, the same again."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from forum import campaigns
from handlers.callbacks import ImportStep, RunImport
from handlers.organizer import import_progress
from locales import Translator, translator
from sandbox.person import Person, ShownMessage
from tests.forum.import_files import HALL, KAZAKH, RUSSIAN, as_csv, as_xlsx, row, rows
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def organizer(bot: RunningBot, language: str) -> tuple[Person, Translator]:
    """Dinara with the page of imports on the screen."""
    dinara, t = bot.sandbox.person("dinara"), translator(language)
    await bot.make_resident(dinara, language, "KZ-71")
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-import"))
    await dinara.sees("XLSX", "CSV", "XIII")
    return dinara, t


@both
async def test_a_file_is_corrected_row_by_row_and_imported_once(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    dinara, t = await organizer(bot, language)
    # The template, filled in: its own examples are pointed at.
    await dinara.taps(t.plain("import-button-template-xlsx"))
    template = await dinara.receives_file(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(template.data))
    sheet = book.worksheets[0]
    headings = [str(cell.value) for cell in sheet[1]]
    assert all(" / " in heading for heading in headings)
    assert "Қостанай облысы" in [cell.value for cell in book.worksheets[1]["B"]]
    sheet.append([*row(1)[:6], None, None, *row(1)[6:]])
    filled = io.BytesIO()
    book.save(filled)
    await dinara.sends_document("тізім.xlsx", filled.getvalue())
    screen = await dinara.sees(t.plain("import-problem-example"), t.plain("import-report-broken"))
    assert screen.words.count(t.plain("import-problem-example")) == 2
    await dinara.taps(t.plain("import-button-template-csv"), message=await _start(dinara, t))
    assert (await dinara.receives_file(".csv")).data.startswith('\ufeff"Бірегей нөмірі'.encode())
    # What is no file, and no table.
    await dinara.says("міне, тізім")
    await dinara.sees(t.plain("import-not-file"))
    await dinara.sends_photo()
    await dinara.sees(t.plain("import-not-file"))
    await dinara.sends_document("тізім.pdf", b"%PDF-1.4\x00\x01")
    await dinara.sees(_capital(t.plain("import-problem-not-a-table")))
    # A broken row stops all with its address; more than a screen holds comes as a file.
    lines = rows(12)
    lines[3] = row(4, place="Мәскеу")
    names = KAZAKH if language == "kk" else RUSSIAN
    await dinara.sends_document("тізім.csv", as_csv([names, *lines], "kz1048"))
    address = t.plain("import-address-cell", row="5", column="B", heading=names[1])
    await dinara.sees(address, t.plain("import-problem-place-unknown", value="Мәскеу"))
    await dinara.sends_document("тізім.csv", as_csv([names, *(row(number, title="<b>x") for number in range(12))]))
    report = await dinara.receives_file(".csv")
    told = list(csv.reader(io.StringIO(report.data.decode("utf-8-sig")), delimiter=";"))
    assert (len(told), told[1][:3]) == (13, ["2", "E", names[4]])
    assert await bot.rows("SELECT id FROM proposals") == []
    # Right at last.
    lines[3] = row(4)
    data = as_xlsx([names, *lines])
    await dinara.sends_document("тізім.xlsx", data)
    await dinara.sees(bare(t.html("import-report-new", count=12)), t.plain("import-report-ready"))
    await dinara.sends_sticker()
    await dinara.sees(t.plain("import-not-file"))
    forged = dinara.data_behind(t.plain("import-button-run", count=12))
    await dinara.taps(t.plain("import-button-run", count=12))
    await dinara.sees(bare(t.html("import-done", count=12)), t.plain("import-done-pending"))
    await dinara.forges(forged)
    await dinara.sees(bare(t.html("import-report-earlier", at=bot.now(), count=12)))
    assert await bot.rows("SELECT count(*) AS n, min(state) AS state FROM proposals") == [{"n": 12, "state": "pending"}]
    await dinara.taps(t.plain("import-button-again"))
    await dinara.sends_document("тізім.xlsx", data)
    await dinara.sees(t.plain("import-report-nothing"), bare(t.html("import-report-already", count=12)))
    await dinara.taps(t.plain("button-cancel"))
    await dinara.sees(t.plain("import-cancelled"))
    await dinara.forges(RunImport(request="forged").pack())
    await dinara.alerted(t.plain("error-stale-button"))
    await dinara.forges(ImportStep(action="publish", request="").pack())
    await dinara.alerted(t.plain("error-stale-button"))
    assert not bot.sandbox.refused


async def _start(dinara: Person, t: Translator) -> ShownMessage:
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-import"))
    return await dinara.sees("XLSX", "CSV")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


@both
async def test_published_at_once_readers_see_the_meeting_and_a_moderator_too(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    marat, aigul, t = bot.sandbox.person("marat"), bot.sandbox.person("aigul"), translator(language)
    await bot.make_moderator(marat, "KZ-39", language=language)
    await bot.make_resident(aigul, language, "KZ-39")
    dinara, _ = await organizer(bot, language)
    await dinara.sends_document("a.csv", as_csv([KAZAKH, row(1, text="Хабарласыңыз: 8 701 234 56 78. " + row(1)[5])]))
    await dinara.sees(t.plain("check-phone"))
    await dinara.taps(t.plain("import-button-publish"))
    await dinara.sees(t.plain("import-publish-warnings", count=1))
    await dinara.taps(t.plain("import-button-publish-sure", count=1))
    await dinara.sees(t.plain("import-done-published"))
    await aigul.says("/start p_1")
    meeting = bare(t.html("import-meeting", place=HALL, date="…"))[:-1]
    await aigul.sees(meeting, "2026")
    await aigul.taps(t.plain("button-support"))
    await aigul.sees(meeting, bare(t.html("browse-my-support")))
    await dinara.taps(t.plain("import-button-again"))
    await dinara.sends_document("b.csv", as_csv([KAZAKH, row(2)]))
    await dinara.taps(t.plain("import-button-run", count=1))
    await dinara.sees(t.plain("import-done-pending"))
    await marat.says("/queue")
    await marat.taps("№ 2")
    item = await marat.sees(meeting)
    assert t.plain("item-button-return") not in item.labels
    await marat.taps(t.plain("item-button-author"))
    await marat.alerted(t.plain("error-no-author-in-bot"))
    await marat.taps(t.plain("work-button-history"))
    await marat.sees(t.plain("import-history", state="pending"))
    assert not bot.sandbox.refused


async def test_killed_in_the_middle_all_rows_are_there_or_none_and_the_import_goes_on(
    bot_on_sqlite: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = bot_on_sqlite
    monkeypatch.setattr(import_progress, "EVERY", 0.01)  # how far it is, as if the file were long
    await bot.open_campaign()
    dinara, t = await organizer(bot, "kk")
    await dinara.sends_document("a.csv", as_csv([KAZAKH, *rows(200)]))
    await dinara.sees(t.plain("import-report-ready"))
    told = {call.params.get("text") for call in bot.sandbox.calls if call.method == "editMessageText"}
    steps = {t.html("import-reading-rows", name="a.csv", done=done, total=200) for done in (50, 100, 150, 200)}
    assert told & steps
    await dinara.taps(t.plain("import-button-run", count=200), wait=False)
    for pause in (0.1, 0.2):  # while the file is looked through once more, and while its rows are written
        await asyncio.sleep(pause)
        await bot.kill()
        (counted,) = await bot.rows("SELECT count(*) AS n, count(DISTINCT number) AS numbers FROM proposals")
        assert counted in ({"n": 0, "numbers": 0}, {"n": 200, "numbers": 200})
        await bot.start()  # the press comes again
    await dinara.sees("200")
    await dinara.sees_button(t.plain("import-button-again"))
    assert await bot.rows("SELECT count(*) AS n, max(number) AS last FROM proposals") == [{"n": 200, "last": 200}]
    (found,) = await bot.rows("SELECT count(DISTINCT proposal_id) AS n FROM proposal_stems")
    assert found["n"] == 200


async def test_a_campaign_that_ends_before_the_button_takes_nothing_and_long_headings_leave_room(
    bot_on_sqlite: RunningBot,
) -> None:
    bot = bot_on_sqlite
    campaign = await bot.open_campaign()
    dinara, t = await organizer(bot, "ru")
    await dinara.sends_document("a.csv", as_csv([[*RUSSIAN, "Кто\nпредложил " * 90], [*row(1), "x"]]))
    await dinara.sees("Кто предложил", t.plain("import-problem-heading-unknown"))
    await dinara.sends_document("a.csv", as_csv([RUSSIAN, row(1)]))
    await dinara.sees(t.plain("import-report-ready"))
    await campaigns.end(bot.db, replace(await bot.person(dinara), is_admin=True), campaign.id, bot.now())
    await dinara.taps(t.plain("import-button-run", count=1))
    await dinara.alerted(t.plain("error-no-campaign"))
    assert await bot.rows("SELECT id FROM proposals") == []
