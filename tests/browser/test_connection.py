"""The chat page when the sandbox goes away and comes back."""

from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.reader import Reader
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def test_a_lost_connection_is_said_and_mends_itself(browser: tuple[webdriver.Chrome, Path]) -> None:
    reader = Reader(*browser)
    reader.shows(1366, 860)
    with Stage() as stage:
        port = stage.port
        reader.opens(f"{stage.url}/#aigul")
        reader.presses(".start-button", "Бастау")
        reader.finds(".message.from-bot", "№ 214")
    reader.finds("#connection", "Байланыс үзілді")
    reader.types("естілмейді")
    reader.finds(".toast", "Жіберілмеді")
    assert reader.finds("#composer").get_attribute("value") == "естілмейді"
    with Stage(port):
        reader.misses("#connection")
        reader.finds(".start-button", "Бастау")
    reader.browser.get("about:blank")
    reader.complaints()
