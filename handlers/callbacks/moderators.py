"""Buttons of moderators; each handler checks the rights again.

``view`` is what of the queue the moderator looks at (handlers.callbacks.queueing): what follows an item is of it too.
"""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id, View


class OpenQueue(ButtonData, prefix="que"):
    """A page of the queue, from 1; ``fresh``: 1 leaves the message of the button as it is (a digest)."""

    fresh: int = 0
    view: View = ""
    page: Id = 1


class TakeItem(ButtonData, prefix="tak"):
    """Open an item: takes it for ten minutes; ``fresh``: 1 leaves the message of the button as it is."""

    proposal: Id
    fresh: int = 0
    view: View = ""


class SeeFiles(ButtonData, prefix="fil"):
    """Send the files of an item to its moderator."""

    proposal: Id


class PublishItem(ButtonData, prefix="pub"):
    """Publish what was read: ``round`` is the sending the moderator saw."""

    proposal: Id
    round: Id
    view: View = ""


class ReturnItem(ButtonData, prefix="ret"):
    """Ask for the remark of a return."""

    proposal: Id
    round: Id
    view: View = ""


class RejectItem(ButtonData, prefix="rej"):
    """Show the reasons."""

    proposal: Id
    round: Id
    view: View = ""


class GiveReason(ButtonData, prefix="rsn"):
    """``reason``: a code of the table of canned reasons."""

    proposal: Id
    round: Id
    reason: Code
    view: View = ""


class SkipRemark(ButtonData, prefix="rmk"):
    """Reject without a sentence of one's own."""

    proposal: Id
    round: Id
    reason: Code
    view: View = ""


class NextItem(ButtonData, prefix="nxt"):
    """``after``: the item just seen (0: from the oldest)."""

    after: Id = 0
    view: View = ""
