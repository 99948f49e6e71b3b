"""What pictures are put together from: headings, legends, rows of bars; measures and colours."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.pictures.drawing import Bar, Drawing, Text
from handlers.pictures.letters import face, fitted
from locales import Translator

WIDTH, MARGIN = 1080, 56
INNER = WIDTH - 2 * MARGIN
INK, QUIET, NOW, BEFORE, LATE = "#14202e", "#465566", "#1a5fb4", "#7392b5", "#b3261e"
BIG, HEADING, LETTERS = 56, 44, 36
ROW, ROW_BAR, LABEL_WIDE = 62, 38, 500
SWATCH = 28


def number(count: int, t: Translator) -> str:
    """A count with its thousands apart; more taken back than given is below zero."""
    return t.number(count).replace("-", "–")


def legend_line(drawing: Drawing, fill: str, words: str) -> None:
    """What a colour means; ``drawing.height`` is the line its letters stand on."""
    drawing.bars.append(Bar(MARGIN, drawing.height - SWATCH, SWATCH, SWATCH, fill))
    left = MARGIN + SWATCH + 16
    drawing.texts.append(Text(left, drawing.height, fitted(words, LETTERS, WIDTH - MARGIN - left), LETTERS, QUIET))


def heading(drawing: Drawing, words: str) -> None:
    """A line above what follows."""
    drawing.height += 1.7 * HEADING
    fit = fitted(words, HEADING, INNER, is_bold=True)
    drawing.texts.append(Text(MARGIN, drawing.height, fit, HEADING, INK, is_bold=True))
    drawing.height += 20


def rows(drawing: Drawing, rows: Sequence[tuple[str, Sequence[tuple[int, str]], str]]) -> None:
    """A name, bars one after the other and the numbers in words on each row."""
    numbers_wide = max(face(is_bold=True).width(words, LETTERS) for _, _, words in rows)
    left = MARGIN + LABEL_WIDE + 20
    room = WIDTH - MARGIN - left - 16 - numbers_wide
    most = max(1, *(sum(count for count, _ in parts) for _, parts, _ in rows))
    for name, parts, words in rows:
        line = drawing.height + ROW / 2 + LETTERS * 0.36
        drawing.texts.append(Text(MARGIN, line, fitted(name, LETTERS, LABEL_WIDE), LETTERS, INK))
        right: float = left
        for count, fill in parts:
            wide = count / most * room
            drawing.bars.append(Bar(right, drawing.height + (ROW - ROW_BAR) / 2, wide, ROW_BAR, fill))
            right += wide
        drawing.texts.append(Text(right + 16, line, words, LETTERS, INK, is_bold=True))
        drawing.height += ROW
