"""The explorer's checks find what they are there for: a planted defect each, and nothing in what is right."""

from __future__ import annotations

from typing import Any

import pytest

from locales import translator
from sandbox.shown import ShownMessage
from tests.scenarios.explorer_checks import View, complaints, foreign_vocabulary, foreign_words

kk, ru = translator("kk"), translator("ru")


def message(text: str, *labels: str, data: str = "mnu:main") -> ShownMessage:
    """A message of the bot with buttons below each other."""
    rows: list[list[dict[str, Any]]] = [[{"text": label, "callback_data": data}] for label in labels]
    return ShownMessage({"message_id": 1, "text": text, "reply_markup": {"inline_keyboard": rows}})


def view(*messages: ShownMessage, **more: Any) -> View:
    return View(messages, **more)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_right_screen_is_nothing_to_complain_about(language: str) -> None:
    t = translator(language)
    screen = view(
        message(
            f"{t.plain('menu-mine-count', mine=3)}\n{t.region('KZ-39', 'title')}, {t.topic('rural')}",
            t.plain("menu-browse"),
        ),
        answer=t.plain("browse-voted-support"),
    )
    assert complaints(screen, language) == []


@pytest.mark.parametrize(("language", "other"), [("kk", ru), ("ru", kk)])
def test_a_sentence_of_the_other_language_is_found_wherever_it_stands(language: str, other: Any) -> None:
    own = translator(language)
    sentence, label = own.plain("browse-own"), own.plain("menu-browse")
    for screen in (
        view(message(other.plain("browse-own"), label)),
        view(message(sentence, other.plain("menu-settings"))),
        view(message(sentence, label), answer=other.plain("browse-vote-taken-back")),
        view(message(f"{sentence} {other.topic('rural')}", label)),
    ):
        (complaint,) = complaints(screen, language)
        assert complaint.startswith("words of another language")


def test_what_is_written_past_the_locales_in_kazakh_is_found_in_a_russian_screen() -> None:
    assert foreign_words("Сіздің өтінішіңіз қабылданды", "ru")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_people_wrote_is_theirs(language: str) -> None:
    text = "Өз ұсынысыңыз тарихы және Ваши предложения по настройкам"
    assert foreign_words(text, language)
    assert foreign_words(text, language, [text]) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_nearly_every_message_has_words_to_tell_the_languages_apart(language: str) -> None:
    assert len(foreign_vocabulary(language)) > 500


def test_a_screen_without_a_way_on_is_found() -> None:
    text = kk.plain("browse-own")
    assert complaints(view(message(text)), "kk") == ["no way on: neither a button nor the menu nor a command"]
    assert complaints(view(message(text), brings_menu=True), "kk") == []
    assert complaints(view(message(text), message(text, kk.plain("menu-browse"))), "kk") == []
    assert complaints(view(message("/help")), "kk") == []
    assert complaints(view(message(kk.plain("mine-empty"))), "kk") == [], "it names a button of the menu"
    file = ShownMessage({"message_id": 1, "caption": text, "document": {}})
    assert complaints(view(file), "kk") == []
    share = ShownMessage(
        {"message_id": 1, "text": text, "reply_markup": {"inline_keyboard": [[{"text": "…", "url": "https://t.me"}]]}}
    )
    assert complaints(view(share), "kk"), "a link leads out of the chat, not on"


@pytest.mark.parametrize("key", ["error-stale-button", "error-unexpected", "error-not-allowed"])
def test_an_error_about_a_button_just_shown_is_found(key: str) -> None:
    screen = view(answer=kk.plain(key))
    assert complaints(screen, "kk") == [f"said about what was just shown: {key}"]
    assert complaints(screen, "kk", was_offered=False) == []


def test_long_data_and_bare_buttons_are_found() -> None:
    label = kk.plain("menu-browse")
    (complaint,) = complaints(view(message(label, label, data="x" * 65)), "kk")
    assert complaint.startswith("more than 64 bytes")
    assert complaints(view(message(label, " ")), "kk") == ["a button without words"]
