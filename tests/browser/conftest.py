"""A browser, a stage and a reader for the tests of the chat page."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.browser.reader import Reader
from tests.browser.stage import Stage

CHROMIUM = "/usr/bin/chromium"
CHROMEDRIVER = "/usr/bin/chromedriver"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def _need_chromium() -> None:
    missing = [path for path in (CHROMIUM, CHROMEDRIVER) if not Path(path).exists()]
    if not missing:
        return
    reason = f"NOT TESTED: the chat page needs {' and '.join(missing)} (apt-get install chromium chromium-driver)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[webdriver.Chrome, Path]]:
    """Headless Chromium with a new profile, and the folder it downloads into."""
    _need_chromium()
    profile, downloads = tmp_path_factory.mktemp("profile"), tmp_path_factory.mktemp("downloads")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    where = {"behavior": "allow", "downloadPath": str(downloads)}
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    yield chrome, downloads
    chrome.quit()
    shutil.rmtree(profile, ignore_errors=True)


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A sandbox with its start set of people and the scripted bot; whatever it refuses the bot fails the test."""
    _need_chromium()
    with Stage() as running:
        yield running


@pytest.fixture
def reader(browser: tuple[webdriver.Chrome, Path], stage: Stage) -> Iterator[Reader]:
    """A reader at a laptop; whatever the browser complains about fails the test."""
    somebody = Reader(*browser)
    somebody.shows(1366, 860)
    somebody.complaints()
    yield somebody
    complaints = somebody.complaints()
    somebody.browser.get("about:blank")
    assert complaints == []
