"""Buttons of organizers about the sections of the forum; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class OpenSection(ButtonData, prefix="sec"):
    """One section and what can be done about it."""

    section: Id


class AskSection(ButtonData, prefix="sek"):
    """Ask for a name in ``language``, of a new section (``section`` 0) or of one there is."""

    section: Id = 0
    language: Code = "kk"


class AddSection(ButtonData, prefix="sed"):
    """Add the section as it was shown."""

    campaign: Id


class PlaceSection(ButtonData, prefix="sep"):
    """Put a section at a place, from 1."""

    section: Id
    position: int


class RemoveSection(ButtonData, prefix="ser"):
    """``sure``: 0 asks, 1 removes."""

    section: Id
    sure: int = 0
