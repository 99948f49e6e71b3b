"""Buttons of exports; each holds the whole choice, so that it works after a restart and on a second device."""

from __future__ import annotations

from typing import Any, Self

from forum.export_orders import STATES
from forum.exports import ExportQuery
from handlers.callbacks.ids import ButtonData, Code, Id, Letters, Request
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS


class _Choice(ButtonData, prefix="xpc"):
    """``internal``: 1 for the organizers' copy; place, topic and state are short codes, "" for all; ``campaign``: 0
    is the latest.
    """

    internal: int = 0
    place: Letters = ""
    topic: Letters = ""
    state: Letters = ""
    campaign: Id = 0

    @classmethod
    def of(cls, query: ExportQuery, *, internal: bool = False, campaign: int = 0, **more: Any) -> Self:
        """The button's data of a choice."""
        return cls(
            internal=int(internal),
            place="n" if query.place == NATIONAL else (query.place or "").removeprefix("KZ-"),
            topic=_number(query.topic, TOPIC_SLUGS),
            state=_number(query.state, STATES),
            campaign=campaign,
            **more,
        )

    def query(self) -> ExportQuery:
        """What is chosen; unknown codes choose nothing."""
        place = NATIONAL if self.place == "n" else f"KZ-{self.place}"
        return ExportQuery(
            place=place if place == NATIONAL or place in REGION_CODES else None,
            topic=_word(self.topic, TOPIC_SLUGS),
            state=_word(self.state, STATES),
        )


def _number(word: str | None, words: tuple[str, ...]) -> str:
    return str(words.index(word)) if word in words else ""


def _word(number: str, words: tuple[str, ...]) -> str | None:
    return words[int(number)] if number.isascii() and number.isdecimal() and int(number) < len(words) else None


class OpenExport(_Choice, prefix="xpv"):
    """What would be ordered."""


class PickExport(_Choice, prefix="xpp"):
    """Choose ``what``: place, topic, state, campaign."""

    what: Code


class ExportAs(_Choice, prefix="exp"):
    """Order it. ``format``: one of forum.exports.FORMATS; ``request`` as handlers.callbacks.ids says."""

    format: Code
    request: Request = ""


class CancelExport(ButtonData, prefix="xps"):
    """Stop making it."""

    order: Id
