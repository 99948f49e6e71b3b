"""One row of a file as a proposal, by the rules residents' texts go by; everything wrong with its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from forum import checks, folding, languages, texts
from forum.errors import DomainError
from forum.import_columns import Columns, Problem
from forum.import_names import Meant, Names
from forum.import_reader import LOST
from forum.import_table import Table
from forum.policies import Rules
from forum.wordings import other_language
from storage.vocabulary import NATIONAL

KEY_MOST: Final = 64
MEETING_PLACE: Final = (2, 200)
OLDEST: Final = timedelta(days=3 * 366)  # a meeting before that is a slip in the year
SHOWN_MOST: Final = 60  # letters of a cell that a report quotes
# What one value may hold for many rows, written once in a merged cell.
_SHARED = frozenset({"place", "topic", "language", "meeting-place", "meeting-on", "meeting-region"})
_DAY = re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})(?: ?(?:г|ж)\.?)?")
_ISO_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_KINDS: Final[Mapping[str, str]] = {
    "title-empty": "empty",
    "title-short": "short",
    "title-long": "long",
    "text-empty": "empty",
    "text-short": "short",
    "text-long": "long",
}


class NewProposal(NamedTuple):
    """A row that is right. ``desk``: whose moderators decide; ``meeting_on`` as 2026-11-22."""

    row: int
    key: str
    place: str
    desk: str
    topic: str
    language: str
    title: str
    text: str
    translation: tuple[str, str] | None
    meeting_place: str
    meeting_on: str


def quoted(written: str) -> str:
    """The beginning of a cell, on one line."""
    line = texts.clean_line(written[: SHOWN_MOST * 4])
    return line if len(line) <= SHOWN_MOST else line[: SHOWN_MOST - 1].rstrip() + "…"


def read_day(written: str) -> date | None:
    """2026-11-22 (a date cell comes so, with a time perhaps), 22.11.2026; None when it is no day."""
    found = _ISO_DAY.fullmatch(written) or _DAY.fullmatch(written)
    if found is None:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


@dataclass(slots=True)
class Ground:
    """What the rows of a file are checked against; ``keys`` and ``seen`` say in which row a key or words stood first.

    ``desk``: whose moderators decide on a national proposal whose row names no region of the meeting.
    """

    table: Table
    columns: Columns
    names: Names
    examples: frozenset[str]
    rules: Rules
    today: date
    desk: str | None
    keys: dict[str, int] = field(default_factory=dict)
    seen: dict[bytes, int] = field(default_factory=dict)

    def first_with_key(self, key: str, number: int) -> int:
        """The row a key stands in first."""
        return self.keys.setdefault(key, number)

    def first_with_words(self, title: str, text: str, number: int) -> int:
        """The row the same words stand in first, whatever their signs and case."""
        folded = " ".join(folding.words(f"{title}\n{text}"))
        return self.seen.setdefault(blake2b(folded.encode(), digest_size=16).digest(), number)


class Row:
    """One row; what is wrong with it gathers in ``problems``."""

    def __init__(self, of: Ground, number: int, cells: tuple[str, ...]) -> None:
        self.of = of
        self.number = number
        self.cells = cells
        self.problems: list[Problem] = []

    @property
    def is_wrong(self) -> bool:
        """Whether anything stops the import."""
        return any(not problem.is_warning for problem in self.problems)

    def proposal(self) -> NewProposal | None:
        """The row as a proposal; None where something that is needed is not there."""
        key, meeting = self._key(), (self._meeting_place(), self._meeting_day())
        place = self._meant("place", self.of.names.place)
        desk = self._desk(place)
        topic = self._meant("topic", self.of.names.topic)
        title, text = self._title("title"), self._text("text")
        language = self._language(title, text)
        translation = self._translation(language, title, text)
        self._personal("title", title)
        self._personal("text", text)
        if title and text:
            first = self.of.first_with_words(title, text, self.number)
            if first != self.number:
                self._wrong("text", "text-twice", row=first)
        if not (key and place and desk and topic and title and text and language and meeting[0] and meeting[1]):
            return None
        words = (language, title, text, translation)
        return NewProposal(self.number, key, place, desk, topic, *words, meeting[0], meeting[1])

    def _wrong(self, name: str, kind: str, *, is_warning: bool = False, **facts: Any) -> None:
        column = self.of.columns.places.get(name)
        heading = "" if column is None else self.of.columns.heading(column)
        self.problems.append(Problem(self.number, column, heading, kind, facts, is_warning))

    def _cell(self, name: str) -> str:
        """What stands in the column, '' where there is none; what cannot be taken is named."""
        column = self.of.columns.places.get(name)
        if column is None or column >= len(self.cells):
            return ""
        written = self.cells[column].strip()
        if name not in _SHARED and (self.number, column) in self.of.table.copied:
            self._wrong(name, "merged")
        if self.of.table.is_narrow and LOST.search(written.lower()):
            self._wrong(name, "letters-lost")
        return written

    def _needed(self, name: str) -> str:
        written = self._cell(name)
        if not texts.has_words(written):
            self._wrong(name, "empty")
            return ""
        return written

    def _key(self) -> str:
        key = texts.clean_line(self._needed("key"))
        if not key:
            return ""
        if len(key) > KEY_MOST:
            self._wrong("key", "long", length=len(key), maximum=KEY_MOST)
            return ""
        if key in self.of.examples:
            self._wrong("key", "example")
            return ""
        first = self.of.first_with_key(key, self.number)
        if first != self.number:
            self._wrong("key", "key-twice", value=quoted(key), row=first)
        return key

    def _meant(self, name: str, find: Callable[[str], Meant], written: str | None = None) -> str | None:
        written = self._needed(name) if written is None else written
        if not written:
            return None
        meant = find(written)
        if meant.code is None:
            self._wrong(name, meant.kind, value=quoted(written), **meant.facts)
        return meant.code

    def _desk(self, place: str | None) -> str | None:
        written = self._cell("meeting-region")
        region = self._meant("meeting-region", self.of.names.region, written) if written else None
        if place != NATIONAL or (written and region is None):
            return place
        desk = region or self.of.desk
        if desk is None:
            self._wrong("place", "desk-needed", field="meeting-region")
        return desk

    def _title(self, name: str) -> str:
        return self._checked(name, lambda written: texts.check_title(written, self.of.rules))

    def _text(self, name: str) -> str:
        return self._checked(name, lambda written: texts.check_text(written, self.of.rules))

    def _checked(self, name: str, check_words: Callable[[str], str]) -> str:
        written = self._cell(name)
        try:
            return check_words(written)
        except DomainError as wrong:
            facts: dict[str, Any] = dict(wrong.facts)
            self._wrong(name, _KINDS[wrong.key], **facts)
            return ""

    def _language(self, title: str, text: str) -> str | None:
        written = self._cell("language")
        told = languages.detected(f"{title}\n{text}") if title and text else None
        if not written:
            if told is None and title and text:
                self._wrong("language" if "language" in self.of.columns.places else "text", "language-needed")
            return told
        code = self._meant("language", self.of.names.language, written)
        if code is not None and told not in (None, code):
            self._wrong("language", "language-differs", is_warning=True, language=told)
        return code

    def _translation(self, language: str | None, title: str, text: str) -> tuple[str, str] | None:
        names = ("title-translated", "text-translated")
        there = [texts.has_words(self._cell(name)) for name in names]
        if not any(there):
            return None
        if not all(there):
            self._wrong(names[there.index(False)], "translation-alone", field=names[there.index(True)])
            return None
        found = self._title(names[0]), self._text(names[1])
        if not all(found):
            return None
        for name, words in zip(names, found, strict=True):
            self._personal(name, words)
        if (title, text) == found:
            self._wrong(names[1], "translation-same")
        told = languages.detected("\n".join(found))
        if language is not None and told not in (None, other_language(language)):
            self._wrong(names[1], "language-differs", is_warning=True, language=told)
        return found

    def _meeting_place(self) -> str:
        place = texts.clean_line(self._needed("meeting-place"))
        shortest, longest = MEETING_PLACE
        if place and not shortest <= len(place) <= longest:
            kind = "short" if len(place) < shortest else "long"
            self._wrong("meeting-place", kind, length=len(place), minimum=shortest, maximum=longest)
        self._personal("meeting-place", place)
        return place

    def _meeting_day(self) -> str:
        written = self._needed("meeting-on")
        if not written:
            return ""
        day = read_day(written)
        if day is None:
            self._wrong("meeting-on", "date-format", value=quoted(written), example=self.of.today)
            return ""
        if day > self.of.today:
            self._wrong("meeting-on", "date-future", date=day)
        elif day < self.of.today - OLDEST:
            self._wrong("meeting-on", "date-old", date=day)
        return day.isoformat()

    def _personal(self, name: str, words: str) -> None:
        kinds = tuple(dict.fromkeys(finding.kind for finding in checks.findings(words)))
        if kinds:
            self._wrong(name, "personal", is_warning=True, kinds=kinds)
