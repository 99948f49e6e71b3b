"""How wide texts are in the letters that pictures are drawn with: the font files lie beside this module."""

from __future__ import annotations

import struct
from functools import cache

from handlers.pictures.renderer import FONTS

FAMILY = "Noto Sans"
REGULAR, BOLD = FONTS / "NotoSans-Regular.ttf", FONTS / "NotoSans-Bold.ttf"


class Face:
    """The widths of one font file's letters; no pair of letters stands closer than their widths say."""

    def __init__(self, data: bytes) -> None:
        tables = _tables(data)
        self._em: int = struct.unpack_from(">H", data, tables["head"] + 18)[0]
        (count,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
        metrics = struct.unpack_from(f">{2 * count}H", data, tables["hmtx"])
        glyphs = _glyphs(data, tables["cmap"])
        # Glyphs beyond the list are as wide as the last one of it.
        self._widths = {code: metrics[2 * min(glyph, count - 1)] for code, glyph in glyphs.items()}
        self._missing = metrics[0]

    def has(self, text: str) -> bool:
        """Whether every letter of the text is in the font."""
        return all(ord(letter) in self._widths for letter in text)

    def width(self, text: str, size: float) -> float:
        """Pixels, with letters of ``size`` pixels."""
        units: int = sum(self._widths.get(ord(letter), self._missing) for letter in text)
        return units * size / self._em


def _tables(data: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * place) for place in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Code point → glyph, from the subtable of format 4 (all of our letters are in the basic plane)."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    offsets = [cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * place)[2] for place in range(count)]
    table = next(offset for offset in offsets if struct.unpack_from(">H", data, offset)[0] == 4)
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", data, table + 14 + 2 * (segments * part + (part > 0))) for part in range(4)
    )
    found = {}
    for place in range(segments):
        here = table + 14 + 2 * (segments * 3 + 1 + place)
        for code in range(starts[place], min(ends[place], 0xFFFE) + 1):
            glyph = code
            if ranges[place]:
                (glyph,) = struct.unpack_from(">H", data, here + ranges[place] + 2 * (code - starts[place]))
                if not glyph:
                    continue
            found[code] = (glyph + deltas[place]) & 0xFFFF
    return found


@cache
def face(*, is_bold: bool = False) -> Face:
    """The letters, read from their file once."""
    return Face((BOLD if is_bold else REGULAR).read_bytes())


def fitted(text: str, size: float, most: float, *, is_bold: bool = False) -> str:
    """The text itself, or its beginning with an ellipsis, at most so many pixels wide."""
    letters = face(is_bold=is_bold)
    if letters.width(text, size) <= most:
        return text
    kept = text
    while kept and letters.width(f"{kept.rstrip()}…", size) > most:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
