"""The button of the next proposal one has not seen."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id


class OpenNext(ButtonData, prefix="nx2"):
    """One unseen proposal; ``after``: the one just looked at (0: none)."""

    after: Id = 0
