"""Buttons about what the bot tells without being asked."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code


class OpenNotices(ButtonData, prefix="ntc"):
    """What is told and what is not, with its switches; ``fresh``: 1 leaves the message of the button as it is."""

    fresh: int = 0


class SetNotice(ButtonData, prefix="swt"):
    """``kind``: a switch of forum.notices.SWITCHES; ``wanted``: 1 tells, 0 no longer; ``fresh``: 1 in a notice itself,
    which stays as it is.
    """

    kind: Code
    wanted: int
    fresh: int = 0
