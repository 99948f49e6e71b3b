"""Answers that somebody began and left: offered again at the same step, until they are published or given up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from handlers.form_storage import KEPT

# What is kept of the form's answers, when there is any of it.
FIELDS: Final = ("kk", "ru", "files", "files_done", "meaning", "until")
MOST: Final = 10  # begun answers of one organizer; the oldest goes first


def begun(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed before for the proposal and step that ``answers`` name; empty when nothing was."""
    found = answers.get(KEPT, {}).get(_name(answers), {})
    is_same = (found.get("after"), found.get("to")) == (answers.get("after"), answers.get("to"))
    return {field: found[field] for field in FIELDS if field in found} if is_same else {}


def kept(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, and with them what stays of them when the form is left."""
    typed = {field: answers[field] for field in FIELDS if answers.get(field)}
    others = given_up(answers)[KEPT]
    if typed:
        step = {"after": answers.get("after"), "to": answers.get("to")}
        others = dict([*others.items(), (_name(answers), {**step, **typed})][-MOST:])
    return {**answers, KEPT: others}


def given_up(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a form that is over: what is kept for other proposals only."""
    own = _name(answers)
    return {KEPT: {name: found for name, found in answers.get(KEPT, {}).items() if name != own}}


def _name(answers: Mapping[str, Any]) -> str:
    return f"answer:{answers.get('proposal')}"
