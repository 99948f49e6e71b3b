"""The forms of organizers after the vote: to whom and when a proposal was sent, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from forum.addressees import NAME_LENGTH, Choice
from forum.outcome_checks import ANSWER_LENGTH
from handlers.callbacks import AnsweringStep, ChooseAddressee, OpenAddressees, SendingStep
from handlers.screen import PRIMARY, Button, Screen, button, buttons, disabled_button, in_rows
from handlers.views.choices import Rows
from handlers.views.outcome import quoted, state_key
from handlers.views.shorten import shortened
from locales import LANGUAGES, Translator
from storage.addressees import Addressee
from storage.records import Proposal
from storage.vocabulary import ANSWER_STATES

LABEL_UNITS, LINE_UNITS, PREVIEW_UNITS = 40, 200, 1400
# The states of an answer in the order they are offered.
MEANINGS: Final = ANSWER_STATES


@dataclass(frozen=True, slots=True)
class Sending:
    """What was chosen so far of a proposal that was sent."""

    proposal: Proposal
    addressee: Addressee | None = None
    sent_on: date | None = None
    due_on: date | None = None


def _cancel(t: Translator) -> Button:
    return button(t.plain("button-cancel"), SendingStep(action="cancel"))


def _heading(proposal: Proposal) -> dict[str, str]:
    return {"number": str(proposal.number)}


def addressees_screen(sending: Sending, choice: Choice, words: str, t: Translator) -> Screen:
    """A page of the catalogue, of those with the words that were typed."""
    parts: list[str] = [t.html("outcomes-ask-addressee", **_heading(sending.proposal))]
    if words:
        key = "outcomes-found" if choice.items else "outcomes-found-none"
        parts.append(t.html(key, words=shortened(words, LABEL_UNITS)))
    elif not choice.items:
        parts.append(t.html("outcomes-addressees-none"))
    names = [shortened(one.name(t.language), LINE_UNITS) for one in choice.items]
    if names:
        lines = [t.html("outcomes-addressee-line", place=place, name=name) for place, name in enumerate(names, start=1)]
        parts.append("\n".join(lines))
    rows: Rows = [
        [button(f"{place}. {shortened(name, LABEL_UNITS)}", ChooseAddressee(addressee=one.id))]
        for place, (one, name) in enumerate(zip(choice.items, names, strict=True), start=1)
    ]
    turning = [button("‹", OpenAddressees(page=choice.number - 1))] if choice.number > 1 else []
    turning += [button("›", OpenAddressees(page=choice.number + 1))] if choice.number < choice.pages else []
    everything = [button(t.plain("outcomes-button-all-addressees"), OpenAddressees(all=1))] if words else []
    new = button(t.plain("outcomes-button-new-addressee"), SendingStep(action="new"))
    return Screen("\n\n".join(parts), buttons(*rows, turning, everything, [new, _cancel(t)]))


def name_screen(language: str, name_kk: str | None, t: Translator) -> Screen:
    """Asks for a new addressee's name in a language."""
    minimum, maximum = NAME_LENGTH
    parts: list[str] = [t.html(f"outcomes-ask-name-{language}", minimum=minimum, maximum=maximum)]
    if name_kk is not None and language == "ru":
        parts.append(t.html("outcomes-name-kk", name=name_kk))
    before = "addressee" if language == "kk" else "new"
    return Screen("\n\n".join(parts), buttons([button(t.plain("button-back"), SendingStep(action=before)), _cancel(t)]))


def sent_screen(sending: Sending, today: date, yesterday: date, t: Translator) -> Screen:
    """Asks for the day it was sent."""
    return Screen(
        "\n\n".join([_chosen(sending, t), t.html("outcomes-ask-sent", example=t.short_date(yesterday))]),
        buttons(
            [
                button(t.plain("outcomes-button-today", date=t.short_date(today)), SendingStep(action="today")),
                button(
                    t.plain("outcomes-button-yesterday", date=t.short_date(yesterday)), SendingStep(action="yesterday")
                ),
            ],
            [button(t.plain("button-back"), SendingStep(action="addressee")), _cancel(t)],
        ),
    )


def due_screen(sending: Sending, suggested: date, t: Translator) -> Screen:
    """Asks for the day an answer is due; the law's term is offered."""
    label = t.plain("outcomes-button-suggested", date=t.short_date(suggested))
    return Screen(
        "\n\n".join([_chosen(sending, t), t.html("outcomes-ask-due", date=suggested)]),
        buttons(
            [button(label, SendingStep(action="suggested"), PRIMARY)],
            [button(t.plain("button-back"), SendingStep(action="sent")), _cancel(t)],
        ),
    )


def sending_preview(sending: Sending, t: Translator) -> Screen:
    """Everything that was chosen, before it is recorded."""
    changes = [
        button(t.plain(f"outcomes-change-{field}"), SendingStep(action=field)) for field in ("addressee", "sent", "due")
    ]
    return Screen(
        "\n\n".join([t.html("outcomes-preview"), _chosen(sending, t), t.html("outcomes-preview-told")]),
        buttons(
            [button(t.plain("outcomes-button-save"), SendingStep(action="save"), PRIMARY)],
            *in_rows(changes),
            [_cancel(t)],
        ),
    )


def _chosen(sending: Sending, t: Translator) -> str:
    title = shortened(sending.proposal.title or "", LINE_UNITS)
    lines: list[str] = [t.html("outcomes-item", title=title, **_heading(sending.proposal))]
    if sending.addressee is not None:
        lines.append(t.html("outcome-sent", name=sending.addressee.name(t.language)))
    if sending.sent_on is not None:
        lines.append(t.html("outcome-sent-on", date=sending.sent_on))
    if sending.due_on is not None:
        lines.append(t.html("outcome-due", date=sending.due_on))
    return "\n".join(lines)


def words_screen(language: str, answers: Mapping[str, Any], proposal: Proposal, t: Translator) -> Screen:
    """Asks for the words in a language: of the answer, or (``to`` is known) of what came later."""
    kind = "answer" if answers.get("to") is None else "news"
    minimum, maximum = ANSWER_LENGTH
    facts = {"number": str(proposal.number), "kind": kind, "minimum": minimum, "maximum": maximum}
    parts: list[str] = [t.html(f"outcomes-ask-{language}", **facts)]
    if answers.get(language):
        parts.append(f"{t.html('outcomes-written')}\n{quoted(str(answers[language]), PREVIEW_UNITS)}")
    has_words = any(answers.get(one) for one in LANGUAGES)
    parts += [t.html("outcomes-kept-hint")] if has_words else []
    preview = button(t.plain("outcomes-button-preview"), AnsweringStep(action="preview"))
    before = [button(t.plain("button-back"), AnsweringStep(action="kk"))] if language == "ru" else []
    return Screen(
        "\n\n".join(parts),
        buttons([preview] if has_words else [], [*before, _stop(t)]),
    )


def _stop(t: Translator) -> Button:
    return button(t.plain("button-cancel"), AnsweringStep(action="cancel"))


def files_screen(answers: Mapping[str, Any], most: int, t: Translator) -> Screen:
    """Asks for the letter's photos and documents."""
    count = len(answers.get("files", []))
    onward = button(t.plain("button-continue"), AnsweringStep(action="files-done"), PRIMARY)
    dropping = [button(t.plain("outcomes-button-no-files"), AnsweringStep(action="no-files"))] if count else []
    return Screen(
        t.html("outcomes-ask-files", count=count, maximum=most),
        buttons([onward], dropping, [button(t.plain("button-back"), AnsweringStep(action="ru")), _stop(t)]),
    )


def meaning_screen(t: Translator) -> Screen:
    """Asks what the answer means."""
    rows = [[button(t.plain(_meaning(one)), AnsweringStep(action=one))] for one in MEANINGS]
    back = button(t.plain("button-back"), AnsweringStep(action="files"))
    return Screen(t.html("outcomes-ask-meaning"), buttons(*rows, [back, _stop(t)]))


def _meaning(state: str) -> str:
    return "outcomes-means-" + state.replace("_", "-")


def until_screen(example: date, t: Translator) -> Screen:
    """Asks until when it is worked on."""
    back = button(t.plain("button-back"), AnsweringStep(action="files"))
    return Screen(t.html("outcomes-ask-until", example=t.short_date(example)), buttons([back, _stop(t)]))


def answering_preview(answers: Mapping[str, Any], proposal: Proposal, foreign: Sequence[str], t: Translator) -> Screen:
    """Both languages, what it means, the files; what is missing is named, and then it cannot be published.

    ``foreign``: languages whose words are certainly in another one.
    """
    title = shortened(proposal.title or "", LINE_UNITS)
    parts: list[str] = [t.html("outcomes-preview"), t.html("outcomes-item", number=str(proposal.number), title=title)]
    for language in LANGUAGES:
        if answers.get(language):
            heading = t.html(f"outcomes-preview-{language}")
            parts.append(f"{heading}\n{quoted(str(answers[language]), PREVIEW_UNITS)}")
    facts: list[str] = []
    state = answers.get("to") or answers.get("meaning")
    if state is not None:
        facts.append(t.html("browse-card-state", state=t.plain(state_key(str(state)))))
    if state == "in_progress" and answers.get("until"):
        facts.append(t.html("outcome-until", date=date.fromisoformat(str(answers["until"]))))
    if answers.get("files"):
        facts.append(t.html("outcomes-preview-files", count=len(answers["files"])))
    if facts:
        parts.append("\n".join(facts))
    missing = _missing(answers, state)
    parts += [t.html(f"outcomes-missing-{one}") for one in missing]
    parts += [t.html(f"outcomes-foreign-{language}") for language in foreign]
    parts.append(t.html("outcomes-kept-hint" if missing else "outcomes-preview-told"))
    return Screen("\n\n".join(parts), buttons(*_answering_rows(answers, t, is_whole=not missing)))


def _missing(answers: Mapping[str, Any], state: str | None) -> Sequence[str]:
    """What it cannot be published without: words in a language, else what they mean, else the day it is due."""
    languages = [language for language in LANGUAGES if not answers.get(language)]
    if languages:
        return languages
    if state is None:
        return ["meaning"]
    return ["until"] if state == "in_progress" and not answers.get("until") else []


def _answering_rows(answers: Mapping[str, Any], t: Translator, *, is_whole: bool) -> Rows:
    label = t.plain("outcomes-button-publish")
    publish = button(label, AnsweringStep(action="save"), PRIMARY) if is_whole else disabled_button(label)
    changes = [button(t.plain(f"outcomes-change-{one}"), AnsweringStep(action=one)) for one in (*LANGUAGES, "files")]
    if answers.get("to") is None:
        changes.append(button(t.plain("outcomes-change-meaning"), AnsweringStep(action="meaning")))
    if (answers.get("to") or answers.get("meaning")) == "in_progress":
        changes.append(button(t.plain("outcomes-change-until"), AnsweringStep(action="until")))
    return [[publish], *in_rows(changes), [_stop(t)]]
