"""How numbers and dates are written in Kazakh and in Russian."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

NO_BREAK_SPACE: Final = "\u00a0"

LONG_DATE: Final = {"kk": "yyyy 'жылғы' d MMMM", "ru": "d MMMM yyyy 'года'"}
DAY_MONTH: Final = "d MMMM"
SHORT_DATE: Final = "dd.MM.yyyy"
MOMENT: Final = "d MMMM, HH:mm"


def whole_number(number: int) -> str:
    """Write a whole number with thousands grouped by U+00A0, as both languages do."""
    if -1000 < number < 1000:
        return str(number)
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def decimal_number(number: float, language: str) -> str:
    """Write a number with a fraction in the way of the language (a decimal comma, at most three digits)."""
    return format_decimal(number, locale=language)


def _kazakh_category(number: int) -> str:
    return "one" if number == 1 else "other"


def _russian_category(number: int) -> str:
    tens, ones = divmod(abs(number) % 100, 10)
    if tens == 1 or ones == 0 or ones > 4:
        return "many"
    return "one" if ones == 1 else "few"


_WHOLE_CATEGORY: Final[dict[str, Callable[[int], str]]] = {"kk": _kazakh_category, "ru": _russian_category}


def whole_category(language: str) -> Callable[[int], str]:
    """Give the rule that names the plural category of a whole number."""
    return _WHOLE_CATEGORY[language]


def decimal_category(number: float, language: str) -> str:
    """Name the plural category of a number that may have a fraction (1.5 is «other» in Russian)."""
    return str(Locale(language).plural_form(number))


@lru_cache(maxsize=4096)
def written_date(day: date, pattern: str, language: str) -> str:
    """Write a date by a Babel pattern."""
    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=4096)
def written_minute(minute: datetime, pattern: str, language: str) -> str:
    """Write a local time by a Babel pattern; `minute` is naive, its seconds already dropped."""
    return format_datetime(minute, pattern, locale=language)
