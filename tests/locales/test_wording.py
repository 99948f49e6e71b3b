"""Slips of writing: suffixes after placeholders, mixed alphabets, misspelled words."""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from locales import LANGUAGES
from locales.places import region_forms, topic_forms
from tests.locales.reading import all_messages, listed, report

HERE = Path(__file__).parent
DICTIONARIES = {"kk": "kk_KZ", "ru": "ru_RU"}

# Vowel harmony cannot be kept after a value that is not known yet (Сараң қаласы-нан, 5-тен, 6-дан).
SUFFIX = re.compile(
    r"""\}[»"')]*[-‑]?(?:ға|ге|қа|ке|на|не|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|ның|нің|дың|дің|тың|тің|ны|ні"""
    r"""|ды|ді|ты|ті|мен|бен|пен|лар|лер|дар|дер|тар|тер|ыншы|інші|ншы|нші|шы|ші)(?![а-яәғқңөұүһі])"""
    r"""|\}\s+(?:мен|бен|пен|дейін|кейін|бері|қарай)(?![а-яәғқңөұүһі])""",
    re.IGNORECASE,
)
KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
MIXED = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[\n·]|(?<=[.!?:])\s")
NOT_WORDS = re.compile(r"</?[a-z][^>]*>|&\w+;|(?:https?://|t\.me/)\S+|/[a-z_]+|@\w+")


def test_no_kazakh_suffix_follows_a_placeholder() -> None:
    found = [f"{entry}: {match.group()!r}" for entry in listed("kk") for match in SUFFIX.finditer(entry.source)]
    assert not found, report(found)


@pytest.mark.parametrize("text", ["{ $n }-ға", "{ $date } дейін", "«{ $title }»нің", "{ $name } мен", "{ $n }інші"])
def test_the_suffix_check_finds_suffixes(text: str) -> None:
    assert SUFFIX.search(text)


@pytest.mark.parametrize("text", ["{ $page }-бет", "{ $region } бойынша", "№ { $n } ұсыныспен", "{ $n } менің"])
def test_the_suffix_check_passes_whole_words(text: str) -> None:
    assert not SUFFIX.search(text)


def is_mixed(word: str) -> bool:
    return bool(re.search("[a-z]", word, re.IGNORECASE) and re.search("[\u0400-\u04ff]", word))


def test_no_word_mixes_two_alphabets() -> None:
    mixed = [
        f"{entry}: {word}"
        for entry in all_messages()
        for text in entry.texts(lambda name: " ")
        for word in MIXED.findall(text)
        if is_mixed(word) or "\u0259" in word
    ]
    assert not mixed, report(sorted(set(mixed)))


def test_names_of_places_mix_no_alphabets() -> None:
    assert not [word for name in names_of_places() for word in MIXED.findall(name[1]) if is_mixed(word)]


def names_of_places() -> list[tuple[str, str]]:
    return [
        (language, text)
        for language in LANGUAGES
        for forms in (*region_forms()[language].values(), *topic_forms()[language].values())
        for text in forms.values()
    ]


def pieces_of(text: str) -> list[list[str]]:
    """Words of a text, sentence by sentence."""
    bare = NOT_WORDS.sub(" ", text)
    return [words for piece in SENTENCE_END.split(bare) if (words := WORD.findall(piece))]


def spoken_pieces() -> list[tuple[str, str, list[str]]]:
    """Every sentence: language of its file, where it stands, its words."""
    said = [
        (entry.language, str(entry), words)
        for entry in all_messages()
        for text in entry.texts(lambda name: " ")
        for words in pieces_of(text)
    ]
    named = [
        (language, f"locales/data: {name}", words) for language, name in names_of_places() for words in pieces_of(name)
    ]
    return said + named


def unknown_words(language: str, words: set[str]) -> set[str]:
    """Ask hunspell; what stands in the reviewed list of the language is known.

    A line of that list is one form of a word, so that a wrong ending of the same word is still found.
    """
    result = subprocess.run(
        [
            "hunspell",
            "-i",
            "utf-8",
            "-d",
            DICTIONARIES[language],
            "-p",
            str(HERE / f"{language}.allow.txt"),
            "-l",
        ],
        input="\n".join(sorted(words)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    unknown = set(result.stdout.split())
    return {word for word in words if unknown & {word, *word.split("-")}}


def misspelled(language: str) -> dict[str, set[str]]:
    """Unknown words of the files of a language: word → places.

    Some screens speak both languages (before a choice is made): a sentence that the other language knows
    better is read in the other language, and a word with Kazakh letters is always Kazakh.
    """
    pieces = spoken_pieces()
    all_words = {word for _, _, words in pieces for word in words}
    unknown = {spoken: unknown_words(spoken, all_words) for spoken in LANGUAGES}
    found: dict[str, set[str]] = defaultdict(set)
    for spoken, where, words in pieces:
        other = LANGUAGES[1 - LANGUAGES.index(spoken)]
        doubts = {read_in: [word for word in words if word in unknown[read_in]] for read_in in LANGUAGES}
        is_foreign = len(words) > 1 and len(doubts[other]) < len(doubts[spoken])
        for word in doubts[other if is_foreign else spoken]:
            if spoken == language and not (KAZAKH_LETTER.search(word) and word not in unknown["kk"]):
                found[word].add(where)
    return found


@pytest.fixture
def hunspell() -> None:
    if shutil.which("hunspell") is None:
        reason = "NOT CHECKED: spelling needs hunspell, hunspell-kk and hunspell-ru"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_dictionary_or_reviewed(language: str) -> None:
    wrong = [f"{word}: {', '.join(sorted(places)[:3])}" for word, places in sorted(misspelled(language).items())]
    assert not wrong, report([*wrong, f"a right word goes to tests/locales/{language}.allow.txt"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reviewed_list_is_in_order(language: str) -> None:
    lines = (HERE / f"{language}.allow.txt").read_text(encoding="utf-8").split()
    assert lines == sorted(set(lines))


@pytest.mark.usefixtures("hunspell")
def test_a_misspelled_word_is_found() -> None:
    assert unknown_words("kk", {"ұсынысты", "усыныс", "дауыстарды", "дауыстерді"}) == {"усыныс", "дауыстерді"}
    assert unknown_words("ru", {"предложение", "предлажение"}) == {"предлажение"}
