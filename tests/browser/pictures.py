"""`make pictures`: takes the README's pictures from the chat page of a demo that lives only as long as that lasts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from forum.digest_content import Waiting
from forum.week_figures import DayVotes, WeekFigures
from handlers.pictures.week import week_drawing
from locales import HOME_ZONE, translator
from tests.bot.command import PROJECT
from tests.bot.demo_process import Demo
from tests.browser.conftest import CHROMEDRIVER, CHROMIUM, FLAGS
from tests.browser.reader import Reader

FOLDER = PROJECT / "docs" / "pictures"
LAPTOP = (1360, 850)
TALL = (1360, 1250)
PHONE = (390, 844)
KK, RU = translator("kk"), translator("ru")
CROSSINGS = ("KZ-79", "Шымкентте мектеп маңындағы жаяу өткелдерді қауіпсіз ету")
SCHOOL = ("KZ-11", "Қосшыда жаңа үймен бірге мектеп те салынсын")
ANSWER = ".message.from-bot"
BUTTON = "button.inline-button"


def main() -> None:
    """Act for the people of the demo, then photograph what they have before them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _draw_weeks()
    with tempfile.TemporaryDirectory() as folder, _demo(Path(folder)) as demo, open_browser(Path(folder)) as reader:
        _vote(reader, demo, "aigul", CROSSINGS)
        _vote(reader, demo, "sergey", CROSSINGS)
        _open_card(reader, demo, "aigul", CROSSINGS)  # once more, so that it counts the other's vote too
        _look(reader, demo, LAPTOP, aigul=2, sergey=2)
        _photograph(reader, "voting")
        _moderate(reader, demo)
        _export(reader, demo)
        _look(reader, demo, LAPTOP, marat=2, dinara=6)
        _put_keyboards_away(reader)
        _photograph(reader, "moderation")
        _digests(reader, demo)
        _vote(reader, demo, "aigul", SCHOOL)
        _look(reader, demo, PHONE, aigul=1)
        _put_keyboards_away(reader)
        _photograph(reader, "phone")


def _draw_weeks() -> None:
    """What comes with a weekly digest: the demo is too young for a week of votes, so these numbers are made up."""
    votes = ((412, 380), (650, 540), (533, 470), (270, 412), (191, 233), (315, 290), (148, 161))
    days = tuple(DayVotes(date(2026, 11, 16 + n), *pair) for n, pair in enumerate(votes))
    topics = (("education", 903), ("health", 644), ("environment", 512), ("rural", 301), ("sport", 159))
    waiting = (("KZ-59", 9, 14), ("KZ-75", 5, 31), ("KZ-10", 2, 8), ("KZ-11", 0, 12), ("KZ-39", 0, 7))
    regions = tuple((code, Waiting(fresh=rest, late=late)) for code, late, rest in waiting)
    for t in (KK, RU):
        for name, figures in (
            ("week", WeekFigures("KZ-59", days, topics)),
            ("week-country", WeekFigures("", days, topics, regions)),
        ):
            (FOLDER / f"{name}-{t.language}.png").write_bytes(week_drawing(figures, t).png())


@contextmanager
def _demo(folder: Path) -> Iterator[Demo]:
    demo = Demo(folder)
    try:
        printed = demo.start()
        if not demo.url:
            raise RuntimeError(printed)
        yield demo
        demo.stop()
    finally:
        demo.close()


@contextmanager
def open_browser(folder: Path) -> Iterator[Reader]:
    """Headless Chromium with a profile in the folder, as a reader in the forum's zone."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    chrome = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    try:
        # The page then writes the hours the bot writes.
        chrome.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": HOME_ZONE.key})
        yield Reader(chrome, folder)
    finally:
        chrome.quit()


def _open(reader: Reader, demo: Demo, key: str) -> None:
    reader.shows(*LAPTOP)
    reader.opens(f"{demo.url}/#{key}")
    reader.finds(f'[data-chat="{key}"] .reply-button')


def _open_card(reader: Reader, demo: Demo, key: str, proposal: tuple[str, str]) -> None:
    t = RU if key == "sergey" else KK
    region, title = proposal
    _open(reader, demo, key)
    reader.presses(".reply-button", t.plain("menu-browse"))
    reader.presses(BUTTON, t.plain("browse-filters"))
    reader.presses(BUTTON, t.plain("browse-button-place"))
    reader.presses(BUTTON, t.region(region, "short"))
    listed = reader.finds(ANSWER, title).text
    (line,) = [line for line in listed.splitlines() if title in line]
    reader.presses(BUTTON, line.split()[1])
    reader.finds(BUTTON, t.plain("button-support"))


def _vote(reader: Reader, demo: Demo, key: str, proposal: tuple[str, str]) -> None:
    t = RU if key == "sergey" else KK
    _open_card(reader, demo, key, proposal)
    reader.presses(BUTTON, t.plain("button-support"))
    reader.finds(BUTTON, f"✓ {t.plain('button-support')}")


def _moderate(reader: Reader, demo: Demo) -> None:
    _open(reader, demo, "marat")
    reader.types("/queue")
    reader.presses(BUTTON, KK.plain("queue-button-oldest"))
    reader.finds(BUTTON, KK.plain("item-button-publish"))


def _digests(reader: Reader, demo: Demo) -> None:
    for name, button in (("digest", ""), ("digest-week", "picture-button")):
        for key, t in (("marat", KK), ("dinara", RU)):
            _ask_for_digest(reader, demo, key)
            if button:
                reader.presses(BUTTON, t.plain(button))
                reader.finds(f"{ANSWER} img")
        _look(reader, demo, TALL, marat=1, dinara=1)
        _put_keyboards_away(reader)
        _photograph(reader, name)


def _ask_for_digest(reader: Reader, demo: Demo, key: str) -> None:
    _open(reader, demo, key)
    reader.types("/digest")
    reader.finds(BUTTON, (RU if key == "dinara" else KK).plain("picture-button"))


def _export(reader: Reader, demo: Demo) -> None:
    _open(reader, demo, "dinara")
    for copy, key, ending in (("public", "xlsx", ".xlsx"), ("internal", "csv", ".csv")):
        reader.types("/export")
        reader.presses(BUTTON, RU.plain(f"export-button-{copy}"))
        reader.presses(BUTTON, RU.plain(f"export-button-{key}"))
        reader.finds(f"{ANSWER} a.file", ending)


def _look(reader: Reader, demo: Demo, screen: tuple[int, int], **chats: int) -> None:
    """The page anew, so that no note or focus is on it; of each chat only its last messages, so that none is cut."""
    reader.shows(*screen)
    reader.opens(f"{demo.url}/#{','.join(chats)}")
    for key, count in chats.items():
        messages = f'[data-chat="{key}"] .message'
        reader.finds(messages)
        reader.runs(f"[...document.querySelectorAll('{messages}')].slice(0, -{count}).forEach((one) => one.remove())")


def _put_keyboards_away(reader: Reader) -> None:
    for toggle in reader.browser.find_elements(By.CSS_SELECTOR, ".keyboard-toggle"):
        toggle.click()
    reader.misses(".reply-button")
    reader.runs("document.activeElement.blur()")
    reader.browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": 1, "y": 1})


def _photograph(reader: Reader, name: str) -> None:
    settled = "return document.fonts.status === 'loaded' && [...document.images].every((one) => one.complete)"
    reader.waits(lambda: reader.runs(settled), "letters and pictures")
    reader.browser.save_screenshot(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    main()
