"""What the codes in statistics are called; one that is gone from the lists stays a code."""

from __future__ import annotations

from locales import Translator


def name_of(by: str, code: str, t: Translator) -> str:
    """A region (``place``), a topic or a language, short enough for a line."""
    try:
        match by:
            case "place":
                return t.region(code, "short")
            case "topic":
                return t.topic(code, "short")
            case _:
                return t.plain(f"language-{code}")
    except KeyError:
        return code
