"""Texts as they are compared: what a reader takes for the same is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.folding import STEM, STOP_WORDS, fold, stems, telling, words


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("ҰСЫНЫС", "усыныс"),
        ("Қоғамдық көлік", "когамдык колик"),
        ("әлеуметтік үйірме", "алеуметтик уйирме"),
        ("жаңа һәм ескі", "жана хам ески"),
        ("Ёлка", "елка"),
        ("Йод, район", "йод, район"),
        ("й".encode().decode(), "й"),
        ("за\u0301мок", "замок"),
        ("ин\u200bтер\u00adнет", "интернет"),
        ("\u202eдорога\u202c", "дорога"),
        ("İstanbul", "istanbul"),
        ("COVID", "covid"),
    ],
)
def test_a_text_is_folded(typed: str, same: str) -> None:
    assert fold(typed) == same


@pytest.mark.parametrize("mixed", ["мектeп", "MEKТЕП", "Мектeп", "мекteп"[:4] + "п"])
def test_latin_letters_in_a_cyrillic_word_are_cyrillic(mixed: str) -> None:
    assert words("Мектеп")[0][:3] == words(mixed)[0][:3]


def test_kazakh_letters_typed_by_their_looks_are_the_same_word() -> None:
    assert words("ɵңір") == words("өңір")
    assert words("əкім") == words("әкім")
    assert words("iс-шара") == words("іс-шара")


def test_a_latin_word_stays_latin() -> None:
    assert words("COP cop") == ["cop", "cop"]


def test_lines_and_signs_part_words() -> None:
    assert words("су\nжол\tгаз_тал; №12") == ["су", "жол", "газ", "тал", "12"]
    assert words("😀 ‼️ «…» _") == []


def test_endings_come_after_the_stem() -> None:
    assert stems("Балабақшада") == stems("балабақшаларға") == {"балап"}
    assert stems("жарық") == stems("жарығы")
    assert stems("интернетсіз су", "газ") == {"интер", "су", "газ"}


def test_what_says_nothing_is_left_out_once_each() -> None:
    assert telling(words("Ауылда су жоқ және ауылда жол керек, нужно в селе")) == ["ауылда", "су", "жол", "селе"]


def test_stop_words_are_folded_themselves() -> None:
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS


@given(some.text(max_size=300))
def test_any_text_is_folded_once_and_for_all(text: str) -> None:
    assert all(word for word in words(text))
    assert words(" ".join(words(text))) == words(text)
    assert all(0 < len(stem) <= STEM for stem in stems(text))
