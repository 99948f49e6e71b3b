"""Shortening people's text so that a screen stays under Telegram's 4,096 UTF-16 units: data is cut, markup never."""

from __future__ import annotations


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """The text itself, or its beginning with an ellipsis, at most ``most`` UTF-16 units long."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", errors="ignore")
    return kept.rstrip() + "…"
