"""Entities of texts: how they are counted, which kinds there are, what Telegram finds by itself."""

import re

from sandbox.shapes import Json

ENTITY_TYPES = frozenset(
    {
        *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"),
        *("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"),
        *("code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"),
    }
)

_LINK = re.compile(r"(?:https?|tg|tonsite)://[^\s]+|mailto:[^\s]+", re.IGNORECASE)
_BARE_LINK = re.compile(r"[\w\-]+(?:\.[\w\-]+)+(?:[/?#:]\S*)?")
_MENTION = re.compile(r"tg://user\?id=(\d+)")
_DETECTED = re.compile(
    r"(?P<email>[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+)"
    r"|(?P<url>(?:https?|tg)://[^\s<>«»\"]*[^\s<>«»\".,:;!?)]|\b(?:[\w\-]+\.)+(?:kz|com|org|net|me|ru|io)\b(?:/[^\s<>«»\"]*[^\s<>«»\".,:;!?)])?)"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b(?!/))"
    r"|(?P<phone_number>(?<!\w)\+\d[\d\-() ]{7,18}\d\b)"
)
_HINT = re.compile(r"[@/#.+]")


def utf16_units(text: str) -> int:
    """The length of a text in UTF-16 units, which Telegram counts in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def detect_entities(text: str) -> list[Json]:
    """Commands, links, mentions and the like, which Telegram finds in a text by itself."""
    if not _HINT.search(text):
        return []
    found = []
    for match in _DETECTED.finditer(text):
        kind = match.lastgroup or ""
        offset, length = utf16_units(text[: match.start()]), utf16_units(match.group())
        found.append({"type": kind, "offset": offset, "length": length})
    return found


def point_link(entity: Json, link: str) -> bool:
    """Give a link entity its target; False when Telegram would drop it as no link at all."""
    link = link.strip()
    mention = _MENTION.fullmatch(link)
    if mention:
        entity["type"] = "text_mention"
        entity["user"] = {"id": int(mention.group(1)), "is_bot": False, "first_name": ""}
        return True
    if _LINK.fullmatch(link):
        entity["url"] = link
        return True
    if _BARE_LINK.fullmatch(link):
        entity["url"] = f"http://{link}"
        return True
    return False
