"""Correcting topic, place or language: what there is to choose, what came of it, and the word to the author."""

from __future__ import annotations

from typing import Any

from forum.correcting import Corrected
from forum.workable import round_of
from handlers.callbacks import ChooseCorrection, OpenCard, OpenCorrect, OpenQueue, SetCorrection
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.choices import choice, region_rows, topic_rows
from handlers.views.joining import back_button, title_of
from handlers.views.queue import number_of
from locales import NATIONAL, Translator
from storage.records import Proposal

CHOICES = {"topic": "correct-choose-topic", "place": "correct-choose-place"}
VALUES = {"topic": "correct-topic", "place": "correct-place", "language": "correct-language"}
LANGUAGE_BUTTONS = {"kk": "correct-to-kk", "ru": "correct-to-ru"}


def correct_screen(proposal: Proposal, t: Translator, view: str = "", note: str | None = None) -> Screen:
    """What can be corrected, with the values as they are; ``note`` is HTML above them."""
    ids: dict[str, Any] = {"proposal": proposal.id, "round": round_of(proposal), "view": view}
    lines = [
        t.html("correct-title", number=number_of(proposal), title=title_of(proposal)),
        "",
        value_line("topic", proposal.topic or "", t),
        value_line("place", proposal.place or "", t),
        value_line("language", proposal.language or "", t),
    ]
    text = "\n".join(lines)
    other = "ru" if proposal.language == "kk" else "kk"
    return Screen(
        text if note is None else f"{note}\n\n{text}",
        buttons(
            [
                button(t.plain("correct-button-topic"), ChooseCorrection(field="topic", **ids)),
                button(t.plain("correct-button-place"), ChooseCorrection(field="place", **ids)),
            ],
            [button(t.plain(LANGUAGE_BUTTONS[other]), SetCorrection(field="language", value=other, **ids))],
            [back_button(proposal, t, view)],
        ),
    )


def value_line(field: str, value: str, t: Translator) -> str:
    """A field and its value in words."""
    if field == "topic":
        value = t.topic(value)
    if field == "place":
        value = t.region(value, "title")
    return t.html(VALUES[field], value=value)


def choosing_screen(proposal: Proposal, field: str, t: Translator, view: str = "") -> Screen:
    """The topics or the places; the present one is marked."""
    ids: dict[str, Any] = {"proposal": proposal.id, "round": round_of(proposal), "field": field, "view": view}

    def data(value: str) -> SetCorrection:
        return SetCorrection(value=value, **ids)

    if field == "topic":
        rows = topic_rows(t, data, chosen=proposal.topic)
    else:
        is_national = proposal.place == NATIONAL
        national = choice(t, t.region(NATIONAL, "short"), data(NATIONAL), chosen=is_national)
        rows = [[national], *region_rows(t, data, chosen=proposal.place)]
    back = OpenCorrect(proposal=proposal.id, round=round_of(proposal), view=view)
    text = t.html(CHOICES[field], number=number_of(proposal))
    return Screen(text, buttons(*rows, [button(t.plain("correct-back"), back)]))


def corrected_screen(corrected: Corrected, t: Translator, view: str = "") -> Screen:
    """The fields as they are now, under what was done."""
    if not corrected.is_changed:
        return correct_screen(corrected.proposal, t, view, note=t.html("correct-same"))
    return correct_screen(corrected.proposal, t, view, note=f"{t.html('correct-done')} {t.html('correct-author')}")


def moved_screen(proposal: Proposal, t: Translator, view: str = "") -> Screen:
    """It is for other moderators from now on."""
    text = f"{t.html('correct-moved', number=number_of(proposal))}\n\n{t.html('correct-author')}"
    return Screen(text, buttons([button(t.plain("queue-button-queue"), OpenQueue(view=view), PRIMARY)]))


def corrected_notice(proposal: Proposal, field: str, value: str, t: Translator) -> Screen:
    """For the author: which field has which value now."""
    heading = t.html("correct-notice", number=number_of(proposal), title=title_of(proposal))
    text = f"{heading}\n\n{value_line(field, value, t)}\n\n{t.html('correct-notice-text')}"
    return Screen(text, buttons([button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"))]))
