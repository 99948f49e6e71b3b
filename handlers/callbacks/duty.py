"""Buttons of the moderator of the day; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class OpenDuty(ButtonData, prefix="duo"):
    """The week of a region; without one the moderator's only region, or the choice of one.

    ``fresh``: 1 leaves the message of the button as it is (a digest).
    """

    region: Code = ""
    fresh: int = 0


class EditDuty(ButtonData, prefix="due"):
    """Choose who is on duty on a ``weekday`` (1 Monday), or, once that is a ``person``, who stands in for them.

    ``page``: of the names to choose from, from 1.
    """

    region: Code
    weekday: int
    person: Id = 0
    page: int = 1


class SetDuty(ButtonData, prefix="dus"):
    """Put a person on duty for a weekday; 0: nobody, and no ``deputy``."""

    region: Code
    weekday: int
    person: Id = 0
    deputy: Id = 0
