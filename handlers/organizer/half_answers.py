"""Half-written answers: what is missing in them, and what stays of one that was begun and left.

It is offered again at the same step, until it is published or given up, or its time is over (handlers.form_storage).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from handlers.form_storage import KEPT_WORDS
from locales import LANGUAGES

# What is kept of the form's answers, when there is any of it.
FIELDS: Final = ("kk", "ru", "files", "files_done", "meaning", "until")
MOST: Final = 10  # begun answers of one organizer; the oldest goes first


def begun(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed before for the proposal and step that ``answers`` name; empty when nothing was."""
    found = answers.get(KEPT_WORDS, {}).get(_name(answers), {})
    return {field: found[field] for field in FIELDS if field in found}


def kept(answers: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The answers, and with them what stays of them when the form is left."""
    typed = {field: answers[field] for field in FIELDS if answers.get(field)}
    others = given_up(answers)[KEPT_WORDS]
    if typed:
        entry = {"day": now.astimezone(UTC).date().isoformat(), **typed}
        others = dict([*others.items(), (_name(answers), entry)][-MOST:])
    return {**answers, KEPT_WORDS: others}


def given_up(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a form that is over: what is kept for other steps only."""
    own = _name(answers)
    return {KEPT_WORDS: {name: found for name, found in answers.get(KEPT_WORDS, {}).items() if name != own}}


def _name(answers: Mapping[str, Any]) -> str:
    """One for each step of each proposal: who opens another step by mistake loses nothing."""
    return f"answer:{answers.get('proposal')}:{answers.get('after')}:{answers.get('to') or 'answer'}"


def state_of(answers: Mapping[str, Any]) -> str | None:
    """What the proposal will be, as far as it is known."""
    chosen = answers.get("to") or answers.get("meaning")
    return None if chosen is None else str(chosen)


def missing(answers: Mapping[str, Any]) -> str | None:
    """The first question without an answer; None when it can be previewed whole."""
    for language in LANGUAGES:
        if not answers.get(language):
            return language
    if not answers.get("files_done"):
        return "files"
    if state_of(answers) is None:
        return "meaning"
    return "until" if state_of(answers) == "in_progress" and not answers.get("until") else None
