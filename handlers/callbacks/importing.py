"""Buttons of organizers about imports from files; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Request


class ImportStep(ButtonData, prefix="ims"):
    """``action``: template-xlsx, template-csv, publish (asks once more), cancel; ``request`` as in RunImport."""

    action: Code
    request: Request = ""


class RunImport(ButtonData, prefix="imr"):
    """Import the file that was looked through under ``request``; ``publish`` 1: public at once, 0: for moderators."""

    publish: int = 0
    request: Request = ""
