"""Buttons of what moderators do beside deciding: join, undo, correct; and the question to those who supported.

``view`` is what of the queue the moderator looks at (handlers.callbacks.queueing), empty for a published proposal.
"""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id, View, Word


class OpenWork(ButtonData, prefix="wrk"):
    """What a moderator can do with a public proposal."""

    proposal: Id


class OpenJoin(ButtonData, prefix="joi"):
    """Choose what to join the proposal to; ``round`` is the one the moderator saw."""

    proposal: Id
    round: Id
    view: View = ""


class PreviewJoin(ButtonData, prefix="jop"):
    """See the proposal and the one it would be joined to, beside each other."""

    proposal: Id
    round: Id
    target: Id
    view: View = ""


class JoinTo(ButtonData, prefix="joc"):
    """Join the proposal to ``target``."""

    proposal: Id
    round: Id
    target: Id
    view: View = ""


class UndoDecision(ButtonData, prefix="und"):
    """Take a decision back."""

    decision: Id
    view: View = ""


class OpenCorrect(ButtonData, prefix="cor"):
    """What can be corrected; ``round`` is the one the moderator saw."""

    proposal: Id
    round: Id
    view: View = ""


class ChooseCorrection(ButtonData, prefix="coc"):
    """The values one field can get; ``field``: topic, place or language."""

    proposal: Id
    round: Id
    field: Word
    view: View = ""


class SetCorrection(ButtonData, prefix="cos"):
    """Make ``value`` (a code) the field's."""

    proposal: Id
    round: Id
    field: Word
    value: Code
    view: View = ""


class AnswerCarry(ButtonData, prefix="cry"):
    """A supporter's answer after a join: ``answer`` is carry or leave."""

    decision: Id
    answer: Code
