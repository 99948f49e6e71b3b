"""What an explorer looks for on what it is shown: pure checks, each of which can be shown to find something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from handlers.views.menu import MENU_KEYS
from locales import LANGUAGES, NATIONAL, REGION_CODES, REGION_FORMS, TOPIC_SLUGS, translator
from sandbox.limits import CALLBACK_DATA_BYTES
from sandbox.shown import ShownMessage
from tests.locales.reading import entries

# What nobody may be told about a button, or a command of the menu, that is on the screen right now.
NEVER_SAID = (
    "error-stale-button",
    "error-unexpected",
    "error-try-later",
    "error-not-allowed",
    "error-unknown-command",
    "error-too-fast",
    "error-proposal-not-found",
    "menu-lost",
)
_WORD = re.compile(r"[а-яёәғқңөұүһі]+")
_KAZAKH = frozenset("әғқңөұүһі")
_COMMAND = re.compile(r"(?<!\S)/[a-z]+")


@dataclass(frozen=True)
class View:
    """What one action brought: the bot's messages that came or changed, and the words a press was answered with.

    ``brings_menu``: one of the messages came with the keyboard that stays.
    """

    messages: tuple[ShownMessage, ...] = ()
    answer: str = ""
    brings_menu: bool = False

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The buttons of all messages, in reading order."""
        return [button for message in self.messages for row in message.rows for button in row]

    @property
    def words(self) -> str:
        """Everything that can be read: texts, labels, the answer."""
        labels = [button["text"] for button in self.buttons]
        return "\n".join([*(message.words for message in self.messages), *labels, self.answer])


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}


def _names(language: str) -> Iterable[str]:
    """What comes from tables and calendars instead of sentences."""
    t = translator(language)
    for code in (*REGION_CODES, NATIONAL):
        yield from (t.region(code, form) for form in REGION_FORMS[language])
    for slug in TOPIC_SLUGS:
        yield from (t.topic(slug), t.topic(slug, "short"))
    for month in range(1, 13):
        day = date(2026, month, 1)
        yield from (t.date(day), t.day_month(day), t.short_date(day))


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Every word of the language's messages, names and dates."""
    texts = (text for entry in entries(language).values() for text in entry.texts())
    return frozenset(_words_of(texts) | _words_of(_names(language)))


@cache
def foreign_vocabulary(language: str) -> frozenset[str]:
    """Words that only the other language's messages have."""
    others = {word for other in LANGUAGES if other != language for word in vocabulary(other)}
    return frozenset(others - vocabulary(language))


def foreign_words(text: str, language: str, people_wrote: Iterable[str] = ()) -> list[str]:
    """Words of the other language, and Kazakh ones nobody translated; what people wrote themselves is theirs."""
    words = _words_of([text]) - _words_of(people_wrote)
    foreign = words & foreign_vocabulary(language)
    if language == "ru":
        foreign |= {word for word in words - vocabulary("ru") if _KAZAKH & set(word)}
    return sorted(foreign)


def is_dead_end(view: View, language: str) -> bool:
    """Whether messages came and none of them shows where to go on, or names a command or a button of the menu.

    Files come below the screen they were asked on.
    """
    texts = [message for message in view.messages if "text" in message.raw]
    if not texts or view.brings_menu:
        return False
    if any("callback_data" in button for button in view.buttons):
        return False
    t = translator(language)
    names = [f"«{t.plain(key)}»" for key in MENU_KEYS]
    return not any(_COMMAND.search(one.words) or any(name in one.words for name in names) for one in texts)


def complaints(view: View, language: str, people_wrote: Iterable[str] = (), *, was_offered: bool = True) -> list[str]:
    """What is wrong with a view. ``was_offered``: the bot itself showed the button or the command just before."""
    found = []
    if foreign := foreign_words(view.words, language, people_wrote):
        found.append(f"words of another language: {', '.join(foreign)}")
    if is_dead_end(view, language):
        found.append("no way on: neither a button nor the menu nor a command")
    if was_offered:
        t = translator(language)
        said = {key for key in NEVER_SAID if t.plain(key) in view.words}
        found += [f"said about what was just shown: {key}" for key in sorted(said)]
    for button in view.buttons:
        if len(button.get("callback_data", "").encode()) > CALLBACK_DATA_BYTES:
            found.append(f"more than {CALLBACK_DATA_BYTES} bytes behind {button['text']!r}")
        if not button["text"].strip():
            found.append("a button without words")
    return found
