"""Buttons of residents who report a proposal or appeal a rejection; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id, Origin


class ReportProposal(ButtonData, prefix="rpt"):
    """``reason``: 0 asks, else the place in REPORT_REASONS from 1; ``origin`` as in OpenCard, for the way back."""

    proposal: Id
    reason: Id = 0
    origin: Origin = "list"


class AppealRejection(ButtonData, prefix="apl"):
    """Ask for the words of an appeal; ``fresh``: 1 leaves the message of the button as it is (a notice)."""

    proposal: Id
    fresh: int = 0


class FileAppeal(ButtonData, prefix="apf"):
    """``sure``: 1 files the words that stand above, 0 leaves the question and shows the card."""

    proposal: Id
    sure: int = 0
