"""Blocks of rich messages, made from plain text: what people wrote stands in them as it is, and is never markup.

Telegram takes 32,768 characters, 500 blocks (rows of tables and what is inside of others count), 20 columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from aiogram.types import (
    InputRichBlockDetails,
    InputRichBlockParagraph,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichBlockUnion,
    RichBlockTableCell,
    RichTextBold,
)

Align = Literal["left", "right"]
LEFT: Final[Align] = "left"
RIGHT: Final[Align] = "right"
TITLE, SECTION = 3, 5  # sizes of headings: 1 is the largest, 6 the smallest


def heading(text: str, size: int = SECTION) -> InputRichBlockSectionHeading:
    """A heading of the message, or of a section."""
    return InputRichBlockSectionHeading(text=text, size=size)


def paragraph(text: str) -> InputRichBlockParagraph:
    """A plain paragraph."""
    return InputRichBlockParagraph(text=text)


def named(label: str, text: str) -> InputRichBlockParagraph:
    """A paragraph that says in bold what it is about: "Title: Light in the yard"."""
    return InputRichBlockParagraph(text=[RichTextBold(text=f"{label}:"), f" {text}"])


def details(summary: str, blocks: Iterable[InputRichBlockUnion], *, is_open: bool = False) -> InputRichBlockDetails:
    """A part that opens at a tap on its summary."""
    return InputRichBlockDetails(summary=summary, blocks=list(blocks), is_open=True if is_open else None)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], aligns: Sequence[Align]) -> InputRichBlockTable:
    """A table with a row of headers; ``aligns`` are of the columns."""
    cells = [[_cell(text, align, is_header=True) for text, align in zip(head, aligns, strict=True)]]
    cells += [[_cell(text, align) for text, align in zip(row, aligns, strict=True)] for row in rows]
    return InputRichBlockTable(cells=cells, is_bordered=True, is_striped=True, is_compact=True)


def _cell(text: str, align: Align, *, is_header: bool = False) -> RichBlockTableCell:
    return RichBlockTableCell(text=text, align=align, valign="top", is_header=True if is_header else None)
