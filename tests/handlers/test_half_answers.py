"""A half-written answer is kept for its own step only, until it is given up; the oldest of many goes first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from handlers.form_storage import KEPT_WORDS
from handlers.organizer.half_answers import MOST, begun, given_up, kept, missing

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


def at(proposal: int, after: int = 3, to: str | None = None, **fields: Any) -> dict[str, Any]:
    """Data of the form."""
    return {"proposal": proposal, "after": after, "to": to, "step": "kk", **fields}


def test_what_was_typed_is_there_again_at_the_same_step_only() -> None:
    left = kept(at(1, kk="Жауап", files=[], screen=9), NOW)
    assert begun(at(1, **{KEPT_WORDS: left[KEPT_WORDS]})) == {"kk": "Жауап"}
    for other in (at(2), at(1, after=4), at(1, to="done")):
        assert begun({**other, KEPT_WORDS: left[KEPT_WORDS]}) == {}
    assert given_up(left) == {KEPT_WORDS: {}}
    assert kept(at(1), NOW) == {**at(1), KEPT_WORDS: {}}


def test_another_step_that_is_opened_or_given_up_leaves_the_words_alone() -> None:
    words = kept(at(1, to="in_progress", kk="Жауап"), NOW)[KEPT_WORDS]
    opened = kept(at(1, to="done", **{KEPT_WORDS: words}), NOW)  # by mistake; nothing is typed
    assert opened[KEPT_WORDS] == words
    assert given_up(opened) == {KEPT_WORDS: words}
    both = kept({**opened, "kk": "Бітті"}, NOW)[KEPT_WORDS]
    assert begun(at(1, to="done", **{KEPT_WORDS: both})) == {"kk": "Бітті"}
    assert begun(at(1, to="in_progress", **{KEPT_WORDS: both})) == {"kk": "Жауап"}


def test_of_many_the_oldest_is_forgotten() -> None:
    data: dict[str, Any] = {}
    for number in range(MOST + 1):
        data = kept({**at(number, kk="Жауап"), KEPT_WORDS: data.get(KEPT_WORDS, {})}, NOW)
    data = kept({**at(1, ru="Ответ"), KEPT_WORDS: data[KEPT_WORDS]}, NOW)
    assert list(data[KEPT_WORDS]) == [f"answer:{number}:3:answer" for number in (*range(2, MOST + 1), 1)]


def test_the_questions_come_in_their_order() -> None:
    whole = {"kk": "Жауап", "ru": "Ответ", "files_done": 1, "meaning": "in_progress", "until": "2027-03-01"}
    for number, question in enumerate(("kk", "ru", "files", "meaning", "until")):
        assert missing(dict(list(whole.items())[:number])) == question
    assert missing(whole) is None
    assert missing({"kk": "Жауап", "ru": "Ответ", "files_done": 1, "to": "done"}) is None
