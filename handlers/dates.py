"""A day as people type it: 31.12.2026, 2026-12-31, 31 желтоқсан, 31 декабря 2026 года."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from forum.folding import fold
from locales import LANGUAGES, translator

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\.?")
_WORDS = re.compile(r"\d+|[^\W\d_]+")


def read_day(typed: str, today: date) -> date | None:
    """The day that was typed; without a year the next one that is so called. None when it is no day."""
    typed = typed.strip()
    if found := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
        return _day(year, month, day)
    if found := _DIGITS.fullmatch(typed):
        day, month = int(found[1]), int(found[2])
        return _day(int(found[3]), month, day) if found[3] else _coming(month, day, today)
    return _in_words(typed, today)


def _in_words(typed: str, today: date) -> date | None:
    words = _WORDS.findall(fold(typed))
    numbers = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) <= 4]
    months = [_months()[word] for word in words if word in _months()]
    # Besides them one word more may stand there: «жылғы», «года».
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or len(words) > len(numbers) + 2:
        return None
    days = [number for number in numbers if number <= 31]
    years = [number for number in numbers if number > 31]
    if len(days) != 1:
        return None
    return _day(years[0], months[0], days[0]) if years else _coming(months[0], days[0], today)


def _coming(month: int, day: int, today: date) -> date | None:
    found = [_day(today.year + ahead, month, day) for ahead in (0, 1)]
    return next((one for one in found if one is not None and one >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The months as both languages write them after a day, folded."""
    return {
        _WORDS.findall(fold(translator(language).day_month(date(2027, month, 1))))[-1]: month
        for language in LANGUAGES
        for month in range(1, 13)
    }
