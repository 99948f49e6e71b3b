"""Text of a message as Telegram keeps it: cleaned, trimmed, with given, parsed and detected entities."""

import re
from typing import Any

from sandbox.entities import ENTITY_TYPES, detect_entities, utf16_units
from sandbox.html import parse_html
from sandbox.refusals import bad_request
from sandbox.shapes import Json

ENTITIES_KEPT = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NOT_INSIDE = frozenset({"code", "pre", "text_link", "text_mention"})


def formatted(text: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """A text of the bot as Telegram would keep it, with its entities.

    `given` is the explicit list of entities, used when there is no parse mode.
    Raises Refusal for markup that cannot be parsed and for a parse mode the sandbox does not know.
    """
    text = _cleaned(text)
    if parse_mode and parse_mode.lower() not in {"html", "none"}:
        raise bad_request("unsupported parse_mode")
    if parse_mode.lower() == "html":
        text, entities = parse_html(text)
    else:
        entities = _explicit(given, text)
    text, entities = _trimmed(text, entities)
    for detected in detect_entities(text):
        if not any(_overlap(entity, detected) for entity in entities if entity["type"] in _NOT_INSIDE):
            entities.append(detected)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, entities[:ENTITIES_KEPT]


def from_person(text: str) -> tuple[str, list[Json]]:
    """A text of a person as Telegram would keep it: nothing in it is markup."""
    text = _cleaned(text).strip()
    return text, detect_entities(text)


def _cleaned(text: str) -> str:
    return _CONTROL.sub(lambda found: "" if found.group() in "\r\0" else " ", text)


def _explicit(given: Any, text: str) -> list[Json]:
    """The entities a call lists itself. Raises Refusal for those that cannot be."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of MessageEntity")
    end = utf16_units(text)
    for entity in given:
        if not isinstance(entity, dict) or entity.get("type") not in ENTITY_TYPES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if offset < 0:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if offset > end:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
                f" at UTF-16 offset {offset + length}"
            )
    return [dict(entity) for entity in given if entity["length"] > 0]


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without spaces at both ends; those in front stay where an entity begins with them."""
    text = text.rstrip()
    end = utf16_units(text)
    first = min((entity["offset"] for entity in entities), default=end)
    cut = min(len(text) - len(text.lstrip(" \n")), first)
    kept = []
    for entity in entities:
        last = min(entity["offset"] + entity["length"], end) - cut
        begin = entity["offset"] - cut
        if last > begin:
            kept.append(entity | {"offset": begin, "length": last - begin})
    return text[cut:], kept
