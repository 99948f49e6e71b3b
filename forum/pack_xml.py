"""The pieces a DOCX body is made of, as text: runs, paragraphs, tables, fields, bookmarks.

A pack of two thousand proposals is a hundred thousand elements; as text they pass into the file one after the other
and no tree of them is ever held. Elements stand in the order the format's schema demands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU"}
TEXT_WIDTH = 9638  # twentieths of a point between the margins of the page
Align = Literal["left", "center", "right"]
# What XML 1.0 cannot hold: control characters but tab and line feed, halves of pairs, two that are no characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


def clean(text: str) -> str:
    """The text without what XML cannot hold; every kind of line end is a line feed."""
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    color: str | None = None,
    points: float | None = None,
    language: str | None = None,
) -> str:
    """Letters of one look; ``language`` tells a program whose spelling they follow."""
    look = "".join(
        [
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            f'<w:color w:val="{color}"/>' if color else "",
            f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>' if points else "",
            f'<w:lang w:val="{LOCALES[language]}"/>' if language else "",
        ]
    )
    parts = re.split(r"([\n\t])", clean(text))
    inside = "".join(
        "<w:br/>" if part == "\n" else "<w:tab/>" if part == "\t" else _letters(part) for part in parts if part
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def _letters(part: str) -> str:
    return f'<w:t xml:space="preserve">{escape(part)}</w:t>'


def field(instruction: str, shown: str, *, is_stale: bool = False) -> str:
    """What a program works out by itself, and what stands there until it has; a stale one asks to be worked out."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    stale = ' w:dirty="true"' if is_stale else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{stale}/></w:r>'
        + f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        + mark.format("separate")
        + run(shown)
        + mark.format("end")
    )


def paragraph(style: str, *inside: str, keep: bool = False, align: Align | None = None, breaks: bool = False) -> str:
    """A paragraph of a style; ``keep``: on one page with the next, ``breaks``: at the top of a new page."""
    properties = "".join(
        [
            f"<w:pStyle w:val={quoteattr(style)}/>",
            "<w:keepNext/>" if keep else "",
            "<w:pageBreakBefore/>" if breaks else "",
            f'<w:jc w:val="{align}"/>' if align else "",
        ]
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def bookmarked(number: int, name: str, inside: str) -> str:
    """A place that references find."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, inside: str) -> str:
    """Letters that lead to a bookmark."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{inside}</w:hyperlink>'


def cell(width: int, inside: str, *, shade: str | None = None, span: int = 1) -> str:
    """A cell of whole paragraphs."""
    properties = "".join(
        [
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{span}"/>' if span > 1 else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
        ]
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(cells: Iterable[str], *, is_header: bool = False, is_whole: bool = False) -> str:
    """A row; a header is repeated on each page, a whole one is never divided between two."""
    properties = ("<w:cantSplit/>" if is_whole or is_header else "") + ("<w:tblHeader/>" if is_header else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Iterable[str], *, ruled: bool = True) -> str:
    """A table whose columns stay as wide as said: a word too long for one is broken, the table is not."""
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="A6B1BD"/>'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if ruled else ("bottom", "insideH")
    borders = f"<w:tblBorders>{''.join(line.format(side) for side in sides)}</w:tblBorders>"
    margins = '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>{margins}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
