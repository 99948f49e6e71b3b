"""The button that draws a week."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, WhoseCode


class SendWeekPicture(ButtonData, prefix="dpi"):
    """``whose`` as of the digests: which one the picture is of."""

    whose: WhoseCode
