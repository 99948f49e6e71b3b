"""A day as people type it, in digits or in words of either language."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.dates import read_day
from locales import LANGUAGES, translator

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.12.2026", date(2026, 12, 31)),
        (" 1.2.2027 ", date(2027, 2, 1)),
        ("31/12/2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31.12", date(2026, 12, 31)),
        ("23.11", TODAY),
        ("22.11.", date(2027, 11, 22)),
        ("29.02.2028", date(2028, 2, 29)),
        ("31 желтоқсан", date(2026, 12, 31)),
        ("31 Желтоксан", date(2026, 12, 31)),
        ("2027 жылғы 22 наурыз", date(2027, 3, 22)),
        ("22 наурыз 2027", date(2027, 3, 22)),
        ("31 декабря", date(2026, 12, 31)),
        ("1 МАЯ 2027 года", date(2027, 5, 1)),
        ("22.11.2025", date(2025, 11, 22)),
    ],
)
def test_a_day_is_read(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        *("", "ертең", "31.02.2027", "29.02", "0.0.0000", "32 декабря", "31 желтоқсан 1 қаңтар", "декабря", "2026"),
        *("31 12", "31 декабря 2026 2027", "мы встретимся 31 декабря у ёлки", "²5.12.2026", "9" * 400, "31.12.202"),
        "1 1 мая",
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_what_the_bot_writes_it_also_reads(language: str, month: int) -> None:
    t, day = translator(language), date(2027, month, 28)
    for written in (t.date(day), t.short_date(day), t.day_month(day)):
        assert read_day(written, date(2027, 1, 1)) == day
