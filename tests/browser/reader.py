"""Somebody who reads and presses on the chat page, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")
WITHIN = 15.0


class Reader:
    """Drives one browser; every look waits until what is looked for is there."""

    def __init__(self, browser: Chrome, downloads: Path) -> None:
        self.browser = browser
        self.downloads = downloads
        self.taps = 0

    def opens(self, address: str) -> None:
        """Load the page anew at an address."""
        self.browser.get("about:blank")
        self.browser.get(address)

    def shows(self, width: int, height: int, *, dark: bool = False) -> None:
        """The size of the screen and the colour scheme the reader prefers."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 760}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def waits(self, look: Callable[[], T], what: str) -> T:
        """What `look` finds as soon as it is truthy."""
        patient = WebDriverWait(self.browser, WITHIN, 0.05, [StaleElementReferenceException])
        try:
            return patient.until(lambda _: look())
        except TimeoutException:
            shown = self.browser.find_element(By.TAG_NAME, "body").text
            raise AssertionError(f"not on the page: {what}. The page shows:\n{shown}") from None

    def finds(self, selector: str, text: str = "") -> WebElement:
        """The last visible element that fits and holds the text."""

        def look() -> WebElement | None:
            found = self.browser.find_elements(By.CSS_SELECTOR, selector)
            fitting = [element for element in found if element.is_displayed() and text in element.text]
            return fitting[-1] if fitting else None

        element = self.waits(look, f"{selector} {text!r}")
        assert element is not None
        return element

    def misses(self, selector: str, text: str = "") -> None:
        """Wait until nothing visible fits any more."""

        def look() -> bool:
            found = self.browser.find_elements(By.CSS_SELECTOR, selector)
            return not any(element.is_displayed() and text in element.text for element in found)

        self.waits(look, f"the end of {selector} {text!r}")

    def presses(self, selector: str, text: str = "") -> None:
        """Click an element as soon as it is there; one that is redrawn at that moment is found again."""

        def press() -> bool:
            self.finds(selector, text).click()
            return True

        self.waits(press, f"{selector} {text!r} to press")
        self.taps += 1

    def turns_to(self, key: str) -> None:
        """Choose whose chat to look at in the list of people."""
        self.presses(f'[data-person="{key}"]')
        self.finds(f'[data-chat="{key}"]')

    def reads_row(self, labels: list[str]) -> None:
        """Wait until the first buttons under the last message that has any are these."""
        row = "const all = document.querySelectorAll('.inline-keyboard'); const row = all[all.length - 1]?.firstChild;"
        script = f"{row} return row ? [...row.querySelectorAll('.inline-button')].map((one) => one.textContent) : []"
        self.waits(lambda: self.runs(script) == labels, f"the buttons {labels}")

    def attaches(self, file: Path, kind: str) -> None:
        """Send a file by the paper clip; `kind` is what its menu calls it."""
        self.presses(".attach")
        # The system's file chooser cannot be driven: the page asks for it, the file is put in past it.
        self.runs("HTMLInputElement.prototype.click = () => {}")
        self.presses('[role="menuitem"]', kind)
        self.runs("delete HTMLInputElement.prototype.click")
        self.browser.find_element(By.CSS_SELECTOR, ".file-input").send_keys(str(file))
        self.presses("dialog .dialog-button.primary")

    def types(self, text: str, *, send: bool = True) -> None:
        """Write into the first chat's field."""
        self.finds("#composer").send_keys(text + (Keys.ENTER if send else ""))

    def runs(self, script: str, *arguments: Any) -> Any:
        """The value of a script on the page."""
        return self.browser.execute_script(script, *arguments)

    def receives(self, name: str) -> bytes:
        """The content of a downloaded file."""
        path = self.downloads / name
        self.waits(lambda: path.exists() and path.stat().st_size > 0, f"the downloaded file {name}")
        return path.read_bytes()

    def complaints(self) -> list[str]:
        """What the browser has written to its console since the last look."""
        entries: list[dict[str, Any]] = self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        return [str(entry["message"]) for entry in entries]
