"""What becomes of a typed text before it is kept: cleaned, measured, fingerprinted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

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

MARKS_MOST: Final = 2
"""How many marks a letter may carry: a stress and one more. Dozens of them draw over the lines around."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(" {2,}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")
# Nearly every text is made of these alone, single spaces and line breaks between them: nothing of it is changed.
_LETTERS = r"[A-Za-z0-9А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ,.:;!?()«»\"'%№/–—-]++"
_CLEAN = re.compile(rf"(?:{_LETTERS}(?: |\n\n?))*{_LETTERS}")
# Letters and signs that are drawn as nothing: fillers of Hangul, the empty pattern of Braille.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_SIGNS = frozenset({"So", "Sm", "Sk", "Po", "Pd"})
_JOINER, _AS_TEXT, _AS_EMOJI, _KEYCAP, _FLAG = "\u200d", "\ufe0e", "\ufe0f", "\u20e3", "\U0001f3f4"
_KEYS = frozenset("0123456789#*")
_INVISIBLE_MARKS = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def clean_text(raw: str) -> str:
    """The one form a text is kept, searched, compared and fingerprinted in; cleaning again changes nothing.

    NFC; spaces of all kinds as one plain space, at most one blank line in a row, trimmed. Gone are controls, private
    characters, marks of direction and of zero width, blank letters, marks piled up beyond MARKS_MOST. What emoji are
    joined with stays: neither Kazakh nor Russian needs the rest.
    """
    if _CLEAN.fullmatch(raw):
        return raw  # asked first: letter by letter it costs forty times as much
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw))
    text = unicodedata.normalize("NFC", _visible(text))
    text = _SPACES.sub(" ", _without_piles(text))
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def _visible(text: str) -> str:
    kept: list[str] = []
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if character == "\n":
            kept.append(character)
        elif category == "Zs" or character == "\t" or character in _BLANK_LETTERS:
            kept.append(" ")
        elif _is_noncharacter(character):
            continue
        elif category in _DROPPED or _INVISIBLE_MARKS.match(character):
            before, after = kept[-1] if kept else "", text[position + 1 : position + 2]
            if _is_of_emoji(character, before, after):
                kept.append(character)
        else:
            kept.append(character)
    return "".join(kept)


def _is_noncharacter(character: str) -> bool:
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _is_of_emoji(character: str, before: str, after: str) -> bool:
    """Whether an invisible character is a part of an emoji: a family's joiner, a keycap's or a flag's sign."""
    if character == _JOINER:
        return (_is_sign(before) or before == _AS_EMOJI) and _is_sign(after)
    if character in {_AS_TEXT, _AS_EMOJI}:
        return after == _KEYCAP if before in _KEYS else _is_sign(before)
    is_tag = 0xE0020 <= ord(character) <= 0xE007F
    return is_tag and (before == _FLAG or 0xE0020 <= ord(before or " ") <= 0xE007E)


def _is_sign(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in _SIGNS


def _without_piles(text: str) -> str:
    """Marks without a letter and those beyond MARKS_MOST are gone."""
    kept: list[str] = []
    marks = 0
    for character in text:
        before = kept[-1] if kept else " "
        if character in {_AS_TEXT, _AS_EMOJI}:
            kept.append(character)  # what of these is still here belongs to an emoji
        elif not unicodedata.category(character).startswith("M"):
            marks = 0
            kept.append(character)
        elif character == _KEYCAP:
            if before == _AS_EMOJI or before in _KEYS:
                kept.append(character)
        elif unicodedata.category(character) != "Me" and before not in " \n" and marks < MARKS_MOST:
            marks += 1
            kept.append(character)
    return "".join(kept)


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
        raise title_too_long(length, rules)
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
        raise text_too_long(length, rules)
    return text


def title_too_long(length: int, rules: Rules) -> TitleLong:
    """How much of a title of ``length`` has to go."""
    return TitleLong(length=length, maximum=rules.title_max, excess=length - rules.title_max)


def text_too_long(length: int, rules: Rules) -> TextLong:
    """How much of a text of ``length`` has to go."""
    return TextLong(length=length, maximum=rules.text_max, excess=length - rules.text_max)


def check_remark(raw: str, rules: Rules, before: int = 0) -> str:
    """A moderator's remark as it is kept. Raises RemarkEmpty, RemarkLong (lengths in characters).

    ``before``: so long was what these words go on with, which was too long already. By themselves they might pass, but
    nobody wrote them as a remark.
    """
    remark = clean_text(raw)
    if not before and not has_words(remark):
        raise RemarkEmpty
    if before or len(remark) > rules.remark_max:
        raise RemarkLong(length=before + len(remark), maximum=rules.remark_max)
    return remark


def fingerprint(title: str, text: str) -> str:
    """SHA-256 (hex) of ``title``, a blank line and ``text`` in UTF-8, as they are kept: anyone can check it."""
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()


def short_fingerprint(full: str) -> str:
    """The first twelve hex digits in three groups, as a receipt shows them."""
    return f"{full[:4]} {full[4:8]} {full[8:12]}"
