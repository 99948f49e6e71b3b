"""Buttons of the search and of similar proposals. What somebody typed stays in the form state, never in a button."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id, Request


class OpenSearch(ButtonData, prefix="sea"):
    """Ask for words or a number."""

    page: Code = "main"


class SearchPage(ButtonData, prefix="srp"):
    """A page of the results of one search (``request``: which one the form state has)."""

    request: Request
    number: Id = 1


class HideSimilar(ButtonData, prefix="sim"):
    """My proposal differs: its preview shows no similar ones any more."""

    proposal: Id
