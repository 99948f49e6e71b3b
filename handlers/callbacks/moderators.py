"""Buttons of moderators; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id


class OpenQueue(ButtonData, prefix="que"):
    """The queue of the moderator's regions; ``fresh``: 1 leaves the message of the button as it is (a digest)."""

    fresh: int = 0


class TakeItem(ButtonData, prefix="tak"):
    """Open an item: takes it for ten minutes; ``fresh``: 1 leaves the message of the button as it is."""

    proposal: Id
    fresh: int = 0


class SeeFiles(ButtonData, prefix="fil"):
    """Send the files of an item to its moderator."""

    proposal: Id


class PublishItem(ButtonData, prefix="pub"):
    """Publish what was read: ``round`` is the sending the moderator saw."""

    proposal: Id
    round: Id


class ReturnItem(ButtonData, prefix="ret"):
    """Ask for the remark of a return."""

    proposal: Id
    round: Id


class RejectItem(ButtonData, prefix="rej"):
    """Show the reasons."""

    proposal: Id
    round: Id


class GiveReason(ButtonData, prefix="rsn"):
    """``reason``: a code of forum.policies.REJECTION_REASONS."""

    proposal: Id
    round: Id
    reason: str


class SkipRemark(ButtonData, prefix="rmk"):
    """Reject without a sentence of one's own."""

    proposal: Id
    round: Id
    reason: str


class NextItem(ButtonData, prefix="nxt"):
    """``after``: the item just seen (0: from the oldest)."""

    after: Id = 0


class OpenDigest(ButtonData, prefix="dig"):
    """The digest of one region now; ``what``: show or settings."""

    region: str
    what: str = "show"


class SetDigest(ButtonData, prefix="dgs"):
    """The wanted plan, whole."""

    region: str
    cadence: str
    minute: int
    weekday: int
