"""One whole round of the campaign, as people live it: the real demo, driven only through its chat page."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from bot.demo_people import SERGEY
from bot.exit_codes import ExitCode
from locales import translator
from tests.bot.demo_process import Demo
from tests.browser.reader import Reader
from tests.browser.stage import picture

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

KK, RU = translator("kk"), translator("ru")
REGION = "KZ-59"
TITLE = "Ауыл кітапханасына жаңа кітаптар әкелу"
TEXT = "Ауыл кітапханасындағы қор көптен жаңармаған. Әр тоқсан сайын өңірлік кітапханадан жаңа кітап әкелінсе екен."
ANSWER = ".message.from-bot"
BUTTON = "button.inline-button"
A_RUSSIAN_TITLE = "Молодёжный центр в Хромтау, открытый по вечерам"
MOST_TAPS = 4


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """The demo as `usynys demo` starts it, in a folder of its own and on a free port."""
    one = Demo(tmp_path)
    try:
        printed = one.start()
        assert one.url, printed
        yield one
    finally:
        one.close()


@pytest.fixture
def reader(browser: tuple[webdriver.Chrome, Path], demo: Demo) -> Iterator[Reader]:
    """A reader before the demo's page; whatever the browser complains about fails the test."""
    somebody = Reader(*browser)
    somebody.shows(1366, 860)
    somebody.complaints()
    somebody.opens(f"{demo.url}/")
    yield somebody
    somebody.browser.get("about:blank")


def test_a_proposal_goes_from_start_to_the_export_and_the_digest(reader: Reader, demo: Demo, tmp_path: Path) -> None:
    assert _reach_the_menu(reader) <= MOST_TAPS
    number = _submit(reader, tmp_path)
    _publish(reader, number)
    _read_the_notice(reader, number)
    _vote(reader, demo, number)
    _export(reader, number)
    _ask_for_the_digest(reader)
    assert reader.complaints() == []
    code, seconds = demo.stop()
    assert code == ExitCode.OK
    assert seconds < 10
    assert "error" not in (demo.folder / "demo-data" / "bot.log").read_text()


def _reach_the_menu(reader: Reader) -> int:
    """Yerlan has never pressed Start; the number of his taps until the menu is there."""
    reader.turns_to("yerlan")
    before = reader.taps
    reader.presses(".start-button", "Бастау")
    reader.presses(BUTTON, KK.plain("language-kk"))
    reader.presses(BUTTON, KK.plain("start-agree"))
    reader.presses(BUTTON, KK.region(REGION, "short"))
    reader.finds(".reply-button", KK.plain("menu-submit"))
    return reader.taps - before


def _submit(reader: Reader, folder: Path) -> int:
    """Five steps and a photo; the number the proposal gets."""
    photo = folder / "кітапхана.png"
    photo.write_bytes(picture())
    reader.presses(".reply-button", KK.plain("menu-submit"))
    _reads_step(reader, 1)
    reader.presses(BUTTON, KK.region(REGION, "short"))
    _reads_step(reader, 2)
    reader.presses(BUTTON, KK.topic("culture", "short"))
    _reads_step(reader, 3)
    reader.types(TITLE)
    _reads_step(reader, 4)
    reader.types(TEXT)
    _reads_step(reader, 5)
    reader.attaches(photo, "Фотосурет")
    reader.finds(ANSWER, KK.plain("submit-files-photos", count=1))
    reader.presses(BUTTON, KK.plain("submit-done"))
    reader.finds(ANSWER, TEXT)
    reader.presses(BUTTON, KK.plain("button-send"))
    receipt = reader.finds(ANSWER, "ұсынысыңыз тіркелді")
    return int(receipt.find_element(By.CSS_SELECTOR, "strong").text.removeprefix("№ "))


def _reads_step(reader: Reader, step: int) -> None:
    reader.finds(ANSWER, KK.plain("submit-step", step=step, steps=5))


def _publish(reader: Reader, number: int) -> None:
    reader.turns_to("marat")
    reader.presses(".reply-button", KK.plain("menu-queue"))
    reader.finds(ANSWER, f"№ {number} {TITLE}")
    reader.presses(BUTTON, f"№ {number}")
    reader.finds(ANSWER, TEXT)
    reader.presses(BUTTON, KK.plain("item-button-files", count=1))
    reader.finds(f'{ANSWER}[data-kind="photo"] img')
    reader.presses(BUTTON, KK.plain("item-button-publish"))
    reader.finds(ANSWER, f"№ {number} ұсыныс жарияланды")


def _read_the_notice(reader: Reader, number: int) -> None:
    reader.turns_to("yerlan")
    notice = reader.finds(ANSWER, "Ұсынысыңыз жарияланды")
    assert f"№ {number} · {TITLE}" in notice.text


def _vote(reader: Reader, demo: Demo, number: int) -> None:
    reader.turns_to("sergey")
    reader.presses(".reply-button", RU.plain("menu-browse"))
    reader.presses(BUTTON, RU.plain("browse-filters"))
    reader.presses(BUTTON, RU.plain("browse-button-place"))
    reader.presses(BUTTON, RU.region(REGION, "short"))
    reader.finds(ANSWER, f"Предложения · {RU.region(REGION, 'title')}")
    reader.presses(BUTTON, str(number))
    reader.finds(ANSWER, f"№ {number} · {TITLE}")
    for press, labels, value in (
        (None, ["Поддерживаю · 0", "Против · 0"], None),
        ("Поддерживаю", ["✓ Поддерживаю · 1", "Против · 0"], 1),
        ("Против", ["Поддерживаю · 0", "✓ Против · 1"], -1),
        ("Против", ["Поддерживаю · 0", "Против · 0"], 0),
        ("Поддерживаю", ["✓ Поддерживаю · 1", "Против · 0"], 1),
    ):
        if press:
            reader.presses(BUTTON, press)
        reader.reads_row(labels)
        assert _votes(demo, number) == ([] if value is None else [(SERGEY.telegram_id, value)])


def _votes(demo: Demo, number: int) -> list[Any]:
    """Who has voted how on a proposal: every row of `votes`, read beside the running bot."""
    query = """
        SELECT people.telegram_id, votes.value
        FROM votes
        JOIN people ON people.id = votes.person_id
        JOIN proposals ON proposals.id = votes.proposal_id
        WHERE proposals.number = ?
    """
    file = f"file:{demo.folder / 'demo-data' / 'usynys.db'}?mode=ro"
    with closing(sqlite3.connect(file, uri=True)) as connection:
        return connection.execute(query, (number,)).fetchall()


def _export(reader: Reader, number: int) -> None:
    """Dinara orders a workbook in Russian, changes her language, and orders a CSV in Kazakh."""
    reader.turns_to("dinara")
    book = openpyxl.load_workbook(io.BytesIO(_ordered(reader, RU.plain("export-button-xlsx"), "-ru.xlsx")))
    assert book.sheetnames[0] == RU.plain("export-sheet-proposals")
    table = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
    _check_rows(table, number, RU.plain("export-heading-title-kk"), RU.region(REGION))
    reader.presses(".reply-button", RU.plain("menu-settings"))
    reader.presses(BUTTON, RU.plain("settings-language"))
    reader.presses(BUTTON, RU.plain("language-kk"))
    reader.finds(".reply-button", KK.plain("menu-settings"))
    text = _ordered(reader, KK.plain("export-button-csv"), "-kk.csv").decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    _check_rows(table, number, KK.plain("export-heading-title-kk"), KK.region(REGION))


def _ordered(reader: Reader, label: str, ending: str) -> bytes:
    """A file from the chat, downloaded by the browser under its own name."""
    reader.types("/export")
    reader.presses(BUTTON, label)
    link = reader.finds(f"{ANSWER} a.file", ending)
    reader.presses(f"{ANSWER} a.file", ending)
    return reader.receives(str(link.get_attribute("download")))


def _check_rows(table: list[list[str]], number: int, heading: str, region: str) -> None:
    """The new proposal is there under its heading, and both languages have their letters."""
    (ours,) = [row for row in table if TITLE in row]
    assert table[0][ours.index(TITLE)] == heading
    assert float(ours[0]) == number
    assert TEXT in ours
    assert any(region in cell for cell in ours)
    assert any(A_RUSSIAN_TITLE in row for row in table)


def _ask_for_the_digest(reader: Reader) -> None:
    reader.turns_to("marat")
    reader.types("/digest")
    reader.finds(ANSWER, KK.region(REGION, "title") + " · ")
    digest = reader.finds(ANSWER, "Жарияланды: 1.")
    first = digest.find_element(By.CSS_SELECTOR, BUTTON)
    name = first.text
    assert name.startswith("№ ")
    first.click()
    reader.finds(ANSWER, f"{name} · ")
    reader.finds(BUTTON, KK.plain("item-button-publish"))
