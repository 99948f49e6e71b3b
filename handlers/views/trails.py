"""Where a card was opened from, when that is neither a list nor what is one's own: the way back as a button."""

from __future__ import annotations

from handlers.callbacks import FormStep, OpenCandidate, SearchPage
from handlers.callbacks.ids import ORIGIN_MOST, REQUEST_MOST
from handlers.screen import Button, button
from locales import Translator

_RESULTS, _DRAFT, _CANDIDATE = "sr", "dr", "sl"
_OTHER = "*"  # behind an origin: the card shows the other words than it would by itself


def from_results(page: SearchPage) -> str:
    """A page of results as the origin of a card."""
    return f"{_RESULTS}.{page.request}.{page.number}"


def from_draft(proposal_id: int) -> str:
    """The preview of one's own text as the origin of a card."""
    return f"{_DRAFT}.{proposal_id}"


def from_candidate(of: str, proposal_id: int) -> str:
    """A candidate of the shortlist as the origin of its card; ``of`` as in handlers.callbacks.shortlist."""
    return f"{_CANDIDATE}.{of}.{proposal_id}"


def in_other_words(origin: str) -> str:
    """The same origin for the other words: the original instead of the translation, or the other way round."""
    # Only a forged origin leaves no room for the mark.
    return origin.removesuffix(_OTHER) if wants_other_words(origin) else origin[: ORIGIN_MOST - 1] + _OTHER


def wants_other_words(origin: str) -> bool:
    """Whether the reader asked for the other words."""
    return origin.endswith(_OTHER)


def trail(origin: str) -> str:
    """Where the card was opened from, whichever words it shows."""
    return origin.removesuffix(_OTHER)


def way_back(origin: str, t: Translator) -> Button | None:
    """The button back to the results or to the preview; None when the card came from elsewhere."""
    kind, *rest = origin.split(".")
    is_request = len(rest) == 2 and len(rest[0]) <= REQUEST_MOST
    if kind == _RESULTS and is_request and rest[1].isdecimal() and len(rest[1]) < 6:
        return button(t.plain("search-back"), SearchPage(request=rest[0], number=int(rest[1])))
    if kind == _DRAFT and len(rest) == 1 and rest[0].isdecimal() and len(rest[0]) < 19:
        return button(t.plain("similar-back"), FormStep(action="preview", proposal=int(rest[0])))
    if kind == _CANDIDATE and len(rest) == 2 and len(rest[0]) < 20 and rest[1].isdecimal() and len(rest[1]) < 19:
        return button(t.plain("shortlist-back"), OpenCandidate(of=rest[0], proposal=int(rest[1])))
    return None
