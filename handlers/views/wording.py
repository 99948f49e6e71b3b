"""Which words of a proposal a card shows: the original, or the translation of a moderator, marked as such."""

from __future__ import annotations

from dataclasses import dataclass

from forum.browsing import Card
from forum.wordings import worded
from handlers.callbacks import OpenCard
from handlers.screen import Button, button
from handlers.views.trails import in_other_words, wants_other_words
from locales import Translator
from storage.records import Proposal


@dataclass(frozen=True, slots=True)
class Wording:
    """``proposal`` with the title and the text to show; ``line`` names their language, ``row`` leads to the others."""

    proposal: Proposal
    line: str | None
    row: list[Button]


def wording_of(card: Card, t: Translator, origin: str) -> Wording:
    """Readers are shown the translation into their language first, the author the own words."""
    proposal, translation = card.proposal, card.translation
    original = None if proposal.language is None else t.html("browse-card-language", language=proposal.language)
    if translation is None:
        return Wording(proposal, original, [])
    comes_first = translation.language == t.language and not card.is_own
    is_translated = comes_first != wants_other_words(origin)
    other = OpenCard(proposal=proposal.id, origin=in_other_words(origin))
    if not is_translated:
        return Wording(proposal, original, [button(t.plain("translated-button-translation"), other)])
    line = t.html("translated-from", language=proposal.language)
    return Wording(worded(proposal, translation), line, [button(t.plain("translated-button-original"), other)])
