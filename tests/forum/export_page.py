"""``python -m tests.forum.export_page`` writes the tables of docs/export.md anew, from the columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forum.export_columns import (
    BY_REGION_COLUMNS,
    BY_TOPIC_COLUMNS,
    COLUMNS,
    DECISION_COLUMNS,
    HISTORY_COLUMNS,
    Column,
)
from locales import LANGUAGES, translator
from locales.export_words import Words
from locales.translator import HOME_ZONE

PAGE: Final = Path(__file__).parents[2] / "docs" / "export.md"
TABLES: Final[tuple[tuple[str, str, Sequence[Column]], ...]] = (
    ("proposals", "Proposals", COLUMNS),
    ("by-region", "Counts by region", BY_REGION_COLUMNS),
    ("by-topic", "Counts by topic", BY_TOPIC_COLUMNS),
    ("decisions", "Decisions", DECISION_COLUMNS),
    ("history", "History", HISTORY_COLUMNS),
)
KINDS: Final = {"text": "text", "integer": "whole number", "moment": "date and time", "day": "date"}


def tables() -> str:
    """Every table of the page, in Markdown."""
    words = {language: Words(translator(language, HOME_ZONE), {}) for language in LANGUAGES}
    return "".join(_table(key, title, columns, words) for key, title, columns in TABLES)


def page() -> str:
    """The page as it should be: its own words, then the tables of today's columns."""
    said = PAGE.read_text(encoding="utf-8")
    return said[: said.index("\n## ")] + tables()


def _table(key: str, title: str, columns: Sequence[Column], words: dict[str, Words]) -> str:
    names = " / ".join(f"«{words[language].sheet(key)}»" for language in LANGUAGES)
    lines = [
        f"\n## {title}: {names}\n",
        "| Key | Қазақша | Русский | Type | Copy | Meaning |",
        "|---|---|---|---|---|---|",
    ]
    for column in columns:
        headings = [words[language].heading(column.key) for language in LANGUAGES]
        copy = "internal" if column.internal else "public"
        cells = [f"`{column.key}`", *headings, KINDS[column.kind], copy, column.about]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
