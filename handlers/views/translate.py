"""Translating a proposal: the two questions, what will be saved, what stands, what another moderator did meanwhile.

``view`` is what of the queue the moderator came from (handlers.callbacks.queueing), for the way back.
"""

from __future__ import annotations

from dataclasses import dataclass

from forum.policies import PUBLIC, Rules
from forum.translating import Original, Replaced
from handlers.callbacks import DropTranslation, OpenCard, OpenTranslate, OpenWork, TakeItem, TranslateStep
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.database import from_ms
from storage.records import Proposal

# Together with the frame these stay under 4,096 units, also two texts on one screen.
TEXT_UNITS, BESIDE_UNITS, NAME_UNITS = 2500, 800, 64
NAME, BODY, PREVIEW = "name", "body", "preview"
ASK = {NAME: "translate-ask-title", BODY: "translate-ask-text"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a moderator has written so far."""

    title: str | None = None
    text: str | None = None


def home_button(proposal: Proposal, view: str, t: Translator) -> Button:
    """Back to where the moderator came from: the item of the queue, or what can be done with a public proposal."""
    is_public = proposal.state in PUBLIC
    data = OpenWork(proposal=proposal.id) if is_public else TakeItem(proposal=proposal.id, view=view)
    return button(t.plain("button-back"), data)


def question(original: Original, step: str, words: Words, rules: Rules, t: Translator, view: str = "") -> Screen:
    """Asks for the title or for the text; what is there already stands ready to be copied."""
    is_title = step == NAME
    written, source = (words.title, original.proposal.title) if is_title else (words.text, original.proposal.text)
    limits = (rules.title_min, rules.title_max) if is_title else (rules.text_min, rules.text_max)
    ask = t.html(ASK[step], language=original.language, minimum=limits[0], maximum=limits[1])
    most = BESIDE_UNITS if written else TEXT_UNITS
    parts: list[str] = [
        _heading(original, t),
        t.html("submit-step", step=1 if is_title else 2, steps=2),
        ask,
        f"{t.html('translate-original')}\n<blockquote>{escape(shortened(source or '', most))}</blockquote>",
    ]
    if written:
        parts.append(f"{t.html('translate-now')}\n<code>{escape(shortened(written, TEXT_UNITS))}</code>")
    back = [home_button(original.proposal, view, t)]
    if words.title and words.text:
        back.insert(0, button(t.plain("translate-button-keep"), _step(original, PREVIEW, view)))
    return Screen("\n\n".join(parts), buttons(back))


def preview(original: Original, words: Words, t: Translator, view: str = "", *, is_doubtful: bool) -> Screen:
    """The translation before it is saved; ``is_doubtful``: it seems to be in the wrong language."""
    parts: list[str] = [t.html("translate-preview", number=number_of(original.proposal), language=original.language)]
    parts += _words(words)
    if is_doubtful:
        parts.append(t.html("translate-warning", language=original.language))
    parts.append(t.html("translate-preview-hint", language=original.language))
    return Screen(
        "\n\n".join(parts),
        buttons(
            [button(t.plain("translate-button-save"), _step(original, "save", view), PRIMARY)],
            _changing(original, view, t),
            [home_button(original.proposal, view, t)],
        ),
    )


def standing_screen(original: Original, t: Translator, view: str = "") -> Screen:
    """The translation that stands, by whom, and what can be done with it."""
    translation = original.translation
    assert translation is not None
    by = t.html("translate-by", by=shortened(original.by, NAME_UNITS), at=from_ms(translation.version))
    drop = DropTranslation(proposal=original.proposal.id, version=translation.version, view=view)
    words = Words(translation.title, translation.text)
    text = "\n\n".join(
        [
            t.html("translate-standing", number=number_of(original.proposal), language=original.language),
            *_words(words),
            by,
        ]
    )
    return Screen(
        text,
        buttons(
            _changing(original, view, t),
            [button(t.plain("translate-button-delete"), drop, DANGER)],
            [home_button(original.proposal, view, t)],
        ),
    )


def saved_screen(original: Original, t: Translator, view: str = "") -> Screen:
    """It is saved: who reads it now, or will."""
    proposal = original.proposal
    note = "translate-saved-public" if proposal.state in PUBLIC else "translate-saved-waiting"
    parts = [t.html("translate-saved", number=number_of(proposal)), t.html(note, language=original.language)]
    see = button(t.plain("translate-button-see"), OpenTranslate(proposal=proposal.id, view=view))
    return Screen("\n\n".join(parts), buttons([see, home_button(proposal, view, t)]))


def clash_screen(original: Original, t: Translator, view: str = "") -> Screen:
    """Another moderator's translation came first: which one is to stay?"""
    translation = original.translation
    assert translation is not None
    by = t.html("translate-clash", by=shortened(original.by, NAME_UNITS))
    words = Words(translation.title, translation.text)
    return Screen(
        "\n\n".join([by, *_words(words), t.html("translate-clash-choose")]),
        buttons(
            [button(t.plain("translate-button-mine"), _step(original, "mine", view), PRIMARY)],
            [button(t.plain("translate-button-theirs"), OpenTranslate(proposal=original.proposal.id, view=view))],
        ),
    )


def delete_screen(original: Original, t: Translator, view: str = "") -> Screen:
    """Asks once more: the words are gone then."""
    proposal = original.proposal
    drop = DropTranslation(proposal=proposal.id, version=original.version, sure=1, view=view)
    back = button(t.plain("button-cancel"), OpenTranslate(proposal=proposal.id, view=view))
    return Screen(
        t.html("translate-delete-ask", number=number_of(proposal)),
        buttons([button(t.plain("translate-button-delete-yes"), drop, DANGER)], [back]),
    )


def deleted_screen(proposal: Proposal, t: Translator, view: str = "") -> Screen:
    """It is gone."""
    again = button(t.plain("translate-button"), OpenTranslate(proposal=proposal.id, view=view))
    back = home_button(proposal, view, t)
    return Screen(t.html("translate-deleted", number=number_of(proposal)), buttons([again, back]))


def told_screen(replaced: Replaced, what: str, t: Translator) -> Screen:
    """A message to the moderator whose translation another one changed or deleted."""
    proposal = replaced.proposal
    key = "translate-told-deleted" if what == "delete" else "translate-told-changed"
    facts = {"number": number_of(proposal), "title": shortened(proposal.title or "", TITLE_UNITS)}
    text = t.html(key, by=shortened(replaced.by, NAME_UNITS), **facts)
    return Screen(text, buttons([button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"))]))


def _heading(original: Original, t: Translator) -> str:
    return t.html("translate-title", number=number_of(original.proposal), language=original.language)


def _words(words: Words) -> list[str]:
    title = f"<b>{escape(shortened(words.title or '', TITLE_UNITS))}</b>"
    return [title, escape(shortened(words.text or "", TEXT_UNITS))]


def _changing(original: Original, view: str, t: Translator) -> list[Button]:
    return [
        button(t.plain("translate-button-title"), _step(original, NAME, view)),
        button(t.plain("translate-button-text"), _step(original, BODY, view)),
    ]


def _step(original: Original, action: str, view: str) -> TranslateStep:
    return TranslateStep(proposal=original.proposal.id, action=action, view=view)
