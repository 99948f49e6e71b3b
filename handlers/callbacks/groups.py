"""Buttons in an alliance's staff group: anybody there can press them, so each handler asks who it was."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class ConnectGroup(ButtonData, prefix="grc"):
    """Connect this group to ``region``; ``instead_of``: the one it was connected to when this was asked ('': none)."""

    region: Code
    instead_of: Code = ""


class LeaveGroupAsIs(ButtonData, prefix="grl"):
    """Change nothing about the group's region."""

    kept: int = 1


class OpenGroupItem(ButtonData, prefix="gro"):
    """The whole proposal in place of its card (``fresh`` 1: below a digest, which stays); takes it for ten minutes."""

    proposal: Id
    fresh: int = 0


class OpenGroupQueue(ButtonData, prefix="grq"):
    """What waits in the group's region, as a message of its own."""

    fresh: int = 1


class PublishInGroup(ButtonData, prefix="grp"):
    """Publish what was read: ``round`` is the sending the moderator saw."""

    proposal: Id
    round: Id


class RejectInGroup(ButtonData, prefix="grj"):
    """Show the reasons."""

    proposal: Id
    round: Id


class GiveReasonInGroup(ButtonData, prefix="grr"):
    """Reject with this reason and no sentence."""

    proposal: Id
    round: Id
    reason: Code


class UndoInGroup(ButtonData, prefix="gru"):
    """Take back a decision that was made in the group."""

    decision: Id
