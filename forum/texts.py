"""What becomes of a typed text before it is kept: cleaned, measured, fingerprinted."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from forum.errors import (
    RemarkEmpty,
    RemarkLong,
    TextEmpty,
    TextLong,
    TextShort,
    TitleEmpty,
    TitleLong,
    TitleShort,
)
from forum.policies import Rules

_ONLY_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")
# Characters nobody sees: a text of these alone is empty. Joiners of emoji and scripts stay inside words.
_INVISIBLE = re.compile(
    r"^[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u115f\u1160\u3164]+|"
    r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u115f\u1160\u3164]+$"
)


def clean_text(raw: str) -> str:
    """NFC, without control characters and trailing spaces, at most one blank line in a row, trimmed."""
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c == "\n" or c == "\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co"})
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _INVISIBLE.sub("", _BLANK_LINES.sub("\n\n", text))


def clean_line(raw: str) -> str:
    """As :func:`clean_text`, on one line."""
    return re.sub(r"\s+", " ", clean_text(raw)).strip()


def has_words(text: str) -> bool:
    """Whether there is anything to read: a letter or a digit outside of tags. Signs of markup alone are nothing."""
    return any(character.isalnum() for character in _TAG.sub("", text))


def check_title(raw: str, rules: Rules) -> str:
    """The title as it is kept. Raises TitleEmpty, TitleShort, TitleLong (lengths in characters)."""
    title = clean_line(raw)
    length = len(title)
    if not has_words(title):
        raise TitleEmpty
    if length < rules.title_min:
        raise TitleShort(length=length, minimum=rules.title_min)
    if length > rules.title_max:
        raise TitleLong(length=length, maximum=rules.title_max, excess=length - rules.title_max)
    return title


def check_text(raw: str, rules: Rules) -> str:
    """The text as it is kept. Raises TextEmpty, TextShort, TextLong (lengths in characters)."""
    text = clean_text(raw)
    length = len(text)
    if not has_words(text):
        raise TextEmpty
    if length < rules.text_min:
        raise TextShort(length=length, minimum=rules.text_min)
    if length > rules.text_max:
        raise TextLong(length=length, maximum=rules.text_max, excess=length - rules.text_max)
    return text


def check_remark(raw: str, rules: Rules) -> str:
    """A moderator's remark as it is kept. Raises RemarkEmpty, RemarkLong (lengths in characters)."""
    remark = clean_text(raw)
    if not has_words(remark):
        raise RemarkEmpty
    if len(remark) > rules.remark_max:
        raise RemarkLong(length=len(remark), maximum=rules.remark_max)
    return remark


def language_of(text: str, otherwise: str) -> str:
    """``kk`` for a text with letters that only Kazakh has, else ``otherwise`` (the author's language)."""
    return "kk" if _ONLY_KAZAKH.search(text) else otherwise


def fingerprint(title: str, text: str) -> str:
    """SHA-256 (hex) of ``title``, a blank line and ``text`` in UTF-8, as they are kept: anyone can check it."""
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()


def short_fingerprint(full: str) -> str:
    """The first twelve hex digits in three groups, as a receipt shows them."""
    return f"{full[:4]} {full[4:8]} {full[8:12]}"
