"""One form of a text: what is taken away, what stays, and that lengths are counted afterwards."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.seed_plan import load_samples
from forum import errors, texts
from tests.forum.people import RULES

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
EMOJI = {
    "heart": "\u2764\ufe0f",
    "keycap": "5\ufe0f\u20e3",
    "family": FAMILY,
    "woman doctor": "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
    "rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "flag of Kazakhstan": "\U0001f1f0\U0001f1ff",
    "flag of Wales": "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
}


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Бір\x00 \r\n\r\n\r\n\r\nекі\u200b ", "Бір\n\nекі"),
        ("ар\u200bық\u2060 жүйе\ufeffсі", "арық жүйесі"),  # zero width
        ("\u202eнасөрс\u202c \u2066мәтін\u2069\u200f", "насөрс мәтін"),  # marks of direction
        ("үй\u00adлер", "үйлер"),  # soft hyphen
        ("көше\u00a0\u2003\u3000атауы", "көше атауы"),  # spaces of all kinds
        ("көше\u3164\u2800атауы", "көше атауы"),  # letters that are drawn as nothing
        ("бір\u2028екі\x85үш\vтөрт", "бір\nекі\nүш\nтөрт"),
        ("\u0438\u0306од", "\u0439од"),  # one letter typed as two code points
        ("\u0438\u200b\u0306од", "\u0439од"),
        ("за\u0301мок", "за\u0301мок"),  # a stress mark is read
        ("ж" + "\u0300\u0316\u0301\u0317" * 20 + "ол", "ж\u0316\u0317ол"),
        ("\u0301\u0302 жол", "жол"),  # marks on nothing
        ("жол\ue000\udc00\uffff", "жол"),  # private, half and no characters
        ("а\u0489б\u20e3", "аб"),  # marks that enclose
        ("7\ufe0f7\ufe0f", "77"),
        ("қа\u200dзақ", "қазақ"),  # a joiner that joins no emoji
        ("  - бірінші\n\t- екінші\t\tүшінші", "- бірінші\n- екінші үшінші"),
    ],
)
def test_what_nobody_sees_is_taken_away(raw: str, kept: str) -> None:
    assert texts.clean_text(raw) == kept


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_stay_whole(emoji: str) -> None:
    assert texts.clean_text(f"ауыл {EMOJI[emoji]} жолы") == f"ауыл {EMOJI[emoji]} жолы"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example("\U0001d15e\ufe0f")
@example("\u1100\u0300\u0301\u0302\u1161")
@example("а\u0300\u0301\u0302\n\u0303\u200d\U0001f467")
def test_cleaning_again_changes_nothing(raw: str) -> None:
    cleaned = texts.clean_text(raw)
    assert texts.clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert texts.clean_line(texts.clean_line(raw)) == texts.clean_line(raw)


def test_what_people_write_stays_as_it_is() -> None:
    for sample in load_samples():
        assert texts.clean_text(sample.text) == sample.text
        assert texts.clean_line(sample.title) == sample.title


def test_lengths_are_counted_after_cleaning() -> None:
    assert texts.check_text("а" * 30 + " " * 5000, RULES) == "а" * 30
    with pytest.raises(errors.TextShort) as short:
        texts.check_text("а\u200b" * 29 + "   ", RULES)
    assert short.value.facts == {"length": 29, "minimum": 30}
    with pytest.raises(errors.TextLong) as long:
        texts.check_text("ә" * 4096, RULES)
    assert long.value.facts == {"length": 4096, "maximum": 2000, "excess": 2096}
    assert len(texts.check_text("ә\u200b" * 2000, RULES)) == 2000


@pytest.mark.parametrize("blank", ["", " \n\t\u200b\u2060 ", "\u3164" * 40, "\u0301" * 40, "*** ___", "<b></b>" * 9])
def test_a_text_without_a_letter_is_empty(blank: str) -> None:
    with pytest.raises(errors.TitleEmpty):
        texts.check_title(blank, RULES)
    with pytest.raises(errors.TextEmpty):
        texts.check_text(blank, RULES)


def test_the_same_text_typed_in_two_ways_has_one_fingerprint() -> None:
    one, other = (texts.clean_text(raw) for raw in ("Жаңа мектеп\u200b керек", " Жаңа\u00a0мектеп керек\u200f"))
    assert texts.fingerprint("Атауы", one) == texts.fingerprint("Атауы", other)
