"""What of the queue is shown, as a few letters that its buttons carry on from screen to screen."""

from __future__ import annotations

from typing import Final

from forum.queue import QueueChoice
from handlers.callbacks.ids import ButtonData, Code, View
from locales import TOPIC_SLUGS

_KINDS: Final = {"a": "all", "n": "new", "r": "reported", "p": "appealed"}
_AGES: Final = {"a": "all", "f": "fresh", "n": "near", "l": "late"}
_KIND_LETTERS: Final = {kind: letter for letter, kind in _KINDS.items()}
_AGE_LETTERS: Final = {age: letter for letter, age in _AGES.items()}


class FilterQueue(ButtonData, prefix="quf"):
    """Choose what of the queue is shown; ``what``: main, or topic; ``view`` as :func:`view_of` packs it."""

    what: Code = "main"
    view: View = ""


def view_of(choice: QueueChoice) -> str:
    """The choice for a button; empty when nothing is left out."""
    if choice.is_all:
        return ""
    topic = "" if choice.topic not in TOPIC_SLUGS else str(TOPIC_SLUGS.index(choice.topic))
    return f"{_KIND_LETTERS[choice.kind]}{_AGE_LETTERS[choice.age]}{topic}"


def choice_of(view: str) -> QueueChoice:
    """What a button carries; unknown letters leave nothing out."""
    number = view[2:]
    place = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else -1
    return QueueChoice(
        _KINDS.get(view[:1], "all"),
        _AGES.get(view[1:2], "all"),
        TOPIC_SLUGS[place] if 0 <= place < len(TOPIC_SLUGS) else None,
    )
