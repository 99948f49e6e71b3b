"""What a walk of the explorer remembers: screens, what can be done on them, where it led."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from locales import LANGUAGES, NATIONAL, REGION_CODES, REGION_FORMS, TOPIC_SLUGS, translator
from sandbox.shown import ShownMessage


def _names() -> Iterator[str]:
    for language in LANGUAGES:
        t = translator(language)
        for code in (*REGION_CODES, NATIONAL):
            yield from (t.region(code, form) for form in REGION_FORMS[language])
        for slug in TOPIC_SLUGS:
            yield from (t.topic(slug), t.topic(slug, "short"))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words or sentences, whole."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


_NAMES = any_of(_names())
_CODES = any_of((*REGION_CODES, NATIONAL, *TOPIC_SLUGS))
_NUMBERS = re.compile(r"-?\d+")
_REQUEST = re.compile(r"(?<=:)[A-Za-z0-9_-]{8}$")


def blanked(text: str) -> str:
    """A text without what differs from proposal to proposal and from day to day."""
    return _NUMBERS.sub("#", _NAMES.sub("¤", text))


def pattern_of(data: str) -> str:
    """A button's data without what differs from proposal to proposal."""
    return _NUMBERS.sub("#", _CODES.sub("¤", _REQUEST.sub("?", data)))


@dataclass(frozen=True)
class Action:
    """Something a resident can do now: ``kind`` press, say, sticker or contact; ``key`` tells it from the others."""

    kind: str
    value: str
    key: str
    message: ShownMessage | None = None
    is_offered: bool = True
    lateness: int = 0


@dataclass(frozen=True)
class Step:
    """From the place ``begin`` by the action ``key`` to the place it led to last."""

    begin: str
    key: str
    leads_to: str = ""


Way = tuple[Step, ...]


@dataclass
class Place:
    """A screen that was seen: what can be done there, what was done and where it led."""

    depth: int
    open: dict[str, Action] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)


@dataclass
class Findings:
    """What the walk brought."""

    presses: int = 0
    screens: int = 0
    prefixes: set[str] = field(default_factory=set)
    problems: dict[str, str] = field(default_factory=dict)  # problem: the way there
    unreached: list[str] = field(default_factory=list)
    is_over: bool = False

    def __str__(self) -> str:
        told = "\n".join(f"- {problem}\n    after {way}" for problem, way in self.problems.items())
        return f"{self.presses} presses, {self.screens} screens, not reached again: {len(self.unreached)}\n{told}"
