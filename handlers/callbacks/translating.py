"""Buttons about translations and about the history of a proposal; each handler checks the rights again.

``view`` is what of the queue the moderator came from (handlers.callbacks.queueing), empty from elsewhere.
"""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id, View


class OpenTranslate(ButtonData, prefix="trl"):
    """The translation of a proposal, for moderators of its region: as it stands, or how to begin one."""

    proposal: Id
    view: View = ""


class TranslateStep(ButtonData, prefix="trs"):
    """``action``: name or body (write it, or again), save, or mine (save over the one that came meanwhile)."""

    proposal: Id
    action: Code
    view: View = ""


class DropTranslation(ButtonData, prefix="trd"):
    """``version``: which one was seen, in milliseconds; ``sure``: 0 asks, 1 deletes."""

    proposal: Id
    version: Id
    sure: int = 0
    view: View = ""


class OpenHistory(ButtonData, prefix="his"):
    """Every act on a proposal, for the team; pages from 1, the newest first."""

    proposal: Id
    page: int = 1
    view: View = ""
