"""What else can be done with a proposal than voting: the card's other buttons."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id, Origin


class OpenMore(ButtonData, prefix="mor"):
    """Files, history and the rarer actions of a proposal; ``origin`` as in OpenCard, for the way back."""

    proposal: Id
    origin: Origin = "list"


class SetFollow(ButtonData, prefix="fol"):
    """``wanted``: 1 follows the proposal, 0 no longer; ``origin`` as in OpenCard."""

    proposal: Id
    wanted: int
    origin: Origin = "list"
