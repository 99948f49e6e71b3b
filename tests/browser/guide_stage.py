"""A bot whose clock the guide moves, in a thread of its own, and the chat page before it in a browser."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from selenium.webdriver.common.by import By

from locales import Translator
from storage.migrate import upgrade
from tests.browser.reader import Reader
from tests.running import RunningBot

T = TypeVar("T")
WITHIN = 30.0
WIDTH, FRAME, TALLEST = 430, 200, 1400  # CSS pixels: the phone, its bars above and below, the longest picture
ANSWER = ".message.from-bot"
BUTTON = "button.inline-button"
# What a question may name: only its first line is looked for, which names none of these.
_PLAIN = "*, *::before, *::after { background-image: none !important }"
_TAG = re.compile(r"<[^>]+>")
_ANYTHING = {"minimum": 1, "maximum": 1, "example": "", "date": "", "number": 1, "total": 1}


class BotThread:
    """``with BotThread(folder) as thread:`` runs a bot on SQLite; ``thread.run`` does something in its loop."""

    def __init__(self, folder: Path) -> None:
        self._url = f"sqlite:///{folder / 'guide.db'}"
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), name="guide")

    async def _main(self) -> None:
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        try:
            async with RunningBot(self._url) as self.bot:
                self._ready.set_result(None)
                await self._done.wait()
        except BaseException as problem:
            if self._ready.done():
                raise
            self._ready.set_exception(problem)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine in the bot's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WITHIN)

    def __enter__(self) -> Self:
        upgrade(self._url)
        self._thread.start()
        self._ready.result(WITHIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(WITHIN)


class Walk:
    """People who act on the chat page one after the other, in one language; pictures of what they then see."""

    def __init__(self, reader: Reader, thread: BotThread, t: Translator, folder: Path) -> None:
        self.t, self.thread = t, thread
        self._reader, self._folder = reader, folder
        self._who = ""
        for account in thread.bot.sandbox.world.people.by_id.values():
            account.language_code = t.language  # what their Telegram speaks

    def at(self, key: str) -> None:
        """Look at somebody's chat."""
        if key != self._who:
            self._reader.shows(WIDTH, 800)
            self._reader.opens(f"{self.thread.bot.sandbox.url}/#{key}")
            self._reader.finds(f'[data-chat="{key}"]')
            self._who = key

    def starts(self, key: str) -> None:
        """Press Start for the first time."""
        self.at(key)
        self._reader.presses(".start-button")

    def says(self, key: str, text: str) -> None:
        """Write a message."""
        self.at(key)
        self._reader.types(text)

    def taps(self, key: str, label: str, **facts: Any) -> None:
        """Press the last button with a label: the key of its words, or the words themselves."""
        self.at(key)
        self._reader.presses(BUTTON, self._words(label, facts))

    def opens_menu(self, key: str, label: str) -> None:
        """Press a key of the keyboard below the field."""
        self.at(key)
        self._reader.presses(".reply-button", self.t.plain(label))

    def sees(self, key: str, text: str, **facts: Any) -> None:
        """Wait until the bot has said so."""
        self.at(key)
        self._reader.finds(ANSWER, self._words(text, facts))

    def answers(self, key: str, question: str, said: str) -> None:
        """Write once the bot has asked."""
        first, _, _ = self._words(question, _ANYTHING).partition("\n")
        self.sees(key, first)
        self.says(key, said)

    def passes(self, **span: float) -> None:
        """Let time pass, and the schedule do what has become due."""
        self.thread.bot.clock.move(**span)
        self.thread.run(self.thread.bot.wake())

    def photographs(self, key: str, name: str) -> None:
        """The last message of somebody's chat with its buttons, as a picture of the guide."""
        self._who = ""
        self.at(key)
        reader = self._reader
        messages = f'[data-chat="{key}"] .message'
        reader.finds(messages)
        reader.runs(f"[...document.querySelectorAll('{messages}')].slice(0, -1).forEach((one) => one.remove())")
        # Without the pattern behind the messages a picture is a fifth as large.
        reader.runs(
            "document.head.append(Object.assign(document.createElement('style'), {textContent: arguments[0]}))", _PLAIN
        )
        for toggle in reader.browser.find_elements(By.CSS_SELECTOR, ".keyboard-toggle"):
            if toggle.is_displayed():
                toggle.click()
        reader.misses(".reply-button")
        reader.runs("document.activeElement.blur()")
        settled = "return document.fonts.status === 'loaded' && [...document.images].every((one) => one.complete)"
        reader.waits(lambda: reader.runs(settled), "letters and pictures")
        height = reader.runs(f"return Math.ceil(document.querySelector('{messages}').getBoundingClientRect().height)")
        reader.shows(WIDTH, min(TALLEST, FRAME + int(height)))
        reader.browser.save_screenshot(str(self._folder / f"{name}.png"))
        self._who = ""

    def _words(self, label: str, facts: dict[str, Any]) -> str:
        is_key = label.isascii() and "-" in label and " " not in label
        return _TAG.sub("", self.t.plain(label, **facts)) if is_key else label
