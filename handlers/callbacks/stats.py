"""Buttons of a campaign's statistics; each handler checks the rights again. ``campaign`` 0 is the latest one."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class OpenStats(ButtonData, prefix="sto"):
    """``page``: whole, place, topic, day, pace, answers, turnout, or campaigns to choose another one."""

    page: Code = "whole"
    campaign: Id = 0


class SendStatsPicture(ButtonData, prefix="sti"):
    """The picture of a page, as a message of its own; ``page``: place, topic or day."""

    page: Code
    campaign: Id = 0
