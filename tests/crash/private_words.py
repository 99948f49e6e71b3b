"""What must never stand in a log: looked for in every form a program might write it in."""

from __future__ import annotations

import html
import json
from urllib.parse import quote


def forms_of(word: str) -> set[str]:
    """A word as it is, and as JSON, addresses, HTML, bytes and Python's own quoting would show it."""
    forms = {word, json.dumps(word)[1:-1], quote(word), quote(word, safe=""), html.escape(word)}
    forms |= {repr(word)[1:-1], ascii(word)[1:-1], repr(word.encode())[2:-1], word.encode("utf-16-be").hex()}
    return {form.casefold() for form in forms | {word.replace(" ", "_"), word.encode().hex()}}


def leaked(log: str, words: dict[str, str]) -> list[str]:
    """Names of the words (by name) that stand in a log in any form, with the line of the first one."""
    folded = log.casefold()
    found = []
    for name, word in words.items():
        place = next((folded.find(form) for form in forms_of(word) if form in folded), -1)
        if place >= 0:
            begin, end = log.rfind("\n", 0, place) + 1, log.find("\n", place)
            found.append(f"{name}: {log[begin:end][:300]}")
    return found
