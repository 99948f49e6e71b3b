"""Rich messages: blocks checked as Telegram checks them, and their words.

Media, lists, quotations, formulas and maps are not drawn here and are refused with a sentence that says so.
"""

from collections.abc import Iterator
from typing import Any

from sandbox import limits
from sandbox.entities import utf16_units
from sandbox.refusals import Refusal, bad_request
from sandbox.shapes import Json

_ALIGNS = frozenset({"left", "center", "right"})
_VERTICAL = frozenset({"top", "middle", "bottom"})
_MARKS = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "marked", "code"})
_WITH_TEXT = frozenset({"paragraph", "heading", "footer"})
_HEADING_SIZES = range(1, 7)


def read_rich(given: Any) -> Json:
    """The RichMessage of an InputRichMessage of blocks. Raises Refusal for whatever Telegram would not take."""
    if not isinstance(given, dict):
        raise bad_request("object expected as rich message")
    if [name for name in ("html", "markdown", "blocks") if given.get(name)] != ["blocks"]:
        raise bad_request("exactly one of the fields html, markdown, or blocks must be used; the sandbox reads blocks")
    counted = _Counted()
    blocks = counted.blocks(given["blocks"], 1)
    if counted.count > limits.RICH_BLOCKS:
        raise bad_request("RICH_MESSAGE_TOO_MANY_BLOCKS")
    words = words_of({"blocks": blocks})
    if not words.strip():
        raise bad_request("message text is empty")
    if utf16_units(words) > limits.RICH_UNITS:
        raise bad_request("RICH_MESSAGE_TOO_LONG")
    return {"blocks": blocks} | ({"is_rtl": True} if given.get("is_rtl") else {})


def words_of(rich: Json) -> str:
    """Everything a rich message says, a line a block and a row, cells between tabs; collapsed parts too."""
    return "\n".join(line for block in rich["blocks"] for line in _lines(block))


def tables_of(blocks: list[Json]) -> Iterator[list[list[str]]]:
    """The words of every table, row by row and cell by cell, in reading order."""
    for block in blocks:
        if block["type"] == "table":
            yield [[_plain(cell.get("text", "")) for cell in row] for row in block["cells"]]
        elif block["type"] == "details":
            yield from tables_of(block["blocks"])


def _lines(block: Json) -> Iterator[str]:
    if block["type"] == "table":
        if "caption" in block:
            yield _plain(block["caption"])
        for row in block["cells"]:
            yield "\t".join(_plain(cell.get("text", "")) for cell in row)
    elif block["type"] == "details":
        yield _plain(block["summary"])
        for inner in block["blocks"]:
            yield from _lines(inner)
    elif block["type"] in _WITH_TEXT:
        yield _plain(block["text"])


def _plain(text: Any) -> str:
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_plain(part) for part in text)
    return _plain(text["text"])


class _Counted:
    """Reads blocks and counts them: rows of tables and what is inside of others count too."""

    def __init__(self) -> None:
        self.count = 0

    def blocks(self, given: Any, depth: int) -> list[Json]:
        if not isinstance(given, list) or not given:
            raise _cannot_parse('Field "blocks" must be a non-empty Array')
        if depth > limits.RICH_DEPTH:
            raise bad_request("RICH_MESSAGE_TOO_DEEP")
        self.count += len(given)
        return [self._block(block, depth) for block in given]

    def _block(self, block: Any, depth: int) -> Json:
        if not isinstance(block, dict):
            raise _cannot_parse("InputRichBlock must be an Object")
        kind = block.get("type")
        if kind == "divider":
            return {"type": "divider"}
        if kind in _WITH_TEXT:
            read: Json = {"type": kind, "text": _text(block.get("text"), depth + 1)}
            return read if kind != "heading" else read | {"size": _size(block.get("size"))}
        if kind == "table":
            return self._table(block, depth)
        if kind == "details":
            inside = self.blocks(block.get("blocks"), depth + 1)
            return {"type": kind, "summary": _text(block.get("summary"), depth + 1), "blocks": inside} | _flags(
                block, "is_open"
            )
        raise bad_request(f"the sandbox does not draw rich blocks of type {kind!r}")

    def _table(self, block: Json, depth: int) -> Json:
        rows = block.get("cells")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
            raise _cannot_parse('Field "cells" must be a non-empty Array of Arrays')
        self.count += len(rows)
        table: Json = {"type": "table", "cells": [[_cell(cell, depth + 1) for cell in row] for row in rows]}
        if any(sum(cell.get("colspan", 1) for cell in row) > limits.RICH_COLUMNS for row in table["cells"]):
            raise bad_request("RICH_MESSAGE_TABLE_TOO_WIDE")
        if block.get("caption") is not None:
            table["caption"] = _text(block["caption"], depth + 1)
        return table | _flags(block, "is_bordered", "is_striped", "is_compact")


def _cell(cell: Any, depth: int) -> Json:
    if not isinstance(cell, dict):
        raise _cannot_parse("RichBlockTableCell must be an Object")
    if cell.get("align") not in _ALIGNS or cell.get("valign") not in _VERTICAL:
        raise _cannot_parse("invalid alignment of a table cell")
    read: Json = {"align": cell["align"], "valign": cell["valign"], **_flags(cell, "is_header")}
    for name in ("colspan", "rowspan"):
        if cell.get(name) is not None:
            if not isinstance(cell[name], int) or cell[name] < 1:
                raise _cannot_parse(f'invalid "{name}" of a table cell')
            read[name] = cell[name]
    return read if cell.get("text") is None else read | {"text": _text(cell["text"], depth)}


def _text(text: Any, depth: int) -> Any:
    """A RichText: a string, several of them, or one with a mark around it."""
    if depth > limits.RICH_DEPTH:
        raise bad_request("RICH_MESSAGE_TOO_DEEP")
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return [_text(part, depth + 1) for part in text]
    if isinstance(text, dict) and text.get("type") in _MARKS:
        return {"type": text["type"], "text": _text(text.get("text"), depth + 1)}
    if isinstance(text, dict):
        raise bad_request(f"the sandbox does not draw rich text of type {text.get('type')!r}")
    raise _cannot_parse("RichText must be a String, an Array or an Object")


def _size(size: Any) -> int:
    if not isinstance(size, int) or size not in _HEADING_SIZES:
        raise _cannot_parse("a heading's size is 1-6")
    return size


def _flags(given: Json, *names: str) -> Json:
    return {name: True for name in names if given.get(name) is True}


def _cannot_parse(why: str) -> Refusal:
    return bad_request(f"can't parse rich message: {why}")
