"""Buttons of organizers about imports from files; each handler checks the rights again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handlers.callbacks.ids import ButtonData

Request = Annotated[str, Field(max_length=16)]


class ImportStep(ButtonData, prefix="ims"):
    """``action``: template-xlsx, template-csv, publish (asks once more), cancel; ``request`` as in RunImport."""

    action: str
    request: Request = ""


class RunImport(ButtonData, prefix="imr"):
    """Import the file that was looked through under ``request``; ``publish`` 1: public at once, 0: for moderators."""

    publish: int = 0
    request: Request = ""
