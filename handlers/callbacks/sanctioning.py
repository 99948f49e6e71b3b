"""Buttons of moderators who warn, mute or ban an author, and of those who lift it; each handler checks the rights.

``after`` is the author's latest sanction (0: none) when the screen was shown: what another moderator did since is not
done over. ``grounds`` is the place of the reason in SANCTION_REASONS, from 1. ``view`` is what of
the queue the moderator came from (handlers.callbacks.queueing), empty from elsewhere.
"""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id, View, Word


class OpenAuthor(ButtonData, prefix="aut"):
    """What is known of the author of a proposal, without a name, and what may be done about them."""

    proposal: Id
    view: View = ""


class ChooseSanction(ButtonData, prefix="sac"):
    """Ask for the reason; ``kind``: warn, mute or ban, ``days`` of a mute (else 0)."""

    proposal: Id
    kind: Word
    days: Id
    after: Id
    view: View = ""


class GiveSanctionReason(ButtonData, prefix="sar"):
    """Ask for a sentence to the author, which may be left out."""

    proposal: Id
    kind: Word
    days: Id
    after: Id
    grounds: Id
    view: View = ""


class SetSanction(ButtonData, prefix="sas"):
    """Without a sentence; ``sure``: 0 asks once more before a ban."""

    proposal: Id
    kind: Word
    days: Id
    after: Id
    grounds: Id
    sure: int = 0
    view: View = ""


class ConfirmBan(ButtonData, prefix="sab"):
    """Ban with the sentence that stands above."""

    proposal: Id
    view: View = ""


class OpenSanctions(ButtonData, prefix="sap"):
    """What is in force in the moderator's regions; ``number`` of the page counts from 0."""

    number: Id = 0


class LiftSanction(ButtonData, prefix="sal"):
    """Take one back; shown after it: the author of ``proposal``, or (0) the page ``number`` of the list."""

    sanction: Id
    number: Id = 0
    proposal: Id = 0
    view: View = ""
