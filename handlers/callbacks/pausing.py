"""Buttons of organizers that pause submitting or voting; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class AskPause(ButtonData, prefix="pau"):
    """Ask for the sentence of a pause, ``what``: submitting or voting; ``language``: the one asked (again)."""

    what: Code
    campaign: Id
    language: Code = "kk"


class SetPause(ButtonData, prefix="pas"):
    """Pause with the sentences shown (``wanted`` 1), or go on (0)."""

    what: Code
    campaign: Id
    wanted: int
