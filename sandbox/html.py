"""Telegram's HTML, parsed the way Telegram parses it: text without tags and entities in UTF-16 units."""

import re
from dataclasses import dataclass

from sandbox.entities import point_link, utf16_units
from sandbox.refusals import Refusal, bad_request
from sandbox.shapes import Json

_SPECIAL = re.compile(r"[<&]")
_TAG_NAME = re.compile(r"[^\s>\0]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>\0]*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACES = re.compile(r"\s*")
_CHARACTER_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    part: int


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text without tags and its entities, in the order of their beginnings.

    Raises Refusal "can't parse entities: …" with the byte offset, as Telegram does.
    """
    if "<" not in source and "&" not in source:
        return source, []
    reader = _Reader(source)
    reader.read()
    for entity in reader.entities:
        if entity["type"] == "code":
            entity.pop("language", None)  # a language means something only to a whole block
    reader.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reader.parts), reader.entities


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source.replace("\0", "") + "\0"  # the end mark spares a bounds check at every step
        self.at = 0
        self.parts: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> None:
        end = len(self.source) - 1
        while self.at < end:
            special = _SPECIAL.search(self.source, self.at)
            if special is None:
                self._emit(self.source[self.at : end])
                break
            self._emit(self.source[self.at : special.start()])
            self.at = special.start()
            if special.group() == "&":
                self._emit(self._character())
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            tag = self.open[-1].tag
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def _emit(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.units += utf16_units(text)

    def _bytes_at(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _refuse(self, what: str, position: int, tail: str = "") -> Refusal:
        return _cannot_parse(f"{what} at byte offset {self._bytes_at(position)}{tail}")

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        assert found is not None  # every pattern used here matches the empty string
        self.at = found.end()
        return found.group()

    def _character(self) -> str:
        """The character a reference stands for; an unknown one is itself, an ampersand."""
        found = _CHARACTER_REFERENCE.match(self.source, self.at)
        character = _referred(found) if found else None
        if found is None or character is None:
            self.at += 1
            return "&"
        self.at = found.end()
        return character

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        if self.source[self.at] == "\0":
            raise self._refuse("Unclosed start tag", begin)
        if tag not in _ENTITY_OF_TAG:
            raise self._refuse(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while True:
            self._take(_SPACES)
            if self.source[self.at] == ">":
                break
            name, value = self._attribute(tag, begin)
            argument = _argument_of(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise self._refuse('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.units, len(self.parts)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE_NAME).lower()
        if self.source[self.at] == "\0":
            raise self._refuse(f'Unclosed start tag "{tag}"', begin)
        if not name:
            raise self._refuse(f'Empty attribute name in the tag "{tag}"', begin)
        self._take(_SPACES)
        if self.source[self.at] != "=":
            return name, ""
        self.at += 1
        self._take(_SPACES)
        value = self._quoted() if self.source[self.at] in "'\"" else self._name_token()
        if self.source[self.at] == "\0":
            raise self._refuse("Unclosed start tag", begin)
        return name, value

    def _name_token(self) -> str:
        begin = self.at
        value = self._take(_NAME_TOKEN).lower()
        if not self.source[self.at].isspace() and self.source[self.at] not in ">\0":
            raise self._refuse("Unexpected end of name token", begin)
        return value

    def _quoted(self) -> str:
        quote = self.source[self.at]
        self.at += 1
        value: list[str] = []
        while self.source[self.at] not in (quote, "\0"):
            if self.source[self.at] == "&":
                value.append(self._character())
            else:
                value.append(self.source[self.at])
                self.at += 1
        if self.source[self.at] == quote:
            self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._refuse("Unexpected end tag", begin)
        self.at += 2
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACES)
        if self.source[self.at] != ">":
            raise self._refuse("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            tail = f', expected "</{opened.tag}>", found "</{name}>"'
            raise self._refuse("Unmatched end tag", begin, tail)
        if self.units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _ENTITY_OF_TAG[opened.tag],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        last = self.entities[-1] if self.entities else None
        if opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        if last is not None and _is_same_span(last, entity) and {last["type"], entity["type"]} == {"code", "pre"}:
            entity["type"] = "pre"
            last.update(entity)
            return
        if opened.tag == "a" and not point_link(entity, opened.argument or "".join(self.parts[opened.part :])):
            return
        if opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        if opened.tag == "tg-time":
            entity["unix_time"] = int(opened.argument) if opened.argument.isdigit() else 0
        self.entities.append(entity)


def _cannot_parse(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")


def _is_same_span(one: Json, other: Json) -> bool:
    return bool(one["offset"] == other["offset"] and one["length"] == other["length"])


def _referred(found: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED.get(name)
    if len(found.group().rstrip(";")) >= 10:
        return None
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None


def _argument_of(tag: str, name: str, value: str) -> str:
    """What an attribute means to its tag; attributes Telegram does not know mean nothing."""
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")}:
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, name) == ("blockquote", "expandable") else ""
