"""`make pictures`: takes the README's pictures from the chat page of a demo that lives only as long as that lasts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from locales import translator
from tests.bot.command import PROJECT
from tests.bot.test_demo import Demo
from tests.browser.conftest import CHROMEDRIVER, CHROMIUM, FLAGS
from tests.browser.reader import Reader

FOLDER = PROJECT / "docs" / "pictures"
LAPTOP = (1360, 850)
PHONE = (390, 844)
KK, RU = translator("kk"), translator("ru")
TITLE = "Қостанай аялдамаларына пандус орнату"
ANSWER = ".message.from-bot"
BUTTON = "button.inline-button"


def main() -> None:
    """Act for the people of the demo, then photograph what they have before them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _demo(Path(folder)) as demo, _browser(Path(folder)) as reader:
        for key in ("aigul", "sergey"):
            _vote(reader, demo, key)
        _open_card(reader, demo, "aigul")  # once more, so that it counts the other's vote too
        _moderate(reader, demo)
        _export(reader, demo)
        _photograph(reader, demo, "aigul,sergey", LAPTOP, "voting")
        _photograph(reader, demo, "marat,dinara", LAPTOP, "moderation")
        _photograph(reader, demo, "aigul", PHONE, "phone")


@contextmanager
def _demo(folder: Path) -> Iterator[Demo]:
    demo = Demo(folder)
    try:
        demo.start()
        yield demo
        demo.stop()
    finally:
        demo.close()


@contextmanager
def _browser(folder: Path) -> Iterator[Reader]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    chrome = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    try:
        yield Reader(chrome, folder)
    finally:
        chrome.quit()


def _open(reader: Reader, demo: Demo, key: str) -> None:
    reader.shows(*LAPTOP)
    reader.opens(f"{demo.url}/#{key}")
    reader.finds(f'[data-chat="{key}"] .reply-button')


def _open_card(reader: Reader, demo: Demo, key: str) -> None:
    t = RU if key == "sergey" else KK
    _open(reader, demo, key)
    reader.presses(".reply-button", t.plain("menu-browse"))
    reader.presses(BUTTON, t.plain("browse-top"))
    listed = reader.finds(ANSWER, TITLE).text
    (line,) = [line for line in listed.splitlines() if TITLE in line]
    reader.presses(BUTTON, line.split()[1])
    reader.finds(BUTTON, t.plain("button-support"))


def _vote(reader: Reader, demo: Demo, key: str) -> None:
    t = RU if key == "sergey" else KK
    _open_card(reader, demo, key)
    reader.presses(BUTTON, t.plain("button-support"))
    reader.finds(BUTTON, f"✓ {t.plain('button-support')}")


def _moderate(reader: Reader, demo: Demo) -> None:
    _open(reader, demo, "marat")
    reader.types("/queue")
    reader.presses(BUTTON, KK.plain("queue-button-oldest"))
    reader.finds(BUTTON, KK.plain("item-button-publish"))


def _export(reader: Reader, demo: Demo) -> None:
    _open(reader, demo, "dinara")
    for key, ending in (("export-button-xlsx", ".xlsx"), ("export-button-internal-csv", ".csv")):
        reader.types("/export")
        reader.presses(BUTTON, RU.plain(key))
        reader.finds(f"{ANSWER} a.file", ending)


def _photograph(reader: Reader, demo: Demo, keys: str, screen: tuple[int, int], name: str) -> None:
    """The page anew, so that no note or focus is left on it, with the chats at their ends."""
    reader.shows(*screen)
    reader.opens(f"{demo.url}/#{keys}")
    for key in keys.split(","):
        reader.finds(f'[data-chat="{key}"] {ANSWER}')
    settled = "return document.fonts.status === 'loaded' && [...document.images].every((one) => one.complete)"
    reader.waits(lambda: reader.runs(settled), "letters and pictures")
    reader.browser.save_screenshot(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    main()
