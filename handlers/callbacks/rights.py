"""The buttons of "know your rights"."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code


class OpenRights(ButtonData, prefix="rgt"):
    """``page``: a screen's name (handlers.views.rights.PAGES), or main."""

    page: Code = "main"
